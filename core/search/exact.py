"""Where in a case a phrase stands, letter by letter: across line-break hyphens, punctuation, passages and pages."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.models import Passage

_WORD = re.compile(r"[^\W_]+")
_LEAST = 2  # words of a phrase's beginning or end that are enough to place it


class Place(NamedTuple):
    """Characters of one passage's text that belong to a phrase."""

    passage_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """Where a phrase stands. `verbatim` is false when only its beginning or end was found in the passages, as for words that
    run over a page's head: the raw page has them in a row, the cleaned passages do not."""

    places: tuple[Place, ...]
    verbatim: bool


class Letters:
    """Passages as one string of letters and digits, which knows where each word came from."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._origins: list[tuple[int, int, int]] = []
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for index, passage in enumerate(passages):
            for match in _WORD.finditer(passage.text):
                word = _plain(match[0])
                self._origins.append((index, match.start(), match.end()))
                self._starts.append(length)
                parts.append(word)
                length += len(word)
        self._text = "".join(parts)
        self._boundaries = set(self._starts)

    def find(self, letters: str) -> tuple[Place, ...]:
        """One place a passage, whole words; a find that starts with a word comes before one inside a word."""
        inside = at = self._text.find(letters)
        while at >= 0 and at not in self._boundaries:
            at = self._text.find(letters, at + 1)
        at = inside if at < 0 else at
        return self._places(at, at + len(letters)) if at >= 0 and letters else ()

    def _places(self, start: int, end: int) -> tuple[Place, ...]:
        first, last = bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1) - 1
        spans: dict[int, tuple[int, int]] = {}
        for index, begin, stop in self._origins[first : last + 1]:
            spans[index] = (spans[index][0] if index in spans else begin, stop)
        return tuple(Place(self._passages[index].passage_id, *span) for index, span in spans.items())


def letters_of(text: str) -> str:
    """Letters and digits alone, lower case, ligatures taken apart."""
    return "".join(map(_plain, _WORD.findall(text)))


def _plain(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).lower()


def stands_in(phrase: str, text: str) -> bool:
    """Whether the letters and digits of `phrase` stand in a row in `text`."""
    return letters_of(phrase) in letters_of(text)


def locate(phrase: str, passages: Sequence[Passage]) -> Located | None:
    """Find `phrase` in passages that follow each other; failing that, the longest beginning or end of it. None: not even that."""
    letters = Letters(passages)
    if places := letters.find(letters_of(phrase)):
        return Located(places, True)
    words = [_plain(word) for word in _WORD.findall(phrase)]
    for count in range(len(words) - 1, _LEAST - 1, -1):
        for part in (words[:count], words[-count:]):
            if places := letters.find("".join(part)):
                return Located(places, False)
    return None
