"""A decided matter and its document."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from core.models.citations import Citation
from core.models.domain import Domain, Evidence, now
from core.models.files import FileKind
from core.models.metadata import CaseType, Metadata
from core.models.structure import Footnote, StarPage


class CaseState(StrEnum):
    """`uploaded -> processing -> ocr_complete -> embedding_complete -> indexed`, or `failed`; `archived` remembers the one before."""

    UPLOADED = "uploaded"
    PROCESSING = "processing"
    OCR_COMPLETE = "ocr_complete"
    EMBEDDING_COMPLETE = "embedding_complete"
    INDEXED = "indexed"
    FAILED = "failed"
    ARCHIVED = "archived"


class Section(Domain):
    """A part of the document: syllabus, majority, concurrence, dissent, order, heading. Starts where `start` says, runs to the next."""

    kind: str
    title: str
    author: str | None = None
    page: int
    start: int
    end_page: int
    end: int
    paragraph: str | None = None  # of a document without pages


class LogEntry(Domain):
    """One line of a case's processing log."""

    time: datetime = Field(default_factory=now)
    step: str
    message: str
    seconds: float | None = None


class EmbeddingInfo(Domain):
    """Which model made the vectors, and how well they keep to it: mean cosine of a sample against float32."""

    model: str
    dimension: int
    fingerprint: str
    quality: float | None = None


class UploadOptions(Domain):
    """What a user may say of a file when handing it over."""

    title: str | None = Field(None, max_length=500)
    case_type: CaseType | None = None
    court: str | None = Field(None, max_length=300)
    jurisdiction: str | None = Field(None, max_length=200)
    process_immediately: bool = True
    extract_metadata: bool = True
    generate_summary: bool = False


class Case(Metadata):
    """A decided matter and its document."""

    case_id: str
    workspace: str
    owner: str
    document_hash: str
    file_name: str
    file_size: int
    mime_type: str = FileKind.PDF.value
    unlocked: bool = False  # the original is encrypted; a readable copy stands beside it
    options: UploadOptions = UploadOptions()

    processing_status: CaseState = CaseState.UPLOADED
    state_before_archive: CaseState | None = None
    partial: bool = False
    error: str | None = None
    log: list[LogEntry] = []

    page_count: int = 0
    pages_searchable: int = 0
    pages_failed: int = 0
    pages_waiting: int = 0
    word_count: int = 0
    ocr_confidence: float | None = None
    passage_count: int = 0
    text_revision: int = 0  # raised whenever the set of passages changes
    card_revision: int = 0  # raised whenever what identifies the case changes
    embedded_revision: int = 0  # the text_revision whose passages all have vectors
    embedding: EmbeddingInfo | None = None

    sections: list[Section] = []
    footnotes: list[Footnote] = []
    star_pages: list[StarPage] = []
    slip_pages: bool = False  # its printed numbers begin anew within it: they are no reporter's pages
    citations: list[Citation] = []
    precedents: list[str] = []
    statutes: list[str] = []
    evidence: dict[str, list[Evidence]] = {}
    extracted: dict[str, Any] = {}  # what the rules found, before corrections
    corrected: list[str] = []  # fields a person has set; they win over extraction

    created_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now)
    processed_at: datetime | None = None
    search_count: int = 0
    last_accessed: datetime | None = None

    @property
    def is_pdf(self) -> bool:
        """Whether it has pages to look at; other documents are text alone."""
        return self.mime_type == FileKind.PDF.value

    @property
    def searchable_words(self) -> bool:
        return self.text_revision > 0 and self.passage_count > 0

    @property
    def searchable_meaning(self) -> bool:
        return self.searchable_words and self.embedded_revision == self.text_revision
