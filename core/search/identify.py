"""Names by which a case is known, in a form that can be compared: citations, docket numbers, case names."""

from __future__ import annotations

import re
from functools import lru_cache

_CITATION = re.compile(r"(?<!\w)(?P<volume>\d{1,4})\s+(?P<reporter>[A-Za-z][\w.'’& ]{0,40}?)\s+(?P<page>\d{1,6})(?!\w)")
_BARE_REPORTER = re.compile(r"[A-Z]{1,4}(?:\s?[2-9](?:d|th))?|us|wl|f\s?[23]d|f\s?4th|s\s?ct|l\s?ed\s?2?d?", re.ASCII)
_INITIALS_APART = re.compile(r"(?<=\b[A-Za-z]\.)\s+(?=[A-Za-z]\.|\d(?:d|st|nd|rd|th)\b)")
_AFTER_CITATION = re.compile(r"(?:,?\s*(?:at\s+)?[\d\-–—*n., ]{1,40})?\s*(?:\([^()]{0,60}\))?\s*[.;]?")
_DOCKET_LABEL = re.compile(r"^(?:(?:case|docket|civil(?: action)?|criminal|cause|appeal)\s+)?(?:nos?\.?|numbers?|#)\s*(?=\S*\d)", re.IGNORECASE)
_DOCKET_BODY = re.compile(r"[\w:.\-/()]{2,40}")
_DASHES = re.compile(r"\s*[‐‑‒–—−-]\s*")
_NAME_OPENINGS = ("in re ", "ex parte ", "in the matter of ", "matter of ", "estate of ", "in the interest of ")
_SENTENCE_BREAK = re.compile(r"(?<!\w)[a-z]{5,}[.;?!]\s|[^\W\d_]\s*[;?!]\s")  # no abbreviation of a party's name is that long in small letters
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=65_536)
def citation_key(text: str) -> str | None:
    """ "556 U. S. 303, 310 (2009)" -> "556 us 303"; None when there is no reporter citation in `text`."""
    match = _CITATION.search(text)
    if match is None:
        return None
    reporter = "".join(_WORD.findall(match["reporter"])).casefold()
    return f"{match['volume']} {reporter} {match['page']}" if reporter else None


def lone_citation(text: str) -> str | None:
    """The citation when `text` is nothing else but one, perhaps with its case's name, pin cite and year: "556 U.S. 303"."""
    for match in _CITATION.finditer(text):
        reporter = " ".join(match["reporter"].split())
        if "." not in reporter and not _BARE_REPORTER.fullmatch(reporter):
            continue
        before, after = text[: match.start()].strip(" ,"), text[match.end() :]
        if (not before or is_name_shaped(before)) and _AFTER_CITATION.fullmatch(after):
            return f"{match['volume']} {_INITIALS_APART.sub('', reporter)} {match['page']}"
    return None


def docket_key(text: str) -> str:
    """ "No. 07–10441" -> "07-10441": without label, spaces and letter case, with plain dashes."""
    return _DASHES.sub("-", "".join(_DOCKET_LABEL.sub("", text.strip()).split())).casefold()


def lone_docket(text: str) -> str | None:
    """The docket number when `text` is shaped like one: a label and a number, or one word of digits with a dash or colon."""
    labelled = bool(_DOCKET_LABEL.match(text.strip()))
    body = _DASHES.sub("-", _DOCKET_LABEL.sub("", text.strip())).rstrip(".,;")
    if not _DOCKET_BODY.fullmatch(body) or not any(char.isdigit() for char in body):
        return None
    return body if labelled or "-" in body or ":" in body else None


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """ "CORLEY vs. United States, et al." -> "corley v united states"."""
    words = _WORD.findall(text.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    words = ["v" if word in ("vs", "versus") else word for word in words]
    if words[-2:] == ["et", "al"]:
        words = words[:-2]
    return " ".join(words)


def is_name_shaped(text: str) -> bool:
    """Whether `text` reads like the name of a case: two parties, or "In re" somebody, in no more than one sentence."""
    if _SENTENCE_BREAK.search(text):
        return False
    key = name_key(text) + " "
    return 2 <= key.count(" ") <= 30 and (" v " in key[1:-2] or key.startswith(_NAME_OPENINGS))


def names_same_parties(asked: str, held: str) -> bool:
    """Whether name key `asked` shortens `held`: "philip morris v williams" of "philip morris usa inc v williams"."""
    sides, of = asked.split(" v ", 1), held.split(" v ", 1)
    if len(sides) != 2 or len(of) != 2:
        return False
    return all(_leads(side.split(), full.split()) for side, full in zip(sides, of, strict=True))


def _leads(short: list[str], full: list[str]) -> bool:
    return bool(short) and (full[: len(short)] == short or full[-len(short) :] == short)
