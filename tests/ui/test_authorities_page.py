"""Authorities and Network: what they show of two cases of which one cites the other, and where they lead."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from looking import HOSTILE, Opener, shown, wait_read

from core.library import Library
from core.models import UploadOptions
from core.principal import LOCAL_ADMIN
from core.views import CaseCorrection

CITING = [
    "We overrule Ames v. Bell, 812 F.3d 44 (2016). See Gone v. Lost, 700 F.3d 9 (2012).",
    "It was wrong before. Smith v. Jones, 812 F.3d 44, 46 (2016). See 18 U.S.C. § 3501.",
]


@pytest.fixture(scope="module")
def cited(shelf: Library, pdf: Callable[..., bytes], with_authorities: Callable[[Library, str], None]) -> dict[str, str]:
    """Ids of a case and of one that cites it, once under a wrong name."""
    ids = {}
    for name, title, pages in (("held", "Ames v. Bell", ["Notice must be given."]), ("citing", HOSTILE, CITING)):
        ids[name] = shelf.upload(LOCAL_ADMIN, io.BytesIO(pdf(*pages)), f"{name}.pdf", UploadOptions(title=title)).case_id
        wait_read(shelf, ids[name])
    shelf.correct(LOCAL_ADMIN, ids["held"], CaseCorrection(citation="812 F.3d 44", case_name="Ames v. Bell"))
    for case_id in ids.values():
        with_authorities(shelf, case_id)
    return ids


def test_the_page_offers_cases_to_choose(open_page: Opener, cited: dict[str, str]) -> None:
    dashboard = open_page("authorities")
    assert any("Ames v" in button.label for button in dashboard.button)
    dashboard.button(key=f"open_{cited['citing']}").click().run()
    assert "authorities" in shown(dashboard)


def test_the_table_by_kind(open_page: Opener, cited: dict[str, str]) -> None:
    dashboard = open_page("authorities", case=cited["citing"])
    assert [element.value for element in dashboard.subheader] == ["Cases (2)", "Statutes (1)"]
    table = dashboard.dataframe[0].value
    assert list(table["Library"]) == ["≠ Other name", "○ Not held"]
    assert list(table["Times"]) == [2, 1]
    assert list(table["Pages"]) == ["1, 2", "1"]
    assert "overrules" in table["Signals"][0]
    assert "1 under another name" in shown(dashboard)
    assert "not a citator" in shown(dashboard)


def test_an_authority_is_shown_with_its_words(open_page: Opener, cited: dict[str, str]) -> None:
    dashboard = open_page("authorities", case=cited["citing"])
    dashboard.session_state["authority"] = "812 F.3d 44"
    dashboard.run()
    said = shown(dashboard)
    assert "Overrules" in said
    assert "We overrule Ames v. Bell, 812 F.3d 44 (2016)." in said
    assert "here it is called Smith v\\. Jones" in said
    assert any(link.query_string and "mark=1-" in link.query_string for link in (element.proto for element in dashboard.page_link))


def test_filters(open_page: Opener, cited: dict[str, str]) -> None:
    dashboard = open_page("authorities", case=cited["citing"])
    dashboard.text_input(key="authorities_words").set_value("gone").run()
    assert [element.value for element in dashboard.subheader] == ["Cases (1)"]
    dashboard.text_input(key="authorities_words").set_value("nobody").run()
    assert "No authority answers to this" in shown(dashboard)


def test_cited_by(open_page: Opener, cited: dict[str, str]) -> None:
    dashboard = open_page("authorities", case=cited["held"])
    dashboard.segmented_control(key="authorities_view").set_value("Cited by").run()
    assert "1 case of the library cites it" in shown(dashboard)
    assert "We overrule Ames v. Bell" in shown(dashboard)
    dashboard.button(key=f"citing_{cited['citing']}").click().run()
    assert dashboard.query_params["case"] == cited["citing"]


def test_read_marks_the_words_linked_to(open_page: Opener, cited: dict[str, str]) -> None:
    said = shown(open_page("read", case=cited["citing"], page="1", mark="1-0-11"))
    assert ">We overrule</mark>" in said


@pytest.mark.parametrize("mark", ["", "x", "1-2", "9-1-2", "1-5-2", "1-0-99999999", "-1-0-5"])
def test_a_link_with_odd_marks_still_opens_the_page(open_page: Opener, cited: dict[str, str], mark: str) -> None:
    assert "We overrule" in shown(open_page("read", case=cited["citing"], page="1", mark=mark))


def test_a_case_that_is_not_there(open_page: Opener, cited: dict[str, str]) -> None:
    assert "no such case" in str(open_page("authorities", case="nothing").warning[0].proto)


@pytest.mark.parametrize("view", ["Network", "Timeline", "Ranking", "Not held"])
def test_the_network(open_page: Opener, cited: dict[str, str], view: str) -> None:
    dashboard = open_page("network")
    dashboard.segmented_control(key="network_view").set_value(view).run()
    assert not dashboard.exception
    assert not dashboard.error
    if view == "Ranking":
        assert list(dashboard.dataframe[0].value["Cited by"]) == [1, 0]
    if view == "Not held":
        assert list(dashboard.dataframe[0].value["Citation"]) == ["700 F.3d 9"]


def test_nothing_of_a_document_becomes_markup(open_page: Opener, cited: dict[str, str]) -> None:
    for name, query in (("authorities", {"case": cited["citing"]}), ("network", {}), ("authorities", {})):
        assert "<img" not in shown(open_page(name, **query))
