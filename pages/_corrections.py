"""Correcting what a case's card says. Only what a person changed is saved; it wins over extraction from then on."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st
from pydantic import ValidationError

from core.errors import HeadnoteError
from core.library import Library
from core.models import Case, CaseType, Disposition, Party, PartyRole
from core.views import CaseCorrection
from pages._errors import show
from pages._library import WHO
from pages._markup import plain

LINES = {
    "title": "Title",
    "case_name": "Case name",
    "caption": "Caption in full",
    "citation": "Citation",
    "court": "Court",
    "jurisdiction": "Jurisdiction",
}
DATES = {"date_decided": "Decided", "date_argued": "Argued", "date_filed": "Filed"}
LISTS = {
    "docket_numbers": "Docket numbers",
    "parallel_citations": "Parallel citations",
    "judges": "Judges",
    "plaintiffs": "Plaintiffs",
    "defendants": "Defendants",
    "attorneys": "Attorneys",
    "legal_issues": "Legal issues",
}
PARTIES = "Parties"
DISPOSITION = "Disposition"
FIRST_DAY = date(1600, 1, 1)


@st.dialog("Correct metadata", width="large", icon=":material/edit:")
def correct_metadata(shelf: Library, case: Case) -> None:
    """A form of every field; under each, what was extracted and where."""
    with st.form(f"correct_{case.case_id}", border=False):
        with st.container(height=460, border=False):
            given = _fields(case)
        if st.form_submit_button("Save", type="primary", key="save_correction"):
            _save(shelf, case, {name: value for name, value in given.items() if value != getattr(case, name)})


def _fields(case: Case) -> dict[str, Any]:
    given: dict[str, Any] = {}
    columns = st.columns(2)
    for place, (name, label) in enumerate(LINES.items()):
        with columns[place % 2]:
            given[name] = _line(case, name, label)
    with columns[0]:
        kinds = [None, *CaseType]
        given["case_type"] = st.selectbox(
            _label(case, "case_type", "Case type"),
            kinds,
            kinds.index(case.case_type),
            format_func=_kind,
            key=_key(case, "case_type"),
            help=origin(case, "case_type"),
        )
        given["opinion_author"] = _line(case, "opinion_author", "Author of the opinion")
    with columns[1]:
        for name, label in DATES.items():
            given[name] = st.date_input(
                _label(case, name, label), getattr(case, name), min_value=FIRST_DAY, key=_key(case, name), help=origin(case, name)
            )
        given["disposition"] = st.multiselect(
            _label(case, "disposition", DISPOSITION),
            list(Disposition),
            case.disposition,
            format_func=lambda act: act.value.capitalize(),
            key=_key(case, "disposition"),
            help=origin(case, "disposition"),
        )
    for place, (name, label) in enumerate(LISTS.items()):
        with columns[place % 2]:
            given[name] = _lines(case, name, f"{label}, one a line", getattr(case, name))
    given["parties"] = [
        party_of(line)
        for line in _lines(case, "parties", f"{PARTIES}, one a line, roles in brackets", [shown_party(party) for party in case.parties])
    ]
    return given


def _lines(case: Case, name: str, label: str, lines: list[str]) -> list[str]:
    text = st.text_area(_label(case, name, label), "\n".join(lines), height=100, key=_key(case, name), help=origin(case, name))
    return [line.strip() for line in text.splitlines() if line.strip()]


def shown_party(party: Party) -> str:
    """ "Vanessa St. Pierre (plaintiff, appellant)"."""
    return f"{party.name} ({', '.join(party.roles)})" if party.roles else party.name


def party_of(line: str) -> Party:
    """A line of the form read back. Brackets that hold anything but roles belong to the name."""
    name, _, rest = line.rpartition("(")
    roles = [role.strip().lower() for role in rest.rstrip(") ").split(",")]
    if name.strip() and set(roles) <= {role.value for role in PartyRole}:
        return Party(name=name.strip(), roles=[PartyRole(role) for role in roles])
    return Party(name=line[:500])


def _line(case: Case, name: str, label: str) -> str | None:
    text = st.text_input(_label(case, name, label), getattr(case, name) or "", key=_key(case, name), help=origin(case, name))
    return text.strip() or None


def _label(case: Case, name: str, label: str) -> str:
    return f"{label} :gray[(set by hand)]" if name in case.corrected else label


def origin(case: Case, name: str) -> str:
    """Where a field comes from: "Set by hand. Extracted: … (page 1)", "Extracted from page 1", "Not found in the document"."""
    evidence = case.evidence.get(name)
    where = f"page {evidence[0].page}" if evidence else "the document"
    if name in case.corrected:
        before = case.extracted.get(name)
        said = ", ".join(item["name"] if isinstance(item, dict) else str(item) for item in before) if isinstance(before, list) else str(before or "")
        return f"Set by hand. Extracted from {where}: {plain(said)}" if said else "Set by hand; nothing was extracted."
    return f"Extracted from {where}." if getattr(case, name) else "Not found in the document."


def _save(shelf: Library, case: Case, changes: dict[str, Any]) -> None:
    if "title" in changes and not changes["title"]:
        st.error("Give it a title, or leave the one it has.", title="A case needs a title.")
        return
    try:
        if changes:
            shelf.correct(WHO, case.case_id, CaseCorrection(**changes))
    except ValidationError as invalid:
        first = invalid.errors()[0]
        st.error(plain(f"{first['loc'][0]}: {first['msg']}"), title="Nothing was saved: one field is not as it should be.")
    except HeadnoteError as error:
        show(error)
    else:
        st.rerun()


def _key(case: Case, name: str) -> str:
    return f"correct_{name}_{case.case_id}"


def _kind(kind: CaseType | None) -> str:
    return kind.value.capitalize() if kind else "Not known"
