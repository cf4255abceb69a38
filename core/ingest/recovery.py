"""What a start finds half done: freed, finished or queued again before new work begins."""

from __future__ import annotations

import structlog

from core.models import CaseState, Job, JobState, Stage
from core.store.deletions import Deletions
from core.store.files import FileStore
from core.store.record import Record

log = structlog.get_logger(__name__)


class Recovery:
    """Runs once in the working process, before its lanes start."""

    def __init__(self, record: Record, files: FileStore, *, ocr_available: bool) -> None:
        self._record = record
        self._files = files
        self._ocr_available = ocr_available

    def run(self) -> None:
        freed = self._record.jobs.free_dead()
        deleted = Deletions(self._record, self._files).finish()
        cleared = self._files.clear_incoming()
        queued = self._queue_forgotten()
        log.info("recovery.done", leases_freed=freed, uploads_cleared=cleared, cases_queued=queued, deletions_finished=deleted)

    def reembed(self, fingerprint: str) -> int:
        """Queue the cases whose vectors another model made. What failed stays failed until somebody retries it. Returns how many."""
        count, states = 0, self._record.jobs.all_states()
        for case in self._record.cases.all_light():
            stale = case.embedding is None or case.embedding.fingerprint != fingerprint or case.embedded_revision != case.text_revision
            if case.text_revision and stale and states.get(case.case_id) is JobState.DONE:
                count += self._record.jobs.restart(Job(case_id=case.case_id, workspace=case.workspace, stage=Stage.EMBED))
        return count

    def _queue_forgotten(self) -> int:
        """Cases kept without a job (killed between the two writes, so never acknowledged), and scans that waited for Tesseract."""
        states = self._record.jobs.all_states()
        count = 0
        for case in self._record.cases.all_light():
            state = states.get(case.case_id)
            if state is None:
                first = JobState.QUEUED if case.options.process_immediately else JobState.HELD
                count += self._record.jobs.add(Job(case_id=case.case_id, workspace=case.workspace, state=first))
            elif state is JobState.DONE and case.pages_waiting and self._ocr_available and case.processing_status is not CaseState.ARCHIVED:
                count += self._record.jobs.restart(Job(case_id=case.case_id, workspace=case.workspace, stage=Stage.OCR))
        return count
