"""One authority, or one citing case, with the words in which it is cited; each quotation leads to its page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from core.authorities.answers import AuthorityRow, CitingCase
from core.authorities.exports import entry
from core.authorities.resolution import Status
from core.models import Quotation, Signal, Treatment
from pages._markup import MEASURE, SERIF, plain

SIGNALS = {
    Signal.FOLLOWS: ":green[:material/subdirectory_arrow_right: Follows]",
    Signal.DISTINGUISHES: ":orange[:material/call_split: Distinguishes]",
    Signal.LIMITS: ":orange[:material/compress: Limits]",
    Signal.CRITICISES: ":red[:material/thumb_down: Criticises]",
    Signal.OVERRULES: ":red[:material/gavel: Overrules]",
    Signal.CONTRARY: ":orange[:material/sync_alt: Cited as contrary]",
    Signal.QUOTES: ":blue[:material/format_quote: Quotes]",
    Signal.CITED: ":gray[:material/link: Cites]",
}
_MOST = 40  # mentions drawn; the rest are counted


def authority(case_id: str, row: AuthorityRow) -> None:
    """What the library knows of an authority, the signals, and every mention."""
    name = f'<span style="font-style:italic;font-weight:600">{escape(row.name)}</span><br>' if row.name else ""
    st.html(f'<div style="{SERIF};font-size:1.15rem;line-height:1.35">{name}{escape(entry(row))}</div>')
    _standing(row)
    spoken = [item for item in row.treatments if item.signal is not Signal.QUOTES]
    if spoken:
        st.markdown("**How it is spoken of**")
        for item in spoken:
            _treatment(case_id, item)
    st.markdown(f"**Cited {row.count:,} {'time' if row.count == 1 else 'times'}**")
    for mention in row.mentions[:_MOST]:
        if mention.quotation:
            pinned = mention.pin_cite and mention.pin_cite not in mention.text
            quotation(case_id, mention.quotation, said=plain(f"{mention.text}, {mention.pin_cite}" if pinned else mention.text))
    if row.count > _MOST:
        st.caption(f"and {row.count - _MOST:,} more, on the pages listed.")


def citing_case(case: CitingCase, turn: Callable[[str], None]) -> None:
    """A case that cites the one at hand, and its words. `turn` goes to its own authorities."""
    label = f"*{plain(case.title)}*" + (f", {plain(case.citation)}" if case.citation else "")
    st.button(label, type="tertiary", icon=":material/account_tree:", key=f"citing_{case.case_id}", on_click=turn, args=(case.case_id,))
    times = f"{case.count:,} {'time' if case.count == 1 else 'times'}"
    facts = [times, case.court, str(case.date_decided.year) if case.date_decided else None]
    st.caption(plain(" · ".join(filter(None, facts))))
    told = [item for item in case.treatments if item.signal is not Signal.QUOTES][:6]
    for item in told:
        _treatment(case.case_id, item)
    if not told:
        for quoted in case.quotations[:2]:
            quotation(case.case_id, quoted)


def quotation(case_id: str, quoted: Quotation, said: str = "") -> None:
    """Two elements: the words, and the way to their page."""
    st.html(f'<div style="{SERIF};{MEASURE};line-height:1.5;font-size:0.95rem;overflow-wrap:anywhere">{escape(quoted.text)}</div>')
    printed = f"printed {plain(quoted.printed_page)} · " if quoted.printed_page else ""
    mark = {"mark": f"{quoted.spans[0].page}-{quoted.spans[0].start}-{quoted.spans[0].end}"} if quoted.spans else {}
    st.page_link(
        "pages/read.py",
        label=f":primary[{printed}p. {quoted.page}]" + (f" :gray[{said}]" if said else ""),
        icon=":material/menu_book:",
        help="Open the page with these words marked",
        query_params={"case": case_id, "page": str(quoted.page), **mark},
    )


def _treatment(case_id: str, item: Treatment) -> None:
    words = SIGNALS[item.signal]
    who = f" by {plain(item.by)}" if item.by else ""
    part = f", in the {plain(item.section)}" if item.section in ("dissent", "concurrence", "syllabus") else ""
    st.markdown(f"{words} :gray[“{plain(item.phrase)}”{who}{part}]")
    quotation(case_id, item.quotation)


def _standing(row: AuthorityRow) -> None:
    """Whether the library holds it, and whether the name is right."""
    if row.status is Status.IN_LIBRARY and row.case_id:
        st.markdown(":green[:material/check_circle: In the library]" + (f" :gray[found by {row.found_by}]" if row.found_by else ""))
        st.page_link("pages/read.py", label=f"Open *{plain(row.case_title or '')}*", icon=":material/menu_book:", query_params={"case": row.case_id})
    elif row.status is Status.AMBIGUOUS:
        st.markdown(f":orange[:material/help: Ambiguous] :gray[{plain(row.status_reason or '')}]")
    elif row.status is Status.MALFORMED:
        st.markdown(f":red[:material/error: Malformed] :gray[{plain(row.status_reason or '')}]")
    elif row.status is Status.NOT_HELD:
        others = f" :gray[cited by {row.cited_by:,} other {'case' if row.cited_by == 1 else 'cases'} here]" if row.cited_by else ""
        st.markdown(f":gray[:material/radio_button_unchecked: Not held]{others}")
    if row.name_matches is False:
        st.markdown(f":red[:material/error: Another name] {plain(row.name_reason or '')}")
    elif row.name_matches:
        st.markdown(":green[:material/check: The name is the citation's own]")
    elif row.name_reason:
        st.markdown(f":gray[:material/help: {plain(row.name_reason)}]")
    for doubt in row.doubts:
        st.markdown(f":orange[:material/warning:] {plain(doubt)}")
