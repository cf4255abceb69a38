"""What everything stored is made of. Character positions are offsets into the `text` of one page, end exclusive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


def now() -> datetime:
    """This moment in UTC, in the milliseconds that BSON keeps."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


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
