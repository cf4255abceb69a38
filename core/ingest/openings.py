"""How the parts of an opinion announce themselves: "JUSTICE ALITO, dissenting.", "PER CURIAM", "MEMORANDUM OPINION"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = r"[A-Z][\w.'’-]{1,24}(?:,?[ ]+(?:[A-Z][\w.'’-]{0,24}|I{2,3}|IV|de|la|van|von|der)){0,4}"
_RANK = r"(?:(?:chief|presiding|associate|senior|acting|vice|deputy|circuit|district|magistrate|bankruptcy|special|special trial|administrative|administrative law|trial|appellate|supreme court|surrogate)[ ]+){0,3}"
_TITLE = rf"(?i:(?:(?:the|mr\.|mrs\.|madam|hon\.|honorable)[ ]+)?{_RANK}(?:justice|judge|chancellor|vice chancellor|surrogate)s?)"
_SHORT = rf"(?:(?:[ACDPSV]\.[ ]?){{0,3}}J\.(?:[ ]?P\.|[ ]?T\.)?|(?i:{_RANK}(?:judge|justice|chancellor)))"
_JOIN = r"(?:,?\s+(?:with\s+whom|in\s+which|joined\s+(?:in\s+part\s+)?by|and)\s(?:(?!\n\n|\swould\s)[^;()“”\[\]]){1,300}?(?:\sjoins?(?:\s+(?:in\s+part|as\s+to)[^;()“”\[\]]{0,60}?)?|(?=,\s)))?"
_EXTENT = r"(?:\s+(?:in|with|from|to|as|and|dubitante|specially|only|part|the|judgment|result|(?:concurr|dissent)ing|[IVX]{1,5}(?:[-–][A-Z])?|Parts?)(?=[\s.,:;—)]),?){0,14}(?:\s+(?:denial|order|decision|opinion|remand|grant|judgment|reversal|dismissal|affirmance)\b[^.,:;()“”]{0,120})?"
_STAND = (
    rf"(?P<stand>(?:(?:specially|generally)\s+)?(?:concurring|dissenting)(?:,?\s+and\s+(?:concurring|dissenting))?{_EXTENT})(?=\s*[.:—–)]|[ \t]*\n)"
)
_STANDS = rf"(?P<stand>(?:(?:specially|generally)\s+)?(?:concurr(?:ing|s|ed)|dissent(?:ing|s|ed))(?:,?\s+and\s+(?:concurr|dissent)(?:ing|s|ed))?{_EXTENT})(?=\s*[.:—–)]|[ \t]*\n)"
_DELIVERED = r"(?:\s+|,\s+)(?P<deliver>(?i:delivered\s+(?:the|an)\s+(?:unanimous\s+)?opinion|announced\s+the\s+(?:judgment|decision)|delivered\s+the\s+(?:judgment|decision)|wrote\s+(?:the|an)\s+opinion|filed\s+the\s+(?:following\s+)?opinion))"
_LEAD = r"^[ \t]{0,40}"

_TITLED = re.compile(rf"{_LEAD}{_TITLE}\s+(?P<name>{_NAME})(?:{_DELIVERED}|{_JOIN},\s+{_STAND})", re.MULTILINE)
_CHIEF = re.compile(rf"{_LEAD}(?i:(?:the\s+)?chief\s+justice)(?:{_DELIVERED}|{_JOIN},\s+{_STAND})", re.MULTILINE)
_NAMED = re.compile(
    rf"{_LEAD}(?P<name>{_NAME}),\s+{_SHORT}(?:{_DELIVERED}|{_JOIN}(?:,|[ ]?\(|\s?[:—–-]+)?\s*\(?(?i:{_STANDS})|(?P<bare>[ ]?(?::|[.—–](?=\s)|(?<=\.)(?=[ \t]*\n))))",
    re.MULTILINE,
)
_PER_CURIAM = re.compile(rf"{_LEAD}(?:P(?:ER|er) C(?:URIAM|uriam)|BY THE COURT)(?P<bare>[ ]?[.:*†]{{0,3}}[ \t\d]*(?:\n|(?<=[.:*])))", re.MULTILINE)
_OPINION_OF = re.compile(rf"{_LEAD}(?:Opinion|OPINION) (?:of|OF) (?:the|THE) (?:Court|COURT)[.:*—]", re.MULTILINE)
_WORDS = r"MEMORANDUM|OPINION|ORDER|ORDERS|JUDGMENT|DECISION|SUMMARY|AMENDED|FINAL|DECREE|FINDINGS?|FACTS?|CONCLUSIONS?|LAW|RULING|REPORT|RECOMMENDATION|PER CURIAM|PUBLISHED|UNPUBLISHED|MAJORITY|LEAD|PLURALITY|CORRECTED|SUBSTITUTE|INTERLOCUTORY|FOR PUBLICATION|NOT|COURT|MEMO|O P I N I O N|O R D E R|D E C I S I O N"
_HEADING = re.compile(
    rf"{_LEAD}(?P<heading>(?i:(?:(?:{_WORDS}|of|and|the|on|&)[ ,]+){{0,9}}(?:{_WORDS})))(?:[ ]+(?i:by)[ ]*:?[ ]*(?i:{_RANK}(?:judge|justice)[ ]+)?(?P<name>{_NAME}))?[ \t]*[:.*]?\d{{0,2}}[ \t]*$",
    re.MULTILINE,
)
_SEPARATE = re.compile(
    rf"{_LEAD}(?P<stand>(?i:concurr(?:ence|ing)|dissent(?:ing)?|(?:special(?:ly)?\s)?concurring|concurring(?:\s+in\s+part)?\s+and\s+dissenting(?:\s+in\s+part)?))(?i:[ ]+(?:opinion|statement|memorandum))?(?:[ ]+(?i:by|of)[ ]*:?[ ]*(?i:{_RANK}(?:judge|justice)[ ]+)?(?P<name>{_NAME})(?:,[ ]+{_SHORT})?)?[ \t]*[:.]?[ \t]*$",
    re.MULTILINE,
)
_SYLLABUS = re.compile(rf"{_LEAD}(?:Syllabus|SYLLABUS|S Y L L A B U S)[ \t]*(?:by the Court|BY THE COURT)?[ \t]*[.:]?[ \t]*$", re.MULTILINE)
_APPENDIX = re.compile(
    rf"{_LEAD}(?:APPENDI(?:X|CES)|Appendi(?:x|ces))(?:[ ]+(?:[A-Z]|\d{{1,2}}|I{{1,3}}))?(?:[ ]+(?:(?i:to)[ ]+[^\n]{{1,80}}))?[ \t]*$", re.MULTILINE
)
_FIXED = (
    (_SYLLABUS, "syllabus", None),
    (_APPENDIX, "appendix", None),
    (_PER_CURIAM, "opinion", "Per Curiam"),
    (_OPINION_OF, "opinion", None),
)
_OFFICES = ("j.", "justice", "judge", "chancellor", "surrogate")
_SIGNATURE_REACH = 240  # characters from the beginning of a line within which the writer's office is named
_TITLE_WORDS = (
    *("opinion", "order", "judgment", "decision", "memorandum", "decree", "ruling", "syllabus", "appendi", "curiam", "concurr", "dissent"),
    *("by the court", "s y l l", "o p i n", "o r d e", "d e c i"),
)
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a part begins, what it is, and the writer's name as written."""

    start: int
    end: int
    kind: str
    author: str | None
    heading: bool = False
    """A title such as OPINION, which may stand above the line that names the writer."""
    bare: bool = False
    """Without a stop at its end, as a running head is."""
    reported: bool = False
    """Said of a writer as a syllabus does ("SOUTER, J., delivered ..."), and so perhaps only a list of who wrote what."""


def openings(text: str) -> list[Opening]:
    """Every place where a part of the document announces itself, in order."""
    found = [opening for start, line in _raised_lines(text) for opening in (*_signed(text, start), *_unsigned(text, start, line))]
    found.sort(key=lambda opening: (opening.start, -opening.end))
    return [opening for opening in found if opens_paragraph(text, opening.start)]


def _raised_lines(text: str) -> Iterator[tuple[int, str]]:
    """Where each line begins whose first letter is a capital, and the line: nothing else announces a part."""
    start = 0
    for line in text.split("\n"):
        if line.lstrip(" \t")[:1].isupper():
            yield start, line
        start += len(line) + 1


def opens_paragraph(text: str, start: int) -> bool:
    """Whether what stands before is finished: nothing, a sentence, or a heading rather than a line broken by its width."""
    before = text[max(0, start - 160) : start].rstrip()
    if not before or before[-1] in '.:?!”’"*_—]' or before[-1].isdigit():
        return not before.endswith((" v.", " J.,", "("))
    line = before.rpartition("\n")[2].strip()
    apart = "\n\n" in text[max(0, start - 4) : start] and not before.endswith((" and", " of", " the"))
    return before[-1] not in ",;(" and (apart or line.isupper() or (len(line) < 50 and line.istitle()) or line.endswith(")"))


def _signed(text: str, start: int) -> Iterator[Opening]:
    """The writer's name and office stand on this line, or begin on it."""
    reach = text[start : start + _SIGNATURE_REACH].lower()
    if not any(office in reach for office in _OFFICES):
        return
    for pattern in (_TITLED, _CHIEF, _NAMED):
        match = pattern.match(text, start)
        if match is None or _closed_by_parenthesis(text, match):
            continue
        groups = match.groupdict()
        yield Opening(
            match.start(),
            match.end(),
            _kind(groups.get("stand")),
            groups.get("name") or "Chief Justice",
            bare=text[match.end() : match.end() + 2].strip(" ").startswith("\n"),
            reported=pattern is _NAMED and bool(groups["deliver"] or re.search(r"(?i:concurred|dissented)", match.group())),
        )


def _unsigned(text: str, start: int, line: str) -> Iterator[Opening]:
    """The line by itself says what begins."""
    lowered = line.lower()
    if len(line) > _LONGEST_TITLE or not any(word in lowered for word in _TITLE_WORDS):
        return
    for pattern, kind, author in _FIXED:
        if match := pattern.match(text, start):
            yield Opening(match.start(), match.end(), kind, author)
    if match := _SEPARATE.match(text, start):
        yield Opening(match.start(), match.end(), _kind(match["stand"]), match["name"], heading=True)
    if (match := _HEADING.match(text, start)) and _is_title(match["heading"]):
        kind_of_title = _titled_kind(re.sub(r"\b(\w) (?=\w\b)", r"\1", match["heading"].lower()))
        if kind_of_title:
            yield Opening(match.start(), match.end(), kind_of_title, match["name"], heading=True)


def _is_title(heading: str) -> bool:
    return heading.isupper() or heading.istitle() or heading.replace(" and ", " And ").replace(" of ", " Of ").istitle()


def _titled_kind(heading: str) -> str | None:
    if "opinion" in heading or "decision" in heading or heading == "memorandum":
        return "opinion"
    return "order" if "order" in heading or "judgment" in heading or "decree" in heading or "ruling" in heading else None


def _kind(stand: str | None) -> str:
    words = (stand or "").lower()
    if "dissent" in words:
        return "concurrence_dissent" if "concurr" in words else "dissent"
    return "concurrence" if "concurr" in words else "opinion"


def _closed_by_parenthesis(text: str, match: re.Match[str]) -> bool:
    """A parenthetical of a citation whose opening bracket ended the line before."""
    after = text[match.end() : match.end() + 2]
    return after.startswith(")") and "(" not in match.group()
