"""Odd and hostile input: bounded in time, no guess, no crash. Bounds are for a busy machine."""

from __future__ import annotations

import time

import pytest
from found_in import found_in, normals
from hypothesis import given, settings
from hypothesis import strategies as st

from core.ingest.citations import MOST_CITATIONS, cite
from core.models import Page

PIECES = [
    "1 U.S. ", "1 U.S. 1, ", "1 U.S. 1 (1990) (", "A v. B ", "Id. ", "(", "(a)", "§", "§ 1", "§§ 1, 2, ", "§ 1(a), (b), ", "1 ", "1-", "supra, ", "Rule 1, ",
    "No. 1-1 ", ", No. 1-1 ", "Const. art. ", "Art. I, ", "First, ", "18 U.S.C. § 1 ", "U.S.C. § ", "In re ", "[2010] A ", "¶ 1, ", '"', "& ", "A. B. C. ",
    "tit. 1, ", "Ala. Code ", "at 1, 2, ", "1 U.S. 1; id., at 1 (quoting ", "Pub. L. ", "א ", "法 ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_time_is_bounded(piece: str) -> None:
    assert seconds(piece, 200_000) < 15


@pytest.mark.parametrize("piece", ["1 U.S. ", "§ 1", "A v. B ", "("])
def test_time_is_bounded_on_a_megabyte(piece: str) -> None:
    assert seconds(piece, 1_000_000) < 40


def seconds(piece: str, size: int) -> float:
    pages = [Page(case_id="c", number=1, text=piece * (size // len(piece)))]
    began = time.process_time()
    assert len(cite(pages).citations) <= MOST_CITATIONS
    return time.process_time() - began


def test_three_thousand_citations_are_all_found() -> None:
    text = " ".join(
        f"Doe v. Roe, {volume} U. S. {page}, {page + 1} ({1900 + volume % 100})." for volume in range(1, 301) for page in range(10, 110, 10)
    )
    began = time.process_time()
    found = found_in(text)
    assert len(found) == 3_000
    assert found[-1].normalized == "300 U.S. 100"
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ראה 410 U.S. 113 (1973) בעניין זה", ["410 U.S. 113"]),  # right to left around it
        ("参见 Roe v. Wade, 410 U.S. 113 (1973)。本院认为", ["410 U.S. 113"]),
        ("判決は民法第七〇九条による。", []),
        ("٤١٠ U.S. ١١٣", []),  # other digits are no guess
        ("", []),
        ("\x00\ufffd\u200f" * 10, []),
    ],
)
def test_other_scripts(text: str, expected: list[str]) -> None:
    assert normals(text) == expected


def test_a_citation_broken_over_pages_has_two_spans() -> None:
    pages = ("It was settled in Doe v. Roe, 410", "U.S. 113, 120 (1973), and we follow it.")
    item = found_in(*pages)[0]
    assert (item.normalized, item.name, item.pin_cite) == ("410 U.S. 113", "Doe v. Roe", "120")
    assert [pages[span.page - 1][span.start : span.end] for span in item.spans] == ["410", "U.S. 113"]
    assert (item.page, item.start, item.end) == (item.spans[0].page, item.spans[0].start, item.spans[0].end)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, "Doe v. Roe, ", "410 U. S. 113", "\n", ". ", "; ", "id., at 4", "(quoting ", ")", "Doe, supra"]), max_size=40)
)
def test_every_citation_is_where_it_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for item in found_in(text):
        assert item.start >= last
        assert item.text.split() == text[item.start : item.end].split()
        last = item.end
