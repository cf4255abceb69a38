"""Docket numbers as captions give them, without those of the court below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.ingest.face import Line
from core.models import CaseType, Evidence

_ITEM = r"(?:[A-Z]{1,3}[- ]\d{1,4}(?:[-–]\d{1,7}){1,3}|[A-Z]{0,4}\d[A-Za-z0-9]*(?:[-–‑:./][A-Za-z0-9]+){1,6}(?:\([A-Z0-9]+\))?|[A-Z]{1,4}[- ]?\d{3,12}[A-Z]?|\d{1,3},?\s+Orig(?:inal|\.)|\d{1,2}O\d{1,3}|\d{2,9}(?![\w./]))"
_LIST = rf"{_ITEM}(?:(?:,\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+|;\s+){_ITEM}){{0,30}}"
_LABELLED = re.compile(
    rf"(?P<label>(?:[A-Z][A-Za-z.]*\s+){{0,3}})(?:(?i:numbers?|nos?)\b[.,]?|N[oO]s?\.|#)\s*:?\s*(?P<list>{_LIST})"
    rf"|(?P<header>(?:Appellate\s+)?Case:?\s+)(?P<stamped>\d[\w:–-]*[-–][\w:–-]+)(?=\s+(?:Doc|Page|ECF))"
    rf"|^(?P<code>(?:Docket|Case|Cause|DOCKET|CASE|CAUSE)\s*:\s*)(?P<coded>{_ITEM})"
)
_BELOW = re.compile(
    r"(?i)\b(?:U\.?S\.?D\.?C|D\.\s?C\.|L\.?\s?T|lower|trial|agency|state\s+file|bap|below|super(?:ior)?|circuit|dist(?:rict)?|county|ct|opinion|page|bar|badge|claim|policy|slip|public\s+law|rule|ill\.)(?!\w)"
)
_FROM_BELOW = re.compile(
    r"(?i)\b(?:appeals?\s+from|review\s+of|certiorari\s+to|certified\s+from|petition\s+for\s+(?:review|writ)|application\s+from|on\s+appeal)\b"
)
_TOGETHER = re.compile(rf"(?i:together\s+with)\s+Nos?\.\s+(?P<list>{_LIST})")
_ONE = re.compile(_ITEM)
_UNLABELLED = re.compile(r"[A-Z]{1,3}[- ]?\d{2}[-–]\d{2,6}(?:-[A-Z]{1,3})?")
_TOP = 10  # lines among which a number may stand alone


def docket_numbers(caption: Sequence[Line], face: Sequence[Line]) -> list[tuple[str, Evidence]]:
    """The numbers of this court, the lead one first, each with where it stands. Dashes are written as hyphens."""
    found: list[tuple[str, Evidence]] = []
    below = False
    for index, line in enumerate(caption):
        if not found and index < _TOP and _UNLABELLED.fullmatch(line.text):
            found.append((tidy_docket(line.text), line.evidence(0.8)))
        below = below or bool(_FROM_BELOW.search(line.text) and found)
        for match in () if below else _LABELLED.finditer(line.text):
            if not _BELOW.search(match["label"] or ""):
                found += _items(line, match, "list" if match["list"] else "stamped" if match["stamped"] else "coded")
    if not found:
        found = [item for line in face for match in _LABELLED.finditer(line.text) if match["stamped"] for item in _items(line, match, "stamped")][:1]
    found += _joined_cases(face) if found else []
    return list({number: (number, evidence) for number, evidence in reversed(found)}.values())[::-1]


def _items(line: Line, match: re.Match[str], group: str) -> list[tuple[str, Evidence]]:
    start, end = match.span(group)
    return [(tidy_docket(item.group()), line.evidence(0.95, *item.span())) for item in _ONE.finditer(line.text, start, end)]


def _joined_cases(face: Sequence[Line]) -> list[tuple[str, Evidence]]:
    """Cases decided together, which a note to the caption lists."""
    return [item for line in face for match in _TOGETHER.finditer(line.text) for item in _items(line, match, "list")]


def kind_by_docket(number: str | None) -> CaseType | None:
    """The kind of case that clerks write into a number: "3:18-cr-00200", "2019-CV-17"."""
    code = re.search(r"(?i)(?<=[\d:-])(cr|cv)(?=[-\d])", number or "")
    return None if code is None else CaseType.CRIMINAL if code[1].lower() == "cr" else CaseType.CIVIL


def tidy_docket(number: str) -> str:
    """The number with plain hyphens and single blanks."""
    return re.sub(r"\s+", " ", re.sub("[–‑]", "-", number)).strip(" .,;")
