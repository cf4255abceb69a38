"""Where sentences begin in legal prose, in which most full stops end nothing."""

from __future__ import annotations

import re

from core.ingest.abbreviations import NEVER_FINAL, OPENERS, ORDINARY, SELDOM_FINAL

_STOP = re.compile(
    r"""
    (?P<mark>[.?!]|[。！？])           # what may end a sentence
    (?P<close>(?:[”’»\)\]"']|[\s\u2009\u202f\u00a0](?=[”’»])){0,8})  # closing quotes, also set apart by a thin space
    (?P<note>\d{1,3}|\*{1,3})?       # the call of a footnote
    (?P<gap>\s+)
    """,
    re.VERBOSE,
)
_WORD_AFTER = re.compile(r"[“‘\"'(\[]{0,4}\s?[“‘\"'(\[]{0,2}(\w[\w'’-]{0,30})?")
_ENUMERATOR = re.compile(
    r"\s*[“\"(\[]?(?:(?:§+|[Ss]ec(?:tion)?\.?|[Aa]rt(?:icle)?\.?|[Rr]ule|Count|No)?\s?\d{1,4}(?:\.\d+){0,3}[a-z]?|[IVXL]{1,6}|[A-Za-z])\.\s*\Z"
)
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_CJK_STOPS = "。！？"


def sentence_starts(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Offsets in `text` where a sentence begins within start..end; the first is `start`."""
    end = len(text) if end is None else end
    starts = [start]
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, stop, starts[-1]):
            starts.append(stop.end())
    return starts


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, each without blanks at its ends."""
    starts = sentence_starts(text)
    pieces = (text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    return [piece for piece in pieces if piece]


def _ends_sentence(text: str, stop: re.Match[str], began: int) -> bool:
    mark, after = stop["mark"], stop.end()
    if mark in _CJK_STOPS:
        return True
    following = text[after]
    if following.islower() or following in ".,;:)]”’»?!":
        return False
    if stop["note"] and text[stop.start() - 1 : stop.start()].isdigit():
        return False  # a decimal, not the call of a footnote
    if mark != ".":
        return True
    return _full_stop_ends(text, stop, began)


def _full_stop_ends(text: str, stop: re.Match[str], began: int) -> bool:
    at, closed = stop.start(), bool(stop["close"].strip())
    if _within_ellipsis(text, at):
        return closed or _dots_before(text, at) > 3
    if at - began < 24 and _ENUMERATOR.match(text, began, at + 1):
        return False
    if closed:
        return True
    if at == began or not (text[at - 1].isalnum() or text[at - 1] in "_.'’&-"):
        return True
    word = text[max(began, at - 24) : at].split()[-1].rpartition("—")[2].lstrip("([{“‘\"'–§")
    return not word or _word_ends(word, text, stop.end())


def _word_ends(word: str, text: str, after: int) -> bool:
    """Whether a full stop after `word` ends a sentence, given what stands at `after`."""
    bare = word.lower().replace("’", "'").strip("'&-")
    if word.islower() and bare in ORDINARY and not text[after].isdigit():
        return True
    if bare in NEVER_FINAL:
        return False
    if bare in SELDOM_FINAL or _INITIAL.match(word) or ("." in bare.strip(".") and bare.replace(".", "").isalpha()):
        return _opens(text, after, initial=len(bare) == 1)
    return True


def _opens(text: str, after: int, *, initial: bool) -> bool:
    found = _WORD_AFTER.match(text, after)
    word = found.group(1) if found else None
    if not word or not word[0].isupper():
        return False
    if initial and len(word) == 1:
        return False  # "J. A. Smith"
    return word.lower() in OPENERS


def _within_ellipsis(text: str, at: int) -> bool:
    return _dots_before(text, at) >= 2


def _dots_before(text: str, at: int) -> int:
    """How many full stops, spaced or not, run up to and including this one; five are enough."""
    count, index = 0, at
    while index >= max(0, at - 12) and count < 5 and text[index] in ".\u00a0 \n":
        count += text[index] == "."
        index -= 1
    return count
