"""A case's card from what its file itself says in labelled fields: read only where the field has one value that cannot be mistaken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from core.ingest.courts import find_court
from core.ingest.dates import labelled_dates, lone_date
from core.ingest.face import Line
from core.ingest.person import tidy_name
from core.models import Evidence, MarkKind, Page

_CONFIDENCE = 0.99
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_DOCKET = re.compile(r"^(?:(?:Case|Docket)\s+)?(?:Nos?\.?|Numbers?:?)\s+", re.IGNORECASE)
_TERM = re.compile(r".{0,40}\bTerm\b,?\s+(?:of\s+)?\d{4}\.?", re.IGNORECASE)
_RANK = re.compile(r",?\s+(?:(?:P\.|C\.|V\.)\s?)*(?:J\.|JJ\.|(?:Associate|Chief|Presiding|Senior|Circuit|District)\s.*|Judge|Justice)\s*:?\Z")
_NAME = re.compile(r"(?:[A-Z][\w.'’-]*)(?:[ ,]+[A-Z][\w.'’-]*){0,4}")

Found = tuple[dict[str, Any], dict[str, list[Evidence]]]


def labelled_card(pages: Sequence[Page]) -> Found:
    """Metadata and evidence of the fields that the file labels, its citation apart (`labelled_citations`)."""
    fields = _fields(pages)
    card: dict[str, Any] = {}
    evidence: dict[str, list[Evidence]] = {}

    def put(name: str, value: Any, shown: Sequence[Evidence]) -> None:
        if value:
            card[name], evidence[name] = value, list(shown)

    if name := _only(fields, "case_name"):
        put("case_name", name.text, [name])
        put("title", name.text, [name])
    if court := _only(fields, "court"):
        known = find_court([Line(court.page, court.start, court.text)])
        put("court", known.name if known else court.text.strip(" ."), [court])
        put("court_id", known.court_id if known else None, [court])
        put("jurisdiction", known.jurisdiction if known else None, [court])
    dockets = [(number, item) for item in fields.get("docket_number", ()) if (number := _docket(item.text))]
    if dockets:
        put("docket_number", dockets[0][0], [dockets[0][1]])
        put("docket_numbers", list(dict.fromkeys(number for number, _ in dockets)), [item for _, item in dockets])
    if decided := _only(fields, "date_decided"):
        put("date_decided", _date(decided.text, pages[0].text), [decided])
    if author := _only(fields, "opinion_author"):
        put("opinion_author", _author(author.text, pages), [author])
    return card, evidence


def labelled_citations(pages: Sequence[Page]) -> Found:
    """The citations by which the file says it is known: the first is `citation`, the others `parallel_citations`."""
    fields = _fields(pages).get("citation", [])
    cites = {_cite(item.text): item for item in fields}
    if not cites:
        return {}, {}
    first, *others = cites
    card: dict[str, Any] = {"citation": first}
    evidence = {"citation": [cites[first]]}
    if others:
        card["parallel_citations"], evidence["parallel_citations"] = others, [cites[other] for other in others]
    return card, evidence


def _fields(pages: Sequence[Page]) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for page in pages[:2]:
        for mark in page.marks:
            if mark.kind is MarkKind.FIELD:
                item = Evidence(page=page.number, start=mark.start, end=mark.end, text=page.text[mark.start : mark.end], confidence=_CONFIDENCE)
                found.setdefault(mark.label, []).append(item)
    return found


def _only(fields: dict[str, list[Evidence]], name: str) -> Evidence | None:
    """The value of a field that has one; a file that says two things says neither."""
    found = fields.get(name, [])
    return found[0] if found and len({item.text for item in found}) == 1 else None


def _docket(text: str) -> str | None:
    """The number without "No."; a term of court is no number."""
    if _TERM.fullmatch(text):
        return None
    number = _DOCKET.sub("", text.strip()).strip(" .,;")
    return re.sub("[–‑]", "-", number) if re.search(r"\d", number) else None


def _date(text: str, page: str) -> date | None:
    """A date in words or ISO form is what it says. "09-08-2014" may be either of two: the page says which, or nobody does."""
    if (plain := lone_date(text)) and "/" not in text:
        return plain
    match = _NUMERIC.fullmatch(text.strip())
    if match is None:
        return None
    first, second, year = (int(group) for group in match.groups())
    possible = [value for month, day in {(first, second), (second, first)} if (value := _valid(year, month, day))]
    if len(possible) == 1:
        return possible[0]
    said = {dated.value for dated in labelled_dates(page)}
    agreed = [value for value in possible if value in said]
    return agreed[0] if len(agreed) == 1 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _author(text: str, pages: Sequence[Page]) -> str | None:
    name = _RANK.sub("", text.strip())
    return tidy_name(name, "\n".join(page.text for page in pages[:20])) if _NAME.fullmatch(name) else None


def _cite(text: str) -> str:
    """ "153 Conn.App. 266" spaced as courts cite it: "153 Conn. App. 266"."""
    return re.sub(r"(?<=[a-z]\.)(?=[A-Z])", " ", " ".join(text.split()))
