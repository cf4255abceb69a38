"""The collection `jobs`: the work on each case, claimed with a lease.

A claim is one atomic update. Whoever holds it renews the lease; when they die it runs out, or is freed at once when the next
owner on the same machine sees that they are gone. Neither counts as an attempt: only the pipeline counts those.
"""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Callable, Set
from datetime import timedelta
from typing import Any

import psutil
from pymongo import ASCENDING, DESCENDING, ReturnDocument
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from core.models import Job, JobState, Stage, now
from core.store.reach import reaches_record

Document = dict[str, Any]
LEASE = timedelta(seconds=60)
INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = (
    ([("state", ASCENDING), ("stage", ASCENDING), ("created_at", ASCENDING)], {}),
    ([("workspace", ASCENDING), ("updated_at", DESCENDING)], {}),
)


def owner_name() -> str:
    """This process, told apart from an earlier one with the same pid."""
    process = psutil.Process()
    return f"{socket.gethostname()}:{process.pid}:{process.create_time():.2f}"


def owner_is_dead(owner: str) -> bool:
    """Whether an owner on this machine is gone; owners elsewhere are only known by their leases."""
    host, pid, born = owner.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    try:
        return abs(psutil.Process(int(pid)).create_time() - float(born)) > 1
    except psutil.Error:
        return True


@reaches_record
class JobStore:
    """The queue. `owner` is the name of this process."""

    def __init__(self, collection: Callable[[], Collection[Document]]) -> None:
        self._collection = collection
        self.owner = owner_name()
        self._pid = os.getpid()

    def add(self, job: Job) -> bool:
        """Durable when this returns. False when the case has its job already."""
        try:
            self._collection().insert_one(job.to_record() | {"_id": job.case_id})
        except DuplicateKeyError:
            return False
        return True

    def get(self, case_id: str) -> Job | None:
        document = self._collection().find_one({"_id": case_id})
        return Job.model_validate(document) if document else None

    def restart(self, job: Job) -> bool:
        """Queue a case again, from the job's stage. False while its job is running or queued."""
        idle = {"_id": job.case_id, "state": {"$in": [JobState.DONE.value, JobState.FAILED.value, JobState.HELD.value]}}
        if self._collection().replace_one(idle, job.to_record()).matched_count:
            return True
        return self.add(job)

    def waiting(self, stage: Stage, limit: int = 64) -> list[str]:
        """Case ids whose jobs may be claimed at this stage, oldest first."""
        query = {"state": JobState.QUEUED.value, "stage": stage.value, "not_before": {"$lte": now()}}
        return [row["_id"] for row in self._collection().find(query, {"_id": 1}).sort("created_at", ASCENDING).limit(limit)]

    def claim(self, case_id: str, stage: Stage) -> Job | None:
        """The case's job, now leased to this process; None when somebody else has it or it is not at this stage.

        Claiming by id is one atomic update by primary key, which stays quick however long the queue is."""
        moment = now()
        query = {"_id": case_id, "state": JobState.QUEUED.value, "stage": stage.value, "not_before": {"$lte": moment}}
        claimed = {"state": JobState.RUNNING.value, "owner": self.owner, "lease_until": moment + LEASE, "updated_at": moment}
        document = self._collection().find_one_and_update(query, {"$set": claimed}, return_document=ReturnDocument.AFTER)
        return Job.model_validate(document) if document else None

    def renew(self, case_ids: list[str]) -> None:
        """Extend the leases this process holds."""
        query = {"_id": {"$in": case_ids}, "owner": self.owner, "state": JobState.RUNNING.value}
        self._collection().update_many(query, {"$set": {"lease_until": now() + LEASE}})

    def advance(self, job: Job, stage: Stage) -> bool:
        """Hand a job on to its next stage. False when the lease was lost meanwhile."""
        state = JobState.DONE if stage is Stage.DONE else JobState.QUEUED
        return self._release(job, {"state": state.value, "stage": stage.value, "not_before": now(), "error": None})

    def put_back(self, job: Job, *, seconds: float, attempts: int | None = None, error: str | None = None) -> bool:
        """Queue the same stage again, not before so many seconds have passed."""
        fields: Document = {"state": JobState.QUEUED.value, "not_before": now() + timedelta(seconds=seconds), "error": error}
        return self._release(job, fields | ({"attempts": attempts} if attempts is not None else {}))

    def fail(self, job: Job, error: str, attempts: int) -> bool:
        return self._release(job, {"state": JobState.FAILED.value, "error": error, "attempts": attempts})

    def _release(self, job: Job, fields: Document) -> bool:
        query = {"_id": job.case_id, "owner": self.owner, "state": JobState.RUNNING.value}
        released = {**fields, "owner": None, "lease_until": None, "updated_at": now()}
        return self._collection().update_one(query, {"$set": released}).matched_count == 1

    def free_dead(self, held: Set[str] = frozenset()) -> int:
        """Give back what dead owners held: at once on this machine, elsewhere when the lease has run out. What this process
        claimed and does not hold (the answer to the claim was lost with the database) runs out too. Returns how many."""
        running = list(self._collection().find({"state": JobState.RUNNING.value}, {"owner": 1, "lease_until": 1}))
        moment = now()
        freed = 0
        for row in running:
            owner = row.get("owner") or ""
            expired = row["lease_until"] is None or row["lease_until"] < moment
            mine = owner == self.owner
            if (mine and row["_id"] in held) or not (expired or (owner and not mine and owner_is_dead(owner))):
                continue
            query = {"_id": row["_id"], "state": JobState.RUNNING.value, "owner": row.get("owner")}
            released = {"state": JobState.QUEUED.value, "owner": None, "lease_until": None, "not_before": now(), "updated_at": now()}
            freed += self._collection().update_one(query, {"$set": released}).modified_count
        return freed

    def counts(self, workspace: str | None = None) -> Counter[str]:
        query = {"workspace": workspace} if workspace else {}
        return Counter(row["state"] for row in self._collection().find(query, {"state": 1}))

    def listing(self, workspace: str, state: JobState | None, limit: int) -> list[Job]:
        query: Document = {"workspace": workspace} | ({"state": state.value} if state else {})
        found = self._collection().find(query).sort("updated_at", DESCENDING).limit(limit)
        return [Job.model_validate(document) for document in found]

    def unfinished(self) -> list[Job]:
        """Everything that still has work before it."""
        found = self._collection().find({"state": {"$in": [JobState.QUEUED.value, JobState.RUNNING.value]}})
        return [Job.model_validate(document) for document in found]

    def all_states(self) -> dict[str, JobState]:
        return {row["_id"]: JobState(row["state"]) for row in self._collection().find({}, {"state": 1})}

    def remove_idle(self, case_id: str) -> bool:
        """Remove a case's job unless somebody works on it. Whether there is none now."""
        self._collection().delete_one({"_id": case_id, "state": {"$ne": JobState.RUNNING.value}})
        return self._collection().find_one({"_id": case_id}, {"_id": 1}) is None

    def remove_case(self, case_id: str) -> None:
        self._collection().delete_one({"_id": case_id})
