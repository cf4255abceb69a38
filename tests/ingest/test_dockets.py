"""Docket numbers of this court, and not of the court below."""

from __future__ import annotations

import pytest

from core.ingest.dockets import docket_numbers
from core.ingest.face import lines_of
from core.models import Page

CASES = [
    ("No. 07–10441. Argued January 21, 2009", ["07-10441"], "an en dash"),
    ("Nos. 08–205 and 08–206", ["08-205", "08-206"], "two of them"),
    ("Docket Nos. 19031-13, 27735-13, Filed February 20, 2020.", ["19031-13", "27735-13"], "a list that goes on with a date"),
    ("Case No. 1:20-cv-00123-ABC", ["1:20-cv-00123-ABC"], "a district court's"),
    ("Docket No. 2019-06-0263", ["2019-06-0263"], "a board's"),
    ("No. 2-16-0945", ["2-16-0945"], "a state appellate court's"),
    ("Case: 21-50498 Document: 00516242060 Page: 1", ["21-50498"], "a header alone"),
    ("No. 22O141, Orig.\n", ["22O141"], "original jurisdiction"),
    ("No. ED108783\nAppeal from the Circuit Court\nNo. 1711-CC00064", ["ED108783"], "the court below after ours"),
    ("DA 17-9240\nAPPEAL FROM: District Court\nCause No. DV 15-918", ["DA 17-9240"], "without a label at the top"),
    ("No. S-17-9031.", ["S-17-9031"], "letters first"),
    ("No. 21-1\nUSDC No. 3:20-CV-257", ["21-1"], "a label of the court below"),
    ("State File No. 9687-2019", [], "another's number"),
    ("Rule No. 12", [], "no docket"),
    ("There is no number here", [], "prose"),
]


@pytest.mark.parametrize(("text", "numbers", "reason"), CASES)
def test_docket_numbers(text: str, numbers: list[str], reason: str) -> None:
    lines = lines_of(Page(case_id="c", number=1, text=text))
    assert [number for number, _ in docket_numbers(lines, lines)] == numbers, reason
