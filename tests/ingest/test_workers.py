"""The worker pool: whatever a task does costs that task and its worker, nothing else."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from pathlib import Path

import psutil
import pytest
import worker_tasks as tasks

from core.errors import NotReady
from core.ingest.workers import Priority, WorkerDied, WorkerOverran, WorkerPool

HERE = Path(__file__).parent
LONG = 60.0


@pytest.fixture(scope="module", autouse=True)
def findable():
    """Workers import what they are sent by its name."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PYTHONPATH", str(HERE))
    yield
    patch.undo()


@pytest.fixture(scope="module")
def pool(findable):
    made = WorkerPool(1, memory_mb=1024)
    yield made
    made.shutdown()


def run(pool, task, *args, deadline=LONG, priority=Priority.READ):
    return pool.send(priority, deadline, task, *args).result(LONG)


def gone(pid, seconds=5.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.02)
                continue
        return True
    return False


@pytest.mark.parametrize(
    ("task", "error", "says", "costs_worker"),
    [
        (tasks.fail, KeyError, "reason", False),
        (tasks.fail_unsendably, TypeError, "second", False),
        (tasks.unpicklable, RuntimeError, "cannot be sent", False),
        (tasks.refuses, RuntimeError, "not this one", False),
        (tasks.crash, WorkerDied, "SIGKILL", True),
        (tasks.leave, WorkerDied, "exit code 3", True),
        (tasks.close_pipe, WorkerDied, "crashed", True),
        (tasks.devour, MemoryError, "", False),
    ],
)
def test_a_task_that_goes_wrong_is_told_and_the_pool_goes_on(pool, task, error, says, costs_worker):
    before = run(pool, tasks.pid)
    with pytest.raises(error, match=says or None):
        run(pool, task)
    assert (run(pool, tasks.pid) != before) is costs_worker
    assert run(pool, tasks.add, 1, 2) == 3


def test_a_task_that_overruns_is_stopped_with_what_it_started(pool, tmp_path):
    note, start = tmp_path / "child", time.monotonic()
    with pytest.raises(WorkerOverran, match=r"longer than 1\.5 s"):
        run(pool, tasks.hang_with_child, str(note), deadline=1.5)
    assert time.monotonic() - start < 5
    assert gone(int(note.read_text()))
    assert run(pool, tasks.add, 1, 2) == 3


def test_what_a_library_prints_is_no_answer(pool):
    assert run(pool, tasks.chatter) == "answer"


def test_what_cannot_be_sent_is_told(pool):
    with pytest.raises((AttributeError, TypeError), match=r"pickle"):
        run(pool, tasks.add, lambda: None, 1)
    assert run(pool, tasks.add, 1, 2) == 3


def test_an_executor_like_any_other(pool):
    assert list(pool.map(tasks.add, [1, 2], [3, 4])) == [4, 6]


def test_what_people_wait_for_goes_first_and_the_rest_by_rank_and_age(pool, tmp_path):
    log = tmp_path / "order"
    first = pool.send(Priority.READ, LONG, tasks.hang, 0.5)
    order = [(Priority.OCR, "scan"), (Priority.CITE, "cite"), (Priority.READ, "read1"), (Priority.READ, "read2")]
    for future in [first, *(pool.send(rank, LONG, tasks.note, str(log), name) for rank, name in order)]:
        future.result(LONG)
    assert log.read_text().split() == ["read1", "read2", "cite", "scan"]


def test_a_page_opens_while_every_worker_is_busy(pool):
    run(pool, tasks.pid, priority=Priority.INTERACTIVE)
    busy = [pool.send(Priority.OCR, 10, tasks.hang, 3.0) for _ in range(2)]
    start = time.monotonic()
    assert run(pool, tasks.add, 1, 2, priority=Priority.INTERACTIVE) == 3
    assert time.monotonic() - start < 2
    busy[1].cancel()
    busy[0].result(LONG)


def test_a_task_cancelled_while_it_waits_is_not_done(pool, tmp_path):
    first = pool.send(Priority.READ, LONG, tasks.hang, 0.3)
    second = pool.send(Priority.READ, LONG, tasks.note, str(tmp_path / "done"), "done")
    assert second.cancel()
    first.result(LONG)
    assert run(pool, tasks.add, 1, 2) == 3
    assert not (tmp_path / "done").exists()


def test_closing_is_quick_and_nobody_is_blamed_for_it():
    pool = WorkerPool(2, memory_mb=1024)
    pids = {run(pool, tasks.pid), run(pool, tasks.pid, priority=Priority.INTERACTIVE)}
    running = [pool.send(Priority.READ, LONG, tasks.hang) for _ in range(3)]
    waiting = pool.send(Priority.OCR, LONG, tasks.hang)
    time.sleep(1.0)
    pids |= set(pool.pids)
    start = time.monotonic()
    pool.shutdown()
    assert time.monotonic() - start < 1
    assert all(gone(pid) for pid in pids)
    for future in running:
        with pytest.raises((NotReady, CancelledError)):
            future.result(5)
    with pytest.raises(CancelledError):
        waiting.result(5)
    with pytest.raises(NotReady):
        pool.submit(tasks.add, 1, 2)


PARENT = """
import sys, time
import worker_tasks as tasks
from core.ingest.workers import Priority, WorkerPool
pool = WorkerPool(1, memory_mb=1024)
print(pool.submit(tasks.pid).result(), flush=True)
pool.send(Priority.READ, 60, tasks.hang)
time.sleep(60)
"""


@pytest.mark.faults
def test_workers_die_with_the_app():
    root = HERE.parents[1]
    environment = {"PYTHONPATH": f"{root}:{HERE}", "PATH": "/usr/bin:/bin"}
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=root, env=environment, stdout=subprocess.PIPE, text=True) as parent:
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    assert gone(worker)
