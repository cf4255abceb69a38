"""Finishing deletions: what hangs on a case goes first, its mark last, so that one broken off is found and finished."""

from __future__ import annotations

from core.store.files import FileStore
from core.store.record import Record


class Deletions:
    """Cases are marked by `CaseStore.mark_deleting`; `finish` may be called by anybody, at any time."""

    def __init__(self, record: Record, files: FileStore) -> None:
        self._record = record
        self._files = files

    def finish(self) -> int:
        """Remove what belongs to marked cases; returns how many are gone. One that is being read just now is left to whoever reads
        it: they would write pages again after these were removed."""
        return sum(self._finish(case_id, sha256) for case_id, sha256 in self._record.cases.deleting())

    def _finish(self, case_id: str, sha256: str) -> bool:
        if not self._record.jobs.remove_idle(case_id):
            return False
        self._record.authorities.remove_case(case_id)
        self._record.passages.remove_case(case_id)
        self._record.pages.remove_case(case_id)
        self._record.cases.remove(case_id)
        with self._files.holding(sha256):
            if not self._record.cases.hash_in_use(sha256):
                self._files.remove(sha256)
        return True
