"""The doctor: content with what is sound, and naming what is not. It looks while the library is open."""

from __future__ import annotations

import io
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from core.doctor import diagnose
from core.index.terms import TermIndex
from core.library import Library
from core.models import Job, JobState, UploadOptions
from core.principal import LOCAL_ADMIN
from core.settings import Settings
from core.store.record import Record

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sick(settings_for, pdf, until) -> tuple[Settings, str]:
    """A data folder with one case read and a held one, and its library closed."""
    settings = settings_for()
    library = Library(settings)
    try:
        library.wait_ready()
        data = pdf("The first page of a sound document.", "The second page of a sound document.")
        case_id = library.upload(LOCAL_ADMIN, io.BytesIO(data), "sound.pdf", UploadOptions()).case_id
        library.upload(LOCAL_ADMIN, io.BytesIO(pdf("Held.")), "held.pdf", UploadOptions(process_immediately=False))
        library.upload(LOCAL_ADMIN, io.BytesIO(pdf("")), "blank.pdf", UploadOptions())
        until(lambda: library.queue(LOCAL_ADMIN).counts, lambda counts: counts["done"] == 2, 60)
    finally:
        library.close()
    return settings, case_id


@pytest.fixture(scope="module")
def record(sick):
    opened = Record(sick[0])
    opened.open()
    yield opened
    opened.close()


def broken(settings, **how):
    return {finding.check: finding.detail for finding in diagnose(settings, patience=0, **how).findings if not finding.ok}


def test_what_was_read_is_sound(sick, record):
    assert broken(sick[0], deep=True) == {}


@pytest.mark.parametrize(
    ("collection", "check", "says"),
    [
        ("pages", "every page is accounted for", "sound: 1 of 2 pages have an entry"),
        ("passages", "every passage is kept", "sound: 0 of 1 passages"),
        ("jobs", "every case is in a known state", "sound: no job"),
    ],
)
def test_what_is_missing_from_the_record_is_named(sick, record, collection, check, says):
    settings, case_id = sick
    one = record._named(collection).find_one_and_delete({"case_id": case_id})
    try:
        assert says in broken(settings)[check]
    finally:
        record._named(collection).insert_one(one)
    assert broken(settings) == {}


def test_a_vector_that_is_missing_is_named(sick, record):
    settings, case_id = sick
    before = record._named("passages").find_one_and_update({"case_id": case_id}, {"$unset": {"vectors": ""}})
    try:
        assert "0 of 1 passages have a vector" in broken(settings)["every embedded passage has its vector"]
    finally:
        record._named("passages").replace_one({"_id": before["_id"]}, before)


@pytest.mark.parametrize(("change", "deep"), [(lambda data: data[:-9], False), (lambda data: data[:-9] + bytes(9), True), (lambda data: b"", False)])
def test_an_original_that_changed_is_named(sick, record, change, deep):
    settings, case_id = sick
    path = next(path for path in settings.originals_dir.rglob("*.pdf") if record.cases.get(case_id).document_hash in path.name)
    whole = path.read_bytes()
    path.write_bytes(change(whole))
    try:
        assert broken(settings, deep=deep) == {"every original is there": "sound"}
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("state", [JobState.DONE, JobState.QUEUED])
def test_a_stray_job_is_named(sick, record, state):
    stray = secrets.token_hex(6)
    record.jobs.add(Job(case_id=stray, workspace="shared", state=state))
    try:
        assert broken(sick[0]) == {"nothing belongs to a case that is gone": f"jobs of {stray}"}
    finally:
        record.jobs.remove_case(stray)


def test_a_job_that_does_not_fit_its_case_is_named(sick, record):
    settings, case_id = sick
    record._named("jobs").update_one({"_id": case_id}, {"$set": {"state": "failed"}})
    try:
        assert "sound: indexed with a job that is failed" in broken(settings)["every case is in a known state"]
    finally:
        record._named("jobs").update_one({"_id": case_id}, {"$set": {"state": "done"}})


def test_a_case_missing_from_the_words_is_named_and_the_next_start_mends_it(sick, record, until):
    settings, case_id = sick
    index = TermIndex(settings.index_dir / "terms", writable=True)
    index.remove_case(case_id)
    index.commit()
    index.close()
    said = broken(settings)["the word index is in step"]
    assert f"case {case_id}" in said
    assert "is missing" in said
    library = Library(settings)
    try:
        library.wait_ready()
        until(lambda: broken(settings), lambda found: not found)
    finally:
        library.close()


def test_it_looks_while_the_library_is_open(library, pdf, finished):
    finished(library.upload(LOCAL_ADMIN, io.BytesIO(pdf("Read while the doctor looks.")), "looked-at.pdf", UploadOptions()).case_id)
    environment = os.environ | {"HEADNOTE_DATA_DIR": str(library.settings.data_dir)}
    command = [sys.executable, "-m", "core", "doctor"]
    looked = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert library.health().services["database"].status == "healthy"
