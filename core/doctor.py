"""`doctor`: whether every promise of the record holds, checked from outside, also while the app runs.

Cases whose work is not finished are checked for what must hold at any moment; the rest for everything. Indexes are read as
saved on disk; while another process still brings them in step, the doctor waits a little before it judges.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.index.embedder import Embedder
from core.index.source import IndexTarget
from core.index.succession import Succession
from core.index.terms import TermIndex
from core.models import Case, CaseState, JobState
from core.settings import Settings
from core.store.files import FileStore
from core.store.pages import Ledger
from core.store.record import Record
from core.store.source import RecordSource

PATIENCE_SECONDS = 45.0
SETTLED = (JobState.DONE, JobState.FAILED, JobState.HELD)
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One invariant: what was checked, whether it holds, and what was seen."""

    check: str
    ok: bool
    detail: str


@dataclass(slots=True)
class Diagnosis:
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)


def diagnose(settings: Settings, *, deep: bool = False, patience: float = PATIENCE_SECONDS) -> Diagnosis:
    """Check the data folder of `settings`. `deep` reads every original and compares its SHA-256. Raises `RecordUnavailable`."""
    record = Record(settings)
    record.open()
    try:
        return _Doctor(settings, record).examine(deep=deep, patience=patience)
    finally:
        record.close()


class _Doctor:
    def __init__(self, settings: Settings, record: Record) -> None:
        self._settings = settings
        self._record = record
        self._files = FileStore(settings.originals_dir, settings.incoming_dir)
        self._source = RecordSource(record)

    def examine(self, *, deep: bool, patience: float) -> Diagnosis:
        cases = self._record.cases.all_light()
        jobs = self._record.jobs.all_states()
        found = Diagnosis()
        found.findings += [
            self._states(cases, jobs),
            self._hashes(cases),
            self._originals(cases, deep=deep),
            self._of_settled(self._ledgers),
            self._of_settled(self._passages),
            self._no_strays(),
            self._of_settled(self._vectors),
        ]
        found.findings += self._indexes(patience)
        return found

    def _of_settled(self, check: Callable[[list[Case]], Finding]) -> Finding:
        """Judged again when it fails: a case may have been taken up again while it was being looked at."""
        finding = check(self._settled())
        return finding if finding.ok else check(self._settled())

    def _settled(self) -> list[Case]:
        jobs = self._record.jobs.all_states()
        return [case for case in self._record.cases.all_light() if jobs.get(case.case_id) in SETTLED]

    def _states(self, cases: list[Case], jobs: dict[str, JobState]) -> Finding:
        bad = [f"{case.title}: no job" for case in cases if case.case_id not in jobs]
        for case in cases:
            state = case.state_before_archive if case.processing_status is CaseState.ARCHIVED else case.processing_status
            job = jobs.get(case.case_id)
            finished = (state is CaseState.INDEXED and job is JobState.DONE) or (state is CaseState.FAILED and job is JobState.FAILED)
            working = job in (JobState.QUEUED, JobState.RUNNING, JobState.HELD)
            if job is not None and not (finished or working):
                bad.append(f"{case.title}: {state} with a job that is {job}")
        counts = Counter(case.processing_status.value for case in cases)
        return _finding(
            "every case is in a known state", bad, f"{len(cases)} cases: " + (", ".join(f"{n} {s}" for s, n in sorted(counts.items())) or "none")
        )

    def _hashes(self, cases: list[Case]) -> Finding:
        seen = Counter((case.workspace, case.document_hash) for case in cases)
        return _finding("no file is in a library twice", [key[1] for key, count in seen.items() if count > 1], f"{len(seen)} files")

    def _originals(self, cases: list[Case], *, deep: bool) -> Finding:
        def whole(case: Case) -> bool:
            path = self._files.path_of(case.document_hash)
            if not path.exists() or path.stat().st_size != case.file_size:
                return False
            return not deep or self._files.verify(case.document_hash)

        bad = [case.title for case in cases if not whole(case)]
        return _finding(
            "every original is there", bad, f"{len(cases)} files" + (", bytes compared with their SHA-256" if deep else ", sizes compared")
        )

    def _ledgers(self, settled: list[Case]) -> Finding:
        bad, pages = [], 0
        for case in settled:
            if case.text_revision == 0:
                continue  # never read: held, or failed before any page was
            entries = self._record.pages.ledger_of(case.case_id)
            pages += len(entries)
            ledger = Ledger.of(entries, case.page_count)
            if [entry.number for entry in entries] != list(range(1, case.page_count + 1)):
                bad.append(f"{case.title}: {len(entries)} of {case.page_count} pages have an entry")
            elif (ledger.searchable, ledger.failed, ledger.waiting) != (case.pages_searchable, case.pages_failed, case.pages_waiting):
                bad.append(f"{case.title}: the ledger's counts are not the case's")
        return _finding("every page is accounted for", bad, f"{pages:,} pages of {len(settled)} cases")

    def _passages(self, settled: list[Case]) -> Finding:
        ids = self._record.passages.ids_by_case()
        bad = [
            f"{case.title}: {len(ids.get(case.case_id, ()))} of {case.passage_count} passages"
            for case in settled
            if len(ids.get(case.case_id, ())) != case.passage_count
        ]
        return _finding("every passage is kept", bad, f"{sum(map(len, ids.values())):,} passages")

    def _no_strays(self) -> Finding:
        """Pages, passages, tables of authorities and jobs belong to cases that exist (or are being deleted)."""
        # What is deleted between two looks is there in the first only; what comes between them, in the second.
        bad = sorted(self._strays() & self._strays())
        return _finding("nothing belongs to a case that is gone", bad, "pages, passages, authorities and jobs")

    def _strays(self) -> set[str]:
        owners = {
            "pages": set(self._record.pages.count_by_case()),
            "passages": set(self._record.passages.ids_by_case()),
            "authorities": self._record.authorities.ids(),
            "jobs": set(self._record.jobs.all_states()),
        }
        known = self._record.cases.ids() | {case_id for case_id, _ in self._record.cases.deleting()}
        return {f"{name} of {case_id}" for name, found in owners.items() for case_id in found - known}

    def _vectors(self, settled: list[Case]) -> Finding:
        bad, count = [], 0
        for case in settled:
            if case.embedding is None or not case.searchable_meaning:
                continue
            ids, vectors = self._record.passages.vectors_of(case.case_id, case.embedding.fingerprint)
            count += len(ids)
            if len(ids) != case.passage_count or (len(ids) and vectors.shape[1] != case.embedding.dimension):
                bad.append(f"{case.title}: {len(ids)} of {case.passage_count} passages have a vector")
        return _finding("every embedded passage has its vector", bad, f"{count:,} vectors")

    def _indexes(self, patience: float) -> list[Finding]:
        return [
            _patiently(self._terms, patience),
            _patiently(self._meaning, patience),
        ]

    def _terms(self) -> Finding:
        index = TermIndex(self._settings.index_dir / "terms", writable=False)
        try:
            targets = list(self._source.index_targets(""))
            stamps = {target.case_id: target.terms_stamp for target in targets}
            return self._compare("the word index is in step", dict(index.stamps), stamps, index.passage_ids(), targets)
        finally:
            index.close()

    def _meaning(self) -> Finding:
        embedder = Embedder(self._settings.embedding_model)  # its facts only; it is not started
        succession = Succession(self._settings.index_dir / "vectors", self._settings.embedding_model, embedder, writable=False, serve=False)
        try:
            index = succession.open()
            if index is None:
                return Finding("the meaning index is in step", True, "not judged: the model's fingerprint is known only when it has loaded")
            targets = [target for target in self._source.index_targets(index.fingerprint) if target.vectors_stamp is not None]
            stamps = {target.case_id: target.vectors_stamp or "" for target in targets}
            return self._compare("the meaning index is in step", dict(index.stamps), stamps, index.passage_ids(), targets)
        finally:
            succession.close()

    def _compare(
        self, check: str, indexed: dict[str, str], wanted: dict[str, str], passages: Iterator[tuple[str, str]], targets: list[IndexTarget]
    ) -> Finding:
        settled = {case.case_id for case in self._settled()}  # of the others the index may be behind
        working = self._record.cases.ids() - settled
        bad = [
            f"case {case_id}: indexed {indexed.get(case_id)}, recorded {stamp}"
            for case_id, stamp in wanted.items()
            if indexed.get(case_id) != stamp and case_id in settled
        ]
        bad += [f"case {case_id} should not be indexed" for case_id in indexed.keys() - wanted.keys() - working]
        counts = Counter(passages)
        held = self._record.passages.ids_by_case()
        expected = {(target.case_id, key) for target in targets for key in held.get(target.case_id, ())}
        bad += [f"passage {key[1]} is missing" for key in expected - counts.keys() if key[0] in settled]
        bad += [f"passage {key[1]} is indexed but not kept" for key in counts.keys() - expected if key[0] not in working]
        bad += [f"passage {key[1]} is indexed {count} times" for key, count in counts.items() if count > 1]
        return _finding(check, bad, f"{len(counts):,} passages of {len(indexed)} cases")


def _patiently(check: Callable[[], Finding], patience: float) -> Finding:
    """Another process may be bringing an index in step: look again until it holds or patience ends."""
    until = time.monotonic() + patience
    while not (finding := check()).ok and time.monotonic() < until:
        time.sleep(1.0)
    return finding


def _finding(check: str, bad: list[str], fine: str) -> Finding:
    if not bad:
        return Finding(check, True, fine)
    more = f" (and {len(bad) - NAMED_AT_MOST} more)" if len(bad) > NAMED_AT_MOST else ""
    return Finding(check, False, "; ".join(bad[:NAMED_AT_MOST]) + more)
