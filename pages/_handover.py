"""Handing files over to the library, in the background, so that one can go on using the rest meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import BinaryIO

from core.errors import HeadnoteError
from core.library import Library
from core.models import BatchItem, UploadOptions
from pages._library import WHO

SENDERS = 4  # files on their way at once: while one is synced to disk, others are hashed and looked into
UNEXPECTED = "This file was not handed over: something unexpected happened before its turn; the log says what."


@dataclass
class HandOver:
    """Files on their way in, and what became of each. The thread fills `outcomes`, pages read it; no file is held once it is through."""

    shelf: Library
    waiting: list[tuple[str, BinaryIO]]
    options: UploadOptions
    password: str | None
    total: int = 0
    finished: bool = False
    outcomes: list[BatchItem] = field(default_factory=list)

    def start(self) -> HandOver:
        self.total = len(self.waiting)
        threading.Thread(target=self._run, name="hand-over").start()
        return self

    def _run(self) -> None:
        with ThreadPoolExecutor(SENDERS, "hand-over") as senders:
            for _ in range(SENDERS):
                senders.submit(self._hand_over)
        self.finished = True

    def _hand_over(self) -> None:
        while True:
            try:
                name, source = self.waiting.pop(0)
            except IndexError:
                return
            items = [BatchItem(filename=name, success=False, error=UNEXPECTED, hint="Add it again.")]
            try:
                items = self._take(name, source)
            finally:
                self.outcomes += items

    def _take(self, name: str, source: BinaryIO) -> list[BatchItem]:
        try:
            if name.lower().endswith(".zip"):
                return self.shelf.upload_batch(WHO, [(name, source)], self.options).items
            receipt = self.shelf.upload(WHO, source, name, self.options, self.password)
        except HeadnoteError as error:
            return [BatchItem(filename=name, success=False, error=error.message, hint=error.hint)]
        return [BatchItem(filename=name, success=True, case_id=receipt.case_id, duplicate=receipt.duplicate, hint=receipt.hint)]
