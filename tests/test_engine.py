"""The engine: one process works, others look and take over; opening again finds everything as it was left."""

from __future__ import annotations

import io

import pytest

from core.errors import NotReady
from core.library import Library
from core.models import UploadOptions
from core.principal import LOCAL_ADMIN
from core.views import SearchRequest


def found(library, query):
    return [hit.case_id for hit in library.search(LOCAL_ADMIN, SearchRequest(query=query, mode="lexical")).results]


def working(library):
    return library.health().services["workers"].working


def test_a_second_library_looks_and_takes_over(settings_for, pdf, until):
    settings = settings_for()
    first, second = Library(settings), Library(settings)
    try:
        first.wait_ready()
        second.wait_ready()
        until(lambda: [working(first), working(second)], lambda both: sorted(both) == [False, True])
        active, looking = (first, second) if working(first) else (second, first)
        case_id = looking.upload(LOCAL_ADMIN, io.BytesIO(pdf("Handed to the one that looks.")), "a.pdf", UploadOptions()).case_id
        until(lambda: active.status(LOCAL_ADMIN, case_id), lambda status: status.progress == 1, 60)
        until(lambda: found(looking, "handed looks"), lambda hits: hits == [case_id])
        active.close()
        until(lambda: working(looking), seconds=30)
        other = looking.upload(LOCAL_ADMIN, io.BytesIO(pdf("Read by the one that took over.")), "b.pdf", UploadOptions()).case_id
        until(lambda: looking.status(LOCAL_ADMIN, other), lambda status: status.progress == 1, 60)
    finally:
        first.close()
        second.close()


def test_opened_again_it_goes_on_where_it_was(settings_for, pdf, until):
    settings = settings_for()
    library = Library(settings)
    library.wait_ready()
    data = [pdf(*[f"Paper {number}, leaf {leaf}, on turnpikes. " * 20 for leaf in range(30)]) for number in range(4)]
    ids = [library.upload(LOCAL_ADMIN, io.BytesIO(item), "a.pdf", UploadOptions()).case_id for item in data]
    library.close()  # in the middle of reading
    again = Library(settings)
    try:
        again.wait_ready()
        for case_id in ids:
            status = until(lambda case_id=case_id: again.status(LOCAL_ADMIN, case_id), lambda status: status.progress == 1, 90)
            assert status.pages_searchable == 30
            assert not any("Trying again" in entry.message for entry in status.log), "closing counts as no attempt"
    finally:
        again.close()


def test_what_cannot_open_says_why(settings_for):
    library = Library(settings_for(MONGODB_URI="mongodb://127.0.0.1:9/?serverSelectionTimeoutMS=200"))
    try:
        with pytest.raises(NotReady):
            library.wait_ready(0.1)
        assert library.health().status == "unhealthy" or library.health().services["database"].status == "loading"
    finally:
        library.close()
