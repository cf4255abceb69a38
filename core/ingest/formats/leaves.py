"""Paragraphs put on leaves: a document without pages is kept, searched and shown in units of a few thousand characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.ingest.formats.blocks import Block, Numbered, numbered
from core.models import Mark, MarkKind, Page, PageState

FULL = 3_000
"""Characters from which a leaf is full: about a printed page. A paragraph that was begun is finished on it."""
LONGEST = 6_000
"""Characters of a paragraph that stay together; a longer one is cut after a sentence, else after a word."""
SCRAP = 600
"""Characters that are not worth a leaf of their own at the end."""
_APART = "\n\n"


def leaves(case_id: str, blocks: Sequence[Block]) -> list[Page]:
    """Pages in order, with `marks` for paragraphs, notes and what the file labels. No block is empty."""
    found: list[Page] = []
    leaf = _Leaf(case_id, 1)
    left = sum(len(block.text) for block in blocks)
    for piece in _pieces(numbered(blocks)):
        full = leaf.length >= FULL or leaf.length + len(piece.block.text) > LONGEST
        if leaf.length and full and left > SCRAP:
            found.append(leaf.page())
            leaf = _Leaf(case_id, len(found) + 1)
        leaf.add(piece)
        left -= len(piece.block.text)
    return [*found, leaf.page()] if leaf.length else found


class _Leaf:
    def __init__(self, case_id: str, number: int) -> None:
        self._case_id = case_id
        self._number = number
        self._texts: list[str] = []
        self._marks: list[Mark] = []
        self.length = 0

    def add(self, piece: Numbered) -> None:
        start = self.length + (len(_APART) if self._texts else 0)
        block = piece.block
        end = start + len(block.text)
        if block.footnote is not None:
            self._marks.append(Mark(kind=MarkKind.FOOTNOTE, start=start, end=end, label=block.footnote))
        elif self._is_new(piece.paragraph):
            self._marks.append(Mark(kind=MarkKind.PARAGRAPH, start=start, end=end, label=piece.paragraph or ""))
        self._marks += [Mark(kind=MarkKind.FIELD, start=start + a, end=start + b, label=name) for name, a, b in block.fields]
        self._texts.append(block.text)
        self.length = end

    def _is_new(self, paragraph: str | None) -> bool:
        last = next((mark.label for mark in reversed(self._marks) if mark.kind is MarkKind.PARAGRAPH), None)
        return last != (paragraph or "")

    def page(self) -> Page:
        return Page(case_id=self._case_id, number=self._number, state=PageState.TEXT, text=_APART.join(self._texts), marks=self._marks)


def _pieces(items: Sequence[Numbered]) -> Iterator[Numbered]:
    for item in items:
        text = item.block.text
        if len(text) <= LONGEST:
            yield item
            continue
        start = 0
        while start < len(text):
            end = _cut(text, start)
            fields = [(name, a - start, b - start) for name, a, b in item.block.fields if start <= a and b <= end]
            yield Numbered(Block(text[start:end].strip(), item.block.footnote, fields if text[start] != " " else []), item.paragraph)
            start = end


def _cut(text: str, start: int) -> int:
    if len(text) - start <= LONGEST:
        return len(text)
    for sign in (". ", " ", "\n"):
        found = text.rfind(sign, start + LONGEST // 2, start + LONGEST)
        if found > 0:
            return found + len(sign)
    return start + LONGEST
