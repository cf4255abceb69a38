"""Star pages: where the pages of a reporter begin in a text that is paged otherwise ("*389", "[*2]", "[100 A.3d 1006]").

A mark with the reporter's name speaks for itself. A bare star counts only in a row that goes up page by page, so that an
asterisk of a note, or "at *5" in a citation, is not taken for one. Two rows may run through each other: two reporters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_NAMED = re.compile(r"\[(\d{1,4} [A-Z][A-Za-z0-9.' ]{1,24}? \d{1,5})\]")
_BARE = re.compile(r"\*(\d{1,5})(?![\d*–-])")
_CITED = re.compile(r"(?:\bat|\bpp?\.|[,&–-]|\band|\bWL|\bLEXIS)\s?\Z")
_WIDEST_STEP = 3
"""Pages that may be missing in a row: blank ones, and those of another opinion between."""

MOST_ROWS = 6
_MOST_STARS = 20_000


@dataclass(frozen=True, slots=True)
class Star:
    """A mark at an offset of the text, and the label it bears."""

    start: int
    label: str


def star_pages(text: str) -> list[list[Star]]:
    """The marks, a row a reporter, each in order: the longest rows, at most `MOST_ROWS`."""
    rows: list[list[Star]] = []
    if "[" in text:
        named: dict[str, list[Star]] = defaultdict(list)
        for match in _NAMED.finditer(text):
            star = Star(match.start(), re.sub(r"\s+", " ", match[1]))
            named[star.label.rpartition(" ")[0]].append(star)
        rows += named.values()
    if "*" in text:
        rows += [row for row in _rows(text) if len(row) > 1]
    return sorted(rows, key=len, reverse=True)[:MOST_ROWS]


def _rows(text: str) -> list[list[Star]]:
    rows: list[list[Star]] = []
    ends: dict[tuple[bool, int], list[Star]] = {}  # by the number that a row has come to
    for star, bracketed in islice(_bare(text), _MOST_STARS):
        number = int(star.label)
        before = next((last for last in range(number - 1, number - 1 - _WIDEST_STEP, -1) if (bracketed, last) in ends), None)
        row = ends.pop((bracketed, before)) if before is not None else []
        if not row:
            rows.append(row)
        row.append(star)
        ends[bracketed, number] = row
    return rows


def _bare(text: str) -> Iterator[tuple[Star, bool]]:
    for match in _BARE.finditer(text):
        start = match.start() - (text[match.start() - 1 : match.start()] == "*")  # a second reporter has two
        before, after = text[start - 1 : start], text[match.end() : match.end() + 1]
        if before == "[" and after == "]":
            yield Star(start - 1, match[1]), True
        elif not (before.isalnum() or before in ("*", "[")) and not _CITED.search(text, max(0, start - 8), start):
            yield Star(start, match[1]), False
