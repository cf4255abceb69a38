"""What is known of a case, and how: where it was read, or that a person set it."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from core.models import Case, Party
from pages._corrections import DATES, DISPOSITION, LINES, LISTS, PARTIES, shown_party
from pages._markup import QUIET
from pages._states import day

FIELDS = {
    **LINES,
    "case_type": "Case type",
    "opinion_author": "Author of the opinion",
    **DATES,
    "disposition": DISPOSITION,
    "parties": PARTIES,
    **LISTS,
}


def case_facts(case: Case) -> None:
    """One element: a table of field, value and source, folded."""
    rows = [_row(case, name, label) for name, label in FIELDS.items() if getattr(case, name)]
    rows.append(_cells("File", f"{case.file_name}, {case.file_size / 1e6:.1f} MB", f"added {case.created_at:%Y-%m-%d}"))
    rows.append(_cells("Words", f"{case.word_count:,}", "counted"))
    with st.expander("About this case", icon=":material/info:"):
        st.html(f'<table style="border-collapse:collapse;width:100%">{"".join(rows)}</table>')


def _row(case: Case, name: str, label: str) -> str:
    value = getattr(case, name)
    shown = (
        "; ".join(map(_item, value)) if isinstance(value, list) else day(value) if isinstance(value, date) else str(getattr(value, "value", value))
    )
    return _cells(label, shown, _source(case, name))


def _item(value: str | Party) -> str:
    return shown_party(value) if isinstance(value, Party) else str(value)


def _source(case: Case, name: str) -> str:
    if name in case.corrected:
        return "set by hand"
    evidence = case.evidence.get(name)
    if not evidence:
        return "extracted"
    return f"extracted from page {evidence[0].page}" if case.is_pdf else "extracted from the text"


def _cells(label: str, value: str, source: str) -> str:
    cell = "padding:0.25rem 1rem 0.25rem 0;vertical-align:top;text-align:left"
    return (
        f'<tr><th scope="row" style="{cell};font-weight:400;white-space:nowrap;{QUIET}">{escape(label)}</th>'
        f'<td style="{cell}">{escape(value)}</td><td style="{cell};white-space:nowrap;{QUIET}">{escape(source)}</td></tr>'
    )
