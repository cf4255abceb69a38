"""Makes pages of images from pages of text: as a scanner would, and with the bad text layers some scanners add."""

from __future__ import annotations

import io

import numpy as np
import pymupdf
from PIL import Image

PAPER = 250


def scan(source: pymupdf.Document, *, dpi: int = 200, skew: float = 0.0, noise: float = 0.0, quality: int = 35) -> pymupdf.Document:
    """Greyscale JPEG pages without any text. `skew` in degrees, `noise` as a standard deviation of 0 to 255."""
    scanned = pymupdf.open()
    for page in source:
        jpeg = _jpeg(_photograph(page, dpi, skew, noise, seed=page.number), quality)
        target = scanned.new_page(width=page.rect.width, height=page.rect.height)
        target.insert_image(target.rect, stream=jpeg)
    return scanned


def with_bad_text(source: pymupdf.Document, *, dpi: int = 150, quality: int = 30) -> pymupdf.Document:
    """Pages that look right and extract as nonsense: each letter 29 code points too low, as when a font's glyph
    numbers are taken for its characters."""
    scanned = scan(source, dpi=dpi, quality=quality)
    for page, original in zip(scanned, source, strict=True):
        for x0, y0, _x1, y1, word, *_ in original.get_text("words"):
            shifted = "".join(chr(ord(letter) - 29) for letter in word if ord(letter) in range(62, 127))
            if shifted:
                page.insert_text((x0, y1 - (y1 - y0) * 0.25), shifted, fontsize=10, render_mode=3)
    return scanned


def _photograph(page: pymupdf.Page, dpi: int, skew: float, noise: float, seed: int) -> Image.Image:
    pixels = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
    image = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    if skew:
        image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    if not noise:
        return image
    grain = np.random.default_rng(seed).normal(0, noise, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image, dtype=np.float32) * PAPER / 255 + grain, 0, 255).astype(np.uint8))


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
