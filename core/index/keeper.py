"""Keeping the indexes in step with the record: one thread that puts, removes, commits and saves."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from core.errors import Unavailable
from core.index.outstanding import Outstanding
from core.index.source import IndexSource, IndexTarget
from core.index.terms import TermIndex
from core.index.vectors import VectorIndex

COMMIT_EVERY = 1.5  # seconds between commits of words while there is more to do; each costs a round of merging
SAVE_WHEN_IDLE = 2.0  # seconds without a change after which vectors are saved
SAVE_AT_LEAST = 30.0  # seconds that a change waits for a save while busy, unless saving is slow
SAVE_SHARE = 20.0  # a save that took s seconds is not repeated for 20 s of work each
CATCH_UP_EVERY = 300.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
log = logging.getLogger(__name__)


class IndexKeeper:
    """Brings the word index and any number of vector indexes (one a model) in step with the record.

    What was notified is outstanding until it is committed; nothing is forgotten while the record or the disk is away.
    """

    def __init__(self, source: IndexSource, terms: TermIndex, vectors: VectorIndex | None = None) -> None:
        self.on_change: list[Callable[[str], None]] = []  # told, in the keeper's thread, which case came, changed or left
        self._source = source
        self._terms = terms
        self._vectors: tuple[VectorIndex, ...] = () if vectors is None else (vectors,)
        self._outstanding = Outstanding()
        self._thread: threading.Thread | None = None
        self._trouble: str | None = None
        self._catch_up_at = 0.0
        self._last_commit = 0.0
        self._saver = _Saver()

    def start(self) -> None:
        """Begin, with a full comparison against the record."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="headnote-keeper", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Commit and save what has been put, and stop. What is still outstanding is found again at the next start."""
        self._outstanding.close()
        if self._thread is not None:
            self._thread.join()

    def attach(self, vectors: VectorIndex) -> None:
        """Keep this vector index too, beginning with a full comparison."""
        self._vectors = (*self._vectors, vectors)
        self._catch_up_at = 0.0
        self._outstanding.wake()

    def detach(self, vectors: VectorIndex) -> None:
        """Leave this vector index alone."""
        self._vectors = tuple(kept for kept in self._vectors if kept is not vectors)

    def notify(self, case_id: str) -> None:
        """Something of this case changed in the record. Cheap; several notifications of one case are done as one."""
        self._outstanding.add([case_id])

    def settle(self, timeout: float | None) -> bool:
        """Wait until everything notified before this call is visible in all indexes; False when `timeout` seconds were not enough."""
        return self._outstanding.settle(timeout)

    def settle_case(self, case_id: str, timeout: float | None) -> bool:
        """The same for one case: another that cannot be indexed must not hold it up."""
        return self._outstanding.settle_case(case_id, timeout)

    @property
    def lag(self) -> int:
        """Cases that are not in step yet."""
        return self._outstanding.count

    @property
    def trouble(self) -> str | None:
        """What keeps the indexes from being brought up to date or saved just now."""
        return self._trouble or self._saver.trouble

    def catch_up(self) -> None:
        """Compare every case of the record with the indexes and queue the differences. Raises what the record raises."""
        vectors = self._vectors
        differing = self._differing(vectors[0] if vectors else None)
        for index in vectors[1:]:
            differing |= self._differing(index)
        self._outstanding.add_missing(differing)

    def _differing(self, vectors: VectorIndex | None) -> set[str]:
        # Stamps are read before the record: a case that comes in between differs and is looked at again, never missed.
        terms = self._terms.stamps
        meaning = vectors.stamps if vectors is not None else {}
        gone = set(terms) | set(meaning)
        differing: set[str] = set()
        for target in self._source.index_targets(vectors.fingerprint if vectors is not None else ""):
            gone.discard(target.case_id)
            stale = terms.get(target.case_id) != target.terms_stamp
            if stale or (vectors is not None and meaning.get(target.case_id) != target.vectors_stamp):
                differing.add(target.case_id)
        return differing | gone

    def _run(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._outstanding.closed:
            try:
                self._step()
            except Exception as error:
                self._trouble = _told(error)
                log.warning("The indexes wait: %s", self._trouble, exc_info=None if isinstance(error, Unavailable) else error)
                self._outstanding.wait_for_close(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._trouble, pause = None, SHORTEST_PAUSE
        self._finish()

    def _step(self) -> None:
        """One case, or what is due while there is none."""
        if time.monotonic() >= self._catch_up_at:
            self._catch_up_at = time.monotonic() + SHORTEST_PAUSE
            self.catch_up()
            self._catch_up_at = time.monotonic() + CATCH_UP_EVERY
        case_id = self._outstanding.take()
        if case_id is not None:
            self._update(case_id)
        elif not self._outstanding.in_work() and not self._terms.pending:
            self._saver.save_if_due(self._vectors, idle=True)
            self._outstanding.wait_for_work(min(self._catch_up_at - time.monotonic(), self._saver.patience))
            return
        if case_id is None or time.monotonic() - self._last_commit >= COMMIT_EVERY:
            self._commit()
        self._saver.save_if_due(self._vectors, idle=False)

    def _update(self, case_id: str) -> None:
        """Bring one case in step. A failure of its own puts it off and lets others go on; an absent record stops all."""
        try:
            self._bring_in_step(case_id)
        except Unavailable:
            self._outstanding.put_back([case_id])
            self._commit()  # those before it need not wait for the record
            raise
        except Exception:
            pause = self._outstanding.put_off(case_id)
            log.exception("Case %s could not be indexed; it is tried again in %.1f s", case_id, pause)

    def _bring_in_step(self, case_id: str) -> None:
        vectors = self._vectors
        targets = [self._source.index_target(case_id, index.fingerprint) for index in vectors]
        self._update_terms(case_id, targets[0] if targets else self._source.index_target(case_id, ""))
        for index, target in zip(vectors, targets, strict=True):
            self._update_vectors(index, case_id, target)

    def _update_terms(self, case_id: str, target: IndexTarget | None) -> None:
        present = self._terms.pending.get(case_id, self._terms.stamps.get(case_id))
        if target is None:
            if present is not None:
                self._terms.remove_case(case_id)
        elif present != target.terms_stamp:
            self._terms.put_case(target, self._source.passages_of(case_id), *self._source.running_text(case_id))

    def _update_vectors(self, index: VectorIndex, case_id: str, target: IndexTarget | None) -> None:
        wanted = target.vectors_stamp if target is not None else None
        if index.stamps.get(case_id) == wanted:
            return
        if wanted is None:
            index.remove_case(case_id)
        else:
            index.put_case(case_id, *self._source.vectors_of(case_id, index.fingerprint), wanted)
        self._saver.changed(index)

    def _commit(self) -> None:
        cases = self._outstanding.in_work()
        try:
            self._terms.commit()
        except BaseException:
            self._outstanding.put_back(cases)
            raise
        finally:
            self._last_commit = time.monotonic()
        self._outstanding.done(cases)
        for case_id in cases:
            self._announce(case_id)

    def _announce(self, case_id: str) -> None:
        for callback in self.on_change:
            try:
                callback(case_id)
            except Exception:
                log.exception("A listener failed on case %s", case_id)

    def _finish(self) -> None:
        try:
            self._commit()
        except Unavailable as error:  # the next start finds the difference
            log.warning("The last words were not committed: %s", error.message)
        self._saver.save(self._vectors)


class _Saver:
    """When vector indexes are saved: soon when idle, seldom while busy."""

    def __init__(self) -> None:
        self.trouble: str | None = None
        self._unsaved: set[int] = set()  # ids of vector indexes
        self._since = self._latest = 0.0
        self._pause = SAVE_AT_LEAST

    def changed(self, index: VectorIndex) -> None:
        self._latest = time.monotonic()
        if not self._unsaved:
            self._since = self._latest
        self._unsaved.add(id(index))

    @property
    def patience(self) -> float:
        """Seconds that may be slept before looking again."""
        return SAVE_WHEN_IDLE if self._unsaved else CATCH_UP_EVERY

    def save_if_due(self, indexes: tuple[VectorIndex, ...], *, idle: bool) -> None:
        now = time.monotonic()
        quiet = idle and self.trouble is None and now - self._latest >= SAVE_WHEN_IDLE
        if self._unsaved and (quiet or now - self._since >= self._pause):
            self.save(indexes)

    def save(self, indexes: tuple[VectorIndex, ...]) -> None:
        """Save what changed. A full disk is told, not raised: words go on, and the last save stays in force."""
        started = time.monotonic()
        try:
            for index in indexes:
                if id(index) in self._unsaved:
                    index.save()
        except Unavailable as error:
            self.trouble, self._since = error.message, started
            log.warning("%s %s", error.message, error.hint or "")
            return
        self.trouble = None
        self._unsaved.clear()
        self._pause = max(SAVE_AT_LEAST, SAVE_SHARE * (time.monotonic() - started))


def _told(error: Exception) -> str:
    return error.message if isinstance(error, Unavailable) else f"{type(error).__name__}: {error}"
