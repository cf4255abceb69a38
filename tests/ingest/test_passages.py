"""Passages: nothing dropped, nothing twice, within the window, with spans that lead to the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ingest.compose import compose
from core.ingest.composition import Composition
from core.ingest.wordpieces import count_pieces
from core.models import Page, PageState

WINDOW = 32
SENTENCES = "The court of appeals reversed the judgment. We granted certiorari, and now we affirm it in part. "
LINES = st.sampled_from(
    [
        "The court held, in Doe v. Roe, 410 U. S. 113, that",
        "it is so. We affirm.",
        "JUSTICE ALITO, dissenting.",
        "II",
        "A. The First Question",
        "",
        "con-",
        "trary to law",
        "Table of Authorities . . . . . . . . 12",
        "x" * 300,
        "判決した",
        "مرحبا بالعالم",
        "\x07\x1b",
        "é̂ 한국어 ﷺ",
    ]
)
PAGES = st.lists(st.lists(LINES, max_size=12).map("\n".join), max_size=5)


def composed(texts: list[str], max_tokens: int = WINDOW) -> Composition:
    pages = [Page(case_id="c", number=number, text=text, state=PageState.TEXT) for number, text in enumerate(texts, 1)]
    return compose("c", "w", pages, file_name="a.pdf", max_tokens=max_tokens, extract_metadata=False)


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


def loose(text: str) -> str:
    """Without blanks and hyphens: a word broken at the end of a page is mended in the passage."""
    return re.sub(r"[\s\u00ad-]", "", text)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_every_character_stands_in_exactly_one_passage(texts: list[str]) -> None:
    found = composed(texts)
    assert loose("".join(passage.text for passage in found.passages)) == loose("".join(page.content for page in found.pages))


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_passages_fit_the_window_exactly_as_counted(texts: list[str]) -> None:
    for passage in composed(texts).passages:
        assert passage.tokens == count_pieces(passage.text)
        assert 0 <= passage.tokens <= WINDOW - 2


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_spans_hold_the_passage_in_the_pages_own_text(texts: list[str]) -> None:
    found = composed(texts)
    ends: dict[int, int] = {}
    for passage in found.passages:
        written = "".join(texts[span.page - 1][span.start : span.end] for span in passage.spans)
        assert loose(passage.text) == loose(written)
        assert passage.page == passage.spans[0].page
        for span in passage.spans:
            assert ends.get(span.page, 0) <= span.start < span.end
            ends[span.page] = span.end
    assert [passage.order for passage in found.passages] == list(range(len(found.passages)))


@settings(max_examples=50, deadline=None)
@given(PAGES)
def test_the_same_content_has_the_same_ids(texts: list[str]) -> None:
    first, second = composed(texts), composed(texts)
    ids = [passage.passage_id for passage in first.passages]
    assert ids == [passage.passage_id for passage in second.passages]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"c-[0-9a-f]{16}", passage_id) for passage_id in ids)


def test_passages_hold_whole_sentences_and_about_fill_the_aim() -> None:
    passages = composed([SENTENCES * 100], 256).passages
    assert all(passage.text.endswith(".") and passage.text.startswith(("The court", "We granted")) for passage in passages)
    assert all(150 <= passage.tokens <= 254 for passage in passages)


def test_parts_are_never_mixed() -> None:
    text = "PER CURIAM.\nWe affirm.\n\nJUSTICE ALITO, dissenting.\nI would reverse.\n\nII\nSo it is."
    assert [(passage.section, passage.section_title, passage.text) for passage in composed([text], 256).passages] == [
        ("opinion", "Opinion (Per Curiam)", "PER CURIAM. We affirm."),
        ("dissent", "Dissent (Alito)", "JUSTICE ALITO, dissenting. I would reverse."),
        ("dissent", "Dissent (Alito) · II", "II So it is."),
    ]


def test_a_passage_runs_over_a_page_break() -> None:
    first, second = "We hold that the", "rule stands. It is so ordered."
    (passage,) = composed([first, second], 256).passages
    assert passage.text == "We hold that the rule stands. It is so ordered."
    assert [(span.page, span.start, span.end) for span in passage.spans] == [(1, 0, len(first)), (2, 0, len(second))]


def test_an_over_long_sentence_is_split_at_clauses() -> None:
    clause = "the tenant who had paid the rent in full kept the key; "
    passages = composed([clause * 12]).passages
    assert len(passages) > 3
    assert all(passage.text.endswith(";") for passage in passages)


@pytest.mark.parametrize("text", ["x" * 1_000_000, "判" * 100_000, "한국어" * 20_000, "a " * 200_000, "(" * 300_000, "\u202eabc \x00\x01 " * 20_000])
def test_endless_input_is_cut_to_size(text: str) -> None:
    found = composed([text], 256)
    assert all(passage.tokens <= 254 and len(passage.text) <= 2_100 for passage in found.passages)
    assert found.passages or not found.pages[0].content.strip()
    assert without_blanks("".join(passage.text for passage in found.passages)) == without_blanks(found.pages[0].content)
