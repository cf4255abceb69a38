"""File names as people and programs send them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest.names import LONGEST, shown_name, title_from


@pytest.mark.parametrize(
    ("sent", "shown", "reason"),
    [
        ("smith-v-jones.pdf", "smith-v-jones.pdf", "a plain name stays"),
        ("C:\\Users\\me\\smith.pdf", "smith.pdf", "Windows browsers sent whole paths"),
        ("../../etc/passwd", "passwd", "only the last part"),
        ("folder/", "folder", "a trailing slash is no name"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf", "no line can be added to a header"),
        ("\u202efdp.exe", "fdp.exe", "no mark may turn the ending around"),
        ("  two\t\twords  .pdf ", "twowords .pdf", "tabs are control characters; ends are trimmed"),
        ("..", "untitled.pdf", "dots alone name nothing"),
        ("", "untitled.pdf", "no name"),
        (None, "untitled.pdf", "no name at all"),
        ("e\u0301tude.pdf", "étude.pdf", "one spelling of one letter"),
        ("\ud800.pdf", "pdf", "half a character is none"),
        ("x" * 300 + ".pdf", "x" * 195 + "….pdf", "the ending is kept"),
        ("y" * 300, "y" * 199 + "…", "without an ending"),
    ],
)
def test_names_are_made_safe_to_show(sent, shown, reason):
    assert shown_name(sent) == shown, reason


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Smith_v_Jones.PDF", "Smith v Jones"),
        ("2014-07-02 order.pdf", "2014-07-02 order"),
        (".pdf", "pdf"),
        ("report.txt", "report"),
        ("A. v. B.docx", "A. v. B"),
        ("report.doc", "report.doc"),
    ],
)
def test_titles_come_from_names(name, title):
    assert title_from(name) == title


@given(st.text(max_size=400))
def test_whatever_is_sent_the_shown_name_is_short_plain_and_settled(name):
    shown = shown_name(name)
    assert 0 < len(shown) <= LONGEST
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert "/" not in shown
    assert "\\" not in shown
    assert shown.encode()
    assert shown_name(shown) == shown
    assert title_from(name)
