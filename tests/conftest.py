"""Fixtures of all tests: small real PDFs, and one library over the embedded record for a whole session."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import pymupdf
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from core.api.app import create_api
from core.library import Library
from core.models import CaseState
from core.principal import LOCAL_ADMIN
from core.settings import Settings
from core.views import IngestionStatus

T = TypeVar("T")
FINISHED = (CaseState.INDEXED, CaseState.FAILED)


class PdfMaker(Protocol):
    """`pdf("text of page 1", "text of page 2")` gives the bytes of a PDF; no two of them are alike unless their texts are."""

    def __call__(self, *pages: str, password: str | None = None) -> bytes: ...


class SettingsMaker(Protocol):
    """`settings_for(HEADNOTE_DEMO="1")` gives settings over a fresh data folder."""

    def __call__(self, **variables: str) -> Settings: ...


class ClientMaker(Protocol):
    """`from_here(api)` calls an API from the same machine. Errors come back as responses, as over a real server."""

    def __call__(self, api: FastAPI) -> TestClient: ...


class Until(Protocol):
    """`until(look, holds)` looks until what it sees holds, and gives it; `AssertionError` after so many seconds."""

    def __call__(self, look: Callable[[], T], holds: Callable[[T], bool] = bool, seconds: float = 30.0) -> T: ...


class Waiter(Protocol):
    """`finished(case_id)` waits until a case is read, and gives its status."""

    def __call__(self, case_id: str, seconds: float = 60.0) -> IngestionStatus: ...


@pytest.fixture(scope="session")
def pdf() -> PdfMaker:
    def make(*pages: str, password: str | None = None) -> bytes:
        with pymupdf.open() as document:
            for text in pages or ("",):
                page = document.new_page()
                page.insert_textbox(pymupdf.Rect(72, 72, 540, 720), text, fontsize=11, fontname="tiro")
            if password is None:
                return document.tobytes(no_new_id=True)
            return document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password)

    return make


@pytest.fixture(scope="session")
def settings_for(tmp_path_factory: pytest.TempPathFactory) -> SettingsMaker:
    def make(**variables: str) -> Settings:
        defaults = {
            "HEADNOTE_DATA_DIR": str(tmp_path_factory.mktemp("data")),
            "HEADNOTE_SAMPLES": "0",
            "HEADNOTE_WORKERS": "2",
            "HEADNOTE_MAX_UPLOAD_MB": "2",
            "HEADNOTE_OCR": "off",
        }
        return Settings(_env_file=None, **{**defaults, **variables})

    return make


@pytest.fixture(scope="session")
def library(settings_for: SettingsMaker) -> Iterator[Library]:
    """One library for the session: tests must not count its cases, only look for their own."""
    opened = Library(settings_for())
    try:
        opened.wait_ready(60)
        yield opened
    finally:
        opened.close()


@pytest.fixture(scope="session")
def from_here() -> ClientMaker:
    def make(api: FastAPI) -> TestClient:
        return TestClient(api, raise_server_exceptions=False, base_url="http://localhost:8501", client=("127.0.0.1", 40000))

    return make


@pytest.fixture(scope="session")
def client(library: Library, from_here: ClientMaker) -> Iterator[TestClient]:
    """The API over that library, called from the same machine."""
    with from_here(create_api(lambda: library, library.settings)) as local:
        yield local


@pytest.fixture(scope="session")
def until() -> Until:
    def wait(look: Callable[[], T], holds: Callable[[T], bool] = bool, seconds: float = 30.0) -> T:
        end = time.monotonic() + seconds
        while not holds(seen := look()):
            if time.monotonic() > end:
                raise AssertionError(f"not within {seconds} s: {seen}")
            time.sleep(0.05)
        return seen

    return wait


@pytest.fixture(scope="session")
def finished(library: Library, until: Until) -> Waiter:
    def wait(case_id: str, seconds: float = 60.0) -> IngestionStatus:
        return until(lambda: library.status(LOCAL_ADMIN, case_id), lambda status: status.processing_status in FINISHED, seconds)

    return wait


@pytest.fixture(scope="session")
def with_authorities(until: Until) -> Callable[[Library, str], None]:
    """`with_authorities(library, case_id)`: each full citation of a case gets the authority it means, as the contract of `Citation` has
    it, and the case's table is in the graph."""

    def give(library: Library, case_id: str) -> None:
        record = library._engine.record
        case = record.cases.get(case_id)
        assert case is not None
        full = [item.model_copy(update={"authority": item.authority or item.normalized}) for item in case.citations]
        changed = record.cases.change(case_id, {"citations": [item.to_record() for item in full]}, raise_counts=("card_revision",))
        assert changed is not None
        library._engine.changed(changed)
        until(lambda: library.network(LOCAL_ADMIN).pending == 0)

    return give


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The development data; a test that needs it is marked `shared_data`."""
    root = Path(__file__).parents[1]
    folder = Path(os.environ.get("HEADNOTE_SHARED_DATA", root.parent / "shared" / "data"))
    if not folder.exists() and not os.environ.get("CI"):
        pytest.skip("the development data is not here")
    return folder
