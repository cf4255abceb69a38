"""Every page of a library without a case: nothing breaks, and there is one next step."""

from __future__ import annotations

import pytest
from looking import Opener, shown

PAGES = [
    ("home", "There are no cases yet", 1),
    ("search", "For example", 4),
    ("authorities", "There are no cases yet", 1),
    ("network", "There are no cases yet", 1),
    ("upload", "Upload", 1),
    ("read", "There are no cases yet", 1),
    ("system", "Queue", 0),
]


@pytest.mark.parametrize(("name", "says", "buttons"), PAGES, ids=[name for name, _, _ in PAGES])
def test_page_opens(open_page: Opener, name: str, says: str, buttons: int) -> None:
    dashboard = open_page(name)
    assert says in shown(dashboard)
    assert len(dashboard.button) == buttons
    assert not dashboard.error


def test_read_of_an_unknown_case_says_so(open_page: Opener) -> None:
    dashboard = open_page("read", case="no-such-case")
    assert "no such case" in str(dashboard.warning[0].proto)


def test_search_finds_nothing_and_says_what_to_do(open_page: Opener) -> None:
    dashboard = open_page("search", q="estoppel")
    assert "check that the case is in the library" in shown(dashboard)


def test_search_without_a_word_is_explained(open_page: Opener) -> None:
    dashboard = open_page("search", q="!!! ???")
    assert dashboard.error or dashboard.warning
    assert not dashboard.exception
