"""The parts of a document: front matter, syllabus, opinion, concurrences, dissents, orders, appendices, and their headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.ingest.headings import Heading, headings, is_usual
from core.ingest.openings import Opening, openings
from core.ingest.person import tidy_name

_FRONT_LIMIT = 2_000  # characters of a repeated caption at the top of a page
_FRONT_REACH = 6_000  # characters within which an opinion begins when nothing but a heading says so
_TITLE_REACH = 900  # how far below a title such as OPINION the writer may be named
_LABELS = {
    "caption": "Caption",
    "syllabus": "Syllabus",
    "opinion": "Opinion",
    "concurrence": "Concurrence",
    "dissent": "Dissent",
    "concurrence_dissent": "Concurrence and dissent",
    "order": "Order",
    "appendix": "Appendix",
    "document": "Document",
}
_CONCLUDED = re.compile(r"[^.:]{0,300}\b(?:conclud(?:ed|ing)|holding|held)\b")
_COURT_LINE = re.compile(r"(?im)^\s*(?:in\s+the\s+)?[^\n]{0,60}\b(?:court|tribunal|board|commission)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document and its headings, in offsets of the reading's text. Parts follow each other without gaps."""

    kind: str
    title: str
    author: str | None
    start: int
    end: int
    headings: tuple[Heading, ...] = ()


def parts(text: str, page_starts: Sequence[int]) -> list[Part]:
    """The parts in order, covering the whole text. A text that announces no part is one part of kind `document`."""
    marks = _with_captions(text, _distinct(text, openings(text)), page_starts)
    if not marks:
        marks = _first_heading(text)
    if not marks:
        return [_part(text, Opening(0, 0, "document", None), 0, len(text))] if text.strip() else []
    if text[: marks[0].start].strip():
        marks.insert(0, Opening(0, 0, "caption", None))
    else:
        marks[0] = replace(marks[0], start=0)
    ends = [*(mark.start for mark in marks[1:]), len(text)]
    return [_part(text, mark, mark.start, end) for mark, end in zip(marks, ends, strict=True)]


def _part(text: str, mark: Opening, start: int, end: int) -> Part:
    author = tidy_name(mark.author, text) if mark.author else None
    title = _LABELS[mark.kind] + (f" ({author})" if author else "")
    inner = () if mark.kind in {"caption", "syllabus"} else tuple(headings(text, max(start, mark.end), end))
    return Part(mark.kind, title, author, start, end, inner)


def _distinct(text: str, found: Sequence[Opening]) -> list[Opening]:
    """Leave out lists of writers, running heads that repeat the part in force, and join a title to the name under it."""
    kept: list[Opening] = []
    for opening in found:
        current = kept[-1] if kept else None
        if current is None:
            kept.append(opening)
        elif _is_head_of(current, opening):
            kept[-1] = opening
        elif _repeats(opening, current) or (current.kind == "syllabus" and _told(text, opening)):
            continue
        elif current.heading and opening.author and opening.kind == _kind_of_pair(current, opening) and opening.start - current.end < _TITLE_REACH:
            kept[-1] = replace(current, kind=opening.kind, author=opening.author, end=opening.end, heading=False)
        else:
            kept.append(opening)
    return kept


def _is_head_of(current: Opening, opening: Opening) -> bool:
    """A running head that stands above the caption of the part it names."""
    return _same(current, opening) and opening.start - current.end < _FRONT_LIMIT and not current.heading and current.bare


def _same(one: Opening, other: Opening) -> bool:
    return one.kind == other.kind and one.author is not None and other.author is not None and one.author.upper() == other.author.upper()


def _told(text: str, opening: Opening) -> bool:
    """A syllabus tells what a writer concluded in the words with which the opinion itself would open."""
    return bool(_CONCLUDED.match(text, opening.end, opening.end + 400))


def _kind_of_pair(title: Opening, named: Opening) -> str:
    """ORDER over "PER CURIAM" is an order that is signed so; DISSENTING OPINION over "SMITH, J." is a dissent."""
    if named.kind == "opinion" and title.kind in {"order", "dissent", "concurrence", "concurrence_dissent"}:
        return title.kind
    return named.kind


def _repeats(opening: Opening, current: Opening) -> bool:
    if opening.start < current.end:
        return True
    if current.kind == "syllabus" and (opening.reported or opening.kind == "syllabus"):
        return True
    if opening.author is None:
        return opening.heading and opening.kind in {current.kind, "order", "opinion"} and current.kind != "syllabus"
    return _same(opening, current)


def _first_heading(text: str) -> list[Opening]:
    """A court's document that announces nothing begins its opinion at its first usual heading ("Introduction")."""
    front = text[:_FRONT_REACH]
    found = next((heading for heading in headings(text, 0, len(front)) if is_usual(heading.title)), None)
    if found is None or not _COURT_LINE.search(front, 0, found.start):
        return []
    return [Opening(found.start, found.start, "opinion", None)]


def _with_captions(text: str, marks: list[Opening], page_starts: Sequence[int]) -> list[Opening]:
    """Where a page begins with the court's name and the caption before a part opens, that front matter is a caption of its own."""
    result: list[Opening] = []
    for mark in marks:
        top = page_starts[max(bisect_right(page_starts, mark.start) - 1, 0)]
        front = text[top : mark.start]
        free = not result or result[-1].end <= top
        if result and free and front.strip() and len(front) < _FRONT_LIMIT and _COURT_LINE.search(front):
            result.append(Opening(top, top, "caption", None))
        result.append(mark)
    return result
