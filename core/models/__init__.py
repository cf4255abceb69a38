"""The domain: cases, their pages and passages, and the jobs that read them. Stored as they stand here.

Character positions are offsets into the `text` of one page, as Python counts them (code points), end exclusive.
Pages are numbered from 1 as the PDF has them; `printed_page` is the number on the paper, where there is one. A document that
is not made of paper has leaves of a few paragraphs for pages.
"""

from __future__ import annotations

from core.models.authorities import Authority, AuthorityTable, Mention, NameUse, Quotation, Signal, Treatment
from core.models.cases import Case, CaseState, EmbeddingInfo, LogEntry, Section, UploadOptions
from core.models.citations import Citation, CitationKind
from core.models.domain import Domain, Evidence, Span, now
from core.models.files import ENDINGS, FileKind
from core.models.jobs import Batch, BatchItem, Job, JobState, Stage
from core.models.metadata import METADATA_FIELDS, CaseType, Disposition, Metadata, Party, PartyRole
from core.models.pages import SEARCHABLE_PAGES, Mark, MarkKind, Page, PageState, Passage
from core.models.structure import Footnote, Place, StarPage

__all__ = [
    "ENDINGS",
    "METADATA_FIELDS",
    "SEARCHABLE_PAGES",
    "Authority",
    "AuthorityTable",
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
    "FileKind",
    "Footnote",
    "Job",
    "JobState",
    "LogEntry",
    "Mark",
    "MarkKind",
    "Mention",
    "Metadata",
    "NameUse",
    "Page",
    "PageState",
    "Party",
    "PartyRole",
    "Passage",
    "Place",
    "Quotation",
    "Section",
    "Signal",
    "Span",
    "Stage",
    "StarPage",
    "Treatment",
    "UploadOptions",
    "now",
]
