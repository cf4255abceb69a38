"""Two names of one case, or of two: as courts shorten them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.authorities.party_names import name_of, same_case, same_parties

NAMES = [
    ("Obergefell v. Hodges", "Smith v. Jones", False, "nothing in common"),
    ("Miranda v. Arizona", "Smith v. Arizona", False, "a State has thousands of cases"),
    ("United States v. Lopez", "United States v. Morrison", False, "so has the United States"),
    ("United States v. State", "United States v. People", None, "no side tells anything"),
    ("Younger v. Harris", "Ex parte Young", False, "a name that begins another"),
    ("Osei v. Northfield Grain Coop.", "Osei v. Northfield Grain Cooperative", True, "a Bluebook abbreviation"),
    ("Nat’l Labor Rel. Bd. v. Jones & Laughlin Steel Corp.", "NLRB v. Jones & Laughlin Steel", True, "one side shortened, one the same"),
    ("NRDC v. Bodine", "Natural Resources Defense Council v. Costle", True, "initials"),
    ("INS v. Chadha", "Immigration & Naturalization Service v. Chadha", True, "an agency by its initials"),
    ("Chevron U. S. A. Inc. v. NRDC", "Chevron USA", True, "one party alone"),
    ("Bell Atl. Corp. v. Twombly", "Twombly", True, "the short form"),
    ("See Smith", "Jones v. Doe", None, "a stray word before a short form is no name to judge by"),
    ("In re Winship", "Smith v. Doe", False, "a name of one party, whole"),
    ("In re Marriage of Adeyemi", "Marriage of Adeyemi & Castellano", True, "in re and without"),
    ("JOHNNIE CORLEY v. UNITED STATES", "Corley v. United States", True, "a caption’s first name and capitals"),
    ("Massachusetts v. EPA", "Massachusetts v. Environmental Protection Agency", True, "public names, the same on both sides"),
    ("Loving v. Virginia", "Lovlng v. Virginia", True, "one letter misread"),
    ("John- v. United States", "Johnson v. United States", True, "cut at the end of a line"),
    ("State ex rel. Doe v. Roe", "Roe v. Doe", True, "the parties turned round on appeal"),
    ("Contrast State Oil Co. v. Khan", "State Oil Co. v. Khan", True, "a signal taken for part of it"),
]


@pytest.mark.parametrize(("one", "other", "same", "reason"), NAMES, ids=[reason for _, _, _, reason in NAMES])
def test_whether_two_names_are_of_one_case(one, other, same, reason):
    assert same_case(one, other) is same
    assert same_case(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same", "reason"),
    [
        ("Puckett v. United States", "Puckett v. United States", True, "the same"),
        ("Philip Morris USA Inc. v. Williams", "Philip Morris USA, Inc. v. Williams", True, "a comma"),
        ("Smith v. United States", "Jones v. United States", False, "one side alone is not enough"),
        ("United States v. Texas", "United States v. Texas", False, "there may be several a year"),
        ("Smith v. Jones", "Smith v. Brown", False, "the other side differs"),
    ],
)
def test_agreeing_on_both_sides(one, other, same, reason):
    assert same_parties(one, other) is same


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_are_compared_without_harm(one, other):
    assert same_case(one, other) == same_case(other, one)
    assert same_case(one, one) in (True, None)


def test_a_long_name_takes_bounded_time():
    assert name_of("See but cf. " * 20_000).sides
