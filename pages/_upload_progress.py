"""How far the files of this visit have come: handed over, read page by page, searchable; duplicates and refusals named."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from core.errors import NotFound
from core.models import BatchItem, CaseState, PageState
from core.views import CaseFilters, CaseQuery, CaseSummary
from pages._case_card import case_card
from pages._errors import errors_shown
from pages._handover import HandOver
from pages._library import WHO, library
from pages._markup import plain
from pages._states import PAGE, at_work, state_of

SHOWN = 20  # files named one by one; of the rest it is told how many there are


def progress(overs: list[HandOver]) -> None:
    """Draw, and draw again every second until nothing happens any more."""
    busy = any(not over.finished for over in overs) or any(map(at_work, _rows(overs).values()))
    st.fragment(_progress, run_every=1.0 if busy else None)(overs)


def _progress(overs: list[HandOver]) -> None:
    with errors_shown():
        outcomes = [item for over in overs for item in list(over.outcomes)]
        rows = _rows(overs)
        _summary(overs, outcomes, rows)
        _refusals([item for item in outcomes if not item.success])
        taken = [item for item in reversed(outcomes) if item.success]
        taken.sort(key=lambda item: item.case_id not in rows or not at_work(rows[item.case_id]))  # what moves comes first
        for place, item in enumerate(taken[:SHOWN]):
            _file(place, item, rows.get(item.case_id or ""))
        if len(taken) > SHOWN:
            st.caption(f"And {len(taken) - SHOWN:,} more, in the library.")


def _rows(overs: list[HandOver]) -> dict[str, CaseSummary]:
    ids = [item.case_id for over in overs for item in list(over.outcomes) if item.case_id]
    found: dict[str, CaseSummary] = {}
    for start in range(0, len(ids), 500):
        query = CaseQuery(filters=CaseFilters(case_ids=ids[start : start + 500]), limit=500)
        found |= {row.case_id: row for row in library().cases(WHO, query).items}
    return found


def _summary(overs: list[HandOver], outcomes: list[BatchItem], rows: dict[str, CaseSummary]) -> None:
    under_way = sum(len(over.waiting) for over in overs if not over.finished)
    total = under_way + len(outcomes)
    still = sum(map(at_work, rows.values()))
    done = total - under_way - still
    said = f"Handing over {under_way:,} {'file' if under_way == 1 else 'files'}" if under_way else "Reading" if still else "Done"
    refused = sum(not item.success for item in outcomes)
    also = f", {refused:,} refused" if refused else ""
    st.subheader(f"{said}: {done - refused:,} of {total - refused:,} {'file' if total - refused == 1 else 'files'} read{also}", anchor=False)
    st.progress(done / total if total else 0.0)


def _refusals(refused: list[BatchItem]) -> None:
    for item in refused[-SHOWN:]:
        st.error(plain(f"{item.error or ''} {item.hint or ''}"), title=plain(item.filename), icon=":material/block:")


def _file(place: int, item: BatchItem, row: CaseSummary | None) -> None:
    if row is None:
        st.caption(f"{plain(item.filename)}: no longer in the library")
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"file_{place}"):
        with st.container(gap=None):
            case_card(row, size="1.05rem")
            st.caption(f"{plain(item.filename)} · {_told(row)}" + (" · :gray-badge[Already in the library]" if item.duplicate else ""))
            if item.duplicate and item.hint:
                st.caption(plain(item.hint))
        st.page_link("pages/read.py", label="Read", icon=":material/menu_book:", query_params={"case": row.case_id})


def _told(row: CaseSummary) -> str:
    if row.processing_status is CaseState.FAILED:
        return f":red[:material/error: {plain(row.error or 'Could not be read.')}]"
    if not at_work(row):
        return f":green[:material/check_circle:] {plain(state_of(row))}"
    return f":blue[:material/sync:] {plain(state_of(row))}{_by_page(row)}"


def _by_page(row: CaseSummary) -> str:
    """ "page 12 of 32" and how the pages were read, from the page ledger."""
    try:
        ledger = library().status(WHO, row.case_id).pages
    except NotFound:
        return ""
    counts = Counter(page.state for page in ledger)
    known = len(ledger) - counts[PageState.WAITING]
    ways = ", ".join(f"{count} {PAGE[state]}" for state, count in counts.items() if state not in (PageState.WAITING, PageState.TEXT))
    return f": {known} of {len(ledger)} pages read" + (f" ({ways})" if ways else "") if ledger else ""
