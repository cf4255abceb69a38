"""What a citation can be: whether its reporter exists, and whether volume and year lie within what was printed of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.models import CitationKind

_CITATION = re.compile(r"(?<![\w.])(?P<volume>\d{1,4}(?:-\d{1,4})?)\s+(?P<reporter>[A-Z][\w.'’()&\- ]{0,60}?)\s+(?P<page>\d{1,7})(?![\w])")
_KNOWN_NOWHERE = 1750  # reporters-db's first year of reporters whose first year it does not know
_SLACK = 1  # volumes straddle the turn of a year
_ROUGH = 30  # years by which the end of a series may be wrong in reporters-db; its first years are those of what one archive holds

SERIES: dict[str, tuple[int, int | None, int | None]] = {
    "F.": (1880, 1925, 300),
    "F.2d": (1924, 1993, 999),
    "F.3d": (1993, 2021, 999),
    "F.4th": (2021, None, None),
    "F. Supp.": (1932, 1998, 999),
    "F. Supp. 2d": (1998, 2014, 999),
    "F. Supp. 3d": (2014, None, None),
    "F.R.D.": (1938, None, None),
    "U.S.": (1875, None, None),
    "S. Ct.": (1882, None, None),
    "L. Ed. 2d": (1956, None, None),
    "A.": (1885, 1938, 200),
    "A.2d": (1938, 2010, 999),
    "A.3d": (2010, None, None),
    "N.E.": (1884, 1936, 200),
    "N.E.2d": (1936, 2014, 999),
    "N.E.3d": (2014, None, None),
    "N.W.": (1879, 1942, 300),
    "N.W.2d": (1941, None, 999),
    "N.W.3d": (2022, None, None),
    "P.": (1883, 1931, 300),
    "P.2d": (1931, 2000, 999),
    "P.3d": (2000, None, None),
    "S.E.": (1887, 1939, 200),
    "S.E.2d": (1938, None, None),
    "S.W.": (1886, 1928, 300),
    "S.W.2d": (1927, 1999, 999),
    "S.W.3d": (1999, None, None),
    "So.": (1886, 1941, 200),
    "So. 2d": (1940, 2008, 999),
    "So. 3d": (2008, None, None),
    "N.Y.S.": (1888, 1938, 300),
    "N.Y.S.2d": (1937, 2015, 999),
    "Cal. Rptr.": (1959, 1991, 286),
}
"""First year, last year and last volume of the series cited most. reporters-db knows the years of these only roughly ("F. Supp." to
1988), and no volumes. Of a series that still grows no last volume is known, so none is guessed."""


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
        if other_series(written.reporter):
            return None
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
    starts, ends, last = SERIES.get(edition.name, (None, edition.ends, None))
    if last is not None and written.volume > last:
        return f"{edition.name} ended with volume {last}."
    if year is None or (edition.name == "U.S." and written.volume <= 90):  # the first ninety were numbered so afterwards
        return None
    slack = _SLACK if edition.name in SERIES else _ROUGH
    if starts is not None and year < starts - slack:
        return f"{edition.name} begins in {starts}, and this says {year}."
    if ends is not None and year > ends + slack:
        return f"{edition.name} ended in {ends}, and this says {year}."
    return None


@lru_cache(maxsize=4096)
def other_series(reporter: str) -> CitationKind | None:
    """What kind of authority a series holds that reports no decisions: session laws and codes, registers, law reviews."""
    return _other_series().get(reporter_key(reporter))


@lru_cache(maxsize=1)
def _other_series() -> dict[str, CitationKind]:
    from reporters_db import JOURNALS, LAWS

    found = {reporter_key(name): CitationKind.JOURNAL for name in JOURNALS}
    for name, series in LAWS.items():
        for one in series:
            kind = CitationKind.REGULATION if "reg" in one["cite_type"] or "admin" in one["cite_type"] else CitationKind.STATUTE
            for form in (name, *one.get("variations", ())):
                found.setdefault(reporter_key(form), kind)
    for form in ("Fed. Reg.", "FR", "C.F.R."):
        found[reporter_key(form)] = CitationKind.REGULATION
    for form in ("Stat.", "Stat"):
        found[reporter_key(form)] = CitationKind.STATUTE
    return found


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
