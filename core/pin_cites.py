"""Pin cites as a lawyer gives them: "556 U.S. at 309 (PDF p. 12)", "slip op. at 12 (PDF p. 14)", "100 A.3d at 1006 n.3", "¶ 12".

The reporter's page comes first, from a star page or from the printed number where it can be a page of the case's own citation;
then the printed number of a slip opinion; then the paragraph. In brackets stands where to find it in the file at hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from core.models import Case, Page, Place, Span

_SEPARATE = {"concurrence": "concurrence", "dissent": "dissent", "concurrence_dissent": "concurrence and dissent", "appendix": "appendix"}
_NUMBERED = re.compile(r"\b(?:WL|LEXIS|Slip Op\.?|Memo\.?)\Z")
_PAGES_A_SHEET = 4
"""Reporter pages that one sheet can stand for at most; a printed number further on is no page of that citation."""


class Cited(Protocol):
    """What a pin cite needs of a case."""

    @property
    def citation(self) -> str | None: ...
    @property
    def parallel_citations(self) -> Sequence[str]: ...
    @property
    def is_pdf(self) -> bool: ...
    @property
    def slip_pages(self) -> bool: ...
    @property
    def page_count(self) -> int: ...


class Placed(Protocol):
    """Where a passage, or a `Place`, stands."""

    page: int
    printed_page: str | None
    star_pages: list[str]
    paragraph: str | None
    footnote: str | None
    section: str


def pin_cite(case: Cited, place: Placed) -> str:
    """The pin cite of a place in a case."""
    note = f" n.{place.footnote}" if place.footnote else ""
    in_file = _in_file(case, place)
    pin = _reporter_page(case, place) or _slip_page(place)
    if pin:
        return f"{pin}{note} ({in_file})" if in_file else f"{pin}{note}"
    if place.paragraph and case.is_pdf:
        return f"{_paragraphs(place.paragraph)}{note} ({in_file})"
    return f"{in_file}{note}" if in_file else note.strip()


def place_of(case: Case, page: Page, start: int, section: str = "") -> Place:
    """The place of a run that begins at `start` on a page of this case, as for a citation or a quotation."""
    position = (page.number, start)
    stars: dict[str, str] = {}
    for star in case.star_pages:
        if (star.page, star.start) <= position:
            stars[star.label.rpartition(" ")[0]] = star.label
    paragraphs = [mark.label for mark in page.marks if mark.kind == "paragraph" and mark.start <= start]
    return Place(
        page=page.number,
        printed_page=page.printed_number,
        star_pages=list(stars.values()),
        paragraph=paragraphs[-1] or None if paragraphs else None,
        footnote=next((note.number for note in case.footnotes if any(_holds(span, position) for span in note.spans)), None),
        section=section,
    )


def _holds(span: Span, position: tuple[int, int]) -> bool:
    return span.page == position[0] and span.start <= position[1] < span.end


def _in_file(case: Cited, place: Placed) -> str:
    if case.is_pdf:
        return f"PDF p. {place.page}"
    if place.paragraph:
        return _paragraphs(place.paragraph)
    return f"p. {place.page}" if place.printed_page else "" if place.footnote else "before ¶ 1"


def _paragraphs(number: str) -> str:
    return f"¶¶ {number}" if "–" in number else f"¶ {number}"


def _reporter_page(case: Cited, place: Placed) -> str | None:
    cites = [cite for cite in (case.citation, *case.parallel_citations) if cite]
    for cite in cites:
        reporter, first = _split(cite)
        named = next((star for star in place.star_pages if _same(star.rpartition(" ")[0], reporter)), None)
        if named:
            return f"{reporter} at {named.rpartition(' ')[2]}"
    bare = [int(star) for star in place.star_pages if star.isdecimal()]
    for cite in cites:
        reporter, first = _split(cite)
        pages = [number for number in bare if first is not None and first <= number and _closest(cites, number) == cite]
        if pages:
            return f"{reporter} at {pages[0]}"
    if any(" " in star for star in place.star_pages):
        star = next(star for star in place.star_pages if " " in star)
        return f"{star.rpartition(' ')[0]} at {star.rpartition(' ')[2]}"
    if len(bare) == 1:
        pageless = next((cite for cite in cites if _split(cite)[1] is None), None)
        if pageless or not cites:  # of two bare rows, or one below the first page, nobody knows which reporter it counts
            return f"{pageless}, at *{bare[0]}" if pageless else f"at *{bare[0]}"
    return _printed_in_reporter(case, place)


def _printed_in_reporter(case: Cited, place: Placed) -> str | None:
    """The printed number as a page of the case's own citation: slip opinions number theirs from 1, each part anew."""
    reporter, first = _split(case.citation or "")
    if case.slip_pages or first is None or not place.printed_page or not place.printed_page.isdecimal():
        return None
    number = int(place.printed_page)
    return f"{reporter} at {number}" if first <= number <= first + _PAGES_A_SHEET * max(case.page_count, 1) else None


def _slip_page(place: Placed) -> str | None:
    if not place.printed_page:
        return None
    if place.section == "syllabus":
        return f"syllabus at {place.printed_page}"
    part = _SEPARATE.get(place.section)
    return f"slip op. at {place.printed_page}" + (f", {part}" if part else "")


def _split(cite: str) -> tuple[str, int | None]:
    """Volume and reporter, and the first page; None for the number of a database or of a slip opinion."""
    reporter, _, first = cite.rpartition(" ")
    return reporter, int(first) if reporter and first.isdecimal() and not _NUMBERED.search(reporter) else None


def _closest(cites: Sequence[str], number: int) -> str | None:
    """Of several reporters the one whose first page is nearest below: a bare star does not say which it means."""
    firsts = [(first, cite) for cite in cites if (first := _split(cite)[1]) is not None and first <= number]
    return max(firsts)[1] if firsts else None


def _same(one: str, other: str) -> bool:
    return bool(one) and re.sub(r"[\s.]", "", one).lower() == re.sub(r"[\s.]", "", other).lower()
