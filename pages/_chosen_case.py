"""The case chosen in the library: its card and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.errors import HeadnoteError, NotFound
from core.library import Library
from core.models import Case, CaseState, PageState
from pages import _errors
from pages._case_card import case_card
from pages._corrections import correct_metadata
from pages._library import WHO
from pages._markup import plain
from pages._removal import confirm_deletion
from pages._states import state_of


def chosen_case(shelf: Library, case_id: str) -> None:
    """Card and actions. A case that has gone meanwhile is said to be gone, and no longer chosen."""
    try:
        case = shelf.case(WHO, case_id)
    except NotFound:
        st.session_state.home_case = None
        raise
    case_card(case, state_of(case))
    if case.error:
        st.markdown(f":red[:material/error: {plain(case.error)}]")
    with st.container(horizontal=True):
        if st.button("Read", type="primary", icon=":material/menu_book:", key="read_case"):
            st.switch_page("pages/read.py", query_params={"case": case_id})
        if st.button("Authorities", icon=":material/account_tree:", key="authorities_case", help="What it cites, and what cites it"):
            st.switch_page("pages/authorities.py", query_params={"case": case_id})
        _actions(shelf, case)


def _actions(shelf: Library, case: Case) -> None:
    if st.button("Correct metadata", icon=":material/edit:", key="correct_case"):
        correct_metadata(shelf, case)
    if _retriable(case) and st.button("Read again", icon=":material/refresh:", key="retry_case", help="Reads what could not be read once more"):
        _do(lambda: shelf.process(WHO, case.case_id, _failed_pages(shelf, case)))
    if case.processing_status is CaseState.ARCHIVED:
        if st.button("Restore", icon=":material/unarchive:", key="restore_case", help="Brings the case back into search"):
            _do(lambda: shelf.restore(WHO, case.case_id))
    elif st.button("Archive", icon=":material/archive:", key="archive_case", help="Takes the case out of search; nothing of it is lost"):
        _do(lambda: shelf.archive(WHO, case.case_id))
    if st.button("Delete", icon=":material/delete:", key="delete_case"):
        confirm_deletion(shelf, case)


def _retriable(case: Case) -> bool:
    return case.processing_status is CaseState.FAILED or (
        case.processing_status is CaseState.INDEXED and (case.partial or case.pages_searchable == 0)
    )


def _failed_pages(shelf: Library, case: Case) -> list[int] | None:
    """The pages that could not be read; None, which means every page, for a case that failed as a whole."""
    if case.processing_status is CaseState.FAILED:
        return None
    unread = (PageState.FAILED, PageState.WAITING, PageState.SKIPPED)
    return [page.number for page in shelf.status(WHO, case.case_id).pages if page.state in unread] or None


def _do(action: Callable[[], object]) -> None:
    try:
        action()
    except HeadnoteError as error:
        _errors.show(error)
    else:
        st.rerun()
