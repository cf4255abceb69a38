"""Words before everything else: citations, scans and meaning wait while text is being read, and a moment longer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOMENT = 1.0  # seconds after the last reading in which more is likely to come


class Calm:
    """`reading()` marks text being read. `on_change(True)` is called when calm begins, `on_change(False)` when it ends."""

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        self._on_change = on_change
        self._lock = threading.Lock()
        self._readers = 0
        self._calm = threading.Event()
        self._calm.set()
        self._timer: threading.Timer | None = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        self._begin()
        try:
            yield
        finally:
            self._end()

    def wait(self, timeout: float) -> bool:
        """Whether it is calm, waiting at most so long."""
        return self._calm.wait(timeout)

    def _begin(self) -> None:
        with self._lock:
            self._readers += 1
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._calm.is_set():
                self._calm.clear()
                self._on_change(False)

    def _end(self) -> None:
        with self._lock:
            self._readers -= 1
            if not self._readers:
                self._timer = threading.Timer(MOMENT, self._settle)
                self._timer.daemon = True
                self._timer.start()

    def _settle(self) -> None:
        with self._lock:
            if not self._readers and not self._calm.is_set():
                self._calm.set()
                self._on_change(True)
