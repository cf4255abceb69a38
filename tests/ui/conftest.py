"""The dashboard in process: `AppTest` over `ui.py` with a real library of its own behind it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from looking import HOSTILE, Opener, wait_read
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from core.library import Library
from core.models import UploadOptions
from core.principal import LOCAL_ADMIN

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library behind the dashboard: the very cached resource that pages use, over an empty data folder."""
    from pages._library import open_library

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HEADNOTE_DATA_DIR", str(tmp_path_factory.mktemp("dashboard")))
        environment.setenv("HEADNOTE_SAMPLES", "0")
        environment.setenv("HEADNOTE_OCR", "off")
        open_library.clear()
        opened = open_library()
        opened.wait_ready(60)
        yield opened
        open_library.clear()


@pytest.fixture(scope="module")
def cases(shelf: Library, pdf: Callable[..., bytes]) -> dict[str, str]:
    """Ids of two small cases that have been read."""
    notice = ["Notice must be given before a lease is ended. The tenant had none.", "The judgment is reversed, because no notice was given."]
    texts = {"notice": ("Ames v. Bell", notice), "hostile": (HOSTILE, ["<script>alert(3)</script> The easement was never abandoned."])}
    ids: dict[str, str] = {}
    for name, (title, pages) in texts.items():
        receipt = shelf.upload(LOCAL_ADMIN, io.BytesIO(pdf(*pages)), f"{name}.pdf", UploadOptions(title=title, court="Court of Errors"))
        ids[name] = receipt.case_id
    for case_id in ids.values():
        wait_read(shelf, case_id)
    return ids


@pytest.fixture(autouse=True)
def declared_navigation(monkeypatch: pytest.MonkeyPatch) -> None:
    """`app.py` declares the navigation at the start, once a process; `AppTest` forgets that at each run."""
    made = PagesManager.__init__

    def make(self: PagesManager, *args: object, **named: object) -> None:
        made(self, *args, **named)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", make)


@pytest.fixture
def open_page(shelf: Library) -> Opener:
    def opener(name: str = "home", **query: str) -> AppTest:
        dashboard = AppTest.from_file(str(ROOT / "ui.py"), default_timeout=20).run()
        if name != "home":
            dashboard.switch_page(f"pages/{name}.py")
        for key, value in query.items():
            dashboard.query_params[key] = value
        dashboard.run()
        assert not dashboard.exception
        assert dashboard.sidebar.caption  # the page stands inside ui.py
        return dashboard

    return opener
