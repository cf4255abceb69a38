"""The table of authorities: rows, counts, pages, quotations, and pages nobody would write."""

from __future__ import annotations

import time

import pytest
from marked import marked, table_of

from core.authorities.table import QUOTED_MENTIONS, TableRequest, tabulate
from core.ingest.citations import cite
from core.models import Citation, CitationKind, Page, PageState, Span

PAGE_ONE = "Notice is needed. {Corley v. United States, 556 U.S. 303} (2009). It must be in writing, {18 U.S.C. § 3501}."
PAGE_TWO = "So it was held before. {id. 18 U.S.C. § 3501} And again. {Corley, supra 556 U.S. 303}, at 309. {Doe v. Roe, 300 F.3d 2} (2002)."


def test_rows_in_the_order_of_first_citation_with_counts_and_pages():
    rows = table_of(PAGE_ONE, PAGE_TWO).authorities
    assert [(row.citation, row.kind, row.name, row.year, row.count, row.pages) for row in rows] == [
        ("556 U.S. 303", CitationKind.CASE, "Corley v. United States", 2009, 2, [1, 2]),
        ("18 U.S.C. § 3501", CitationKind.STATUTE, None, None, 2, [1, 2]),
        ("300 F.3d 2", CitationKind.CASE, "Doe v. Roe", 2002, 1, [2]),
    ]


def test_a_quotation_is_the_sentence_and_stands_on_its_page():
    pages, citations, _ = marked(PAGE_ONE, PAGE_TWO)
    for row in tabulate(TableRequest("x", "shared", "1", citations), pages).authorities:
        for mention in row.mentions:
            quotation = mention.quotation
            text = " ".join(" ".join(pages[span.page - 1].text[span.start : span.end] for span in quotation.spans).split())
            assert text == quotation.text
            assert mention.text in quotation.text


def test_a_bare_citation_is_quoted_with_the_sentence_it_supports():
    row = table_of(PAGE_ONE).authorities[0]
    assert row.mentions[0].quotation.text == "Notice is needed. Corley v. United States, 556 U.S. 303 (2009)."


def test_a_sentence_over_two_pages_has_two_spans():
    pages, citations, _ = marked("The court held in", "{Corley v. United States, 556 U.S. 303} (2009), that notice is needed.")
    quotation = tabulate(TableRequest("x", "shared", "1", citations), pages).authorities[0].mentions[0].quotation
    assert quotation.text == "The court held in Corley v. United States, 556 U.S. 303 (2009), that notice is needed."
    assert [span.page for span in quotation.spans] == [1, 2]


def test_parallel_citations_that_share_an_authority_are_one_mention():
    text = "Notice is due. Smith v. Jones, 556 U.S. 303, 129 S. Ct. 1558 (2009). We agree. Smith, 556 U.S. at 305, 129 S. Ct. at 1560."
    pages = [Page(case_id="x", number=1, state=PageState.TEXT, text=text)]
    found = cite(pages).citations
    assert {item.authority for item in found} == {"556 U.S. 303"}, "as extraction has it"
    (row,) = tabulate(TableRequest("x", "shared", "1", found), pages).authorities
    assert (row.citation, row.parallel, row.count) == ("556 U.S. 303", ["129 S. Ct. 1558"], 2)


def test_two_pages_of_one_reporter_are_two_mentions():
    pages = [Page(case_id="x", number=1, state=PageState.TEXT, text="Smith v. Jones, 556 U.S. 303 (2009). See 556 U.S. at 305; 556 U.S. at 310.")]
    (row,) = tabulate(TableRequest("x", "shared", "1", cite(pages).citations), pages).authorities
    assert row.count == 3


def test_the_case_itself_and_what_points_to_nothing_are_left_out():
    pages, citations, _ = marked("{A v. B, 1 F.3d 2} (1993). {C v. D, 3 F.3d 4} (1993).")
    citations[1].authority = None
    table = tabulate(TableRequest("x", "shared", "1", citations, own=("1 F. 3d 2",)), pages)
    assert (table.authorities, table.unresolved) == ([], 1)


def test_the_reporters_notice_is_not_the_courts():
    notice = "The syllabus constitutes no part of the opinion of the Court but has been prepared for the reader. See {A v. B, 1 F.3d 2} (1993)."
    assert table_of(notice).authorities == []


def test_a_year_that_stands_behind_another_citation_is_not_taken():
    pages, citations, _ = marked("{A v. B, 1 F.3d 2}, and see {C v. D, 3 F.3d 4} (1999).")
    citations[0].year = 1807
    rows = tabulate(TableRequest("x", "shared", "1", citations), pages).authorities
    assert [row.year for row in rows] == [None, 1999]


def test_three_thousand_citations_take_bounded_time_and_room():
    text = "See {A v. B, 1 F.3d 2} (1993); {C v. D, 3 F.3d 4} (1993). " * 1500
    began = time.perf_counter()
    rows = table_of(text).authorities
    assert time.perf_counter() - began < 20
    assert [row.count for row in rows] == [1500, 1500]
    assert sum(mention.quotation is not None for mention in rows[0].mentions) == QUOTED_MENTIONS


@pytest.mark.parametrize(
    "text",
    ["", "שלום עולם. בית המשפט קבע.", "判决维持原判。最高人民法院。", "\u202e\u2066" * 50, "1 U.S. " * 100_000, "(" * 50_000, "A v. " * 50_000],
    ids=["empty", "right to left", "CJK", "direction marks", "1 U.S.", "parentheses", "names"],
)
def test_odd_pages_do_no_harm(text):
    page = Page(case_id="x", number=1, text=text, state=PageState.TEXT)
    middle = len(text) // 2
    citation = Citation(
        text="x", normalized="1 U.S. 1", authority="1 U.S. 1", start=middle, end=middle + 6, spans=[Span(page=1, start=middle, end=middle + 6)]
    )
    began = time.perf_counter()
    tabulate(TableRequest("x", "shared", "1", [citation]), [page])
    assert time.perf_counter() - began < 10


def test_a_citation_of_a_page_that_is_not_there_is_passed_over():
    citation = Citation(text="1 U.S. 1", normalized="1 U.S. 1", authority="1 U.S. 1", page=9, start=0, end=8)
    assert tabulate(TableRequest("x", "shared", "1", [citation]), []).authorities == []
