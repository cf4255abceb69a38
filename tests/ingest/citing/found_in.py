"""What is found in a text, for tables."""

from __future__ import annotations

from core.ingest.citations import cite
from core.models import Citation, Page


def found_in(*texts: str) -> list[Citation]:
    """The citations of a document whose pages have these texts."""
    return cite([Page(case_id="c", number=number, text=text) for number, text in enumerate(texts, 1)]).citations


def normals(text: str) -> list[str]:
    return [item.normalized for item in found_in(text)]


def authorities(text: str) -> list[str | None]:
    return [item.authority for item in found_in(text)]
