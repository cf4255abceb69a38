"""Whether the name beside a citation is the name that citation belongs to, as far as the library can tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.authorities.graph import WorkspaceGraph
from core.authorities.party_names import same_case, same_parties
from core.authorities.reporters import reporter_key, taken_apart
from core.authorities.resolution import Resolution, Status
from core.store.authorities import Cited

OTHERS_NEEDED = 2  # opinions that agree on another name; against a single one it cannot be told who is wrong


@dataclass(frozen=True, slots=True)
class NameCheck:
    """`matches` is None when nothing in the library can tell."""

    matches: bool | None
    reason: str | None = None


def check_name(graph: WorkspaceGraph, case_id: str, row: Cited, resolution: Resolution) -> NameCheck:
    """Every name that the case writes beside this citation, compared with what is known of the citation."""
    names = row.names
    if not names or resolution.status is None:
        return NameCheck(None)
    checks = [_check(graph, case_id, row, resolution, name) for name in names]
    wrong = next((check for check in checks if check.matches is False), None)
    return wrong or next((check for check in checks if check.matches), checks[0])


def check_year(graph: WorkspaceGraph, row: Cited, resolution: Resolution) -> str | None:
    """What is wrong with the year beside a citation; a year's difference is not: terms and volumes straddle it."""
    case = graph.cases[resolution.case_ids[0]] if resolution.status is Status.IN_LIBRARY else None
    if case is None or row.year is None or case.year is None or abs(row.year - case.year) <= 1:
        return None
    return f"{case.name} was decided in {case.year}; here it is cited as of {row.year}."


def _check(graph: WorkspaceGraph, case_id: str, row: Cited, resolution: Resolution, name: str) -> NameCheck:
    if resolution.by == "name and year":
        return NameCheck(True)
    if resolution.case_ids:
        return _against_held(graph, row, resolution, name)
    slip = _slip(graph, row, name)
    return slip or _against_others(graph, case_id, row, name)


def _against_held(graph: WorkspaceGraph, row: Cited, resolution: Resolution, name: str) -> NameCheck:
    held = [graph.cases[case_id].name for case_id in resolution.case_ids]
    answers = [same_case(name, each) for each in held]
    if any(answers):
        return NameCheck(True)
    if all(answer is False for answer in answers):
        return NameCheck(False, f"{row.citation} is {' or '.join(held)}; here it is called {name}.")
    return NameCheck(None)


def _against_others(graph: WorkspaceGraph, case_id: str, row: Cited, name: str) -> NameCheck:
    """What other opinions of the library call this citation."""
    others = [other.name for citing, other in graph.citing(row.keys).items() if citing != case_id and other.name]
    answers = [(other, same_case(name, other)) for other in others]
    if any(answer for _, answer in answers):
        return NameCheck(True)
    against = [other for other, answer in answers if answer is False]
    if len(against) >= OTHERS_NEEDED and _agree(against):
        return NameCheck(False, f"{len(against)} other opinions of the library call {row.citation} {against[0]}; here it is called {name}.")
    if against:
        return NameCheck(None, f"Another opinion of the library calls {row.citation} {against[0]}.")
    return NameCheck(None)


def _agree(names: Iterable[str]) -> bool:
    first, *rest = names
    return all(same_case(first, each) for each in rest)


def _slip(graph: WorkspaceGraph, row: Cited, name: str) -> NameCheck | None:
    """A case of the library by name and year, under a citation that is a slip of its own: one digit off, or two swapped."""
    written = taken_apart(row.citation)
    if written is None or row.year is None:
        return None
    for case in graph.named(name, row.year):
        own = taken_apart(case.citation) if case.citation else None
        if own is None or reporter_key(own.reporter) != reporter_key(written.reporter) or not same_parties(name, case.name):
            continue
        if _one_slip(f"{own.volume} {own.page}", f"{written.volume} {written.page}"):
            return NameCheck(False, f"{case.name} ({row.year}) is {case.citation}; here it is cited as {row.citation}.")
    return None


def _one_slip(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    apart = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(apart) == 1 or swapped
