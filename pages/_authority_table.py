"""The authorities of one kind as a table; the row clicked becomes `session_state.authority`."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.authorities.answers import AuthorityRow
from core.authorities.exports import entry
from core.authorities.keys import DECISIONS
from core.authorities.resolution import Status
from core.models import Signal

STATUS = {
    Status.IN_LIBRARY: "✓ Held",
    Status.NOT_HELD: "○ Not held",
    Status.AMBIGUOUS: "≈ Ambiguous",
    Status.MALFORMED: "✕ Malformed",
    None: "",
}
_ROW, _HEADER, _SHOWN = 36, 38, 12  # pixels of a row and the header, rows seen without scrolling


def authority_table(title: str, rows: list[AuthorityRow]) -> None:
    """One table. Rows stand as the case first cites them; a click on a heading sorts."""
    citations = [row.citation for row in rows]
    key = f"authorities_{title}_{hash(tuple(citations)) & 0xFFFFFFFF:x}"  # other rows are another table
    chosen = st.session_state.get("authority")
    decisions = rows[0].kind in DECISIONS
    st.dataframe(
        _columns(rows, decisions=decisions),
        key=key,
        height=_HEADER + _ROW * min(len(rows), _SHOWN),
        row_height=_ROW,
        hide_index=True,
        on_select=lambda: _choose(key, citations),
        selection_mode="single-cell",
        selection_default={"selection": {"cells": [(citations.index(chosen), "Authority")]}} if chosen in citations else None,
        column_config={
            "Authority": st.column_config.TextColumn(width=265 if decisions else 460),
            "Library": st.column_config.TextColumn(width=105),
            "Times": st.column_config.NumberColumn(format="localized", width=52, help="How often it is cited"),
            "Pages": st.column_config.TextColumn(width=70),
            "Signals": st.column_config.TextColumn(width=105, help="Derived from the words around each citation"),
        },
        placeholder="",
        alt=f"{title} that the case cites",
    )


def _choose(key: str, citations: list[str]) -> None:
    cells = st.session_state[key].selection.cells
    if cells and cells[0][0] < len(citations):
        st.session_state.authority = citations[cells[0][0]]


def _columns(rows: list[AuthorityRow], *, decisions: bool) -> Any:
    import pyarrow as pa  # slow to import: only where a table is drawn

    columns: dict[str, Any] = {"Authority": [f"{row.name}, {entry(row)}" if row.name and decisions else entry(row) for row in rows]}
    if decisions:
        columns["Library"] = [_known(row) for row in rows]
    columns["Times"] = pa.array([row.count for row in rows], pa.int32())
    columns["Pages"] = [", ".join(map(str, row.pages)) for row in rows]
    if decisions:
        columns["Signals"] = [_signals(row) for row in rows]
    return pa.table(columns)


def _signals(row: AuthorityRow) -> str:
    """Each signal once; that it is quoted is said only of what has no other."""
    told = list(dict.fromkeys(item.signal.value for item in row.treatments))
    return ", ".join([signal for signal in told if signal != Signal.QUOTES] or told)


def _known(row: AuthorityRow) -> str:
    if row.name_matches is False:
        return "≠ Other name"
    return STATUS[row.status]
