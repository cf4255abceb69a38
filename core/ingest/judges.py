"""Who decided: the author of the opinion and the judges a caption or a syllabus names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.ingest.face import Line
from core.ingest.person import tidy_name
from core.ingest.reading import Reading
from core.ingest.structure import Part
from core.models import Evidence

_PANEL = re.compile(
    r"\b(?:Before|BEFORE|Present|PRESENT|Panel)\s*[:—–]?\s*(?P<names>[A-Z][^\n;()]{3,300}(?:\n+[^\n;()]{3,200}){0,3}?)[,.]\s*(?:(?:Chief|Senior|Circuit|District|Associate|Presiding|Appeals|Appellate|CIRCUIT|CHIEF|Administrative|Acting)\s+)*(?:Judges|JUDGES|Justices|JUSTICES|JJ\.)"
)
_TITLED_LIST = re.compile(
    r"^(?:[A-Z][\w.’' -]{2,40}(?:,\s+[JS]r\.)?,\s+(?:[ACPSV]\.\s?){0,2}J\.(?:,\s+(?:and\s+)?|\s+and\s+|\s*[.]?\s*$)){2,9}", re.MULTILINE
)
_TITLED_NAME = re.compile(r"([A-Z][\w.’' -]{2,40}?(?:,\s+[JS]r\.)?),\s+(?:[ACPSV]\.\s?){0,2}J\.")
_LINEUP = re.compile(r"\b[A-Z][A-Z’'-]{2,}, (?:C\. ?)?J\., (?:delivered|announced)[^§]{0,1500}")
_SHOUTED = re.compile(r"\b(?:Mc|Mac|O’|De)?[A-Z][A-Z’'-]{2,}\b")
_NO_NAMES = frozenset(["THE", "AND", "JJ", "COURT", "PART", "PARTS", "JUSTICE", "CHIEF", "III", "VII", "VIII"])
_NO_NAME = re.compile(r"(?:[A-Z]\.?\s?){0,3}J+\.?\Z")
_RANKS = re.compile(r"(?i)\b(?:circuit|chief|senior|district|presiding|associate|judges?|justices?|hon(?:orable|\.))\b\.?")


def author_of(reading: Reading, parts: Sequence[Part]) -> tuple[str, Evidence] | None:
    """The author whom the first opinion names. None for one of the whole court and for a judgment without a majority."""
    lead = next((part for part in parts if part.kind in {"opinion", "order"}), None)
    if lead is None or lead.author is None or lead.author.lower() in {"per curiam", "chief justice"}:
        return None
    opening = reading.text[lead.start : lead.start + 400]
    at = opening.lower().find(lead.author.split(" ")[-1].lower())
    if at < 0 or _without_majority(opening):
        return None
    end = at + len(lead.author.split(" ")[-1])
    return lead.author, _evidence(reading, lead.start, lead.start + max(end, _sentence(opening)))


def _without_majority(opening: str) -> bool:
    """A plurality announces the judgment and delivers "an opinion", not that of the court."""
    return bool(re.search(r"announced\s+the\s+judgment", opening)) and not re.search(r"delivered\s+the\s+opinion\s+of\s+the\s+Court", opening)


def _sentence(opening: str) -> int:
    line = opening.find("\n")
    return line if line > 0 else len(opening)


def judges_of(reading: Reading, parts: Sequence[Part], face: Sequence[Line]) -> tuple[list[str], list[Evidence]]:
    """The panel as the caption or the syllabus lists it, else those who signed an opinion."""
    front = reading.text[: face_end(parts)]
    for find in (_panel, _titled, _lineup):
        names, span = find(front)
        if names:
            return [tidy_name(name, reading.text) for name in names], [_evidence(reading, *span)]
    signed = [part for part in parts if part.author and part.author.lower() not in {"per curiam", "chief justice"}]
    names = list(dict.fromkeys(part.author for part in signed if part.author))
    return names, [_evidence(reading, part.start, part.start + _sentence(reading.text[part.start : part.start + 300])) for part in signed]


def face_end(parts: Sequence[Part]) -> int:
    """Where the front of the document ends: with its caption and syllabus, and the first lines of the opinion."""
    front = 0
    for part in parts:
        if part.kind not in {"caption", "syllabus"}:
            break
        front = part.end
    return min(front + 600, 60_000)


def _panel(front: str) -> tuple[list[str], tuple[int, int]]:
    match = _PANEL.search(front[:12_000])
    if not match:
        return [], (0, 0)
    names = re.split(r",\s+and\s+|\s+and\s+|,\s+AND\s+|\s+AND\s+|,\s+(?![JS][Rr]\.)", re.sub(r"\s+", " ", match["names"]))
    tidy = [_RANKS.sub("", name).strip(" .,*") for name in names]
    return [name for name in tidy if re.match(r"[A-Z]", name) and len(name) < 40 and not _NO_NAME.match(name)], match.span()


def _titled(front: str) -> tuple[list[str], tuple[int, int]]:
    match = _TITLED_LIST.search(front[:12_000])
    return (_TITLED_NAME.findall(re.sub(r",? and ", ", ", match.group())), match.span()) if match else ([], (0, 0))


def _lineup(front: str) -> tuple[list[str], tuple[int, int]]:
    match = _LINEUP.search(front, max(0, len(front) - 6_000))
    if not match:
        return [], (0, 0)
    stop = re.search(r"\n\s*\n\s*(?:NOTICE|SUPREME)|NOTICE:|SUPREME COURT", match.group())
    listed = match.group()[: stop.start() if stop else None]
    names = [name for name in _SHOUTED.findall(listed) if name not in _NO_NAMES]
    return list(dict.fromkeys(names)), (match.start(), match.start() + len(listed.rstrip()))


def _evidence(reading: Reading, start: int, end: int) -> Evidence:
    span = reading.spans(start, end)[0]
    page = next(page for page in reading.pages if page.number == span.page)
    return Evidence(page=span.page, start=span.start, end=span.end, text=page.text[span.start : span.end], confidence=0.9)
