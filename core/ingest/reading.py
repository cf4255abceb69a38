"""A document as one run of text: the pages' cleaned content joined, with the way back to each page's own text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from core.models import Page, Span

ToText = Callable[[int], int]
"""From an offset in a page's `content` to the offset of the same character in its `text`."""

_HYPHENS = "-\u00ad\u2010"


class Reading:
    """`text` is all content, pages joined by a line break, or by nothing where a word runs over the page break."""

    def __init__(self, pages: Sequence[Page], to_text: Sequence[ToText]) -> None:
        self._pages: list[Page] = []
        self._to_text: list[ToText] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.text = self._join([(page, way) for page, way in zip(pages, to_text, strict=True) if page.content.strip()])

    def _join(self, pairs: list[tuple[Page, ToText]]) -> str:
        pieces: list[str] = []
        length = 0
        for index, (page, way) in enumerate(pairs):
            content = page.content.rstrip()
            following = pairs[index + 1][0].content if index + 1 < len(pairs) else ""
            mended = _runs_over(content, following)
            piece = content[:-1] if mended else content
            self._pages.append(page)
            self._to_text.append(way)
            self._starts.append(length)
            self._ends.append(length + len(piece))
            pieces.append(piece if mended else piece + "\n")
            length += len(pieces[-1])
        return "".join(pieces)

    @property
    def page_starts(self) -> list[int]:
        """Where each page with text begins in `text`, ascending."""
        return self._starts

    def page_at(self, offset: int) -> Page:
        """The page that holds this character."""
        return self._pages[self._index(offset)]

    def position(self, offset: int) -> tuple[int, int]:
        """Page number and offset in that page's `text` of this character."""
        index = self._index(offset)
        inside = min(offset, max(self._starts[index], self._ends[index] - 1)) - self._starts[index]
        return self._pages[index].number, self._to_text[index](inside)

    def spans(self, start: int, end: int) -> list[Span]:
        """The same characters as runs on pages, without the blanks at their ends."""
        found: list[Span] = []
        for index in range(self._index(start), len(self._starts)):
            if self._starts[index] >= end:
                break
            span = self._span(index, max(start, self._starts[index]), min(end, self._ends[index]))
            if span:
                found.append(span)
        return found

    def _span(self, index: int, start: int, end: int) -> Span | None:
        chunk = self.text[start:end]
        if not chunk.strip():
            return None
        offset, way = self._starts[index], self._to_text[index]
        first = start + len(chunk) - len(chunk.lstrip()) - offset
        last = end - 1 - (len(chunk) - len(chunk.rstrip())) - offset
        return Span(page=self._pages[index].number, start=way(first), end=way(last) + 1)

    def _index(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


def _runs_over(content: str, following: str) -> bool:
    """A soft hyphen always breaks a word; another hyphen does when the next page goes on in lower case."""
    if len(content) < 2 or content[-1] not in _HYPHENS or not content[-2].isalpha():
        return False
    return following[:1].isalpha() if content[-1] == "\u00ad" else following[:1].islower()


def folded(text: str) -> str:
    """The text on one line: every run of white space one space."""
    return re.sub(r"\s+", " ", text).strip()
