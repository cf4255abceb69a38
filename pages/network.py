"""Network: how the cases of the library cite one another, over time, by rank, and what it lacks most."""

from __future__ import annotations

import streamlit as st

from core.authorities.answers import MissingAuthority, Network
from core.library import Library
from pages._errors import errors_shown
from pages._library import WHO, library
from pages._markup import plain
from pages._network_plots import network_plot, timeline_plot
from pages._network_tables import missing_table, ranking_table

VIEWS = ["Network", "Timeline", "Ranking", "Not held"]
MOST = 200
LISTED = 200


def _open(case_id: str) -> None:
    st.switch_page("pages/read.py", query_params={"case": case_id})


def _notes(found: Network) -> None:
    if found.pending:
        st.caption(f":material/hourglass_top: The citations of {found.pending:,} cases are still being read.")


def _plots(found: Network, view: str) -> None:
    linked = [case for case in found.cases if case.x is not None]
    if not linked:
        st.markdown("No case of the library cites another yet.")
        if st.button("See what they cite and is not held", type="primary", icon=":material/library_add:", key="to_missing", on_click=_show_missing):
            st.rerun()
        return
    of = f"of the {MOST} that rank highest, " if found.total > MOST else f"of {found.total:,} cases, "
    st.caption(
        f"{of[:1].upper()}{of[1:]}{len(linked):,} cite one another: {len(found.edges):,} citations. The more cases cite one, the larger it is drawn. A click opens it."
    )
    clicked = network_plot(linked, found.edges) if view == "Network" else timeline_plot(found.cases, found.edges)
    if clicked:
        _open(clicked)


def _show_missing() -> None:
    st.session_state.network_view = VIEWS[3]


def _ranking(found: Network) -> None:
    st.caption("PageRank over the library's own citations: a case ranks high when cases that rank high cite it. A click opens the case.")
    clicked = ranking_table(found.cases)
    if clicked:
        _open(clicked)


def _missing(shelf: Library) -> None:
    answer = shelf.missing_authorities(WHO, LISTED)
    if not answer.items:
        st.caption("Every decision that is cited is in the library.")
        return
    st.caption(f"{answer.total:,} decisions are cited and not held; these are cited by most cases.")
    left, right = st.columns([5, 3], gap="medium")
    with left:
        chosen = missing_table(answer.items)
    with right, st.container(border=True):
        item = next((item for item in answer.items if item.citation == chosen), None)
        if item is None:
            st.caption("Choose a decision to see which cases cite it.")
        else:
            _cited_in(shelf, item)


def _cited_in(shelf: Library, item: MissingAuthority) -> None:
    st.markdown((f"*{plain(item.name)}*, " if item.name else "") + plain(item.citation))
    for citing in shelf.citation(WHO, item.citation).cited_by[:20]:
        st.page_link(
            "pages/authorities.py",
            label=f"*{plain(citing.title)}* :gray[{citing.count:,} {'time' if citing.count == 1 else 'times'}]",
            icon=":material/account_tree:",
            query_params={"case": citing.case_id},
        )


st.title("Network", anchor=False)
shelf = library()
with errors_shown():
    found = shelf.network(WHO, MOST)
    if not found.total:
        st.markdown("There are no cases yet.")
        if st.button("Upload opinions", type="primary", icon=":material/upload_file:", key="first_upload"):
            st.switch_page("pages/upload.py")
    else:
        st.session_state.setdefault("network_view", VIEWS[0])
        view = st.segmented_control("View", VIEWS, required=True, key="network_view", label_visibility="collapsed", persist_state="session")
        _notes(found)
        if view == "Ranking":
            _ranking(found)
        elif view == "Not held":
            _missing(shelf)
        else:
            _plots(found, view or VIEWS[0])
