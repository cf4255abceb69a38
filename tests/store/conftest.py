"""One record over the embedded server for all store tests; each test brings its own case ids."""

from __future__ import annotations

import secrets

import pytest

from core.models import Case
from core.store.record import Record


@pytest.fixture(scope="session")
def record(settings_for):
    opened = Record(settings_for())
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def new_case(record):
    """`new_case(workspace="other")` inserts a case that nothing else has."""

    def make(**fields):
        case = Case(
            **{
                "case_id": secrets.token_hex(6),
                "workspace": "shared",
                "owner": "local",
                "document_hash": secrets.token_hex(32),
                "file_name": "case.pdf",
                "file_size": 1,
                "title": "A case",
                **fields,
            }
        )
        assert record.cases.insert(case).case_id == case.case_id
        return case

    return make
