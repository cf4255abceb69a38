"""Extraction meets what people said."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from core.ingest.merging import change_described, merged_metadata
from core.models import Case, CaseType, Evidence, LogEntry, UploadOptions
from core.store.record import Record


def case(**fields):
    return Case(
        **{
            "case_id": "merged",
            "workspace": "shared",
            "owner": "local",
            "document_hash": "hash",
            "file_name": "a.pdf",
            "file_size": 1,
            "title": "a",
            **fields,
        }
    )


SAID = UploadOptions(title="Said", court="Court said", case_type=CaseType.TAX)


@pytest.mark.parametrize(
    ("known", "found", "expected", "reason"),
    [
        ({}, {"title": "Found", "court": "Court found"}, {"title": "Found", "court": "Court found"}, "what is read stands"),
        ({"options": SAID}, {"title": "Found", "judges": ["A"]}, {"title": "Said", "court": "Court said", "judges": ["A"]}, "what was said wins"),
        ({"options": SAID, "corrected": ["title"]}, {"title": "Found"}, {"court": "Court said"}, "a correction is not touched"),
        ({"extracted": {"citation": "1 U.S. 1"}}, {"court": "Found"}, {"citation": "1 U.S. 1", "court": "Found"}, "earlier steps are kept"),
        ({"corrected": ["citation"], "extracted": {"citation": "1 U.S. 1"}}, {}, {}, "nor does an earlier step undo a correction"),
        ({}, {"date_decided": date(2014, 6, 25)}, {"date_decided": "2014-06-25"}, "as the record keeps it"),
        ({}, {"court": None, "unknown": 1}, {}, "nothing found is nothing written"),
    ],
)
def test_corrections_win_then_what_was_said_then_what_was_read(known, found, expected, reason):
    fields = merged_metadata(case(**known), found, {})
    fields = {name: value for name, value in fields.items() if name not in ("extracted", "evidence", "case_type")}
    assert fields == expected, reason


def test_what_was_read_is_kept_beside_the_correction():
    fields = merged_metadata(case(corrected=["title"]), {"title": "Found"}, {})
    assert fields["extracted"] == {"title": "Found"}


def test_evidence_of_a_later_step_replaces_its_own_field_only():
    def seen(text):
        return [Evidence(page=1, start=0, end=1, text=text, confidence=1)]

    fields = merged_metadata(case(evidence={"court": seen("old"), "title": seen("kept")}), {}, {"court": seen("new")})
    assert {name: items[0]["text"] for name, items in fields["evidence"].items()} == {"court": "new", "title": "kept"}


def test_a_correction_made_while_the_case_is_read_is_not_lost(settings_for):
    record = Record(settings_for())
    record.open()
    try:
        known = record.cases.insert(case())
        stop = threading.Event()

        def read():
            while not stop.is_set():
                change_described(record.cases, known, {}, {"title": "Found"}, {}, LogEntry(step="read", message="Read."), ("text_revision",))

        reader = threading.Thread(target=read)
        reader.start()
        record.cases.change("merged", {"title": "Corrected", "corrected": ["title"]})
        titles = {record.cases.get("merged").title for _ in range(50)}
        stop.set()
        reader.join()
        assert titles == {"Corrected"}
        gone = known.model_copy(update={"case_id": "gone"})
        assert change_described(record.cases, gone, {}, {}, {}, LogEntry(step="read", message="Read."), ()) is None
    finally:
        record.close()
