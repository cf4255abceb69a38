"""The lanes in which jobs move: a few threads for each stage, which claim, work and hand on.

Threads here only wait for worker processes, the embedder and the record; the work itself is elsewhere.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog

from core.errors import HeadnoteError, Unavailable
from core.ingest.calm import Calm
from core.models import Job, Stage
from core.store.jobs import JobStore

log = structlog.get_logger(__name__)
POLL_SECONDS = 2.0
RENEW_SECONDS = 15.0
AWAY_SECONDS = 2.0

Handler = Callable[[Job], Stage | None]
"""Does one stage of a job. Returns the next stage, or None when it has disposed of the job itself."""


@dataclass(slots=True)
class Lane:
    """One stage: how many at once, and the cases told to be waiting (the record is asked as well, now and then)."""

    stage: Stage
    threads: int
    handler: Handler
    hints: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    last_poll: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Lanes:
    """Runs the handlers until closed. Held leases are renewed; those of the dead are taken back."""

    def __init__(
        self, jobs: JobStore, handlers: Mapping[Stage, tuple[int, Handler]], on_failure: Callable[[Job, Exception], None], calm: Calm
    ) -> None:
        self._jobs = jobs
        self._calm = calm
        self._on_failure = on_failure
        self._lanes = {stage: Lane(stage, threads, handler) for stage, (threads, handler) in handlers.items()}
        self._held: set[tuple[str, Stage]] = set()  # a stage may begin before the thread of the one before has let go
        self._held_lock = threading.Lock()
        self._closing = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        for lane in self._lanes.values():
            for number in range(lane.threads):
                self._spawn(self._run, lane, name=f"lane-{lane.stage}-{number}")
        self._spawn(self._keep_leases, name="lane-leases")

    def stop(self) -> None:
        """Claim nothing more. What fails from now on is given back without counting an attempt."""
        self._closing.set()

    def close(self, timeout: float = 10.0) -> None:
        """Stop claiming and wait for what is under way to notice; what does not is done again by the next owner."""
        self.stop()
        for lane in self._lanes.values():
            for _ in range(lane.threads):
                lane.hints.put("")
        until = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def tell(self, stage: Stage, case_id: str) -> None:
        """Something may be waiting at this stage: look now, not at the next poll."""
        if stage in self._lanes:
            self._lanes[stage].hints.put(case_id)

    def busy(self, stage: Stage) -> bool:
        """Whether this process is working on, or has been told of, a job at this stage."""
        with self._held_lock:
            return any(held is stage for _, held in self._held) or not self._lanes[stage].hints.empty()

    @property
    def closing(self) -> bool:
        return self._closing.is_set()

    def _spawn(self, target: Callable[..., None], *args: object, name: str) -> None:
        thread = threading.Thread(target=target, args=args, name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _run(self, lane: Lane) -> None:
        while not self._closing.is_set():
            if not self._may_begin(lane, POLL_SECONDS):
                continue
            try:
                job = self._next(lane)
                if job is not None:
                    self._work(lane, job)
            except Unavailable as away:
                log.warning("lane.waiting", stage=lane.stage, reason=away.message)
                self._closing.wait(AWAY_SECONDS)
            except Exception:
                log.exception("lane.stumbled", stage=lane.stage)  # its lease runs out, and the job is claimed again
                self._closing.wait(AWAY_SECONDS)

    def _next(self, lane: Lane) -> Job | None:
        try:
            case_id = lane.hints.get(timeout=POLL_SECONDS)
        except queue.Empty:
            self._poll(lane)
            return None
        if not case_id:
            return None
        if not self._may_begin(lane, 0):  # text came to be read while this thread waited for a hint
            lane.hints.put(case_id)
            return None
        return self._jobs.claim(case_id, lane.stage)

    def _may_begin(self, lane: Lane, patience: float) -> bool:
        return lane.stage is Stage.READ or self._calm.wait(patience)

    def _poll(self, lane: Lane) -> None:
        with lane.lock:
            if time.monotonic() - lane.last_poll < POLL_SECONDS or not lane.hints.empty():
                return
            lane.last_poll = time.monotonic()
            for case_id in self._jobs.waiting(lane.stage):
                lane.hints.put(case_id)

    def _work(self, lane: Lane, job: Job) -> None:
        holding = (job.case_id, lane.stage)
        with self._held_lock:
            self._held.add(holding)
        try:
            following = lane.handler(job)
            if following is not None and self._jobs.advance(job, following):
                self.tell(following, job.case_id)
        except Unavailable as away:
            self._away(job, away)
        except Exception as error:  # noqa: BLE001 - a defect must cost this attempt of this case, not the lane
            self._failed(lane, job, error)
        finally:
            with self._held_lock:
                self._held.discard(holding)

    def _failed(self, lane: Lane, job: Job, error: Exception) -> None:
        if self._closing.is_set():  # worker processes were stopped under it: the next owner does it again
            self._jobs.put_back(job, seconds=0)
            return
        if not isinstance(error, HeadnoteError):
            log.error("lane.failed", stage=lane.stage, case_id=job.case_id, exc_info=error)
        self._on_failure(job, error)

    def _away(self, job: Job, away: Unavailable) -> None:
        """A part is out of reach: no attempt is counted, the job waits until it is back."""
        log.warning("lane.put_back", stage=job.stage, case_id=job.case_id, reason=away.message)
        while True:
            try:
                self._jobs.put_back(job, seconds=AWAY_SECONDS, error=away.message)
                return
            except Unavailable:
                if self._closing.wait(AWAY_SECONDS):
                    return  # its lease runs out

    def _keep_leases(self) -> None:
        while not self._closing.wait(RENEW_SECONDS):
            try:
                with self._held_lock:
                    held = {case_id for case_id, _ in self._held}
                self._jobs.renew(list(held))
                self._jobs.free_dead(held)
            except Unavailable as away:
                log.warning("lane.leases_not_renewed", reason=away.message)
            except Exception:
                log.exception("lane.leases_not_renewed")
