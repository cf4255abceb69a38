"""The face of a document: the lines of its first pages, where a caption says what it is, with the way back to each page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.models import Evidence, Page

_PAGES = 2
_CHARACTERS = 7_000
_LONGEST_LINE = 400
_COLUMN = re.compile(r"^(?P<left>[^()§]*?)[ \t]*(?:\)|§|\|)(?:[ \t]+(?P<right>.*))?$")
_NAME_FIRST = re.compile(r"[A-Z]{2,}(?:\s[A-Z.]+)*\s[A-Z]{2,}\b")
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with text and where it stands."""

    page: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def evidence(self, confidence: float, start: int = 0, end: int | None = None) -> Evidence:
        """Evidence for part of the line; offsets are within the line."""
        end = len(self.text) if end is None else end
        return Evidence(page=self.page, start=self.start + start, end=self.start + end, text=self.text[start:end], confidence=confidence)


def face_lines(pages: Sequence[Page]) -> list[Line]:
    """The lines with text of the first pages that have any, without blanks at their ends."""
    lines: list[Line] = []
    left = _CHARACTERS
    for page in [page for page in pages if page.text.strip()][:_PAGES]:
        lines += lines_of(page, left)
        left = max(_CHARACTERS // 3, left - len(page.text))
    return lines


def lines_of(page: Page, limit: int = _CHARACTERS) -> list[Line]:
    """The lines with text among the first `limit` characters of a page."""
    found: list[Line] = []
    offset = 0
    for raw in page.text[:limit].split("\n"):
        stripped = raw.strip()
        if stripped and len(stripped) <= _LONGEST_LINE:
            found.append(Line(page.number, offset + len(raw) - len(raw.lstrip()), stripped))
        offset += len(raw) + 1
    return found


def caption_lines(lines: Sequence[Line], body: tuple[int, int] | None) -> list[Line]:
    """The lines before the body of the opinion begins at `body` (page and offset), prose left out."""
    before = [line for line in lines if body is None or (line.page, line.start) < body]
    return [line for line in before if not is_prose(line.text)]


def is_prose(text: str) -> bool:
    """Whether a line is running text: many words in lower case, more than a caption has."""
    if _NAME_FIRST.match(text):
        return False
    small = sum(len(word) for word in _SMALL_WORD.findall(text))
    return small > 0.55 * len(text) and len(text) > 45


def columns(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """A caption ruled by ")", "§" or "|": its parties on the left and what stands on the right. Without a rule, all is left."""
    matches = [_COLUMN.match(line.text) for line in lines]
    if sum(match is not None for match in matches) < 3:
        return list(lines), []
    left: list[Line] = []
    right: list[Line] = []
    for line, match in zip(lines, matches, strict=True):
        if match is None:
            left.append(line)
            continue
        if match["left"].strip():
            left.append(Line(line.page, line.start, match["left"]))
        if match["right"]:
            right.append(Line(line.page, line.start + match.start("right"), match["right"]))
    return left, right
