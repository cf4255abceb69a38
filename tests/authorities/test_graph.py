"""Who cites what: resolution against the library, edges, ranks, and what is missing."""

from __future__ import annotations

import pytest
from marked import table_of
from shelf import WORKSPACE, a_case, asked_of, graph_of

from core.authorities.graph import Graph
from core.authorities.identity import Identity
from core.authorities.keys import key_of
from core.authorities.ranking import citing_rows, edges, layout, missing, ranked
from core.authorities.resolution import Asked, Status, resolve
from core.models import CaseState, CitationKind
from core.store.authorities import CitedBy

HELD = [
    a_case("corley", "Corley v. United States", "556 U.S. 303", "2009-04-06", parallel_citations=["129 S. Ct. 1558"], court_id="scotus"),
    a_case("slip", "Puckett v. United States", None, "2009-03-25", court_id="scotus", docket_numbers=["07-9712"]),
    a_case("one", "Able v. Baker", "500 F.3d 7", "2007-01-01", court_id="ca9"),
    a_case("two", "Cole v. Dunn", "500 F.3d 7", "2007-01-01", court_id="ca9"),
    a_case("elsewhere", "Hidden v. Case", "501 F.3d 1", "2007-01-01", workspace="other"),
]
QUESTIONS = [
    ("556 U.S. 303", CitationKind.CASE, None, None, None, Status.IN_LIBRARY, ("corley",), "its own citation"),
    ("556 U. S. 303", CitationKind.CASE, None, None, None, Status.IN_LIBRARY, ("corley",), "spaced otherwise"),
    ("129 S. Ct. 1558", CitationKind.CASE, None, None, None, Status.IN_LIBRARY, ("corley",), "a parallel citation"),
    ("07-9712", CitationKind.DOCKET, None, None, "scotus", Status.IN_LIBRARY, ("slip",), "docket number and court"),
    ("07-9712", CitationKind.DOCKET, None, None, "ca5", Status.NOT_HELD, (), "the number of another court"),
    (
        "556 U.S. 129",
        CitationKind.CASE,
        "Puckett v. United States",
        2009,
        None,
        Status.IN_LIBRARY,
        ("slip",),
        "a slip opinion by name, court and year",
    ),
    ("556 U.S. 129", CitationKind.CASE, "Puckett v. United States", 2011, None, Status.NOT_HELD, (), "another year"),
    ("700 F.3d 129", CitationKind.CASE, "Puckett v. United States", 2009, "ca5", Status.NOT_HELD, (), "another court"),
    ("500 F.3d 7", CitationKind.CASE, None, None, None, Status.AMBIGUOUS, ("one", "two"), "two decisions on one page"),
    ("500 F.3d 7", CitationKind.CASE, "Cole v. Dunn", 2007, None, Status.IN_LIBRARY, ("two",), "and which of them"),
    ("501 F.3d 1", CitationKind.CASE, None, None, None, Status.NOT_HELD, (), "held in another workspace"),
    ("12 Xyzzy 4", CitationKind.CASE, None, None, None, Status.MALFORMED, (), "no such reporter"),
    ("12 F.4th 4", CitationKind.CASE, None, 1999, None, Status.MALFORMED, (), "before the series"),
    ("18 U.S.C. § 3501", CitationKind.STATUTE, None, None, None, None, (), "no decision"),
]


@pytest.mark.parametrize(("citation", "kind", "name", "year", "court", "status", "ids", "reason"), QUESTIONS, ids=[row[-1] for row in QUESTIONS])
def test_what_a_citation_means_here(citation, kind, name, year, court, status, ids, reason):
    found = resolve(asked_of(graph_of(HELD)), Asked((key_of(citation, kind),), citation, kind, name, year, court))
    assert (found.status, found.case_ids) == (status, ids)


TEXTS = {
    "a": "{Corley v. United States, 556 U.S. 303} (2009). {Gone v. Lost, 402 U.S. 9} (1971).",
    "b": "{Corley v. United States, 556 U.S. 303}, {129 S. Ct. 1558} (2009). {Gone v. Lost, 402 U.S. 9} (1971). {A v. Other, 300 F.3d 2} (2002).",
    "c": "{Corley v. United States, 129 S. Ct. 1558} (2009). We follow {A v. Other, 300 F.3d 2} (2002). See 18 U.S.C. {18 U.S.C. § 3501}.",
}


@pytest.fixture
def graph() -> Graph:
    citing = [a_case("a", "A v. Other", "300 F.3d 2", "2002-01-01"), a_case("b", "B v. Other"), a_case("c", "C v. Other")]
    return graph_of([HELD[0], *citing], [table_of(text, case_id=case_id) for case_id, text in TEXTS.items()])


def test_citing_and_cited(graph):
    space = asked_of(graph)
    assert set(citing_rows(space, space.cases["corley"])) == {"a", "b", "c"}
    assert {(edge.citing, edge.cited) for edge in edges(space)} == {("a", "corley"), ("b", "corley"), ("c", "corley"), ("b", "a"), ("c", "a")}
    assert next(edge.signals for edge in edges(space) if edge.citing == "c" and edge.cited == "a") == ("follows",)


def test_parallel_citations_are_one_authority():
    row = table_of(TEXTS["b"]).authorities[0]
    assert (row.citation, row.parallel, row.count) == ("556 U.S. 303", ["129 S. Ct. 1558"], 1)


def test_a_parallel_citation_learnt_from_one_case_serves_all():
    graph = graph_of(
        [a_case("corley", "Corley v. United States", "556 U.S. 303", "2009-04-06"), a_case("b", "B v. Other"), a_case("c", "C v. Other")],
        [table_of(TEXTS["b"], case_id="b"), table_of(TEXTS["c"], case_id="c")],
    )
    space = asked_of(graph)
    assert resolve(space, Asked((key_of("129 S. Ct. 1558", CitationKind.CASE),), "129 S. Ct. 1558")).case_ids == ("corley",)


def test_ranks_and_what_is_missing(graph):
    space = asked_of(graph)
    order = ranked(space).cases
    assert [case_id for case_id, _, _ in order][:2] == ["corley", "a"]
    assert order[0][2] == 3
    assert sum(rank for _, rank, _ in order) == pytest.approx(1)
    assert [(item.row.citation, item.citing) for item in missing(space)] == [("402 U.S. 9", ("a", "b"))]
    assert set(layout(space, 10)) == {"corley", "a", "b", "c"}
    assert layout(space, 10) == layout(space, 10)


def test_what_arrives_is_no_longer_missing_and_what_goes_is_again(graph):
    graph.see(Identity.of(a_case("gone", "Gone v. Lost", "402 U.S. 9", "1971-01-01")))
    assert missing(asked_of(graph)) == ()
    assert ("a", "gone") in {(edge.citing, edge.cited) for edge in edges(asked_of(graph))}
    graph.gone("gone")
    assert [item.row.citation for item in missing(asked_of(graph))] == ["402 U.S. 9"]
    graph.gone("a")
    assert {(edge.citing, edge.cited) for edge in edges(asked_of(graph))} == {("b", "corley"), ("c", "corley")}


def test_an_archived_case_leaves_the_network(graph):
    graph.see(
        Identity.of(
            a_case("a", "A v. Other", "300 F.3d 2", "2002-01-01", processing_status=CaseState.ARCHIVED, state_before_archive=CaseState.INDEXED)
        )
    )
    space = asked_of(graph)
    assert all("a" not in (edge.citing, edge.cited) for edge in edges(space))
    assert "a" not in {case_id for case_id, _, _ in ranked(space).cases}


def test_workspaces_know_nothing_of_each_other(graph):
    graph.see(Identity.of(a_case("x", "X v. Y", "556 U.S. 303", "2009-01-01", workspace="other")))
    assert asked_of(graph, "other").citing(["556 us 303"]) == {}
    assert resolve(asked_of(graph, "other"), Asked(("556 us 303",), "556 U.S. 303")).case_ids == ("x",)
    assert resolve(asked_of(graph), Asked(("556 us 303",), "556 U.S. 303")).case_ids == ("corley",)


def test_tables_are_loaded_when_first_asked_and_followed_from_then():
    table = CitedBy.of(table_of(TEXTS["a"], case_id="a"))
    loads = []

    def load(wanted):
        loads.append(wanted)
        return [table] if wanted is None else []

    graph = Graph(load)
    graph.see(Identity.of(a_case("a", "A v. Other")))
    graph.see(Identity.of(a_case("b", "B v. Other")))
    assert loads == []
    assert set(asked_of(graph).cited) == {"a"}
    assert graph.pending(WORKSPACE) == 1
    asked_of(graph)
    assert loads == [None, ["b"]]
