"""Section numbers as they are written behind "§", "sections" or a code: one, several, a range, with their subsections."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d[0-9A-Za-z½¼¾]*(?:[.:/–-]{1,2}[0-9A-Za-z½]+)*"
_LEVEL = r"(?:\((?:[0-9A-Za-z]{1,5}|[a-z]–[a-z])\)| \((?:[a-h]|[A-H]|[ivx]{1,4}|\d{1,2})\))"
_MORE = r"(?:(?:(?:, ?(?:and |or |& )?| and | or | & | ?[–-] ?| through | to )(?:\((?:[0-9A-Za-z]{1,5})\)){1,5}){1,12})"
_ITEM = re.compile(rf"(?P<number>{_NUMBER})(?P<levels>{_LEVEL}{{0,9}})(?P<more>{_MORE}?)(?P<seq>,? et seq\.?)?")
_RANGE = re.compile(rf"(?: ?[–—-] ?| through | to )(?P<last>{_NUMBER}(?:{_LEVEL}){{0,9}})")
_NEXT = re.compile(r"(?:, (?:and |or |& )?|,? and |,? or | & |; (?:and |or )?)(?:also )?(?=\d)")
_SUFFIX = re.compile(r"[–-][a-z]{3,}.*\Z")  # "§ 1983-based"
_STUCK_NOTE = re.compile(r"(?<=[a-z)])\d{1,2}\Z")
_OTHER = re.compile(
    r" ?(?:U\. ?S\.|USC|C\. ?F\. ?R|CFR|Stat\.|Fed\. |F\. ?(?:[23]d|Supp|4th)?|S\. ?Ct|L\. ?Ed|Cong\.|WL|ILCS|[A-Z][\w.’]{0,12}\.? (?:[A-Z][\w.’]{0,12}\.? ?){0,3}(?:§|\d))"
    r"|[%°]| (?:days?|years?|months?|hours?|percent|times|members|others|people|persons|million|cents|pages|other|more)\b|:\d"
)


@dataclass(frozen=True, slots=True)
class SectionItem:
    """One section, or a range of them. `base` is the section without its subsections."""

    start: int
    end: int
    written: str
    base: str


def section_list(text: str, at: int, *, several: bool) -> list[SectionItem]:
    """The sections that begin at `at`; only the first unless `several` are announced ("§§", "sections")."""
    items: list[SectionItem] = []
    while len(items) < 100:
        item = _item(text, at, several=several, first=not items)
        if item is None:
            break
        items.append(item)
        following = _NEXT.match(text, item.end) if several else None
        if following is None:
            break
        at = following.end()
    return items


def _item(text: str, at: int, *, several: bool, first: bool) -> SectionItem | None:
    match = _ITEM.match(text, at)
    if match is None or (not first and _OTHER.match(text, match.end("number"))):
        return None
    number, end = match["number"], match.end()
    if (suffix := _SUFFIX.search(number)) and not match["levels"]:
        number = number[: suffix.start()]
        return SectionItem(at, at + len(number), plain(number), plain(number))
    written = text[at:end]
    if several and not match["seq"] and (last := _RANGE.match(text, end)) and not _OTHER.match(text, last.end()):
        end = last.end()
        written = f"{text[at : match.end()]}-{last['last']}"
    if end < len(text) and text[end].isalnum() and not (text[end - 1] == ")" and text[end].isdigit()):  # the call of a note may follow
        return None
    return SectionItem(at, end, plain(written), plain(number))


def plain(written: str) -> str:
    """Hyphens for dashes, no blank before a subsection."""
    return re.sub(
        r" ?[–—-] ?", "-", re.sub(r"(?<=[\w)]) (?=\()", " " if " and (" in written or ", (" in written or " or (" in written else "", written)
    ).rstrip()
