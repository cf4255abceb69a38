"""Footnotes of printed pages and endnotes, told by what a page shows: a number before a block at its foot that keeps count.

Where the notes of a page are set off by a rule, all below it is notes; without one, a note must be called by its number in the
text above it. A note that goes on overleaf without a rule is not told from the text there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

_BLOCK = re.compile(r"\n\n(?=[\d\[(*†‡])")
_LINE = re.compile(r"\n(?=[\d*†‡])")
_NUMBER = re.compile(r"[\[(]?(?:(?P<number>\d{1,3})(?:[\])]|(?P<dot>\.)(?=\s))?|(?P<sign>[*†‡]{1,3}))(?P<gap>[ \t\n]?)(?=[^\s\d.,;)–—*-])")
_REPORTER = re.compile(r"(?:[A-Z][\w’']{0,6}\.|[A-Z]\d|§)")
"""How a citation goes on after its volume ("8 U. S. C."), which a line may begin with."""
_RULE = re.compile(r"\n[—–_―─-]{4,}[ \t]*\n+")
_NOTES = re.compile(r"\n\n(?:(?:END|FOOT)?NOTES|(?:End|Foot)?[Nn]otes)[ \t]*:?[ \t]*\n+")
_ENDED = '.?!:”’")]'
_MOST_MISSED, _MOST_MISSED_BELOW_RULE = 2, 12
"""Notes in a row that may have been missed before the count is held to be broken."""
_FOOT = 0.1
"""Share of the page that stands above a rule at least, for what is below it to be notes."""
_MOST = 5_000
_MOST_PLACES, _MOST_LOOKS = 5_000, 100
"""Blocks of a page looked at, and calls looked for; a page of notes has a few dozen."""
_CALL_REACH = 6_000  # characters above a note in which it must be called


@dataclass(slots=True)
class Note:
    """A note and its runs in the text."""

    number: str
    runs: list[tuple[int, int]] = field(default_factory=list)


def footnotes(text: str, page_starts: Sequence[int]) -> list[Note]:
    """The notes in order; each separate opinion may count anew from 1."""
    finder = _Finder()
    for start, end in zip(page_starts, [*page_starts[1:], len(text)], strict=False):
        finder.page(text[start:end], start)
        if len(finder.notes) > _MOST:
            break
    return finder.notes


class _Finder:
    def __init__(self) -> None:
        self._last = 0
        self._looks = 0
        self._endnotes = False
        self.notes: list[Note] = []

    def page(self, page: str, start: int) -> None:
        rules = [match.end() for match in _RULE.finditer(page) if match.start() > len(page) * _FOOT]
        if ("otes" in page or "NOTES" in page) and (heading := _NOTES.search(page)):
            self._endnotes, rules = True, [*rules, heading.end()]
        foot = 0 if self._endnotes else min(rules, default=len(page))
        self._looks = _MOST_LOOKS
        places = islice(self._places(page, foot, rules), _MOST_PLACES)
        found = [(at, number) for at in places if (number := self._number(page, at, foot, rules))]
        ends = [*(at for at, _ in found[1:]), len(page)]
        if self.notes and rules and rules[0] < (found[0][0] if found else len(page)):
            self._continued(page, start, rules[0], found[0][0] if found else len(page))
        self.notes += [Note(number, [(start + at, start + end)]) for (at, number), end in zip(found, ends, strict=False)]

    @staticmethod
    def _places(page: str, foot: int, rules: Sequence[int]) -> list[int]:
        """Where a note might begin: at blocks, and below a rule at any line."""
        return sorted({0, *(match.end() for match in _BLOCK.finditer(page)), *(match.end() for match in _LINE.finditer(page, foot)), *rules})

    def _number(self, page: str, at: int, foot: int, rules: Sequence[int]) -> str:
        """The number of the note that begins here: the next in the count; nothing if none does."""
        match = _NUMBER.match(page, at)
        if match is None or (at > 0 and at not in rules and not _is_block(page, at) and not self._is_line_of_note(page, at, match)):
            return ""
        below = at >= foot
        if match["sign"]:
            return match["sign"] if (below and (at in rules or _is_block(page, at))) or self._is_called(page, at, match["sign"]) else ""
        number = int(match["number"])
        step = number - self._last
        if not (0 < step <= (_MOST_MISSED_BELOW_RULE if at in rules else _MOST_MISSED) + 1 or number == 1):
            return ""
        if not below and (match["dot"] or not self._is_called(page, at, match["number"])):
            return ""
        self._last = number
        return match["number"]

    def _is_line_of_note(self, page: str, at: int, match: re.Match[str]) -> bool:
        """Within the notes one begins at a mere line only if it is the very next, after a sentence, and no volume of a reporter."""
        if match["sign"] or int(match["number"]) != self._last + 1 or page[:at].rstrip()[-1:] not in _ENDED:
            return False
        return not match["gap"] or not _REPORTER.match(page, match.end())

    def _continued(self, page: str, start: int, rule: int, until: int) -> None:
        """What stands below a rule before the first note that begins here goes on from the page before."""
        if page[rule:until].strip():
            self.notes[-1].runs.append((start + rule, start + until))

    def _is_called(self, page: str, at: int, number: str) -> bool:
        """Whether the text above calls this note: its number stands right after a word or a stop."""
        self._looks -= 1
        return self._looks >= 0 and next(_calls(page[max(0, at - _CALL_REACH) : at], number), None) is not None


def _is_block(page: str, at: int) -> bool:
    return page[at - 2 : at] == "\n\n"


def _calls(above: str, number: str) -> Iterator[int]:
    found = above.find(number, 1)
    while found > 0:
        before, after = above[found - 1], above[found + len(number) : found + len(number) + 2]
        if (
            not before.isspace()
            and not before.isdigit()
            and before not in "([§$#/–—-*¶"
            and not after[:1].isdigit()
            and not (after[:1] in ".," and after[1:].isdigit())
        ):
            yield found
        found = above.find(number, found + 1)
