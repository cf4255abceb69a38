"""Citations by volume: reporters, journals, session laws, data bases ("556 U. S. 303", "556 U. S., at 310", "2009 WL 12345")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.ingest.citing.found import Found
from core.ingest.citing.reporters import Named, Series, named_at
from core.models import CitationKind

_VOLUME = re.compile(r"(?<![\w.$/:§–—-])(?<!\d,)(?P<volume>[1-9]\d{0,3}(?:-[1-9A-Z]\d?)?) (?=[A-Z])")
_PAGE = re.compile(
    r",? ?(?P<old>\((?:\d{1,2} )?[A-Z][A-Za-z.’' &]{1,25}\) |\((?:1[789]|20)\d\d,?\) )?(?P<mark>¶ ?|[Pp](?:ar)?\. ?|No\. )?"
    r"(?![234](?:d|th)\b)(?P<page>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,8}(?:\((?:U|A)\)|\[(?:U|A)\]|-[A-Z]|[A-Za-z])?|_{1,9}|[—–]{1,6}|-{2,6}|[ivxlc]{2,7})(?![\w’])"
)
_AT = re.compile(r",? at (?:pp?\. ?|page )?(?P<pin>\*{0,2}\d{1,6}[a-z]?|_{1,9}|[—–]{1,6}|-{2,6}|[ivxlc]{2,7}|n\. ?\d+)(?![\w])")
_BARE_WORD = re.compile(r"[A-Z][a-z]+\Z")
_BEFORE_BARE_WORD = (", ", "; ", "(", "See ", "see ", "[")
_AFTER_BARE_WORD = re.compile(r"[,;.)\]]| \(|\Z")
"""A reporter whose name is a mere word ("3 Day 4") is one only where a citation would stand."""
_OF_THE_RECORD = re.compile(
    r"\b(?:Ex|Exh|Exhs|App|Doc|Docs|Tab|Vol|No|Nos|Tr|Dkt|ECF|Page|Pages|Part|Chapter|Rule|Rules|Section|Sections|¶|Art|Amdt)\.? \Z"
)
_RECORD = frozenset(["App.", "Tr.", "R.", "Rec.", "Supp.", "Ex.", "A.", "P.", "Pa.", "Tex.", "Ch."])
"""Names that also stand for pages of the record, or end a sentence; after a word of the record they are that."""
_BLANK = re.compile(r"[_—–-]+\Z")
_NEUTRAL_PAGE = re.compile(r"\d+")
_GENERIC = re.compile(
    r"(?<![\w.$/:§–—-])(?P<volume>\d{1,4}) (?P<name>(?:[A-Z][A-Za-z.’'-]{0,14} (?:\([A-Z][A-Za-z.]{0,12}\) )?(?:& |of |on |and |the )?){1,7}?(?:L\. ?Rev|L\. ?J|L\. ?Q|J\. ?L|L\. ?Forum|Q|J|Rev|Rep)\.(?: & [A-Z][A-Za-z.]{1,12}\.?){0,2})(?:,? (?P<page>\d{1,4})|,? at (?P<pin>\d{1,4}))(?![\w])"
)
"""A law review that reporters-db does not know."""


def by_volume(text: str, start: int, end: int) -> Iterator[Found]:
    """Citations whose volume stands within start..end, in order."""
    for match in _VOLUME.finditer(text, start, end):
        found = _cited(text, match)
        if found:
            yield found


def unknown_journals(text: str, start: int, end: int) -> Iterator[Found]:
    for match in _GENERIC.finditer(text, start, end):
        name = match["name"]
        if ("L." in name or "J." in name) and not re.search(r"\bv\. ", name):
            source = f"{match['volume']} {' '.join(name.split())}"
            if match["page"]:
                yield Found(match.start(), match.end(), CitationKind.JOURNAL, f"{source} {match['page']}", source, match["page"], paged=True)
            else:
                yield Found(
                    match.start(), match.end(), CitationKind.SHORT, f"{source} at {match['pin']}", source, match["pin"], whole=match.end("name")
                )


def _cited(text: str, match: re.Match[str]) -> Found | None:
    volume, at = match["volume"], match.end()
    for named in named_at(text, at):
        written = text[at : named.end]
        if not _may_be_cited(text, match.start(), written):
            continue
        found = _full(text, match.start(), volume, named) or _short(text, match.start(), volume, named)
        if found and (not _BARE_WORD.match(written) or _AFTER_BARE_WORD.match(text, found.end)):
            return found
    return None


def _may_be_cited(text: str, start: int, written: str) -> bool:
    before = text[max(0, start - 12) : start]
    if _BARE_WORD.match(written) and written not in {"Cranch", "Wheat"}:
        return before.endswith(_BEFORE_BARE_WORD)
    return not (written in _RECORD and _OF_THE_RECORD.search(before))


def _full(text: str, start: int, volume: str, named: Named) -> Found | None:
    page = _PAGE.match(text, named.end)
    if page is None or (page.start("page") == named.end and text[named.end - 1] != "."):
        return None
    series = named.in_year(_year_after(text, page.end()))
    number, old = page["page"], page["old"] or ""
    if series.kind is CitationKind.DATABASE and not volume.isdigit():
        return None
    if "," in number and not (series.paged_with_commas or page["mark"]):
        number = number.split(",")[0]
    if number[0] in "_—–-":
        if series.kind is not CitationKind.CASE or (number in "—–" and text[page.end() : page.end() + 1] not in ", ("):
            return None
        written = "___"
    else:
        written = number
    mark = "¶ " if page["mark"] and page["mark"][0] == "¶" else ""
    source = f"{volume} {series.name}{' ' + old.strip() if old and not old[1:5].isdigit() else ''}"
    return Found(start, page.start("page") + len(number), series.kind, f"{source} {mark}{written}", source, written, paged=True)


def _short(text: str, start: int, volume: str, named: Named) -> Found | None:
    at = _AT.match(text, named.end)
    series = named.series[0]
    if at is None or series.kind not in {CitationKind.CASE, CitationKind.JOURNAL, CitationKind.STATUTE, CitationKind.REGULATION}:
        return None
    named_series: Series = named.in_year(None)
    pin = "___" if _BLANK.match(at["pin"]) else at["pin"]
    source = f"{volume} {named_series.name}"
    return Found(start, at.end(), CitationKind.SHORT, f"{source} at {pin}", source, pin, pin=at["pin"], whole=named.end)


_YEAR = re.compile(r"[^()]{0,80}\((?:[^()]{0,40} )?((?:1[6-9]|20)\d\d)\)")


def _year_after(text: str, at: int) -> int | None:
    match = _YEAR.match(text, at, at + 140)
    return int(match[1]) if match else None
