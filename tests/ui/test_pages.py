"""The pages over a library with two cases: what they show, what they do, and that nothing in a document becomes markup."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from looking import HOSTILE, Opener, shown, until, wait_read

from core.errors import NotFound
from core.library import Library
from core.models import CaseState, UploadOptions
from core.principal import LOCAL_ADMIN


def test_home_lists_the_cases_in_columns(open_page: Opener, cases: dict[str, str]) -> None:
    table = open_page().dataframe[0].value
    assert list(table["Case"]) == [HOSTILE, "Ames v. Bell"]  # added last comes first
    assert list(table["Pages"]) == [1, 2]
    assert list(table["State"]) == ["Ready", "Ready"]


def test_home_finds_by_words_and_sorts(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page()
    dashboard.selectbox(key="home_sort").select("Name").run()
    assert list(dashboard.dataframe[0].value["Case"])[1] == "Ames v. Bell"
    dashboard.text_input(key="home_words").set_value("ames").run()
    assert list(dashboard.dataframe[0].value["Case"]) == ["Ames v. Bell"]
    dashboard.text_input(key="home_words").set_value("nobody").run()
    assert "No case answers to this" in shown(dashboard)


def test_archive_and_restore(open_page: Opener, shelf: Library, cases: dict[str, str]) -> None:
    dashboard = open_page()
    dashboard.session_state["home_case"] = cases["notice"]
    dashboard.run()
    dashboard.button(key="archive_case").click().run()
    assert shelf.case(LOCAL_ADMIN, cases["notice"]).processing_status is CaseState.ARCHIVED
    assert list(dashboard.dataframe[0].value["Case"]) == [HOSTILE]
    dashboard.toggle(key="home_archived").set_value(True).run()
    assert list(dashboard.dataframe[0].value["Case"]) == ["Ames v. Bell"]
    dashboard.button(key="restore_case").click().run()
    assert shelf.case(LOCAL_ADMIN, cases["notice"]).processing_status is CaseState.INDEXED


def test_search_marks_what_matched(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page("search", q="notice", mode="lexical")
    assert dashboard.text_input(key="search_q").value == "notice"  # a link to a search opens it
    assert "Ames v. Bell" in shown(dashboard)
    assert ">notice</mark>" in shown(dashboard)
    assert "searched 2 of 2 cases" in shown(dashboard)
    link = dashboard.page_link[0]
    assert link.value.startswith(":primary[PDF p")


def test_search_filters_by_court(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page("search", q="notice")
    assert "Court of Errors" in dashboard.selectbox(key="search_court").options
    dashboard.date_input(key="search_after").set_value("2001-01-01").run()
    assert "Take a filter away" in shown(dashboard)  # neither case has a date


BROKEN = [
    ({"after": "last year"}, "a date that is none"),
    ({"type": "nonsense"}, "a type that is none"),
    ({"mode": "telepathy"}, "a mode that is none"),
    ({"court": "Errors"}, "part of a court's name"),
    ({"after": "0001-01-01"}, "a date before any court"),
]


@pytest.mark.parametrize(("query", "why"), BROKEN, ids=[why for _, why in BROKEN])
def test_a_link_with_odd_parts_still_opens_the_search(open_page: Opener, cases: dict[str, str], query: dict[str, str], why: str) -> None:
    assert "Ames v. Bell" in shown(open_page("search", q="notice", **query))


def test_a_filter_may_be_far_too_long(open_page: Opener, cases: dict[str, str]) -> None:
    assert "Take a filter away" in shown(open_page("search", q="notice", judge="x" * 5000))


def test_a_huge_query_is_answered(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page("search")
    dashboard.text_input(key="search_q").set_value("notice " * 20_000).run()
    assert not dashboard.exception


def test_the_address_follows_the_search(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page("search", q="notice")
    dashboard.text_input(key="search_q").set_value("easement").run()
    assert dashboard.query_params == {"q": "easement"}
    dashboard.text_input(key="search_judge").set_value("Holmes").run()
    assert dashboard.query_params == {"q": "easement", "judge": "Holmes"}


def test_coming_back_finds_the_search_again(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page("search", q="notice")
    dashboard.switch_page("pages/read.py").run()
    dashboard.switch_page("pages/search.py").run()
    assert dashboard.text_input(key="search_q").value == "notice"
    assert ">notice</mark>" in shown(dashboard)


@pytest.mark.parametrize("query", ["easement", '"easement was never abandoned"'])
def test_nothing_in_a_document_becomes_markup(open_page: Opener, cases: dict[str, str], query: str) -> None:
    html = "\n".join(element.value for element in open_page("search", q=query).html)
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(3)&lt;/script&gt;" in html
    assert "&lt;img src=x onerror=alert(1)&gt; *v.* [Doe](javascript:alert(2))" in html


def test_read_shows_image_and_text_with_the_passage_marked(open_page: Opener, shelf: Library, cases: dict[str, str]) -> None:
    passage = shelf.passages_on_page(LOCAL_ADMIN, cases["notice"], 2)[0]
    dashboard = open_page("read", case=cases["notice"], passage=passage.passage_id, page="2")
    assert "the passage marked" in str(dashboard.image[0].proto)
    assert "<mark" in shown(dashboard)
    dashboard.button(key="previous").click().run()
    assert dashboard.query_params["page"] == "1"
    assert "Notice must be given" in shown(dashboard)
    dashboard.number_input(key="read_page").set_value(2).run()
    assert dashboard.query_params["page"] == "2"


def test_a_document_without_paper_is_read_as_text_with_its_paragraphs(open_page: Opener, shelf: Library) -> None:
    html = "<p>Crane v. Averill</p><p>The <b>weir</b> stood &lt;script&gt;alert(1)&lt;/script&gt; for years.</p><p>We affirm.</p>"
    receipt = shelf.upload(LOCAL_ADMIN, io.BytesIO(html.encode()), "weir.html", UploadOptions(title="Crane v. Averill"))
    wait_read(shelf, receipt.case_id)
    passage = shelf.passages_on_page(LOCAL_ADMIN, receipt.case_id, 1)[0]
    dashboard = open_page("read", case=receipt.case_id, passage=passage.passage_id)
    said = shown(dashboard)
    assert not dashboard.get("imgs"), "there is no page to look at"
    assert "¶ 2" in said
    assert "<mark" in said
    assert "&lt;script&gt;alert(1)" in said
    assert "1 page" not in said
    assert "¶" in open_page("search", q="weir", mode="lexical").page_link[0].value
    shelf.delete(LOCAL_ADMIN, receipt.case_id)


@pytest.mark.parametrize("page", ["0", "99", "-1", "x", "9" * 40], ids=["zero", "beyond", "negative", "letters", "huge"])
def test_read_of_a_page_that_is_not_there_shows_the_nearest(open_page: Opener, cases: dict[str, str], page: str) -> None:
    dashboard = open_page("read", case=cases["notice"], page=page)
    assert not dashboard.error
    assert dashboard.number_input(key="read_page").value in (1, 2)


def test_find_in_case(open_page: Opener, cases: dict[str, str]) -> None:
    dashboard = open_page("read", case=cases["notice"])
    dashboard.text_input(key=f"find_{cases['notice']}").set_value("reversed").run()
    turn = next(button for button in dashboard.button if button.key.startswith("turn_"))
    turn.click().run()
    assert "<mark" in shown(dashboard)


def test_upload_reads_refuses_and_knows_duplicates(open_page: Opener, shelf: Library, pdf: Callable[..., bytes]) -> None:
    known = pdf("A covenant runs with the land.")
    wait_read(shelf, shelf.upload(LOCAL_ADMIN, io.BytesIO(known), "covenant.pdf", UploadOptions(title="Covenant")).case_id)
    dashboard = open_page("upload")
    for name, content in (("copy.pdf", known), ("poem.pdf", b"no PDF at all"), ("new.pdf", pdf("A lien is not a title."))):
        dashboard.file_uploader[0].upload(name, content)
    dashboard.run()
    dashboard.button(key="upload").click().run()
    assert dashboard.file_uploader[0].value == []  # its buffers were let go
    until(lambda: "Done: 2 of 2 files read, 1 refused" in shown(dashboard.run()))
    said = shown(dashboard)
    assert "Already in the library" in said
    assert "Nothing was stored" in said


def test_deleted_meanwhile_is_said_calmly(open_page: Opener, shelf: Library, pdf: Callable[..., bytes]) -> None:
    receipt = shelf.upload(LOCAL_ADMIN, io.BytesIO(pdf("Soon gone.")), "gone.pdf", UploadOptions())
    dashboard = open_page()
    dashboard.session_state["home_case"] = receipt.case_id
    shelf.delete(LOCAL_ADMIN, receipt.case_id)
    until(lambda: not _exists(shelf, receipt.case_id))
    dashboard.run()
    assert "There is no such case" in str(dashboard.warning[0].proto)
    assert not dashboard.exception


def test_system_names_every_part_and_masks_secrets(open_page: Opener, shelf: Library) -> None:
    said = shown(open_page("system"))
    for part in ("Record", "Search indexes", "Embedding model", "OCR", "Readers", "Disk"):
        assert part in said
    assert "HEADNOTE\\_DATA\\_DIR" in said


def _exists(shelf: Library, case_id: str) -> bool:
    try:
        shelf.case(LOCAL_ADMIN, case_id)
    except NotFound:
        return False
    return True
