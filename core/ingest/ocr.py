"""Reading a scanned page: rendered, turned upright, read by Tesseract. For worker processes, one page at a time.

Tesseract's own page segmentation is kept (columns are read one after the other) and so is its binarisation: on the
development scans no other resolution, threshold or straightening read better than 300 dpi in grey as it stands.
"""

from __future__ import annotations

import re
import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.ingest.mupdf import pymupdf
from core.ingest.ocr_words import OcrWord, confidence_of, pack_boxes, parse_words, text_of_words
from core.ingest.pdf import open_pdf, reason_of
from core.ingest.tesseract import OcrFailed, OcrTooSlow, availability, run_tesseract
from core.models import Page, PageState

__all__ = ["availability", "ocr_page"]

DPI = 300
HIGHEST_DPI = 600
MOST_PIXELS = 16_000_000
FEWEST_PIXELS = 2_000_000
DOUBTFUL = 70.0
"""Mean confidence (0 to 100) below which the page may stand on its head: upright scans read at 91 and more."""
FEW_LETTERS = 40
_SIDEWAYS = 1.2
"""Ratio of stripes across to stripes down from which lines of text seem to run downwards."""
_OSD_ROTATION = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)

Image = NDArray[np.uint8]


def ocr_page(path: str, case_id: str, number: int, *, language: str = "eng", deadline_s: float = 60) -> Page:
    """Page `number` (from 1) as Tesseract reads it: `ocr` with text, boxes, confidence and rotation; `blank` when nothing
    is there to read; `failed` with the reason. Ends within `deadline_s` seconds, rendering apart.

    Raises Unavailable when Tesseract is not installed, DamagedFile when the file does not open.
    """
    end = time.monotonic() + deadline_s
    with open_pdf(path) as document:
        try:
            image = _render(document.load_page(number - 1))
        except Exception as error:  # noqa: BLE001  a parser of hostile input can raise anything; the ledger keeps the reason
            return Page(case_id=case_id, number=number, state=PageState.FAILED, error=f"The page is damaged: {reason_of(error)}")
    try:
        words, turned = _read_upright(image, language, end)
    except OcrTooSlow:
        return _unread(case_id, number, f"Reading the scan took longer than {deadline_s:.0f} seconds.")
    except OcrFailed as error:
        return _unread(case_id, number, f"The scan could not be read: {error}")
    if not words:
        return Page(case_id=case_id, number=number, state=PageState.BLANK)
    return Page(
        case_id=case_id,
        number=number,
        state=PageState.OCR,
        text=text_of_words(words),
        ocr_confidence=round(confidence_of(words) / 100, 4),
        rotation=turned,
        boxes=pack_boxes(words, turned),
    )


def _unread(case_id: str, number: int, reason: str) -> Page:
    return Page(case_id=case_id, number=number, state=PageState.FAILED, needs_ocr=True, error=reason)


def _render(page: Any) -> Image:
    area = max(1.0, page.rect.get_area())
    scale = DPI / 72
    if area * scale**2 < FEWEST_PIXELS:
        scale = min(HIGHEST_DPI / 72, (FEWEST_PIXELS / area) ** 0.5)
    scale = min(scale, (MOST_PIXELS / area) ** 0.5)
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False)
    return np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width]


def _read_upright(image: Image, language: str, end: float) -> tuple[list[OcrWord], int]:
    """The words, and by how many degrees clockwise the image was turned first. Upright pages cost no second look."""
    if _seems_sideways(image) and (turned := _orientation(image, end)):
        return _read(image, turned, language, end), turned
    words = _read(image, 0, language, end)
    if confidence_of(words) >= DOUBTFUL and sum(len(word.text) for word in words) >= FEW_LETTERS:
        return words, 0
    turned = _orientation(image, end)
    if not turned:
        return words, 0
    other = _read(image, turned, language, end)
    return (other, turned) if _weight(other) > _weight(words) else (words, 0)


def _weight(words: list[OcrWord]) -> float:
    return sum(word.confidence * len(word.text) for word in words)


def _read(image: Image, turned: int, language: str, end: float) -> list[OcrWord]:
    upright = np.rot90(image, k=-turned // 90)
    height, width = upright.shape
    table = run_tesseract(_pgm(upright), "--dpi", str(DPI), "-l", language, "--psm", "3", "tsv", seconds=end - time.monotonic())
    return parse_words(table, width, height)


def _orientation(image: Image, end: float) -> int:
    """Degrees clockwise to turn the image by, 0 when Tesseract cannot tell or has no data for telling."""
    try:
        report = run_tesseract(_pgm(image), "--dpi", str(DPI), "--psm", "0", "-l", "osd", seconds=end - time.monotonic())
    except OcrTooSlow:
        raise
    except OcrFailed:
        return 0
    found = _OSD_ROTATION.search(report)
    return int(found[1]) % 360 if found else 0


def _seems_sideways(image: Image) -> bool:
    """Lines of text make stripes: many changes between dark and light across them, few along them."""
    rows, columns = image.shape[0] // 4, image.shape[1] // 4
    if not rows or not columns:
        return False
    small = image[: rows * 4, : columns * 4].reshape(rows, 4, columns, 4).mean(axis=(1, 3))
    dark = (small < small.mean() - small.std()).astype(np.float64)
    down, across = np.diff(dark.mean(axis=1)), np.diff(dark.mean(axis=0))
    return bool(np.square(across).mean() > _SIDEWAYS * np.square(down).mean())


def _pgm(image: Image) -> bytes:
    height, width = image.shape
    return b"P5 %d %d 255\n" % (width, height) + np.ascontiguousarray(image).tobytes()
