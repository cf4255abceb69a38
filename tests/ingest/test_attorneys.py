"""Counsel as opinions list them."""

from __future__ import annotations

import time

import pytest

from core.ingest.attorneys import attorneys_in

LISTS = [
    ("Ada R. Oak, Dover, Delaware, for the appellant, Grain and Sons, LLC\n", ["Ada R. Oak"], "a city is no counsel"),
    (
        "Ben Elm, assigned counsel, for the appellant (defendant).\nCora L. Ash, senior assistant state’s attorney, with whom, on the brief, were Dan M. Fir, "
        "state’s attorney, and Eve Yew, senior assistant state’s attorney, for the appellee (state).\n",
        ["Ben Elm", "Cora L. Ash", "Dan M. Fir", "Eve Yew"],
        "those on the brief",
    ),
    (
        "Gil Rowan, Jr., and Hal Box, for petitioners.\nIda C. Vine, for respondent.\n",
        ["Gil Rowan, Jr.", "Hal Box", "Ida C. Vine"],
        "a trial court's memorandum",
    ),
    ("Attorneys for Appellant: Jo Birch\nAttorney for Appellee: Kim Larch\n", ["Jo Birch", "Kim Larch"], "labelled"),
    ("Lee Pine argued the cause for appellant. With her on the briefs were Max Cedar and Nan Gorse.\n", ["Lee Pine"], "argued"),
    ("The trial court entered judgment for the defendant.\n", [], "prose"),
    ("See Brief for Petitioner 12.\n", [], "a brief is no counsel"),
    ("Ruben Lark sued the city for the plaintiff class.\n", [], "a sentence"),
]


@pytest.mark.parametrize(("text", "names", "reason"), LISTS)
def test_names(text: str, names: list[str], reason: str) -> None:
    found = attorneys_in(text)
    assert [name for name, _, _ in found][: max(1, len(names))] == names, reason
    assert all(" ".join(text[start:end].split()) == name for name, start, end in found)


@pytest.mark.parametrize("piece", ["A. B. ", "Ada Oak, ", "for the appellant ", "Ada Oak for the appellant ", "(", "a\n", "Attorney for ", " ", ". "])
def test_time_is_bounded_on_odd_input(piece: str) -> None:
    began = time.process_time()
    attorneys_in(piece * (1_000_000 // len(piece)))
    assert time.process_time() - began < 3
