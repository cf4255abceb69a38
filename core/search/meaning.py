"""The dense half of a search: the query's vector from the embedding process, its neighbours from the vector index."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from core.search.filters import Selection

if TYPE_CHECKING:
    from core.index.embedder import Embedder
    from core.index.vectors import VectorHit, VectorIndex

PATIENCE_S = 2.0  # how long a hybrid search waits for its vector before it answers by words
DENSE_PATIENCE_S = 10.0
LONGEST_TEXT = 4_000  # characters; no model's window holds more of a query
THREADS = 8

_REASONS = {
    "loading": "The model for meaning is still loading.",
    "unhealthy": "The model for meaning is out of order.",
    "off": "There is no model for meaning.",
}
BUSY = "The model for meaning is busy."
CHANGING = "Cases are being read again for a new model of meaning."
TRIES = 3  # the model may change between the query's vector and the search


class MeaningSearch:
    """Runs beside the word search, in threads of its own: the work happens in another process and in FAISS."""

    def __init__(self, vectors: Callable[[], VectorIndex | None], embedder: Callable[[], Embedder | None]) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="meaning")

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def why_not(self) -> str | None:
        """A sentence for the user when there is no searching by meaning just now; None when there is."""
        embedder, vectors = self._embedder(), self._vectors()
        if embedder is None:
            return _REASONS["off"]
        if embedder.state != "healthy":
            return _REASONS[embedder.state]
        if vectors is None or not vectors.stamps:
            return "No case has been read for meaning yet."
        if vectors.fingerprint != embedder.fingerprint:
            return CHANGING
        return None

    def start(self, text: str, selection: Selection, limit: int, patience: float) -> Asked:
        """Begin; returns at once."""
        return Asked(self._pool.submit(self._ask, text[:LONGEST_TEXT], selection, limit, patience), patience)

    def _ask(self, text: str, selection: Selection, limit: int, patience: float) -> tuple[NDArray[np.float32], list[VectorHit]]:
        for _ in range(TRIES):
            embedder = self._embedder()
            if embedder is None:
                raise Unavailable(_REASONS["off"])
            vector = embedder.encode_query(text, timeout=patience)
            vectors = self._vectors()
            if vectors is None:
                return vector, []
            if vectors.fingerprint == embedder.fingerprint:
                return vector, vectors.search(vector, limit=limit, case_ids=selection.only, excluded=selection.excluded)
        raise Unavailable(CHANGING)  # vectors of two models must never be compared

    def near(self, vector: NDArray[np.float32], selection: Selection, limit: int) -> list[VectorHit]:
        """The passages closest to a vector, within a selection."""
        vectors = self._vectors()
        if vectors is None:
            return []
        return vectors.search(vector, limit=limit, case_ids=selection.only, excluded=selection.excluded)


class Asked:
    """A question under way."""

    def __init__(self, future: Future[tuple[NDArray[Any], list[VectorHit]]], patience: float) -> None:
        self._future = future
        self._patience = patience

    def answer(self) -> tuple[NDArray[np.float32], list[VectorHit]]:
        """The query's vector and its neighbours, best first. Raises `Unavailable` when they do not come in time."""
        try:
            return self._future.result(timeout=self._patience)
        except TimeoutError as late:
            self._future.cancel()
            raise Unavailable(BUSY) from late
