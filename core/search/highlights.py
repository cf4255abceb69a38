"""Which characters of a passage to mark: words of the query in any form, and phrases as one range."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

Range = tuple[int, int]

_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = (
    "a about after all also an and any are as at be because been before being between both but by can could did do does during each for from had has "
    "have he her his how i if in into is it its may more most my no nor not of on only or other our out over s same shall she should so some such t "
    "than that the their them then there these they this those through to under up upon us v vs was we were what when where which while who whom why "
    "will with would you your"
)
_STOP = frozenset(_STOP_WORDS.split())


class Stems:
    """Stems of single words, as the word index makes them; remembered, since the same words come again and again."""

    def __init__(self, analyze: Callable[[str], list[str]]) -> None:
        self.of = lru_cache(maxsize=200_000)(lambda word: " ".join(analyze(word)) or word)

    def words(self, text: str) -> list[tuple[str, int, int]]:
        """Each word's stem and where it stands in `text`."""
        of = self.of
        return [(of(match[0].lower()), match.start(), match.end()) for match in _WORD.finditer(text)]

    def sequence(self, text: str) -> tuple[str, ...]:
        return tuple(self.of(word.lower()) for word in _WORD.findall(text))


def content_words(text: str) -> list[str]:
    """The words of a query that mean something alone, as typed, each once; all of them when none does."""
    words = list(dict.fromkeys(_WORD.findall(text)))
    return [word for word in words if word.lower() not in _STOP and (len(word) > 1 or word.isdigit())]


def mark(text: str, stems: Stems, terms: Iterable[str], phrases: Sequence[tuple[str, ...]]) -> list[Range]:
    """Ranges of `text`, in order and apart: phrases (given as stems) as one range each, and words whose stem is in `terms`.

    Where a phrase is found, its own words are not marked elsewhere in the passage: only exactly the phrase is.
    """
    lowered = text.lower()
    forms = {word: stems.of(word) for word in set(_WORD.findall(lowered))}
    present = set(forms.values())
    wanted = set(terms)
    ranges: list[Range] = []
    for phrase in phrases:
        if phrase and present.issuperset(phrase) and (runs := _runs(stems.words(text), phrase)):
            ranges += runs
            wanted.difference_update(phrase)
    if wanted.isdisjoint(present):
        return joined(ranges)
    if len(lowered) != len(text):  # a few letters grow when made small, and positions with them
        return joined([*ranges, *((start, end) for stem, start, end in stems.words(text) if stem in wanted)])
    return joined([*ranges, *(found for word, stem in forms.items() if stem in wanted for found in _places(word, lowered))])


def _places(word: str, lowered: str) -> Iterator[Range]:
    """Where `word` stands as a whole word. Much faster than looking at every word of a passage."""
    at = lowered.find(word)
    while at >= 0:
        end = at + len(word)
        if not (lowered[at - 1 : at].isalnum() or lowered[end : end + 1].isalnum()):
            yield at, end
        at = lowered.find(word, end)


def _runs(words: Sequence[tuple[str, int, int]], phrase: tuple[str, ...]) -> list[Range]:
    length, first = len(phrase), phrase[0]
    return [
        (words[at][1], words[at + length - 1][2])
        for at in range(len(words) - length + 1)
        if words[at][0] == first and tuple(word[0] for word in words[at : at + length]) == phrase
    ]


def joined(ranges: Iterable[Range]) -> list[Range]:
    """In order, overlapping ones made one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
