"""The collection `cases`: one document a case. Every change of state is one atomic update with its log entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, ReturnDocument, UpdateOne
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from core.models import Case, CaseState, LogEntry, now
from core.store.reach import reaches_record

Document = dict[str, Any]
LOG_LENGTH = 200  # entries kept a case; a file retried for years must not outgrow its document

INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = (
    ([("case_id", ASCENDING)], {"unique": True}),
    ([("workspace", ASCENDING), ("document_hash", ASCENDING)], {"unique": True}),
    ([("workspace", ASCENDING), ("processing_status", ASCENDING), ("created_at", DESCENDING)], {}),
    ([("workspace", ASCENDING), ("court_id", ASCENDING), ("date_decided", DESCENDING)], {}),
    ([("workspace", ASCENDING), ("date_decided", DESCENDING)], {}),
    ([("processing_status", ASCENDING)], {}),
    ([("court", ASCENDING)], {}),
    ([("date_filed", DESCENDING)], {}),
    ([("updated_at", DESCENDING)], {}),
)

_HEAVY = {"sections": 0, "footnotes": 0, "star_pages": 0, "citations": 0, "evidence": 0, "extracted": 0, "log": 0}
_LIVING: Document = {"deleting": {"$exists": False}}


@reaches_record
class CaseStore:
    """Reads and writes cases. Case ids are unguessable, so lookups by the system itself need no workspace; those for a
    user pass theirs."""

    def __init__(self, collection: Callable[[], Collection[Document]]) -> None:
        self._collection = collection

    def insert(self, case: Case) -> Case:
        """Add a case. When its workspace already holds the same bytes, that case is returned instead."""
        document = case.to_record() | {"_id": case.case_id}
        try:
            self._collection().insert_one(document)
        except DuplicateKeyError:
            first = self.by_hash(case.workspace, case.document_hash)
            if first is None:  # the other was deleted in between
                self._collection().insert_one(document)
                return case
            return first
        return case

    def get(self, case_id: str, workspace: str | None = None) -> Case | None:
        query = {"_id": case_id, **_LIVING} | ({"workspace": workspace} if workspace is not None else {})
        document = self._collection().find_one(query)
        return Case.model_validate(document) if document else None

    def by_hash(self, workspace: str, sha256: str) -> Case | None:
        document = self._collection().find_one({"workspace": workspace, "document_hash": sha256, **_LIVING})
        return Case.model_validate(document) if document else None

    def hash_in_use(self, sha256: str) -> bool:
        return self._collection().find_one({"document_hash": sha256}, {"_id": 1}) is not None

    def many(self, case_ids: Iterable[str]) -> dict[str, Case]:
        """Cases by id without their long lists (sections, citations, evidence, log)."""
        wanted = list(case_ids)
        if not wanted:
            return {}
        found = self._collection().find({"_id": {"$in": wanted}, **_LIVING}, _HEAVY)
        return {document["case_id"]: Case.model_validate(document) for document in found}

    def all_light(self) -> list[Case]:
        """Every living case of every workspace, without the long lists."""
        return [Case.model_validate(document) for document in self._collection().find(_LIVING, _HEAVY)]

    def changed_since(self, moment: datetime) -> dict[str, datetime]:
        """When each case changed that did since then."""
        found = self._collection().find({"updated_at": {"$gte": moment}, **_LIVING}, {"updated_at": 1})
        return {document["_id"]: document["updated_at"] for document in found}

    def ids(self) -> set[str]:
        return {document["_id"] for document in self._collection().find(_LIVING, {"_id": 1})}

    def change(
        self,
        case_id: str,
        fields: Document,
        *,
        log: LogEntry | None = None,
        only_if: Document | None = None,
        raise_counts: tuple[str, ...] = (),
    ) -> Case | None:
        """One atomic update: set `fields`, add one to each of `raise_counts`, append to the log. None when the case is gone or
        `only_if` does not hold."""
        update: Document = {"$set": {**fields, "updated_at": now()}}
        if raise_counts:
            update["$inc"] = dict.fromkeys(raise_counts, 1)
        if log is not None:
            update["$push"] = {"log": {"$each": [log.to_record()], "$slice": -LOG_LENGTH}}
        query = {"_id": case_id, **_LIVING, **(only_if or {})}
        document = self._collection().find_one_and_update(query, update, return_document=ReturnDocument.AFTER)
        return Case.model_validate(document) if document else None

    def move(self, case_id: str, state: CaseState, step: str, message: str, seconds: float | None = None, **fields: Any) -> Case | None:
        """Set the processing status with its log entry. An archived case stays archived and remembers the new state."""
        entry = LogEntry(step=step, message=message, seconds=seconds)
        archived = CaseState.ARCHIVED.value
        while True:
            for name, condition in (("processing_status", {"$ne": archived}), ("state_before_archive", archived)):
                moved = self.change(case_id, {name: state.value, **fields}, log=entry, only_if={"processing_status": condition})
                if moved is not None:
                    return moved
            if self.get(case_id) is None:
                return None  # else it was archived or restored between the two looks

    def count_found(self, found: Mapping[str, int]) -> None:
        """Add to how often each case was found by a search."""
        moment = now()
        updates = [
            UpdateOne({"_id": case_id}, {"$inc": {"search_count": count}, "$set": {"last_accessed": moment}}) for case_id, count in found.items()
        ]
        self._collection().bulk_write(updates, ordered=False)

    def mark_deleting(self, case_id: str, workspace: str) -> Case | None:
        """Hide a case for good and free its hash; `remove` finishes when everything that hangs on it is gone."""
        case = self.get(case_id, workspace)
        if case is None:
            return None
        # The hash moves aside, so that the same file can be uploaded again while this one is still being removed.
        fields = {"deleting": case.document_hash, "document_hash": f"{case.document_hash}:{case_id}", "updated_at": now()}
        result = self._collection().update_one({"_id": case_id, **_LIVING}, {"$set": fields})
        return case if result.modified_count else None

    def deleting(self) -> list[tuple[str, str]]:
        """(case id, hash) of the deletions begun and not finished."""
        return [(document["_id"], document["deleting"]) for document in self._collection().find({"deleting": {"$exists": True}}, {"deleting": 1})]

    def remove(self, case_id: str) -> None:
        self._collection().delete_one({"_id": case_id, "deleting": {"$exists": True}})
