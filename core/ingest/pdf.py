"""Opening PDFs and reading their text layers. For worker processes: hostile files can crash or hang the parser."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.errors import DamagedFile, EmptyFile, FileTooLarge, LockedFile
from core.ingest.composition import Inspection
from core.ingest.legibility import is_legible
from core.ingest.mupdf import pymupdf
from core.ingest.words import READINGS, page_words, text_of
from core.models import Page, PageState

_PARSER_ERRORS = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)

SHORT_TEXT = 400
"""Below this many characters a text layer may be no more than a stamp on a scan: look at what else is on the page."""
SCAN_COVERAGE = 0.5
"""Share of the page under images from which short text is held to be a stamp."""
SCANT_TEXT = 200
SCANT_COVERAGE = 0.06
"""With hardly any text, an image this large (larger than a seal or a logo) is what the page is about."""
NOTEWORTHY_COVERAGE = 0.01
"""Share of the page under images from which a page without text is not blank."""
NOTEWORTHY_PATHS = 60
"""Filled shapes from which a page without text may be text drawn as outlines; a frame or a form has fewer."""


def inspect(path: str, *, password: str | None = None, unlocked_to: str | None = None, page_limit: int = 5000) -> Inspection:
    """Count the pages of a PDF, and unlock it.

    An encrypted file that opens without a password is taken as it is. With the right `password` an unlocked copy is
    written to `unlocked_to`, whole or not at all. Raises EmptyFile, DamagedFile, LockedFile, FileTooLarge.
    """
    with open_pdf(path, outcome=" Nothing was stored.") as document:
        locked = bool(document.needs_pass)
        if locked:
            _unlock(document, password)
        pages = _count_pages(document, page_limit)
        if locked and unlocked_to is not None:
            _write_unlocked(document, Path(unlocked_to))
    return Inspection(page_count=pages, locked=locked)


def read_pages(path: str, case_id: str, numbers: Sequence[int]) -> list[Page]:
    """The pages asked for, in that order: `text`, `blank`, `waiting` with `needs_ocr`, or `failed` with a reason.

    `content` is still empty: it takes neighbouring pages (`core.ingest.page_text`). Raises DamagedFile or LockedFile when
    the file itself does not open; a page never raises.
    """
    with open_pdf(path) as document:
        if document.needs_pass:
            raise LockedFile("This PDF is locked with a password.", "Enter the password, or upload an unlocked copy.")
        return [_read_page(document, case_id, number) for number in numbers]


def open_pdf(path: str, *, outcome: str = "") -> Any:
    """A PyMuPDF document, opened as a PDF whatever its name says. Raises DamagedFile (`outcome` ends its message), FileNotFoundError."""
    if not Path(path).is_file():
        raise FileNotFoundError(path)  # PyMuPDF's own error of that name is a RuntimeError
    try:
        return pymupdf.open(path, filetype="pdf")
    except _PARSER_ERRORS as error:
        raise DamagedFile(f"This PDF is damaged and cannot be opened.{outcome}", "Download it again, or print it to a new PDF.") from error


def _unlock(document: Any, password: str | None) -> None:
    if password is None:
        raise LockedFile("This PDF is locked with a password. Nothing was stored.", "Enter the password, or upload an unlocked copy.")
    if not document.authenticate(password):
        raise LockedFile("The password does not open this PDF. Nothing was stored.", "Check the password, or upload an unlocked copy.")


def _count_pages(document: Any, limit: int) -> int:
    try:
        pages = int(document.page_count)
    except _PARSER_ERRORS:
        pages = 0
    if pages < 1 and document.is_repaired:
        raise DamagedFile("This PDF is damaged: no page could be found in it. Nothing was stored.", "Download it again, or print it to a new PDF.")
    if pages < 1:
        raise EmptyFile("This PDF has no pages. Nothing was stored.", "Check that the right file was chosen.")
    if pages > limit:
        raise FileTooLarge(f"This PDF has {pages:,} pages; the limit is {limit:,}. Nothing was stored.", "Split it and upload the parts.")
    return pages


def _write_unlocked(document: Any, target: Path) -> None:
    unfinished = target.with_name(target.name + ".part")
    try:
        document.save(str(unfinished), encryption=pymupdf.PDF_ENCRYPT_NONE)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except _PARSER_ERRORS as error:
        raise DamagedFile("This PDF opens with the password, but is damaged. Nothing was stored.", "Upload an unlocked copy.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _read_page(document: Any, case_id: str, number: int) -> Page:
    if not 1 <= number <= document.page_count:
        return _failed(case_id, number, "The file has no such page.")
    try:
        return _judged(document.load_page(number - 1), case_id, number)
    except MemoryError:
        return _failed(case_id, number, "The page takes more memory than a page may.")
    except Exception as error:  # noqa: BLE001  a parser of hostile input can raise anything; the ledger keeps the reason
        return _failed(case_id, number, f"The page is damaged: {reason_of(error)}")


def _judged(page: Any, case_id: str, number: int) -> Page:
    text = ""
    for reading in READINGS:
        text = text_of(page_words(page, reading))
        if len(text) >= SHORT_TEXT and is_legible(text):
            return Page(case_id=case_id, number=number, state=PageState.TEXT, text=text)
        if not text or is_legible(text):
            break
    else:
        return _waiting(case_id, number)
    images, shapes, glyphs = _marks_on(page)
    if text:
        enough = SCANT_COVERAGE if len(text) < SCANT_TEXT else SCAN_COVERAGE
        return _waiting(case_id, number) if images >= enough else Page(case_id=case_id, number=number, state=PageState.TEXT, text=text)
    if images >= NOTEWORTHY_COVERAGE or shapes >= NOTEWORTHY_PATHS or glyphs:
        return _waiting(case_id, number)
    return Page(case_id=case_id, number=number, state=PageState.BLANK)


def _marks_on(page: Any) -> tuple[float, int, int]:
    """Share of the page under images (0 to 1), and how many shapes and pieces of text are drawn on it."""
    crop = page.cropbox
    frame = pymupdf.Rect(0, 0, crop.width, crop.height)
    covered, shapes, glyphs = 0.0, 0, 0
    for kind, box in page.get_bboxlog():
        if kind in ("fill-image", "fill-imgmask"):
            covered += (pymupdf.Rect(box) & frame).get_area()
        elif kind == "fill-path":
            shapes += 1
        elif kind in ("fill-text", "stroke-text"):
            glyphs += 1
    return min(1.0, covered / max(1.0, frame.get_area())), shapes, glyphs


def _waiting(case_id: str, number: int) -> Page:
    return Page(case_id=case_id, number=number, state=PageState.WAITING, needs_ocr=True)


def _failed(case_id: str, number: int, reason: str) -> Page:
    return Page(case_id=case_id, number=number, state=PageState.FAILED, error=reason)


def reason_of(error: Exception) -> str:
    """The first line of what the parser says, for the ledger."""
    lines = re.sub(r"^code=\d+: ", "", str(error).strip()).splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
