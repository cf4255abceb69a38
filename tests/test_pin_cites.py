"""Pin cites as a lawyer gives them, or no more than is known."""

from __future__ import annotations

import pytest

from core.models import Case, Footnote, Mark, MarkKind, Page, Place, Span, StarPage
from core.pin_cites import pin_cite, place_of


def case(citation=None, parallel=(), *, mime="application/pdf", slip=False, pages=30):
    return Case(
        case_id="c", workspace="w", owner="o", document_hash="0", file_name="f", file_size=1, page_count=pages,
        citation=citation, parallel_citations=list(parallel), mime_type=mime, slip_pages=slip,
    )  # fmt: skip


def at(page=12, printed=None, stars=(), paragraph=None, note=None, section="opinion"):
    return Place(page=page, printed_page=printed, star_pages=list(stars), paragraph=paragraph, footnote=note, section=section)


@pytest.mark.parametrize(
    ("of", "place", "pin", "reason"),
    [
        (case("556 U.S. 303"), at(printed="309"), "556 U.S. at 309 (PDF p. 12)", "a reporter's own pages"),
        (case("556 U.S. 303"), at(printed="309", note="3"), "556 U.S. at 309 n.3 (PDF p. 12)", "in a note"),
        (case("556 U.S. 303"), at(14, printed="12"), "slip op. at 12 (PDF p. 14)", "a slip opinion that knows its citation"),
        (case("567 U.S. 1", slip=True), at(14, printed="12"), "slip op. at 12 (PDF p. 14)", "pages that begin anew are no reporter's, though 12 could be one"),
        (case("556 U.S. 303", pages=30), at(printed="2014"), "slip op. at 2014 (PDF p. 12)", "too far on to be a page of the case"),
        (case(), at(14, printed="3", section="dissent"), "slip op. at 3, dissent (PDF p. 14)", "each opinion is paged by itself"),
        (case(), at(2, printed="2", section="syllabus"), "syllabus at 2 (PDF p. 2)", "and so is the syllabus"),
        (case(), at(), "PDF p. 12", "nothing is printed"),
        (case(), at(note="4"), "PDF p. 12 n.4", "nothing is printed, in a note"),
        (case("2014-Ohio-1"), at(paragraph="12"), "¶ 12 (PDF p. 12)", "a printed judgment that numbers its paragraphs"),
        (case("556 U.S. 303"), at(printed="7", stars=["309"]), "556 U.S. at 309 (PDF p. 12)", "a star page before the printed one"),
        (case("953 Conn. App. 66", ["900 A.3d 504"], mime="text/html"), at(stars=["505", "67"], paragraph="9"), "953 Conn. App. at 67 (¶ 9)", "bare stars of two reporters: each to the first page nearest below"),
        (case("900 A.3d 504", ["953 Conn. App. 66"], mime="text/html"), at(stars=["505", "67"], paragraph="9"), "900 A.3d at 505 (¶ 9)", "the case's own citation comes first"),
        (case("953 Conn. App. 66", mime="application/xml"), at(stars=["953 Conn.App. 67"], paragraph="9"), "953 Conn. App. at 67 (¶ 9)", "named, and spaced otherwise"),
        (case(mime="application/xml"), at(stars=["900 A.3d 505"], paragraph="9"), "900 A.3d at 505 (¶ 9)", "a named star needs no citation of the case"),
        (case("2020 NY Slip Op 50753(U)", mime="text/html"), at(stars=["3"], paragraph="9"), "2020 NY Slip Op 50753(U), at *3 (¶ 9)", "a citation without pages"),
        (case("2009 WL 645332", mime="text/html"), at(stars=["5"], paragraph="9"), "2009 WL 645332, at *5 (¶ 9)", "a database's number is no first page"),
        (case(mime="text/html"), at(stars=["505", "67"], paragraph="9"), "¶ 9", "two reporters, and nothing says which is which"),
        (case("556 U.S. 303", mime="text/html"), at(stars=["12"], paragraph="9"), "¶ 9", "below the first page: not that reporter's"),
        (case(mime="text/html"), at(paragraph="12"), "¶ 12", "without paper"),
        (case(mime="text/html"), at(paragraph="12–14"), "¶¶ 12–14", "over several"),
        (case(mime="text/html"), at(note="2"), "n.2", "an endnote has no paragraph"),
        (case(mime="text/html"), at(1), "before ¶ 1", "what stands before the numbered paragraphs"),
        (case(mime="text/plain"), at(3, printed="3"), "slip op. at 3 (p. 3)", "a text that keeps the pages of its paper"),
    ],
)  # fmt: skip
def test_pin_cites(of, place, pin, reason):
    assert pin_cite(of, place) == pin, reason


def test_a_run_finds_its_place():
    of = case("900 A.3d 504", mime="text/html")
    of.star_pages = [
        StarPage(page=1, start=0, label="900 A.3d 505"),
        StarPage(page=1, start=50, label="900 A.3d 506"),
        StarPage(page=2, start=40, label="900 A.3d 507"),
    ]
    of.footnotes = [Footnote(number="3", spans=[Span(page=2, start=60, end=80)])]
    leaf = Page(
        case_id="c",
        number=2,
        text="x" * 99,
        marks=[Mark(kind=MarkKind.PARAGRAPH, start=0, end=30, label="7"), Mark(kind=MarkKind.PARAGRAPH, start=32, end=58, label="8")],
    )
    assert pin_cite(of, place_of(of, leaf, 10)) == "900 A.3d at 506 (¶ 7)"
    assert pin_cite(of, place_of(of, leaf, 45)) == "900 A.3d at 507 (¶ 8)"
    assert pin_cite(of, place_of(of, leaf, 70)) == "900 A.3d at 507 n.3 (¶ 8)"
