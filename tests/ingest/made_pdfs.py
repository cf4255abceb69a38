"""PDFs made for the tests: typeset pages, and scans of them."""

from __future__ import annotations

from pathlib import Path

import pymupdf

SENTENCES = (
    "The judgment of the district court is affirmed because the record supports every finding of fact that it made.",
    "Appellant contends that the notice was served late, but the statute counts days from the date of entry.",
    "We review questions of law anew and find that the contract was formed when the letter was posted.",
    "Nothing in the statute suggests that the legislature meant to leave tenants without any remedy at all.",
    "The dissent would read the clause to cover barges, which no court in this circuit has ever done.",
)
PROSE = " ".join(SENTENCES * 4)


def typeset(path: Path, *texts: str, size: float = 12) -> str:
    """One page for each text; an empty text gives an empty page."""
    with pymupdf.open() as document:
        for text in texts:
            page = document.new_page()
            if text:
                page.insert_textbox(pymupdf.Rect(72, 72, 540, 720), text, fontsize=size)
        document.save(path)
    return str(path)


def two_columns(path: Path, left: str, right: str) -> str:
    """A page set in two columns, the right one drawn first."""
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_textbox(pymupdf.Rect(320, 72, 550, 720), right, fontsize=13)
        page.insert_textbox(pymupdf.Rect(62, 72, 290, 720), left, fontsize=13)
        document.save(path)
    return str(path)


def scanned(source: str, path: Path, *, dpi: int = 150, rotation: int = 0, stamp: str = "") -> str:
    """Pictures of the pages of `source`, fed askew by `rotation` degrees, with a digital `stamp` on top."""
    with pymupdf.open(source) as original, pymupdf.open() as document:
        for page in original:
            page.set_rotation(rotation)
            picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY)
            scan = document.new_page(width=page.rect.width, height=page.rect.height)
            scan.insert_image(scan.rect, pixmap=picture)
            if stamp:
                scan.insert_text((72, 20), stamp, fontsize=8)
        document.save(path, deflate=True)
    return str(path)


def pictured(path: Path, samples: bytes, width: int, height: int) -> str:
    """A page that is one grey picture."""
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_image(page.rect, pixmap=pymupdf.Pixmap(pymupdf.csGRAY, width, height, samples, False), keep_proportion=False)
        document.save(path, deflate=True)
    return str(path)
