"""One page of a case: its image and its text, the passage marked in both."""

from __future__ import annotations

from html import escape

import streamlit as st

from core.library import Library
from core.models import Case, MarkKind
from core.views import PageView
from pages._library import WHO
from pages._markup import MEASURE, QUIET, SERIF, flowing, marked, plain
from pages._states import PAGE

BESIDE, WIDE = 1100, 1800  # pixels rendered: sharp beside the text, and at the full width of the window


def page_image(shelf: Library, case: Case, number: int, passage_id: str | None, marks: list[tuple[int, int]], *, wide: bool) -> None:
    """The page as it looks, with the passage or the words at `marks` marked. Its room is kept while it is drawn."""
    with st.skeleton(height=900):
        quote = shelf.page(WHO, case.case_id, number).text[marks[0][0] : marks[0][1]] if marks else None
        image = shelf.page_image(WHO, case.case_id, number, width=WIDE if wide else BESIDE, passage_id=passage_id, quote=quote)
    shown = ", the passage marked" if image.marked else ""
    st.image(image.png, width="stretch", alt=f"Page {number} of {plain(case.title)}{shown}")


def page_text(shelf: Library, case: Case, number: int, marks: list[tuple[int, int]]) -> None:
    """The page's text, and how it was read."""
    page = shelf.page(WHO, case.case_id, number)
    st.caption(_how_read(page))
    if page.text.strip():
        shown = _paragraphs(page, marks) if page.marks else flowing(marked(page.text, marks))
        st.html(f'<div style="{SERIF};{MEASURE};font-size:0.95rem;overflow-wrap:anywhere;line-height:1.55">{shown}</div>')


def _paragraphs(page: PageView, marks: list[tuple[int, int]]) -> str:
    """The text of a leaf with the numbers of its paragraphs and notes beside it; the number is no part of what is copied."""
    starts = [mark for mark in page.marks if mark.kind is not MarkKind.FIELD]
    rows: list[str] = []
    for mark, end in zip(starts, [*(mark.start for mark in starts[1:]), len(page.text)], strict=True):
        label = ("n. " if mark.kind is MarkKind.FOOTNOTE else "¶ ") + mark.label if mark.label else ""
        text = marked(page.text[mark.start : end].rstrip(), [(max(a, mark.start) - mark.start, b - mark.start) for a, b in marks if b > mark.start])
        number = f'<span style="{QUIET};flex:0 0 3.2rem;text-align:right;font-size:0.8rem;user-select:none">{escape(label)}</span>'
        rows.append(f'<div style="display:flex;gap:0.75rem;margin-bottom:0.7rem">{number}<div>{flowing(text)}</div></div>')
    return "".join(rows)


def _how_read(page: PageView) -> str:
    if page.marks:
        numbers = [mark.label for mark in page.marks if mark.kind is MarkKind.PARAGRAPH and mark.label]
        return f"Paragraphs {plain(numbers[0])} to {plain(numbers[-1])}" if len(numbers) > 1 else "Read from the file"
    printed = f"Printed page {plain(page.printed_number)} · " if page.printed_number else ""
    said = f"{printed}{PAGE[page.state]}"
    if page.ocr_confidence is not None:
        said += f", {page.ocr_confidence:.0%} confident"
    if page.error:
        said += f": {plain(page.error)}"
    return said[:1].upper() + said[1:]
