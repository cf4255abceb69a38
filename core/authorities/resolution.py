"""Which case of the library a citation means, told anew at each look: by citation, by docket number and court, by name and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.authorities.graph import WorkspaceGraph
from core.authorities.identity import Identity
from core.authorities.keys import DECISIONS
from core.authorities.party_names import same_case, same_parties
from core.authorities.reporters import flaw, reporter_key, taken_apart
from core.models import CitationKind

_SUPREME_COURT = frozenset({"us", "sct", "led", "led2d"})


class Status(StrEnum):
    """What the library knows of a cited decision."""

    IN_LIBRARY = "in_library"
    NOT_HELD = "not_held"
    AMBIGUOUS = "ambiguous"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A citation as a question to the library."""

    keys: Sequence[str]
    citation: str
    kind: CitationKind = CitationKind.CASE
    name: str | None = None
    year: int | None = None
    court: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """`status` is None for what a library of opinions does not hold: statutes, rules, articles. `by` says how the case was found."""

    status: Status | None
    case_ids: tuple[str, ...] = ()
    by: str | None = None
    reason: str | None = None


def resolve(graph: WorkspaceGraph, asked: Asked) -> Resolution:
    if asked.kind not in DECISIONS:
        return Resolution(None)
    for way, found in (("citation", graph.held(asked.keys)), ("docket number", _by_docket(graph, asked))):
        if found:
            return _chosen(graph, asked, found, way)
    named = _by_name(graph, asked)
    if named:
        return _chosen(graph, asked, named, "name and year")
    wrong = flaw(asked.citation, asked.kind, asked.year)
    return Resolution(Status.MALFORMED, reason=wrong) if wrong else Resolution(Status.NOT_HELD)


def is_named(identity: Identity, citation: str, name: str | None, year: int | None, court: str | None) -> bool:
    """Whether a citation means this case by its name, year and court, where the case itself does not know its citation: slip
    opinions are printed before they have one."""
    written = taken_apart(citation)
    reporter = reporter_key(written.reporter) if written else None
    if reporter is not None and reporter in identity.reporters:
        return False  # it has another citation in that very reporter
    if not name or not year or identity.year != year or not same_parties(name, identity.name):
        return False
    if court or reporter in _SUPREME_COURT:
        return identity.court_id == (court or "scotus")
    return reporter is None or identity.court_id != "scotus"


def _by_docket(graph: WorkspaceGraph, asked: Asked) -> set[str]:
    if asked.kind is not CitationKind.DOCKET:
        return set()
    dockets = [key.removeprefix("docket ") for key in asked.keys]
    found = {case_id for docket in dockets for case_id in graph.with_docket(docket)}
    return {case_id for case_id in found if not asked.court or graph.cases[case_id].court_id in (asked.court, None)}


def _by_name(graph: WorkspaceGraph, asked: Asked) -> set[str]:
    if not asked.name or not asked.year:
        return set()
    candidates = graph.named(asked.name, asked.year)
    return {case.case_id for case in candidates if is_named(case, asked.citation, asked.name, asked.year, asked.court)}


def _chosen(graph: WorkspaceGraph, asked: Asked, found: set[str], way: str) -> Resolution:
    """One case; of several those that bear the name, for short decisions share a page."""
    if len(found) > 1 and asked.name:
        found = {case_id for case_id in found if same_case(asked.name, graph.cases[case_id].name)} or found
    ordered = tuple(sorted(found, key=lambda case_id: (graph.cases[case_id].title, case_id)))
    if len(ordered) == 1:
        return Resolution(Status.IN_LIBRARY, ordered, way)
    return Resolution(Status.AMBIGUOUS, ordered, way, f"{len(ordered)} cases of the library answer to it.")
