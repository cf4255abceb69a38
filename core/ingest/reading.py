"""A document as one run of text: the pages' cleaned content joined, with the way back to each page's own text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.ingest.page_text import CleanText, clean_texts
from core.models import Page, Span

_HYPHENS = "-\u00ad\u2010"
_TAIL = re.compile(r"[^\W\d_]+\Z")
_HEAD = re.compile(r"[^\W\d_]+")


class Reading:
    """`text` is all content, pages joined by a line break, or by nothing where a word runs over the page break.

    `pages` are those handed in, with `content` and `printed_number` filled.
    """

    def __init__(self, pages: Sequence[Page]) -> None:
        cleaned = clean_texts(pages)
        self.pages = [
            page.model_copy(update={"content": clean.content, "printed_number": printed})
            for page, (clean, printed) in zip(pages, cleaned, strict=True)
        ]
        self._held: list[tuple[Page, CleanText]] = [
            (page, clean) for page, (clean, _) in zip(self.pages, cleaned, strict=True) if clean.content.strip()
        ]
        self._numbers = {page.number: index for index, (page, _) in enumerate(self._held)}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self.text = self._join([page.content.rstrip() for page, _ in self._held])

    def _join(self, contents: Sequence[str]) -> str:
        pieces: list[str] = []
        length = 0
        for index, content in enumerate(contents):
            following = contents[index + 1] if index + 1 < len(contents) else ""
            runs_over = _runs_over(content, following)
            kept = content[:-1] if runs_over and _is_mended(content, following, contents) else content
            self._starts.append(length)
            self._ends.append(length + len(kept))
            pieces.append(kept if runs_over else kept + "\n")
            length += len(pieces[-1])
        return "".join(pieces)

    @property
    def page_starts(self) -> list[int]:
        """Where each page with text begins in `text`, ascending."""
        return self._starts

    def page_at(self, offset: int) -> Page:
        """The page that holds this character."""
        return self._held[self._index(offset)][0]

    def position(self, offset: int) -> tuple[int, int]:
        """Page number and offset in that page's `text` of this character."""
        index = self._index(offset)
        inside = min(offset, max(self._starts[index], self._ends[index] - 1)) - self._starts[index]
        page, clean = self._held[index]
        return page.number, clean.to_text(inside, inside + 1)[0]

    def offset(self, page: int, position: int) -> int | None:
        """Where the character at `position` of that page's own text stands in `text`: the way back of `position`. None when the page
        has no text. Of a character that was cleaned away: the next one kept."""
        index = self._numbers.get(page)
        if index is None:
            return None
        return min(self._starts[index] + self._held[index][1].to_content(position), self._ends[index])

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
        page, clean = self._held[index]
        offset = self._starts[index]
        first = start + len(chunk) - len(chunk.lstrip()) - offset
        last = start + len(chunk.rstrip()) - offset
        text_start, text_end = clean.to_text(first, last)
        return Span(page=page.number, start=text_start, end=text_end)

    def _index(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)


def _runs_over(content: str, following: str) -> bool:
    """Whether a word is cut by the page break: a soft hyphen always cuts one, another when the next page goes on in lower case."""
    if len(content) < 2 or content[-1] not in _HYPHENS or not content[-2].isalpha():
        return False
    return following[:1].isalpha() if content[-1] == "\u00ad" else following[:1].islower()


def _is_mended(content: str, following: str, contents: Sequence[str]) -> bool:
    """Whether the hyphen at the page break goes: always a soft one, another when the document has the whole word elsewhere."""
    if content[-1:] == "\u00ad":
        return True
    tail, head = _TAIL.search(content[-40:-1]), _HEAD.match(following)
    return bool(tail and head) and any(tail.group() + head.group() in other for other in contents)  # type: ignore[union-attr]


def folded(text: str) -> str:
    """The text on one line: every run of white space one space."""
    return " ".join(text.split())
