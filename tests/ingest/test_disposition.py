"""Decrees as courts word them."""

from __future__ import annotations

import time

import pytest

from core.ingest.disposition import acts_of, decree_of
from core.ingest.structure import parts

HEAD = "SUPREME COURT OF OREGON\n\nA v. B\n\nJUSTICE LEE delivered the opinion of the Court.\nThe trial court dismissed the claim and the court of appeals reversed.\n"

ENDS = [
    (
        "The judgment of the Court of Appeals is reversed, and the\ncase is remanded for further proceedings.\nIt is so ordered.\n",
        "reversed, remanded",
        "two verbs",
    ),
    (
        "We therefore vacate the judgment of the Court of Appeals and remand the case for consideration of those issues.\n",
        "vacated, remanded",
        "active",
    ),
    ("For these reasons, we affirm in part, reverse in part, and remand.\n", "affirmed in part, reversed in part, remanded", "in parts"),
    ("The judgment below is AFFIRMED.\n", "affirmed", "capitals"),
    ("So we say.\n\nAFFIRMED.\n", "affirmed", "alone on a line"),
    ("So we say.\n\nJudgment affirmed.\n", "affirmed", "an old volume"),
    ("The petition for certiorari is granted, the judgment is vacated, and the case is remanded.\n", "granted, vacated, remanded", "at once"),
    ("The writ of certiorari is dismissed as improvidently granted.\n", "dismissed", "granted before, not now"),
    ("For the foregoing reasons I would allow the appeal.\n", "granted", "England allows"),
    ("The motion for summary judgment is DENIED and the motion to dismiss is GRANTED.\n", "denied, granted", "a trial court"),
    ("We grant the petition for review and enforce the Board’s order.\n", "granted, enforced", "an agency's order"),
    ("The appellant asks whether the judgment was affirmed below. We say no more.\n", "", "told of another court"),
    (
        "We affirm the judgment as to liability, but reverse and remand for a new trial on damages.\n",
        "affirmed in part, reversed in part, remanded",
        "both",
    ),
    ("The claim should be dismissed, they say, and leave must first be granted.\n", "", "what is urged is not done"),
    ("The judgment must therefore be reversed.\n", "reversed", "must"),
    ("The judgment is affirmed.\n" + "1 See the record, where the witness says what he saw.\n" * 100, "affirmed", "pages of notes after it"),
    ("The end.\n", "", "nothing"),
]


@pytest.mark.parametrize(("end", "expected", "reason"), ENDS)
def test_ends(end: str, expected: str, reason: str) -> None:
    text = HEAD + "We begin with the law of the case as the parties put it.\n" * 60 + end
    found = decree_of(text, parts(text, [0]))
    assert ", ".join(found.acts if found else []) == expected, reason


def test_a_syllabus_ends_with_it() -> None:
    text = "SUPREME COURT\n\nSyllabus\n\nA v. B\n\nHeld: It is so. Pp. 3–4.\n\n117 Haw. 174, 177 P. 3d 884, reversed and remanded.\n\nLEE, J., delivered the opinion of the Court.\n"
    found = decree_of(text, parts(text, [0]))
    assert found is not None
    assert (list(found.acts), [text[start:end] for start, end in found.spans]) == (["reversed", "remanded"], ["reversed and remanded"])


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("affirmed as modified", ["affirmed", "modified"]),
        ("reversed with instructions to dismiss", ["reversed"]),
        ("set aside", ["vacated"]),
        ("kept", []),
    ],
)
def test_words(words: str, acts: list[str]) -> None:
    assert acts_of(words) == acts


@pytest.mark.parametrize(
    "piece", ["the judgment ", "we affirm ", "affirmed, ", "affirmed and ", "is hereby ", "F. 3d 1, ", "the case is remanded, ", "\n"]
)
def test_time_is_bounded_on_odd_input(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    decree_of(text, parts(text[:1_000], [0]))
    decree_of(text, parts("Syllabus\n", [0]))
    assert time.process_time() - began < 3
