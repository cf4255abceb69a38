"""The word index: BM25 over passages and over whole documents, phrases across passages and pages.

Two Tantivy indexes, because BM25 measures a document's length against the mean of its index: passages of 160 words
and documents of 10,000 in one index would spoil both rankings.
"""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import tantivy

from core.index.analysis import english_analyzer, storable
from core.index.durable import write_durably
from core.index.queries import Query, QueryBuilder, combine
from core.index.segments import Segments
from core.index.source import IndexTarget
from core.models import Passage

FORMAT = 2  # raised when the fields or the analysis change: older indexes are then made anew from the record
STALE = ""  # the stamp of a case that is in the index in a state nobody knows
CARD_BOOST = 2.0
STAMPS_FILE = "stamps.json"


class TermHit(NamedTuple):
    """A passage and its BM25 score (positive, no upper bound)."""

    passage_id: str
    case_id: str
    score: float


class CaseTermHit(NamedTuple):
    """A case and its BM25 score (positive, no upper bound)."""

    case_id: str
    score: float


class TermSize(NamedTuple):
    """What the word index holds."""

    passages: int
    cases: int
    bytes_on_disk: int


class TermIndex:
    """Searches run in any thread, also during writes; writers take turns inside."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        """Open the index in `folder`, making it when `writable`. Raises `Conflict` when another process writes it."""
        self._folder = folder
        self._writing = threading.RLock()
        self._analyzer = english_analyzer()
        saved = _read_stamps(folder)
        if writable and saved is None:
            shutil.rmtree(folder, ignore_errors=True)
        self._open(writable)
        self._stamps: dict[str, str] = self._reconciled(saved)
        self._changes: dict[str, str | None] = {}
        if writable and saved is None:
            self._save_stamps()

    def _open(self, writable: bool) -> None:
        try:
            self._open_parts(writable)
        except ValueError:  # files that Tantivy cannot read; the record makes them anew
            if not writable:
                raise
            shutil.rmtree(self._folder, ignore_errors=True)
            self._open_parts(writable)

    def _open_parts(self, writable: bool) -> None:
        self._passages = Segments(self._folder / "passages", keys=("passage_id", "case_id"), texts=("text",), kept=("passage",), writable=writable)
        self._cases = Segments(self._folder / "cases", keys=("case_id",), texts=("card", "clean", "raw"), writable=writable)

    def _reconciled(self, saved: dict[str, Any] | None) -> dict[str, str]:
        if saved is None:
            return {}
        now, then = self._opstamps(), saved["opstamps"]
        if now == then:
            return dict(saved["stamps"])
        # A crash fell between a commit and its stamps: what is in the index is looked at again, also what the record has no more.
        present = {*saved["stamps"], *self._passages.values("case_id"), *self._cases.values("case_id")}
        lost = any(number < saved_number for number, saved_number in zip(now, then, strict=True))
        return dict.fromkeys(present, STALE) if lost else {case_id: saved["stamps"].get(case_id, STALE) for case_id in present}

    def _opstamps(self) -> list[int]:
        return [self._passages.opstamp, self._cases.opstamp]

    @property
    def stamps(self) -> Mapping[str, str]:
        """case_id -> terms_stamp of what is committed; an unchanging snapshot."""
        return MappingProxyType(self._stamps)

    @property
    def pending(self) -> Mapping[str, str | None]:
        """case_id -> terms_stamp put since the last commit, None for a removed case; an unchanging snapshot."""
        with self._writing:
            return dict(self._changes)

    @property
    def size(self) -> TermSize:
        return TermSize(self._passages.searcher.num_docs, self._cases.searcher.num_docs, self._passages.bytes_on_disk() + self._cases.bytes_on_disk())

    def put_case(self, target: IndexTarget, passages: Sequence[Passage], clean: str, raw: str) -> None:
        """Replace all of a case; seen by searches after `commit`."""
        with self._writing:
            self._clear(target.case_id)
            self._changes[target.case_id] = STALE  # until all of it is in
            for passage in passages:
                kept = json.dumps(passage.to_record()).encode()
                self._passages.add({"passage_id": passage.passage_id, "case_id": target.case_id, "text": passage.text, "passage": kept})
            card = [part for part in (target.title, target.case_name, *target.docket_numbers, target.citation) if part]
            # A document that cleaning left as it was needs its text once only.
            self._cases.add({"case_id": target.case_id, "card": card, "clean": clean, "raw": [] if raw == clean else raw})
            self._changes[target.case_id] = target.terms_stamp

    def remove_case(self, case_id: str) -> None:
        """Remove all of a case; gone from searches after `commit`."""
        with self._writing:
            self._clear(case_id)
            self._changes[case_id] = None

    def _clear(self, case_id: str) -> None:
        for part in (self._passages, self._cases):
            part.remove("case_id", case_id)

    def commit(self) -> None:
        """Make what was put durable and visible, then save the stamps. Raises `Unavailable` (`StorageFull`): nothing put since
        the last commit is kept, and it has to be put again."""
        with self._writing:
            if not self._changes:
                return
            changes, self._changes = self._changes, {}
            try:
                self._commit_parts()
            except BaseException:
                self._mark_stale(changes)
                raise
            merged = {**self._stamps, **changes}
            self._stamps = {case_id: stamp for case_id, stamp in merged.items() if stamp is not None}
            self._save_stamps()

    def _commit_parts(self) -> None:
        # Nearly all of a commit is waiting for the disk, so the two wait together.
        with ThreadPoolExecutor(1, "headnote-commit") as pool:
            cases = pool.submit(self._cases.commit)
            try:
                self._passages.commit()
            finally:
                cases.result()

    def _mark_stale(self, changes: Mapping[str, str | None]) -> None:
        self._passages.drop_writer()
        self._cases.drop_writer()
        self._stamps = {**self._stamps, **dict.fromkeys(changes, STALE)}

    def _save_stamps(self) -> None:
        content = {"format": FORMAT, "opstamps": self._opstamps(), "stamps": self._stamps}
        write_durably(self._folder / STAMPS_FILE, json.dumps(content).encode())

    def refresh(self) -> None:
        """See what another process has committed."""
        with self._writing:
            self._passages.reload()
            self._cases.reload()
            self._stamps = self._reconciled(_read_stamps(self._folder))

    def analyze(self, text: str) -> list[str]:
        """The stems of `text` in order, as they are indexed."""
        return list(self._analyzer.analyze(storable(text)))

    def passages(
        self,
        words: str,
        *,
        phrases: Sequence[str] = (),
        require_phrases: bool = False,
        limit: int,
        case_ids: Collection[str] | None = None,
        excluded: Collection[str] = (),
    ) -> list[TermHit]:
        """Passages with any of `words`, best first; phrases lift a passage or, when required, all have to stand in it."""
        searcher, builder = self._asked(self._passages)
        asked = [query for query in (builder.phrase("text", phrase) for phrase in phrases) if query is not None]
        loose = builder.any_of("text", builder.stems(words, searcher, "text"))
        query = combine(asked, loose) if require_phrases else combine((), [*asked, *loose])
        found = _search(searcher, query and builder.within(query, case_ids, excluded), limit)
        return [TermHit(stored["passage_id"][0], stored["case_id"][0], score) for score, stored in found]

    def cases(self, words: str, *, limit: int, case_ids: Collection[str] | None = None, excluded: Collection[str] = ()) -> list[CaseTermHit]:
        """Cases with any of `words` in their text or on their card (title, docket, citation), best first."""
        searcher, builder = self._asked(self._cases)
        stems = builder.stems(words, searcher, "clean")
        card = [Query.boost_query(query, CARD_BOOST) for query in builder.any_of("card", stems)]
        query = combine((), [*builder.any_of("clean", stems), *card])
        return _case_hits(searcher, query and builder.within(query, case_ids, excluded), limit)

    def phrase_cases(self, phrase: str, *, limit: int, case_ids: Collection[str] | None = None, excluded: Collection[str] = ()) -> list[CaseTermHit]:
        """Cases whose running text, cleaned or as extracted, has the words of `phrase` in a row, across passages and pages."""
        searcher, builder = self._asked(self._cases)
        forms = [query for query in (builder.phrase(field, phrase) for field in ("clean", "raw")) if query is not None]
        query = Query.disjunction_max_query(forms) if forms else None
        return _case_hits(searcher, query and builder.within(query, case_ids, excluded), limit)

    def _asked(self, part: Segments) -> tuple[tantivy.Searcher, QueryBuilder]:
        return part.searcher, QueryBuilder(part.index.schema, self._analyzer)

    def kept(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """Passages as they were put, a hundredth of a millisecond each; those not committed here are left out."""
        found = ((key, self._passages.one("passage_id", key)) for key in passage_ids)
        return {key: Passage.model_validate(json.loads(stored["passage"][0])) for key, stored in found if stored is not None}

    def passage_ids(self) -> Iterator[tuple[str, str]]:
        """(case_id, passage_id) of everything indexed, twice what is in it twice."""
        for stored in self._passages.documents():
            yield stored["case_id"][0], stored["passage_id"][0]

    def case_ids(self) -> Iterator[str]:
        """Every case whose running text is indexed, twice what is in it twice."""
        for stored in self._cases.documents():
            yield stored["case_id"][0]

    def close(self) -> None:
        """Free the writer's lock; what is not committed is dropped, and the record still has it."""
        with self._writing:
            self._passages.close()
            self._cases.close()


def _search(searcher: tantivy.Searcher, query: tantivy.Query | None, limit: int) -> Iterator[tuple[float, dict[str, list[str]]]]:
    limit = min(limit, searcher.num_docs)
    if query is None or limit <= 0:
        return
    for score, address in searcher.search(query, limit, count=False).hits:
        yield float(score), searcher.doc(address).to_dict()


def _case_hits(searcher: tantivy.Searcher, query: tantivy.Query | None, limit: int) -> list[CaseTermHit]:
    return [CaseTermHit(stored["case_id"][0], score) for score, stored in _search(searcher, query, limit)]


def _read_stamps(folder: Path) -> dict[str, Any] | None:
    try:
        saved: dict[str, Any] = json.loads((folder / STAMPS_FILE).read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return saved if saved.get("format") == FORMAT else None
