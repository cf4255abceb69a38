"""What follows a citation and belongs to it: pin cites, the court and year in parentheses, parentheticals."""

from __future__ import annotations

import re
from functools import cache

_ONE = r"(?:\d{1,3},\d{3}(?!\d)|\*{0,2} ?\d{1,6}(?: ?[–-]{1,2} ?\*?\d{1,6})?(?![\w%])|_{1,9}|[—–](?=[, (]))"
_NOTE = r"(?:n{1,2}\. ?(?:\d{1,3}|\*)(?: ?[–-] ?\d{1,3})?(?:(?:, (?:and )?|,? and )\d{1,3}(?![\w,]*\d))*)"
_MARKED = r"(?:(?:¶¶?|[Pp]aras?\.|§§?) ?\d[\w.–-]*(?:\([0-9a-z]{1,4}\))*(?:(?:, | and | & )\d[\w–-]*(?![\w.]))*)"
_PLACE = rf"(?:{_ONE}(?:,? (?:(?:&|and) )?{_NOTE})?|{_MARKED}|{_NOTE})"
_PINS = re.compile(rf"(?:,? slip op\.?,?(?: at)? |,? at |, )(?:pp?\. ?|pages? )?(?P<pin>{_PLACE}(?:(?:,? (?:and|&) |, ){_PLACE}){{0,12}})")
_WITH_YEAR = re.compile(r"\]?,? ?[(\[](?P<court>[^()\[\]]{0,90}?)(?P<year>(?:1[5-9]|20)\d\d)(?:[–-]\d{2,4})?[)\]]")
_MONTH = re.compile(
    r"(?i)(?:(?:^|[,; ]+)(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?"
    r"|nov(?:ember|\.)?|dec(?:ember|\.)?)[ ,.]*(?:\d{1,2},?)?)?[ ,]*\Z"
)
_OPEN = re.compile(r" ?\(")
_NO_PARENTHETICAL = re.compile(r"(?:slip op|footnotes? omitted|citations? omitted|internal|emphasis|hereinafter|[A-Z][\w ]{2,30}\)\Z)")
_LONGEST_ASIDE = 1_200
_LONGEST_PARENTHETICAL = 600


def pins(text: str, at: int, limit: int) -> tuple[str | None, int]:
    """The pin cite that follows at `at`, and where it ends; nothing beyond `limit`, where the next citation begins."""
    match = _PINS.match(text, at, limit)
    if match is None:
        return None, at
    return match["pin"], match.end()


def court_and_year(text: str, at: int, limit: int) -> tuple[str | None, int | None, int]:
    """What the parentheses right after say: court (a courts-db id), year, and where they end."""
    match = _WITH_YEAR.match(text, at, limit)
    if match is None:
        return None, None, at
    return court_id(_MONTH.sub("", match["court"])), int(match["year"]), match.end()


def parenthetical(text: str, at: int) -> tuple[str | None, int, int]:
    """The explanation in parentheses that begins at `at`, and the run of all parentheses there."""
    words, start, end = None, at, at
    for _ in range(4):
        opened = _OPEN.match(text, end)
        closed = _closing(text, opened.end()) if opened else None
        if opened is None or closed is None:
            break
        inside = text[opened.end() : closed - 1].strip()
        if words is None and inside and not _NO_PARENTHETICAL.match(inside) and len(inside) <= _LONGEST_PARENTHETICAL:
            words = inside
        end = closed
    return words, start, end


def _closing(text: str, at: int) -> int | None:
    """The offset behind the parenthesis that closes the one opened before `at`."""
    depth = 1
    for match in re.compile(r"[()]").finditer(text, at, at + _LONGEST_ASIDE):
        depth += 1 if match.group() == "(" else -1
        if depth == 0:
            return match.end()
    return None


@cache
def _courts() -> dict[str, str]:
    from courts_db import courts

    known: dict[str, str] = {}
    for court in courts:
        known.setdefault(_letters(court["citation_string"]), str(court["id"]))
    known.pop("", None)
    known["dc"] = "dc"
    return known


def court_id(written: str) -> str | None:
    """The courts-db id of a court as a citation names it: "9th Cir.", "CA9", "SDNY", "Mo. App. W.D." (of its court of appeals)."""
    letters = _letters(written)
    circuit = re.fullmatch(r"ca(\d{1,2}|dc|fed)", letters)
    if circuit:
        return {"fed": "cafc", "dc": "cadc"}.get(circuit[1], f"ca{circuit[1]}")
    found = _courts().get(letters)
    if found is None and " " in written.strip():
        found = _courts().get(
            _letters(
                re.sub(r"(?: (?:[NSEW]\. ?D\.|\d\w+ (?:Dist|Dep[’']?t)\.?|Div\. ?\w+|\[[^\]]*\]|en banc|Unpub.*))+\s*\Z", "", written.strip(" ,"))
            )
        )
    return found


def _letters(written: str) -> str:
    return re.sub(r"[^\w]", "", written).lower()
