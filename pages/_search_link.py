"""The search as its address: a link opens it, what one changes is written back, and coming back to the page finds it again.

Streamlit's own binding of widgets to the address loses the search when one goes to a hit and back, so it is done here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from core.models import CaseType

MODES = {"hybrid": "Words and meaning", "lexical": "Words", "dense": "Meaning"}


FIRST_DAY, LAST_DAY = date(1600, 1, 1), date(2100, 12, 31)
LONGEST = 1500  # characters of a value that an address can carry


def _text(value: str) -> str | None:
    return value[:LONGEST] or None


def _mode(value: str) -> str | None:
    return value if value in MODES else None


def _kind(value: str) -> str | None:
    return value if value in set(CaseType) else None


def _day(value: str) -> date | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None  # an address with a broken date still opens the search
    return day if FIRST_DAY <= day <= LAST_DAY else None


_FIELDS: dict[str, Callable[[str], Any]] = {
    "q": _text,
    "mode": _mode,
    "court": _text,
    "type": _kind,
    "judge": _text,
    "after": _day,
    "before": _day,
}
FILTERS = ("court", "type", "judge", "after", "before")


def open_link() -> None:
    """Before the widgets: take over what the address says, unless it is what was written there last."""
    asked = {name: st.query_params[name] for name in _FIELDS if name in st.query_params}
    if not asked or asked == st.session_state.get("search_link"):
        return
    for name, read in _FIELDS.items():
        st.session_state[f"search_{name}"] = read(asked[name]) if name in asked else None
    if st.session_state.search_mode is None:
        st.session_state.search_mode = "hybrid"


def write_link() -> None:
    """After the widgets: make the address say what they say. Words and meaning together go without saying."""
    values = {name: st.session_state.get(f"search_{name}") for name in _FIELDS}
    link = {name: str(value) for name, value in values.items() if value and value != "hybrid" and len(str(value)) <= LONGEST}
    st.session_state.search_link = link
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)
