"""`Library`: the one object that pages, the API and the command line call. Thread-safe; every call says who asks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import BinaryIO

from core import samples
from core.authorities.answers import CaseAuthorities, CitationAnswer, CitedByAnswer, MissingAnswer, Network
from core.authorities.desk import AuthorityDesk
from core.case_desk import CaseDesk
from core.engine import Engine
from core.errors import NotFound
from core.health import HealthDesk
from core.models import Case, CaseState, JobState, Passage, UploadOptions
from core.principal import Principal
from core.reading_room import ReadingRoom
from core.settings import Settings
from core.views import (
    BatchReceipt,
    BatchStatus,
    CaseCorrection,
    CaseList,
    CaseQuery,
    Health,
    IngestionStatus,
    OriginalFile,
    PageImage,
    PageView,
    QueueView,
    SearchRequest,
    SearchResponse,
    StorageUse,
    UploadReceipt,
)


class Library:
    """A data folder, opened. Methods raise `core.errors`; those that need the record raise `NotReady` while it starts."""

    def __init__(self, settings: Settings, *, work: bool = True) -> None:
        """Returns at once; the parts come up in the background. With `work=False` this process only looks."""
        self.settings = settings
        self._engine = engine = Engine(settings, work=work)
        self._desk = CaseDesk(settings, engine.record, engine.files, engine.intake, engine.changed, engine.gone, engine.queued)
        self._room = ReadingRoom(settings, engine.record, engine.files, engine.pool)
        self._authorities = AuthorityDesk(engine.record, engine.graph, engine.pool)
        self._health = HealthDesk(settings, engine)
        if settings.samples and work:
            engine.after_start.append(lambda: samples.read_into_empty(engine, settings))
        engine.start()

    def close(self) -> None:
        """Stop everything in order. What was acknowledged is kept; what was under way goes on at the next start."""
        self._engine.close()
        self._room.close()

    def wait_ready(self, timeout: float = 60.0) -> None:
        """Return once record and word search answer. Raises `NotReady`."""
        self._engine.ready(timeout)

    # Taking files in

    def upload(self, who: Principal, source: BinaryIO, filename: str | None, options: UploadOptions, password: str | None = None) -> UploadReceipt:
        """Keep one document, durably, and queue its reading. Raises `BadFile` (nothing was kept), `NotAllowed`, `StorageFull`."""
        self._engine.ready()
        return self._engine.intake.upload(who, source, filename, options, password)

    def upload_batch(self, who: Principal, files: Iterable[tuple[str, BinaryIO]], options: UploadOptions) -> BatchReceipt:
        """Keep many documents, or ZIPs of them; each has its own outcome."""
        self._engine.ready()
        return self._engine.intake.upload_batch(who, files, options)

    def batch(self, who: Principal, batch_id: str) -> BatchStatus:
        self._engine.ready()
        return self._desk.batch(who, batch_id)

    def status(self, who: Principal, case_id: str) -> IngestionStatus:
        """How far a case is, page by page."""
        self._engine.ready()
        return self._desk.status(who, case_id)

    def process(self, who: Principal, case_id: str, pages: list[int] | None = None, password: str | None = None) -> IngestionStatus:
        """Start a held case, or read a case or some of its pages again. Raises `Conflict` while it is being read."""
        self._engine.ready()
        return self._desk.process(who, case_id, pages, password)

    def queue(self, who: Principal, state: JobState | None = None, limit: int = 50) -> QueueView:
        self._engine.ready()
        return self._desk.queue(who, state, limit)

    # Finding and reading

    def search(self, who: Principal, request: SearchRequest) -> SearchResponse:
        """Cases by words and meaning. Raises `BadArgument` for a query without a word, `Unavailable` for dense without a model."""
        self._engine.ready()
        return self._engine.find(who, request)

    def cases(self, who: Principal, query: CaseQuery | None = None) -> CaseList:
        """The library's rows, sorted and filtered."""
        self._engine.ready()
        return self._engine.roster.listing(who.workspace, query or CaseQuery())

    def states(self, who: Principal) -> dict[CaseState, int]:
        """How many cases are in which state; from memory, cheap enough to ask every few seconds."""
        self._engine.ready()
        return dict(self._engine.roster.states(who.workspace))

    def courts(self, who: Principal) -> list[str]:
        """The courts whose decisions the library holds, A to Z."""
        self._engine.ready()
        return self._engine.roster.courts(who.workspace)

    def case(self, who: Principal, case_id: str) -> Case:
        self._engine.ready()
        return self._desk.case(who, case_id)

    def passage(self, who: Principal, passage_id: str) -> Passage:
        self._engine.ready()
        found = self._engine.record.passages.by_ids([passage_id]).get(passage_id)
        if found is None or found.workspace != who.workspace:
            raise NotFound("There is no such passage.", "Its case may have been read again since; search once more.")
        return found

    def passages_of(self, who: Principal, case_id: str) -> list[Passage]:
        """Every passage of a case, in order."""
        self._desk.case(who, case_id)
        return self._engine.record.passages.of_case(case_id)

    def passages_on_page(self, who: Principal, case_id: str, number: int) -> list[Passage]:
        """The passages that stand, at least partly, on one page, in order."""
        self._desk.case(who, case_id)
        return [item for item in self._engine.record.passages.of_case(case_id) if any(span.page == number for span in item.spans)]

    def page(self, who: Principal, case_id: str, number: int) -> PageView:
        self._engine.ready()
        return self._room.page(who, case_id, number)

    def page_image(
        self, who: Principal, case_id: str, number: int, *, width: int = 1000, passage_id: str | None = None, quote: str | None = None
    ) -> PageImage:
        """The page as PNG, with the passage or the quotation marked."""
        self._engine.ready()
        return self._room.image(who, case_id, number, width=width, passage_id=passage_id, quote=quote)

    def original(self, who: Principal, case_id: str) -> OriginalFile:
        """The file as it was uploaded."""
        self._engine.ready()
        return self._room.original(who, case_id)

    # Authorities

    def authorities(self, who: Principal, case_id: str) -> CaseAuthorities:
        """The table of authorities of a case, with what the library knows of each just now."""
        self._engine.ready()
        return self._authorities.table(who, case_id)

    def cited_by(self, who: Principal, case_id: str, offset: int = 0, limit: int = 50) -> CitedByAnswer:
        """The cases of the library that cite this one, and how they speak of it."""
        self._engine.ready()
        return self._authorities.cited_by(who, case_id, offset, limit)

    def citation(self, who: Principal, cite: str) -> CitationAnswer:
        """What is cited so, and by whom. Raises `BadArgument` for what is no citation."""
        self._engine.ready()
        return self._authorities.citation(who, cite)

    def missing_authorities(self, who: Principal, limit: int = 50, offset: int = 0) -> MissingAnswer:
        """The decisions cited most that the library does not hold."""
        self._engine.ready()
        return self._authorities.missing(who, limit, offset)

    def network(self, who: Principal, limit: int = 200) -> Network:
        """The highest ranked cases and the citations between them."""
        self._engine.ready()
        return self._authorities.network(who, limit)

    # Tending

    def correct(self, who: Principal, case_id: str, correction: CaseCorrection) -> Case:
        """Set metadata by hand; it wins over extraction from now on."""
        self._engine.ready()
        return self._desk.correct(who, case_id, correction)

    def archive(self, who: Principal, case_id: str) -> Case:
        self._engine.ready()
        return self._desk.archive(who, case_id)

    def restore(self, who: Principal, case_id: str) -> Case:
        self._engine.ready()
        return self._desk.restore(who, case_id)

    def delete(self, who: Principal, case_id: str) -> None:
        """Remove a case and everything that hangs on it, for good."""
        self._engine.ready()
        self._desk.delete(who, case_id)

    # The system itself

    def health(self) -> Health:
        """How every part stands; answers also while starting or broken."""
        return self._health.report()

    @property
    def is_ready(self) -> bool:
        """Whether record and word search answer."""
        return self._engine.is_ready

    @property
    def in_step(self) -> bool:
        """Whether the indexes hold all that was written so far."""
        keeper = self._engine.keeper
        return keeper is not None and keeper.lag == 0

    def settings_in_force(self) -> dict[str, str]:
        """Every setting by its variable's name, secrets masked."""
        return self.settings.masked()

    def storage(self) -> StorageUse:
        """Bytes on disk by part, and what is free."""
        return StorageUse(free=shutil.disk_usage(self.settings.data_dir).free, parts=self._health.disk_use())
