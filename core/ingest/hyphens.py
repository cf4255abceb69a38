"""Mending words that a line break has cut: "pre-" / "sentment" is one word, "self-" / "defense" keeps its hyphen.

The document itself decides: a compound that stands unbroken elsewhere in it keeps its hyphen, and so do two words it uses
while it never uses their union.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

HYPHENS = "-\u2010\u2011\xad"
DASHES = "–—"
_ENDS = frozenset(HYPHENS + DASHES)
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)?")
_TRIM = "“”‘’\"'()[]{}.,;:!?—…-"
_SHORTEST_WORD = 3


class Hyphens:
    """What one document says about its compounds."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            self._words.update(text.split())
        self._compounds = {_spelled(word) for word in self._words if "-" in word}

    def pieces(self, text: str, lines: Sequence[str], top: int, bottom: int) -> list[tuple[int, int]]:
        """The ranges of `text` to keep, which is `lines` joined by line feeds: lines[top:bottom] without the hyphens of broken words."""
        if bottom <= top:
            return []
        offsets = list(accumulate((len(line) + 1 for line in lines), initial=0))
        start, end = offsets[top], offsets[bottom] - 1
        pieces: list[tuple[int, int]] = []
        for cut, resume in self._gaps(lines, offsets, top, bottom, soft="\xad" in text):
            pieces.append((start, cut))
            start = resume
        pieces.append((start, end))
        return pieces

    def _gaps(self, lines: Sequence[str], offsets: Sequence[int], top: int, bottom: int, *, soft: bool) -> Iterator[tuple[int, int]]:
        for index in range(top, bottom):
            line = lines[index]
            gap = None
            if line[-1:] in _ENDS:
                following = index + 1 if index + 1 < bottom and lines[index + 1] else index + 2
                if following < bottom and lines[following]:
                    gap = self._gap(line, lines[following], offsets[index + 1] - 1, offsets[following])
            if soft and "\xad" in line:
                # The last one of the page stays: its word goes on overleaf.
                end = gap[0] if gap else offsets[index + 1] - 1 - (index == bottom - 1)
                yield from ((i, i + 1) for i in range(offsets[index], end) if line[i - offsets[index]] == "\xad")
            if gap:
                yield gap

    def _gap(self, line: str, following: str, end: int, start: int) -> tuple[int, int] | None:
        mark, before, first = line[-1], line[-2:-1], following[0]
        if mark in DASHES:
            return (end, start) if before.isdigit() and first.isdigit() else None
        head, tail = _LAST_WORD.search(line[-40:-1]), _FIRST_WORD.match(following)
        if mark == "\xad" or (head and tail and self._is_one_word(head[0], tail[0])):
            return end - 1, start
        return (end, start) if before.isalnum() and first.isalnum() else None

    def _is_one_word(self, head: str, tail: str) -> bool:
        if tail[0].isupper() and not head.isupper():
            return False
        if f"{head}-{tail}".lower() in self._compounds:
            return False
        union = head + tail
        return union in self._words or len(head) < _SHORTEST_WORD or not (self._uses(head) and self._uses(tail))

    def _uses(self, word: str) -> bool:
        return word in self._words or word.lower() in self._words or word.capitalize() in self._words


def left_out_at(text: str, index: int, wanted: str) -> int:
    """How many characters at `index` were left out as a hyphen or line break if the content goes on with `wanted`; 0 for none."""
    rest = text[index : index + 3]
    mark = 1 if rest[:1] and rest[0] in HYPHENS else 0
    if rest[:1] == "\xad" and wanted == "\n":
        return 1
    breaks = len(rest) - mark - len(rest[mark:].lstrip("\n"))
    if breaks and (mark or (index and text[index - 1] in HYPHENS + DASHES)):
        return mark + breaks
    return 1 if rest[:1] == "\xad" else 0


def _spelled(word: str) -> str:
    return word.strip(_TRIM).lower()
