"""The collection `authorities`: the table of authorities of each case, one document a case, derived from its citations and pages.

A document has the whole rows under `entries` by their rank, and beside them `light`, the few facts of each row from which the
library-wide graph is made, so that loading the graph does not read a quotation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from core.models import Authority, AuthorityTable, CitationKind, Signal
from core.store.reach import reaches_record

Document = dict[str, Any]
INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = (([("workspace", ASCENDING)], {}),)
_LIGHT = {"case_id": 1, "workspace": 1, "stamp": 1, "light": 1}
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Cited:
    """One row of a table as the graph keeps it. `rank` finds the whole row in the record; `signals` are this opinion's own."""

    rank: int
    keys: tuple[str, ...]
    citation: str
    kind: CitationKind
    name: str | None
    names: tuple[str, ...]
    year: int | None
    court: str | None
    count: int
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """What one case cites, as the graph keeps it."""

    case_id: str
    workspace: str
    stamp: str
    cited: tuple[Cited, ...]


@reaches_record
class AuthorityStore:
    """Reads and writes tables; writing one again replaces it in one step."""

    def __init__(self, collection: Callable[[], Collection[Document]]) -> None:
        self._collection = collection

    def put(self, table: AuthorityTable) -> None:
        document = {
            "_id": table.case_id,
            "case_id": table.case_id,
            "workspace": table.workspace,
            "stamp": table.stamp,
            "unresolved": table.unresolved,
            "failed": table.failed,
            "light": [_light(row) for row in table.authorities],
            "entries": {str(rank): row.to_record() for rank, row in enumerate(table.authorities)},
        }
        self._collection().replace_one({"_id": table.case_id}, document, upsert=True)

    def get(self, case_id: str) -> AuthorityTable | None:
        document = self._collection().find_one({"_id": case_id}, {"light": 0})
        if document is None:
            return None
        entries = document.pop("entries")
        rows = [entries[str(rank)] for rank in range(len(entries))]
        return AuthorityTable.model_validate({**document, "authorities": rows})

    def row(self, case_id: str, rank: int) -> Authority | None:
        """One row with its quotations; None when the table has changed or gone."""
        document = self._collection().find_one({"_id": case_id}, {f"entries.{rank}": 1})
        row = (document or {}).get("entries", {}).get(str(rank))
        return Authority.model_validate(row) if row else None

    def light(self, case_ids: Iterable[str] | None = None) -> list[CitedBy]:
        """What cases cite, without quotations; of every case when none are named."""
        if case_ids is None:
            return [_cited_by(document) for document in self._collection().find({}, _LIGHT)]
        wanted = list(case_ids)
        found: list[CitedBy] = []
        for start in range(0, len(wanted), _AT_ONCE):
            query = {"_id": {"$in": wanted[start : start + _AT_ONCE]}}
            found += [_cited_by(document) for document in self._collection().find(query, _LIGHT)]
        return found

    def stamps(self) -> dict[str, str]:
        """Of which revision each table was made."""
        return {document["_id"]: document["stamp"] for document in self._collection().find({}, {"stamp": 1})}

    def remove_case(self, case_id: str) -> None:
        self._collection().delete_one({"_id": case_id})


def _light(row: Authority) -> list[Any]:
    signals = sorted({item.signal.value for item in row.treatments if item.by is None})
    names = [use.name for use in row.names[:3]]
    return [row.keys, row.kind.value, row.citation, row.name, names, row.year, row.court, row.count, signals]


def _cited_by(document: Document) -> CitedBy:
    cited = tuple(
        Cited(rank, tuple(keys), citation, CitationKind(kind), name, tuple(names), year, court, count, tuple(map(Signal, signals)))
        for rank, (keys, kind, citation, name, names, year, court, count, signals) in enumerate(document.get("light", ()))
    )
    return CitedBy(document["case_id"], document["workspace"], document["stamp"], cited)
