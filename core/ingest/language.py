"""A light guess at the language of a text: English, or not known."""

from __future__ import annotations

import re

_SAMPLE = 20_000
_FEWEST_WORDS = 60
_SHARE = 0.2
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "a",
        "is",
        "was",
        "for",
        "not",
        "be",
        "as",
        "it",
        "by",
        "on",
        "with",
        "his",
        "he",
        "this",
        "are",
        "or",
        "at",
        "from",
        "which",
        "an",
        "have",
        "had",
        "were",
        "but",
        "their",
        "her",
        "they",
        "been",
        "has",
    ]
)


def guess_language(text: str) -> str | None:
    """ "en" when one word in five is among the commonest of English; None for other languages and for short texts."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _FEWEST_WORDS:
        return None
    return "en" if sum(word in _ENGLISH for word in words) >= _SHARE * len(words) else None
