"""Star pages: reporters' pages marked in the text, and what only looks like one."""

from __future__ import annotations

import time

import pytest

from core.ingest.star_pages import star_pages


@pytest.mark.parametrize(
    ("text", "labels", "reason"),
    [
        ("*388 The court *389 held that *390 it did.", ["388", "389", "390"], "Westlaw's form"),
        ("[*1]A v. B [*2]held [*3]so", ["1", "2", "3"], "the New York Reporter's, glued to the next word"),
        ("[900 A.3d 505] The court [900 A.3d 506] held", ["900 A.3d 505", "900 A.3d 506"], "with the reporter's name: one is enough"),
        ("[953 Conn.App. 67] The [900 A.3d 505] court", ["953 Conn.App. 67", "900 A.3d 505"], "two reporters"),
        ("*1005 *267 a *1006 b *268 c", ["1005", "267", "1006", "268"], "two rows without a name"),
        ("*12 text *14 text *15", ["12", "14", "15"], "a page without text is skipped"),
        ("2017 WL 645332, at *5, and *6 of another, at *7", [], "pages of databases in citations"),
        ("2015 WL 44, *5; 2015 WL 45, *6", [], "the same without 'at'"),
        ("* Pursuant to Rule 5. *2 is a note", [], "an asterisk alone is a note"),
        ("[*389]", [], "one alone is no row"),
        ("see pages *3-*5 and 2*3*4", [], "ranges and products"),
        ("Held: no.** *** *", [], "signs without numbers"),
    ],
)
def test_star_pages(text, labels, reason):
    found = sorted((star for row in star_pages(text) for star in row), key=lambda star: star.start)
    assert [star.label for star in found] == labels, reason


def test_each_reporter_has_its_row():
    rows = star_pages("*1005 *267 a *1006 b *268 c [9 A.3d 4] d *1007")
    assert [[star.label for star in row] for row in rows] == [["1005", "1006", "1007"], ["267", "268"], ["9 A.3d 4"]]


@pytest.mark.parametrize("text", ["*1 " * 350_000, "[" * 1_000_000, "[1 A" + " a" * 500_000, "*" * 1_000_000, "*1*2*3" * 170_000, "[*1" * 330_000])
def test_a_megabyte_of_signs_takes_no_time(text):
    start = time.process_time()
    star_pages(text)
    assert time.process_time() - start < 5
