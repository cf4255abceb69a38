"""Pages as pictures, and marks where the words are."""

from __future__ import annotations

import struct
from io import BytesIO

import numpy as np
import pymupdf
import pytest
from made_pdfs import PROSE, scanned, typeset
from PIL import Image

from core.errors import BadArgument, DamagedFile, NotFound
from core.ingest.marks import rectangles
from core.ingest.pdf import read_pages
from core.ingest.render import render_page


def marked(png):
    """Where the picture is yellow, as shares of its width and height: left, top, right, bottom."""
    pixels = np.asarray(Image.open(BytesIO(png)).convert("RGB")).astype(int)
    rows, columns = np.nonzero(pixels[:, :, 0] - pixels[:, :, 2] > 80)
    height, width = pixels.shape[:2]
    return columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_marks_stand_on_their_words_however_the_page_is_turned(tmp_path, rotation):
    path = typeset(tmp_path / "flat.pdf", PROSE)
    with pymupdf.open(path) as document:
        document[0].set_rotation(rotation)
        document.save(tmp_path / "turned.pdf")
        word = next(w for w in document[0].get_text("words") if w[4] == "Appellant")
        place = pymupdf.Rect(word[:4]) * document[0].rotation_matrix
        frame = document[0].rect
    turned = str(tmp_path / "turned.pdf")
    text = read_pages(turned, "c", [1])[0].text
    start = text.index("Appellant")
    png, count = render_page(turned, 1, marks=[(start, start + 9)], text=text)
    assert count == 1
    wanted = (place.x0 / frame.width, place.y0 / frame.height, place.x1 / frame.width, place.y1 / frame.height)
    assert marked(png) == pytest.approx(wanted, abs=0.004)


def test_a_span_over_lines_is_marked_line_by_line_and_text_stays_black(tmp_path):
    path = typeset(tmp_path / "a.pdf", PROSE)
    text = read_pages(path, "c", [1])[0].text
    lines = text.split("\n")
    png, count = render_page(path, 1, marks=[(0, len("\n".join(lines[:3])))], text=text)
    assert count == 3
    plain, _ = render_page(path, 1)
    dark, dark_marked = (int((np.asarray(Image.open(BytesIO(p)).convert("L")) < 60).sum()) for p in (plain, png))
    assert dark_marked >= dark > 0


def test_text_stored_by_another_parser_is_marked_where_it_surely_is(tmp_path):
    path = typeset(tmp_path / "a.pdf", PROSE)
    page = read_pages(path, "c", [1])[0]
    stored = page.text.replace("district", "dis trict", 1)  # one word more than the layer has
    start = stored.index("Appellant")
    shifted, count = render_page(path, 1, marks=[(start, start + 9)], text=stored)
    true = page.text.index("Appellant")
    assert count == 1
    assert shifted == render_page(path, 1, marks=[(true, true + 9)], text=page.text)[0]
    lost = stored.index("dis trict")
    assert render_page(path, 1, marks=[(lost, lost + 9)], text=stored)[1] == 0


def test_boxes_of_a_scan_are_marked(tmp_path):
    scan = scanned(typeset(tmp_path / "a.pdf", PROSE), tmp_path / "scan.pdf")
    boxes = struct.pack("<8H", 1000, 2000, 3000, 2300, 5000, 8000, 6000, 8300)
    png, count = render_page(scan, 1, marks=[(6, 10)], text="first last", boxes=boxes)
    assert count == 1
    assert marked(png) == pytest.approx((0.5, 0.8, 0.6, 0.83), abs=0.004)


@pytest.mark.parametrize(
    ("boxes", "count"),
    [
        ([(0.1, 0.1, 0.2, 0.12), (0.21, 0.1, 0.3, 0.12)], 1),  # neighbours
        ([(0.1, 0.1, 0.2, 0.12), (0.6, 0.1, 0.7, 0.12)], 2),  # the other column
        ([(0.6, 0.1, 0.7, 0.12), (0.1, 0.13, 0.2, 0.15)], 2),  # the next line
        ([(0.1, 0.1, 0.2, 0.12), None, (0.3, 0.1, 0.4, 0.12)], 2),  # a word that is lost is not marked over
        ([], 0),
    ],
)
def test_words_beside_each_other_share_a_rectangle(boxes, count):
    text = " ".join("word" for _ in boxes)
    assert len(rectangles(text, [(0, len(text))], boxes)) == count


def test_a_picture_is_as_wide_as_asked_and_small(tmp_path):
    path = typeset(tmp_path / "a.pdf", PROSE)
    for width in (200, 1000):
        png, _ = render_page(path, 1, width=width)
        assert Image.open(BytesIO(png)).width == width
    assert len(png) < 100_000


@pytest.mark.parametrize(
    ("number", "width", "error"),
    [(1, 199, BadArgument), (1, 3001, BadArgument), (0, 500, NotFound), (2, 500, NotFound)],
)
def test_what_cannot_be_drawn_says_why(tmp_path, number, width, error):
    with pytest.raises(error):
        render_page(typeset(tmp_path / "a.pdf", PROSE), number, width=width)


def test_a_broken_file_is_damaged(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(DamagedFile):
        render_page(str(tmp_path / "a.pdf"), 1)
