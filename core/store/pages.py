"""The collection `pages`: text and ledger, one document a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import ASCENDING, ReplaceOne, UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from core.models import SEARCHABLE_PAGES, Page, PageState
from core.store.reach import reaches_record

Document = dict[str, Any]
INDEXES: tuple[tuple[list[tuple[str, int]], dict[str, Any]], ...] = (([("case_id", ASCENDING), ("number", ASCENDING)], {"unique": True}),)
_DUPLICATE = 11000
_WITHOUT_BOXES = {"boxes": 0}


@dataclass(frozen=True, slots=True)
class Ledger:
    """How the pages of one case stand, counted from the record."""

    total: int
    searchable: int
    failed: int
    waiting: int
    ocr_confidence: float | None

    @classmethod
    def of(cls, entries: Iterable[Page], page_count: int) -> Ledger:
        rows = list(entries)
        states = Counter(row.state for row in rows)
        read = [row.ocr_confidence for row in rows if row.state is PageState.OCR and row.ocr_confidence is not None]
        return cls(
            total=max(page_count, len(rows)),
            searchable=sum(states[state] for state in SEARCHABLE_PAGES),
            failed=states[PageState.FAILED],
            waiting=states[PageState.WAITING] + max(0, page_count - len(rows)),
            ocr_confidence=round(sum(read) / len(read), 4) if read else None,
        )

    @property
    def partial(self) -> bool:
        return bool(self.failed or self.waiting)

    def fields(self) -> Document:
        """As they stand in a case."""
        return {
            "page_count": self.total,
            "pages_searchable": self.searchable,
            "pages_failed": self.failed,
            "pages_waiting": self.waiting,
            "ocr_confidence": self.ocr_confidence,
            "partial": self.partial,
        }


@reaches_record
class PageStore:
    """Reads and writes pages; writing a page again replaces it."""

    def __init__(self, collection: Callable[[], Collection[Document]]) -> None:
        self._collection = collection

    def put(self, pages: Sequence[Page]) -> None:
        if not pages:
            return
        documents = [page.to_record() | {"_id": _key(page.case_id, page.number)} for page in pages]
        try:  # inserting is three times as fast as replacing, and nearly all pages are new
            self._collection().insert_many(documents, ordered=False)
        except BulkWriteError as clash:
            if any(error["code"] != _DUPLICATE for error in clash.details["writeErrors"]):
                raise
            again = [documents[error["index"]] for error in clash.details["writeErrors"]]
            self._collection().bulk_write([ReplaceOne({"_id": document["_id"]}, document) for document in again], ordered=False)

    def get(self, case_id: str, number: int) -> Page | None:
        document = self._collection().find_one({"_id": _key(case_id, number)})
        return Page.model_validate(document) if document else None

    def of_case(self, case_id: str) -> list[Page]:
        """Every page in order, without word boxes."""
        found = self._collection().find({"case_id": case_id}, _WITHOUT_BOXES).sort("number", ASCENDING)
        return [Page.model_validate(document) for document in found]

    def ledger_of(self, case_id: str) -> list[Page]:
        """Every page in order, without its text."""
        keep = {"case_id": 1, "number": 1, "state": 1, "ocr_confidence": 1, "error": 1, "needs_ocr": 1, "printed_number": 1}
        found = self._collection().find({"case_id": case_id}, keep).sort("number", ASCENDING)
        return [Page.model_validate(document) for document in found]

    def printed_numbers(self, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str | None]:
        found = self._collection().find({"_id": {"$in": [_key(*key) for key in keys]}}, {"case_id": 1, "number": 1, "printed_number": 1})
        return {(row["case_id"], row["number"]): row.get("printed_number") for row in found}

    def set_contents(self, pages: Sequence[Page]) -> None:
        """Replace what cleaning made (content, printed number), leaving text and boxes as they are."""
        updates = [
            UpdateOne({"_id": _key(page.case_id, page.number)}, {"$set": {"content": page.content, "printed_number": page.printed_number}})
            for page in pages
        ]
        if updates:
            self._collection().bulk_write(updates, ordered=False)

    def remove_case(self, case_id: str) -> None:
        self._collection().delete_many({"case_id": case_id})

    def count_by_case(self) -> Counter[str]:
        """Pages a case, over the whole record (for `doctor`)."""
        return Counter(row["case_id"] for row in self._collection().find({}, {"case_id": 1}))


def _key(case_id: str, number: int) -> str:
    return f"{case_id}:{number:06d}"
