"""Read: a case page by page, the image beside the text, the passage asked for marked in both."""

from __future__ import annotations

import streamlit as st

from core.errors import NotFound
from core.library import Library
from core.models import Case, Section
from core.views import CaseQuery
from pages._case_card import case_card
from pages._case_facts import case_facts
from pages._errors import errors_shown, show
from pages._find_in_case import find_box, findings
from pages._library import WHO, library
from pages._markup import plain
from pages._page_view import page_image, page_text
from pages._states import day, pages, state_of

INDENT = "\u2003"
VIEWS = ["Page and text", "Page", "Text"]


def _open(case_id: str) -> None:
    st.query_params["case"] = case_id


def _recent(shelf: Library) -> None:
    """No case is chosen: offer those added last."""
    st.title("Read", anchor=False)
    found = shelf.cases(WHO, CaseQuery(archived=False, limit=12)).items
    if not found:
        st.markdown("There are no cases yet.")
        if st.button("Upload opinions", type="primary", icon=":material/upload_file:", key="first_upload"):
            st.switch_page("pages/upload.py")
        return
    st.caption("Choose a case; these were added last.")
    for row in found:
        about = " · ".join(
            filter(None, (row.court, day(row.date_decided) if row.date_decided else None, pages(row.page_count) if row.is_pdf else None))
        )
        label = f"*{plain(row.title)}* :gray[{plain(about)}]"
        st.button(label, type="tertiary", icon=":material/menu_book:", key=f"open_{row.case_id}", on_click=_open, args=(row.case_id,))


def _number(case: Case, asked: str | None, default: int = 1) -> int:
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 7 else default
    return min(max(number, 1), max(case.page_count, 1))


def _passage_spans(shelf: Library, case: Case, passage_id: str | None) -> tuple[list[tuple[int, int, int]], str | None]:
    """The (page, start, end) of the passage asked for, and its id; nothing when the case was read again since."""
    if not passage_id:
        return [], None
    try:
        passage = shelf.passage(WHO, passage_id)
    except NotFound as gone:
        show(gone)
        return [], None
    return ([(span.page, span.start, span.end) for span in passage.spans], passage_id) if passage.case_id == case.case_id else ([], None)


def _marked(asked: str | None) -> list[tuple[int, int, int]]:
    """The (page, start, end) of a link to words of a page: "12-340-512"."""
    parts = (asked or "").split("-")
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 8 for part in parts):
        return []
    page, start, end = map(int, parts)
    return [(page, start, end)] if start < end else []


def _turn(to: int) -> None:
    st.query_params["page"] = str(to)


def _turn_to_typed() -> None:
    _turn(st.session_state.read_page)


def _toolbar(case: Case, number: int) -> str:
    last = max(case.page_count, 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Previous", icon=":material/chevron_left:", key="previous", disabled=number <= 1, on_click=_turn, args=(number - 1,))
        st.session_state.read_page = number
        st.number_input("Page", 1, last, key="read_page", on_change=_turn_to_typed, label_visibility="collapsed", width=130)
        st.caption(f"of {last:,}", width="content")
        st.button(
            "Next", icon=":material/chevron_right:", icon_position="right", key="next", disabled=number >= last, on_click=_turn, args=(number + 1,)
        )
        _sections(case)
        if not case.is_pdf:
            return "Text"  # there is no paper to look at
        view = st.segmented_control(
            "View", VIEWS, default=VIEWS[0], required=True, key="read_view", label_visibility="collapsed", persist_state="session"
        )
        st.page_link(
            "pages/authorities.py",
            label="Authorities",
            icon=":material/account_tree:",
            help="What this case cites, and what cites it",
            query_params={"case": case.case_id},
        )
    return view or VIEWS[0]


def _sections(case: Case) -> None:
    parts = [
        f"{INDENT if section.kind == 'heading' else ''}{section.title or section.kind.capitalize()} ({_place(case, section)})"
        for section in case.sections
    ]
    if parts:
        picked = st.menu_button("Go to", list(range(len(parts))), format_func=lambda at: parts[at], icon=":material/toc:", key="read_section")
        if picked is not None:
            _turn(case.sections[picked].page)
            st.rerun()


def _place(case: Case, section: Section) -> str:
    return f"p. {section.page}" if case.is_pdf or not section.paragraph else f"¶ {section.paragraph}"


def _reading(shelf: Library, case_id: str) -> None:
    case = shelf.case(WHO, case_id)
    spans, passage_id = _passage_spans(shelf, case, st.query_params.get("passage"))
    spans = spans or _marked(st.query_params.get("mark"))
    number = _number(case, st.query_params.get("page"), spans[0][0] if spans else 1)
    original = shelf.original(WHO, case_id)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top"):
        case_card(case, state_of(case), size="1.75rem")
        words = find_box(case)
        st.download_button(
            "Original",
            original.path.read_bytes,
            original.file_name,
            original.mime_type,
            icon=":material/download:",
            on_click="ignore",
            key="original",
        )
    view = _toolbar(case, number)
    if words:
        findings(shelf, case, words)
    marks = [(start, end) for page, start, end in spans if page == number]
    columns = st.columns(2, gap="medium") if view == VIEWS[0] else [st.container()] * 2
    if view != "Page":
        with columns[1], errors_shown():
            page_text(shelf, case, number, marks)
    if view != "Text":
        with columns[0], errors_shown():
            page_image(shelf, case, number, passage_id, marks if passage_id is None else [], wide=view == "Page")
    case_facts(case)


shelf = library()
if case_id := st.query_params.get("case"):
    _reading(shelf, case_id)
else:
    _recent(shelf)
