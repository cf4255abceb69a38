"""Finding what is printed on a page besides its content: running heads and feet, and the page number.

A line near the top or bottom is a running head when neighbouring pages bear it too, digits aside; a number is the page
number when it keeps step with its neighbours'. The rule knows no court: only "Cite as" is recognised by its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

HEAD_LINES, FOOT_LINES = 5, 3
"""How many lines with text, from the top and from the bottom, may belong to a head or foot."""
REACH = 3
"""How many pages apart two pages may be to vouch for one another."""
_LONGEST_HEAD = 120
_SHORT_HEAD = 60

_BARE = re.compile(r"[\W_]*(?:[Pp]age\s+|PAGE\s+)?(\d{1,5}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,5})?[\W_]*")
_FIRST = re.compile(r"\W*(\d{1,5})\W*\s+\S")
_LAST = re.compile(r".*\s\W*(\d{1,5})\W*")
_LABELLED = re.compile(r"[Pp](?:age|AGE)[:.]?\s+(\d{1,5})\b")
_CITE_AS = re.compile(r".*\bcite as:|\W*(?:\d{1,5}\s+)?cite as\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Edges:
    """lines[top:bottom] are the content of a page."""

    top: int
    bottom: int
    printed_number: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    index: int
    key: str
    """Its letters, with digits as one sign: the same on every page that bears this head. Empty without letters."""
    cite_as: bool
    decoration: bool


@dataclass(frozen=True, slots=True)
class _Number:
    index: int
    printed: str
    step: int
    """The number less the position of the page: the same on pages that are counted together."""
    bare: bool


def find_edges(pages: Sequence[Sequence[str]], numbers: Sequence[int]) -> list[Edges]:
    """Where content begins and ends among the lines of each page, and the number printed there (none rather than a guess)."""
    tops = [[_line(lines[i], i) for i in _edge(lines, range(len(lines)), HEAD_LINES)] for lines in pages]
    bottoms = [[_line(lines[i], i) for i in _edge(lines, range(len(lines) - 1, -1, -1), FOOT_LINES)] for lines in pages]
    known = (_Known(tops), _Known(bottoms))
    heads = [
        known[0].recurring(top, place) | known[1].recurring(bottom, place) for place, (top, bottom) in enumerate(zip(tops, bottoms, strict=True))
    ]
    found = [_candidates(lines, (tops[place], bottoms[place]), heads[place], numbers[place]) for place, lines in enumerate(pages)]
    steps = [{candidate.step for candidate in candidates} for candidates in found]
    edges: list[Edges] = []
    for place, lines in enumerate(pages):
        chosen = _page_number(place, found[place], steps, heads[place], alone=len(pages) == 1)
        bounds = heads[place] | ({chosen.index} if chosen else set())
        edges.append(_edges(lines, tops[place], bottoms[place], bounds, chosen.printed if chosen else None))
    return edges


def _edges(lines: Sequence[str], tops: Sequence[_Line], bottoms: Sequence[_Line], bounds: set[int], printed: str | None) -> Edges:
    top = _peeled(tops, bounds, 0, 1)
    bottom = max(top, _peeled(bottoms, bounds, len(lines), 0))
    while top < bottom and not lines[top]:
        top += 1
    while top < bottom and not lines[bottom - 1]:
        bottom -= 1
    # A page of nothing but heads is more likely one that repeats another: nothing is taken from it.
    return Edges(top, bottom, printed) if top < bottom else Edges(0, len(lines), printed)


def _edge(lines: Sequence[str], order: range, most: int) -> list[int]:
    found: list[int] = []
    for index in order:
        if lines[index]:
            found.append(index)
            if len(found) == most:
                break
    return found


def _line(text: str, index: int) -> _Line:
    letters = "" if len(text) > _LONGEST_HEAD else _NOT_LETTERS.sub(" ", _DIGITS.sub("0", text)).strip().lower()
    meaningful = letters.replace("0", "").strip()
    return _Line(index, letters.strip("0 ") if len(meaningful) > 1 else "", bool(_CITE_AS.match(text)), not letters and len(text) <= _LONGEST_HEAD)


class _Known:
    """On which pages each line stands at this edge."""

    def __init__(self, edges: Sequence[Sequence[_Line]]) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, lines in enumerate(edges):
            for key in {line.key for line in lines if line.key}:
                self._places[key].append(place)

    def recurring(self, lines: Sequence[_Line], place: int) -> set[int]:
        """The indexes of those lines of the page at `place` that neighbouring pages bear too."""
        return {line.index for line in lines if self._recurs(line, place)}

    def _recurs(self, line: _Line, place: int) -> bool:
        if line.cite_as:
            return True
        places = self._places.get(line.key, ())
        if len(places) < 2:
            return False
        nearest = min(abs(other - place) for other in places if other != place)
        # Heads alternate between left and right pages, and begin anew with each opinion.
        return nearest == 1 or (len(places) > 2 and nearest <= REACH)


def _candidates(lines: Sequence[str], edges: Sequence[Sequence[_Line]], heads: set[int], number: int) -> list[_Number]:
    found: dict[int, list[_Number]] = {}
    for edge in edges:
        strange = False
        for line in edge:
            if line.index not in found:
                found[line.index] = [n for n in _numbers_of(lines[line.index], line.index, number) if n.bare or not strange]
            if not (found[line.index] or line.index in heads or line.decoration):
                if strange or len(lines[line.index]) > _SHORT_HEAD:
                    break  # what follows is content
                strange = True  # the head of a part that is one page long stands nowhere else
    return [candidate for candidates in found.values() for candidate in candidates]


def _numbers_of(text: str, index: int, number: int) -> list[_Number]:
    if len(text) > _LONGEST_HEAD:
        return []
    if bare := _BARE.fullmatch(text):
        value = int_of(bare[1])
        return [_Number(index, bare[1], value - number, True)] if value else []
    matches = (_FIRST.match(text), _LAST.fullmatch(text), _LABELLED.search(text))
    return [_Number(index, match[1], int(match[1]) - number, False) for match in matches if match]


def _page_number(place: int, found: Sequence[_Number], steps: Sequence[set[int]], heads: set[int], *, alone: bool) -> _Number | None:
    near = [other for other in range(max(0, place - REACH), min(len(steps), place + REACH + 1)) if other != place]

    def weight(number: _Number) -> tuple[int, bool]:
        return sum(number.step in steps[other] for other in near), number.bare

    best = max(found, key=weight, default=None)
    if best is not None and weight(best)[0]:
        return best
    # A part of one page (a short concurrence, an order) counts from 1 again, and says so beside its running head.
    return next((number for number in found if int_of(number.printed) == 1 and (_beside(number, heads) or (alone and number.bare))), None)


def _beside(number: _Number, heads: set[int]) -> bool:
    return any(index in heads for index in range(number.index - 2, number.index + 3))


def _peeled(lines: Sequence[_Line], heads: set[int], bound: int, past: int) -> int:
    for line in lines:
        if line.index in heads:
            bound = line.index + past
        elif not line.decoration:
            break
    return bound


def int_of(printed: str) -> int:
    """The value of an arabic or small roman numeral; 0 if it is none."""
    return int(printed) if printed.isdigit() else _roman(printed)


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    total = sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))
    return total if _to_roman(total) == text else 0


def _to_roman(value: int) -> str:
    parts = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for size, letters in parts:
        while value >= size:
            text, value = text + letters, value - size
    return text
