"""Reading a case: its pages as text and as images with the passage marked, and the original."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from concurrent.futures import TimeoutError as FutureTimeout

from diskcache import Cache

from core.errors import BadArgument, NotFound, Unavailable
from core.ingest.tasks import render_page, render_text
from core.ingest.workers import Priority, WorkerDied, WorkerOverran, WorkerPool
from core.models import Case, Page, PageState
from core.principal import Principal
from core.settings import MEGABYTE, Settings
from core.store.files import FileStore
from core.store.record import Record
from core.views import OriginalFile, PageImage, PageView

RENDER_SECONDS = 20.0
NARROWEST, WIDEST = 200, 3000
_RENDERING = 1  # raised when what an image looks like changes, so that cached ones are not shown
Marks = tuple[tuple[int, int], ...]


class ReadingRoom:
    """Pages of cases in the caller's workspace. Images are cached on disk by content."""

    def __init__(self, settings: Settings, record: Record, files: FileStore, pool: WorkerPool) -> None:
        self._record = record
        self._files = files
        self._pool = pool
        self._cache = Cache(str(settings.cache_dir / "pages"), size_limit=512 * MEGABYTE)

    def close(self) -> None:
        self._cache.close()

    def original(self, who: Principal, case_id: str) -> OriginalFile:
        case = self._case(who, case_id)
        path = self._files.path_of(case.document_hash)
        if not path.exists():
            raise NotFound(
                "The original of this case is missing from the data folder.", "`python -m core doctor` lists what is missing; upload it again."
            )
        return OriginalFile(path=path, file_name=case.file_name, mime_type=case.mime_type, sha256=case.document_hash)

    def page(self, who: Principal, case_id: str, number: int) -> PageView:
        page = self._page(self._case(who, case_id), number)
        return PageView(
            number=page.number,
            printed_number=page.printed_number,
            text=page.text,
            state=page.state,
            ocr_confidence=page.ocr_confidence,
            error=page.error,
            marks=page.marks,
        )

    def image(
        self, who: Principal, case_id: str, number: int, *, width: int = 1000, passage_id: str | None = None, quote: str | None = None
    ) -> PageImage:
        """The page as PNG (of a document that is no PDF: its text, typeset), `width` pixels wide, with the passage or the quotation marked where it stands on this page."""
        if not NARROWEST <= width <= WIDEST:
            raise BadArgument(f"An image is {NARROWEST} to {WIDEST} pixels wide.", "Choose a width within these.")
        case = self._case(who, case_id)
        page = self._page(case, number)
        marks = self._marks(case, page, passage_id, quote)
        etag = hashlib.sha256(repr((_RENDERING, case.document_hash, number, width, marks, page.text)).encode()).hexdigest()[:32]
        drawn = self._cache.get(etag)
        if drawn is None:
            drawn = self._render(case, page, width, marks)
            self._cache.set(etag, drawn)
        png, count = drawn
        return PageImage(png=png, marked=count, etag=etag)

    def _render(self, case: Case, page: Page, width: int, marks: Marks) -> tuple[bytes, int]:
        if case.is_pdf:
            path = str(self._files.readable_path_of(case.document_hash, unlocked=case.unlocked))
            task = self._pool.send(Priority.INTERACTIVE, RENDER_SECONDS, render_page, path, page.number, width, marks, page.text, page.boxes)
        else:
            task = self._pool.send(Priority.INTERACTIVE, RENDER_SECONDS, render_text, page.text, width, marks)
        try:
            return task.result(timeout=RENDER_SECONDS * 2)
        except (WorkerDied, WorkerOverran, FutureTimeout) as error:
            raise Unavailable(f"This page could not be drawn: {error}.", "Its text can still be read; the original can be downloaded.") from error

    def _marks(self, case: Case, page: Page, passage_id: str | None, quote: str | None) -> Marks:
        if passage_id:
            passage = self._record.passages.by_ids([passage_id]).get(passage_id)
            if passage is None or passage.case_id != case.case_id:
                raise NotFound("This case has no such passage.", "It may have been read again since; search once more.")
            within = [(span.start, span.end) for span in passage.spans if span.page == page.number]
            if quote and (narrower := find_quote(page.text, quote, within)):
                return narrower
            return tuple(within)
        return find_quote(page.text, quote) if quote else ()

    def _case(self, who: Principal, case_id: str) -> Case:
        case = self._record.cases.get(case_id, who.workspace)
        if case is None:
            raise NotFound("There is no such case in this library.", "It may have been deleted; the library lists what there is.")
        return case

    def _page(self, case: Case, number: int) -> Page:
        page = self._record.pages.get(case.case_id, number)
        if page is not None:
            return page
        if 1 <= number <= case.page_count:
            return Page(case_id=case.case_id, number=number, state=PageState.WAITING)
        raise NotFound(f"This case has pages 1 to {case.page_count}.", "Ask for a page within these.")


def find_quote(text: str, quote: str, within: Sequence[tuple[int, int]] | None = None) -> Marks:
    """Where `quote` stands in `text`, word for word; white space, line-break hyphens and the shape of quotation marks do not count."""
    words = re.findall(r"\w+", quote)[:400]
    if not words:
        return ()
    pattern = r"[\W_]*".join("-?\\s*".join(map(re.escape, word)) if len(word) < 30 else re.escape(word) for word in words)
    regions = within if within is not None else [(0, len(text))]
    found = [match.span() for start, end in regions for match in re.compile(pattern, re.IGNORECASE).finditer(text, start, end)]
    return tuple(found[:20])
