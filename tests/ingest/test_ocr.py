"""Scans are read as they lie, in reading order, with rectangles, in bounded time."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from made_pdfs import PROSE, SENTENCES, pictured, scanned, two_columns, typeset

from core.errors import Unavailable
from core.ingest.ocr import availability, ocr_page
from core.ingest.ocr_words import OcrWord, pack_boxes, parse_words, text_of_words
from core.ingest.tesseract import OcrFailed, OcrTooSlow, run_tesseract
from core.models import PageState

ROOT = Path(__file__).parents[2]
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None and "CI" not in os.environ, reason="Tesseract is not installed")
SHORT = " ".join(SENTENCES)


def alike(text, truth):
    found, wanted = text.split(), truth.split()
    return sum(word in found for word in wanted) / len(wanted)


@needs_tesseract
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_scan_is_turned_upright_and_its_boxes_stand_on_the_page_as_shown(tmp_path, rotation):
    flat = typeset(tmp_path / "flat.pdf", PROSE)
    page = ocr_page(scanned(flat, tmp_path / "scan.pdf", rotation=rotation), "c", 1)
    assert page.state is PageState.OCR
    assert page.rotation == (360 - rotation) % 360
    assert alike(page.text, PROSE) > 0.95
    assert page.ocr_confidence > 0.85
    boxes = list(struct.iter_unpack("<4H", page.boxes))
    assert len(boxes) == len(page.text.split())
    with pymupdf.open(flat) as document:
        document[0].set_rotation(rotation)
        word = next(w for w in document[0].get_text("words") if w[4] == "Appellant")
        place, frame = pymupdf.Rect(word[:4]) * document[0].rotation_matrix, document[0].rect
    found = boxes[page.text.split().index("Appellant")]
    wanted = (place.x0 / frame.width, place.y0 / frame.height, place.x1 / frame.width, place.y1 / frame.height)
    assert [value / 10_000 for value in found] == pytest.approx(wanted, abs=0.012)


@needs_tesseract
def test_columns_are_read_one_after_the_other(tmp_path):
    left, right = " ".join(SENTENCES[:2] * 4), " ".join(SENTENCES[2:4] * 4)
    page = ocr_page(scanned(two_columns(tmp_path / "flat.pdf", left, right), tmp_path / "scan.pdf"), "c", 1)
    read = " ".join(page.text.split())
    assert alike(read, left) > 0.95
    assert read.rindex("Appellant") < read.index("We review questions of law")


@needs_tesseract
@pytest.mark.parametrize("kind", ["noise", "black", "gradient", "blobs"])
def test_a_picture_without_words_is_blank(tmp_path, kind):
    chance = np.random.default_rng(5)
    size = 400
    slope = np.tile(np.linspace(0, 255, size), (size, 1))
    rows, columns = np.mgrid[0:size, 0:size]
    pictures = {
        "noise": chance.integers(0, 255, (size, size)),
        "black": np.zeros((size, size)),
        "gradient": slope,
        "blobs": 128 + 60 * np.sin(rows / 23) * np.cos(columns / 31) + 60 * np.sin((rows + columns) / 57),
    }
    page = ocr_page(pictured(tmp_path / "a.pdf", pictures[kind].astype(np.uint8).tobytes(), size, size), "c", 1)
    assert (page.state, page.text) == (PageState.BLANK, "")


@needs_tesseract
def test_the_deadline_holds(tmp_path):
    scan = scanned(typeset(tmp_path / "a.pdf", PROSE), tmp_path / "scan.pdf")
    page = ocr_page(scan, "c", 1, deadline_s=0.05)
    assert page.state is PageState.FAILED
    assert page.needs_ocr
    assert "longer than" in page.error


@needs_tesseract
def test_tesseract_dies_with_the_worker_that_started_it(tmp_path):
    if sys.platform != "linux":
        pytest.skip("only Linux ends children with their parent")
    shim = tmp_path / "tesseract"
    shim.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    shim.chmod(0o755)
    code = "from core.ingest.tesseract import run_tesseract; run_tesseract(b'', seconds=50)"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PATH": path}) as worker:
        pid = wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().strip())
        worker.send_signal(signal.SIGKILL)
    assert wait_for(lambda: not runs(int(pid)))


def wait_for(condition, seconds=20.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.02)
    raise AssertionError("it did not happen in time")


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@needs_tesseract
def test_what_tesseract_says_of_a_bad_image_is_passed_on():
    with pytest.raises(OcrFailed):
        run_tesseract(b"no image", seconds=20)
    with pytest.raises(OcrTooSlow):
        run_tesseract(b"no image", seconds=0)


def test_without_tesseract_the_page_can_wait(tmp_path, monkeypatch):
    scan = scanned(typeset(tmp_path / "a.pdf", SHORT), tmp_path / "scan.pdf", dpi=50)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert availability("eng") == (False, "Tesseract is not installed; on Debian or Ubuntu: sudo apt-get install tesseract-ocr")
    with pytest.raises(Unavailable):
        ocr_page(scan, "c", 1)


@needs_tesseract
@pytest.mark.parametrize(
    ("language", "there", "says"),
    [
        ("eng", True, "Tesseract"),
        ("xxx", False, "tesseract-ocr-xxx"),
        ("eng+xxx", False, "cannot read xxx"),
        ("--help", False, "HEADNOTE_OCR_LANGUAGE"),  # an option is no language
    ],
)
def test_availability_says_what_to_do(language, there, says):
    ready, line = availability(language)
    assert ready is there
    assert says in line
    assert "\n" not in line


def row(block, paragraph, line, text, confidence=95.0, box=(10, 20, 30, 40)):
    return "\t".join(map(str, (5, 1, block, paragraph, line, 1, *box, confidence, text)))


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([row(1, 1, 1, "The"), row(1, 1, 1, "court"), row(1, 1, 2, "held")], "The court\nheld"),
        ([row(1, 1, 1, "One"), row(1, 2, 1, "two"), row(2, 1, 1, "three")], "One\n\ntwo\n\nthree"),
        ([row(1, 1, 1, "text"), row(2, 1, 1, "~", 90)], "text"),  # a rule or a speck
        ([row(1, 1, 1, "text"), row(2, 1, 1, "Nee", 40), row(2, 1, 1, "ee", 30)], "text"),  # a picture
        ([row(1, 1, 1, "text"), row(1, 1, 1, "dim", 20)], "text dim"),  # one poor word of a good block stays
        ([row(1, 1, 1, " "), "1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t", ""], ""),
    ],
)
def test_the_table_becomes_lines_and_paragraphs(rows, text):
    words = parse_words("\n".join(["level\tpage_num", *rows]), 100, 100)
    assert text_of_words(words) == text


@pytest.mark.parametrize(
    ("turned", "box"),
    [
        (0, (1000, 2000, 3000, 4000)),
        (90, (2000, 7000, 4000, 9000)),
        (180, (7000, 6000, 9000, 8000)),
        (270, (6000, 1000, 8000, 3000)),
    ],
)
def test_boxes_of_a_turned_image_are_turned_back(turned, box):
    word = OcrWord("word", 90, (0.1, 0.2, 0.3, 0.4), 1, (1, 1))
    assert struct.unpack("<4H", pack_boxes([word], turned)) == box
