"""Where on the displayed page a span of its text stands, as rectangles line by line."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from core.ingest.mupdf import pymupdf
from core.ingest.words import READINGS, Word, page_words

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 as shares (0 to 1) of the page as it is displayed."""

_TOKEN = re.compile(r"\S+")
_FULL = 10_000


def boxes_of_words(page: Any, text: str) -> list[Box | None]:
    """The place of each token of `text` in the page's text layer; None where the layer no longer has it."""
    tokens = text.split()
    layers = [page_words(page, reading) for reading in READINGS]
    for words in layers:
        if [word[4] for word in words] == tokens:
            return _displayed(page, words)
    # The text was stored by another version of the parser: mark what surely is the same, and nothing else.
    return max((_aligned(tokens, page, words) for words in layers), key=lambda boxes: sum(box is not None for box in boxes))


def boxes_stored(boxes: bytes) -> list[Box | None]:
    """`Page.boxes` as shares of the page."""
    packed = array("H")
    packed.frombytes(boxes[: len(boxes) // 8 * 8])
    if sys.byteorder == "big":
        packed.byteswap()
    shares = [value / _FULL for value in packed]
    return [(shares[i], shares[i + 1], shares[i + 2], shares[i + 3]) for i in range(0, len(shares), 4)]


def rectangles(text: str, spans: Iterable[tuple[int, int]], boxes: Sequence[Box | None]) -> list[Box]:
    """One rectangle for each run of words of a span that stand beside each other on a line. A word that a span touches is marked whole."""
    wanted = [(start, end) for start, end in spans if end > start]
    found: list[Box] = []
    for start, end in wanted:
        found.extend(_by_line([boxes[i] for i, token in enumerate(_TOKEN.finditer(text)) if token.start() < end and token.end() > start]))
    return list(dict.fromkeys(found))


def _displayed(page: Any, words: Sequence[Word]) -> list[Box | None]:
    matrix, frame = page.rotation_matrix, page.rect
    if not page.rotation:
        return [(w[0] / frame.width, w[1] / frame.height, w[2] / frame.width, w[3] / frame.height) for w in words]
    turned = [pymupdf.Rect(word[:4]) * matrix for word in words]
    return [(r.x0 / frame.width, r.y0 / frame.height, r.x1 / frame.width, r.y1 / frame.height) for r in turned]


def _aligned(tokens: Sequence[str], page: Any, words: Sequence[Word]) -> list[Box | None]:
    places = _displayed(page, words)
    boxes: list[Box | None] = [None] * len(tokens)
    matcher = SequenceMatcher(None, tokens, [word[4] for word in words], autojunk=False)
    for ours, theirs, size in matcher.get_matching_blocks():
        boxes[ours : ours + size] = places[theirs : theirs + size]
    return boxes


def _by_line(boxes: Iterable[Box | None]) -> list[Box]:
    lines: list[Box] = []
    open_line = False
    for box in boxes:
        if box is None:
            open_line = False
        elif open_line and _continues(lines[-1], box):
            last = lines[-1]
            lines[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
            open_line = True
    return lines


def _continues(line: Box, box: Box) -> bool:
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    # Beyond a word's height of several letters it is another column.
    near = box[0] >= line[0] and box[0] - line[2] < 0.08
    return near and overlap > 0.5 * min(line[3] - line[1], box[3] - box[1])
