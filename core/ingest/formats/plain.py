"""Plain text: paragraphs by blank lines, or by lines where the text is not wrapped; pages where it has form feeds."""

from __future__ import annotations

import re
from statistics import median

from core.ingest.formats.blocks import Block

_BLANK = re.compile(r"\n(?:[ \t\v\xa0]*\n)+")
_UNWRAPPED = 120
"""Characters of the middle line from which each line is a paragraph."""

LONGEST_PAGE = 20_000
"""Characters that a sheet of paper can hold; with more between two form feeds, they are no pages."""


def paragraphs_of(text: str) -> list[Block]:
    """The paragraphs, their lines kept but without the blanks around them."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    unwrapped = bool(lines) and median(lines) > _UNWRAPPED
    found = text.split("\n") if unwrapped else _BLANK.split(text)
    return [Block(tidy) for paragraph in found if (tidy := tidy_lines(paragraph))]


def paper_pages(text: str) -> list[str] | None:
    """The pages of a text that keeps those of the paper (a form feed ends each), blank lines as they are; None without them."""
    pages = text.rstrip("\f\n ").split("\f")
    if len(pages) == 1 or max(map(len, pages)) > LONGEST_PAGE:
        return None
    return [re.sub(r"\n{3,}", "\n\n", tidy_lines(page)) for page in pages]


def tidy_lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")
