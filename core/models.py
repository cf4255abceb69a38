"""The domain: cases, their pages and passages, and the jobs that read them. Stored as they stand here.

Character positions are offsets into the `text` of one page, as Python counts them (code points), end exclusive.
Pages are numbered from 1 as the PDF has them; `printed_page` is the number on the paper, where there is one.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


def now() -> datetime:
    """This moment in UTC, in the milliseconds that BSON keeps."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class CaseState(StrEnum):
    """`uploaded -> processing -> ocr_complete -> embedding_complete -> indexed`, or `failed`; `archived` remembers the one before."""

    UPLOADED = "uploaded"
    PROCESSING = "processing"
    OCR_COMPLETE = "ocr_complete"
    EMBEDDING_COMPLETE = "embedding_complete"
    INDEXED = "indexed"
    FAILED = "failed"
    ARCHIVED = "archived"


class PageState(StrEnum):
    """What is known of one page. `waiting` pages are still to be read (or need OCR while it is off)."""

    WAITING = "waiting"
    TEXT = "text"
    OCR = "ocr"
    BLANK = "blank"
    FAILED = "failed"
    SKIPPED = "skipped"


SEARCHABLE_PAGES = (PageState.TEXT, PageState.OCR)


class CaseType(StrEnum):
    """The kind of matter."""

    CIVIL = "civil"
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"
    CONSTITUTIONAL = "constitutional"
    COMMERCIAL = "commercial"
    FAMILY = "family"
    TAX = "tax"
    LABOR = "labor"
    PROPERTY = "property"
    OTHER = "other"


class Stage(StrEnum):
    """What a job does next. Words come first, then citations, scanned pages and meaning."""

    READ = "read"
    OCR = "ocr"
    CITE = "cite"
    EMBED = "embed"
    INDEX = "index"
    DONE = "done"


class JobState(StrEnum):
    """`held` jobs wait for the user (uploaded with `process_immediately=false`)."""

    HELD = "held"
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Domain(BaseModel):
    """Base of everything stored."""

    model_config = ConfigDict(extra="ignore", use_enum_values=False, validate_assignment=False)

    def to_record(self) -> dict[str, Any]:
        """A document for the record: plain values, enums as their words, dates as ISO text, times as times."""
        plain: dict[str, Any] = _plain(self.model_dump())
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()  # BSON has no date without a time; ISO text sorts the same
    return value


class Span(Domain):
    """A run of characters on one page."""

    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Evidence(Span):
    """Where a piece of metadata was read: the verbatim text, and how sure the rule is (0 to 1)."""

    text: str
    confidence: float = Field(ge=0, le=1)


class Citation(Domain):
    """A reference as written, and what it normalises to ("556 U.S. 303")."""

    text: str
    normalized: str
    kind: str = "case"
    page: int = 1
    start: int = 0
    end: int = 0
    pin_cite: str | None = None
    year: int | None = None
    name: str | None = None


class Section(Domain):
    """A part of the document: syllabus, majority, concurrence, dissent, order, heading. Starts where `start` says, runs to the next."""

    kind: str
    title: str
    author: str | None = None
    page: int
    start: int
    end_page: int
    end: int


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


class Metadata(Domain):
    """What a librarian would write on the card. A field not found is null, never a guess."""

    title: str = ""
    case_name: str | None = None
    docket_number: str | None = None
    docket_numbers: list[str] = []
    court: str | None = None
    court_id: str | None = None
    jurisdiction: str | None = None
    case_type: CaseType | None = None
    date_filed: date | None = None
    date_decided: date | None = None
    citation: str | None = None
    plaintiffs: list[str] = []
    defendants: list[str] = []
    judges: list[str] = []
    opinion_author: str | None = None
    attorneys: list[str] = []
    legal_issues: list[str] = []
    language: str | None = None


METADATA_FIELDS = tuple(Metadata.model_fields)


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
    mime_type: str = "application/pdf"
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
    def searchable_words(self) -> bool:
        return self.text_revision > 0 and self.passage_count > 0

    @property
    def searchable_meaning(self) -> bool:
        return self.searchable_words and self.embedded_revision == self.text_revision


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


class Job(Domain):
    """The work on one case; there is one job a case, made anew when it is processed again."""

    case_id: str
    workspace: str
    state: JobState = JobState.QUEUED
    stage: Stage = Stage.READ
    pages: list[int] | None = None  # only these pages, for a retry
    attempts: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    not_before: datetime = Field(default_factory=now)  # waits until then, after a part was out of reach
    error: str | None = None
    created_at: datetime = Field(default_factory=now)
    updated_at: datetime = Field(default_factory=now)


class BatchItem(Domain):
    """What became of one file of a batch."""

    filename: str
    success: bool
    case_id: str | None = None
    duplicate: bool = False
    error: str | None = None
    hint: str | None = None


class Batch(Domain):
    """Files handed over together."""

    batch_id: str
    workspace: str
    owner: str
    items: list[BatchItem] = []
    created_at: datetime = Field(default_factory=now)
