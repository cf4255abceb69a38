"""One life of the embedding process, as Headnote sees it: starting it, asking it, noticing its end."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import Future, InvalidStateError
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from core.index.frames import read_frame, write_frame
from core.index.model_files import ModelSource

ROOT = Path(__file__).resolve().parents[2]
LAST_WORDS = 2000  # bytes of what the process printed that are kept for the log
QUIET = {
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TQDM_DISABLE": "1",
    "PYTHONWARNINGS": "ignore",
}
Vectors = NDArray[Any]


class ChildEnded(Exception):
    """The process ended before it answered."""


class EmbeddingChild:
    """A running process. One thread calls `listen`, `deliver` and `end` in turn; requests may come from any."""

    def __init__(self, source: ModelSource, fingerprint: str | None) -> None:
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "core.index.embedding_process", source.location, source.name, fingerprint or ""],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed,
            cwd=ROOT,
            env=_environment(source),
        )
        self._numbers = itertools.count()
        self._waiting: dict[int, tuple[Future[Vectors], bool]] = {}
        self._lock = threading.Lock()
        self._ended = False

    @property
    def pid(self) -> int:
        return self._process.pid

    def listen(self) -> tuple[str, dict[str, Any]] | None:
        """Wait for the model: ("ready", its facts) or ("failed", {"detail": why}); None when the process ended first."""
        frame = read_frame(self._answers)
        return None if frame is None else (frame[0]["kind"], frame[0])

    def deliver(self) -> None:
        """Hand answers to those who wait, until the process ends; then fail the rest with `ChildEnded`."""
        while (frame := read_frame(self._answers)) is not None:
            head, body = frame
            with self._lock:
                future, query = self._waiting.pop(head["id"])
            _settle(future, head, body, query)

    def request(self, texts: Sequence[str], *, query: bool) -> Future[Vectors]:
        """Ask for vectors. The future raises `ChildEnded`, or `Unavailable` when the model failed on these texts."""
        future: Future[Vectors] = Future()
        with self._lock:
            if self._ended:
                future.set_exception(ChildEnded())
                return future
            number = next(self._numbers)
            self._waiting[number] = (future, query)
            try:
                write_frame(cast(BinaryIO, self._process.stdin), {"id": number, "query": query, "texts": list(texts)})
            except OSError:  # it is ending; `end` fails the future
                self.stop()
        return future

    @property
    def _answers(self) -> BinaryIO:
        return cast(BinaryIO, self._process.stdout)

    def end(self) -> str:
        """See the process off, fail those who wait, and return what it printed last and how it ended."""
        with self._lock:
            self._ended = True
            waiting, self._waiting = list(self._waiting.values()), {}
        for future, _ in waiting:
            _fail(future, ChildEnded())
        self.stop()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            _close(stream)
        return f"exit code {code}. {self._last_words()}".strip()

    def stop(self) -> None:
        """Kill the process; it keeps nothing that could be lost."""
        if self._process.poll() is None:
            self._process.kill()

    def _last_words(self) -> str:
        with self._printed as printed:
            size = printed.seek(0, os.SEEK_END)
            printed.seek(max(0, size - LAST_WORDS))
            return printed.read().decode("utf-8", "replace").strip()


def _environment(source: ModelSource) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "OMP_NUM_THREADS"}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    offline = {"HF_HUB_OFFLINE": "1"} if source.packaged else {}
    return {**inherited, **QUIET, **offline, "PYTHONPATH": os.pathsep.join(paths)}


def _settle(future: Future[Vectors], head: dict[str, Any], body: bytes, query: bool) -> None:
    if head["kind"] == "error":
        _fail(future, Unavailable(f"The embedding model failed: {head['detail']}"))
        return
    vectors = np.frombuffer(body, dtype=np.float32 if query else np.float16).reshape(head["shape"])
    try:
        future.set_result(vectors)
    except InvalidStateError:  # given up by whoever asked
        return


def _fail(future: Future[Vectors], error: Exception) -> None:
    try:
        future.set_exception(error)
    except InvalidStateError:
        return


def _close(stream: Any) -> None:
    try:
        stream.close()
    except BrokenPipeError:  # what was still buffered has no reader any more
        return
