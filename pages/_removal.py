"""Deleting a case, after asking."""

from __future__ import annotations

import streamlit as st

from core.errors import HeadnoteError
from core.library import Library
from core.models import Case
from pages._case_card import case_card
from pages._errors import show
from pages._library import WHO


@st.dialog("Delete this case?", icon=":material/delete:")
def confirm_deletion(shelf: Library, case: Case) -> None:
    """Says what goes, and offers the gentler way."""
    case_card(case)
    st.markdown("The file, its text and everything found in it are removed for good. Archiving takes it out of search and keeps it.")
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Keep it", key="keep_case"):
            st.rerun()
        if st.button("Delete for good", type="primary", key="delete_for_good"):
            try:
                shelf.delete(WHO, case.case_id)
            except HeadnoteError as error:
                show(error)
            else:
                st.session_state.home_case = None
                st.rerun()
