"""What reading a document yields beyond its pages; made in worker processes and sent back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.models import Citation, Evidence, Footnote, Page, Passage, Section, StarPage


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a first look at a file says."""

    page_count: int
    locked: bool = False
    """Encrypted, and opened with the password given (an unlocked copy was written)."""


@dataclass(frozen=True, slots=True)
class Composition:
    """Structure, passages and the caption's metadata. `metadata` has only fields of `models.Metadata` that were found."""

    sections: list[Section]
    passages: list[Passage]
    word_count: int
    pages: list[Page] = field(default_factory=list)
    """The pages handed in, with `content` and `printed_number` filled."""
    footnotes: list[Footnote] = field(default_factory=list)
    star_pages: list[StarPage] = field(default_factory=list)
    slip_pages: bool = False
    language: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)

    def structure(self) -> dict[str, Any]:
        """Notes and reporters' pages as fields of the record."""
        return {
            "footnotes": [note.to_record() for note in self.footnotes],
            "star_pages": [star.to_record() for star in self.star_pages],
            "slip_pages": self.slip_pages,
        }


@dataclass(frozen=True, slots=True)
class CitationFindings:
    """What the document cites, and the citation it is itself known by (None when it does not say)."""

    citations: list[Citation]
    precedents: list[str]
    statutes: list[str]
    metadata: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
