"""Pages that hang, crash or devour memory are failed with the reason; the others are read; the file ends in bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from worker_tasks import read_strangely

from core.errors import DamagedFile, NotReady
from core.ingest.supervision import ATTEMPTS, Supervisor
from core.ingest.workers import WorkerPool
from core.models import PageState

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def pool():
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", str(HERE))
    made = WorkerPool(2, memory_mb=1024)
    list(made.map(read_strangely, [""] * 4, ["warm"] * 4, [[1]] * 4))
    yield made
    made.shutdown()
    patch.undo()


def read(pool, script, count, *, deadline=30.0, file_deadline=0.0, singly=False):
    return Supervisor(pool, deadline, file_deadline, reader=read_strangely).read(script, "case", range(1, count + 1), singly=singly)


@pytest.mark.parametrize(
    ("script", "failed", "reason"),
    [
        ("", [], "nothing is wrong"),
        ("2:crash", [2], "SIGKILL"),
        ("1:crash 5:crash", [1, 5], "SIGKILL"),
        ("3:devour", [3], "memory"),
        ("70:crash", [70], "SIGKILL"),
    ],
)
def test_a_bad_page_costs_itself(pool, script, failed, reason):
    outcome = read(pool, script, 72)
    assert [page.number for page in outcome.pages] == list(range(1, 73))
    assert [page.number for page in outcome.pages if page.state is PageState.FAILED] == failed
    assert outcome.attempts == len(failed)
    assert all(reason in page.error for page in outcome.pages if page.number in failed)


def test_a_page_that_hangs_is_stopped(pool):
    outcome = read(pool, "2:hang", 3, deadline=2.0)
    assert [page.state for page in outcome.pages] == [PageState.TEXT, PageState.FAILED, PageState.TEXT]
    assert "longer than 2 s" in outcome.pages[1].error


def test_a_file_that_only_crashes_readers_is_given_up(pool):
    outcome = read(pool, "all:crash", 300)
    assert (len(outcome.pages), outcome.attempts) == (300, ATTEMPTS)
    assert {page.state for page in outcome.pages} == {PageState.FAILED}
    assert "Not tried" in outcome.pages[-1].error


def test_known_trouble_is_looked_for_page_by_page(pool):
    start = time.monotonic()
    outcome = read(pool, "1:hang", 2, deadline=3.0, singly=True)
    assert [page.state for page in outcome.pages] == [PageState.FAILED, PageState.TEXT]
    assert time.monotonic() - start < 8, "one deadline, not one more for the pages together"


def test_a_file_has_a_deadline_too(pool):
    outcome = read(pool, "all:hang", 300, deadline=1.0, file_deadline=0.5)
    assert {page.state for page in outcome.pages} == {PageState.FAILED}
    assert "HEADNOTE_FILE_DEADLINE_S" in outcome.pages[-1].error


def test_a_file_that_does_not_open_is_damaged_not_blamed_on_a_page(pool, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 and no more")
    with pytest.raises(DamagedFile):
        Supervisor(pool, 30.0).read(str(tmp_path / "bad.pdf"), "case", [1])


def test_a_pool_being_closed_blames_no_page():
    pool = WorkerPool(1, memory_mb=1024)
    pool.shutdown()
    with pytest.raises(NotReady):
        read(pool, "", 2)
