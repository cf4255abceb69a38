"""Citations with their places."""

from __future__ import annotations

import time

import pytest

from core.ingest.citations import MOST_CITATIONS, cite
from core.models import Page


def pages(*texts: str) -> list[Page]:
    return [Page(case_id="c", number=number, text=text) for number, text in enumerate(texts, 1)]


def test_a_full_citation_is_normalised_and_placed() -> None:
    text = "We decided Corley\nv. United States, 556 U. S.\n303, 310 (2009). It governs."
    found = cite(pages(text)).citations
    assert [(item.kind, item.normalized, item.pin_cite, item.year, item.name) for item in found] == [
        ("case", "556 U.S. 303", "310", 2009, "Corley v. United States")
    ]
    assert text[found[0].start : found[0].end].split() == ["556", "U.", "S.", "303"]


def test_kinds() -> None:
    text = "See Roe v. Wade, 410 U.S. 113 (1973). Id. at 120. See also 18 U. S. C. §§3501. Roe, 410 U.S., at 116. Roe, supra, at 118."
    found = cite(pages(text))
    assert [item.kind for item in found.citations] == ["case", "id", "statute", "short", "supra"]
    assert found.precedents == ["410 U.S. 113"]
    assert found.statutes == ["18 U.S.C. § 3501"]


def test_a_citation_over_a_page_break_begins_where_it_begins() -> None:
    first, second = "It was settled in Doe v. Roe, 410", "U.S. 113 (1973), and we follow it."
    found = cite(pages(first, second)).citations
    assert [(item.normalized, item.page, first[item.start : item.end]) for item in found] == [("410 U.S. 113", 1, "410")]


def test_places_on_later_pages_are_those_of_their_own_text() -> None:
    texts = [f"Page {number} relies on {number + 100} U.S. {number + 200} (1990) and says so." for number in range(1, 9)]
    for item in cite(pages(*texts)).citations:
        assert texts[item.page - 1][item.start : item.end] == f"{item.page + 100} U.S. {item.page + 200}"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("T.C. Memo. 2020-26\n\nUNITED STATES TAX COURT\nA v. B\nWe hold so.", "T.C. Memo. 2020-26"),
        ("Cite as: 239 S.W.3d 151 (Mo. App. 2007)\nA v. B\nWe hold so.", "239 S.W.3d 151"),
        ("Cite as: 556 U. S. ____ (2009)\nA v. B\nWe hold so.", None),
        ("See 239 S.W.3d 151 (2007).\nWe hold so.", None),
    ],
)
def test_the_citation_of_the_document_itself(text: str, own: str | None) -> None:
    found = cite(pages(text))
    assert found.metadata.get("citation") == own
    assert own not in found.precedents
    for evidence in found.evidence.get("citation", []):
        assert text[evidence.start : evidence.end] == evidence.text


def test_parallel_citations_of_the_document_itself_are_no_authorities() -> None:
    found = cite(pages("138 U.S. 109\n11 S.Ct. 283\nDOE v. ROE\nWe follow Poe v. Coe, 130 U.S. 9. As 138 U.S. 109 says."))
    assert found.metadata["citation"] == "138 U.S. 109"
    assert [item.normalized for item in found.citations] == ["130 U.S. 9"]


def test_the_part_a_citation_stands_in_is_named() -> None:
    first = "SUPREME COURT OF OHIO\n\nDOE v. ROE\n\nJUSTICE SMITH delivered the opinion of the Court.\n\nWe follow 130 U.S. 9."
    second = "JUSTICE JONES, dissenting.\n\nI would follow 131 U.S. 8."
    found = cite(pages(first, second)).citations
    assert [(item.normalized, item.section) for item in found] == [("130 U.S. 9", "opinion"), ("131 U.S. 8", "dissent")]


def test_bare_sections_are_no_statutes_of_their_own() -> None:
    assert cite(pages("Under 18 U.S.C. § 3501, and § 3501(a), and § 9.")).statutes == ["18 U.S.C. § 3501"]


def test_a_blank_page_number_is_no_precedent() -> None:
    assert cite(pages("See Doe v. Roe, 556 U.S. ___ (2009).")).precedents == []


def test_no_warning_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    cite(pages("Roe v. Wade, 410 U.S. 113, 35 L. Ed. 2d 147, 93 S. Ct. 705 (1973); id., 410 U.S. 113, 115. Wade, 410 U.S., at 116, supra. " * 3))
    assert caplog.records == []


@pytest.mark.parametrize("piece", ["1 U.S. ", "A v. B ", "Id. ", "(", "§ 1", "1 "])
def test_time_is_bounded_on_odd_input(piece: str) -> None:
    began = time.process_time()
    found = cite(pages(piece * (60_000 // len(piece))))
    assert len(found.citations) <= MOST_CITATIONS
    assert time.process_time() - began < 15


def test_no_pages_no_citations() -> None:
    assert cite([]).citations == []
