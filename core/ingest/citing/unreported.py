"""Decisions cited by docket number alone: "Doe v. Roe, No. 08-1234 (CA9, Mar. 2, 2009)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from core.ingest.citing.found import Found
from core.ingest.citing.names import case_name
from core.ingest.citing.tails import court_id
from core.models import CitationKind

_NUMBER = r"(?:\d{1,2}:)?[A-Z]{0,4}[ -]?\d[\w]*(?:[–-][\w.]*\w)+(?:\([A-Z]{1,4}\))?|\d{4,8}|[A-Z]{1,3}-?\d{3,8}"
_DOCKET = re.compile(
    rf"(?<![\w])(?:(?:Docket|Case|Cause|Appeal|Application|Civ(?:il)?\.? ?(?:A(?:ction|\.))?|Crim(?:inal)?\.?) )?Nos?\. ?(?P<number>{_NUMBER})(?![\w])"
)
_NOT_OF_A_COURT = re.compile(
    r"(?:Rep(?:ort|t)?\.|Pub\. L\.|P\. ?L\.|Doc\.|Dkt\.|ECF|Release|Exhibit|Ex\.|Local|Policy|Sess\.|Amendment|Order|Op\.|Comm\.|Docs\.|Print|Reg\.|Resolution|Patent|Form|Account|Bulletin|Circular|Opinion|Exec\.|Interp\.|Notice|Ordinance|Treaty|Series|MDL) (?:Docket )?\Z"
)
_COURT_AFTER = re.compile(
    r"(?: etc\.)?(?:,? (?:and|&) (?:Nos?\. )?[\w–-]+)?(?:,? (?:slip op\.|pp?\. [\d–, -]+|at [\d–, -]+|¶+ ?\d+))?,? ?\((?P<court>[^()]{2,60})\)"
)
_PAPER = re.compile(r"(?:\bin|\bto|to as|Exh\.|App\.) (?:the )?\Z")
"""A brief, order or record "in No. 07-36056 (CA9)" is a paper of the case itself, in the court below."""
_DATE = re.compile(r",? *(?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? )?(?:\d{1,2}, )?(?:(?:19|20)\d\d)?\Z")
_REPORTED = re.compile(
    r"(?: etc\.)?(?:,? (?:slip op\.|and Nos?\. [\w–-]+|[^,()]{0,30}))?,? ?\(?(?:(?:19|20)\d\d (?:WL|U\.|[A-Z][\w. ]{1,20}LEXIS)|\d{1,4} (?:U\. ?S\.|F\. ?|S\. ?Ct|[A-Z][A-Za-z]{0,4}\. ?(?:[23]d|App)?)|T\.C\. Memo)"
)
_COURT_WORDS = re.compile(
    r"\bCA ?\d|\bCir\.|\bD\. ?[A-Z]|\bDist\.|\bCt\.|\bBankr\.|\b[NSEWMC]D[A-Z][A-Za-z]{0,3}\b|\bCADC|\bCAFed|Court|Super\.|App\."
)


def own_dockets(text: str) -> frozenset[str]:
    """The docket numbers on the face of the document: they are its own, or those of the court below."""
    return frozenset(_plain(match["number"]) for match in _DOCKET.finditer(text[:3_000]) if text[max(0, match.start() - 2) : match.start()] != ", ")


def dockets(text: str, start: int, end: int, own: Collection[str]) -> Iterator[Found]:
    for match in _DOCKET.finditer(text, start, end):
        number = _plain(match["number"])
        if (
            number in own
            or _NOT_OF_A_COURT.search(text, max(0, match.start() - 20), match.start())
            or _REPORTED.match(text, match.end(), match.end() + 80)
        ):
            continue
        court = _COURT_AFTER.match(text, match.end(), match.end() + 120)
        named_court = _DATE.sub("", court["court"]).strip(" ,") if court else ""
        if (named_court and _is_court(named_court) and not _PAPER.search(text, max(0, match.start() - 24), match.start())) or _named(
            text, match.start()
        ):
            found = Found(match.start(), match.end(), CitationKind.DOCKET, f"No. {number}", "No.", number)
            if court and named_court:
                found.court = court_id(named_court)
            yield found


def _named(text: str, start: int) -> bool:
    """Whether a case name stands right before, a comma between."""
    return text[max(0, start - 2) : start] == ", " and case_name(text, start, max(0, start - 200)) is not None


def _is_court(written: str) -> bool:
    return court_id(written) is not None or bool(_COURT_WORDS.search(written))


def _plain(number: str) -> str:
    return number.replace("–", "-").strip(" .,")
