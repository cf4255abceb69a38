"""Which court a caption names, matched with the courts of courts-db."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.ingest.face import Line, is_prose
from core.models import Evidence

_COURT_WORD = re.compile(r"(?i)\b(?:court|courts|tribunal|chancery|appellate\s+division)\b")
_BOARD_WORD = re.compile(
    r"(?i)\b(?:(?:appeals?|review|relations|trial\s+and\s+appeal)\s+board|board\s+of\s+appeals|board\s+of\s+(?:tax|immigration|patent|veterans)[\w’' ]*appeals|commission)\s*$"
)
_OTHER_COURT = re.compile(
    r"(?i)\b(?:appeals?\s+from|certiorari|writs?\s+of|petition|certified|before|judge|clerk|order\s+of|opinion|notice|note|review\s+of|error\s+to|v\.)(?!\w)"
)
_CONTINUES = re.compile(
    r"(?i)^(?:for|of|in|and|the|district|eastern|western|northern|southern|middle|central|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|federal|state|county|appellate|division|united|court|\w+\s+(?:circuit|district|division|county|department))\b"
)
_GENERIC = re.compile(
    r"(?i)(?:in\s+)?(?:the\s+)?(?:united\s+states\s+)?(?:supreme|superior|circuit|district|appellate|trial|county)?\s*(?:court|courts)(?:\s+of\s+(?:criminal\s+|civil\s+)?appeals?)?\W*"
)
_WORDS = re.compile(r"[a-z]+")
_IGNORED = frozenset(["the", "of", "for", "in", "and", "state", "at"])
_SHORT = {
    "n.d.": "northern district",
    "s.d.": "southern district",
    "e.d.": "eastern district",
    "w.d.": "western district",
    "m.d.": "middle district",
    "c.d.": "central district",
    "d.c.": "district columbia",
    "d.": "district",
}
_STATES = frozenset(
    [
        "Alabama",
        "Alaska",
        "Arizona",
        "Arkansas",
        "California",
        "Colorado",
        "Connecticut",
        "Delaware",
        "Florida",
        "Georgia",
        "Hawaii",
        "Idaho",
        "Illinois",
        "Indiana",
        "Iowa",
        "Kansas",
        "Kentucky",
        "Louisiana",
        "Maine",
        "Maryland",
        "Massachusetts",
        "Michigan",
        "Minnesota",
        "Mississippi",
        "Missouri",
        "Montana",
        "Nebraska",
        "Nevada",
        "New Hampshire",
        "New Jersey",
        "New Mexico",
        "New York",
        "North Carolina",
        "North Dakota",
        "Ohio",
        "Oklahoma",
        "Oregon",
        "Pennsylvania",
        "Rhode Island",
        "South Carolina",
        "South Dakota",
        "Tennessee",
        "Texas",
        "Utah",
        "Vermont",
        "Virginia",
        "Washington",
        "West Virginia",
        "Wisconsin",
        "Wyoming",
        "Guam",
        "Puerto Rico",
        "Virgin Islands",
        "American Samoa",
        "Northern Mariana Islands",
    ]
)


@dataclass(frozen=True, slots=True)
class Court:
    """A court as the document writes it; `court_id` is that of courts-db, None when it has no such court."""

    name: str
    court_id: str | None
    jurisdiction: str | None
    evidence: Evidence


def find_court(lines: Sequence[Line]) -> Court | None:
    """The first line or lines that name a court which courts-db knows, else a court or board by its name alone."""
    unknown: Court | None = None
    for index in range(len(lines)):
        if not _names_a_court(lines, index):
            continue
        court = _longest_known(lines, index)
        if court:
            return court
        if unknown is None and index < 8:
            unknown = _unlisted(lines, index)
    return unknown


def _names_a_court(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    before = lines[index - 1].text if index else ""
    text = re.sub(r"^BEFORE THE (?=.*\b(?:BOARD|COMMISSION|TRIBUNAL)\b)", "", text)
    if len(text) > 90 or text[:1].islower() or is_prose(text) or _OTHER_COURT.search(text):
        return False
    if re.search(r"(?i)(?:\bappeals?\s+from|certiorari|writs?\s+of\s+\w+|error)\b[^.]*$", before) or re.search(
        r"(?i)\b(?:the|to|of|from|for|united)$", before
    ):
        return False
    return bool(
        _COURT_WORD.search(text)
        or _BOARD_WORD.search(text)
        or re.match(r"(?i)^(?:in\s+)?(?:the\s+)?(?:united\s+states|state\s+of\s+\w+|commonwealth\s+of\s+\w+)$", text)
    )


def _longest_known(lines: Sequence[Line], index: int) -> Court | None:
    best: Court | None = None
    for last in range(index, min(index + 3, len(lines))):
        if last > index and (not _CONTINUES.match(lines[last].text) or lines[last].page != lines[index].page):
            break
        text = " ".join(line.text for line in lines[index : last + 1])
        court_id = court_of(text)
        if court_id:
            best = _court(lines, index, last, text, court_id, 0.98)
    return best


def _unlisted(lines: Sequence[Line], index: int) -> Court | None:
    text = lines[index].text
    if (
        len(text.split()) < 3
        or _GENERIC.fullmatch(text)
        or not (_BOARD_WORD.search(text) or re.search(r"(?i)\bcourts?\b\s*(?:of\b|for\b|,|$)", text))
    ):
        return None
    return _court(lines, index, index, text, None, 0.7)


def _court(lines: Sequence[Line], first: int, last: int, text: str, court_id: str | None, confidence: float) -> Court:
    start, end = lines[first], lines[last]
    evidence = Evidence(page=start.page, start=start.start, end=end.end, text=text, confidence=confidence)
    around = " ".join(line.text for line in lines[max(0, first - 2) : last + 1])
    jurisdiction = jurisdiction_of(court_id) if court_id else _only_state(around)
    return Court(_shown(text), court_id, jurisdiction, evidence)


def _shown(text: str) -> str:
    """The name without "In the", in the capitals of a title."""
    bare = re.sub(r"(?i)^(?:before|in)\s+the\s+|^the\s+", "", text.strip(" .,:*"))
    if not bare.isupper():
        bare = re.sub(r"(?<=\s)(?:FOR|OF|THE|AND|IN|For|Of|The|And|In)\b", lambda word: word.group().lower(), bare)
        return re.sub(r"\b[A-Z]{3,}\b", lambda word: word.group().capitalize(), bare)
    words = [word.lower() if word in {"OF", "THE", "FOR", "AND", "IN"} else word.capitalize() for word in bare.split()]
    return " ".join([words[0].capitalize(), *words[1:]])


@lru_cache(maxsize=4096)
def court_of(text: str) -> str | None:
    """The id of the court that bears exactly this name, in whatever order of words; None when none or several do."""
    return _index().get(_key(text))


def jurisdiction_of(court_id: str) -> str | None:
    """ "United States" for federal courts, else the state."""
    court = _courts()[court_id]
    if court["system"] == "federal":
        return "United States"
    return {"Washington D.C.": "District of Columbia"}.get(court["location"]) or (court["location"] if court["location"] in _STATES else None)


def _only_state(text: str) -> str | None:
    named = {state for state in _STATES if re.search(rf"(?i)\b{state}\b", text)}
    longest = {state for state in named if not any(state != other and state in other for other in named)}
    return longest.pop() if len(longest) == 1 else None


def _key(text: str) -> tuple[str, ...]:
    lowered = text.lower()
    for short, full in _SHORT.items():
        lowered = re.sub(rf"(?<![\w.]){re.escape(short)}", full + " ", lowered)
    lowered = re.sub(r"['’]", "", lowered).replace("united states", "us")
    return tuple(sorted({word for word in _WORDS.findall(lowered) if word not in _IGNORED}))


@lru_cache(maxsize=1)
def _courts() -> dict[str, dict[str, str]]:
    import courts_db

    return {court["id"]: court for court in courts_db.courts}


@lru_cache(maxsize=1)
def _index() -> dict[tuple[str, ...], str]:
    """Names of courts to their ids. Of several courts of a name the one that still sits is meant; else none is."""
    index: dict[tuple[str, ...], list[str]] = {}
    for court_id, court in _courts().items():
        names = {_key(court["name"])}
        if court["system"] == "federal":
            names = {tuple(sorted({*key, "us"})) for key in names} | {key for key in names if "circuit" in key or "us" in key}
        for key in names:
            index.setdefault(key, []).append(court_id)
    return {key: found for key, ids in index.items() if (found := _only(ids))}


def _only(ids: list[str]) -> str | None:
    sitting = [court_id for court_id in ids if not any(period.get("end") for period in _courts()[court_id]["dates"])]  # type: ignore[attr-defined]
    return ids[0] if len(ids) == 1 else sitting[0] if len(sitting) == 1 else None
