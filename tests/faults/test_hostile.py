"""Malformed, looping and strange PDFs: each ends in a known state in bounded time, and others are served meanwhile."""

from __future__ import annotations

import io
import time

import pytest

from core.errors import BadFile
from core.models import CaseState, UploadOptions
from core.principal import LOCAL_ADMIN
from core.views import SearchRequest

pytestmark = [pytest.mark.faults, pytest.mark.shared_data]


def test_every_hostile_file_ends_in_a_known_state(library, pdf, shared_data, until):
    taken, refused = {}, {}
    files = sorted(path for path in (shared_data / "hostile").iterdir() if path.suffix in (".pdf", ".fuzz"))
    assert len(files) == 37
    start = time.monotonic()
    for number, path in enumerate(files):
        if number == len(files) // 2:
            small = library.upload(LOCAL_ADMIN, io.BytesIO(pdf("Meanwhile the beadle of Thornwick wrote his report.")), "small.pdf", UploadOptions())
        try:
            with path.open("rb") as file:
                taken[library.upload(LOCAL_ADMIN, file, path.name, UploadOptions()).case_id] = path.name
        except BadFile as told:
            assert told.message  # noqa: PT017
            assert told.hint  # noqa: PT017
            refused[path.name] = told
    until(lambda: library.status(LOCAL_ADMIN, small.case_id), lambda status: status.searchable_words)
    hits = library.search(LOCAL_ADMIN, SearchRequest(query="beadle Thornwick", mode="lexical")).results
    assert [hit.case_id for hit in hits] == [small.case_id]
    for case_id, name in taken.items():
        status = until(
            lambda case_id=case_id: library.status(LOCAL_ADMIN, case_id),
            lambda status: status.processing_status in (CaseState.INDEXED, CaseState.FAILED),
            60,
        )
        assert len(status.pages) == status.pages_total, name
        assert status.error if status.processing_status is CaseState.FAILED else status.pages_total, name
    assert time.monotonic() - start < 120
    assert taken
    assert refused
