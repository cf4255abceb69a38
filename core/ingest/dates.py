"""Dates as courts write them, and what the words before them say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DATE = re.compile(
    rf"\b(?:(?P<m1>(?i:{_MONTH}))\.?\s{{1,3}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}(?:day\s+of\s+)?(?P<m2>(?i:{_MONTH}))\.?,?\s{{1,3}}(?P<y2>\d{{4}})"
    r"|(?P<m3>\d{1,2})/(?P<d3>\d{1,2})/(?P<y3>\d{4}|\d{2})(?!\d)"
    r"|(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2})(?![\d-])"
    r"|(?P<y5>(?:19|20)\d{2})(?P<m5>[01]\d)(?P<d5>[0-3]\d)(?!\w))"
)
_LABEL = re.compile(
    r"(?P<argued>(?:Rea|A)rgued(?:\s+and\s+[Ss]ubmitted)?|(?:REA|A)RGUED(?:\s+AND\s+SUBMITTED)?|Oral\s+[Aa]rgument(?:\s+[Hh]eld)?|Heard|HEARD|(?:Dates?\s+of\s+)?[Hh]earing(?:\s+[Dd]ates?)?|Hearing\s+[Dd]ates?)"
    r"|(?P<decided>(?:Rede|De)cided(?:\s+and\s+[Ff]iled|\s+on|\s+as\s+[Mm]odified)?|DECIDED(?:\s+AND\s+FILED)?)"
    r"|(?P<opinion>(?:Opinion|OPINION|Judgment|Order|ORDER)\s+(?:[Ff]iled|FILED|[Dd]elivered|DELIVERED|[Ii]ssued|ISSUED|[Rr]endered|[Ee]ntered)|Released|RELEASED|Announced|ANNOUNCED|Issued|ISSUED|Delivered|AFFIRMED|REVERSED|REMANDED|VACATED|DISMISSED|[Dd]ate\s+of\s+(?:[Dd]ecision|[Oo]pinion|[Jj]udgment)|(?:Decision|Judgment|JUDGMENT|Judgement)\s+(?:[Dd]ate|DATE)|[Hh]anded\s+[Dd]own(?:\s+on)?|HANDED\s+DOWN|Judg(?:e)?ment(?:\s+(?:[Gg]iven|of))?(?:\s+on)?|STRASBOURG|LUXEMBOURG)"
    r"|(?P<filed>(?:Date\s+|DATE\s+)?(?:Filed|FILED|E-FILED|e-?Filed)(?:\s+on)?)"
    r"|(?P<dated>Dated|DATED|Date|DATE|Entered|ENTERED)"
)
_BETWEEN = re.compile(r"[\s:—–\-,*†\d(]{0,12}(?:at\s+[A-Z][a-z]+,\s+)?(?:this\s+)?(?:[A-Z][a-z]+day,?\s+)?")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, what its label says (`argued`, `decided`, `opinion`, `filed`, `dated`, `bracketed`), and the run that holds both."""

    kind: str
    value: date
    start: int
    end: int


def labelled_dates(text: str, *, day_first: bool = False) -> Iterator[Dated]:
    """Dates that a label stands before, and dates alone in square brackets, in order. `day_first`: 05/06/2010 is the fifth of June."""
    found = _DATE.finditer(text)
    for match in found:
        value = _value(match, day_first=day_first)
        if value is None:
            continue
        label = _label_before(text, match.start())
        if label:
            yield Dated(label[0], value, label[1], match.end())
        elif text[match.start() - 1 : match.start()] == "[" and text[match.end() : match.end() + 1] == "]":
            yield Dated("bracketed", value, match.start(), match.end())


def lone_date(line: str) -> date | None:
    """The date that is all a line holds."""
    match = _DATE.match(line)
    return _value(match) if match and not line[match.end() :].strip(" .") else None


def _label_before(text: str, start: int) -> tuple[str, int] | None:
    """The label that reaches up to the date, over a court's stamp of up to two lines for FILED."""
    window = max(0, start - 60)
    best: tuple[str, int] | None = None
    for label in _LABEL.finditer(text, window, start):
        between = text[label.end() : start]
        close = _BETWEEN.fullmatch(between) is not None
        stamped = label.group() == "FILED" and between.startswith("\n") and len(between) < 60
        if (close or stamped) and (label.start() == 0 or not text[label.start() - 1].isalnum()):
            best = (label.lastgroup or "", label.start())
    return best


def _value(match: re.Match[str], *, day_first: bool = False) -> date | None:
    groups = match.groupdict()
    if day_first and groups["y3"]:
        return _date(groups["y3"], groups["d3"], groups["m3"])
    for number in "12345":
        if groups[f"y{number}"]:
            return _date(groups[f"y{number}"], groups[f"m{number}"], groups[f"d{number}"])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    number = int(month) if month.isdigit() else 1 + next(i for i, name in enumerate(_MONTHS) if name.startswith(month[:3].lower()))
    try:
        value = date(full, number, int(day))
    except ValueError:
        return None
    return value if 1600 <= value.year <= date.today().year + 1 else None
