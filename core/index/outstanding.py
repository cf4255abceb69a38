"""Which cases still have to be brought in step, in which order, and who waits for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0


class Outstanding:
    """A queue of cases: queued, then in work, then done. A case notified again while in work is queued again as well."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._last = 0
        self._queued: dict[str, int] = {}  # case_id -> number of its last notification
        self._in_work: dict[str, int] = {}
        self._put_off: dict[str, tuple[float, float]] = {}  # case_id -> (not before, pause), after it failed
        self._closed = False

    def add(self, case_ids: Iterable[str]) -> None:
        with self._changed:
            for case_id in case_ids:
                self._last += 1
                self._queued[case_id] = self._last
            self._changed.notify_all()

    def add_missing(self, case_ids: Iterable[str]) -> None:
        """Queue those that are not queued yet, without moving those that are."""
        with self._changed:
            new = [case_id for case_id in case_ids if case_id not in self._queued]
        self.add(new)

    def take(self) -> str | None:
        """The next case, now in work; None when there is none, or all that are left have been put off."""
        with self._changed:
            case_id = self._first()
            if case_id is not None:
                number = self._queued.pop(case_id)
                self._in_work[case_id] = max(number, self._in_work.get(case_id, 0))
            return case_id

    def _first(self) -> str | None:
        now = time.monotonic()
        ready = (case_id for case_id in self._queued if self._put_off.get(case_id, (0.0, 0.0))[0] <= now)
        return next(ready, None)

    def in_work(self) -> list[str]:
        with self._changed:
            return list(self._in_work)

    def done(self, case_ids: Iterable[str]) -> None:
        with self._changed:
            for case_id in case_ids:
                self._in_work.pop(case_id, None)
                self._put_off.pop(case_id, None)
            self._changed.notify_all()

    def put_back(self, case_ids: Iterable[str]) -> None:
        """Queue again what was in work."""
        with self._changed:
            for case_id in case_ids:
                number = self._in_work.pop(case_id, 0)
                self._queued[case_id] = max(number, self._queued.get(case_id, 0))

    def put_off(self, case_id: str) -> float:
        """Queue a case again, but not before a pause that doubles with each failure; return its seconds."""
        with self._changed:
            pause = min(self._put_off.get(case_id, (0.0, FIRST_PAUSE / 2))[1] * 2, LONGEST_PAUSE)
            self._put_off[case_id] = (time.monotonic() + pause, pause)
        self.put_back([case_id])
        return pause

    @property
    def count(self) -> int:
        with self._changed:
            return len(self._queued.keys() | self._in_work.keys())

    def settle(self, timeout: float | None) -> bool:
        """Wait until everything added before this call is done; False after `timeout` seconds."""
        with self._changed:
            last = self._last
            return self._changed.wait_for(lambda: not self._left(last), timeout)

    def settle_case(self, case_id: str, timeout: float | None) -> bool:
        """Wait until this case is done, whatever becomes of others; False after `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: case_id not in self._queued and case_id not in self._in_work, timeout)

    def _left(self, last: int) -> bool:
        return any(number <= last for cases in (self._queued, self._in_work) for number in cases.values())

    def wait_for_work(self, timeout: float) -> None:
        """Sleep until a case can be taken, `wake` or `close` is called, or the time is over."""
        with self._changed:
            if self._closed or self._first() is not None:
                return
            now = time.monotonic()
            due = [self._put_off[case_id][0] - now for case_id in self._queued if case_id in self._put_off]
            self._changed.wait(max(0.01, min([timeout, *due])))

    def wait_for_close(self, timeout: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed, timeout)

    def wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    @property
    def closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
