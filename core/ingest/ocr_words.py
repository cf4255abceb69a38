"""From Tesseract's table of words to page text and word rectangles."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from core.ingest.words import plain_tokens

FULL = 10_000
"""Rectangles are in ten-thousandths of the page's width and height."""
LEAST_CONFIDENCE = 45.0
"""Blocks below this mean word confidence (0 to 100) are pictures, rules or noise: text on poor scans stays above 55."""
_COLUMNS = 12
_WORD_LEVEL = "5"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OcrWord:
    """One word: its place as shares (0 to 1) of the image that was read, and Tesseract's confidence, 0 to 100."""

    text: str
    confidence: float
    box: Box
    block: int
    line: tuple[int, int]
    """Paragraph in the block, line in the paragraph."""


def parse_words(table: str, width: int, height: int) -> list[OcrWord]:
    """The words of Tesseract's `tsv` output for an image of that size, in its reading order, without what is only noise."""
    words: list[OcrWord] = []
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) == _COLUMNS and cells[0] == _WORD_LEVEL:
            left, top, across, down = (int(cell) for cell in cells[6:10])
            box = (left / width, top / height, (left + across) / width, (top + down) / height)
            place = int(cells[2]), (int(cells[3]), int(cells[4]))
            words.extend(OcrWord(token, float(cells[10]), box, *place) for token in plain_tokens(cells[11]))
    return [word for block in _blocks(words) if _is_text(block) for word in block]


def confidence_of(words: Sequence[OcrWord]) -> float:
    """Mean confidence weighted by length, 0 to 100; 0 without words."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def text_of_words(words: Sequence[OcrWord]) -> str:
    """Words by spaces, lines by a line feed, paragraphs by two."""
    paragraphs = []
    for _, paragraph in groupby(words, key=lambda word: (word.block, word.line[0])):
        lines = groupby(paragraph, key=lambda word: word.line)
        paragraphs.append("\n".join(" ".join(word.text for word in line) for _, line in lines))
    return "\n\n".join(paragraphs)


def pack_boxes(words: Sequence[OcrWord], turned: int) -> bytes:
    """`Page.boxes` for an image that was turned clockwise by `turned` degrees before it was read."""
    packed = array("H", (_whole(share) for word in words for share in _turned_back(word.box, turned)))
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _blocks(words: Sequence[OcrWord]) -> list[list[OcrWord]]:
    return [list(block) for _, block in groupby(words, key=lambda word: word.block)]


def _is_text(block: Sequence[OcrWord]) -> bool:
    return confidence_of(block) >= LEAST_CONFIDENCE and any(character.isalnum() for word in block for character in word.text)


def _turned_back(box: Box, turned: int) -> Box:
    x0, y0, x1, y1 = box
    if turned == 90:
        return y0, 1 - x1, y1, 1 - x0
    if turned == 180:
        return 1 - x1, 1 - y1, 1 - x0, 1 - y0
    if turned == 270:
        return 1 - y1, x0, 1 - y0, x1
    return box


def _whole(share: float) -> int:
    return max(0, min(FULL, round(share * FULL)))
