"""Where phrases are found, and what is marked."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.models import Passage
from core.search.exact import locate, stands_in
from core.search.highlights import Stems, content_words, mark


def passages(*texts: str) -> list[Passage]:
    return [Passage(passage_id=str(n), case_id="c", workspace="w", order=n, text=text, spans=[], page=1) for n, text in enumerate(texts)]


def places(phrase: str, *texts: str) -> tuple[list[str], bool] | None:
    located = locate(phrase, passages(*texts))
    return located and ([texts[int(place.passage_id)][place.start : place.end] for place in located.places], located.verbatim)


@pytest.mark.parametrize(
    ("phrase", "texts", "found", "reason"),
    [
        ("the harbor master", ["Then the harbor master left."], (["the harbor master"], True), "plainly"),
        ("The Harbor-Master", ["Then the harbor master left."], (["the harbor master"], True), "letter case and hyphens do not count"),
        ("consti- tutional right", ["a constitutional right"], (["constitutional right"], True), "a line break inside a word"),
        ("tutional right", ["a constitutional right"], (["constitutional right"], True), "the rest of a broken word: whole words are marked"),
        ("art of law", ["part of law; art of law"], (["art of law"], True), "a whole word is found before the end of another"),
        ("night unless he has", ["at night unless he", "has seen"], (["night unless he", "has"], True), "over two passages"),
        ("a b c d e f", ["x a b", "c d", "e f y"], (["a b", "c d", "e f"], True), "over three"),
        ("efﬁcient ofﬁce", ["An efficient office."], (["efficient office"], True), "ligatures of print"),
        ("Straße ÉTÉ", ["in der Straße, été"], (["Straße, été"], True), "other alphabets' letters"),
        ("unless he 5 Cite as has seen smoke", ["night unless he", "has seen smoke"], (["has seen smoke"], False), "a page's head inside: the longest part"),
        ("quite another matter", ["night unless he"], None, "nowhere"),
        ("?!", ["night"], None, "no letters at all"),
    ],
)  # fmt: skip
def test_locate(phrase: str, texts: list[str], found: tuple[list[str], bool] | None, reason: str) -> None:
    assert places(phrase, *texts) == found, reason


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="abé ß-.“İ1", min_size=1, max_size=30), min_size=1, max_size=4), st.data())
def test_any_run_of_words_is_located_where_its_letters_are(texts: list[str], data: st.DataObject) -> None:
    words = [word for text in texts for word in re.findall(r"[^\W_]+", text)]
    if not words:
        assert locate("ab", passages(*texts)) is None
        return
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    phrase = " - ".join(words[start:end])
    located = locate(phrase, passages(*texts))
    assert located is not None
    assert located.verbatim
    joined = " ".join(texts[int(place.passage_id)][place.start : place.end] for place in located.places)
    assert stands_in(phrase, joined)
    assert joined[0].isalnum()
    assert joined[-1].isalnum()


def test_a_long_phrase_over_a_long_case_is_quick() -> None:
    many = passages(*(f"Sentence {n} of a long opinion about harbors, ships, masters, smoke and the cry for help." * 8 for n in range(400)))
    started = time.perf_counter()
    locate(" ".join(f"word{n}" for n in range(250)), many)
    assert time.perf_counter() - started < 2.0


def crude(text: str) -> list[str]:
    """A stemmer that is easy to foresee."""
    return [re.sub(r"(ing|ed|s)$", "", word) for word in re.findall(r"[^\W_]+", text.lower())]


@pytest.mark.parametrize(
    ("text", "terms", "phrases", "marked", "reason"),
    [
        ("He searched and searches.", ["search"], [], ["searched"], "words by their stem, and only by it"),
        ("Search the SEARCHED search.", ["search"], [], ["Search", "SEARCHED", "search"], "every place, whatever the letter case"),
        ("research searchlight search_er", ["search"], [], ["search"], "whole words: an underscore ends one"),
        ("a search warrant, a search", ["search", "warrant"], ["search warrant"], ["search warrant"], "where the phrase stands, only the phrase"),
        ("a search of a warrant", ["search", "warrant"], ["search warrant"], ["search", "warrant"], "without it, its words"),
        ("search warrant for a ship", ["search", "warrant", "ship"], ["search warrant"], ["search warrant", "ship"], "words beside the phrase"),
        ("İİ search İ warrant", ["search", "warrant"], [], ["search", "warrant"], "letters that grow when made small"),
        ("no such thing", ["ship"], [], [], "nothing to mark"),
        ("", ["ship"], ["a ship"], [], "no text"),
    ],
)  # fmt: skip
def test_mark(text: str, terms: list[str], phrases: list[str], marked: list[str], reason: str) -> None:
    stems = Stems(crude)
    ranges = mark(text, stems, terms, [stems.sequence(phrase) for phrase in phrases])
    assert [text[start:end] for start, end in ranges] == marked, reason


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab sS_İ-", max_size=60), st.lists(st.sampled_from(["a", "b", "ab", "ba"]), max_size=3), st.lists(st.just("a b"), max_size=1))
def test_ranges_are_in_order_and_apart(text: str, terms: list[str], phrases: list[str]) -> None:
    stems = Stems(crude)
    ranges = mark(text, stems, terms, [stems.sequence(phrase) for phrase in phrases])
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    expected = [match[0] for match in re.finditer(r"[^\W_]+", text) if stems.of(match[0].lower()) in terms]
    if not phrases:
        assert [text[start:end] for start, end in ranges] == expected


def test_words_that_mean_nothing_alone_are_no_terms() -> None:
    assert content_words("the right of the people to be secure in 1 case v. A") == ["right", "people", "secure", "1", "case"]
