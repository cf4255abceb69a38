"""While the record is out of reach every page says so at once, and System says which part it is."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from looking import Opener, shown

from core.library import Library


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library whose database does not answer: nothing listens on the discard port."""
    from pages._library import open_library

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HEADNOTE_DATA_DIR", str(tmp_path_factory.mktemp("unreachable")))
        environment.setenv("MONGODB_URI", "mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=200")
        open_library.clear()
        yield open_library()
        open_library.clear()


@pytest.mark.parametrize("name", ["home", "search", "upload", "read"])
def test_a_page_says_calmly_that_headnote_is_starting(open_page: Opener, name: str) -> None:
    begun = time.monotonic()
    dashboard = open_page(name)
    assert time.monotonic() - begun < 10  # it does not wait for what is not there
    assert "Headnote is starting" in str(dashboard.info[0].proto)
    assert "Headnote is starting" in dashboard.sidebar.caption[0].value


def test_system_still_answers(open_page: Opener) -> None:
    assert "Loading" in shown(open_page("system"))
