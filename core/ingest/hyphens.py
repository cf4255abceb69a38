"""Mending words that a line break has cut: "pre-" / "sentment" is one word, "self-" / "defense" keeps its hyphen.

The document itself decides: a compound that stands unbroken elsewhere in it keeps its hyphen, and so do two words it uses
while it never uses their union.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

HYPHENS = "-\u2010\u2011\xad"
DASHES = "–—"
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
        for cut, resume in self._gaps(text, lines, offsets, top, bottom):
            pieces.append((start, cut))
            start = resume
        pieces.append((start, end))
        return pieces

    def _gaps(self, text: str, lines: Sequence[str], offsets: Sequence[int], top: int, bottom: int) -> Iterable[tuple[int, int]]:
        for index in range(top, bottom):
            line = lines[index]
            if "\xad" in line:
                yield from ((offsets[index] + place, offsets[index] + place + 1) for place in range(len(line) - 1) if line[place] == "\xad")
            if not line or line[-1] not in HYPHENS + DASHES:
                continue
            following = index + 1 if index + 1 < bottom and lines[index + 1] else index + 2
            if following < bottom and lines[following]:
                yield from self._gap(line, lines[following], offsets[index + 1] - 1, offsets[following])

    def _gap(self, line: str, following: str, end: int, start: int) -> Iterable[tuple[int, int]]:
        mark, first = line[-1], following[0]
        if mark in DASHES:
            if first.isdigit() and line[-2:-1].isdigit():
                yield end, start
            return
        head = _LAST_WORD.search(line[-40:-1])
        tail = _FIRST_WORD.match(following)
        if head and tail:
            yield (end - 1 if self._is_one_word(head[0], tail[0], mark) else end), start
        elif first.isalnum() and line[-2:-1].isalnum():
            yield end, start

    def _is_one_word(self, head: str, tail: str, mark: str) -> bool:
        if mark == "\xad":
            return True
        if tail[0].isupper() and not head.isupper():
            return False
        if f"{head}-{tail}".lower() in self._compounds:
            return False
        union = head + tail
        return union in self._words or len(head) < _SHORTEST_WORD or not (self._uses(head) and self._uses(tail))

    def _uses(self, word: str) -> bool:
        return word in self._words or word.lower() in self._words or word.capitalize() in self._words


def left_out_at(text: str, index: int) -> int:
    """How many characters at `index` may have been left out as a broken word's hyphen and line break; 0 for none."""
    rest = text[index : index + 3]
    mark = rest[:1] if rest[:1] and rest[0] in HYPHENS else ""
    breaks = len(rest) - len(mark) - len(rest[len(mark) :].lstrip("\n"))
    if breaks:
        joined = mark or (index and text[index - 1] in HYPHENS + DASHES)
        return len(mark) + breaks if joined else 0
    return 1 if mark == "\xad" else 0


def _spelled(word: str) -> str:
    return word.strip(_TRIM).lower()
