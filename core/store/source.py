"""The record as the indexes and the search read it (`core.index.source.IndexSource`, `core.search.passages.PassageSource`)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from core.index.source import IndexTarget
from core.models import SEARCHABLE_PAGES, Case, CaseState, Page, Passage
from core.store.record import Record

KEPT_FRESH = 32  # cases


class RecordSource:
    """Reads only. What was just written is kept for a moment, so that indexing it does not read it back."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._fresh: OrderedDict[str, tuple[list[Passage], tuple[str, str]]] = OrderedDict()
        self._seen: dict[str, Case] = {}
        self._lock = Lock()

    def remember(self, case_id: str, passages: Sequence[Passage], pages: Sequence[Page]) -> None:
        """Keep what `passages_of` and `running_text` will be asked for; `pages` are all of the case's."""
        with self._lock:
            self._fresh[case_id] = (list(passages), _running(pages))
            while len(self._fresh) > KEPT_FRESH:
                self._fresh.popitem(last=False)

    def see(self, case: Case) -> None:
        """Keep a case just written for the next time it is asked for; whoever changes it again tells of that again."""
        with self._lock:
            self._seen[case.case_id] = case

    def forget(self, case_id: str) -> None:
        with self._lock:
            self._seen.pop(case_id, None)
            self._fresh.pop(case_id, None)

    def index_targets(self, fingerprint: str) -> Iterator[IndexTarget]:
        return (target for case in self._record.cases.all_light() if (target := _target(case, fingerprint)))

    def index_target(self, case_id: str, fingerprint: str) -> IndexTarget | None:
        with self._lock:
            case = self._seen.pop(case_id, None)
        case = case or self._record.cases.many([case_id]).get(case_id)
        return _target(case, fingerprint) if case else None

    def passages_of(self, case_id: str) -> list[Passage]:
        with self._lock:
            fresh = self._fresh.get(case_id)
        return fresh[0] if fresh else self._record.passages.of_case(case_id)

    def running_text(self, case_id: str) -> tuple[str, str]:
        with self._lock:
            fresh = self._fresh.get(case_id)
        return fresh[1] if fresh else _running(self._record.pages.of_case(case_id))

    def vectors_of(self, case_id: str, fingerprint: str) -> tuple[list[str], NDArray[np.float16]]:
        return self._record.passages.vectors_of(case_id, fingerprint)

    def by_ids(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        return self._record.passages.by_ids(ids)

    def of_case(self, case_id: str) -> Sequence[Passage]:
        return self._record.passages.of_case(case_id)

    def sections_of(self, ids: Iterable[str]) -> Mapping[str, str]:
        return self._record.passages.sections_of(ids)


def _running(pages: Sequence[Page]) -> tuple[str, str]:
    readable = [page for page in pages if page.state in SEARCHABLE_PAGES]
    return "\n".join(page.content for page in readable), "\n".join(page.text for page in readable)


def _target(case: Case, fingerprint: str) -> IndexTarget | None:
    """None for what belongs in no index: archived, or without text so far."""
    if case.processing_status is CaseState.ARCHIVED or case.text_revision == 0:
        return None
    embedded = case.embedding is not None and case.embedding.fingerprint == fingerprint and case.searchable_meaning
    dockets = [case.docket_number, *case.docket_numbers]
    return IndexTarget(
        case_id=case.case_id,
        terms_stamp=f"{case.text_revision}.{case.card_revision}",
        vectors_stamp=str(case.embedded_revision) if embedded else None,
        title=case.title,
        case_name=case.case_name,
        docket_numbers=tuple(dict.fromkeys(docket for docket in dockets if docket)),
        citation=case.citation,
    )
