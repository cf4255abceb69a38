"""Where the runs of a document stand in every count there is: reporters' pages, numbered paragraphs, notes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from core.ingest.footnotes import footnotes
from core.ingest.reading import Reading
from core.ingest.star_pages import star_pages
from core.models import Citation, Footnote, MarkKind, Page, Passage, Section, Span, StarPage

Position = tuple[int, int]
"""Page number and offset in that page's text."""
_PARAGRAPH = re.compile(r"(?:\n|\A)[ \t]{0,40}(?:\[(\d{1,4})\]|\[?\{?¶[ \t]{0,3}(\d{1,4})[\]}]?\.?)(?=\s)")
_FEWEST = 5
"""Numbers in a row from which the paragraphs of a printed judgment are held to be numbered."""


class Places:
    """What can be found of them in one reading."""

    def __init__(self, reading: Reading) -> None:
        leaves = any(page.marks for page in reading.pages)
        self.footnotes = _marked_notes(reading.pages) if leaves else _printed_notes(reading)
        rows = [[(reading.position(star.start), star.label) for star in row] for row in star_pages(reading.text)]
        self.star_pages = [StarPage(page=page, start=start, label=label) for (page, start), label in sorted(star for row in rows for star in row)]
        self.slip_pages = _begins_anew(reading.pages)
        self._paragraphs = _marked_paragraphs(reading.pages) if leaves else _printed_paragraphs(reading)
        self._paragraph_starts = [position for position, _ in self._paragraphs]
        self._rows = [([position for position, _ in row], [label for _, label in row]) for row in rows]
        self._notes = sorted(((span.page, span.start), (span.page, span.end), note.number) for note in self.footnotes for span in note.spans)
        self._note_starts = [start for start, _, _ in self._notes]

    def mark(self, passages: Iterable[Passage], sections: Iterable[Section]) -> None:
        """Write into passages and sections where they begin."""
        for passage in passages:
            first, last = passage.spans[0], passage.spans[-1]
            position = (first.page, first.start)
            passage.star_pages = self.stars_at(position)
            passage.paragraph = self._paragraphs_of(position, (last.page, last.end - 1))
            passage.footnote = self.note_at(position, (last.page, last.end))
        for section in sections:
            section.paragraph = self.paragraph_at((section.page, section.start))

    def stars_at(self, position: Position) -> list[str]:
        """The page of each reporter that a run at `position` stands on; one that begins with it counts."""
        found: list[str] = []
        for positions, labels in self._rows:
            at = bisect_right(positions, position) - 1
            if at >= 0:
                found.append(labels[at])
        return found

    def paragraph_at(self, position: Position) -> str | None:
        at = bisect_right(self._paragraph_starts, position) - 1
        return self._paragraphs[at][1] or None if at >= 0 else None

    def _paragraphs_of(self, start: Position, end: Position) -> str | None:
        """ "12", or "12–14" for a run that goes on over paragraphs."""
        first, last = self.paragraph_at(start), self.paragraph_at(end)
        return f"{first}–{last}" if first and last and first != last else first or last

    def note_at(self, start: Position, end: Position) -> str | None:
        """The note that a run stands in as a whole."""
        at = bisect_right(self._note_starts, start) - 1
        if at < 0 or start >= self._notes[at][1]:
            return None
        number = self._notes[at][2]
        while at + 1 < len(self._notes) and self._notes[at + 1][2] == number and self._notes[at + 1][0] < end:
            at += 1  # it goes on overleaf
        return number if end <= self._notes[at][1] else None


def mark_notes(citations: Iterable[Citation], notes: Iterable[Footnote]) -> None:
    """Say of each citation whether it begins in a note."""
    runs = sorted(((span.page, span.start), (span.page, span.end)) for note in notes for span in note.spans)
    starts = [start for start, _ in runs]
    for citation in citations:
        position = (citation.page, citation.start)
        at = bisect_right(starts, position) - 1
        citation.footnote = at >= 0 and position < runs[at][1]


def _marked_notes(pages: Sequence[Page]) -> list[Footnote]:
    found: list[Footnote] = []
    for page in pages:
        for mark in page.marks:
            if mark.kind is not MarkKind.FOOTNOTE:
                continue
            span = Span(page=page.number, start=mark.start, end=mark.end)
            last = found[-1] if found else None
            if last is not None and last.number == mark.label and last.spans[-1].page in (page.number, page.number - 1):
                last.spans.append(span)
            else:
                found.append(Footnote(number=mark.label, spans=[span]))
    return found


def _printed_notes(reading: Reading) -> list[Footnote]:
    notes = footnotes(reading.text, reading.page_starts)
    found = [Footnote(number=note.number, spans=[span for start, end in note.runs for span in reading.spans(start, end)]) for note in notes]
    return [note for note in found if note.spans]


def _marked_paragraphs(pages: Sequence[Page]) -> list[tuple[Position, str]]:
    return [((page.number, mark.start), mark.label) for page in pages for mark in page.marks if mark.kind is MarkKind.PARAGRAPH]


def _printed_paragraphs(reading: Reading) -> list[tuple[Position, str]]:
    """Of judgments that number their paragraphs as "[12]" or "¶ 12" and keep count."""
    if "¶" not in reading.text and "[1]" not in reading.text:
        return []
    found: list[tuple[int, str]] = []
    for match in _PARAGRAPH.finditer(reading.text):
        number = match[1] or match[2]
        if int(number) == len(found) + 1:
            found.append((match.end(), number))
    return [(reading.position(at), number) for at, number in found] if len(found) >= _FEWEST else []


def _begins_anew(pages: Sequence[Page]) -> bool:
    """Whether the printed numbers go back somewhere, as where each opinion of a slip opinion is paged from 1."""
    last = 0
    for page in pages:
        number = int(page.printed_number) if page.printed_number and page.printed_number.isdecimal() else 0
        if number and number <= last:
            return True
        last = number or last
    return False
