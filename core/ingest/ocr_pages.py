"""Scanned pages of one document through the worker pool: a page a task, as many at once as there are workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from functools import cached_property

from core.errors import HeadnoteError
from core.ingest.supervision import ATTEMPTS
from core.ingest.tasks import failed_page, ocr_availability, ocr_page
from core.ingest.workers import Priority, WorkerDied, WorkerOverran, WorkerPool
from core.models import Page
from core.settings import Settings


class OcrReader:
    """Whether pages can be read by OCR here, and reading them."""

    def __init__(self, settings: Settings, pool: WorkerPool) -> None:
        self._settings = settings
        self._pool = pool

    @property
    def available(self) -> bool:
        return self._found[0]

    @property
    def detail(self) -> str:
        """Which Tesseract, or why there is none and what to do."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[bool, str]:
        """Looked for once, in a worker: the server need not load what reads scans."""
        if self._settings.ocr == "off":
            return False, "Off by HEADNOTE_OCR; scanned pages wait."
        return self._pool.send(Priority.INTERACTIVE, 30.0, ocr_availability, self._settings.ocr_language).result()

    def read(self, path: str, case_id: str, numbers: Sequence[int]) -> Iterator[Page]:
        """Ledger entries as they are done. A page that kills or outlasts its worker is failed; three of them end the file."""
        todo, lost = list(reversed(numbers)), 0
        flying: dict[Future[Page], int] = {}
        while todo or flying:
            while todo and len(flying) < self._pool.size and lost < ATTEMPTS:
                number = todo.pop()
                flying[self._send(path, case_id, number)] = number
            if lost >= ATTEMPTS and not flying:
                yield from (failed_page(case_id, number, f"Not tried: {lost} pages of this file stopped the reader.") for number in todo)
                return
            for future in wait(flying, return_when=FIRST_COMPLETED).done:
                number = flying.pop(future)
                try:
                    yield future.result()
                except (WorkerDied, WorkerOverran) as error:
                    lost += 1
                    yield failed_page(case_id, number, f"Reading this page by OCR failed: {error}.")
                except (HeadnoteError, CancelledError):
                    raise  # the file, Tesseract or the pool, not this page
                except Exception as error:  # noqa: BLE001 - one page never fails the file; the ledger keeps the reason
                    yield failed_page(case_id, number, f"Reading this page by OCR failed: {type(error).__name__} {error}".rstrip() + ".")

    def _send(self, path: str, case_id: str, number: int) -> Future[Page]:
        deadline = self._settings.page_deadline_s
        # Tesseract is stopped at the page's deadline; the worker itself a little later, should it hang elsewhere.
        return self._pool.send(Priority.OCR, deadline + 10, ocr_page, path, case_id, number, self._settings.ocr_language, deadline)
