"""A citation as people type it."""

from __future__ import annotations

import pytest

from core.authorities.query import ask_of
from core.errors import BadArgument
from core.models import CitationKind

TYPED = [
    ("558 U.S. 310", "558 U.S. 310", CitationKind.CASE, None, None),
    ("558 US 310", "558 U.S. 310", CitationKind.CASE, None, None),
    (" Corley v. United States, 556 U. S. 303, 310 (2009) ", "556 U.S. 303", CitationKind.CASE, "Corley v. United States", 2009),
    ("12 Xyzzy 4", "12 Xyzzy 4", CitationKind.CASE, None, None),
    ("No. 08-205", "08-205", CitationKind.DOCKET, None, None),
    ("18 U.S.C. § 3501", "18 U.S.C. § 3501", CitationKind.STATUTE, None, None),
]


@pytest.mark.parametrize(("typed", "citation", "kind", "name", "year"), TYPED)
def test_what_is_asked(typed, citation, kind, name, year):
    asked = ask_of(typed)
    assert (asked.citation, asked.kind, asked.name, asked.year) == (citation, kind, name, year)


@pytest.mark.parametrize("typed", ["", "   ", "hello", "x" * 301, "§" * 400])
def test_what_is_no_citation(typed):
    with pytest.raises(BadArgument):
        ask_of(typed)
