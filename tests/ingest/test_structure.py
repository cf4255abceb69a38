"""The parts of an opinion, by the forms in which American courts announce them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from core.ingest.headings import headings
from core.ingest.structure import parts

BODY = "\nThe facts are these. The parties agree on them.\n"

OPENINGS = [
    ("JUSTICE KENNEDY delivered the opinion of the Court.", "opinion", "Kennedy", "a slip opinion"),
    ("CHIEF JUSTICE ROBERTS delivered the opinion of the Court.", "opinion", "Roberts", "a chief justice"),
    ("MR. JUSTICE BLACK delivered the opinion of the Court.", "opinion", "Black", "a bound volume of the past"),
    ("JUSTICE ALITO, with whom THE CHIEF JUSTICE and\nJUSTICE THOMAS join, dissenting.", "dissent", "Alito", "joined, over two lines"),
    ("JUSTICE BREYER, concurring in part and concurring in\nthe judgment.", "concurrence", "Breyer", "twice concurring is no dissent"),
    ("JUSTICE KAGAN, concurring in part and dissenting in part.", "concurrence_dissent", "Kagan", "both"),
    ("HARTZ, Circuit Judge, dissenting:", "dissent", "Hartz", "a court of appeals"),
    (
        "WARDLAW, Circuit Judge, with whom Judges FLETCHER and PAEZ join, dissenting from the denial of rehearing en banc:",
        "dissent",
        "Wardlaw",
        "en banc",
    ),
    ("James L. Dennis, Circuit Judge:", "opinion", "James L. Dennis", "a name in full before a colon"),
    ("GUSTAFSON, Judge:  The Commissioner determined deficiencies.", "opinion", "Gustafson", "a trial court, text on the same line"),
    ("Per Curiam:*", "opinion", "Per Curiam", "a note's star"),
    ("PER CURIAM. The writ is dismissed.", "opinion", "Per Curiam", "text on the same line"),
    ("SMITH, J. (dissenting).", "dissent", "Smith", "a state court's brackets"),
    ("SMITH, P.J., dissents.", "dissent", "Smith", "a finite verb"),
    ("MCDONALD, C.J., specially concurring.", "concurrence", "McDonald", "specially"),
    ("DISSENTING OPINION BY JUDGE SMITH", "dissent", "Smith", "a title with the writer"),
    ("OPINION BY JUSTICE O'BRIEN", "opinion", "O'Brien", "a title with the writer"),
    ("MEMORANDUM OPINION AND ORDER", "opinion", None, "a district court's title"),
    ("O P I N I O N", "opinion", None, "letters set apart"),
    ("Justice Ingrid Solheim delivered the Opinion of the Court.", "opinion", "Ingrid Solheim", "a capital Opinion"),
    ("ORDER", "order", None, "an order"),
    ("APPENDIX A", "appendix", None, "an appendix"),
    ("Presiding Judge Marshall L. Davidson, III, delivered the opinion of the Appeals Board in", "opinion", "Marshall L. Davidson, III", "a board"),
]

NOT_OPENINGS = [
    "See 500 U. S. 44, 61 (1991) (\nSCALIA, J., dissenting). That is so.",
    "As he wrote in that case,\nJustice Stevens, concurring in Jackson, observed that it is so.",
    "Before BARKSDALE, STEWART, and\nDENNIS, Circuit Judges.",
    "We consider the opinion of the court below.",
    "The panel divided. Judge Wilson concurred in the judgment but disagreed.",
]


@pytest.mark.parametrize(("opening", "kind", "author", "reason"), OPENINGS)
def test_openings(opening: str, kind: str, author: str | None, reason: str) -> None:
    text = "SUPREME COURT OF SOMEWHERE\nNo. 1\n" + opening + BODY
    found = [part for part in parts(text, [0]) if part.kind not in {"caption", "document"}]
    assert [(part.kind, part.author) for part in found] == [(kind, author)], reason


@pytest.mark.parametrize("text", NOT_OPENINGS)
def test_mentions_are_no_openings(text: str) -> None:
    assert [part.kind for part in parts("We begin here.\n" + text + BODY, [0])] == ["document"]


def test_a_syllabus_lists_writers_without_opening_their_opinions() -> None:
    text = (
        "SUPREME COURT\nSyllabus\nA v. B\nHeld: It is so.\nSOUTER, J., delivered the opinion of the Court, in which STEVENS, J., joined.\n"
        "JUSTICE THOMAS delivered the opinion of the Court with respect to Part I, concluding that it is so.\n"
        "JUSTICE SOUTER delivered the opinion of the Court." + BODY
    )
    assert [(part.kind, part.author) for part in parts(text, [0])] == [("caption", None), ("syllabus", None), ("opinion", "Souter")]


def test_a_repeated_caption_stands_apart_and_a_running_head_opens_nothing_twice() -> None:
    first = "PER CURIAM." + BODY
    second = "ALITO, J., dissenting\n\nSUPREME COURT OF X\nNo. 1\nA v. B\n\nJUSTICE ALITO, dissenting." + BODY
    found = parts(first + second, [0, len(first)])
    assert [part.kind for part in found] == ["opinion", "caption", "dissent"]
    assert [(one.end, other.start) for one, other in pairwise(found)] == [(part.start, part.start) for part in found[1:]]


def test_a_note_of_who_would_have_voted_otherwise_is_not_the_opening_below_it() -> None:
    text = (
        "PER CURIAM." + BODY + "THE CHIEF JUSTICE and JUSTICE DRAY would deny the petition.\n\nSUPREME COURT OF X\n\nA v. B\n\n"
        "JUSTICE ORME, with whom JUSTICE PELL joins,\ndissenting.\n\nThe Court concludes so." + BODY
    )
    assert [(part.kind, part.author) for part in parts(text, [0])][-1] == ("dissent", "Orme")


def test_headings_of_an_opinion() -> None:
    text = (
        "It is so.\nI\nA\nWe begin.\nII. Standard of Review\nWe review it.\nSee 12\nF. Supp. 218, 225. The\ncourt said so.\nConclusion\nWe affirm.\n"
    )
    assert [heading.title for heading in headings(text, 0, len(text))] == ["I", "A", "II. Standard of Review", "Conclusion"]


@pytest.mark.parametrize(
    "piece",
    ["SMITH, ", "Justice A, ", "JUSTICE SMITH, with whom A ", "Smith, J., ", "OPINION AND ", "A b C ", " ", "\n", "I\n", "Judge\n", "OF AND "],
)
def test_time_is_bounded_on_odd_input(piece: str) -> None:
    began = time.process_time()
    parts(piece * (300_000 // len(piece)), [0])
    assert time.process_time() - began < 5
