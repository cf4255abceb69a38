"""What is made of a query before anything is searched."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import BadArgument
from core.search.query import LONGEST, parse

PARAGRAPH = (
    'The court said "it is so ordered" AND left. NOT one of the judges (who had read the brief) disagreed with "that result. '
    "They wrote separately to say that the ordinance could stand, and that nobody had asked them about the other one at all."
)


@pytest.mark.parametrize(
    ("typed", "kind", "phrases", "reason"),
    [
        ("unlawful search", "words", (), "plain words"),
        ('"due process" clause', "phrase", ("due process",), "a phrase and a word"),
        ("“due process” clause", "phrase", ("due process",), "curly quotation marks, as pasted from a word processor"),
        ('"due process" or "equal protection"', "phrase", ("due process", "equal protection"), "two phrases"),
        ('"he said "never" twice"', "phrase", ('he said "never" twice',), "a quotation inside a quotation is part of it"),
        ('"the “search” was unlawful"', "phrase", ("the “search” was unlawful",), "curly marks inside straight ones"),
        ('due "process', "words", (), "an unbalanced mark leaves plain words"),
        ('"" search', "words", (), "an empty phrase is no phrase"),
        ("don't search", "words", (), "an apostrophe quotes nothing"),
        ("search NOT seizure", "words", (), "there are no operators"),
        ("title:foo AND (bar OR baz", "words", (), "the index's own syntax means nothing here"),
        (PARAGRAPH, "prose", (), "quotation marks, NOT and brackets of a pasted paragraph are its own"),
        ('"' + "word " * 60 + 'end"', "phrase", ("word " * 60 + "end",), "a long text is a phrase when it is one quotation from end to end"),
    ],
)  # fmt: skip
def test_words_phrases_and_prose(typed: str, kind: str, phrases: tuple[str, ...], reason: str) -> None:
    parsed = parse(typed)
    assert (parsed.kind, parsed.phrases) == (kind, phrases), reason


@pytest.mark.parametrize(
    ("typed", "kind", "identifier", "reason"),
    [
        ("556 U.S. 303", "citation", "556 U.S. 303", "as books print it"),
        ("556 U. S. 303", "citation", "556 U.S. 303", "as slip opinions print it"),
        ("556 US 303", "citation", "556 US 303", "as people type it"),
        ("  556 U.S. 303, 310 (2009).", "citation", "556 U.S. 303", "with pin cite and year"),
        ("12 F. 3d 345", "citation", "12 F.3d 345", "a series of a reporter"),
        ("101 S. Ct. 22", "citation", "101 S. Ct. 22", "a space that belongs to the reporter stays"),
        ("Corley v. United States, 556 U.S. 303 (2009)", "citation", "556 U.S. 303", "with the case's name"),
        ('"556 U.S. 303"', "citation", "556 U.S. 303", "quotation marks around it change nothing"),
        ("No. 07-10441", "docket", "07-10441", "labelled"),
        ("07–10441", "docket", "07-10441", "with a dash of print"),
        ("Case No. 1:20-cv-00123", "docket", "1:20-cv-00123", "a district court's"),
        ("Corley v. United States", "name", "corley v united states", "two parties"),
        ("smith vs jones", "name", "smith v jones", "as people type it"),
        ("In re Winship", "name", "in re winship", "one party"),
    ],
)  # fmt: skip
def test_a_case_named_alone(typed: str, kind: str, identifier: str, reason: str) -> None:
    parsed = parse(typed)
    assert (parsed.kind, parsed.identifier) == (kind, identifier), reason


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("within 10 days 30 hours", "numbers around a word are no citation"),
        ("the holding of 556 U.S. 303 on delay", "a citation among words is not alone"),
        ("reasonable doubt", "neither side of any v."),
        ("disabled persons. Bobby v. Bies", "the end of a sentence before a name"),
        ("2009", "a year is no docket number"),
    ],
)  # fmt: skip
def test_what_names_no_case(typed: str, reason: str) -> None:
    assert parse(typed).kind == "words", reason


@pytest.mark.parametrize(
    ("typed", "says", "reason"),
    [
        ("", "empty", "nothing"),
        (" \t\n\x00", "empty", "blanks and control characters"),
        ('?!—"…"', "no word", "punctuation"),
        ("_ __ \u00ad", "no word", "underscores and a soft hyphen"),
    ],
)  # fmt: skip
def test_nothing_to_search_for(typed: str, says: str, reason: str) -> None:
    with pytest.raises(BadArgument) as error:
        parse(typed)
    assert says in error.value.message, reason
    assert error.value.hint


def test_notes_for_the_user() -> None:
    assert "no partner" in parse('due "process').notes[0]
    assert not parse('"due process"').notes


def test_a_text_too_long_is_cut_and_says_so() -> None:
    parsed = parse("contract law. " * 8_000)
    assert parsed.kind == "prose"
    assert len(parsed.text) <= LONGEST
    assert "20,000" in parsed.notes[0]


def test_characters_that_are_not_text_are_dropped() -> None:
    assert parse("due\x00 process\u202e \u200bof\ufeff law\u00ad").text.replace("\u202e", "") == "due process of law"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400) | st.text(alphabet='"“” .v0123456789-USNo()[]', max_size=120))
@example("1 " * 5_000)
@example("1 A" * 5_000)
@example('"' * 20_000)
@example("No. " * 5_000 + "1")
@example("a v. " * 4_000)
def test_any_text_is_understood_or_refused_in_bounded_time(typed: str) -> None:
    started = time.perf_counter()
    if any(char.isascii() and char.isalnum() for char in typed):
        parsed = parse(typed)
        assert parsed.text
        assert all(any(char.isalnum() for char in phrase) for phrase in parsed.phrases)
    else:
        with suppress(BadArgument):
            parse(typed)
    assert time.perf_counter() - started < 1.0
