"""What a citation can be."""

from __future__ import annotations

import time

import pytest

from core.authorities.reporters import flaw, normalized, other_series
from core.models import CitationKind

CITATIONS = [
    ("556 U.S. 303", 2009, None, "as it should be"),
    ("60 U.S. 393", 1857, None, "numbered afterwards"),
    ("899 F.4th 610", 2018, "begins in 2021", "before the series"),
    ("120 F.2d 3", 2001, "ended in 1993", "after the series"),
    ("1200 F.2d 3", 1990, "ended with volume 999", "beyond the last volume"),
    ("958 F. Supp. 2", 1997, None, "reporters-db ends it in 1988"),
    ("24 F.R.D. 200", 1959, None, "reporters-db begins it in 2001"),
    ("51 Idaho 81", 1931, None, "and this in 1982"),
    ("914 Me. 62", 1893, None, "no last volume is known of a series that grew on"),
    ("12 Xyzzy 4", None, "No reporter is known", "no reporter"),
    ("0 U.S. 3", None, "numbered from 1", "no volume nought"),
    ("113 Harv. L. Rev. 1321", None, None, "a law review is no flaw"),
    ("110 Stat. 1247", None, None, "nor is a session law"),
    ("No. 08-205", None, None, "a docket number has no reporter"),
    ("2015 IL 117090", 2015, None, "a neutral citation"),
]


@pytest.mark.parametrize(("citation", "year", "says", "reason"), CITATIONS, ids=[reason for *_, reason in CITATIONS])
def test_what_is_wrong_with_a_citation(citation, year, says, reason):
    found = flaw(citation, CitationKind.CASE, year)
    assert (says in found) if says and found else found == says


@pytest.mark.parametrize(
    ("typed", "usual"),
    [("558 US 310", "558 U.S. 310"), ("129 S.Ct. 1558", "129 S. Ct. 1558"), ("3 F. 3d 4", "3 F.3d 4"), ("4 Nonsuch 5", None), ("words", None)],
)
def test_the_usual_form(typed, usual):
    assert normalized(typed) == usual


def test_what_other_series_hold():
    assert other_series("Stat.") is CitationKind.STATUTE
    assert other_series("Harv. L. Rev.") is CitationKind.JOURNAL
    assert other_series("F.3d") is None


def test_adversarial_text_takes_bounded_time():
    began = time.perf_counter()
    for text in ("1 U.S. " * 150_000, "1 " + "A. " * 300_000, "1" * 1_000_000):
        normalized(text)
    assert time.perf_counter() - began < 5
