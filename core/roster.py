"""The library as a list, in memory: one row a case, kept in step with the record. Listing costs the database nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any

from core.models import Case, CaseState
from core.search.catalog import Card
from core.search.filters import matches
from core.views import CaseList, CaseQuery, CaseSummary

_NEWEST_FIRST = {"added", "decided", "pages"}
_SORTS: dict[str, Callable[[CaseSummary], Any]] = {
    "added": lambda row: row.created_at,
    "title": lambda row: row.title.casefold(),
    "court": lambda row: (row.court or "").casefold(),
    "decided": lambda row: row.date_decided or date.min,
    "pages": lambda row: row.page_count,
    "state": lambda row: row.processing_status.value,
}


class Roster:
    """Rows by case, of every workspace. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows: dict[str, tuple[str, Card, CaseSummary]] = {}

    def put(self, case: Case, card: Card) -> None:
        row = (case.workspace, card, summary_of(case))
        with self._lock:
            self._rows[case.case_id] = row

    def remove(self, case_id: str) -> None:
        with self._lock:
            self._rows.pop(case_id, None)

    def ids(self) -> set[str]:
        with self._lock:
            return set(self._rows)

    def count(self, workspace: str) -> int:
        with self._lock:
            return sum(home == workspace for home, _, _ in self._rows.values())

    def states(self, workspace: str) -> Counter[CaseState]:
        """How many cases are in which state."""
        with self._lock:
            return Counter(row.processing_status for home, _, row in self._rows.values() if home == workspace)

    def courts(self, workspace: str) -> list[str]:
        """The courts of the cases, A to Z."""
        with self._lock:
            return sorted({row.court for home, _, row in self._rows.values() if home == workspace and row.court}, key=str.casefold)

    def listing(self, workspace: str, query: CaseQuery) -> CaseList:
        """The rows asked for, sorted; ties by title, then id. Rows without the value sorted by come last."""
        with self._lock:
            rows = [(card, row) for home, card, row in self._rows.values() if home == workspace]
        found = [row for card, row in rows if _wanted(card, row, query)]
        found.sort(key=lambda row: (row.title.casefold(), row.case_id))
        found.sort(key=_SORTS[query.sort], reverse=query.sort in _NEWEST_FIRST if query.descending is None else query.descending)
        if query.sort in ("court", "decided"):
            found.sort(key=lambda row: row.court is None if query.sort == "court" else row.date_decided is None)
        return CaseList(total=len(found), items=found[query.offset : query.offset + query.limit])


def summary_of(case: Case) -> CaseSummary:
    """A case as a row of the library."""
    return CaseSummary.model_construct(**{name: getattr(case, name) for name in CaseSummary.model_fields})


def _wanted(card: Card, row: CaseSummary, query: CaseQuery) -> bool:
    if query.state is not None and row.processing_status is not query.state:
        return False
    if query.archived is not None and (row.processing_status is CaseState.ARCHIVED) is not query.archived:
        return False
    chosen = query.filters
    if chosen.case_ids is not None and row.case_id not in chosen.case_ids:
        return False
    if chosen.exclude_case_ids and row.case_id in chosen.exclude_case_ids:
        return False
    return matches(card, chosen) and _says(row, query.q)


def _says(row: CaseSummary, words: str | None) -> bool:
    """Whether every word of `words` stands in what identifies the case."""
    if not words:
        return True
    text = " ".join(filter(None, (row.title, row.case_name, row.docket_number, row.court, row.citation, row.file_name))).casefold()
    return all(word in text for word in words.casefold().split())
