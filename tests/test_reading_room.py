"""Reading a case: pages as text and images, marks where the words stand, the original as it came."""

from __future__ import annotations

import io

import pytest

from core.errors import BadArgument, NotFound
from core.models import UploadOptions
from core.principal import LOCAL_ADMIN
from core.reading_room import find_quote

TEXT = "The ferry-\nman said “No man is above the law” twice; no man is above\nthe law."


@pytest.mark.parametrize(
    ("quote", "found", "reason"),
    [
        ("ferryman said", ["ferry-\nman said"], "a hyphen at the line's end does not count"),
        ("No man is above the law", ["No man is above the law", "no man is above\nthe law"], "every place, whatever the case and the lines"),
        ('said "No man', ["said “No man"], "the shape of quotation marks does not count"),
        ("ferry mart", [], "but words do"),
        ("?!", [], "no word, no mark"),
        ("(.*)+$", [], "what is typed is no pattern"),
    ],
)
def test_quotations_are_found_word_for_word(quote, found, reason):
    assert [TEXT[start:end] for start, end in find_quote(TEXT, quote)] == found, reason


def test_a_quotation_can_be_looked_for_within_a_passage():
    start = TEXT.index("twice")
    assert [TEXT[a:b] for a, b in find_quote(TEXT, "no man is above the law", [(start, len(TEXT))])] == ["no man is above\nthe law"]


@pytest.fixture(scope="module")
def case_id(library, pdf, finished):
    data = pdf("The beacon keeper of Ravenscar lit the lamp.", "The second page.")
    receipt = library.upload(LOCAL_ADMIN, io.BytesIO(data), "beacon.pdf", UploadOptions())
    finished(receipt.case_id)
    return receipt.case_id


def test_a_page_is_drawn_with_its_passage_marked(library, case_id):
    passage = library.passages_on_page(LOCAL_ADMIN, case_id, 1)[0]
    plain = library.page_image(LOCAL_ADMIN, case_id, 1, width=400)
    marked = library.page_image(LOCAL_ADMIN, case_id, 1, width=400, passage_id=passage.passage_id)
    quoted = library.page_image(LOCAL_ADMIN, case_id, 1, width=400, quote="lit the lamp")
    assert plain.png.startswith(b"\x89PNG")
    assert (plain.marked, quoted.marked) == (0, 1)
    assert marked.marked >= 1
    assert len({plain.etag, marked.etag, quoted.etag}) == 3
    assert library.page_image(LOCAL_ADMIN, case_id, 1, width=400) == plain


@pytest.mark.parametrize(
    ("page", "asked", "error"),
    [
        (0, {}, NotFound),
        (3, {}, NotFound),
        (1, {"width": 10}, BadArgument),
        (1, {"width": 100_000}, BadArgument),
        (1, {"passage_id": "none"}, NotFound),
    ],
)
def test_what_is_not_there_is_said(library, case_id, page, asked, error):
    with pytest.raises(error) as told:
        library.page_image(LOCAL_ADMIN, case_id, page, **asked)
    assert told.value.hint


def test_a_missing_original_is_said_and_the_text_still_reads(library, case_id):
    path = library.original(LOCAL_ADMIN, case_id).path
    aside = path.rename(path.with_suffix(".aside"))
    try:
        with pytest.raises(NotFound, match="missing"):
            library.original(LOCAL_ADMIN, case_id)
        assert "Ravenscar" in library.page(LOCAL_ADMIN, case_id, 1).text
    finally:
        aside.rename(path)
