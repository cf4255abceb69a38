"""Courts by the words of their names."""

from __future__ import annotations

import pytest

from core.ingest.courts import court_of, find_court, jurisdiction_of
from core.ingest.face import lines_of
from core.models import Page

NAMES = [
    ("SUPREME COURT OF THE UNITED STATES", "scotus", "United States"),
    ("United States Court of Appeals for the Fifth Circuit", "ca5", "United States"),
    ("UNITED STATES COURT OF APPEALS FOR THE DISTRICT OF COLUMBIA CIRCUIT", "cadc", "United States"),
    ("IN THE UNITED STATES DISTRICT COURT FOR THE SOUTHERN DISTRICT OF NEW YORK", "nysd", "United States"),
    ("UNITED STATES DISTRICT COURT DISTRICT OF MASSACHUSETTS", "mad", "United States"),
    ("UNITED STATES BANKRUPTCY COURT NORTHERN DISTRICT OF TEXAS", "txnb", "United States"),
    ("THE SUPREME COURT OF THE STATE OF ILLINOIS", "ill", "Illinois"),
    ("STATE OF MICHIGAN COURT OF APPEALS", "michctapp", "Michigan"),
    ("IN THE COURT OF CHANCERY OF THE STATE OF DELAWARE", "delch", "Delaware"),
    ("United States Tax Court", "tax", "United States"),
]

FACES = [
    ("UNITED STATES COURT OF APPEALS\n\nFOR THE TENTH CIRCUIT", "ca10", "United States Court of Appeals for the Tenth Circuit", "over two lines"),
    (
        "In the Missouri Court of Appeals\n\nEastern District\n\nDIVISION THREE",
        "moctapped",
        "Missouri Court of Appeals Eastern District",
        "the more exact of two",
    ),
    (
        "SUPREME COURT OF THE UNITED STATES\nA v. B\nCERTIORARI TO THE UNITED STATES COURT OF APPEALS FOR\n\nTHE NINTH CIRCUIT",
        "scotus",
        "Supreme Court of the United States",
        "not the court below",
    ),
    ("SALT LAKE COUNTY\nZONING APPEALS BOARD\nUtah", None, "Zoning Appeals Board", "a board that no list has"),
    ("BEFORE THE LAND USE BOARD OF APPEALS\n\nOF THE STATE OF OREGON", None, "Land Use Board of Appeals", "before a board"),
    ("THE SUPREME COURT\nOP THE\nSTATE OE SOMEWHERE", None, None, "a name that says nothing by itself"),
    ("Appeal from the United States District Court\nfor the Western District of Texas", None, None, "only the court below"),
    ("This court has been advised by order of the Supreme Court of Illinois that it is so.", None, None, "prose"),
]


@pytest.mark.parametrize(("name", "court_id", "jurisdiction"), NAMES)
def test_names(name: str, court_id: str, jurisdiction: str) -> None:
    assert court_of(name) == court_id
    assert jurisdiction_of(court_id) == jurisdiction


@pytest.mark.parametrize("name", ["SUPREME COURT", "United States Court of Appeals", "Court", "", "Supreme Court of Narnia"])
def test_what_names_no_single_court(name: str) -> None:
    assert court_of(name) is None


@pytest.mark.parametrize(("text", "court_id", "name", "reason"), FACES)
def test_faces(text: str, court_id: str | None, name: str | None, reason: str) -> None:
    court = find_court(lines_of(Page(case_id="c", number=1, text=text)))
    assert (court.court_id if court else None, court.name if court else None) == (court_id, name), reason
