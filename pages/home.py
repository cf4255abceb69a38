"""Library: the cases as a table, and the card of the one chosen with what can be done with it."""

from __future__ import annotations

import streamlit as st

from core.models import CaseState
from core.views import CaseFilters, CaseQuery
from pages._case_table import case_table
from pages._chosen_case import chosen_case
from pages._errors import errors_shown
from pages._library import WHO, library

SORTS = {
    "Added, newest first": "added",
    "Name": "title",
    "Court": "court",
    "Decided, newest first": "decided",
    "Pages, most first": "pages",
    "State": "state",
}
STATES = {
    "Ready": CaseState.INDEXED,
    "Waiting to be read": CaseState.UPLOADED,
    "Being read": CaseState.PROCESSING,
    "Searchable by words": CaseState.OCR_COMPLETE,
    "Failed": CaseState.FAILED,
}

st.title("Library", anchor=False)
shelf = library()
held = shelf.cases(WHO, CaseQuery(limit=1)).total


def _query() -> CaseQuery:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Find in the list", key="home_words", type="search", placeholder="Name, docket number, court or file", max_chars=500)
        court = st.selectbox("Court", shelf.courts(WHO), index=None, key="home_court", placeholder="Every court")
        state = st.selectbox("State", list(STATES), index=None, key="home_state", placeholder="Every state")
        sort = st.selectbox("Sort by", list(SORTS), key="home_sort")
        archived = st.toggle("Archived", key="home_archived", help="Show the cases taken out of search instead")
    return CaseQuery(
        q=words or None,
        filters=CaseFilters(court=court),
        state=STATES[state] if state else None,
        archived=archived,
        sort=SORTS[sort],
    )


@st.fragment(run_every=2.0)
def _empty() -> None:
    if shelf.cases(WHO, CaseQuery(limit=1)).total:
        st.rerun()
    st.markdown("There are no cases yet. Add court opinions (PDF, DOCX, HTML, XML or text), and they can be searched about a second later.")
    if st.button("Upload opinions", type="primary", icon=":material/upload_file:", key="first_upload"):
        st.switch_page("pages/upload.py")


if held == 0:
    _empty()
else:
    query = _query()
    case_table(query)
    with st.container(border=True):
        chosen = st.session_state.get("home_case")
        if chosen is None:
            st.caption("Choose a case in the table to open it, correct what its card says, archive or delete it.")
        else:
            with errors_shown():
                chosen_case(shelf, chosen)
