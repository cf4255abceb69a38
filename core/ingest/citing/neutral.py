"""Decisions cited by a number of the court itself: public-domain citations, Tax Court memoranda, and the neutral citations of
other countries ("[2010] UKSC 1", "2011 SCC 10", "ECLI:EU:C:2014:317")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.ingest.citing.found import Found
from core.models import CitationKind

_PATTERNS = (
    re.compile(r"(?<![\w-])(?P<source>(?:1[89]|20)\d\d-(?:Ohio|NM[A-Z]{1,3}|NCSC|NCCOA|NCBC))-(?P<item>\d{1,5})(?![\w-])"),
    re.compile(
        r"(?<![\w-])(?P<source>(?:19|20)\d\d (?:AZ|AR|CO|COA|FL|GA|Guam|GU|IL|IL App(?: \(\d(?:st|nd|rd|th|d)\))?|LA|ME|MS|MT|MP|MSPB|ND|ND App|NH|NM|NMCA|NV|OK|OK CIV APP|OK CR|PA|PA Super|PR|SD|TN|UT|UT App|VI|VT|WI|WI App|WY|Mass\. App\. Unpub\.))"
        r" (?P<item>\d{1,7}(?:-U|[A-Z])?)(?![\w-])"
    ),
    re.compile(r"(?P<source>T\. ?C\. ?(?:Memo|Summ(?:ary)?\.? ?Op(?:inion)?)\.?)(?: No\.)? (?P<item>(?:19|20)\d\d-\d{1,4})(?![\w-])"),
    re.compile(r"(?P<source>(?:Rev\. ?(?:Rul|Proc)\.|Rev(?:enue)? (?:Ruling|Procedure)))(?: No\.)? (?P<item>(?:\d\d|\d{4})-\d{1,4})(?![\w-])"),
    re.compile(
        r"(?P<source>\[(?:1[89]|20)\d\d\] (?:[A-Z]{2,8}|[A-Z][A-Za-z]{1,7})(?: (?:Civ|Crim|Admin))?) (?P<item>\d{1,5}(?: \([A-Z][A-Za-z]{1,8}\))?)(?![\w-])"
    ),
    re.compile(
        r"(?P<source>\[(?:1[89]|20)\d\d\](?: \d{1,2})? (?:A\.?C\.?|Q\.?B\.?|K\.?B\.?|W\.?L\.?R\.?|All E\.?R\.?|S\.?C\.?R\.?|Ch\.?|Fam\.?|Lloyd[’']s Rep\.?|I\.?R\.?|D\.?L\.?R\.?)) (?P<item>\d{1,4})(?!\w)"
    ),
    re.compile(
        r"(?<![\w-])(?P<source>(?:19|20)\d\d (?:SCC|CSC|FCA|FC|TCC|ONCA|ONSC|ONCJ|BCCA|BCSC|ABCA|ABQB|ABKB|SKCA|SKQB|MBCA|MBQB|QCCA|QCCS|NSCA|NSSC|NBCA|NBQB|NLCA|NLTD|PECA|YKCA|NWTCA|NUCA|CanLII|ZACC|ZASCA|INSC))"
        r" (?P<item>\d{1,6})(?![\w-])"
    ),
    re.compile(
        r"(?<![\w.])(?P<source>(?:\d{4}(?:-\d)?|\d{1,3}) (?:CCH [A-Z][A-Za-z.]{1,12}(?: [A-Z][a-z.]{1,12}){0,3}|(?:[A-Z][A-Za-z.&]{1,14} ){1,5}\((?:CCH|BNA|P-H|RIA)\))),? ?¶ ?(?P<item>\d{1,3}(?:,\d{3})*)(?![\w])"
    ),
    re.compile(r"(?P<source>ECLI:[A-Z]{2}:[A-Z0-9]{1,8}:\d{4}):(?P<item>[A-Z0-9.]{1,25})(?<!\.)"),
)
_ADMINISTRATIVE = re.compile(r"Rev")
_MEMORANDUM = re.compile(r"T\. ?C\. ?(?P<what>Memo|Summ)")
_OF_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_QUICK = re.compile(r"¶|-(?:Ohio|N[MC])|\d\d (?:[A-Z][A-Za-z]|[A-Z]{2})|T\. ?C\. ?[MS]|Rev|\]|ECLI")


def neutral(text: str, start: int, end: int) -> Iterator[Found]:
    """Citations by a court's own number within start..end; not in order."""
    if not _QUICK.search(text, start, end):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, start, end):
            yield _found(match)


def _found(match: re.Match[str]) -> Found:
    source, item = " ".join(match["source"].split()), match["item"]
    kind = CitationKind.REGULATION if _ADMINISTRATIVE.match(source) else CitationKind.CASE
    if memorandum := _MEMORANDUM.match(source):
        source = "T.C. Memo." if memorandum["what"] == "Memo" else "T.C. Summ. Op."
    elif kind is CitationKind.REGULATION:
        source = "Rev. Rul." if "Rul" in source else "Rev. Proc."
    if "¶" in match.group():
        source, item = re.sub(r" CCH LC\Z", " Lab. Cas. (CCH)", source), f"¶ {item}"
    sign = "-" if match.string[match.start("item") - 1] == "-" else ":" if source.startswith("ECLI") else " "
    year = _OF_YEAR.search(f"{source} {item}")
    return Found(match.start(), match.end(), kind, f"{source}{sign}{item}", source, item, year=int(year.group()) if year else None)
