"""Whether a text layer is text: many PDFs carry characters that stand for nothing a reader sees.

Measured on a sample of the page, so that its cost does not grow with it. Signs of garbage, none of which knows a language:
characters that are no characters (replacement, private use, control), "(cid:12)", more symbols than letters and digits,
words that mix scripts, and Latin letters in proportions that no language written with them has.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache

_SAMPLE = 400
_MOST_BROKEN = 0.05
_LEAST_READABLE = 0.6
_MOST_MIXED = 0.15
_MOST_ODD_WORDS = 0.3
_LEAST_RESEMBLANCE = 0.68
_LEAST_VOWELS = 0.27
_MOST_ACCENTED = 0.6
_ENOUGH_LETTERS = 100
_ENOUGH_WORDS = 8
_SPLIT_CODE = "(cid:"

# Share of each letter, in thousandths, in running text: the mean of English, French, German, Spanish, Italian, Portuguese,
# Dutch, Swedish, Polish, Czech, Finnish and Turkish, accents taken off.
_PROFILE = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (97, 14, 26, 39, 133, 12, 17, 19, 80, 9, 24, 46, 30, 75, 62, 24, 4, 63, 61, 66, 40, 15, 9, 3, 12, 14),
        strict=True,
    )
)
_PROFILE_LENGTH = math.sqrt(sum(share * share for share in _PROFILE.values()))
_WORD = re.compile(r"[^\W_]{4,}")
_LETTERS_AND_DIGITS = re.compile(r"[^\W\d_]\d+[^\W\d_]")
_VOWELS = "aeiouy"
_PLAIN_ENGLISH = (" the ", " of ", " to ", " and ", " in ", " that ")
_ENOUGH_PLAIN = 4
_MARKS = frozenset(" \n.,;:'\"()-’‘“”—–/$%§¶*_[]&…")


def is_legible(text: str) -> bool:
    """False when the text is so garbled that reading the page's picture is better. Short, unusual text has the benefit of the doubt."""
    parts = _parts(text)
    if len(text) > _SAMPLE and all(sum(map(part.count, _PLAIN_ENGLISH)) >= _ENOUGH_PLAIN for part in parts):
        return True  # only a shortcut: most pages, at a twentieth of the cost of what follows
    sample = "\n".join(parts)
    visible = len(sample) - sum(map(sample.count, " \n"))
    if not visible:
        return True
    if _SPLIT_CODE in sample and sample.count(_SPLIT_CODE) * 7 > visible * _MOST_BROKEN:
        return False
    kinds = _kinds(sample)
    if kinds["broken"] > _MOST_BROKEN * visible:
        return False
    if visible >= _ENOUGH_LETTERS and kinds["readable"] < _LEAST_READABLE * visible:
        return False
    words = _WORD.findall(sample)
    return _words_are_whole(words) and _resembles_language(sample, words)


def _parts(text: str) -> tuple[str, ...]:
    if len(text) <= 3 * _SAMPLE:
        return (text,)
    middle = (len(text) - _SAMPLE) // 2
    return text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]


def _kinds(sample: str) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for character, times in Counter(sample).items():
        if not character.isspace():
            kinds[_kind(character)] += times
    return kinds


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    if character == "\ufffd" or unicodedata.category(character) in ("Co", "Cc", "Cn", "Cs"):
        return "broken"
    return "readable" if character in _MARKS or unicodedata.category(character)[0] in "LMN" else "symbol"


def _words_are_whole(words: list[str]) -> bool:
    if len(words) < _ENOUGH_WORDS:
        return True
    odd = mixed = 0
    for word in words:
        if word.isascii():
            odd += _is_odd(word)
        else:
            mixed += len({_script(letter) for letter in word} - {""}) > 1
    return odd <= _MOST_ODD_WORDS * len(words) and mixed <= _MOST_MIXED * len(words)


def _is_odd(word: str) -> bool:
    """Capitals inside, or digits between letters: "hJRo", "t7K"."""
    if word.isdigit() or word.islower() or word.isupper() or word.istitle():
        return bool(_LETTERS_AND_DIGITS.search(word))
    return not word[:1].isdigit() and sum(map(str.isupper, word[1:])) > 1


@lru_cache(maxsize=8192)
def _script(letter: str) -> str:
    if not letter.isalpha():
        return ""
    name = unicodedata.name(letter, "")
    script = name.split(" ", 1)[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "KATAKANA-HIRAGANA") else script


def _resembles_language(sample: str, words: list[str]) -> bool:
    """Whether Latin letters, where they are most of the letters, have the proportions of a language."""
    counts = Counter(sample.lower() if sample.isascii() else unicodedata.normalize("NFKD", sample).lower())
    latin = {letter: counts[letter] for letter in _PROFILE}
    total = sum(latin.values())
    if total < _ENOUGH_LETTERS or len(words) < _ENOUGH_WORDS or 2 * total < sum(times for letter, times in counts.items() if letter.isalpha()):
        return True
    accented = sum(times for letter, times in counts.items() if unicodedata.combining(letter))
    vowels = sum(latin[letter] for letter in _VOWELS)
    return accented <= _MOST_ACCENTED * total and vowels >= _LEAST_VOWELS * total and _likeness(latin) >= _LEAST_RESEMBLANCE


def _likeness(counts: dict[str, int]) -> float:
    length = math.sqrt(sum(times * times for times in counts.values()))
    return sum(times * _PROFILE[letter] for letter, times in counts.items()) / (length * _PROFILE_LENGTH)
