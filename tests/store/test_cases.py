"""Cases in the record: one a file and workspace, every change atomic, deletions finished whenever they were broken off."""

from __future__ import annotations

import io
import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from stored import page, passage

from core.models import Case, CaseState, Job, LogEntry, Stage
from core.store.cases import LOG_LENGTH
from core.store.deletions import Deletions
from core.store.files import FileStore


def test_the_same_bytes_at_once_are_one_case(record, new_case):
    sha256, together = secrets.token_hex(32), threading.Barrier(8)

    def insert(_):
        case = Case(
            case_id=secrets.token_hex(6), workspace="shared", owner="local", document_hash=sha256, file_name="a.pdf", file_size=1, title="Twice"
        )
        together.wait()
        return record.cases.insert(case).case_id

    with ThreadPoolExecutor(8) as clients:
        seen = set(clients.map(insert, range(8)))
    assert len(seen) == 1
    assert record.cases.by_hash("shared", sha256).case_id in seen
    assert new_case(workspace="other", document_hash=sha256).case_id not in seen, "another workspace has its own"


def test_a_case_of_another_workspace_is_not_seen(record, new_case):
    case = new_case(workspace="mine")
    assert record.cases.get(case.case_id, "mine").case_id == case.case_id
    assert record.cases.get(case.case_id, "yours") is None


def test_the_log_keeps_its_latest_entries(record, new_case):
    case = new_case(log=[LogEntry(step="upload", message=f"{number}") for number in range(LOG_LENGTH)])
    changed = record.cases.change(case.case_id, {}, log=LogEntry(step="read", message="latest"))
    assert len(changed.log) == LOG_LENGTH
    assert (changed.log[0].message, changed.log[-1].message) == ("1", "latest")


def test_an_archived_case_stays_archived_and_remembers(record, new_case):
    case = new_case(processing_status=CaseState.ARCHIVED, state_before_archive=CaseState.PROCESSING)
    moved = record.cases.move(case.case_id, CaseState.INDEXED, "index", "Done.")
    assert (moved.processing_status, moved.state_before_archive) == (CaseState.ARCHIVED, CaseState.INDEXED)


def test_archiving_and_moving_at_once_never_loses_the_move(record, new_case):
    case = new_case()

    def flip(_):
        for state, before in ((CaseState.ARCHIVED, CaseState.PROCESSING), (CaseState.PROCESSING, None)):
            record.cases.change(case.case_id, {"processing_status": state.value, "state_before_archive": before and before.value})

    with ThreadPoolExecutor(2) as both:
        flips = both.map(flip, range(20))
        moves = list(both.map(lambda _: record.cases.move(case.case_id, CaseState.PROCESSING, "read", "Again."), range(20)))
        list(flips)
    assert None not in moves


def test_only_if_decides_at_the_moment_of_writing(record, new_case):
    case = new_case(corrected=["title"])
    assert record.cases.change(case.case_id, {"title": "New"}, only_if={"corrected": []}) is None
    assert record.cases.get(case.case_id).title == "A case"


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "originals", tmp_path / "incoming")


def test_a_case_being_deleted_is_gone_at_once_and_its_file_can_come_again(record, new_case):
    case = new_case()
    assert record.cases.mark_deleting(case.case_id, "shared").case_id == case.case_id
    assert record.cases.mark_deleting(case.case_id, "shared") is None
    assert record.cases.get(case.case_id) is None
    assert record.cases.move(case.case_id, CaseState.INDEXED, "index", "Done.") is None
    again = new_case(document_hash=case.document_hash)
    assert record.cases.by_hash("shared", case.document_hash).case_id == again.case_id


def test_a_deletion_broken_off_is_finished(record, new_case, files, pdf):
    kept = files.receive(io.BytesIO(pdf("Deleted in the middle.")), 10**6)
    case = new_case(document_hash=kept.sha256)
    files.keep(kept)
    record.jobs.add(Job(case_id=case.case_id, workspace="shared"))
    record.pages.put([page(case.case_id, 1)])
    record.passages.replace_case(case.case_id, [passage(case.case_id, 0, "words")])
    record.cases.mark_deleting(case.case_id, "shared")
    record.passages.remove_case(case.case_id)  # and then the power went
    Deletions(record, files).finish()
    assert case.case_id not in {case_id for case_id, _ in record.cases.deleting()}
    assert record.pages.of_case(case.case_id) == []
    assert record.jobs.get(case.case_id) is None
    assert not files.path_of(kept.sha256).exists()


def test_a_file_that_came_again_outlives_the_deletion(record, new_case, files, pdf):
    kept = files.receive(io.BytesIO(pdf("Deleted, and uploaded again at once.")), 10**6)
    files.keep(kept)
    case = new_case(document_hash=kept.sha256)
    record.cases.mark_deleting(case.case_id, "shared")
    new_case(document_hash=kept.sha256)
    Deletions(record, files).finish()
    assert files.verify(kept.sha256)


def test_what_is_being_read_is_left_to_its_reader(record, new_case, files):
    case = new_case()
    record.jobs.add(Job(case_id=case.case_id, workspace="shared"))
    record.jobs.claim(case.case_id, Stage.READ)
    record.cases.mark_deleting(case.case_id, "shared")
    Deletions(record, files).finish()
    assert case.case_id in {case_id for case_id, _ in record.cases.deleting()}
    record.jobs.remove_case(case.case_id)
    Deletions(record, files).finish()
    assert case.case_id not in {case_id for case_id, _ in record.cases.deleting()}
