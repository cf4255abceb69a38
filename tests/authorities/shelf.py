"""A library's graph made by hand: cases with what they are known by, and tables of what they cite."""

from __future__ import annotations

from datetime import date

from core.authorities.graph import Graph, WorkspaceGraph
from core.authorities.identity import Identity
from core.authorities.name_check import NameCheck, check_name
from core.authorities.ranking import asked
from core.authorities.resolution import resolve
from core.models import AuthorityTable, Case, CaseState
from core.store.authorities import CitedBy

WORKSPACE = "shared"


def a_case(case_id: str, name: str, citation: str | None = None, decided: str | None = None, **fields: object) -> Case:
    known = {
        "workspace": WORKSPACE,
        "owner": "local",
        "document_hash": case_id,
        "file_name": f"{case_id}.pdf",
        "file_size": 1,
        "title": name,
        "case_name": name,
        "citation": citation,
        "date_decided": date.fromisoformat(decided) if decided else None,
        "processing_status": CaseState.INDEXED,
        "text_revision": 1,
        "card_revision": 1,
    }
    return Case.model_validate({**known, "case_id": case_id, **fields})


def graph_of(cases: list[Case], tables: list[AuthorityTable] = ()) -> Graph:  # type: ignore[assignment]
    graph = Graph(lambda _: [])
    for case in cases:
        graph.see(Identity.of(case))
    for table in tables:
        graph.put_cited(CitedBy.of(table))
    return graph


def asked_of(graph: Graph, workspace: str = WORKSPACE) -> WorkspaceGraph:
    return graph.ask(workspace, lambda space: space)


def checks(graph: Graph, case_id: str) -> dict[str, NameCheck]:
    """What is said of the name beside each citation of a case."""
    space = asked_of(graph)
    return {row.citation: check_name(space, case_id, row, resolve(space, asked(row))) for row in space.cited[case_id].cited}
