"""States in words and icons, the same wherever a case, a page or a part of the system is shown."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from core.models import CaseState, PageState

SERVICE = {
    "healthy": ":green[:material/check_circle: Healthy]",
    "degraded": ":orange[:material/warning: Degraded]",
    "unhealthy": ":red[:material/error: Unhealthy]",
    "loading": ":blue[:material/hourglass_top: Loading]",
    "off": ":gray[:material/do_not_disturb_on: Off]",
}

PAGE = {
    PageState.WAITING: "waiting to be read",
    PageState.TEXT: "read from its text layer",
    PageState.OCR: "read by OCR",
    PageState.BLANK: "blank",
    PageState.FAILED: "could not be read",
    PageState.SKIPPED: "skipped",
}

_AT_WORK = {
    CaseState.UPLOADED: "Waiting to be read",
    CaseState.PROCESSING: "Being read",
    CaseState.OCR_COMPLETE: "Searchable by words",
    CaseState.EMBEDDING_COMPLETE: "Being indexed",
}


class Tended(Protocol):
    """What a case and a row of the library have in common."""

    processing_status: CaseState
    partial: bool
    page_count: int
    pages_searchable: int
    pages_waiting: int


def at_work(case: Tended) -> bool:
    """Whether something still happens to the case by itself."""
    return case.processing_status in _AT_WORK


def state_of(case: Tended) -> str:
    """The state of a case in a few words: "Ready" when there is nothing to say."""
    if case.processing_status is CaseState.ARCHIVED:
        return "Archived"
    if case.processing_status is CaseState.FAILED:
        return "Failed"
    if at_work(case):
        return _AT_WORK[case.processing_status]
    if case.partial or case.pages_searchable == 0:
        waiting = f", {case.pages_waiting} waiting for OCR" if case.pages_waiting else ""
        return f"{case.pages_searchable} of {case.page_count} pages searchable{waiting}"
    return "Ready"


def pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


def day(value: date) -> str:
    """ "April 6, 2009", as opinions write it."""
    return f"{value:%B} {value.day}, {value.year}"
