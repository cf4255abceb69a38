"""Footnotes of printed pages: those that are, and numbers that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest.footnotes import footnotes

BODY = "The court held that the ferry was a nuisance.{} It had sunk twice, and nobody was surprised when it did so again.\n" * 3
RULE = "\n——————\n\n"


def found(*pages):
    """(number, its text) of every note; pages are joined as a reading joins them."""
    starts, text = [], ""
    for page in pages:
        starts.append(len(text))
        text += page + "\n"
    return [(note.number, " | ".join(text[start:end].strip() for start, end in note.runs)) for note in footnotes(text, starts)]


@pytest.mark.parametrize(
    ("pages", "notes", "reason"),
    [
        (
            [BODY.format("1", "", "2") + "\n1 It was old.\n\n2 See Averill."],
            [("1", "1 It was old."), ("2", "2 See Averill.")],
            "called in the text, without a rule",
        ),
        ([BODY.format("", "", "") + RULE + "1It was old."], [("1", "1It was old.")], "below a rule, glued to its number"),
        ([BODY.format("", "", "") + RULE + "1. It was old."], [("1", "1. It was old.")], "with a stop, below a rule"),
        ([BODY.format("1", "", "") + "\n\n1. Whether it sank."], [], "a numbered heading, though '1' is called above"),
        ([BODY.format("", "", "") + "\n\n1 Whether it sank."], [], "neither called nor below a rule"),
        ([BODY.format("", "", "") + "\n\n542 U. S. 88 (2004), held so."], [], "a citation at the head of a block"),
        (
            [BODY.format("", "", "") + RULE + "1 It was old, as was said at\n2 U. S. 40 and elsewhere.\n2It sank."],
            [("1", "1 It was old, as was said at\n2 U. S. 40 and elsewhere."), ("2", "2It sank.")],
            "a volume at the head of a line is no note; the next note may begin at a mere line",
        ),
        (
            [BODY.format("", "", "") + RULE + "1 It was old and", BODY.format("", "", "") + RULE + "in disrepair.\n\n2 It sank."],
            [("1", "1 It was old and | in disrepair."), ("2", "2 It sank.")],
            "a note that goes on overleaf",
        ),
        (
            [BODY.format("", "", "") + RULE + "1 Of the court.", BODY.format("", "", "") + RULE + "1 Of the dissent."],
            [("1", "1 Of the court."), ("1", "1 Of the dissent.")],
            "a separate opinion counts anew",
        ),
        ([BODY.format("", "", "") + RULE + "*Together with No. 9."], [("*", "*Together with No. 9.")], "a sign in place of a number"),
        (
            [BODY.format("", "", ""), "The end.\n\nNOTES\n\n1. Old.\n\n2. See it.\n\n3. Sunk."],
            [("1", "1. Old."), ("2", "2. See it."), ("3", "3. Sunk.")],
            "endnotes",
        ),
        ([RULE + "1 A rule at the top of a page is no foot."], [], "a caption ruled off"),
        ([""], [], "an empty page"),
        ([], [], "no page with text"),
    ],
)
def test_notes(pages, notes, reason):
    assert found(*pages) == notes, reason


@pytest.mark.parametrize("unit", ["\n\n1 A", "\n\n1", "1 U.S. ", "\n——————\n", "x1 ", "\n\n9 a9", "—", "\n1A", "*"])
def test_a_megabyte_of_it_takes_no_time(unit):
    text = "x1 " + unit * (1_000_000 // len(unit))
    start = time.process_time()
    footnotes(text, [0])
    assert time.process_time() - start < 5, unit


@given(st.text(alphabet="1234.* \nA—x“[(", max_size=300))
def test_notes_lie_in_the_text_in_order_and_apart(text):
    ends = 0
    for note in footnotes(text, [0]):
        for start, end in note.runs:
            assert ends <= start < end <= len(text)
            ends = end
