"""Sentences with their citations marked, made into pages and citations as extraction leaves them.

{Jones v. Doe, 402 U.S. 2}    a citation, with the name beside it
{*Jones v. Doe, 402 U.S. 2}   the one that is asked about
{id. 402 U.S. 2}              "id.", and what it points back to
{Jones, supra 402 U.S. 2}     the like with "supra"
"""

from __future__ import annotations

import re

from core.authorities.identity import MADE
from core.authorities.table import TableRequest, tabulate
from core.models import AuthorityTable, Citation, CitationKind, Page, PageState, Span

_MARK = re.compile(
    r"\{(?P<target>\*)?(?:(?P<back>(?i:id\.)|[A-Z][\w ]* supra|[A-Z]\w*, supra) (?P<to>\d[^{}]*)|(?P<name>[^{}]*?, )?(?P<cite>\d[^{}]*))\}"
)
_YEAR = re.compile(r"[^()]{0,40}\((?:[^()]*\s)?(\d{4})\)")


def marked(*texts: str, section: str = "opinion") -> tuple[list[Page], list[Citation], str | None]:
    """Pages, citations, and the authority asked about."""
    pages: list[Page] = []
    citations: list[Citation] = []
    target = None
    for number, text in enumerate(texts, 1):
        plain, at = "", 0
        for mark in _MARK.finditer(text):
            plain += text[at : mark.start()] + (mark["name"] or "")
            shown = mark["back"] or mark["cite"]
            authority = mark["to"] or mark["cite"]
            year = _YEAR.match(text, mark.end())
            kind = _kind(mark)
            citations.append(
                Citation(
                    text=shown,
                    normalized=authority,
                    kind=kind,
                    page=number,
                    start=len(plain),
                    end=len(plain) + len(shown),
                    spans=[Span(page=number, start=len(plain), end=len(plain) + len(shown))],
                    authority=authority,
                    name=(mark["name"] or "").rstrip(", ") or None,
                    year=int(year[1]) if year else None,
                    section=section,
                )
            )
            target = authority if mark["target"] else target
            plain += shown
            at = mark.end()
        pages.append(Page(case_id="x", number=number, text=plain + text[at:], state=PageState.TEXT))
    return pages, citations, target


def table_of(*texts: str, case_id: str = "x", own: tuple[str, ...] = (), parties: tuple[str, ...] = ()) -> AuthorityTable:
    pages, citations, _ = marked(*texts)
    return tabulate(TableRequest(case_id, "shared", f"{MADE}.1.1", citations, own, parties), pages)


def _kind(mark: re.Match[str]) -> CitationKind:
    if mark["back"]:
        return CitationKind.ID if mark["back"].lower().startswith("id") else CitationKind.SUPRA
    if "§" in mark["cite"]:
        return CitationKind.STATUTE
    return CitationKind.CASE
