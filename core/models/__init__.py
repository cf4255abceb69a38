"""The domain: cases, their pages and passages, and the jobs that read them. Stored as they stand here.

Character positions are offsets into the `text` of one page, as Python counts them (code points), end exclusive.
Pages are numbered from 1 as the PDF has them; `printed_page` is the number on the paper, where there is one.
"""

from __future__ import annotations

from core.models.base import Domain, Evidence, Span, now
from core.models.cases import Case, CaseState, EmbeddingInfo, LogEntry, Section, UploadOptions
from core.models.citations import Citation, CitationKind
from core.models.jobs import Batch, BatchItem, Job, JobState, Stage
from core.models.metadata import METADATA_FIELDS, CaseType, Disposition, Metadata, Party, PartyRole
from core.models.pages import SEARCHABLE_PAGES, Mark, MarkKind, Page, PageState, Passage

__all__ = [
    "METADATA_FIELDS",
    "SEARCHABLE_PAGES",
    "Batch",
    "BatchItem",
    "Case",
    "CaseState",
    "CaseType",
    "Citation",
    "CitationKind",
    "Disposition",
    "Domain",
    "EmbeddingInfo",
    "Evidence",
    "Job",
    "JobState",
    "LogEntry",
    "Mark",
    "MarkKind",
    "Metadata",
    "Page",
    "PageState",
    "Party",
    "PartyRole",
    "Passage",
    "Section",
    "Span",
    "Stage",
    "UploadOptions",
    "now",
]
