"""A page as a picture, with passages marked as if by a highlighter. For worker processes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import BadArgument, DamagedFile, NotFound
from core.ingest.marks import Box, boxes_of_words, boxes_stored, rectangles
from core.ingest.mupdf import pymupdf
from core.ingest.pdf import open_pdf

NARROWEST, WIDEST = 200, 3000
MOST_PIXELS = 24_000_000
MARKER = (1.0, 0.9, 0.4)
"""Red, green and blue, 0 to 1: the colour that white paper takes under the marker."""
_GREYS = 32
"""Shades a black-and-white page is drawn in; more cannot be told apart in text and cost bytes."""
_COLOURFUL = 24
"""Difference between channels (0 to 255) from which a pixel has a colour."""
_MARGIN = 0.0015
_SHEET, _SHEET_MARGIN = (612, 792), 72  # points: a letter page with margins of an inch
_LETTERS_A_LINE, _LINE_HEIGHT = 85, 15
_SHEET_STYLE = "* {font-family: serif; font-size: 11px; line-height: 1.3}"

Pixels = NDArray[np.uint8]


def render_page(
    path: str,
    number: int,
    *,
    width: int = 1000,
    marks: Sequence[tuple[int, int]] = (),
    text: str = "",
    boxes: bytes | None = None,
    colour: tuple[float, float, float] = MARKER,
) -> tuple[bytes, int]:
    """A PNG of page `number` (from 1), `width` pixels wide (200 to 3000; less for pages of extreme length), and how many
    rectangles were marked on it.

    `marks` are spans of `text`, the page's stored text; `boxes` its word rectangles where it was read by OCR. What can
    not be found on the page any more is not marked. Raises BadArgument, NotFound, DamagedFile.
    """
    if not NARROWEST <= width <= WIDEST:
        raise BadArgument(f"A page can be drawn {NARROWEST} to {WIDEST} pixels wide, not {width}.")
    with open_pdf(path) as document:
        try:
            if not 1 <= number <= document.page_count:
                raise NotFound(f"This document has no page {number}.")
            page = document.load_page(number - 1)
            places = _places(page, marks, text, boxes)
            pixels = _draw(page, width)
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase) as error:
            raise DamagedFile("This page is damaged and cannot be drawn.", "The text that could be read is kept.") from error
    return _png(pixels, _mask(pixels, places), colour), len(places)


def render_text(
    text: str, *, width: int = 1000, marks: Sequence[tuple[int, int]] = (), colour: tuple[float, float, float] = MARKER
) -> tuple[bytes, int]:
    """The same for a page that is not paper: its text set on a sheet as long as it needs."""
    if not NARROWEST <= width <= WIDEST:
        raise BadArgument(f"A page can be drawn {NARROWEST} to {WIDEST} pixels wide, not {width}.")
    with pymupdf.open() as document:
        page = _typeset(document, text)
        places = _places(page, marks, text, None)
        pixels = _draw(page, width)
    return _png(pixels, _mask(pixels, places), colour), len(places)


def _typeset(document: Any, text: str) -> Any:
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    height = max(_SHEET[1], 2 * _SHEET_MARGIN + lines * _LINE_HEIGHT)
    page = document.new_page(width=_SHEET[0], height=height)
    room = pymupdf.Rect(_SHEET_MARGIN, _SHEET_MARGIN, _SHEET[0] - _SHEET_MARGIN, height - _SHEET_MARGIN)
    # Set smaller where it would not fit: nothing of it is cut off.
    page.insert_htmlbox(room, f'<div style="white-space:pre-wrap">{escape(text)}</div>', css=_SHEET_STYLE, scale_low=0)
    return page


def _places(page: Any, marks: Sequence[tuple[int, int]], text: str, boxes: bytes | None) -> list[Box]:
    if not marks:
        return []
    return rectangles(text, marks, boxes_stored(boxes) if boxes is not None else boxes_of_words(page, text))


def _draw(page: Any, width: int) -> Pixels:
    frame = page.rect
    scale = min(width / frame.width, (MOST_PIXELS / (frame.width * frame.height)) ** 0.5)
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False)
    rows = np.frombuffer(pixmap.samples, dtype=np.uint8).reshape(pixmap.height, pixmap.stride)
    return rows[:, : pixmap.width * 3].reshape(pixmap.height, pixmap.width, 3)


def _mask(pixels: Pixels, places: Sequence[Box]) -> NDArray[np.bool_]:
    height, width = pixels.shape[:2]
    mask = np.zeros((height, width), dtype=np.bool_)
    for x0, y0, x1, y1 in places:
        left, right = max(0, round((x0 - _MARGIN) * width)), max(0, round((x1 + _MARGIN) * width))
        top, bottom = max(0, round(y0 * height)), max(0, round(y1 * height))
        mask[top : bottom + 1, left : right + 1] = True
    return mask


def _png(pixels: Pixels, mask: NDArray[np.bool_], colour: tuple[float, float, float]) -> bytes:
    picture = _in_colour(pixels, mask, colour) if _is_colourful(pixels) else _in_greys(pixels, mask, colour)
    file = BytesIO()
    picture.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _is_colourful(pixels: Pixels) -> bool:
    sample = pixels[::2, ::2].astype(np.int16)
    return bool((np.ptp(sample, axis=2) > _COLOURFUL).mean() > 0.0005)


def _in_colour(pixels: Pixels, mask: NDArray[np.bool_], colour: tuple[float, float, float]) -> Image.Image:
    if not mask.any():
        return Image.fromarray(pixels)
    marked = pixels.copy()
    marked[mask] = (pixels[mask] * np.asarray(colour)).astype(np.uint8)
    return Image.fromarray(marked)


def _in_greys(pixels: Pixels, mask: NDArray[np.bool_], colour: tuple[float, float, float]) -> Image.Image:
    """One byte a pixel: shades of grey, then the same shades under the marker."""
    step = 256 // _GREYS
    picture = Image.fromarray(pixels[:, :, 1] // step + np.where(mask, _GREYS, 0).astype(np.uint8), mode="P")
    greys = [round(shade * 255 / (_GREYS - 1)) for shade in range(_GREYS)]
    plain = [channel for grey in greys for channel in (grey, grey, grey)]
    marked = [round(grey * share) for grey in greys for share in colour]
    picture.putpalette(plain + marked)
    return picture
