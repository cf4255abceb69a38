"""The numbers that Word writes before paragraphs by itself: they stand in no text, but a judgment is cited by them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 40
_LEVELS = 9


class Numbering:
    """Counts as it is asked, paragraph after paragraph in order. `numbering` may be None."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._by_style = {
            style.get(_W + "styleId"): pointer for style in styles.iter(_W + "style") if (pointer := style.find(f"{_W}pPr/{_W}numPr")) is not None
        }
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Any) -> str:
        """ "12." or "(a)", as Word shows it; empty without a number, or with a bullet."""
        pointer = paragraph.find(f"{_W}pPr/{_W}numPr")
        if pointer is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            pointer = self._by_style.get(style.get(_W + "val")) if style is not None else None
        number = _value(pointer, "numId") if pointer is not None else None
        if number is None or number not in self._lists:
            return ""
        level = int(_value(pointer, "ilvl") or 0)
        return self._counted(number, min(max(level, 0), _LEVELS - 1))

    def _read(self, numbering: Any) -> None:
        for scheme in numbering.iter(_W + "abstractNum"):
            key = scheme.get(_W + "abstractNumId")
            self._levels[key] = {int(level.get(_W + "ilvl") or 0): level for level in scheme.iter(_W + "lvl")}
        for entry in numbering.iter(_W + "num"):
            number = entry.get(_W + "numId")
            self._lists[number] = _value(entry, "abstractNumId") or ""
            for change in entry.iter(_W + "lvlOverride"):
                start = _value(change, "startOverride")
                if start is not None and start.isdigit():
                    self._starts[number, int(change.get(_W + "ilvl") or 0)] = int(start)

    def _counted(self, number: str, level: int) -> str:
        scheme = self._lists[number]
        levels, counts = self._levels.get(scheme, {}), self._counts[scheme]
        if level not in levels:
            return ""
        if number not in self._begun:
            self._begun.add(number)
            for at in [at for (of, at) in self._starts if of == number]:
                counts.pop(at, None)
        for at in range(level + 1):
            if at not in counts:
                counts[at] = self._starts.get((number, at), _start(levels.get(at))) - (at == level)
        counts[level] += 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        shown = _value(levels[level], "lvlText") or ""
        if _value(levels[level], "numFmt") in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda place: _written(counts.get(int(place[1]) - 1, 1), levels.get(int(place[1]) - 1)), shown)[:_LONGEST].strip()


def _value(element: Any, name: str) -> str | None:
    found = element.find(_W + name)
    return found.get(_W + "val") if found is not None else None


def _start(level: Any) -> int:
    start = _value(level, "start") if level is not None else None
    return int(start) if start is not None and start.isdigit() else 1


def _written(count: int, level: Any) -> str:
    """A count in the form of its level: 3, iii, III, c or C."""
    form = (_value(level, "numFmt") if level is not None else None) or "decimal"
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 8 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    signs = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    text = ""
    for size, sign in signs:
        text += sign * (count // size)
        count %= size
    return text
