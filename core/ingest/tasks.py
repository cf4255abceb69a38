"""What worker processes do. Imports stand inside the functions: the server knows these names without loading a PDF library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.ingest.composition import CitationFindings, Composition, Inspection
from core.models import FileKind, Page, PageState


@dataclass(frozen=True, slots=True)
class ComposeOptions:
    """What composing needs to know besides the pages."""

    case_id: str
    workspace: str
    file_name: str
    max_tokens: int = 256
    extract_metadata: bool = True


def warm() -> None:
    """Load what the first task would wait for."""
    import core.ingest.compose
    import core.ingest.pdf  # noqa: F401


def inspect_file(path: str, password: str | None, unlocked_to: str, page_limit: int) -> Inspection:
    """Raises `BadFile` for what Headnote cannot keep."""
    from core.ingest import pdf
    from core.ingest.filetype import kind_of

    if (kind := kind_of(path)) is FileKind.PDF:
        return pdf.inspect(path, password=password, unlocked_to=unlocked_to, page_limit=page_limit)
    from core.ingest.formats import reader

    return reader.inspect(path, kind, page_limit=page_limit)


def read_pages(path: str, case_id: str, numbers: Sequence[int]) -> list[Page]:
    from core.ingest import pdf
    from core.ingest.filetype import kind_of

    if (kind := kind_of(path)) is FileKind.PDF:
        return pdf.read_pages(path, case_id, numbers)
    from core.ingest.formats import reader

    return reader.read_pages(path, kind, case_id, numbers)


def read_document(path: str, numbers: Sequence[int], options: ComposeOptions) -> tuple[list[Page], Composition]:
    """Read and compose a short document in one go: nothing crosses between processes twice."""
    pages = read_pages(path, options.case_id, numbers)
    return pages, compose_document(pages, options)


def compose_document(pages: Sequence[Page], options: ComposeOptions) -> Composition:
    from core.ingest.compose import compose

    return compose(
        options.case_id,
        options.workspace,
        pages,
        file_name=options.file_name,
        max_tokens=options.max_tokens,
        extract_metadata=options.extract_metadata,
    )


def find_citations(pages: Sequence[Page], known: Mapping[str, Any] | None = None) -> CitationFindings:
    """What the document cites, and what reading it through adds to its card. `known` is what the caption gave."""
    from core.ingest.citations import cite
    from core.ingest.labelled import labelled_citations
    from core.ingest.matter import read_matter
    from core.ingest.reading import Reading
    from core.ingest.structure import parts

    reading = Reading(pages)
    spread = parts(reading.text, reading.page_starts)
    found = cite(pages, reading, spread)
    card = read_matter(reading, spread, known or {})
    metadata, evidence = labelled_citations(pages)
    return replace(
        found,
        metadata={**card.metadata, **found.metadata, **metadata},
        evidence={**card.evidence, **found.evidence, **evidence},
    )


def ocr_availability(language: str) -> tuple[bool, str]:
    from core.ingest import ocr

    return ocr.availability(language)


def ocr_page(path: str, case_id: str, number: int, language: str, deadline_s: float) -> Page:
    from core.ingest import ocr

    return ocr.ocr_page(path, case_id, number, language=language, deadline_s=deadline_s)


def render_page(path: str, number: int, width: int, marks: Sequence[tuple[int, int]], text: str, boxes: bytes | None) -> tuple[bytes, int]:
    from core.ingest import render

    return render.render_page(path, number, width=width, marks=marks, text=text, boxes=boxes)


def render_text(text: str, width: int, marks: Sequence[tuple[int, int]]) -> tuple[bytes, int]:
    from core.ingest import render

    return render.render_text(text, width=width, marks=marks)


def failed_page(case_id: str, number: int, reason: str) -> Page:
    return Page(case_id=case_id, number=number, state=PageState.FAILED, error=reason)
