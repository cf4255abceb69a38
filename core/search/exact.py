"""Where in a case a phrase stands, letter by letter: across line-break hyphens, punctuation, passages and pages."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from core.models import Passage

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\W_]+")
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
    """Passages as one string of letters and digits. Only those that a find touches are taken apart into words."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        parts = [letters_of(passage.text) for passage in passages]
        self._starts = list(accumulate(map(len, parts), initial=0))
        self._text = "".join(parts)

    def find(self, letters: str) -> tuple[Place, ...]:
        """One place a passage, whole words; a find that starts with a word comes before one inside a word."""
        inside = at = self._text.find(letters) if letters else -1
        while at >= 0 and not self._starts_word(at):
            at = self._text.find(letters, at + 1)
        at = inside if at < 0 else at
        return tuple(self._places(at, at + len(letters))) if at >= 0 else ()

    def _index(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _starts_word(self, at: int) -> bool:
        index = self._index(at)
        return any(begin == at - self._starts[index] for begin, _, _ in _words(self._passages[index].text))

    def _places(self, start: int, end: int) -> Iterator[Place]:
        for index in range(self._index(start), self._index(end - 1) + 1):
            passage, offset = self._passages[index], self._starts[index]
            touched = [match for begin, stop, match in _words(passage.text) if begin < end - offset and stop > start - offset]
            if touched:
                yield Place(passage.passage_id, touched[0].start(), touched[-1].end())


def _words(text: str) -> Iterator[tuple[int, int, re.Match[str]]]:
    """Each word, with where its letters begin and end among the letters of `text`."""
    begin = 0
    for match in _WORD.finditer(text):
        stop = begin + len(_plain(match[0]))
        yield begin, stop, match
        begin = stop


def letters_of(text: str) -> str:
    """Letters and digits alone, folded, ligatures taken apart."""
    if unicodedata.is_normalized("NFKC", text):
        return _GAP.sub("", text).casefold()
    return "".join(map(_plain, _WORD.findall(text)))


def _plain(word: str) -> str:
    return word.casefold() if word.isascii() else _GAP.sub("", unicodedata.normalize("NFKC", word)).casefold()


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
