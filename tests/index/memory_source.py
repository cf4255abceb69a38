"""A record in memory: the real interface that the indexes read, without a database."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from core.errors import RecordUnavailable
from core.index.source import IndexTarget
from core.models import Passage

DIMENSION = 16


def passage(case_id: str, order: int, text: str) -> Passage:
    return Passage(passage_id=f"{case_id}:{order}", case_id=case_id, workspace="shared", order=order, text=text, spans=[], page=1)


def target(case_id: str, stamp: str = "1", **card: object) -> IndexTarget:
    return IndexTarget(case_id, stamp, None, **{"title": case_id, **card})


def vector_of(text: str) -> np.ndarray:
    """A unit vector that only this text has."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    raw = np.random.default_rng(seed).standard_normal(DIMENSION)
    return (raw / np.linalg.norm(raw)).astype(np.float32)


@dataclass
class Entry:
    texts: list[str]
    revision: int
    embedded: bool = True


@dataclass
class MemorySource:
    """Set `away` to make every call fail as an absent database does."""

    entries: dict[str, Entry] = field(default_factory=dict)
    away: bool = False
    broken: set[str] = field(default_factory=set)
    reads: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, case_id: str, *texts: str, embedded: bool = True) -> None:
        with self.lock:
            revision = self.entries[case_id].revision + 1 if case_id in self.entries else 1
            self.entries[case_id] = Entry(list(texts), revision, embedded)

    def remove(self, case_id: str) -> None:
        with self.lock:
            del self.entries[case_id]

    def _check(self) -> None:
        self.reads += 1
        if self.away:
            raise RecordUnavailable("The database does not answer.")

    def index_targets(self, fingerprint: str) -> Iterator[IndexTarget]:
        self._check()
        for case_id in list(self.entries):
            found = self.index_target(case_id, fingerprint)
            if found is not None:
                yield found

    def index_target(self, case_id: str, fingerprint: str) -> IndexTarget | None:
        self._check()
        entry = self.entries.get(case_id)
        if entry is None:
            return None
        stamp = f"{entry.revision}"
        return IndexTarget(case_id, stamp, f"{fingerprint}-{stamp}" if entry.embedded else None, title=f"Title of {case_id}")

    def passages_of(self, case_id: str) -> list[Passage]:
        self._check()
        if case_id in self.broken:
            raise KeyError(case_id)
        return [passage(case_id, order, text) for order, text in enumerate(self.entries[case_id].texts)]

    def running_text(self, case_id: str) -> tuple[str, str]:
        text = " ".join(self.entries[case_id].texts)
        return text, text

    def vectors_of(self, case_id: str, fingerprint: str) -> tuple[list[str], np.ndarray]:
        texts = self.entries[case_id].texts
        rows = np.array([vector_of(text) for text in texts], dtype=np.float16).reshape(len(texts), DIMENSION)
        return [f"{case_id}:{order}" for order in range(len(texts))], rows
