"""Pages with their ledger entry, and the passages that are cut from them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from core.models.domain import Domain, Span


class PageState(StrEnum):
    """What is known of one page. `waiting` pages are still to be read (or need OCR while it is off)."""

    WAITING = "waiting"
    TEXT = "text"
    OCR = "ocr"
    BLANK = "blank"
    FAILED = "failed"
    SKIPPED = "skipped"


class MarkKind(StrEnum):
    """What a file without paper says of its text: where a paragraph begins, a note, a field of its card (`label` names it)."""

    PARAGRAPH = "paragraph"
    FOOTNOTE = "footnote"
    FIELD = "field"


class Mark(Domain):
    """A run of a page's text that the file itself marks; `label` is the paragraph's or note's number, or the field's name."""

    kind: MarkKind
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    label: str


SEARCHABLE_PAGES = (PageState.TEXT, PageState.OCR)


class Page(Domain):
    """One page and its ledger entry. `boxes` are word rectangles of a page read by OCR: x0, y0, x1, y1 per word of
    `text.split()`, in ten-thousandths of the page's width and height, little-endian uint16."""

    case_id: str
    number: int = Field(ge=1)
    printed_number: str | None = None
    state: PageState = PageState.WAITING
    text: str = ""
    content: str = ""  # cleaned: running heads and page numbers out, line-break hyphens mended
    needs_ocr: bool = False
    ocr_confidence: float | None = None  # mean word confidence, 0 to 1
    rotation: int = 0  # degrees clockwise by which the image was turned before OCR
    error: str | None = None
    boxes: bytes | None = None
    marks: list[Mark] = []  # of a document that is not made of paper: its pages are leaves of a few paragraphs


class Passage(Domain):
    """The unit that is embedded and retrieved: whole sentences of one section. `text` is what is shown and matched;
    `spans` say where it stands (two when it runs over a page)."""

    passage_id: str
    case_id: str
    workspace: str
    order: int
    text: str
    spans: list[Span]
    page: int
    printed_page: str | None = None
    star_pages: list[str] = []  # reporters' pages marked in the text: "389", "100 A.3d 1006"; one a reporter
    paragraph: str | None = None  # "12", or "12–14"; of a document without pages, and of one that numbers its paragraphs
    footnote: str | None = None  # the note it stands in
    section: str = "opinion"
    section_title: str = ""
    tokens: int = 0
