"""Pages with their ledger entry, and the passages that are cut from them."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from core.models.base import Domain, Span


class PageState(StrEnum):
    """What is known of one page. `waiting` pages are still to be read (or need OCR while it is off)."""

    WAITING = "waiting"
    TEXT = "text"
    OCR = "ocr"
    BLANK = "blank"
    FAILED = "failed"
    SKIPPED = "skipped"


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
    section: str = "opinion"
    section_title: str = ""
    tokens: int = 0
