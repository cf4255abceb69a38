"""Authorities: what a case cites and what cites it, each with its words, and what the library knows of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from core.authorities.answers import AuthorityRow, CaseAuthorities
from core.authorities.exports import GROUPS, Format, export, file_name
from core.library import Library
from core.views import CaseQuery
from pages._authority_table import authority_table
from pages._authority_words import authority, citing_case
from pages._case_card import case_card
from pages._errors import errors_shown
from pages._library import WHO, library
from pages._markup import plain
from pages._states import day

VIEWS = ["Cites", "Cited by"]
SHOWN: dict[str, Callable[[AuthorityRow], bool]] = {
    "Every one": lambda row: True,
    "In the library": lambda row: row.in_library,
    "Not held": lambda row: row.status is not None and not row.in_library,
    "To be checked": lambda row: row.status in ("malformed", "ambiguous") or row.name_matches is False or bool(row.doubts),
    "With a signal": lambda row: any(item.signal != "quotes" for item in row.treatments),
}
FORMS: dict[Format, str] = {"docx": "Word, as a brief sets it", "csv": "CSV, for spreadsheets", "bibtex": "BibTeX, for reference managers"}
DERIVED = "Signals are derived by rules from the words around each citation. They are a reason to read on, not a citator."


def _open(case_id: str) -> None:
    st.query_params["case"] = case_id


def _choose(shelf: Library) -> None:
    """No case is chosen: offer the library's."""
    st.title("Authorities", anchor=False)
    found = shelf.cases(WHO, CaseQuery(archived=False, sort="title", limit=500)).items
    if not found:
        st.markdown("There are no cases yet.")
        if st.button("Upload opinions", type="primary", icon=":material/upload_file:", key="first_upload"):
            st.switch_page("pages/upload.py")
        return
    titles = {row.case_id: row.title + (f" ({row.date_decided.year})" if row.date_decided else "") for row in found}
    chosen = st.selectbox(
        "Case", list(titles), index=None, format_func=titles.__getitem__, key="authorities_case", placeholder="Choose a case to see what it cites"
    )
    if chosen:
        _open(chosen)
        st.rerun()
    st.caption("These were added last.")
    for row in sorted(found, key=lambda row: row.created_at, reverse=True)[:10]:
        about = " · ".join(filter(None, (row.court, day(row.date_decided) if row.date_decided else None)))
        label = f"*{plain(row.title)}* :gray[{plain(about)}]"
        st.button(label, type="tertiary", icon=":material/account_tree:", key=f"open_{row.case_id}", on_click=_open, args=(row.case_id,))


def _head(shelf: Library, table: CaseAuthorities) -> str:
    case = shelf.case(WHO, table.case_id)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        case_card(case, size="1.75rem")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            st.page_link("pages/read.py", label="Read", icon=":material/menu_book:", query_params={"case": table.case_id})
            _downloads(table)
    return (
        st.segmented_control(
            "View", VIEWS, default=VIEWS[0], required=True, key="authorities_view", label_visibility="collapsed", persist_state="session"
        )
        or VIEWS[0]
    )


def _downloads(table: CaseAuthorities) -> None:
    with st.popover("Download", icon=":material/download:", disabled=not table.rows, key="downloads"):
        for form, label in FORMS.items():
            st.download_button(
                label,
                partial(_content, table, form),
                file_name(table, form),
                key=f"download_{form}",
                type="tertiary",
                icon=":material/description:",
                on_click="ignore",
            )


def _content(table: CaseAuthorities, form: Format) -> bytes:
    return export(table, form).content


def _cites(shelf: Library, table: CaseAuthorities) -> None:
    if not table.rows:
        st.caption(_nothing(table))
        return
    st.caption(_told(table))
    rows = _chosen(table)
    if not rows:
        st.caption("No authority answers to this. Change the words or the filter.")
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        picked = _tables(rows)
    with right, st.container(border=True):
        row = next((row for row in rows if row.citation == picked), None)
        if row is None:
            st.caption("Choose an authority to see where it is cited, in which words, and how it is spoken of.")
        else:
            authority(table.case_id, row)
    st.caption(f":material/info: {DERIVED}")


def _nothing(table: CaseAuthorities) -> str:
    if table.failed:
        return "The table of this case could not be made within the limits on time and memory. The case itself can be read and searched."
    return "No authority was found in this case." if table.complete else "This case is still being read; its citations follow."


def _told(table: CaseAuthorities) -> str:
    held = sum(row.in_library for row in table.rows)
    facts = [f"{len(table.rows):,} authorities", f"{sum(row.count for row in table.rows):,} citations", f"{held:,} in the library"]
    wrong = sum(row.name_matches is False for row in table.rows)
    if wrong:
        facts.append(f":red[:material/error: {wrong} under another name]")
    if not table.complete:
        facts.append("this case is still being read")
    return " · ".join(facts)


def _chosen(table: CaseAuthorities) -> list[AuthorityRow]:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Find an authority", key="authorities_words", type="search", placeholder="Name or citation", max_chars=300, width=280)
        which = st.segmented_control("Show", list(SHOWN), default="Every one", required=True, key="authorities_shown")
    wanted = (words or "").casefold().split()
    holds = SHOWN[which or "Every one"]
    return [row for row in table.rows if holds(row) and all(word in f"{row.name or ''} {row.citation}".casefold() for word in wanted)]


def _tables(rows: list[AuthorityRow]) -> str | None:
    """A table for each kind; gives the citation of the row chosen."""
    for title, kinds in GROUPS:
        members = [row for row in rows if row.kind in kinds]
        if members:
            st.subheader(f"{title} ({len(members):,})", anchor=False)
            authority_table(title, members)
    picked: str | None = st.session_state.get("authority")
    return picked


def _cited_by(shelf: Library, case_id: str) -> None:
    answer = shelf.cited_by(WHO, case_id)
    if answer.pending:
        st.caption(f":material/hourglass_top: The citations of {answer.pending:,} cases are still being read.")
    if not answer.items:
        st.caption("No case of the library cites this one.")
        return
    st.caption(
        f"{answer.total:,} {'case' if answer.total == 1 else 'cases'} of the library cite it."
        if answer.total > 1
        else "1 case of the library cites it."
    )
    for citing in answer.items:
        with st.container(border=True, gap="xsmall"):
            citing_case(citing, _open)
    st.caption(f":material/info: {DERIVED}")


shelf = library()
if case_id := st.query_params.get("case"):
    with errors_shown():
        table = shelf.authorities(WHO, case_id)
        if _head(shelf, table) == VIEWS[0]:
            _cites(shelf, table)
        else:
            _cited_by(shelf, case_id)
else:
    _choose(shelf)
