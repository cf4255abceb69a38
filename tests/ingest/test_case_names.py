"""Names as one cites them."""

from __future__ import annotations

import pytest

from core.ingest.case_names import cited_side, short_side, title_case
from core.ingest.parties import running_name
from core.ingest.person import tidy_name
from core.models import Page, PageState

SIDES = [
    ("WINTER, SECRETARY OF THE NAVY, ET AL.", "WINTER", "office and companions"),
    ("NATURAL RESOURCES DEFENSE COUNCIL, INC., ET AL.", "NATURAL RESOURCES DEFENSE COUNCIL, INC.", "a company's ending stays"),
    ("JOHNNIE CORLEY, PETITIONER", "JOHNNIE CORLEY", "a role"),
    ("Vanessa St. Pierre, Plaintiff—Appellant,", "Vanessa St. Pierre", "two roles"),
    ("Standard Insurance Company; Dearborn National Life, Defendants—Appellees.", "Standard Insurance Company", "the first of several"),
    ("ROCK BORDELON AND TORIE BORDELON,1 Petitioners", "ROCK BORDELON", "the first of two persons; the call of a note"),
    ("Create and Construct, LLC", "Create and Construct, LLC", "a name with a comma"),
]

TITLES = [
    ("CITY OF NEW YORK", "", "City of New York", "small words"),
    ("PHILIP MORRIS USA INC.", "It sued the USA in court.", "Philip Morris USA Inc.", "capitals of running prose"),
    ("MCDONALD", "What McDonald said.", "McDonald", "as the prose spells it"),
    ("MCDONALD", "", "McDonald", "as such names are spelled"),
    ("CSX TRANSP., INC.", "", "CSX Transp., Inc.", "no vowel, no word"),
    ("GABELLI v. SEC", "The SEC sued. See Sec. 3.", "Gabelli v. SEC", "an agency"),
    ("AT&T CORP.", "", "AT&T Corp.", "an ampersand"),
    ("Smith", "", "Smith", "nothing to do"),
]


@pytest.mark.parametrize(("side", "short", "reason"), SIDES)
def test_short_side(side: str, short: str, reason: str) -> None:
    assert short_side(side) == short, reason


@pytest.mark.parametrize(("name", "prose", "title", "reason"), TITLES)
def test_title_case(name: str, prose: str, title: str, reason: str) -> None:
    assert title_case(name, prose) == title, reason


CITED = [
    (
        "Vanessa St. Pierre",
        None,
        "When St. Pierre died, he paid. So St. Pierre’s claim fails, and St. Pierre lost.",
        "St. Pierre",
        "a surname of two words",
    ),
    ("Mara Quill", None, "The appellant sued.", "Mara Quill", "nobody is called by the surname alone"),
    (
        "Johnson Controls",
        None,
        "It sold Johnson Controls. Then Johnson Controls paid the workers.",
        "Johnson Controls",
        "a firm is not called by its last word",
    ),
    ("State of Missouri", "Missouri", "", "State", "a state in its own courts"),
    ("State of Missouri", "United States", "", "Missouri", "a state in other courts"),
    ("People of the State of New York", "New York", "", "People", "the people of a state"),
    ("United States of America", "United States", "", "United States", "the country"),
    ("Commissioner of Internal Revenue", "United States", "", "Commissioner", "tax cases"),
    ("Bank of Missouri", "Missouri", "", "Bank of Missouri", "a firm"),
]


@pytest.mark.parametrize(("side", "jurisdiction", "prose", "cited", "reason"), CITED)
def test_sides_as_cited(side: str, jurisdiction: str | None, prose: str, cited: str, reason: str) -> None:
    assert cited_side(side, jurisdiction, prose) == cited, reason


@pytest.mark.parametrize(
    ("name", "tidy"), [("O’BRIEN", "O’Brien"), ("SMITH-JONES", "Smith-Jones"), ("A.B. LEE, III", "A.B. Lee, III"), ("Kent", "Kent")]
)
def test_persons(name: str, tidy: str) -> None:
    assert tidy_name(name, "") == tidy


def test_a_firm_called_by_what_it_is_keeps_its_name():
    prose = "The Cooperative refused. Osei wrote to the Cooperative, and the Cooperative answered. Osei sued."
    assert cited_side("Northfield Grain Cooperative", None, prose) == "Northfield Grain Cooperative"
    assert cited_side("Kwame Osei", None, prose) == "Osei"


@pytest.mark.parametrize(
    "head",
    [
        "May, 1893.] HARLOW v. FERRY CO. 215",
        "216 HARLOW v. FERRY CO. [May, 1893.",
        "HARLOW v. FERRY CO. Wyo.",
    ],
)
def test_the_term_in_an_old_reporters_running_head_is_no_party(head):
    pages = [Page(case_id="x", number=number, state=PageState.TEXT, text=f"{head}\n\nThe ferry was late.") for number in (1, 2)]
    found = running_name(pages)
    assert found is not None
    assert found[0] == "HARLOW v. FERRY CO."
