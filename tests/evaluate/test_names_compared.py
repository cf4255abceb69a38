"""Names of cases as courts abbreviate them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluate.case_names import as_abbreviated, same_name

SAME = [
    ("Oak v. Board of Education", "Oak v. Bd. of Educ.", "the Bluebook"),
    ("Oak v. Pinehill Education Association", "Oak v. Pinehill Ed. Assn.", "the Reporter of Decisions"),
    ("Roe v. Securities and Exchange Commission", "Roe v. SEC", "initials"),
    ("Roe v. S. E. B.", "Roe v. SEB", "initials set apart"),
    ("Elm, Inc. v. Ash", "Elm v. Ash", "a firm's form"),
    ("Mara Quill v. Ash", "Quill v. Ash", "a given name"),
    ("City of Elmwood, Texas v. FCC", "Elmwood v. FCC", "a place's kind and its state"),
    ("State of Ohio v. Ash", "State v. Ash", "a state at home"),
    ("Ash v. State of Ohio", "Ash v. Ohio", "a state abroad"),
    ("United States of America v. Ash", "United States v. Ash", "the country"),
    ("Ash v. Commissioner of Internal Revenue", "Ash v. Commissioner", "tax"),
    ("Grain Co. v. International Brotherhood of Millers", "Grain Co. v. Millers", "a union"),
    ("Ash et al. v. Elm et al.", "Ash v. Elm", "companions"),
    ("In the Matter of Pat Lowell", "In re Lowell", "a matter"),
    ("O’Dell vs. Ash", "O'Dell v Ash", "signs"),
    ("Peña v. Ash", "Pena v. Ash", "accents"),
]
DIFFERENT = [
    ("Oak v. Ash", "Ash v. Oak", "the order of sides"),
    ("Oak v. Ash", "Oak v. Elm", "another party"),
    ("Elm Bank v. Ash", "Bank v. Ash", "a firm's name has no given name"),
    ("Southern Elm v. Ash", "Elm v. Ash", "nor is a direction one"),
    ("In re Oak", "Oak v. Ash", "a matter is no contest"),
    ("Oak v. Ash", None, "nothing found"),
]


@pytest.mark.parametrize(("one", "other", "reason"), SAME)
def test_same(one: str, other: str, reason: str) -> None:
    assert same_name(one, other), (reason, as_abbreviated(one), as_abbreviated(other))
    assert same_name(other, one), reason


@pytest.mark.parametrize(("one", "other", "reason"), DIFFERENT)
def test_different(one: str, other: str | None, reason: str) -> None:
    assert not same_name(one, other), reason
    assert not same_name(other, one), reason


@given(st.text(max_size=200))
def test_a_name_is_its_own(name: str) -> None:
    assert same_name(name, name)


def test_time_is_bounded() -> None:
    began = time.process_time()
    for piece in ("v. ", "a. ", "city of ", ", local 1", "et al. ", "a b "):
        same_name(piece * 50_000, piece * 50_000 + "x")
    assert time.process_time() - began < 5
