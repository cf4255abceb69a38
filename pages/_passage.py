"""The passage, the same everywhere: its section, the text with what matched marked, and its pin cite as the way to the page."""

from __future__ import annotations

import streamlit as st

from core.views import CaseHit, PassageHit
from pages._markup import MEASURE, SERIF, marked, plain, quiet


def passage(case: CaseHit, hit: PassageHit) -> None:
    """Two elements: the text, and the link that opens the page with the passage marked."""
    section = hit.section_title or hit.section.capitalize()
    st.html(f'<div style="font-size:0.8rem">{quiet(section)}</div><div style="{SERIF};{MEASURE};line-height:1.55">{marked(hit.text, hit.highlights)}</div>')
    st.page_link(
        "pages/read.py",
        label=f":primary[{plain(pin_cite(case.citation, hit.printed_page, hit.page))}]",
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
