"""Tables in the record: kept packed, made anew when a case changes, gone with it, and what a kill leaves is tidied."""

from __future__ import annotations

import io

import pytest
from marked import table_of

from core.doctor import diagnose
from core.library import Library
from core.models import UploadOptions
from core.principal import LOCAL_ADMIN
from core.store.authorities import CitedBy
from core.views import CaseCorrection


@pytest.fixture(scope="module")
def shelf(settings_for):
    opened = Library(settings_for())
    opened.wait_ready(60)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def case_id(shelf, pdf, until):
    pages = pdf("Notice is needed. Ames v. Bell, 812 F.3d 44 (2016). See Gone v. Lost, 700 F.3d 9 (2012).")
    case_id = shelf.upload(LOCAL_ADMIN, io.BytesIO(pages), "x.pdf", UploadOptions(title="X v. Y")).case_id
    until(lambda: shelf.case(LOCAL_ADMIN, case_id).processing_status == "indexed")
    return case_id


def record_of(shelf):
    return shelf._engine.record


def test_a_table_comes_back_as_it_was(shelf):
    store = record_of(shelf).authorities
    table = table_of("We overrule {Jones v. Doe, 402 U.S. 2}, {91 S. Ct. 7} (1971). {18 U.S.C. § 3501}.", case_id="kept")
    store.put(table)
    assert store.get("kept") == table
    assert store.light(["kept"]) == [CitedBy.of(table)]
    assert store.row("kept", 1) == table.authorities[1]
    assert store.row("kept", 9) is None
    store.remove_case("kept")
    assert (store.get("kept"), store.light(["kept"]), "kept" in store.ids()) == (None, [], False)


def test_a_table_is_made_anew_when_the_case_changes(shelf, case_id, until):
    store = record_of(shelf).authorities
    first = until(lambda: store.stamps().get(case_id))
    shelf.correct(LOCAL_ADMIN, case_id, CaseCorrection(title="Other v. Name"))
    second = until(lambda: store.stamps().get(case_id), lambda stamp: stamp != first)
    assert shelf.authorities(LOCAL_ADMIN, case_id).title == "Other v. Name"
    assert store.get(case_id).stamp == second


def test_a_missing_table_is_made_while_one_waits(shelf, case_id):
    record_of(shelf).authorities.remove_case(case_id)
    assert shelf.authorities(LOCAL_ADMIN, case_id).complete


def test_what_a_kill_left_is_found_by_the_doctor_and_tidied(shelf, case_id):
    record = record_of(shelf)
    record.authorities.put(table_of("{Jones v. Doe, 402 U.S. 2} (1971).", case_id="stray"))
    found = {finding.check: finding for finding in diagnose(shelf.settings, patience=5).findings}
    assert "authorities of stray" in found["nothing belongs to a case that is gone"].detail
    shelf._engine.tabulator._tidy()
    assert "stray" not in record.authorities.ids()
    assert all(finding.ok for finding in diagnose(shelf.settings, patience=5).findings)
    assert case_id in {case.case_id for case in record.cases.all_light()}
