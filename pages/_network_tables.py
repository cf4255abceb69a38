"""Cases by rank, and what is not held, as tables; each gives what was clicked."""

from __future__ import annotations

from typing import Any

import streamlit as st

from core.authorities.answers import MissingAuthority, RankedCase

_ROW, _HEADER, _SHOWN = 36, 38, 16  # pixels of a row and the header, rows seen without scrolling


def ranking_table(cases: list[RankedCase]) -> str | None:
    """Gives the id of the case clicked."""
    import pyarrow as pa

    table = pa.table(
        {
            "Rank": pa.array(range(1, len(cases) + 1), pa.int32()),
            "Case": [case.title for case in cases],
            "Decided": pa.array([case.date_decided for case in cases], pa.date32()),
            "Court": [case.court or "" for case in cases],
            "Cited by": pa.array([case.cited_by for case in cases], pa.int32()),
            "Cites": pa.array([case.cites for case in cases], pa.int32()),
            "PageRank": pa.array([case.rank for case in cases], pa.float32()),
        }
    )
    return _clicked(table, [case.case_id for case in cases], "ranking", "Cases by authority rank")


def missing_table(items: list[MissingAuthority]) -> str | None:
    """Gives the citation clicked."""
    import pyarrow as pa

    table = pa.table(
        {
            "Decision": [item.name or "" for item in items],
            "Citation": [item.citation for item in items],
            "Year": [str(item.year) if item.year else "" for item in items],
            "Cited by": pa.array([item.cited_by for item in items], pa.int32()),
            "Mentions": pa.array([item.mentions for item in items], pa.int32()),
        }
    )
    return _clicked(table, [item.citation for item in items], "missing", "Decisions cited and not held")


def _clicked(table: Any, ids: list[str], name: str, alt: str) -> str | None:
    key = f"{name}_{hash(tuple(ids)) & 0xFFFFFFFF:x}"  # other rows are another table
    st.dataframe(
        table,
        key=key,
        height=_HEADER + _ROW * min(len(ids), _SHOWN),
        row_height=_ROW,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        column_config={
            "Rank": st.column_config.NumberColumn(width=50),
            "Case": st.column_config.TextColumn(width=320),
            "Decision": st.column_config.TextColumn(width=240),
            "Citation": st.column_config.TextColumn(width=100),
            "Year": st.column_config.TextColumn(width=48),
            "Decided": st.column_config.DateColumn(format="localized", width=105),
            "Court": st.column_config.TextColumn(width=240),
            "Cited by": st.column_config.NumberColumn(format="localized", width=68, help="Cases of the library that cite it"),
            "Cites": st.column_config.NumberColumn(format="localized", width=65, help="Cases of the library that it cites"),
            "Mentions": st.column_config.NumberColumn(format="localized", width=72),
            "PageRank": st.column_config.NumberColumn(format="%.4f", width=80),
        },
        placeholder="",
        alt=alt,
    )
    cells = st.session_state[key].selection.cells
    return ids[cells[0][0]] if cells and cells[0][0] < len(ids) else None
