"""The case card, the same everywhere: name, citation, court, docket number, pages, and the state if it is not simply ready."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Protocol

import streamlit as st

from pages._markup import QUIET, SERIF
from pages._states import day, pages


class Carded(Protocol):
    """What a card needs of a case, a row or a hit."""

    title: str
    citation: str | None
    court: str | None
    docket_number: str | None
    date_decided: date | None
    page_count: int

    @property
    def is_pdf(self) -> bool: ...


def case_card(case: Carded, state: str = "Ready", size: str = "1.25rem") -> None:
    """One element. `state` other than "Ready" is added to the second line."""
    name = f'<div role="heading" aria-level="2" style="{SERIF};font-style:italic;font-weight:600;font-size:{size};line-height:1.3">{escape(case.title)}</div>'
    facts = " · ".join(map(escape, _facts(case)))
    if state != "Ready":
        facts += f" · <strong>{escape(state)}</strong>"
    st.html(f'{name}<div style="{QUIET};font-size:0.9rem">{facts}</div>')


def cited_as(case: Carded) -> str | None:
    """ "556 U.S. 303 (2009)", or the citation alone, or the date alone."""
    if case.citation and case.date_decided:
        return f"{case.citation} ({case.date_decided.year})"
    return case.citation or (day(case.date_decided) if case.date_decided else None)


def _facts(case: Carded) -> list[str]:
    docket = case.docket_number
    numbered = docket if not docket or docket.lower().startswith("no") else f"No. {docket}"
    return [fact for fact in (cited_as(case), case.court, numbered, pages(case.page_count) if case.page_count and case.is_pdf else None) if fact]
