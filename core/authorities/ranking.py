"""What is derived from the whole graph of a workspace: edges between its cases, ranks, and what it lacks most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.authorities.graph import WorkspaceGraph
from core.authorities.identity import Identity
from core.authorities.keys import DECISIONS
from core.authorities.party_names import same_case
from core.authorities.resolution import Asked, Status, is_named, resolve
from core.models import Signal
from core.store.authorities import Cited

DAMPING = 0.85


@dataclass(frozen=True, slots=True)
class Edge:
    """One case of the library cites another, so many times, with these signals of its own."""

    citing: str
    cited: str
    count: int
    signals: tuple[Signal, ...]
    rank: int  # of the row in the citing case's table


@dataclass(frozen=True, slots=True)
class Missing:
    """An authority that the library does not hold, and how the cases that cite it cite it."""

    rows: dict[str, Cited]

    @property
    def citing(self) -> tuple[str, ...]:
        return tuple(sorted(self.rows))

    @property
    def mentions(self) -> int:
        return sum(row.count for row in self.rows.values())

    @property
    def row(self) -> Cited:
        """The row whose name most others agree with."""
        listed = list(self.rows.values())[:50]
        return max(listed, key=lambda row: sum(bool(row.name and other.name and same_case(row.name, other.name)) for other in listed))


@dataclass(frozen=True, slots=True)
class Ranked:
    """Cases by PageRank, highest first: (case id, rank, how many cases of the library cite it). Ranks add up to one."""

    cases: tuple[tuple[str, float, int], ...]


def edges(graph: WorkspaceGraph) -> tuple[Edge, ...]:
    """Citations between unarchived cases of the library. A citation that several cases answer to makes none."""
    return graph.made("edges", lambda made: tuple(_edges(made)))


def ranked(graph: WorkspaceGraph) -> Ranked:
    return graph.made("ranked", _ranked)


def layout(graph: WorkspaceGraph, limit: int) -> dict[str, tuple[float, float]]:
    """Where the highest ranked cases that cite one another are drawn, each coordinate from -1 to 1: the same at each look."""
    return graph.made(f"layout {limit}", lambda made: _layout(made, limit))


def missing(graph: WorkspaceGraph) -> tuple[Missing, ...]:
    """Decisions cited and not held, those cited by most cases first."""
    return graph.made("missing", lambda made: tuple(_missing(made)))


def citing_rows(graph: WorkspaceGraph, identity: Identity) -> dict[str, Cited]:
    """The rows of other cases that mean this one, by case."""
    found = {case_id: row for case_id, row in graph.citing(identity.keys).items() if _means(graph, row, identity)}
    for case_id, row in graph.citing_named(identity):
        if case_id not in found and is_named(identity, row.citation, row.name, row.year, row.court) and _means(graph, row, identity):
            found[case_id] = row
    found.pop(identity.case_id, None)
    return {case_id: row for case_id, row in found.items() if not graph.cases[case_id].archived}


def asked(row: Cited) -> Asked:
    return Asked(row.keys, row.citation, row.kind, row.name, row.year, row.court)


def _means(graph: WorkspaceGraph, row: Cited, identity: Identity) -> bool:
    resolution = resolve(graph, asked(row))
    return resolution.status is Status.IN_LIBRARY and resolution.case_ids == (identity.case_id,)


def _edges(graph: WorkspaceGraph) -> Iterator[Edge]:
    for identity in graph.cases.values():
        if identity.archived:
            continue
        for case_id, row in citing_rows(graph, identity).items():
            yield Edge(case_id, identity.case_id, row.count, row.signals, row.rank)


def _ranked(graph: WorkspaceGraph) -> Ranked:
    import networkx as nx  # slow to import: only when ranks are asked for

    made = nx.DiGraph()
    made.add_nodes_from(case_id for case_id, identity in graph.cases.items() if not identity.archived)
    made.add_edges_from((edge.citing, edge.cited) for edge in edges(graph))
    if not made:
        return Ranked(())
    ranks = nx.pagerank(made, alpha=DAMPING)
    ordered = sorted(ranks, key=lambda case_id: (-ranks[case_id], graph.cases[case_id].title, case_id))
    return Ranked(tuple((case_id, ranks[case_id], made.in_degree(case_id)) for case_id in ordered))


def _layout(graph: WorkspaceGraph, limit: int) -> dict[str, tuple[float, float]]:
    import networkx as nx

    shown = {case_id for case_id, _, _ in ranked(graph).cases[:limit]}
    made = nx.Graph()
    made.add_edges_from(sorted((edge.citing, edge.cited) for edge in edges(graph) if edge.citing in shown and edge.cited in shown))
    if not made:
        return {}
    places = nx.spring_layout(made, seed=1, k=2.2 / len(made) ** 0.5, iterations=80)
    return {case_id: (float(x), float(y)) for case_id, (x, y) in places.items()}


def _missing(graph: WorkspaceGraph) -> Iterator[Missing]:
    taken: set[str] = set()
    found: list[Missing] = []
    keys = graph.keys_cited()
    archived = {case_id for case_id, identity in graph.cases.items() if identity.archived}
    for key in sorted(keys, key=lambda key: -len(keys[key])):
        if key in taken:
            continue
        rows = dict(keys[key])
        for other in graph.beside(key):
            taken.add(other)
            rows = {**keys.get(other, {}), **rows}
        rows = {case_id: row for case_id, row in rows.items() if row.kind in DECISIONS and case_id not in archived}
        if rows and resolve(graph, asked(next(iter(rows.values())))).status is Status.NOT_HELD:
            found.append(Missing(rows))
    yield from sorted(found, key=lambda item: (-len(item.rows), -item.mentions, next(iter(item.rows.values())).citation))
