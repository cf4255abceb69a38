"""The collection `passages`, with their vectors: float16 bytes under the fingerprint of the model that made them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pymongo import ASCENDING, UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from core.models import Passage
from core.store.reach import reaches_record

Document = dict[str, Any]
INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = (([("case_id", ASCENDING), ("order", ASCENDING)], {}),)
_WITHOUT_VECTORS = {"vectors": 0}


@reaches_record
class PassageStore:
    """Reads and writes passages. Their ids are made of their content, so a passage never changes: it comes or goes."""

    def __init__(self, collection: Callable[[], Collection[Document]]) -> None:
        self._collection = collection

    def replace_case(self, case_id: str, passages: Sequence[Passage], *, fresh: bool = False) -> None:
        """Make these the passages of a case. Those that stay keep their vectors. Any prefix of the writes is harmless: nothing
        reads them as the case's text before its revision is raised. `fresh` says that the case has none so far, most likely:
        found otherwise, it is done the long way."""
        if fresh and self._insert_all(passages):
            return
        wanted = {passage.passage_id: passage for passage in passages}
        known = {row["_id"]: row for row in self._collection().find({"case_id": case_id}, _WITHOUT_VECTORS)}
        new = [passage.to_record() | {"_id": key} for key, passage in wanted.items() if key not in known]
        if new:
            self._collection().insert_many(new, ordered=False)
        moved = _changed(wanted, known)
        if moved:
            self._collection().bulk_write(moved, ordered=False)
        gone = [key for key in known if key not in wanted]
        if gone:
            self._collection().delete_many({"_id": {"$in": gone}})

    def _insert_all(self, passages: Sequence[Passage]) -> bool:
        try:
            if passages:
                self._collection().insert_many([passage.to_record() | {"_id": passage.passage_id} for passage in passages], ordered=False)
        except BulkWriteError:
            return False
        return True

    def by_ids(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        found = self._collection().find({"_id": {"$in": list(passage_ids)}}, _WITHOUT_VECTORS)
        return {document["_id"]: Passage.model_validate(document) for document in found}

    def of_case(self, case_id: str) -> list[Passage]:
        found = self._collection().find({"case_id": case_id}, _WITHOUT_VECTORS).sort("order", ASCENDING)
        return [Passage.model_validate(document) for document in found]

    def sections_of(self, passage_ids: Iterable[str]) -> dict[str, str]:
        found = self._collection().find({"_id": {"$in": list(passage_ids)}}, {"section": 1})
        return {document["_id"]: document["section"] for document in found}

    def without_vector(self, case_id: str, fingerprint: str) -> list[tuple[str, str]]:
        """(passage id, text) of those not yet embedded with this model."""
        query = {"case_id": case_id, f"vectors.{fingerprint}": {"$exists": False}}
        return [(row["_id"], row["text"]) for row in self._collection().find(query, {"text": 1}).sort("order", ASCENDING)]

    def put_vectors(self, passage_ids: Sequence[str], vectors: NDArray[np.float16], fingerprint: str) -> None:
        updates = [
            UpdateOne({"_id": key}, {"$set": {f"vectors.{fingerprint}": vector.tobytes()}}) for key, vector in zip(passage_ids, vectors, strict=True)
        ]
        if updates:
            self._collection().bulk_write(updates, ordered=False)

    def vectors_of(self, case_id: str, fingerprint: str) -> tuple[list[str], NDArray[np.float16]]:
        """Ids and vectors [n, dimension] of one case, in order; passages not yet embedded are left out."""
        field = f"vectors.{fingerprint}"
        rows = list(self._collection().find({"case_id": case_id, field: {"$exists": True}}, {field: 1}).sort("order", ASCENDING))
        vectors = [np.frombuffer(row["vectors"][fingerprint], dtype=np.float16) for row in rows]
        return [row["_id"] for row in rows], np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float16)

    def drop_vectors(self, except_for: str) -> None:
        """Forget the vectors of models no longer used."""
        for row in self._collection().find({}, {"vectors": 1}):
            old = [key for key in row.get("vectors", {}) if key != except_for]
            if old:
                self._collection().update_one({"_id": row["_id"]}, {"$unset": {f"vectors.{key}": "" for key in old}})

    def remove_case(self, case_id: str) -> None:
        self._collection().delete_many({"case_id": case_id})

    def ids_by_case(self) -> dict[str, set[str]]:
        """Every passage id by its case, over the whole record (for `doctor`)."""
        grouped: dict[str, set[str]] = {}
        for row in self._collection().find({}, {"case_id": 1}):
            grouped.setdefault(row["case_id"], set()).add(row["_id"])
        return grouped


def _changed(wanted: dict[str, Passage], known: dict[str, Document]) -> list[UpdateOne]:
    changed: list[UpdateOne] = []
    for key in wanted.keys() & known.keys():
        record = wanted[key].to_record()
        if any(known[key].get(name) != value for name, value in record.items()):
            changed.append(UpdateOne({"_id": key}, {"$set": record}))
    return changed
