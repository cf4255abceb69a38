"""The stages of a job: bytes -> pages -> structure -> words -> citations -> meaning. Each can be done again without harm.

Within a stage the writes are ordered so that a kill between any two leaves less than was done, never something false: pages,
then passages, then the case (whose `text_revision` makes them count), then the job.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import BadFile, HeadnoteError
from core.ingest.composition import CitationFindings, Composition
from core.ingest.merging import change_described
from core.ingest.ocr_pages import OcrReader
from core.ingest.places import mark_notes
from core.ingest.supervision import ATTEMPTS, CHUNK_PAGES, LOST, Supervised, Supervisor
from core.ingest.tasks import ComposeOptions, compose_document, find_citations, inspect_file, read_document
from core.ingest.workers import Priority, WorkerPool
from core.models import Case, CaseState, EmbeddingInfo, Job, LogEntry, Page, PageState, Stage, now
from core.settings import Settings
from core.store.deletions import Deletions
from core.store.files import FileStore
from core.store.pages import Ledger
from core.store.record import Record
from core.store.source import RecordSource

CITE_SECONDS = 300.0
COMPOSE_SECONDS = 300.0
INDEX_SECONDS = 5.0  # then the job is put back: others need not wait for a case that cannot be indexed
EMBED_AT_ONCE = 64  # passages embedded between two writes to the record


class PassageEmbedder(Protocol):
    """What the pipeline needs of an embedder."""

    fingerprint: str | None
    dimension: int | None
    quality: float | None
    name: str
    max_tokens: int

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float16]: ...


class Keeper(Protocol):
    """What the pipeline needs of the index keeper."""

    def notify(self, case_id: str) -> None: ...
    def settle_case(self, case_id: str, timeout: float | None) -> bool: ...


class Pipeline:
    """Handlers for the lanes. `changed` is told of every case written."""

    def __init__(
        self,
        settings: Settings,
        record: Record,
        files: FileStore,
        pool: WorkerPool,
        source: RecordSource,
        embedder: Callable[[], PassageEmbedder],
        keeper: Callable[[], Keeper],
        changed: Callable[[Case], None],
    ) -> None:
        self._settings = settings
        self._record = record
        self._files = files
        self._pool = pool
        self._source = source
        self._embedder = embedder
        self._keeper = keeper
        self._changed = changed
        self._supervisor = Supervisor(pool, settings.page_deadline_s, settings.file_deadline_s)
        self._ocr = OcrReader(settings, pool)
        self._deletions = Deletions(record, files)

    @property
    def ocr(self) -> OcrReader:
        return self._ocr

    def read(self, job: Job) -> Stage | None:
        """Read the text layer of every page (or of those asked for) and make the case searchable by words."""
        start = time.perf_counter()
        case = self._record.cases.move(job.case_id, CaseState.PROCESSING, "read", "Reading the pages.")
        if case is None:
            return self._abandon(job)
        self._changed(case)
        numbers = self._numbers(case, job)
        outcome, composition = self._read_all(case, numbers)
        if composition is None:
            known = [page for page in self._record.pages.of_case(case.case_id) if page.number not in {page.number for page in outcome.pages}]
            pages = sorted(known + outcome.pages, key=lambda page: page.number)
            composition = self._compose(case, pages)
            if known:
                self._record.pages.set_contents(composition.pages)
        moved = self._store(case, outcome.pages, composition, "read", time.perf_counter() - start)
        job.attempts += outcome.attempts
        return self._after_reading(moved, outcome) if moved else self._abandon(job)

    def read_by_ocr(self, job: Job) -> Stage | None:
        """Read scanned pages with Tesseract, several at once; what is read becomes searchable while the rest goes on."""
        case = self._record.cases.get(job.case_id)
        if case is None:
            return self._abandon(job)
        if not self._ocr.available:  # it was when this was queued; the pages go on waiting
            return Stage.CITE
        start = time.perf_counter()
        waiting = [page.number for page in self._record.pages.ledger_of(case.case_id) if page.state is PageState.WAITING]
        wait_to_compose = 10.0
        composed = time.monotonic()
        for page in self._ocr.read(str(self._path_of(case)), case.case_id, waiting):
            self._record.pages.put([page])
            if time.monotonic() - composed > wait_to_compose:
                if self._compose_again(case, "ocr") is None:
                    return self._abandon(job)
                composed, wait_to_compose = time.monotonic(), min(wait_to_compose * 2, 120.0)
        moved = self._compose_again(case, "ocr", time.perf_counter() - start)
        return Stage.CITE if moved else self._abandon(job)

    def find_citations(self, job: Job) -> Stage | None:
        """Find what the case cites, and by which citation it is itself known."""
        case = self._record.cases.get(job.case_id)
        if case is None:
            return self._abandon(job)
        self._move(case, CaseState.OCR_COMPLETE, "cite", "Every page is in a known state." if not case.partial else "Read as far as it can be.")
        if case.options.extract_metadata and case.pages_searchable:
            start = time.perf_counter()
            pages = self._record.pages.of_case(case.case_id)
            found = self._pool.send(Priority.CITE, CITE_SECONDS, find_citations, pages, case.extracted).result()
            mark_notes(found.citations, case.footnotes)
            self._store_citations(case, found, time.perf_counter() - start)
        return Stage.EMBED

    def embed(self, job: Job) -> Stage | None:
        """Give every passage its vector. Passages embedded before a kill are not embedded again."""
        case = self._record.cases.get(job.case_id)
        if case is None:
            return self._abandon(job)
        embedder, start = self._embedder(), time.perf_counter()
        fingerprint = _known(embedder.fingerprint)
        todo = self._record.passages.without_vector(case.case_id, fingerprint)
        # Long and short passages together make for full micro-batches: sorted by length here, not by the reader's order.
        todo.sort(key=lambda item: len(item[1]))
        for begin in range(0, len(todo), EMBED_AT_ONCE):
            chunk = todo[begin : begin + EMBED_AT_ONCE]
            vectors = embedder.encode_passages([text for _, text in chunk])
            self._record.passages.put_vectors([key for key, _ in chunk], vectors, fingerprint)
        self._embedded(case, embedder, fingerprint, len(todo), time.perf_counter() - start)
        return Stage.INDEX

    def index(self, job: Job) -> Stage | None:
        """Wait until both indexes have the case, then say so."""
        case = self._record.cases.get(job.case_id)
        if case is None:
            return self._abandon(job)
        self._keeper().notify(case.case_id)
        if not self._keeper().settle_case(case.case_id, INDEX_SECONDS):
            self._record.jobs.put_back(job, seconds=1)
            return None
        message = (
            "Searchable by words and by meaning." if case.pages_searchable else "No text was found on any page, so nothing of it can be searched."
        )
        self._move(case, CaseState.INDEXED, "index", message, processed_at=now(), error=None)
        return Stage.DONE

    def failed(self, job: Job, error: Exception) -> None:
        """A stage went wrong: count the attempt, and after the third say so for good."""
        reason = error.message if isinstance(error, HeadnoteError) else f"{type(error).__name__}: {error}"
        attempts = job.attempts + 1
        case = self._record.cases.get(job.case_id)
        if case is None:
            self._abandon(job)
        elif attempts >= ATTEMPTS or isinstance(error, BadFile):
            self._move(case, CaseState.FAILED, job.stage.value, reason, error=reason)
            self._record.jobs.fail(job, reason, attempts)
        else:
            self._note(case, job.stage.value, f"{reason} Trying again ({attempts} of {ATTEMPTS}).")
            self._record.jobs.put_back(job, seconds=attempts, attempts=attempts, error=reason)

    def _numbers(self, case: Case, job: Job) -> list[int]:
        """The pages to read: those asked for, but all of a case that never was read."""
        case.page_count = case.page_count or self._count_pages(str(self._path_of(case)))
        if job.pages and case.text_revision:
            return job.pages
        return list(range(1, case.page_count + 1))

    def _read_all(self, case: Case, numbers: list[int]) -> tuple[Supervised, Composition | None]:
        path = str(self._path_of(case))
        whole = len(numbers) == case.page_count <= CHUNK_PAGES
        if whole:
            options = self._options(case)
            try:
                task = self._pool.send(Priority.READ, self._settings.page_deadline_s, read_document, path, numbers, options)
                pages, composition = task.result()
                return Supervised(pages), composition
            except LOST:
                pass  # find the page that did it
        return self._supervisor.read(path, case.case_id, numbers, singly=whole), None

    def _count_pages(self, path: str) -> int:
        task = self._pool.send(Priority.READ, self._settings.page_deadline_s, inspect_file, path, None, "", self._settings.page_limit)
        return task.result().page_count

    def _compose(self, case: Case, pages: Sequence[Page]) -> Composition:
        return self._pool.send(Priority.READ, COMPOSE_SECONDS, compose_document, list(pages), self._options(case)).result()

    def _compose_again(self, case: Case, step: str, seconds: float | None = None) -> Case | None:
        pages = self._record.pages.of_case(case.case_id)
        composition = self._compose(case, pages)
        self._record.pages.set_contents(composition.pages)
        return self._store(case, [], composition, step, seconds)

    def _store(self, case: Case, pages: Sequence[Page], composition: Composition, step: str, seconds: float | None) -> Case | None:
        """Pages, passages, then the case, in this order."""
        self._source.forget(case.case_id)
        cleaned = {page.number: page for page in composition.pages}
        self._record.pages.put([cleaned.get(page.number, page) for page in pages])
        self._record.passages.replace_case(case.case_id, composition.passages, fresh=case.text_revision == 0 and bool(pages))
        ledger = Ledger.of(self._record.pages.ledger_of(case.case_id) if case.text_revision or not pages else pages, case.page_count)
        fields: dict[str, Any] = {
            **ledger.fields(),
            "word_count": composition.word_count,
            "passage_count": len(composition.passages),
            "sections": [section.to_record() for section in composition.sections],
            **composition.structure(),
            "language": composition.language,
        }
        message = f"{ledger.searchable} of {ledger.total} pages searchable, {len(composition.passages)} passages."
        entry = LogEntry(step=step, message=message, seconds=seconds)
        read = (composition.metadata, composition.evidence)
        moved = change_described(self._record.cases, case, fields, *read, entry, ("text_revision", "card_revision"))
        if moved is not None:
            if len(composition.pages) == case.page_count:
                self._source.remember(case.case_id, composition.passages, composition.pages)
            self._changed(moved)
        return moved

    def _after_reading(self, case: Case, outcome: Supervised) -> Stage | None:
        if outcome.attempts >= ATTEMPTS and not case.pages_searchable and not case.pages_waiting:
            raise HeadnoteError(f"No page could be read: {outcome.reason}.", "Save the document as a new PDF and upload that.")
        return Stage.OCR if case.pages_waiting and self._ocr.available else Stage.CITE

    def _store_citations(self, case: Case, found: CitationFindings, seconds: float) -> None:
        fields = {
            "citations": [citation.to_record() for citation in found.citations],
            "precedents": found.precedents,
            "statutes": found.statutes,
        }
        entry = LogEntry(step="cite", message=f"{len(found.citations)} citations found.", seconds=seconds)
        moved = change_described(self._record.cases, case, fields, found.metadata, found.evidence, entry, ("card_revision",))
        if moved is not None:
            self._changed(moved)

    def _embedded(self, case: Case, embedder: PassageEmbedder, fingerprint: str, count: int, seconds: float) -> None:
        info = EmbeddingInfo(model=embedder.name, dimension=embedder.dimension or 0, fingerprint=fingerprint, quality=embedder.quality)
        fields = {"embedding": info.to_record(), "embedded_revision": case.text_revision}
        self._move(case, CaseState.EMBEDDING_COMPLETE, "embed", f"{count} passages embedded.", seconds, **fields)
        self._keeper().notify(case.case_id)

    def _options(self, case: Case) -> ComposeOptions:
        return ComposeOptions(case.case_id, case.workspace, case.file_name, self._embedder().max_tokens, case.options.extract_metadata)

    def _path_of(self, case: Case) -> Any:
        return self._files.readable_path_of(case.document_hash, unlocked=case.unlocked)

    def _move(self, case: Case, state: CaseState, step: str, message: str, seconds: float | None = None, **fields: Any) -> None:
        moved = self._record.cases.move(case.case_id, state, step, message, seconds, **fields)
        if moved is not None:
            self._changed(moved)

    def _note(self, case: Case, step: str, message: str) -> None:
        self._record.cases.change(case.case_id, {}, log=LogEntry(step=step, message=message))

    def _abandon(self, job: Job) -> Stage | None:
        """The case was deleted: so is its work, and what was written meanwhile."""
        self._record.jobs.remove_case(job.case_id)
        self._deletions.finish()
        return None


def _known(fingerprint: str | None) -> str:
    if fingerprint is None:
        from core.errors import NotReady

        raise NotReady("The embedding model is still loading.", "Words can be searched already; meaning follows.")
    return fingerprint
