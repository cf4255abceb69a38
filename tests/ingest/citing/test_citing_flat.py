"""Mending, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest.citing.flat import Flat


def test_flat_leads_back() -> None:
    text = "a \n b  c\n\n\nd e"
    flat = Flat(text)
    assert flat.text == "a b c d e"
    assert [text[flat.original(offset)] for offset in range(len(flat.text)) if flat.text[offset] != " "] == list("abcde")


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("556 U.\u2009S.\u00a0303", "556 U. S. 303"),  # thin and fixed blanks
        ("410 U. 8. 113, 12 U.S. 3", "410 U. S. 113, 12 U.S. 3"),  # what OCR makes of an S; what is right stays
        ("410 U, S. 113", "410 U. S. 113"),
        ("12 F. 8d 34", "12 F. 3d 34"),
        ("§ § 207", "§§ 207"),
        ("at 55– 56", "at 55–56"),
    ],
)
def test_mending(text: str, mended: str) -> None:
    assert Flat(text).text == mended


def test_a_split_number_is_mended_on_scanned_pages_only() -> None:
    assert Flat("Wade, 4 10 U. S. 113", scanned=True).text == "Wade, 410 U. S. 113"
    assert Flat("Wade, 4 10 U. S. 113").text == "Wade, 4 10 U. S. 113"


@given(st.text(alphabet="a1 \n§U.S8–,\u2009", max_size=60))
def test_every_offset_leads_to_its_own_character(text: str) -> None:
    flat = Flat(text)
    sources = [flat.original(offset) for offset in range(len(flat.text))]
    assert sources == sorted(sources)
    assert all(0 <= source < len(text) for source in sources)
    assert all(flat.text[offset] == text[source] for offset, source in enumerate(sources) if flat.text[offset].isdigit())
