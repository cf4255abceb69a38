"""Taking files in: checked, kept, and their work queued, before the answer is given."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import BadFile, DamagedFile, HeadnoteError, NotAllowed, Unavailable, UnsupportedType
from core.ingest.archives import is_zip, members
from core.ingest.composition import Inspection
from core.ingest.filetype import kind_of
from core.ingest.names import shown_name, title_from
from core.ingest.supervision import LOST
from core.ingest.tasks import inspect_file
from core.ingest.workers import Priority, WorkerPool
from core.models import Batch, BatchItem, Case, CaseState, FileKind, Job, JobState, LogEntry, Stage, UploadOptions
from core.principal import Principal, Role
from core.settings import Settings
from core.store.files import FileStore, Readable, Received
from core.store.record import Record
from core.views import BatchReceipt, UploadReceipt

INSPECT_SECONDS = 20.0
SENDERS = 4  # files of a batch on their way at once: while one is synced to disk, others are hashed and looked into
SECONDS_PER_MEGABYTE, SECONDS_PER_PAGE = 0.5, 0.05  # a digital opinion on two cores; scans take longer and say so as they go

_CALLED = {FileKind.DOCX: "a Word document", FileKind.HTML: "a web page", FileKind.XML: "an XML file", FileKind.TEXT: "plain text"}


class Intake:
    """`queued` is told of each case whose job waits; `changed` of each case written."""

    def __init__(
        self,
        settings: Settings,
        record: Record,
        files: FileStore,
        pool: WorkerPool,
        queued: Callable[[Stage, str], None],
        changed: Callable[[Case], None],
    ) -> None:
        self._settings = settings
        self._record = record
        self._files = files
        self._pool = pool
        self._queued = queued
        self._changed = changed

    def upload(self, who: Principal, source: Readable, filename: str | None, options: UploadOptions, password: str | None = None) -> UploadReceipt:
        """Keep one document and queue its reading. Durable when this returns; raises `BadFile` and keeps nothing otherwise."""
        self._permit(who)
        return self.take(who, source, filename, options, password)

    def take(self, who: Principal, source: Readable, filename: str | None, options: UploadOptions, password: str | None = None) -> UploadReceipt:
        """The same for Headnote itself, which fills a demo's library before anybody looks at it."""
        received = self._files.receive(source, self._settings.max_upload_bytes)
        try:
            first = self._record.cases.by_hash(who.workspace, received.sha256)
            if first is not None:
                return self._duplicate(first)
            kind = kind_of(str(received.path))
            _refuse_impostor(filename, kind)
            return self._keep(who, received, shown_name(filename), options, self._inspect(received, password), kind)
        finally:
            received.discard()
            _beside(received.path).unlink(missing_ok=True)

    def upload_batch(self, who: Principal, files: Iterable[tuple[str, BinaryIO]], options: UploadOptions) -> BatchReceipt:
        """Many documents, or ZIPs of them. What is wrong with one file is said of that file; the others are taken."""
        self._permit(who)
        batch = Batch(batch_id=secrets.token_hex(8), workspace=who.workspace, owner=who.user)
        batch.items.extend(_first_named_first(list(self._items(who, files, options))))
        self._record.batches.put(batch)
        return BatchReceipt(batch_id=batch.batch_id, items=batch.items)

    def unlock(self, case: Case, password: str) -> None:
        """Write the readable copy of an encrypted original that is already kept. Raises `LockedFile` for a wrong password."""
        path = self._files.path_of(case.document_hash)
        target = self._files.unlocked_path_of(case.document_hash)
        try:
            self._look(str(path), password, target)
        except LOST as error:
            raise DamagedFile("This PDF could not be opened: it stopped the reader.", "Print it to a new PDF and upload that.") from error

    def _permit(self, who: Principal) -> None:
        who.require(Role.ANALYST)
        if self._settings.demo:
            raise NotAllowed("This is a read-only demo: nothing can be uploaded.", "Run Headnote on your own machine to read your own files.")

    def _expanded(self, files: Iterable[tuple[str, BinaryIO]]) -> Iterator[tuple[str, Readable | HeadnoteError]]:
        for name, source in files:
            if not is_zip(source):
                yield name, source
                continue
            try:
                yield from members(source)
            except BadFile as refused:
                yield name, refused

    def _items(self, who: Principal, files: Iterable[tuple[str, BinaryIO]], options: UploadOptions) -> Iterator[BatchItem]:
        """What became of each, in order; a few are on their way at once."""
        with ThreadPoolExecutor(SENDERS, "intake") as senders:
            under_way: deque[Future[BatchItem]] = deque()
            for name, source in self._expanded(files):
                if len(under_way) == SENDERS:  # and no more: an archive's members are opened as they are taken
                    yield under_way.popleft().result()
                under_way.append(senders.submit(self._item, who, name, source, options))
            while under_way:
                yield under_way.popleft().result()

    def _item(self, who: Principal, name: str, source: Readable | HeadnoteError, options: UploadOptions) -> BatchItem:
        shown = shown_name(name)
        if isinstance(source, HeadnoteError):
            return BatchItem(filename=shown, success=False, error=source.message, hint=source.hint)
        # A title names one document; the rest of what was said holds for all of them.
        try:
            receipt = self.upload(who, source, name, options.model_copy(update={"title": None}))
        except (BadFile, Unavailable) as refused:
            return BatchItem(filename=shown, success=False, error=refused.message, hint=refused.hint)
        return BatchItem(filename=shown, success=True, case_id=receipt.case_id, duplicate=receipt.duplicate)

    def _inspect(self, received: Received, password: str | None) -> Inspection:
        # The copy waits beside the upload and moves with it; a worker that is killed leaves nothing in the library.
        try:
            return self._look(str(received.path), password, _beside(received.path))
        except LOST:
            # The reader could not even open it: taken all the same, and the pipeline finds out under its three attempts.
            return Inspection(page_count=0)

    def _look(self, path: str, password: str | None, unlocked_to: Path) -> Inspection:
        task = self._pool.send(Priority.INTERACTIVE, INSPECT_SECONDS, inspect_file, path, password, str(unlocked_to), self._settings.page_limit)
        return task.result()

    def _keep(self, who: Principal, received: Received, name: str, options: UploadOptions, found: Inspection, kind: FileKind) -> UploadReceipt:
        case = self._new_case(who, received, name, options, found, kind)
        with self._files.holding(received.sha256):
            self._files.keep(received)
            if found.locked:
                self._files.keep_unlocked(_beside(received.path), received.sha256)
            first = self._record.cases.insert(case)
        if first.case_id != case.case_id:  # another client was quicker with the same bytes
            return self._duplicate(first)
        state = JobState.QUEUED if options.process_immediately else JobState.HELD
        self._record.jobs.add(Job(case_id=case.case_id, workspace=case.workspace, state=state))
        self._changed(case)
        if state is JobState.QUEUED:
            self._queued(Stage.READ, case.case_id)
        return UploadReceipt(
            case_id=case.case_id,
            message="Kept and queued for reading." if state is JobState.QUEUED else "Kept. Reading starts when it is asked for.",
            duplicate=False,
            file_size=received.size,
            processing_status=case.processing_status,
            estimated_processing_time=self._estimate(received.size, found.page_count),
        )

    def _new_case(self, who: Principal, received: Received, name: str, options: UploadOptions, found: Inspection, kind: FileKind) -> Case:
        said: dict[str, Any] = options.model_dump(include={"case_type", "court", "jurisdiction"})
        return Case(
            case_id=secrets.token_hex(10),
            workspace=who.workspace,
            owner=who.user,
            document_hash=received.sha256,
            file_name=name,
            file_size=received.size,
            title=options.title or title_from(name),
            mime_type=kind.value,
            unlocked=found.locked,
            options=options,
            page_count=found.page_count,
            pages_waiting=found.page_count,
            log=[LogEntry(step="upload", message=f"Kept: {received.size:,} bytes, SHA-256 {received.sha256}.")],
            **said,
        )

    def _estimate(self, size: int, pages: int) -> float:
        per_file = pages * SECONDS_PER_PAGE if pages else size / 1_000_000 * SECONDS_PER_MEGABYTE
        return round(per_file + self._pool.waiting * SECONDS_PER_PAGE + 1, 1)

    def _duplicate(self, first: Case) -> UploadReceipt:
        hints = {
            CaseState.FAILED: "Reading it failed the first time: retry it from the library, or POST /api/v1/ingestion/{id}/process.",
            CaseState.ARCHIVED: "It is archived: restore it from the library, or POST /api/v1/retrieval/cases/{id}/restore.",
        }
        hint = hints.get(first.processing_status)
        return UploadReceipt(
            case_id=first.case_id,
            message=f"Already in the library as “{first.title}”.",
            duplicate=True,
            file_size=first.file_size,
            processing_status=first.processing_status,
            estimated_processing_time=0.0,
            hint=hint.format(id=first.case_id) if hint else None,
        )


def _refuse_impostor(filename: str | None, kind: FileKind) -> None:
    """What is named .pdf and is none is mostly the error page that came in place of a download."""
    if kind is not FileKind.PDF and shown_name(filename).lower().endswith(".pdf"):
        raise UnsupportedType(
            f"This file is not a PDF, though it is named so: it is {_CALLED[kind]}. Nothing was stored.",
            "Download it again. If it is what you want, give its name the right ending.",
        )


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".unlocked.pdf")


def _first_named_first(items: list[BatchItem]) -> list[BatchItem]:
    """Of the same bytes twice in one batch the later is the duplicate, whichever was quicker."""
    new = {item.case_id for item in items if item.success and not item.duplicate}
    told: list[BatchItem] = []
    for item in items:
        if item.success and item.case_id in new:
            item = item.model_copy(update={"duplicate": any(earlier.case_id == item.case_id for earlier in told)})
        told.append(item)
    return told
