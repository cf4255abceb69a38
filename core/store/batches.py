"""The collection `batches`: files handed over together, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

from core.models import Batch
from core.store.reach import reaches_record

Document = dict[str, Any]
INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = (([("workspace", ASCENDING), ("created_at", ASCENDING)], {}),)


@reaches_record
class BatchStore:
    """Reads and writes batches."""

    def __init__(self, collection: Callable[[], Collection[Document]]) -> None:
        self._collection = collection

    def put(self, batch: Batch) -> None:
        self._collection().replace_one({"_id": batch.batch_id}, batch.to_record(), upsert=True)

    def get(self, batch_id: str, workspace: str) -> Batch | None:
        document = self._collection().find_one({"_id": batch_id, "workspace": workspace})
        return Batch.model_validate(document) if document else None
