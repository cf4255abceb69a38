"""Citations that courts outside the United States give their own judgments: "[2010] UKSC 15", "2011 SCC 10", "ECLI:EU:C:2014:317"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.ingest.face import Line
from core.models import Evidence

_UK, _CANADA, _AUSTRALIA = "United Kingdom", "Canada", "Australia"
DAY_FIRST = frozenset([_UK, _CANADA, _AUSTRALIA, "New Zealand", "Ireland", "European Union", "Council of Europe"])
"""Where 05/06/2010 is the fifth of June. Canada writes both ways, but its courts write months as words or the year first."""
_SERIES = (
    (r"UKSC|UKHL|UKPC|EWCA|EWHC|EWCOP|EWFC|UKUT|UKFTT|UKEAT|EAT|CSOH|CSIH|HCJAC|NICA|NIQB|NIKB|NICh|UKIPTrib|CAT", _UK),
    (r"SCC|FCA|FC|TCC|CanLII|(?:ON|BC|AB|QC|NS|NB|MB|SK|NL|PE|YK|NW|NU)(?:CA|SC|CJ|KB|QB|PC|CS|CQ|TD)", _CANADA),
    (r"HCA|FCAFC|FCA|FamCA|FamCAFC|FCWA|(?:NSW|V|Q|WA|SA|TAS|NT|ACT)(?:CA|SC|DC|SCA|CCA)|NSWLEC|AATA|FWC|FWCFB|VCAT|QCAT|NCAT", _AUSTRALIA),
    (r"NZSC|NZCA|NZHC|NZDC|NZEmpC|NZFC", "New Zealand"),
    (r"IESC|IECA|IEHC", "Ireland"),
)
_BRACKETED = re.compile(
    r"\[(?P<year>(?:1[89]|20)\d{2})\]\s(?P<series>[A-Za-z]{2,10})(?:\s(?P<branch>Civ|Crim))?\s(?P<number>\d{1,5})(?:\s\((?P<list>[A-Za-z]{2,8})\))?"
)
_PLAIN = re.compile(r"\b(?P<year>(?:19|20)\d{2})\s(?P<series>[A-Z]{2,5}|CanLII)\s(?P<number>\d{1,6})\b(?:\s\((?P<list>[A-Z]{2,4})\))?")
_ECLI = re.compile(r"\bECLI:(?P<country>[A-Z]{2}|CE):[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}")
_ECLI_OF = {"EU": "European Union", "CE": "Council of Europe"}


@dataclass(frozen=True, slots=True)
class Neutral:
    """A judgment's own neutral citation as written, the jurisdiction its series belongs to, and where it stands."""

    text: str
    jurisdiction: str | None
    evidence: Evidence


def neutral_citations(lines: Sequence[Line], most_lines: int = 40) -> list[Neutral]:
    """Those that stand alone on a line of the face, or after a label ("Neutral Citation Number:", "Citation:"); others are cases cited."""
    found: list[Neutral] = []
    for line in lines[:most_lines]:
        for pattern in (_BRACKETED, _PLAIN, _ECLI):
            match = pattern.search(line.text)
            if match and _is_own(line.text, match) and (known := _jurisdiction(match)):
                found.append(Neutral(" ".join(match.group().split()), known, line.evidence(0.95, *match.span())))
                break
    return found


def _is_own(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].strip(" :()[]").casefold()
    after = text[match.end() :].strip(" .,;:()[]")
    labelled = before.endswith(("citation", "citation number", "citation no", "citation no.", "cite as", "cited as", "ecli"))
    return labelled or (not before and len(after) < 20 and not re.search(r"\b\d{3,}\b", after))


def _jurisdiction(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    if "country" in groups:
        return _ECLI_OF.get(match["country"])
    bracketed = match.group().startswith("[")
    for series, jurisdiction in _SERIES:
        if re.fullmatch(series, match["series"]) and bracketed != (jurisdiction == _CANADA):
            return jurisdiction
    return None
