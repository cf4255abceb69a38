"""The pool of worker processes, a `concurrent.futures` executor: a task that crashes or overruns costs its worker, nothing else.

`ProcessPoolExecutor` breaks as a whole when one worker dies, cannot stop a task that hangs, and re-imports the parent's main
module, which under Streamlit is the dashboard; hence a pool of its own. One worker serves only interactive tasks, so that
opening a page never waits for a scan being read.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from core.errors import NotReady
from core.ingest.worker_process import read_frame, write_frame

P = ParamSpec("P")
T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[2]


class WorkerDied(Exception):
    """The process was killed or crashed while it worked on this task."""


class WorkerOverran(Exception):
    """The task took longer than its deadline and was stopped."""


class Priority(IntEnum):
    """Who goes first: people waiting, then words, citations, and scanned pages."""

    INTERACTIVE = 0
    READ = 1
    CITE = 2
    OCR = 3


@dataclass(order=True)
class _Task:
    priority: int
    number: int
    call: tuple[Any, tuple[Any, ...], dict[str, Any]] = field(compare=False)
    deadline: float = field(compare=False)
    future: Future[Any] = field(compare=False)


class _Backlog:
    """Tasks by priority, then by age."""

    def __init__(self) -> None:
        self._heap: list[_Task] = []
        self._change = threading.Condition()
        self._numbers = itertools.count()
        self._closed = False

    def put(self, call: tuple[Any, tuple[Any, ...], dict[str, Any]], priority: Priority, deadline: float) -> Future[Any]:
        future: Future[Any] = Future()
        with self._change:
            if self._closed:
                raise _closing()
            heapq.heappush(self._heap, _Task(priority, next(self._numbers), call, deadline, future))
            self._change.notify_all()
        return future

    def take(self, ceiling: Priority) -> _Task | None:
        """The next task of at most this priority number; None when closed."""
        with self._change:
            self._change.wait_for(lambda: self._closed or bool(self._heap and self._heap[0].priority <= ceiling))
            return None if self._closed else heapq.heappop(self._heap)

    def close(self) -> None:
        with self._change:
            self._closed = True
            for task in self._heap:
                task.future.cancel()
            self._heap.clear()
            self._change.notify_all()

    @property
    def closed(self) -> bool:
        return self._closed

    def __len__(self) -> int:
        return len(self._heap)


class _Worker:
    """One child process and the thread that feeds it. The same thread starts the child every time: on Linux a child dies with the
    thread that made it."""

    def __init__(self, memory_mb: int) -> None:
        self._memory_mb = memory_mb
        self._process: subprocess.Popen[bytes] | None = None
        self._replies: queue.SimpleQueue[Any] = queue.SimpleQueue()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def call(self, task: _Task) -> Any:
        """The task's result, or its exception raised. Raises `WorkerDied` or `WorkerOverran`."""
        process = self._running()
        try:
            write_frame(process.stdin, task.call)  # type: ignore[arg-type]
        except OSError as error:
            self.kill()
            raise WorkerDied("the worker was gone before the task began") from error
        try:
            reply = self._replies.get(timeout=task.deadline)
        except queue.Empty:
            self.kill()
            raise WorkerOverran(f"took longer than {task.deadline:g} s") from None
        if reply is None:
            code = _end_of(process)
            self.kill()
            raise WorkerDied(f"the reader crashed ({_cause(code)})")
        done, value = reply
        if done:
            return value
        raise value

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        # One thread a process: a worker a core already keeps all of them busy.
        environment = {
            **os.environ,
            "OMP_THREAD_LIMIT": "1",
            "RAYON_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        command = [sys.executable, "-m", "core.ingest.worker_process", str(self._memory_mb)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment, start_new_session=True)
        self._process, self._replies = process, queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process, self._replies), daemon=True, name="worker-listen").start()
        return process

    def kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # with the Tesseract it may have started
        else:
            process.kill()
        process.wait()
        process.stdin.close()  # type: ignore[union-attr]


class WorkerPool(Executor):
    """`size` workers for everything and one for interactive tasks only. Processes start with their first task."""

    def __init__(self, size: int, memory_mb: int, deadline: float = 60.0) -> None:
        self._backlog = _Backlog()
        self._deadline = deadline
        ceilings = [Priority.OCR] * size + [Priority.INTERACTIVE]
        self._workers = [_Worker(memory_mb) for _ in ceilings]
        self._threads = [
            threading.Thread(target=self._serve, args=(worker, ceiling), name="worker-feed", daemon=True)
            for worker, ceiling in zip(self._workers, ceilings, strict=True)
        ]
        self.size = size
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run with the ordinary priority and deadline."""
        return self._backlog.put((fn, args, kwargs), Priority.READ, self._deadline)

    def send(self, priority: Priority, deadline: float, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run with this priority, at most so many seconds once begun. `fn` and its arguments are pickled: module-level functions only."""
        return self._backlog.put((fn, args, kwargs), priority, deadline)

    @property
    def waiting(self) -> int:
        return len(self._backlog)

    @property
    def pids(self) -> list[int]:
        return [worker.pid for worker in self._workers if worker.pid is not None]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """Cancel what waits and kill what runs: every task can be done again. What ran raises `NotReady`, not `WorkerDied`: its
        document did nothing wrong."""
        self._backlog.close()
        for worker in self._workers:
            worker.kill()
        if wait:
            for thread in self._threads:
                thread.join(timeout=5)

    def _serve(self, worker: _Worker, ceiling: Priority) -> None:
        while (task := self._backlog.take(ceiling)) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                result = worker.call(task)
            except Exception as error:  # noqa: BLE001 - it belongs to whoever holds the future
                task.future.set_exception(_closing() if self._backlog.closed else error)
            else:
                task.future.set_result(result)
        worker.kill()  # one that was started while the pool was being closed


def _listen(process: subprocess.Popen[bytes], replies: queue.SimpleQueue[Any]) -> None:
    """Hand on each answer; None when the process is gone."""
    with process.stdout as stream:  # type: ignore[union-attr]
        while True:
            try:
                replies.put(read_frame(stream))
            except (EOFError, OSError, ValueError):
                replies.put(None)
                return
            except Exception as error:  # noqa: BLE001 - an answer that cannot be unpickled is that task's failure
                replies.put((False, error))


def _closing() -> NotReady:
    return NotReady("Headnote is being closed.", "Try again when it has started again.")


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a process that closed its pipe; it may have done so without ending."""
    try:
        return process.wait(1.0)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
