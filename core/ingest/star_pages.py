"""Star pages: where the pages of a reporter begin in a text that is paged otherwise ("*389", "[*2]", "[100 A.3d 1006]").

A mark with the reporter's name speaks for itself. A bare star counts only in a row that goes up page by page, so that an
asterisk of a note, or "at *5" in a citation, is not taken for one. Two rows may run through each other: two reporters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAMED = re.compile(r"\[(\d{1,4} [A-Z][A-Za-z0-9.' ]{1,24}? \d{1,5})\]")
_BARE = re.compile(r"\*(\d{1,5})(?![\d*–-])")
_CITED = re.compile(r"(?:\bat|\bpp?\.|[,&–-]|\band|\bWL|\bLEXIS)\s?\Z")
_WIDEST_STEP = 3
"""Pages that may be missing in a row: blank ones, and those of another opinion between."""


@dataclass(frozen=True, slots=True)
class Star:
    """A mark at an offset of the text, and the label it bears."""

    start: int
    label: str


@dataclass(slots=True)
class _Row:
    stars: list[Star] = field(default_factory=list)
    last: int = 0
    bracketed: bool = False


def star_pages(text: str) -> list[Star]:
    """The marks in order."""
    found = [Star(match.start(), re.sub(r"\s+", " ", match[1])) for match in _NAMED.finditer(text)] if "[" in text else []
    if "*" in text:
        rows: list[_Row] = []
        for star, bracketed in _bare(text):
            _row_for(rows, int(star.label), bracketed).stars.append(star)
        found += [star for row in rows if len(row.stars) > 1 for star in row.stars]
    return sorted(found, key=lambda star: star.start)


def _bare(text: str) -> Iterator[tuple[Star, bool]]:
    for match in _BARE.finditer(text):
        start = match.start() - (text[match.start() - 1 : match.start()] == "*")  # a second reporter has two
        before, after = text[start - 1 : start], text[match.end() : match.end() + 1]
        if before == "[" and after == "]":
            yield Star(start - 1, match[1]), True
        elif not (before.isalnum() or before in ("*", "[")) and not _CITED.search(text, max(0, start - 8), start):
            yield Star(start, match[1]), False


def _row_for(rows: list[_Row], number: int, bracketed: bool) -> _Row:
    """The row that this number continues, else a new one."""
    near = [row for row in rows if row.bracketed == bracketed and 0 < number - row.last <= _WIDEST_STEP]
    row = max(near, key=lambda row: row.last, default=None)
    if row is None:
        row = _Row(bracketed=bracketed)
        rows.append(row)
    row.last = number
    return row


def series_of(label: str) -> str:
    """The reporter and volume of a named mark; empty for a bare one."""
    return label.rpartition(" ")[0]
