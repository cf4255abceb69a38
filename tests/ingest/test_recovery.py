"""What a start finds half done is freed, finished or queued."""

from __future__ import annotations

import secrets

import pytest

from core.ingest.recovery import Recovery
from core.models import Case, CaseState, EmbeddingInfo, Job, JobState, Stage, UploadOptions
from core.store.files import FileStore
from core.store.record import Record


@pytest.fixture(scope="module")
def record(settings_for):
    opened = Record(settings_for())
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def recovery(record, tmp_path):
    return lambda ocr=False: Recovery(record, FileStore(tmp_path / "originals", tmp_path / "incoming"), ocr_available=ocr)


def case(record, state=None, **fields):
    """A case and, in this state, its job."""
    case_id = secrets.token_hex(6)
    known = {"case_id": case_id, "workspace": "shared", "owner": "local", "document_hash": case_id, "file_name": "a", "file_size": 1}
    record.cases.insert(Case(**known, **fields))
    if state:
        record.jobs.add(Job(case_id=case_id, workspace="shared", state=state, stage=Stage.DONE if state is JobState.DONE else Stage.READ))
    return case_id


@pytest.mark.parametrize(("at_once", "state"), [(True, JobState.QUEUED), (False, JobState.HELD)])
def test_a_case_kept_without_its_job_gets_it(record, recovery, at_once, state):
    case_id = case(record, options=UploadOptions(process_immediately=at_once))
    recovery().run()
    assert record.jobs.get(case_id).state is state


@pytest.mark.parametrize(
    ("ocr", "state", "status", "begun", "reason"),
    [
        (True, JobState.DONE, CaseState.INDEXED, True, "Tesseract is here now"),
        (False, JobState.DONE, CaseState.INDEXED, False, "it still is not"),
        (True, JobState.DONE, CaseState.ARCHIVED, False, "archived: nobody waits for it"),
        (True, JobState.HELD, CaseState.UPLOADED, False, "held: its user decides"),
        (True, JobState.FAILED, CaseState.FAILED, False, "failed: its user retries"),
    ],
)
def test_scans_that_waited_for_tesseract_are_read(record, recovery, ocr, state, status, begun, reason):
    case_id = case(record, state, pages_waiting=2, processing_status=status)
    recovery(ocr).run()
    job = record.jobs.get(case_id)
    assert ((job.state, job.stage) == (JobState.QUEUED, Stage.OCR)) is begun, reason


NEW, OLD = (EmbeddingInfo(model="m", dimension=4, fingerprint=name) for name in ("new", "old"))


@pytest.mark.parametrize(
    ("state", "fields", "again", "reason"),
    [
        (JobState.DONE, {"embedding": OLD, "text_revision": 1, "embedded_revision": 1}, True, "another model made its vectors"),
        (JobState.DONE, {"embedding": NEW, "text_revision": 1, "embedded_revision": 1}, False, "this model made them"),
        (JobState.DONE, {"embedding": NEW, "text_revision": 2, "embedded_revision": 1}, True, "its text changed since"),
        (JobState.DONE, {}, False, "it has no text"),
        (JobState.FAILED, {"text_revision": 1}, False, "what failed stays failed until it is retried"),
        (JobState.QUEUED, {"text_revision": 1}, False, "it comes to it anyway"),
    ],
)
def test_only_what_another_model_made_is_embedded_again(record, recovery, state, fields, again, reason):
    case_id = case(record, state, **fields)
    recovery().reembed("new")
    assert (record.jobs.get(case_id).stage is Stage.EMBED) is again, reason


def test_a_deletion_broken_off_is_finished(record, recovery):
    case_id = case(record, JobState.DONE)
    record.cases.mark_deleting(case_id, "shared")
    recovery().run()
    assert record.cases.deleting() == []
    assert record.jobs.get(case_id) is None
