"""Opening PDFs and reading text layers, kind files and hostile ones."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pdfs import PROSE, pictured, scanned, typeset

from core.errors import DamagedFile, EmptyFile, FileTooLarge, HeadnoteError, LockedFile
from core.ingest.pdf import inspect, read_pages
from core.ingest.words import page_words, text_of
from core.models import PageState

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("HEADNOTE_SHARED_DATA") or ROOT.parent / "shared" / "data")
NO_PAGES = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"%PDF-1.7\n" + b"garbage " * 40, DamagedFile, "damaged"),
        (NO_PAGES, (EmptyFile, DamagedFile), "page"),
    ],
)
def test_what_is_no_readable_pdf_is_refused_with_its_reason(tmp_path, content, error, says):
    path = tmp_path / "upload.pdf"
    path.write_bytes(content)
    with pytest.raises(error) as refused:
        inspect(str(path))
    assert says in refused.value.message
    assert "Nothing was stored." in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize("before", [b"HTTP/1.1 200 OK\r\n\r\n", b"\x00" * 2000], ids=["headers of a download", "a long gap"])
def test_a_pdf_with_junk_before_it_is_read(tmp_path, before):
    path = tmp_path / "junk.pdf"
    path.write_bytes(before + Path(typeset(tmp_path / "whole.pdf", PROSE)).read_bytes())
    assert inspect(str(path)).page_count == 1
    assert read_pages(str(path), "c", [1])[0].state is PageState.TEXT


def test_a_truncated_pdf_yields_its_pages_or_says_it_is_damaged(tmp_path):
    whole = Path(typeset(tmp_path / "whole.pdf", *[PROSE] * 5)).read_bytes()
    path = tmp_path / "cut.pdf"
    for share in (0.2, 0.6, 0.95):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            pages = read_pages(str(path), "c", range(1, inspect(str(path)).page_count + 1))
        except DamagedFile:
            continue
        assert all(page.state is not PageState.WAITING or page.needs_ocr for page in pages)


def test_the_page_limit_is_named(tmp_path):
    path = typeset(tmp_path / "long.pdf", *["a"] * 4)
    assert inspect(path, page_limit=4).page_count == 4
    with pytest.raises(FileTooLarge, match="4 pages; the limit is 3"):
        inspect(path, page_limit=3)


def test_a_missing_file_is_not_called_damaged(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_pages(str(tmp_path / "gone.pdf"), "c", [1])


@pytest.fixture
def locked(tmp_path):
    with pymupdf.open(typeset(tmp_path / "open.pdf", PROSE)) as document:
        document.save(tmp_path / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")
    return str(tmp_path / "locked.pdf")


@pytest.mark.parametrize("password", [None, "", "wrong"])
def test_a_locked_pdf_asks_for_its_password(tmp_path, locked, password):
    with pytest.raises(LockedFile):
        inspect(locked, password=password, unlocked_to=str(tmp_path / "copy.pdf"))
    assert not (tmp_path / "copy.pdf").exists()


def test_the_right_password_leaves_an_unlocked_copy(tmp_path, locked):
    copy = tmp_path / "copy.pdf"
    inspection = inspect(locked, password="secret", unlocked_to=str(copy))
    assert (inspection.page_count, inspection.locked) == (1, True)
    assert inspect(str(copy)).locked is False
    assert "judgment" in read_pages(str(copy), "c", [1])[0].text
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(LockedFile):
        read_pages(locked, "c", [1])


def test_a_pdf_that_only_restricts_printing_opens(tmp_path):
    with pymupdf.open(typeset(tmp_path / "open.pdf", PROSE)) as document:
        document.save(tmp_path / "restricted.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_128, user_pw="", owner_pw="owner")
    assert inspect(str(tmp_path / "restricted.pdf")).locked is False


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (lambda folder: typeset(folder / "a.pdf", PROSE), PageState.TEXT),
        (lambda folder: typeset(folder / "a.pdf", "It is so ordered."), PageState.TEXT),  # short, but all there is
        (lambda folder: typeset(folder / "a.pdf", ""), PageState.BLANK),
        (lambda folder: scanned(typeset(folder / "b.pdf", PROSE), folder / "a.pdf"), PageState.WAITING),
        (lambda folder: scanned(typeset(folder / "b.pdf", PROSE), folder / "a.pdf", stamp="Case 1:20-cv-1 Filed 01/02/20 " * 4), PageState.WAITING),
        (lambda folder: pictured(folder / "a.pdf", bytes(100), 10, 10), PageState.WAITING),  # a black page may hold anything
        (lambda folder: typeset(folder / "a.pdf", "\u03a3\u00a4" * 3 + " " + "bcdfg hjklm npqrst vwxzb " * 30), PageState.WAITING),
    ],
    ids=["text", "one line", "empty", "scan", "stamped scan", "black", "garbled"],
)
def test_a_page_is_judged_by_text_and_images_together(tmp_path, make, state):
    page = read_pages(make(tmp_path), "c", [1])[0]
    assert page.state is state
    assert page.needs_ocr is (state is PageState.WAITING)
    assert bool(page.text) is (state is PageState.TEXT)


def test_text_drawn_as_outlines_waits_for_ocr_but_a_ruled_form_is_blank(tmp_path):
    for shapes, state in ((8, PageState.BLANK), (200, PageState.WAITING)):
        with pymupdf.open() as document:
            page = document.new_page()
            for i in range(shapes):
                page.draw_circle((80 + i % 20 * 20, 80 + i // 20 * 20), 5, fill=(0, 0, 0))
            document.save(tmp_path / "drawn.pdf")
        assert read_pages(str(tmp_path / "drawn.pdf"), "c", [1])[0].state is state


def test_a_page_that_is_not_there_fails_alone(tmp_path):
    pages = read_pages(typeset(tmp_path / "a.pdf", PROSE), "c", [1, 2, 0 + 1])
    assert [page.state for page in pages] == [PageState.TEXT, PageState.FAILED, PageState.TEXT]
    assert pages[1].error == "The file has no such page."


def test_every_token_of_the_text_is_a_word_of_the_page(tmp_path):
    path = typeset(tmp_path / "a.pdf", PROSE)
    page = read_pages(path, "c", [1])[0]
    with pymupdf.open(path) as document:
        assert page.text.split() == [word[4] for word in page_words(document[0])]


class Layer:
    """A page with the words given, two a line, two lines a block."""

    def __init__(self, words):
        self.words = [(0.0, 20.0 * (i // 2), 9.0, 20.0 * (i // 2) + 9, word, i // 4, i // 2 % 2, i % 2) for i, word in enumerate(words)]

    def get_text(self, kind, flags):
        return self.words


@given(st.lists(st.text(min_size=1, max_size=6), max_size=12))
def test_whatever_the_words_hold_text_and_words_stay_in_step(words):
    plain = page_words(Layer(words))
    assert text_of(plain).split() == [word[4] for word in plain]


CHILD = """
import json, sys
from core.errors import HeadnoteError
from core.ingest.pdf import inspect, read_pages
for path in sys.argv[1:]:
    try:
        pages = read_pages(path, "c", range(1, inspect(path).page_count + 1))
        print(json.dumps([page.state.value for page in pages]), flush=True)
    except HeadnoteError as error:
        print(json.dumps(type(error).__name__), flush=True)
"""


@pytest.mark.shared_data
def test_every_hostile_file_ends_in_a_known_state_and_the_parser_is_silent():
    index = [json.loads(line) for line in (SHARED / "hostile" / "INDEX.jsonl").read_text().splitlines()]
    paths = [str(SHARED / "hostile" / entry["file"]) for entry in index]
    done = subprocess.run([sys.executable, "-c", CHILD, *paths], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(outcomes) == len(index) == 37
    assert not done.stderr
    for entry, outcome in zip(index, outcomes, strict=True):
        if entry["pages"] and not entry["needs_pass"]:
            assert len(outcome) == entry["pages"], entry["file"]  # what the parser reads is read, not refused
            assert not entry["chars"] or {"text", "waiting"} & set(outcome), entry["file"]
        else:
            assert isinstance(outcome, str), entry["file"]


def test_errors_survive_the_way_back_from_a_worker():
    error = pickle.loads(pickle.dumps(LockedFile("Locked.", "Enter the password.")))  # noqa: S301  made a line above
    assert isinstance(error, HeadnoteError)
    assert (error.message, error.hint) == ("Locked.", "Enter the password.")
