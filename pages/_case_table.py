"""The cases as a table of the Library page. While something is being read it refreshes itself."""

from __future__ import annotations

from math import ceil
from typing import Any

import streamlit as st

from core.views import CaseQuery, CaseSummary
from pages._library import WHO, library
from pages._states import at_work, state_of

PAGE_ROWS = 100
_ROW, _HEADER, _SHOWN = 36, 38, 10  # pixels of a row and the header, rows seen without scrolling


def case_table(query: CaseQuery) -> None:
    """Draw one page of the rows asked for; the case clicked becomes `session_state.home_case`."""
    total = library().cases(WHO, query).total
    last = max(ceil(total / PAGE_ROWS), 1)
    if st.session_state.get("home_page", 1) > last:
        st.session_state.home_page = last  # fewer rows answer than before
    offset = (st.session_state.get("home_page", 1) - 1) * PAGE_ROWS
    query = query.model_copy(update={"offset": offset, "limit": PAGE_ROWS})
    busy = any(map(at_work, library().cases(WHO, query).items))
    st.fragment(_table, run_every=2.0 if busy else None)(query)
    _foot(total, offset, last)


def _table(query: CaseQuery) -> None:
    if st.session_state.pop("home_chosen", False):
        st.rerun()  # the card stands outside this fragment
    found = library().cases(WHO, query)
    if not found.items:
        st.caption("No case answers to this. Change the words or the filters.")
        return
    ids = [row.case_id for row in found.items]
    chosen = st.session_state.get("home_case")
    key = f"cases_{hash(tuple(ids)) & 0xFFFFFFFF:x}"  # other rows are another table: a row number means nothing across them
    st.dataframe(
        _columns(found.items),
        key=key,
        height=_HEADER + _ROW * min(len(ids), _SHOWN),
        row_height=_ROW,
        hide_index=True,
        on_select=lambda: _choose(key, ids),
        selection_mode="single-cell",
        selection_default={"selection": {"cells": [(ids.index(chosen), "Case")]}} if chosen in ids else None,
        column_config={
            "Case": st.column_config.TextColumn(width=300),
            "Court": st.column_config.TextColumn(width=220),
            "Decided": st.column_config.DateColumn(format="localized", width=105),
            "Docket": st.column_config.TextColumn(width=110),
            "Pages": st.column_config.NumberColumn(format="localized", width=65),
            "State": st.column_config.TextColumn(width=140),
        },
        placeholder="",
        alt="The cases of the library",
    )


def _choose(key: str, ids: list[str]) -> None:
    cells = st.session_state[key].selection.cells
    if cells and cells[0][0] < len(ids):
        st.session_state.home_case = ids[cells[0][0]]
        st.session_state.home_chosen = True


def _foot(total: int, offset: int, last: int) -> None:
    if last == 1:
        st.caption("1 case" if total == 1 else f"{total:,} cases")
        return
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"Cases {offset + 1:,} to {min(offset + PAGE_ROWS, total):,} of {total:,}", width="content")
        st.pagination(last, key="home_page")


def _columns(rows: list[CaseSummary]) -> Any:
    import pyarrow as pa  # slow to import: only where a table is drawn

    return pa.table(
        {
            "Case": [row.title for row in rows],
            "Court": [row.court or "" for row in rows],
            "Decided": pa.array([row.date_decided for row in rows], pa.date32()),
            "Docket": [row.docket_number or "" for row in rows],
            "Pages": pa.array([(row.page_count or None) if row.is_pdf else None for row in rows], pa.int32()),
            "State": [state_of(row) for row in rows],
        }
    )
