"""Who cites what, in memory, for each workspace: kept in step like the roster, loaded when it is first asked.

Nothing here is derived twice: a lookup goes from a key to the cases known by it and to the rows that cite it. What takes longer
(edges, missing authorities, ranks) is made once a revision, when somebody asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from threading import RLock
from typing import TypeVar

from core.authorities.identity import Identity, block
from core.authorities.keys import DECISIONS
from core.store.authorities import Cited, CitedBy

T = TypeVar("T")
K = TypeVar("K")
M = TypeVar("M")
Citing = tuple[str, Cited]
"""A citing case's id and its row."""


class WorkspaceGraph:
    """The cases of one workspace and what they cite. Not locked: `Graph` hands it out under its lock."""

    def __init__(self) -> None:
        self.revision = 0
        self.cases: dict[str, Identity] = {}
        self.cited: dict[str, CitedBy] = {}
        self._held: dict[str, set[str]] = {}
        self._dockets: dict[str, set[str]] = {}
        self._named: dict[tuple[int | None, str], set[str]] = {}
        self._citing: dict[str, dict[str, Cited]] = {}
        self._citing_named: dict[tuple[int | None, str], dict[tuple[str, int], Cited]] = {}
        self._beside: dict[str, Counter[str]] = {}
        self._made: dict[str, tuple[int, object]] = {}

    def put(self, identity: Identity) -> None:
        known = self.cases.get(identity.case_id)
        if known is not None and _same_place(known, identity):
            self.cases[identity.case_id] = identity
            return
        self._forget_identity(identity.case_id)
        self.cases[identity.case_id] = identity
        self.revision += 1
        for index, keys in self._indexes(identity):
            for key in keys:
                index.setdefault(key, set()).add(identity.case_id)

    def put_cited(self, cited: CitedBy) -> None:
        self._forget_cited(cited.case_id)
        self.cited[cited.case_id] = cited
        self.revision += 1
        for row in cited.cited:
            for key in row.keys:
                self._citing.setdefault(key, {})[cited.case_id] = row
                self._count_beside(key, row, 1)
            if row.kind in DECISIONS and (place := _name_place(row)):
                self._citing_named.setdefault(place, {})[cited.case_id, row.rank] = row

    def remove(self, case_id: str) -> None:
        self._forget_identity(case_id)
        self._forget_cited(case_id)
        self.revision += 1

    def held(self, keys: Iterable[str]) -> set[str]:
        """Cases known by one of these keys, or by one that other opinions write beside them."""
        found: set[str] = set()
        for key in keys:
            found |= self._held.get(key, set())
        return found or {case_id for key in keys for other in self._beside.get(key, ()) for case_id in self._held.get(other, ())}

    def with_docket(self, docket: str) -> set[str]:
        return set(self._dockets.get(docket, ()))

    def named(self, name: str, year: int) -> list[Identity]:
        """Cases of a year whose name begins with the same letters on both sides."""
        place = block(name)
        return [self.cases[case_id] for case_id in self._named.get((year, place), ())] if place else []

    def citing(self, keys: Iterable[str]) -> dict[str, Cited]:
        """The rows that cite one of these keys, by case."""
        found: dict[str, Cited] = {}
        for key in keys:
            for case_id, row in self._citing.get(key, {}).items():
                found.setdefault(case_id, row)
        return found

    def citing_named(self, identity: Identity) -> list[Citing]:
        """Rows whose name and year could be this case's; to be compared."""
        place = (identity.year, block(identity.name) or "")
        return [(case_id, row) for (case_id, _), row in self._citing_named.get(place, {}).items()] if identity.year else []

    def keys_cited(self) -> dict[str, dict[str, Cited]]:
        return self._citing

    def beside(self, key: str) -> Counter[str]:
        """Keys written beside this one as parallel citations, and how often."""
        return self._beside.get(key, Counter())

    def made(self, what: str, make: Callable[[WorkspaceGraph], T]) -> T:
        """Something derived from the whole graph, made once a revision."""
        kept = self._made.get(what)
        if kept is None or kept[0] != self.revision:
            kept = self._made[what] = (self.revision, make(self))
        return kept[1]  # type: ignore[return-value]

    def _indexes(self, identity: Identity) -> tuple[tuple[dict[object, set[str]], Iterable[object]], ...]:
        place = block(identity.name)
        named = [(identity.year, place)] if identity.year and place else []
        return ((self._held, identity.keys), (self._dockets, identity.dockets), (self._named, named))  # type: ignore[return-value]

    def _forget_identity(self, case_id: str) -> None:
        identity = self.cases.pop(case_id, None)
        for index, keys in self._indexes(identity) if identity else ():
            for key in keys:
                index.get(key, set()).discard(case_id)
                if not index.get(key):
                    index.pop(key, None)

    def _forget_cited(self, case_id: str) -> None:
        cited = self.cited.pop(case_id, None)
        for row in cited.cited if cited else ():
            for key in row.keys:
                _drop(self._citing, key, case_id)
                self._count_beside(key, row, -1)
            if row.kind in DECISIONS and (place := _name_place(row)):
                _drop(self._citing_named, place, (case_id, row.rank))

    def _count_beside(self, key: str, row: Cited, by: int) -> None:
        if len(row.keys) < 2:
            return
        beside = self._beside.setdefault(key, Counter())
        for other in row.keys:
            if other != key:
                beside[other] += by
                if beside[other] <= 0:
                    del beside[other]
        if not beside:
            del self._beside[key]


class Graph:
    """Graphs by workspace. `see` and `gone` follow the record; `following` is asked for tables that are not here yet."""

    def __init__(self, load: Callable[[Iterable[str] | None], list[CitedBy]]) -> None:
        """`load` gives what cases cite, of those named or of all."""
        self._load = load
        self._lock = RLock()
        self._spaces: dict[str, WorkspaceGraph] = {}
        self._homes: dict[str, str] = {}
        self._pending: set[str] = set()  # cases whose table here is not the one their stamp asks for
        self._loaded = False

    def see(self, identity: Identity) -> None:
        """A case was written."""
        with self._lock:
            self._homes[identity.case_id] = identity.workspace
            space = self._space(identity.workspace)
            space.put(identity)
            self._note(space, identity)

    def gone(self, case_id: str) -> None:
        with self._lock:
            self._pending.discard(case_id)
            home = self._homes.pop(case_id, None)
            if home is not None:
                self._spaces[home].remove(case_id)

    def put_cited(self, cited: CitedBy) -> None:
        """A table was written. One of a case that is not here any more is left alone."""
        with self._lock:
            if self._homes.get(cited.case_id) != cited.workspace:
                return
            space = self._space(cited.workspace)
            known = space.cited.get(cited.case_id)
            if known is None or known.stamp != cited.stamp or known != cited:
                space.put_cited(cited)
            self._note(space, space.cases[cited.case_id])

    def ask(self, workspace: str, question: Callable[[WorkspaceGraph], T]) -> T:
        """Answer from the graph as it stands, having read what the record has of tables not seen yet."""
        self._follow()
        with self._lock:
            return question(self._space(workspace))

    def pending(self, workspace: str) -> int:
        """Cases whose table is still to be made."""
        with self._lock:
            return sum(self._homes.get(case_id) == workspace for case_id in self._pending)

    def _follow(self) -> None:
        with self._lock:
            wanted = list(self._pending) if self._loaded else None
        if wanted is not None and not wanted:
            return
        for cited in self._load(wanted):
            self.put_cited(cited)
        self._loaded = True

    def _note(self, space: WorkspaceGraph, identity: Identity) -> None:
        cited = space.cited.get(identity.case_id)
        if identity.stamp is not None and (cited is None or cited.stamp != identity.stamp):
            self._pending.add(identity.case_id)
        else:
            self._pending.discard(identity.case_id)

    def _space(self, workspace: str) -> WorkspaceGraph:
        return self._spaces.setdefault(workspace, WorkspaceGraph())


def _name_place(row: Cited) -> tuple[int | None, str] | None:
    first = block(row.name)
    return (row.year, first) if first and row.year else None


def _same_place(known: Identity, identity: Identity) -> bool:
    """Whether nothing has changed by which others find the case."""
    fields = ("keys", "dockets", "court_id", "decided", "name", "title", "archived", "citation")
    return all(getattr(known, field) == getattr(identity, field) for field in fields)


def _drop(index: dict[K, dict[M, Cited]], key: K, member: M) -> None:
    rows = index.get(key)
    if rows is not None:
        rows.pop(member, None)
        if not rows:
            del index[key]
