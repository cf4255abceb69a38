"""Search: one box, and the cases that answer with their best passages."""

from __future__ import annotations

import streamlit as st

from core.models import CaseType
from core.views import CaseFilters, CaseHit, Coverage, SearchRequest, SearchResponse
from pages._case_card import case_card
from pages._errors import errors_shown
from pages._library import WHO, library
from pages._markup import plain
from pages._passage import passage
from pages._search_link import FILTERS, FIRST_DAY, LAST_DAY, MODES, open_link, write_link

EXAMPLES = ["unreasonable search", '"exigent circumstances"', "when may a promise be enforced", "burden of proof"]
STEP, MOST = 10, 100

st.title("Search", anchor=False)
shelf = library()
open_link()


def _ask(words: str) -> None:
    st.session_state.search_q = words


def _filters() -> CaseFilters:
    chosen = sum(bool(st.session_state.get(f"search_{name}")) for name in FILTERS)
    with st.popover(f"Filters ({chosen})" if chosen else "Filters", icon=":material/tune:", key="filters", width=160):
        court = st.selectbox(
            "Court", shelf.courts(WHO), index=None, key="search_court", persist_state="session", placeholder="Every court", accept_new_options=True
        )
        kind = st.selectbox(
            "Type",
            [each.value for each in CaseType],
            index=None,
            format_func=str.capitalize,
            key="search_type",
            persist_state="session",
            placeholder="Every type",
        )
        judge = st.text_input("Judge", key="search_judge", persist_state="session", placeholder="Any judge", max_chars=300)
        after = st.date_input("Decided from", None, min_value=FIRST_DAY, max_value=LAST_DAY, key="search_after", persist_state="session")
        before = st.date_input("Decided until", None, min_value=FIRST_DAY, max_value=LAST_DAY, key="search_before", persist_state="session")
    return CaseFilters(
        court=(court or "")[:300] or None,
        case_type=CaseType(kind) if kind else None,
        judge=(judge or "")[:300] or None,
        decided_after=after,
        decided_before=before,
    )


def _understood(answer: SearchResponse) -> None:
    """What was searched, how long it took, and how the query was read."""
    said = answer.interpreted
    seconds = answer.took_ms / 1000
    facts = [f"{len(answer.results)} {'case' if len(answer.results) == 1 else 'cases'}", _searched(answer.coverage), f"{seconds:.2f} s"]
    if said.get("phrases"):
        facts.append("the exact phrase " + ", ".join(f"“{plain(phrase)}”" for phrase in said["phrases"]))
    facts += [
        f"read as the {name} {plain(str(said[key]))}"
        for key, name in (("citation", "citation"), ("docket", "docket number"), ("name", "case name"))
        if said.get(key)
    ]
    st.caption(" · ".join(facts))
    for note in said.get("notes", []):
        st.caption(f":material/info: {plain(note)}")


def _searched(coverage: Coverage) -> str:
    said = f"searched {coverage.cases_searchable:,} of {coverage.cases:,} cases"
    missing = coverage.pages_total - coverage.pages_searchable
    return f"{said}; {missing:,} {'page' if missing == 1 else 'pages'} not searchable" if missing > 0 else said


def _hit(hit: CaseHit) -> None:
    with st.container(border=True, gap="xsmall"):
        partial = f"{hit.pages_searchable} of {hit.page_count} pages searchable" if hit.pages_searchable < hit.page_count else "Ready"
        case_card(hit, partial)
        for found in hit.passages:
            passage(hit, found)


def _nothing(query: str, filters: CaseFilters) -> None:
    narrowed = filters != CaseFilters()
    advice = "Take a filter away" if narrowed else "Use fewer or other words, or search by meaning"
    st.info(f"{advice}, or check that the case is in the library.", title=f"Nothing answers to “{plain(query)}”.", icon=":material/search_off:")


query = st.text_input(
    "Search the library",
    key="search_q",
    persist_state="session",
    type="search",
    placeholder="Words, a question, a phrase in quotation marks, a citation or a docket number",
    label_visibility="collapsed",
)
st.session_state.setdefault("search_mode", "hybrid")
with st.container(horizontal=True, vertical_alignment="center"):
    mode = st.segmented_control(
        "Search by",
        list(MODES),
        format_func=MODES.__getitem__,
        required=True,
        key="search_mode",
        persist_state="session",
        label_visibility="collapsed",
    )
    filters = _filters()
write_link()

if not (query or "").strip():
    st.caption("For example")
    with st.container(horizontal=True):
        for place, words in enumerate(EXAMPLES):
            st.button(plain(words), key=f"example_{place}", on_click=_ask, args=(words,))
else:
    shown = st.session_state.get("shown", {}).get((query, mode), STEP)
    with errors_shown():
        answer = shelf.search(WHO, SearchRequest(query=query, mode=mode, top_k=shown, filters=filters))
        if not answer.results:
            _nothing(query, filters)
        else:
            _understood(answer)
            for hit in answer.results:
                _hit(hit)
            if len(answer.results) == shown < MOST:
                more = {(query, mode): min(shown + STEP, MOST)}
                st.button("Show more cases", key="more", on_click=lambda: st.session_state.update(shown=more))
