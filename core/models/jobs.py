"""The work on cases, and files handed over together."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from core.models.domain import Domain, now


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
