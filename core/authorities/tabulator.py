"""Makes the tables of authorities in the background, one case after the other, and keeps them in the record."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import CancelledError

import structlog

from core.authorities.graph import Graph
from core.authorities.identity import Identity, own_citations, stamp_of
from core.authorities.table import TableRequest, tabulate
from core.errors import HeadnoteError
from core.ingest.workers import Priority, WorkerDied, WorkerOverran, WorkerPool
from core.models import AuthorityTable, Case
from core.store.authorities import CitedBy
from core.store.record import Record

log = structlog.get_logger(__name__)
SECONDS = 120.0
PAUSE = 2.0  # after the record was out of reach


class Tabulator:
    """Runs in the process that works. A case seen is tabulated when its table in the record is of another stamp.

    The table is written after the case it was made from, so a kill between the two leaves an old table, which the stamp tells; a
    case deleted meanwhile has its table removed again.
    """

    def __init__(self, record: Record, pool: WorkerPool, graph: Graph) -> None:
        self._record = record
        self._pool = pool
        self._graph = graph
        self._waiting: OrderedDict[str, str] = OrderedDict()
        self._stamps: dict[str, str] = {}
        self._change = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="tabulator", daemon=True)
        self._thread.start()

    def close(self) -> None:
        with self._change:
            self._closing = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def see(self, identity: Identity) -> None:
        """A case was written."""
        if identity.stamp is None:
            return
        with self._change:
            if self._stamps.get(identity.case_id) != identity.stamp:
                self._waiting[identity.case_id] = identity.stamp
                self._change.notify_all()

    def gone(self, case_id: str) -> None:
        with self._change:
            self._waiting.pop(case_id, None)
            self._stamps.pop(case_id, None)

    def _run(self) -> None:
        tidied = False
        while (case_id := self._next()) is not None:
            try:
                if not tidied:
                    self._tidy()
                    tidied = True
                self._make(case_id)
            except CancelledError:
                return
            except HeadnoteError as away:
                log.warning("tabulator.waiting", reason=away.message)
                self._again(case_id)
            except Exception:
                log.exception("tabulator.failed", case_id=case_id)

    def _next(self) -> str | None:
        with self._change:
            while not self._waiting and not self._closing:
                self._change.wait()
            return None if self._closing else self._waiting.popitem(last=False)[0]

    def _again(self, case_id: str) -> None:
        with self._change:
            self._waiting.setdefault(case_id, "")
            self._change.wait(PAUSE)

    def _tidy(self) -> None:
        """Know what is there, so that what is made already is not made again, and remove what a kill left of cases that are gone."""
        stamps = self._record.authorities.stamps()
        for stray in self._record.authorities.ids() - self._record.cases.ids():
            self._record.authorities.remove_case(stray)
        with self._change:
            self._stamps.update(stamps)
            for case_id in [case_id for case_id, stamp in self._waiting.items() if stamps.get(case_id) == stamp]:
                del self._waiting[case_id]

    def _make(self, case_id: str) -> None:
        light = self._record.cases.many([case_id]).get(case_id)
        if light is None or self._stamps.get(case_id) == stamp_of(light):
            return
        case = self._record.cases.get(case_id)
        stamp = stamp_of(case) if case else None
        if case is None or stamp is None or self._stamps.get(case_id) == stamp:
            return
        table = self._tabulated(case, stamp)
        self._record.authorities.put(table)
        if self._record.cases.get(case_id) is None:
            self._record.authorities.remove_case(case_id)  # deleted while its table was made
            return
        with self._change:
            self._stamps[case_id] = stamp
        self._graph.put_cited(CitedBy.of(table))

    def _tabulated(self, case: Case, stamp: str) -> AuthorityTable:
        pages = self._record.pages.of_case(case.case_id)
        task = self._pool.send(Priority.CITE, SECONDS, tabulate, request_of(case, stamp), pages)
        try:
            return task.result()
        except (WorkerDied, WorkerOverran) as error:
            log.warning("tabulator.table_failed", case_id=case.case_id, reason=str(error))
            return AuthorityTable(case_id=case.case_id, workspace=case.workspace, stamp=stamp, failed=True)


def request_of(case: Case, stamp: str) -> TableRequest:
    return TableRequest(
        case_id=case.case_id,
        workspace=case.workspace,
        stamp=stamp,
        citations=case.citations,
        own=own_citations(case),
        parties=[*case.plaintiffs, *case.defendants, *([case.case_name] if case.case_name else [])],
    )
