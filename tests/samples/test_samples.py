"""The sample library is what INDEX.json says: fixtures of other tests and the first thing a visitor reads."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import normalize

import pymupdf
import pytest

from samples.layouts import NOTICE
from samples.markup import PIN, read, typographic
from samples.typeset import make

SAMPLES = Path(__file__).parents[2] / "samples"
INDEX = json.loads((SAMPLES / "INDEX.json").read_text("utf-8"))
TEXT = [entry for entry in INDEX if entry["finish"] == "text"]
BY_FILE = {entry["file"]: entry for entry in INDEX}


def entries(chosen):
    return pytest.mark.parametrize("entry", chosen, ids=[entry["file"] for entry in chosen])


def texts(entry, folder=SAMPLES):
    with pymupdf.open(folder / entry["file"]) as document:
        return [flat(page.get_text()) for page in document]


def flat(text):
    return " ".join(normalize("NFKC", text).split())


def test_a_dozen_and_small():
    assert len(INDEX) == 12
    assert {entry["file"] for entry in INDEX} == {path.name for path in SAMPLES.glob("*.pdf")}
    assert sum(path.stat().st_size for path in SAMPLES.glob("*.pdf")) < 2_500_000


@entries(INDEX)
def test_opens_with_its_pages(entry):
    with pymupdf.open(SAMPLES / entry["file"]) as document:
        assert document.is_pdf
        assert len(document) == entry["pages"]
        assert 3 <= len(document) <= 7


@entries(TEXT)
def test_every_page_says_it_is_fiction_and_has_its_printed_number(entry):
    for index, text in enumerate(texts(entry)):
        assert typographic(NOTICE) in text
        bare = entry["layout"] == "circuit" and index == 0  # the first page of a circuit's slip opinion has no number
        assert bare or str(entry["first_printed_page"] + index) in text


@entries(TEXT)
def test_says_who_when_and_which(entry):
    whole = " ".join(texts(entry))
    assert (entry["citation"] or "").replace("U.S.", "U. S.") in whole
    assert entry["docket_number"].removeprefix("LUBA No. ") in whole
    assert entry["author"].split()[-1].casefold() in whole.casefold() or entry["author"].split(",")[0].casefold() in whole.casefold()


@entries([entry for entry in INDEX if "scan" in entry["finish"]])
def test_scans_have_no_text(entry):
    with pymupdf.open(SAMPLES / entry["file"]) as document:
        for page in document:
            assert page.get_text().strip() == ""
            assert len(page.get_images()) == 1


@entries([entry for entry in INDEX if entry["finish"] == "bad-text"])
def test_bad_text_layer_is_nonsense(entry):
    for text in texts(entry):
        assert len(text) > 300
        assert " the " not in f" {text} "
        assert "Mirabelli" not in text


@entries([entry for entry in INDEX if entry["pins"]])
def test_pin_cites_point_to_the_words_they_quote(entry):
    for pin in entry["pins"]:
        cited = BY_FILE[pin["file"]]
        if cited["finish"] == "text":
            page = int(pin["page"]) - cited["first_printed_page"]
            assert typographic(pin["words"]) in texts(cited)[page]
        if entry["finish"] == "text":
            whole = " ".join(texts(entry))
            assert f"{cited['citation']}, {pin['page']}" in whole or f" at {pin['page']}" in whole


def test_opinions_cite_one_another():
    assert sum(bool(entry["pins"]) for entry in INDEX) >= 6
    assert {entry["finish"] for entry in INDEX} == {"text", "scan", "skewed-scan", "bad-text"}


def test_typesetting_again_gives_the_same_text(tmp_path):
    assert make(tmp_path) == INDEX
    for entry in TEXT:
        assert texts(entry, tmp_path) == texts(entry)


def test_no_reference_is_left_unresolved():
    for entry in TEXT:
        assert not any(PIN.search(text) or "{" in text for text in texts(entry))
    assert all(read(path).sections for path in (SAMPLES / "texts").glob("*.md"))
