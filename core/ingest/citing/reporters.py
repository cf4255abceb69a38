"""The names by which reporters, journals and session laws are cited, from reporters-db, found by walking a tree of letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.models import CitationKind

_LONGEST = 60
_NO_CITATION = frozenset(["Cong. Rec.", "Cong. Rec. (Bound)", "Econ. J.", "U.S. Patent"])
_WRITTEN_OUT = {"FR": "Fed. Reg."}
_ADMINISTRATIVE = frozenset(["C.B.", "I.R.B."])
_ANNOTATIONS = "A.L.R."
_LAWS = {"leg_session": CitationKind.STATUTE, "admin_register": CitationKind.REGULATION}


@dataclass(frozen=True, slots=True)
class Series:
    """A series of volumes: how it is cited, what it holds, and its years (None where reporters-db does not know)."""

    name: str
    kind: CitationKind
    first: int | None
    last: int | None
    exact: bool
    """Whether it was found under this name, not under a variation of it."""
    neutral: bool
    paged_with_commas: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A reporter's name as it stands in a text."""

    end: int
    series: tuple[Series, ...]

    def in_year(self, year: int | None) -> Series:
        """The series meant: by its own name rather than by a variation, and one that appeared in the year of the decision."""
        possible = [one for one in self.series if year is None or ((one.first or 0) <= year <= (one.last or 9999))] or list(self.series)
        return next((one for one in possible if one.exact), possible[0])


class _Node:
    __slots__ = ("below", "named")

    def __init__(self) -> None:
        self.below: dict[str, _Node] = {}
        self.named: dict[str, list[Series]] = {}


@cache
def _tree() -> _Node:
    root = _Node()
    for written, series in _names():
        node = root
        for sign in _folded(written):
            node = node.below.setdefault(sign, _Node())
        node.named.setdefault(_spaceless(written), []).append(series)
    return root


def _names() -> Iterable[tuple[str, Series]]:
    from eyecite.tokenizers import EDITIONS_LOOKUP

    for written, editions in EDITIONS_LOOKUP.items():
        for edition in editions:
            kind = _kind(edition)
            if kind is not None and edition.short_name not in _NO_CITATION:
                yield written, _series(written, edition, kind)


def _series(written: str, edition: Any, kind: CitationKind) -> Series:
    name = _WRITTEN_OUT.get(edition.short_name, edition.short_name)
    first = edition.start.year if edition.start and edition.start.year > 1750 else None
    return Series(
        name=name,
        kind=kind,
        first=first,
        last=edition.end.year if edition.end else None,
        exact=edition.short_name == written or name == written,
        neutral=edition.reporter.cite_type == "neutral",
        paged_with_commas=edition.reporter.source == "laws",
    )


def _kind(edition: Any) -> CitationKind | None:
    reporter = edition.reporter
    if reporter.source == "journals":
        return CitationKind.JOURNAL
    if reporter.source == "laws":
        return _LAWS.get(reporter.cite_type)
    if reporter.cite_type in {"specialty_west", "specialty_lexis"}:
        return CitationKind.DATABASE
    if edition.short_name in _ADMINISTRATIVE:
        return CitationKind.REGULATION
    return CitationKind.JOURNAL if edition.short_name.startswith(_ANNOTATIONS) else CitationKind.CASE


def _folded(written: str) -> str:
    return written.replace(" ", "").replace(".", "").replace("’", "'")


def _spaceless(written: str) -> str:
    return written.replace(" ", "").replace("’", "'")


def named_at(text: str, start: int) -> list[Named]:
    """The reporters whose names begin at `start`, longest first. Blanks may stand or be missing, and stops of an abbreviation."""
    node, found = _tree(), []
    at, stop = start, min(len(text), start + _LONGEST)
    while at < stop:
        sign = text[at]
        if sign not in " .":
            below = node.below.get(_plain(sign, text, at))
            if below is None:
                break
            node = below
            if node.named and (named := _named(node, text, start, at + 1)):
                found.append(named)
        at += 1
    return found[::-1]


def _plain(sign: str, text: str, at: int) -> str:
    if sign == "’":
        return "'"
    return "d" if sign == "D" and text[at - 1].isdigit() else sign


def _named(node: _Node, text: str, start: int, end: int) -> Named | None:
    if end < len(text) and text[end] == ".":
        end += 1
    if end < len(text) and text[end].isalnum():
        return None
    written = _spaceless(text[start:end])
    exact = node.named.get(written)
    if exact is None and not ("." in written or (len(written) > 2 and written[-2:] in {"2d", "3d", "4th", "2D", "3D"})):
        return None
    chosen = exact or [series for listed in node.named.values() for series in listed]
    return Named(end, tuple(sorted(chosen, key=_rank)))


def _rank(series: Series) -> tuple[int, bool]:
    """Decisions before statutes before journals, as eyecite ranks them."""
    order = {CitationKind.STATUTE: 1, CitationKind.REGULATION: 1, CitationKind.JOURNAL: 2}
    return order.get(series.kind, 0), not series.exact
