"""Dates and what the words before them say."""

from __future__ import annotations

from datetime import date

import pytest

from core.ingest.dates import labelled_dates

CASES = [
    ("No. 1. Argued January 21, 2009—Decided April 6, 2009", [("argued", date(2009, 1, 21)), ("decided", date(2009, 4, 6))], "argued is not decided"),
    ("Reargued September 9, 2009––\n\nDecided January 21, 2010", [("argued", date(2009, 9, 9)), ("decided", date(2010, 1, 21))], "over a line break"),
    ("Hearing dates: 5 May 2010", [("argued", date(2010, 5, 5))], "an English judgment"),
    ("STRASBOURG\n\n12 May 2010", [("opinion", date(2010, 5, 12))], "the place over the date"),
    ("Date: 20110714", [("dated", date(2011, 7, 14))], "figures without a break"),
    ("[April 6, 2009]", [("bracketed", date(2009, 4, 6))], "alone in brackets"),
    ("FILED\nMarch 16, 2022", [("filed", date(2022, 3, 16))], "a clerk's stamp"),
    ("FILED\nUnited States Court of Appeals\n\nTenth Circuit\n\nJanuary 11, 2021", [("filed", date(2021, 1, 11))], "a stamp with the court's name"),
    ("Date Filed: 03/16/2022", [("filed", date(2022, 3, 16))], "a header in figures"),
    ("Opinion filed Sept. 3, 1999.", [("opinion", date(1999, 9, 3))], "an abbreviated month"),
    ("Dated: this 4th day of May, 2001", [("dated", date(2001, 5, 4))], "written out"),
    ("Released 2013-02-01", [("opinion", date(2013, 2, 1))], "ISO"),
    ("REMANDED 10/06/2021", [("opinion", date(2021, 10, 6))], "a disposition"),
    ("as the court below decided June 10, 2019, we", [], "told of another case"),
    ("the complaint was filed on May 4, 2001", [], "prose"),
    ("Decided February 30, 2010", [], "no such day"),
    ("Unfiled May 4, 2001", [], "part of a word"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CASES)
def test_labelled_dates(text: str, expected: list[tuple[str, date]], reason: str) -> None:
    assert [(found.kind, found.value) for found in labelled_dates(text)] == expected, reason


def test_where_the_day_comes_first() -> None:
    assert [found.value for found in labelled_dates("Date: 05/06/2010", day_first=True)] == [date(2010, 6, 5)]
    assert [found.value for found in labelled_dates("Date: 05/06/2010")] == [date(2010, 5, 6)]
