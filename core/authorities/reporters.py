"""What a citation can be: whether its reporter exists, and whether volume and year lie within what was printed of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.models import CitationKind

_CITATION = re.compile(r"(?<![\w.])(?P<volume>\d{1,4}(?:-\d{1,4})?)\s+(?P<reporter>[A-Z][\w.'’()&\- ]{0,60}?)\s+(?P<page>\d{1,7})(?![\w])")
_KNOWN_NOWHERE = 1750  # reporters-db's first year of reporters whose first year it does not know
_SLACK = 1  # volumes straddle the turn of a year

LAST_VOLUME = {
    "F.": 300,
    "F.2d": 999,
    "F.3d": 999,
    "F. Supp.": 999,
    "F. Supp. 2d": 999,
    "L. Ed.": 100,
    "A.": 200,
    "A.2d": 999,
    "N.E.": 200,
    "N.E.2d": 999,
    "N.W.": 300,
    "N.W.2d": 999,
    "P.": 300,
    "P.2d": 999,
    "S.E.": 200,
    "S.W.": 300,
    "S.W.2d": 999,
    "So.": 200,
    "So. 2d": 999,
    "N.Y.S.": 300,
    "N.Y.S.2d": 999,
    "Cal. Rptr.": 286,
}
"""The last volume of series that have ended. Of a series that still grows no last volume is known, so none is guessed."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A series of a reporter: the years it covers, as far as reporters-db knows them."""

    name: str
    starts: int | None
    ends: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """A reporter citation taken apart; `editions` are the series that its abbreviation can stand for, none when it is no reporter."""

    volume: int
    reporter: str
    page: int
    editions: tuple[Edition, ...]


def taken_apart(citation: str) -> Written | None:
    """None when the text has not the shape of a reporter citation."""
    found = _CITATION.search(citation)
    if found is None:
        return None
    reporter = " ".join(found["reporter"].split())
    return Written(int(found["volume"].split("-")[0]), reporter, int(found["page"]), editions_of(reporter))


def flaw(citation: str, kind: CitationKind, year: int | None) -> str | None:
    """Why no decision can bear this citation, in a sentence; None when it can, or when nothing is known against it."""
    written = taken_apart(citation)
    if written is None or kind not in (CitationKind.CASE, CitationKind.SHORT):
        return None
    if not written.editions:
        return f"No reporter is known as “{written.reporter}”."
    if written.volume == 0 or written.page == 0:
        return "Volumes and pages are numbered from 1."
    flaws = [_flaw_of(edition, written, year) for edition in written.editions]
    return flaws[0] if all(flaws) else None


def normalized(citation: str) -> str | None:
    """The citation with its reporter's usual abbreviation: "558 US 310" -> "558 U.S. 310". None when it has no known reporter."""
    written = taken_apart(citation)
    if written is None or not written.editions:
        return None
    name = written.reporter if any(edition.name == written.reporter for edition in written.editions) else written.editions[0].name
    return f"{written.volume} {name} {written.page}"


def reporter_key(reporter: str) -> str:
    """Letters and digits alone: "F. 2d" and "F.2d" are one reporter."""
    return re.sub(r"[\W_]+", "", reporter).casefold()


@lru_cache(maxsize=4096)
def editions_of(reporter: str) -> tuple[Edition, ...]:
    return _editions().get(reporter_key(reporter), ())


def _flaw_of(edition: Edition, written: Written, year: int | None) -> str | None:
    last = LAST_VOLUME.get(edition.name)
    if last is not None and written.volume > last:
        return f"{edition.name} ended with volume {last}."
    if year is None or (edition.name == "U.S." and written.volume <= 90):  # the first ninety were numbered so afterwards
        return None
    if edition.starts is not None and year < edition.starts - _SLACK:
        return f"{edition.name} begins in {edition.starts}, and this says {year}."
    if edition.ends is not None and year > edition.ends + _SLACK:
        return f"{edition.name} ended in {edition.ends}, and this says {year}."
    return None


@lru_cache(maxsize=1)
def _editions() -> dict[str, tuple[Edition, ...]]:
    """Series by key of every abbreviation they are known by."""
    from reporters_db import REPORTERS

    found: dict[str, dict[Edition, None]] = {}
    for families in REPORTERS.values():
        for family in families:
            made = {
                name: Edition(name, _first(facts["start"]), facts["end"].year if facts["end"] else None) for name, facts in family["editions"].items()
            }
            for name, edition in made.items():
                found.setdefault(reporter_key(name), {})[edition] = None
            for variation, name in family["variations"].items():
                if name in made:
                    found.setdefault(reporter_key(variation), {})[made[name]] = None
    return {key: tuple(editions) for key, editions in found.items()}


def _first(start: object) -> int | None:
    year = getattr(start, "year", None)
    return None if year is None or year <= _KNOWN_NOWHERE else int(year)
