"""Following cases until they are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from core.cli_library import rows
from core.library import Library
from core.models import CaseState

_OVER = (CaseState.INDEXED, CaseState.FAILED, CaseState.ARCHIVED)
SHORTEST_PAUSE = 0.3
CARE = 4  # pauses last this many times as long as a look, so that watching takes a fifth of a processor at most


@dataclass(slots=True)
class Watch:
    """Case ids by how far they are. `failed` holds the reason; `partial` those with pages that could not be read."""

    library: Library
    pending: set[str] = field(default_factory=set)
    readable: set[str] = field(default_factory=set)
    complete: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, case_id: str) -> None:
        if case_id not in self.complete:
            self.pending.add(case_id)

    def look(self) -> None:
        """See how far each case is. One deleted in the meantime is over."""
        wanted = set(self.pending)
        if not wanted:
            return
        for row in rows(self.library):
            if row.case_id not in wanted:
                continue
            wanted.discard(row.case_id)
            over = row.processing_status in _OVER
            if row.searchable_words or over:
                self.readable.add(row.case_id)
            if over:
                self._close(row.case_id)
            if over and row.partial:
                self.partial.add(row.case_id)
            if row.processing_status is CaseState.FAILED:
                self.failed[row.case_id] = row.error or "It could not be read."
            if not wanted:
                break
        for case_id in wanted:
            self.readable.add(case_id)
            self._close(case_id)

    def until_over(self, show: Callable[[], None]) -> None:
        """Look again and again until nothing is pending; `show` is called after each look."""
        while True:
            began = time.monotonic()
            self.look()
            show()
            if not self.pending:
                return
            time.sleep(max(SHORTEST_PAUSE, CARE * (time.monotonic() - began)))

    def _close(self, case_id: str) -> None:
        self.pending.discard(case_id)
        self.complete.add(case_id)
