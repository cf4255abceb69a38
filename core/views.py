"""What `Library` answers: the shapes that pages, the API and the command line show. Field names follow the HTTP contract."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.models import BatchItem, CaseState, CaseType, Disposition, LogEntry, Mark, PageState, Party, Span

SearchMode = Literal["hybrid", "lexical", "dense"]
ServiceState = Literal["healthy", "degraded", "unhealthy", "loading", "off"]
ShortText = Annotated[str, Field(max_length=300)]


class View(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)


class UploadReceipt(View):
    success: bool = True
    case_id: str
    message: str
    duplicate: bool
    file_size: int
    processing_status: CaseState
    estimated_processing_time: float  # seconds
    hint: str | None = None


class BatchReceipt(View):
    batch_id: str
    items: list[BatchItem]


class BatchStatus(View):
    batch_id: str
    total: int
    done: int
    failed: int
    items: list[dict[str, Any]]  # BatchItem and the case's processing_status, progress


class PageLedger(View):
    number: int
    state: PageState
    ocr_confidence: float | None = None
    error: str | None = None


class IngestionStatus(View):
    case_id: str
    title: str
    file_name: str
    processing_status: CaseState
    progress: float  # 0 to 1
    partial: bool
    searchable_words: bool
    searchable_meaning: bool
    pages_total: int
    pages_searchable: int
    pages: list[PageLedger]
    error: str | None
    log: list[LogEntry]


class QueueItem(View):
    case_id: str
    title: str
    state: str
    stage: str
    attempts: int
    error: str | None
    created_at: datetime
    updated_at: datetime


class QueueView(View):
    counts: dict[str, int]
    items: list[QueueItem]


class CaseFilters(View):
    """Which cases. Several are joined by AND; text is matched without regard to case."""

    model_config = ConfigDict(extra="forbid")

    court: ShortText | None = None  # any part of the court's name
    court_id: ShortText | None = None
    case_type: CaseType | None = None
    jurisdiction: ShortText | None = None
    judge: ShortText | None = None
    author: ShortText | None = None
    section: ShortText | None = None  # of passages: syllabus, opinion, concurrence, dissent …
    decided_after: date | None = None  # inclusive
    decided_before: date | None = None  # inclusive
    cites: ShortText | None = None
    case_ids: list[ShortText] | None = Field(None, max_length=10_000)
    exclude_case_ids: list[ShortText] | None = Field(None, max_length=10_000)
    collection_id: ShortText | None = None


class SearchRequest(View):
    query: str
    top_k: int = Field(10, ge=1, le=100)
    mode: SearchMode = "hybrid"
    filters: CaseFilters = CaseFilters()


class PassageHit(View):
    passage_id: str
    page: int
    printed_page: str | None
    paragraph: str | None = None  # "12", or "12–14", of a document without pages
    footnote: str | None = None
    pin_cite: str  # "556 U.S. at 309 (PDF p. 12)", "¶ 12"
    section: str
    section_title: str = ""
    text: str
    highlights: list[tuple[int, int]]  # offsets into `text`
    spans: list[Span] = []
    score: float


class CaseHit(View):
    case_id: str
    title: str
    court: str | None
    date_decided: date | None
    citation: str | None
    docket_number: str | None
    page_count: int
    pages_searchable: int
    score: float
    is_pdf: bool = True
    exact: str | None = None  # why it stands on top: "citation", "docket", "phrase", "name"
    passages: list[PassageHit]


class Coverage(View):
    cases: int
    cases_searchable: int
    pages_total: int
    pages_searchable: int


class SearchResponse(View):
    query_id: str
    took_ms: float
    interpreted: dict[str, Any]  # mode used, terms, phrases, citation, notes for the user
    coverage: Coverage
    results: list[CaseHit]


class CaseQuery(View):
    filters: CaseFilters = CaseFilters()
    q: str | None = Field(None, max_length=500)  # words of title, docket number, court or file name
    state: CaseState | None = None
    archived: bool | None = None  # None: both
    sort: Literal["added", "title", "court", "decided", "pages", "state"] = "added"
    descending: bool | None = None  # None: newest first for dates, A to Z for words
    offset: int = Field(0, ge=0)
    limit: int = Field(50, ge=1, le=500)


class CaseSummary(View):
    """One row of the library."""

    case_id: str
    title: str
    case_name: str | None
    court: str | None
    court_id: str | None
    jurisdiction: str | None
    case_type: CaseType | None
    docket_number: str | None
    citation: str | None
    date_decided: date | None
    page_count: int
    is_pdf: bool
    pages_searchable: int
    pages_waiting: int
    word_count: int
    processing_status: CaseState
    partial: bool
    searchable_words: bool
    searchable_meaning: bool
    error: str | None
    file_name: str
    file_size: int
    created_at: datetime


class CaseList(View):
    total: int
    items: list[CaseSummary]


class CaseCorrection(View):
    """Metadata set by a person. Only the fields given are changed; null clears a field; corrections survive reprocessing."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    case_name: Annotated[str, Field(max_length=500)] | None = None
    docket_number: Annotated[str, Field(max_length=200)] | None = None
    court: Annotated[str, Field(max_length=300)] | None = None
    court_id: Annotated[str, Field(max_length=100)] | None = None
    jurisdiction: Annotated[str, Field(max_length=200)] | None = None
    case_type: CaseType | None = None
    caption: Annotated[str, Field(max_length=5_000)] | None = None
    date_argued: date | None = None
    date_filed: date | None = None
    date_decided: date | None = None
    citation: Annotated[str, Field(max_length=200)] | None = None
    docket_numbers: list[ShortText] | None = Field(None, max_length=200)  # the first is the lead one
    parallel_citations: list[ShortText] | None = Field(None, max_length=20)
    disposition: list[Disposition] | None = Field(None, max_length=14)
    parties: list[Party] | None = Field(None, max_length=200)
    plaintiffs: list[ShortText] | None = Field(None, max_length=200)
    defendants: list[ShortText] | None = Field(None, max_length=200)
    judges: list[ShortText] | None = Field(None, max_length=50)
    opinion_author: ShortText | None = None
    attorneys: list[ShortText] | None = Field(None, max_length=200)
    legal_issues: list[ShortText] | None = Field(None, max_length=100)


class PageView(View):
    number: int
    printed_number: str | None
    text: str
    state: PageState
    ocr_confidence: float | None
    error: str | None = None
    marks: list[Mark] = []  # of a document without paper: where paragraphs and notes stand in `text`


class PageImage(View):
    """A page as PNG. `marked` is how many rectangles were drawn; `etag` changes with content and marks."""

    png: bytes
    marked: int
    etag: str


class OriginalFile(View):
    path: Path
    file_name: str
    mime_type: str
    sha256: str


class ServiceHealth(View):
    model_config = ConfigDict(extra="allow")

    status: ServiceState
    detail: str


class Health(View):
    status: Literal["healthy", "degraded", "unhealthy"]
    version: str
    services: dict[str, ServiceHealth]


class StorageUse(View):
    """Bytes on disk: what is free, and what each part of the data folder takes."""

    free: int
    parts: dict[str, int]
