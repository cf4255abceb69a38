"""What only the API shows or takes; everything else is in `core.views`."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from core.models import Case, CaseState, Citation, EmbeddingInfo, Evidence, Footnote, LogEntry, Metadata, Section, StarPage
from core.views import CaseFilters, CaseQuery


class ProcessRequest(BaseModel):
    """What to read again. Without pages: the whole case."""

    model_config = ConfigDict(extra="forbid")

    pages: list[int] | None = Field(None, max_length=10_000)
    password: str | None = Field(None, max_length=1000, repr=False)


class CaseListing(CaseFilters):
    """The query parameters of the list of cases."""

    q: str | None = Field(None, max_length=500, description="Words of title, docket number, court, citation or file name")
    state: CaseState | None = None
    sort: Literal["added", "title", "court", "decided", "pages", "state"] = "added"
    descending: bool | None = Field(None, description="Left out: newest first for dates, A to Z for words")
    offset: int = Field(0, ge=0)
    limit: int = Field(50, ge=1, le=500)

    def query(self) -> CaseQuery:
        filters = CaseFilters.model_validate(self.model_dump(include=set(CaseFilters.model_fields)))
        rest = self.model_dump(exclude=set(CaseFilters.model_fields))
        return CaseQuery(filters=filters, **rest)


class CaseRecord(Metadata):
    """The full record of a case. Positions are character offsets into the page's `text`, end exclusive."""

    case_id: str
    owner: str
    document_hash: str = Field(description="SHA-256 of the original, in hex")
    file_name: str
    file_size: int
    mime_type: str
    processing_status: CaseState
    state_before_archive: CaseState | None
    partial: bool
    error: str | None
    searchable_words: bool
    searchable_meaning: bool
    page_count: int
    pages_searchable: int
    pages_failed: int
    pages_waiting: int
    word_count: int
    passage_count: int
    ocr_confidence: float | None
    embedding: EmbeddingInfo | None
    is_pdf: bool = Field(description="Whether its pages are paper; the pages of other documents are leaves of a few paragraphs")
    sections: list[Section]
    footnotes: list[Footnote]
    star_pages: list[StarPage] = Field(description="Where reporters' pages begin, as marked in the text")
    citations: list[Citation]
    precedents: list[str]
    statutes: list[str]
    evidence: dict[str, list[Evidence]] = Field(description="Where each field was read; a field set by a person has none that counts")
    corrected: list[str] = Field(description="Fields a person has set; they win over extraction")
    log: list[LogEntry]
    created_at: datetime
    updated_at: datetime
    processed_at: datetime | None
    search_count: int
    last_accessed: datetime | None

    @classmethod
    def of(cls, case: Case) -> CaseRecord:
        return cls.model_validate({name: getattr(case, name) for name in cls.model_fields})


class ServiceCard(BaseModel):
    """What this service is, and where to go on."""

    service: str
    version: str
    description: str | None = Field(description="Path of the OpenAPI description; null in production")
    docs: str | None
    health: str


class Readiness(BaseModel):
    status: Literal["ready"]


class Liveness(BaseModel):
    status: Literal["alive"]
