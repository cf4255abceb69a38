"""Documents that are not made of paper, whatever their format: how many leaves they have, and what stands on them.

For worker processes. A file is read whole or refused; the one read last is kept, so that its leaves can be asked for in parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from core.errors import DamagedFile, EmptyFile, FileTooLarge
from core.ingest.composition import Inspection
from core.ingest.formats.blocks import Block
from core.ingest.formats.encodings import decoded
from core.ingest.formats.leaves import leaves
from core.ingest.formats.plain import paper_pages, paragraphs_of
from core.models import FileKind, Page, PageState

MOST_BYTES = 64 * 1024**2
"""Bytes of a text file. The longest opinions are of two megabytes."""


def inspect(path: str, kind: FileKind, *, page_limit: int) -> Inspection:
    """Raises EmptyFile for a document without text, FileTooLarge, DamagedFile."""
    pages = _pages(path, kind)
    if not any(page.text.strip() for page in pages):
        raise EmptyFile("This file holds no text. Nothing was stored.", "If it is a scan, save it as PDF and upload that.")
    if len(pages) > page_limit:
        raise FileTooLarge(
            f"This text would fill {len(pages):,} pages; the limit is {page_limit:,}. Nothing was stored.", "Split it and upload the parts."
        )
    return Inspection(page_count=len(pages))


def read_pages(path: str, kind: FileKind, case_id: str, numbers: Sequence[int]) -> list[Page]:
    """The leaves asked for, in that order; `failed` for one that the document does not have."""
    pages = _pages(path, kind)
    return [
        pages[number - 1].model_copy(update={"case_id": case_id})
        if 1 <= number <= len(pages)
        else Page(case_id=case_id, number=number, state=PageState.FAILED, error="The file has no such page.")
        for number in numbers
    ]


def _pages(path: str, kind: FileKind) -> tuple[Page, ...]:
    there = Path(path).stat()
    return _read(path, kind, there.st_size, there.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: str, kind: FileKind, size: int, changed: int) -> tuple[Page, ...]:
    if kind is FileKind.DOCX:
        from core.ingest.formats.docx import blocks_of_docx

        return tuple(leaves("", blocks_of_docx(path)))
    if size > MOST_BYTES:
        raise FileTooLarge(f"This text is larger than {MOST_BYTES // 1024**2} MB. Nothing was stored.", "Split it and upload the parts.")
    text = decoded(Path(path).read_bytes(), markup=kind is not FileKind.TEXT)
    if kind is FileKind.TEXT and (paper := paper_pages(text)):
        return tuple(_paper(number, page) for number, page in enumerate(paper, 1))
    try:
        return tuple(leaves("", _blocks(text, kind)))
    except RecursionError as error:
        raise DamagedFile("This file is nested too deeply to be read. Nothing was stored.", "Print it to PDF and upload that.") from error


def _blocks(text: str, kind: FileKind) -> list[Block]:
    if kind is FileKind.TEXT:
        return paragraphs_of(text)
    if kind is FileKind.XML:
        from core.ingest.formats.xml import blocks_of_xml

        return blocks_of_xml(text)
    from core.ingest.formats.html import blocks_of_html

    return blocks_of_html(text)


def _paper(number: int, text: str) -> Page:
    return Page(case_id="-", number=number, state=PageState.TEXT if text.strip() else PageState.BLANK, text=text)
