"""Reading a document's pages in worker processes so that no page can cost more than itself.

Pages go out in chunks. A chunk whose worker dies or overruns is read again page by page, which finds the culprit: that page is
`failed` in the ledger and counts one attempt. After `ATTEMPTS` of them the pages not yet read are given up, so that a file
made to crash readers ends in bounded time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from core.ingest.tasks import failed_page, read_pages
from core.ingest.workers import Priority, WorkerDied, WorkerOverran, WorkerPool
from core.models import Page

ATTEMPTS = 3
CHUNK_PAGES = 64
LOST = (WorkerDied, WorkerOverran, MemoryError)
"""How a document costs the task that reads it, but not the app."""
Reader = Callable[[str, str, Sequence[int]], list[Page]]


@dataclass(slots=True)
class Supervised:
    """What came of it: a ledger entry for every page asked for, and how often a worker was lost."""

    pages: list[Page] = field(default_factory=list)
    attempts: int = 0
    reason: str | None = None


class Supervisor:
    """Reads pages through `pool` with `reader`, a module-level function. `page_deadline` and `file_deadline` are seconds; a file
    deadline of 0 is none."""

    def __init__(self, pool: WorkerPool, page_deadline: float, file_deadline: float = 0.0, *, reader: Reader = read_pages) -> None:
        self._pool = pool
        self._reader = reader
        self._page_deadline = page_deadline
        self._file_deadline = file_deadline

    def read(self, path: str, case_id: str, numbers: Sequence[int], *, singly: bool = False) -> Supervised:
        """Ledger entries for all `numbers`, in order. `singly` when one of them is known to cost its worker. Raises what opening
        the file raises (`BadFile`)."""
        outcome = Supervised()
        until = time.monotonic() + self._file_deadline if self._file_deadline else float("inf")
        size = 1 if singly else CHUNK_PAGES
        chunks = [numbers[start : start + size] for start in range(0, len(numbers), size)]
        flying = [(chunk, self._send(path, case_id, chunk)) for chunk in chunks]
        for chunk, future in flying:
            self._collect(path, case_id, chunk, future, outcome, until)
        return outcome

    def _send(self, path: str, case_id: str, numbers: Sequence[int]) -> Future[list[Page]]:
        return self._pool.send(Priority.READ, self._page_deadline, self._reader, path, case_id, list(numbers))

    def _collect(self, path: str, case_id: str, chunk: Sequence[int], future: Future[list[Page]], outcome: Supervised, until: float) -> None:
        if outcome.attempts >= ATTEMPTS or time.monotonic() > until:
            future.cancel()
            outcome.pages += [_given_up(case_id, number, outcome, time.monotonic() > until) for number in chunk]
            return
        try:
            outcome.pages += future.result()
        except LOST as lost:
            if len(chunk) == 1:
                self._blame(case_id, chunk[0], lost, outcome)
                return
            for number in chunk:
                self._collect(path, case_id, [number], self._send(path, case_id, [number]), outcome, until)

    def _blame(self, case_id: str, number: int, lost: Exception, outcome: Supervised) -> None:
        outcome.attempts += 1
        outcome.reason = str(lost) or "it takes more memory than a document may"
        outcome.pages.append(failed_page(case_id, number, f"Reading this page failed: {outcome.reason}."))


def _given_up(case_id: str, number: int, outcome: Supervised, late: bool) -> Page:
    why = (
        "the file took longer than HEADNOTE_FILE_DEADLINE_S"
        if late
        else f"{outcome.attempts} pages of this file stopped the reader ({outcome.reason})"
    )
    return failed_page(case_id, number, f"Not tried: {why}.")
