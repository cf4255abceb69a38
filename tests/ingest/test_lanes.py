"""The lanes: jobs move from stage to stage; what is out of reach costs no attempt; no trouble stops a lane."""

from __future__ import annotations

import secrets
import threading

import pytest

from core.errors import NotReady
from core.ingest.calm import Calm
from core.ingest.lanes import Lanes
from core.models import Job, JobState, Stage
from core.store.record import Record


@pytest.fixture(scope="module")
def jobs(settings_for):
    record = Record(settings_for())
    record.open()
    yield record.jobs
    record.close()


@pytest.fixture
def lanes(jobs):
    """`lanes(stage=handler)` runs them; what failed is noted in `lanes.failures`."""
    running = []

    def start(calm=None, **handlers):
        made = Lanes(jobs, {Stage(name): (2, handler) for name, handler in handlers.items()}, note, calm or Calm(lambda calm: None))
        made.start()
        running.append(made)
        return made

    def note(job, error):
        start.failures.append((job.case_id, type(error)))
        jobs.fail(job, str(error), 3)

    start.failures = []
    yield start
    for made in running:
        made.close()


def queued(jobs, lanes=None, stage=Stage.READ):
    job = Job(case_id=secrets.token_hex(6), workspace="shared", stage=stage)
    jobs.add(job)
    if lanes:
        lanes.tell(stage, job.case_id)
    return job.case_id


def test_jobs_move_through_their_stages(jobs, lanes, until):
    seen = []

    def handler(stage, following):
        return lambda job: seen.append((job.case_id, stage)) or following

    running = lanes(read=handler("read", Stage.CITE), cite=handler("cite", Stage.DONE))
    told, found_by_asking = queued(jobs, running), queued(jobs)
    for case_id in (told, found_by_asking):
        until(lambda case_id=case_id: jobs.get(case_id).state, lambda state: state is JobState.DONE)
        assert [stage for seen_id, stage in seen if seen_id == case_id] == ["read", "cite"]


def test_a_part_out_of_reach_costs_no_attempt(jobs, lanes, until):
    tries = []

    def read(job):
        tries.append(job.attempts)
        if len(tries) == 1:
            raise NotReady("The model is loading.")
        return Stage.DONE

    case_id = queued(jobs, lanes(read=read))
    until(lambda: jobs.get(case_id).state, lambda state: state is JobState.DONE)
    assert (tries, lanes.failures) == ([0, 0], [])


def test_a_defect_costs_its_case_only(jobs, lanes, until):
    def read(job):
        if job.case_id == bad:
            raise KeyError("a defect")
        return Stage.DONE

    bad = queued(jobs)
    running = lanes(read=read)
    running.tell(Stage.READ, bad)
    until(lambda: jobs.get(bad).state, lambda state: state is JobState.FAILED)
    for case_id in [queued(jobs, running) for _ in range(5)]:
        until(lambda case_id=case_id: jobs.get(case_id).state, lambda state: state is JobState.DONE)
    assert lanes.failures == [(bad, KeyError)]


def test_what_is_broken_off_by_closing_is_given_back_at_once(jobs, lanes, until):
    begun, stopped = threading.Event(), threading.Event()

    def read(job):
        begun.set()
        stopped.wait(20)
        raise RuntimeError("its worker was killed")

    running = lanes(read=read)
    case_id = queued(jobs, running)
    assert begun.wait(10)
    running.stop()
    stopped.set()
    until(lambda: jobs.get(case_id).state, lambda state: state is JobState.QUEUED)
    assert (jobs.get(case_id).attempts, lanes.failures) == (0, [])
    jobs.remove_case(case_id)


def test_other_stages_wait_while_text_is_read(jobs, lanes):
    calm, done = Calm(lambda calm: None), threading.Event()
    running = lanes(calm, embed=lambda job: done.set() or Stage.DONE)
    with calm.reading():
        waiting = [queued(jobs, running, Stage.EMBED) for _ in range(3)]
        assert not done.wait(0.5)
        assert {jobs.get(case_id).state for case_id in waiting} == {JobState.QUEUED}, "none is even claimed, also by threads that waited before"
    assert done.wait(10)
