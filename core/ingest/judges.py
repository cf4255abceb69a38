"""Who decided: the author of the opinion and the judges a caption or a syllabus names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

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
_DELIVERED = re.compile(
    r"\b(?P<name>[A-Z][A-Z’'-]{2,25}|(?:Mc|Mac|O’|De)[A-Z’'-]{2,25}), (?:C\. ?)?J\., delivered the (?:unanimous )?opinion (?:of the|for a unanimous|for the)"
)
_SIGNATURE = re.compile(
    r"(?m)^[ \t_]{0,80}(?:BY:?[ ]|By:?[ ])?(?P<name>(?:/[sS]/[ ]{0,3})?[A-Z][\w.’'-]{0,24}(?:[ ][A-Z][\w.’'-]{0,24}){1,4}(?:,[ ](?:Jr|Sr|III|II)\.?)?)(?:,[ ]{1,3}|\s{0,3}\n[ \t]{0,80})"
    r"(?i:(?:(?:chief|presiding|senior|acting|united[ ]states|u\.[ ]?s\.|district|magistrate|bankruptcy|circuit|superior[ ]court|administrative[ ]law|vice|associate|trial|appellate)[ ]){0,4}(?:judge|justice|chancellor|[CP]?\.?J\.|J\.S\.C\.))[ \t]{0,20}$"
)
_NO_SIGNATURE = re.compile(r"(?i)\b(?:before|honorable|court|judge|clerk|states|concurs?|united)\b")
_SIGNED_WITHIN = 1_500
_JOINED = re.compile(r"\b(?:in\s+which|with\s+whom)\s+(?P<who>[^;]{5,250}?)\s+join(?:ed|s)?\b")
_JOINER = re.compile(r"(?:[Jj]udges?|[Jj]ustices?|JUDGES?|JUSTICES?)\s+([A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})")
_BARE_PANEL = re.compile(
    r"(?m)^[ \t]{0,20}(?P<names>[A-Z][A-Z’'-]{1,20}(?:, [A-Z][A-Z’'-]{1,20}){0,8},? (?:and|AND|&) [A-Z][A-Z’'-]{1,20}), (?:Js|JJ|JJA)\.[ \t]{0,9}$"
)
_AND_SENIOR = re.compile(
    r",? and (?P<name>[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{0,20}){0,3}), (?:Senior|Retired|Visiting|Chief|Associate)(?: [A-Z]\w+){0,2} (?:Judge|Justice)"
)
_ABSENT = re.compile(r"\b([A-Z][A-Z’'-]{2,25}), (?:C\. ?)?J\., took no part")
_SHOUTED = re.compile(r"\b(?:Mc|Mac|O’|De)?[A-Z][A-Z’'-]{2,}\b")
_NO_NAMES = frozenset(["THE", "AND", "JJ", "COURT", "PART", "PARTS", "JUSTICE", "CHIEF", "III", "VII", "VIII"])
_NO_NAME = re.compile(r"(?:[A-Z]\.?\s?){0,3}J+\.?\Z")
_RANKS = re.compile(r"(?i)\b(?:circuit|chief|senior|district|presiding|associate|judges?|justices?|hon(?:orable|\.))\b\.?")


def author_of(reading: Reading, parts: Sequence[Part]) -> tuple[str, Evidence] | None:
    """The author whom the first opinion names. None for one of the whole court and for a judgment without a majority."""
    lead = next((part for part in parts if part.kind in {"opinion", "order"}), None)
    if lead is None:
        return _told_by_syllabus(reading, parts)
    if lead.author is None:
        return _signed_below(reading, lead)
    if lead.author.lower() in {"per curiam", "chief justice"}:
        return None
    opening = reading.text[lead.start : lead.start + 400]
    at = opening.lower().find(lead.author.split(" ")[-1].lower())
    if at < 0 or _without_majority(opening):
        return None
    end = at + len(lead.author.split(" ")[-1])
    return lead.author, _evidence(reading, lead.start, lead.start + max(end, _sentence(opening)))


def _told_by_syllabus(reading: Reading, parts: Sequence[Part]) -> tuple[str, Evidence] | None:
    """Of a document that holds the syllabus alone: "GINSBURG, J., delivered the opinion of the Court"."""
    syllabus = next((part for part in parts if part.kind == "syllabus"), None)
    match = _DELIVERED.search(reading.text, syllabus.start, syllabus.end) if syllabus else None
    return (tidy_name(match["name"], reading.text), _evidence(reading, *match.span())) if match else None


def _signed_below(reading: Reading, lead: Part) -> tuple[str, Evidence] | None:
    """Trial courts, and some of appeal, put the writer's name under the opinion. Two who sign are no author."""
    found = list(_SIGNATURE.finditer(reading.text, max(lead.start, lead.end - _SIGNED_WITHIN), lead.end))
    names = {tidy_name(re.sub(r"^\W*(?:[/\\]?s[/\\])?\s*", "", match["name"]), reading.text) for match in found}
    if len(names) != 1 or not (name := names.pop()) or _NO_SIGNATURE.search(name):
        return None
    return name, _evidence(reading, *found[0].span())


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
    names = list(
        dict.fromkeys(name for part in signed if part.author for name in (part.author, *_joined(reading.text[part.start : part.start + 400])))
    )
    return names, [_evidence(reading, part.start, part.start + _sentence(reading.text[part.start : part.start + 300])) for part in signed]


def _joined(opening: str) -> list[str]:
    """Those who join the opinion in the sentence that opens it: "in which Judge Hensley and Judge Conner joined"."""
    match = _JOINED.search(opening)
    return [tidy_name(name, opening) for name in _JOINER.findall(match["who"])] if match else []


def face_end(parts: Sequence[Part]) -> int:
    """Where the front of the document ends: with its caption and syllabus, and the first lines of the opinion."""
    front = 0
    for part in parts:
        if part.kind not in {"caption", "syllabus"}:
            break
        front = part.end
    return min(front + 600, 60_000)


def _panel(front: str) -> tuple[list[str], tuple[int, int]]:
    match = _PANEL.search(front[:12_000]) or _BARE_PANEL.search(front[:12_000])
    if not match:
        return [], (0, 0)
    names = re.split(r",\s+and\s+|\s+and\s+|,\s+AND\s+|\s+AND\s+|,\s+(?![JS][Rr]\.)", re.sub(r"\s+", " ", match["names"]))
    tidy = [_RANKS.sub("", name).strip(" .,*") for name in names]
    tidy += [more["name"].strip() for more in islice(_AND_SENIOR.finditer(front, match.end(), match.end() + 120), 2)]
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
    absent = set(_ABSENT.findall(listed))
    names = [name for name in _SHOUTED.findall(listed) if name not in _NO_NAMES and name not in absent]
    return list(dict.fromkeys(names)), (match.start(), match.start() + len(listed.rstrip()))


def _evidence(reading: Reading, start: int, end: int) -> Evidence:
    span = reading.spans(start, end)[0]
    page = next(page for page in reading.pages if page.number == span.page)
    return Evidence(page=span.page, start=span.start, end=span.end, text=page.text[span.start : span.end], confidence=0.9)
