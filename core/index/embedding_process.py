"""The embedding process: `python -m core.index.embedding_process`, started by `core.index.embedder` and by nothing else.

It answers over the pipes it was born with, queries before passages, and ends when they close. Torch is imported
here only, and nothing of the process that started it.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from typing import Any, BinaryIO

from core.index.frames import read_frame, write_frame

HOLD = 0.15  # seconds after a query in which passages wait for the next one
LONGEST_HOLD = 2.0  # passages are not held longer than this, however dense the queries
QUERY, PASSAGES = 0, 1
Request = dict[str, Any]


class Inbox:
    """Requests in the order they are to be done, read by a thread of its own."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._queues: tuple[queue.SimpleQueue[Request], queue.SimpleQueue[Request]] = (queue.SimpleQueue(), queue.SimpleQueue())
        self._arrived = threading.Semaphore(0)
        self._held_until = 0.0
        self._last_passages = time.monotonic()
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def _read(self) -> None:
        while (frame := read_frame(self._stream)) is not None:
            head, _ = frame
            self._queues[QUERY if head["query"] else PASSAGES].put(head)
            self._arrived.release()
        os._exit(0)  # Headnote has gone; nobody waits for what is being computed

    def next(self) -> Request:
        """The next request; waits for one."""
        while True:
            query = self._taken(QUERY)
            if query is not None:
                return query
            wait = min(self._held_until, self._last_passages + LONGEST_HOLD) - time.monotonic()
            passages = self._taken(PASSAGES) if wait <= 0 else None
            if passages is not None:
                return passages
            self._arrived.acquire(timeout=wait if wait > 0 else None)

    def _taken(self, kind: int) -> Request | None:
        try:
            return self._queues[kind].get_nowait()
        except queue.Empty:
            return None

    def done(self, request: Request) -> None:
        """Note what was answered, so that a burst of queries is not split by passages."""
        if request["query"]:
            self._held_until = time.monotonic() + HOLD
        else:
            self._last_passages = time.monotonic()


def main() -> None:
    """Load the model, say so, and answer until the pipe closes."""
    location, name, fingerprint = sys.argv[1:4]
    requests, answers = _own_pipes()
    _end_with_parent()
    inbox = Inbox(requests)
    from core.index.model_runner import ModelRunner

    try:
        runner = ModelRunner(location, name, fingerprint or None)
    except Exception as error:  # noqa: BLE001 - whatever a model's files or the network raise is told to Headnote
        write_frame(answers, {"kind": "failed", "detail": _first_line(error)})
        return
    write_frame(answers, {"kind": "ready", **runner.facts()})
    while True:
        request = inbox.next()
        _answer(answers, runner, request)
        inbox.done(request)


def _answer(answers: BinaryIO, runner: Any, request: Request) -> None:
    try:
        vectors = runner.encode(request["texts"], query=request["query"])
    except (RuntimeError, ValueError, MemoryError) as error:  # torch says RuntimeError when memory is short
        write_frame(answers, {"kind": "error", "id": request["id"], "detail": _first_line(error)})
        return
    write_frame(answers, {"kind": "vectors", "id": request["id"], "shape": vectors.shape}, vectors.tobytes())


def _first_line(error: BaseException) -> str:
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0][:500]


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout for messages, and leave libraries that print nothing to spoil."""
    requests, answers = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(requests, os.O_BINARY)
        msvcrt.setmode(answers, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _end_with_parent() -> None:
    """Die with Headnote even if it is killed, and not by the Ctrl-C that is meant for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        import ctypes

        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


if __name__ == "__main__":
    main()
