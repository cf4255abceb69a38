"""What the tests of the dashboard look with: the text a reader sees, and waiting for a case to be read."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from streamlit.testing.v1 import AppTest

from core.library import Library
from core.models import CaseState
from core.principal import LOCAL_ADMIN

HOSTILE = "<img src=x onerror=alert(1)> *v.* [Doe](javascript:alert(2))"
"""A title that would do harm or lose its signs if it were taken as markup."""


class Opener(Protocol):
    """`open_page("search", q="notice")` runs the dashboard at that page with these query parameters."""

    def __call__(self, name: str = "home", **query: str) -> AppTest: ...


def shown(dashboard: AppTest) -> str:
    """All that a reader sees of text, one after the other."""
    kinds = (
        dashboard.title,
        dashboard.subheader,
        dashboard.markdown,
        dashboard.caption,
        dashboard.html,
        dashboard.error,
        dashboard.warning,
        dashboard.info,
    )
    return "\n".join(str(element.value) for elements in kinds for element in elements)


def until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.05)


def wait_read(shelf: Library, case_id: str) -> None:
    until(lambda: shelf.case(LOCAL_ADMIN, case_id).processing_status in (CaseState.INDEXED, CaseState.FAILED))
