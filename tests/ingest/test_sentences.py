"""Sentence boundaries: what a full stop ends in legal prose."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest.sentences import sentence_starts, split_sentences

ONE_SENTENCE = [
    ("We follow Smith v. Jones in this.", "the v. of a case name"),
    ("See 318 U. S. 332, and 354 U. S. 449, for more.", "a spaced reporter"),
    ("It relied on 12 Cal. App. 4th 100 alone.", "a reporter of three abbreviations"),
    ("Cf. 500 F. 3d 210.", "a signal and a series number"),
    ("The plaintiff, Acme Inc. Holdings, sued.", "Inc. inside a name"),
    ("As J. Smith and A. B. Jones testified, it rained.", "initials"),
    ("See Fed. R. Civ. P. 12(b)(6).", "a rule"),
    ("Id., at 5 (SCALIA, J., dissenting).", "Id. and a title"),
    ("In No. 07-1015 we granted the writ.", "No. before a number"),
    ("Some rules, e.g. Rule 5, apply.", "e.g. before a capital"),
    ("§ 3. Definitions of terms", "an enumerated section title"),
    ("1. The motion is denied.", "an enumerator belongs to its sentence"),
    ("He took delivery . . . Before noon he left.", "three dots leave something out"),
    ("Mr. Brown met Dr. Green.", "titles of persons"),
    ("The loss was 3.5 Percent of it.", "a decimal"),
    ("It arose in Mass. Under-Secretary Roe objected to it", "an unknown opener after an abbreviation"),
]

SEVERAL = [
    ("He lost. She won.", ["He lost.", "She won."], "the plain case"),
    ("He said “no.” She left.", ["He said “no.”", "She left."], "a stop inside the quotation marks"),
    (
        "It is “ ‘void or insignificant.’ ”  Hibbs v. Winn, 542 U. S. 88.",
        ["It is “ ‘void or insignificant.’ ”", "Hibbs v. Winn, 542 U. S. 88."],
        "nested marks set apart",
    ),
    ("She sued Acme Inc. The court dismissed.", ["She sued Acme Inc.", "The court dismissed."], "an abbreviation before a word that opens"),
    ("They met at 5 p.m. The door was shut.", ["They met at 5 p.m.", "The door was shut."], "p.m. at an end"),
    ("We affirm.3 The rest follows.", ["We affirm.3", "The rest follows."], "the call of a footnote"),
    ("Why? Because it may. Stop!", ["Why?", "Because it may.", "Stop!"], "other marks"),
    ("She wished to do so. Smith did not.", ["She wished to do so.", "Smith did not."], "so is a word, So. a reporter"),
    ("It may. . . . Then it ended.", ["It may. . . .", "Then it ended."], "a full stop and an ellipsis"),
    ("See 384 U. S., at 444. McNabb held so.", ["See 384 U. S., at 444.", "McNabb held so."], "a number ends a citation sentence"),
    ("判決した。次に進む。 終わり。", ["判決した。次に進む。", "終わり。"], "stops of other scripts"),
]


@pytest.mark.parametrize(("text", "reason"), ONE_SENTENCE)
def test_holds_together(text: str, reason: str) -> None:
    assert split_sentences(text) == [text], reason


@pytest.mark.parametrize(("text", "expected", "reason"), SEVERAL)
def test_splits(text: str, expected: list[str], reason: str) -> None:
    assert split_sentences(text) == expected, reason


@given(st.text(alphabet="Ab1. ?!”’\n§…", max_size=200))
def test_boundaries_ascend_and_lose_nothing(text: str) -> None:
    starts = sentence_starts(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("piece", [".", ". ", "” ", "A. ", "...”", "1. ", "?!", ".  \n ", "x"])
def test_time_is_linear_in_odd_input(piece: str) -> None:
    began = time.process_time()
    sentence_starts(piece * (300_000 // len(piece)))
    assert time.process_time() - began < 4
