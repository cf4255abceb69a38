"""Everything that runs behind `Library`: opened in the background, watched, closed in order.

One process of a data folder works (reads files, writes the indexes); it holds `engine.lock`. Others only look: they take
uploads and answer searches from what the working one has saved, and take over when it goes.
"""

from __future__ import annotations

import contextlib
import itertools
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from filelock import FileLock, Timeout

from core.authorities.graph import Graph
from core.authorities.identity import Identity
from core.authorities.tabulator import Tabulator
from core.errors import HeadnoteError, NotReady, Unavailable
from core.index.embedder import Embedder
from core.index.keeper import IndexKeeper
from core.index.succession import Succession
from core.index.terms import TermIndex
from core.index.vectors import FaissVectors
from core.ingest.calm import Calm
from core.ingest.intake import Intake
from core.ingest.lanes import Lanes
from core.ingest.pipeline import Pipeline
from core.ingest.recovery import Recovery
from core.ingest.tasks import warm
from core.ingest.workers import Priority, WorkerPool
from core.models import Case, CaseState, Job, Stage, now
from core.principal import Principal
from core.roster import Roster
from core.search.catalog import Card, Catalog
from core.search.engine import SearchEngine
from core.settings import Settings
from core.store.files import FileStore
from core.store.record import Record
from core.store.source import RecordSource
from core.views import SearchRequest, SearchResponse

log = structlog.get_logger(__name__)
READY_SECONDS = 20.0
FOLLOW_SECONDS = 1.0
WHOLE_ROUNDS = 60
COUNT_ROUNDS = 15
OVERLAP = timedelta(seconds=10)  # clocks and writes under way: look back this far for changes


class Engine:
    """Opens at once and gets ready in the background; `ready()` waits for it."""

    def __init__(self, settings: Settings, *, work: bool = True) -> None:
        # A search hands over between four threads; with Python's 5 ms between switches each hand-over may wait as long as FAISS takes.
        sys.setswitchinterval(0.001)
        self.settings = settings
        self.record = Record(settings)
        self.files = FileStore(settings.originals_dir, settings.incoming_dir)
        self.pool = WorkerPool(settings.workers, settings.worker_memory_mb)
        self.embedder = Embedder(settings.embedding_model)
        self.catalog, self.roster = Catalog(), Roster()
        self.graph = Graph(self.record.authorities.light)
        self.tabulator = Tabulator(self.record, self.pool, self.graph)
        self.source = RecordSource(self.record)
        self.intake = Intake(settings, self.record, self.files, self.pool, self.queued, self.changed)
        self.pipeline = Pipeline(settings, self.record, self.files, self.pool, self.source, lambda: self.embedder, self.keeper_now, self.changed)
        self.terms: TermIndex | None = None
        self.succession: Succession | None = None
        self.search: SearchEngine | None = None
        self.keeper: IndexKeeper | None = None
        self.lanes: Lanes | None = None
        self.problem: str | None = None
        self.after_start: list[Callable[[], None]] = []
        self._work = work
        self._lock = FileLock(settings.data_dir / "engine.lock", thread_local=False)  # taken in one thread, released in another
        self._seen: dict[str, datetime] = {}
        self._stamps: dict[str, tuple[int, int, int, bool]] = {}  # what the keeper was last told of
        self._reembedded = False
        self._calm = Calm(self._calm_changed)
        self._found: Counter[str] = Counter()  # how often each case was found since the counts were last written
        self._found_lock = threading.Lock()
        self._ready, self._closing = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def ready(self, timeout: float = READY_SECONDS) -> None:
        """Wait until record and word search answer. Raises `NotReady`."""
        if not self._ready.wait(timeout):
            raise NotReady(f"Headnote is still starting{': ' + self.problem if self.problem else ''}.", "Try again in a moment.")

    @property
    def is_ready(self) -> bool:
        return self._ready.is_set()

    @property
    def working(self) -> bool:
        """Whether this process reads files and writes the indexes."""
        return self.lanes is not None

    def close(self) -> None:
        """Stop in order: no new work, work under way, indexes, embedder, workers, record."""
        self._closing.set()
        if self.lanes:
            self.lanes.stop()
            self.tabulator.close()
        self.pool.shutdown(wait=False)
        if self.lanes:
            self.lanes.close()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        self._close_indexes()
        self.embedder.close()
        with contextlib.suppress(Unavailable):
            self._write_counts()
        self.record.close()
        self._lock.release()

    def queued(self, stage: Stage, case_id: str) -> None:
        if self.lanes:
            self.lanes.tell(stage, case_id)

    def changed(self, case: Case) -> None:
        """A case was written: lists, filters and indexes follow."""
        card = Card.from_case(case)
        self._seen[case.case_id] = case.updated_at
        self.catalog.put(card)
        self.roster.put(case, card)
        identity = Identity.of(case)
        self.graph.see(identity)
        self.tabulator.see(identity)
        stamp = (case.text_revision, case.card_revision, case.embedded_revision, case.processing_status is CaseState.ARCHIVED)
        if self.keeper and case.text_revision and self._stamps.get(case.case_id) != stamp:
            self._stamps[case.case_id] = stamp
            self.source.see(case)
            self.keeper.notify(case.case_id)

    def gone(self, case_id: str) -> None:
        self._seen.pop(case_id, None)
        self._stamps.pop(case_id, None)
        self.source.forget(case_id)
        self.catalog.remove(case_id)
        self.roster.remove(case_id)
        self.graph.gone(case_id)
        self.tabulator.gone(case_id)
        if self.keeper:
            self.keeper.notify(case_id)

    def keeper_now(self) -> IndexKeeper:
        if self.keeper is None:
            raise NotReady("The indexes are not open yet.", "Try again in a moment.")
        return self.keeper

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._open()
                break
            except Exception as error:  # whatever it is, it is shown and tried again: nothing else starts the engine
                self.problem = str(error) or type(error).__name__
                log.warning("engine.waiting", reason=self.problem, exc_info=None if isinstance(error, HeadnoteError) else error)
                self._closing.wait(2)
        self._follow()

    def _open(self) -> None:
        self.record.open()
        self._load_cases()
        self.embedder.start()
        self._open_indexes(writable=self._work and self._got_lock())
        self._ready.set()
        self.problem = None
        if self._lock.is_locked:
            self._start_work()
        for _ in range(self.pool.size):
            self.pool.send(Priority.CITE, READY_SECONDS, warm)
        self.pool.send(Priority.INTERACTIVE, READY_SECONDS, warm)
        for step in self.after_start:
            step()

    def _load_cases(self) -> None:
        for case in self.record.cases.all_light():
            self.changed(case)

    def _got_lock(self) -> bool:
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    def _start_work(self) -> None:
        self._recovery = Recovery(self.record, self.files, ocr_available=self.pipeline.ocr.available)
        self._recovery.run()
        self.lanes = Lanes(
            self.record.jobs,
            {
                Stage.READ: (self.settings.workers + 2, self._read),
                Stage.OCR: (1, self.pipeline.read_by_ocr),
                Stage.CITE: (max(1, self.settings.workers // 2), self.pipeline.find_citations),
                Stage.EMBED: (2, self.pipeline.embed),
                Stage.INDEX: (1, self.pipeline.index),
            },
            self.pipeline.failed,
            self._calm,
        )
        self.lanes.start()
        self.tabulator.start()

    def _open_indexes(self, *, writable: bool) -> None:
        self._close_indexes()
        folder = self.settings.index_dir
        self.terms = TermIndex(folder / "terms", writable=writable)
        self.succession = Succession(folder / "vectors", self.settings.embedding_model, self.embedder, writable=writable)
        vectors = self.succession.open()
        self.search = SearchEngine(self.catalog, self.terms, lambda: self.answering()[0], lambda: self.answering()[1], self.source)
        if writable:
            self.keeper = IndexKeeper(self.source, self.terms, vectors)
            self.keeper.start()

    def answering(self) -> tuple[FaissVectors | None, Embedder]:
        """The vector index that searches go to just now, and its model."""
        return self.succession.answering() if self.succession else (None, self.embedder)

    def _close_indexes(self) -> None:
        for part in (self.keeper, self.search, self.succession, self.terms):
            if part is not None:
                part.close()
        self.keeper = self.search = self.succession = self.terms = None

    def _follow(self) -> None:
        """Until closed: see what other processes changed, and whether it is time to take over, or to change models."""
        since = now() - OVERLAP
        for count in itertools.count(1):
            if self._closing.wait(FOLLOW_SECONDS):
                return
            try:
                moment = now()
                self._see_changes(since, whole=count % WHOLE_ROUNDS == 0)
                since = moment - OVERLAP
                self._look_after_indexes()
                if count % COUNT_ROUNDS == 0:
                    self._write_counts()
            except HeadnoteError as away:
                log.warning("engine.not_following", reason=away.message)
            except Exception:
                log.exception("engine.not_following")

    def _see_changes(self, since: datetime, *, whole: bool) -> None:
        changed = self.record.cases.changed_since(since)
        unseen = [case_id for case_id, moment in changed.items() if self._seen.get(case_id) != moment]
        for case in self.record.cases.many(unseen).values():
            self.changed(case)
        if whole:  # deletions leave no trace to be found by time
            for case_id in self.roster.ids() - self.record.cases.ids():
                self.gone(case_id)

    def _look_after_indexes(self) -> None:
        if not self.working:
            if self._work and self._got_lock():
                log.info("engine.takes_over")
                self._open_indexes(writable=True)
                self._start_work()
            elif self.terms and self.succession:
                self.terms.refresh()
                self.succession.refresh()
            return
        if self.succession is None or self.keeper is None:
            return
        if self.succession.new is None and (vectors := self.succession.open()) is not None:
            self.keeper.attach(vectors)
        if self.succession.new is not None and not self._reembedded:
            self._reembedded = True
            self._recovery.reembed(self.succession.new.fingerprint)
        if self.succession.pending and self.succession.new is not None and self.keeper.lag == 0 and not self.record.jobs.unfinished():
            # A case that was at its last stage when the model changed still has the old one's vectors.
            fingerprint = self.succession.new.fingerprint
            if not self._recovery.reembed(fingerprint):
                self.succession.complete()
                self.record.passages.drop_vectors(except_for=fingerprint)

    def find(self, who: Principal, request: SearchRequest) -> SearchResponse:
        """Search, and count what was found. Counts are written together now and then: each would rewrite ten cases a search."""
        if self.search is None:
            raise NotReady("The indexes are being opened.", "Try again in a moment.")
        answer = self.search.search(who, request)
        with self._found_lock:
            self._found.update(hit.case_id for hit in answer.results)
        return answer

    def _write_counts(self) -> None:
        with self._found_lock:
            found, self._found = self._found, Counter()
        if found:
            self.record.cases.count_found(found)

    def _read(self, job: Job) -> Stage | None:
        with self._calm.reading():
            return self.pipeline.read(job)

    def _calm_changed(self, calm: bool) -> None:
        """Passages are not embedded while text is being read."""
        if calm:
            self.embedder.resume()
        else:
            self.embedder.pause()
