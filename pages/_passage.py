"""The passage, the same everywhere: its section, the text with what matched marked, and its pin cite as the way to the page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from core.views import CaseHit, PassageHit
from pages._markup import MEASURE, SERIF, marked, plain, quiet


def passage(case: CaseHit, hit: PassageHit, turn: Callable[[PassageHit], None] | None = None) -> None:
    """Two elements: the text, and the way to its page. `turn` is called instead where the reader already is on the Read page."""
    section = hit.section_title or hit.section.capitalize()
    st.html(
        f'<div style="font-size:0.8rem;margin-top:0.5rem">{quiet(section)}</div><div style="{SERIF};{MEASURE};line-height:1.55">{marked(hit.text, hit.highlights)}</div>'
    )
    pin = plain(hit.pin_cite)
    if turn:
        st.button(f":primary[{pin}]", type="tertiary", icon=":material/menu_book:", key=f"turn_{hit.passage_id}", on_click=turn, args=(hit,))
        return
    st.page_link(
        "pages/read.py",
        label=f":primary[{pin}]",
        icon=":material/menu_book:",
        help="Open the page with this passage marked",
        query_params={"case": case.case_id, "page": str(hit.page), "passage": hit.passage_id},
    )
