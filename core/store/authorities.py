"""The collections `authorities` and `citings`: what each case cites, derived from its citations and pages.

`authorities` has the whole table of a case, each row packed by itself so that one can be read without the others; `citings` has the few
facts of each row from which the library-wide graph is made. They are packed because a table has thousands of small values, which
take the database a hundred times as long as one value of the same size. The table is written first: a row that the graph
points to is there.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bson.binary import Binary
from pymongo.collection import Collection

from core.models import Authority, AuthorityTable, CitationKind, Signal
from core.store.reach import reaches_record

Document = dict[str, Any]
INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = ()  # found by case alone, which is their `_id`
_LEVEL = 1  # packs to a fifth; more is not worth the time
_AT_ONCE = 500


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

    @classmethod
    def of(cls, table: AuthorityTable) -> CitedBy:
        """The part of a table that the graph keeps."""
        return cls(table.case_id, table.workspace, table.stamp, tuple(_cited(rank, row) for rank, row in enumerate(table.authorities)))


@reaches_record
class AuthorityStore:
    """Reads and writes tables; writing one again replaces it."""

    def __init__(self, tables: Callable[[], Collection[Document]], citings: Callable[[], Collection[Document]]) -> None:
        self._tables = tables
        self._citings = citings

    def put(self, table: AuthorityTable) -> None:
        head = {"_id": table.case_id, "case_id": table.case_id, "workspace": table.workspace, "stamp": table.stamp}
        rows = [_packed(row.model_dump_json()) for row in table.authorities]
        self._tables().replace_one(
            {"_id": table.case_id}, {**head, "unresolved": table.unresolved, "failed": table.failed, "rows": rows}, upsert=True
        )
        light = _packed(json.dumps([_light(row) for row in CitedBy.of(table).cited]))
        self._citings().replace_one({"_id": table.case_id}, {**head, "light": light}, upsert=True)

    def get(self, case_id: str) -> AuthorityTable | None:
        document = self._tables().find_one({"_id": case_id})
        if document is None:
            return None
        rows = [Authority.model_validate_json(_unpacked(row)) for row in document.pop("rows")]
        return AuthorityTable.model_validate({**document, "authorities": rows})

    def row(self, case_id: str, rank: int) -> Authority | None:
        """One row with its quotations; None when the table has changed or gone."""
        document = self._tables().find_one({"_id": case_id}, {"rows": 1})
        rows = (document or {}).get("rows", [])
        return Authority.model_validate_json(_unpacked(rows[rank])) if rank < len(rows) else None

    def light(self, case_ids: Iterable[str] | None = None) -> list[CitedBy]:
        """What cases cite, without quotations; of every case when none are named."""
        if case_ids is None:
            return [_cited_by(document) for document in self._citings().find({})]
        wanted = list(case_ids)
        found: list[CitedBy] = []
        for start in range(0, len(wanted), _AT_ONCE):
            found += [_cited_by(document) for document in self._citings().find({"_id": {"$in": wanted[start : start + _AT_ONCE]}})]
        return found

    def stamps(self) -> dict[str, str]:
        """Of which revision each table is that the graph may read."""
        return {document["_id"]: document["stamp"] for document in self._citings().find({}, {"stamp": 1})}

    def ids(self) -> set[str]:
        """Every case of which anything is kept here."""
        return {document["_id"] for collection in (self._tables(), self._citings()) for document in collection.find({}, {"_id": 1})}

    def remove_case(self, case_id: str) -> None:
        self._citings().delete_one({"_id": case_id})
        self._tables().delete_one({"_id": case_id})


def _cited(rank: int, row: Authority) -> Cited:
    return Cited(
        rank=rank,
        keys=tuple(row.keys),
        citation=row.citation,
        kind=row.kind,
        name=row.name,
        names=tuple(use.name for use in row.names),
        year=row.year,
        court=row.court,
        count=row.count,
        signals=tuple(sorted({item.signal for item in row.treatments if item.by is None})),
    )


def _light(row: Cited) -> list[Any]:
    return [row.keys, row.kind.value, row.citation, row.name, row.names, row.year, row.court, row.count, [signal.value for signal in row.signals]]


def _cited_by(document: Document) -> CitedBy:
    cited = tuple(
        Cited(rank, tuple(keys), citation, CitationKind(kind), name, tuple(names), year, court, count, tuple(map(Signal, signals)))
        for rank, (keys, kind, citation, name, names, year, court, count, signals) in enumerate(json.loads(_unpacked(document["light"])))
    )
    return CitedBy(document["case_id"], document["workspace"], document["stamp"], cited)


def _packed(text: str) -> Binary:
    return Binary(zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL))


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
