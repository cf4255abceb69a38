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
    pin = plain(pin_cite(case.citation, hit.printed_page, hit.page))
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


def pin_cite(citation: str | None, printed_page: str | None, page: int) -> str:
    """ "556 U.S. at 309 · PDF p. 12" where the reporter's page is known, else "p. 12"."""
    reporter = _reporter(citation, printed_page)
    return f"{reporter} at {printed_page} · PDF p. {page}" if reporter else f"p. {page}"


def _reporter(citation: str | None, printed_page: str | None) -> str | None:
    """Volume and reporter of "556 U.S. 303", if `printed_page` can be a page of it: slip opinions number theirs from 1."""
    if not citation or not printed_page or not printed_page.isdecimal():
        return None
    volume_reporter, _, first = citation.rpartition(" ")
    if not volume_reporter or not first.isdecimal():
        return None
    return volume_reporter if int(printed_page) >= int(first) else None
