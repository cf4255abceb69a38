"""From the text of a page as it is printed to its content: running heads out, line-break hyphens mended.

Content is made by leaving characters out of the text, never by adding or changing any, so every span of it stands in
the text too and a highlight can be traced back to word rectangles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.ingest.hyphens import Hyphens, left_out_at
from core.ingest.running_heads import Edges, find_edges
from core.models import Page

_MOST_EDGE_LINES = 16


@dataclass(frozen=True, slots=True)
class CleanText:
    """Content, and the pieces of the text that make it when joined."""

    content: str
    pieces: tuple[tuple[int, int], ...]
    """Ranges of the text, ascending, none empty."""
    starts: tuple[int, ...]
    """Where each piece begins in the content."""

    @classmethod
    def of(cls, text: str, pieces: Iterable[tuple[int, int]]) -> CleanText:
        kept = tuple((start, end) for start, end in pieces if end > start)
        starts: list[int] = []
        length = 0
        for start, end in kept:
            starts.append(length)
            length += end - start
        return cls("".join([text[start:end] for start, end in kept]), kept, tuple(starts))

    @classmethod
    def between(cls, text: str, content: str) -> CleanText:
        """The mapping between a stored page's text and its content. ValueError if the content was not made from the text."""
        if not content:
            return cls.of(text, ())
        for start in _line_starts(text):
            pieces = _pieces_from(text, start, content)
            if pieces is not None:
                return cls.of(text, pieces)
        raise ValueError("the content was not made from this text")

    def to_text(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text that holds content[start:end]; hyphens mended inside it are part of it again."""
        if not self.pieces:
            return 0, 0
        first = self._position(start)
        return first, max(first, self._position(end - 1) + 1) if end > start else first

    def to_content(self, position: int) -> int:
        """The place in the content of the character at `position` of the text; of one left out, that of the next one kept."""
        at = bisect_right(self.pieces, (position, len(self.content) + position + 1)) - 1
        if at < 0:
            return 0
        start, end = self.pieces[at]
        return self.starts[at] + min(position, end) - start

    def _position(self, index: int) -> int:
        piece = max(0, bisect_right(self.starts, index) - 1)
        return min(self.pieces[piece][0] + index - self.starts[piece], self.pieces[piece][1])


def clean_texts(pages: Sequence[Page]) -> list[tuple[CleanText, str | None]]:
    """The content of each page and the number printed on it. `pages` are consecutive, in order, of one document."""
    texts = [page.text for page in pages]
    lines = [text.split("\n") for text in texts]
    paper = not any(page.marks for page in pages)  # leaves have no running heads, and a number alone is text
    edges = find_edges(lines, [page.number for page in pages]) if paper else [Edges(0, len(each), None) for each in lines]
    hyphens = Hyphens(texts)
    return [
        (CleanText.of(text, hyphens.pieces(text, page_lines, edge.top, edge.bottom)), edge.printed_number)
        for text, page_lines, edge in zip(texts, lines, edges, strict=True)
    ]


def clean_pages(pages: Sequence[Page]) -> list[Page]:
    """The same pages with `content` and `printed_number` filled. `pages` are consecutive, in order, of one document:
    running heads and page numbers are known by their neighbours."""
    return [
        page.model_copy(update={"content": clean.content, "printed_number": printed})
        for page, (clean, printed) in zip(pages, clean_texts(pages), strict=True)
    ]


def _line_starts(text: str) -> list[int]:
    starts = [0]
    while len(starts) < _MOST_EDGE_LINES and (found := text.find("\n", starts[-1])) >= 0:
        starts.append(found + 1)
    return starts


def _pieces_from(text: str, start: int, content: str) -> list[tuple[int, int]] | None:
    pieces: list[tuple[int, int]] = []
    done = 0
    while True:
        same = _same_length(text, start, content, done)
        pieces.append((start, start + same))
        done += same
        if done == len(content):
            return pieces
        skipped = left_out_at(text, start + same, content[done])
        if not skipped:
            return None
        start += same + skipped


def _same_length(text: str, start: int, content: str, done: int) -> int:
    size, total = 64, 0
    while True:
        ours, theirs = text[start + total : start + total + size], content[done + total : done + total + size]
        if ours != theirs or not ours:
            return total + next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
        total += len(ours)
        size *= 2
