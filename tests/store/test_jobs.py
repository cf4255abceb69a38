"""The queue: one owner a job, leases that end with their owner, nothing forgotten."""

from __future__ import annotations

import secrets
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from core.models import Job, JobState, Stage, now
from core.store.jobs import owner_is_dead, owner_name


@pytest.fixture
def job(record):
    """A queued job of its own."""
    made = Job(case_id=secrets.token_hex(6), workspace=secrets.token_hex(4))
    assert record.jobs.add(made)
    return made


@pytest.fixture
def leased(record, job):
    """Write who holds the job, and for how many seconds."""

    def write(owner, seconds):
        fields = {"state": "running", "owner": owner, "lease_until": now() + timedelta(seconds=seconds)}
        record._named("jobs").update_one({"_id": job.case_id}, {"$set": fields})
        return job

    return write


def test_a_case_has_one_job(record, job):
    assert not record.jobs.add(job)
    assert record.jobs.waiting(Stage.READ, limit=10_000).count(job.case_id) == 1


def test_one_of_many_claims(record, job):
    together = threading.Barrier(8)

    def claim(_):
        together.wait()
        return record.jobs.claim(job.case_id, Stage.READ)

    with ThreadPoolExecutor(8) as lanes:
        claims = [claimed for claimed in lanes.map(claim, range(8)) if claimed]
    assert len(claims) == 1
    assert claims[0].owner == record.jobs.owner
    assert claims[0].lease_until > now()


def test_a_job_is_claimed_at_its_stage_only(record, job):
    assert record.jobs.claim(job.case_id, Stage.EMBED) is None
    claimed = record.jobs.claim(job.case_id, Stage.READ)
    assert record.jobs.advance(claimed, Stage.CITE)
    assert record.jobs.claim(job.case_id, Stage.READ) is None
    last = record.jobs.claim(job.case_id, Stage.CITE)
    assert record.jobs.advance(last, Stage.DONE)
    assert record.jobs.get(job.case_id).state is JobState.DONE


LIVING, HERE, ELSEWHERE = owner_name(), f"{socket.gethostname()}:4194301:1.00", "another-machine:1:1.00"


@pytest.mark.parametrize(
    ("owner", "seconds", "held", "freed", "reason"),
    [
        (HERE, 60, False, True, "its owner on this machine is gone"),
        (LIVING.rsplit(":", 1)[0] + ":12.00", 60, False, True, "its owner's process id was given to another process"),
        (ELSEWHERE, 60, False, False, "an owner elsewhere is known by its lease only"),
        (ELSEWHERE, -1, False, True, "its lease ran out"),
        (LIVING, 60, False, False, "our own, just being claimed"),
        (LIVING, -1, True, False, "our own, in work, renewed late"),
        (LIVING, -1, False, True, "claimed, but the answer was lost: nobody works on it"),
        (None, -1, False, True, "nobody's"),
    ],
    ids=lambda value: value.replace(LIVING.split(":")[1], "pid").replace(LIVING.rsplit(":", 1)[1], "born") if isinstance(value, str) else None,
)
def test_what_the_dead_held_is_free(record, leased, owner, seconds, held, freed, reason):
    job = leased(owner, seconds)
    record.jobs.free_dead({job.case_id} if held else frozenset())
    assert record.jobs.get(job.case_id).state is (JobState.QUEUED if freed else JobState.RUNNING), reason
    assert record.jobs.get(job.case_id).attempts == 0
    record.jobs.remove_case(job.case_id)


def test_this_process_is_alive_and_named_apart():
    assert not owner_is_dead(owner_name())
    assert owner_is_dead(HERE)
    assert not owner_is_dead(ELSEWHERE)


def test_renewing_extends_our_own_leases_only(record, leased):
    job = leased(ELSEWHERE, 5)
    record.jobs.renew([job.case_id])
    assert record.jobs.get(job.case_id).lease_until < now() + timedelta(seconds=6)
    leased(LIVING, 5)
    record.jobs.renew([job.case_id])
    assert record.jobs.get(job.case_id).lease_until > now() + timedelta(seconds=30)
    record.jobs.remove_case(job.case_id)


def test_who_lost_the_lease_cannot_hand_on(record, leased):
    job = leased(ELSEWHERE, 60)
    assert not record.jobs.advance(job, Stage.CITE)
    assert not record.jobs.put_back(job, seconds=0)
    assert not record.jobs.fail(job, "why", 3)
    assert record.jobs.get(job.case_id).state is JobState.RUNNING
    record.jobs.remove_case(job.case_id)


def test_what_is_put_back_waits(record, job):
    record.jobs.put_back(record.jobs.claim(job.case_id, Stage.READ), seconds=60, attempts=2, error="The disk is full.")
    waiting = record.jobs.get(job.case_id)
    assert (waiting.state, waiting.attempts, waiting.error) == (JobState.QUEUED, 2, "The disk is full.")
    assert record.jobs.claim(job.case_id, Stage.READ) is None
    assert job.case_id not in record.jobs.waiting(Stage.READ, limit=10_000)


@pytest.mark.parametrize(
    ("state", "starts"),
    [(JobState.HELD, True), (JobState.DONE, True), (JobState.FAILED, True), (JobState.QUEUED, False), (JobState.RUNNING, False)],
)
def test_only_idle_work_is_begun_again(record, state, starts):
    job = Job(case_id=secrets.token_hex(6), workspace="shared", state=state)
    record.jobs.add(job)
    again = Job(case_id=job.case_id, workspace="shared", pages=[2])
    assert record.jobs.restart(again) is starts
    assert (record.jobs.get(job.case_id).pages == [2]) is starts


def test_a_case_without_a_job_gets_one(record):
    job = Job(case_id=secrets.token_hex(6), workspace="shared")
    assert record.jobs.restart(job)
    assert record.jobs.get(job.case_id).state is JobState.QUEUED


def test_only_idle_jobs_are_removed(record, job):
    record.jobs.claim(job.case_id, Stage.READ)
    assert not record.jobs.remove_idle(job.case_id)
    record.jobs.remove_case(job.case_id)
    assert record.jobs.remove_idle(job.case_id)


def test_counts_are_of_one_workspace(record, job):
    assert record.jobs.counts(job.workspace) == {"queued": 1}
    assert [found.case_id for found in record.jobs.listing(job.workspace, JobState.QUEUED, 5)] == [job.case_id]
    assert record.jobs.listing(job.workspace, JobState.DONE, 5) == []
