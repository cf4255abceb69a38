"""Words sought in one case only."""

from __future__ import annotations

import streamlit as st

from core.errors import HeadnoteError
from core.library import Library
from core.models import Case
from core.views import CaseFilters, PassageHit, SearchRequest
from pages._errors import show
from pages._library import WHO
from pages._markup import plain
from pages._passage import passage


def _turn(hit: PassageHit) -> None:
    st.query_params.update(page=str(hit.page), passage=hit.passage_id)


def find_box(case: Case) -> str:
    """The words sought in this case, or nothing."""
    words = st.text_input(
        "Find in this case", key=f"find_{case.case_id}", type="search", placeholder="Find in this case", label_visibility="collapsed", width=260
    )
    return (words or "").strip()


def findings(shelf: Library, case: Case, words: str) -> None:
    """The passages of this case that answer best, in a room of their own above the page."""
    request = SearchRequest(query=words, mode="lexical", top_k=1, filters=CaseFilters(case_ids=[case.case_id]))
    with st.container(border=True, height=300, gap="xsmall"):
        try:
            found = shelf.search(WHO, request).results
        except HeadnoteError as error:
            show(error)
            return
        if not found:
            st.caption(f"“{plain(words)}” does not stand in this case.")
        for hit in found:
            for each in hit.passages:
                passage(hit, each, _turn)
