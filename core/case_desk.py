"""What is done with cases besides reading and searching them: list, correct, archive, delete, follow their processing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.errors import BadArgument, Conflict, NotAllowed, NotFound
from core.ingest.intake import Intake
from core.models import METADATA_FIELDS, Case, CaseState, Job, JobState, LogEntry, Metadata, PageState, PartyRole, Stage
from core.principal import Principal, Role
from core.settings import Settings
from core.store.deletions import Deletions
from core.store.files import FileStore
from core.store.record import Record
from core.views import BatchStatus, CaseCorrection, IngestionStatus, PageLedger, QueueItem, QueueView

_STEPS = {Stage.READ: 0.05, Stage.OCR: 0.2, Stage.CITE: 0.5, Stage.EMBED: 0.6, Stage.INDEX: 0.95, Stage.DONE: 1.0}


class CaseDesk:
    """`changed(case)` and `gone(case_id)` keep catalog and indexes in step; `queued(stage, case_id)` wakes the lanes."""

    def __init__(
        self,
        settings: Settings,
        record: Record,
        files: FileStore,
        intake: Intake,
        changed: Callable[[Case], None],
        gone: Callable[[str], None],
        queued: Callable[[Stage, str], None],
    ) -> None:
        self._settings = settings
        self._record = record
        self._deletions = Deletions(record, files)
        self._intake = intake
        self._changed = changed
        self._gone = gone
        self._queued = queued

    def case(self, who: Principal, case_id: str) -> Case:
        """The whole record of a case. Raises `NotFound`, also for another workspace's."""
        case = self._record.cases.get(case_id, who.workspace)
        if case is None:
            raise NotFound("There is no such case in this library.", "It may have been deleted; the library lists what there is.")
        return case

    def correct(self, who: Principal, case_id: str, correction: CaseCorrection) -> Case:
        """Set metadata by hand. What is set wins over extraction, now and when the case is read again."""
        self._permit(who, Role.ANALYST)
        case = self.case(who, case_id)
        given = {name: getattr(correction, name) for name in correction.model_fields_set}
        if "title" in given and not (given["title"] or "").strip():
            raise BadArgument("A case needs a title.", "Give it one, or leave the title out.")
        fields = _record_of(_with_implied(given))
        corrected = sorted({*case.corrected, *fields})
        entry = LogEntry(step="correct", message=f"{', '.join(sorted(given))} corrected by {who.user}.")
        changed = self._record.cases.change(case_id, {**fields, "corrected": corrected}, log=entry, raise_counts=("card_revision",))
        return self._announce(changed)

    def archive(self, who: Principal, case_id: str) -> Case:
        """Take a case out of search; nothing of it is lost."""
        self._permit(who, Role.ANALYST)
        case = self.case(who, case_id)
        if case.processing_status is CaseState.ARCHIVED:
            return case
        fields = {"processing_status": CaseState.ARCHIVED.value, "state_before_archive": case.processing_status.value}
        same = {"processing_status": case.processing_status.value}
        changed = self._record.cases.change(case_id, fields, log=LogEntry(step="archive", message=f"Archived by {who.user}."), only_if=same)
        if changed is None:
            return self.archive(who, case_id)  # its state moved on in between
        return self._announce(changed)

    def restore(self, who: Principal, case_id: str) -> Case:
        """Bring an archived case back to the state it was in."""
        self._permit(who, Role.ANALYST)
        case = self.case(who, case_id)
        if case.processing_status is not CaseState.ARCHIVED:
            raise Conflict("This case is not archived.", "There is nothing to restore.")
        before = case.state_before_archive or CaseState.UPLOADED
        fields = {"processing_status": before.value, "state_before_archive": None}
        same = {
            "processing_status": CaseState.ARCHIVED.value,
            "state_before_archive": case.state_before_archive.value if case.state_before_archive else None,
        }
        changed = self._record.cases.change(case_id, fields, log=LogEntry(step="restore", message=f"Restored by {who.user}."), only_if=same)
        if changed is None:
            return self.restore(who, case_id)  # its work went on in between
        return self._announce(changed)

    def delete(self, who: Principal, case_id: str) -> None:
        """Remove a case and everything that hangs on it. Once begun it is finished, by the next start if need be."""
        self._permit(who, Role.ANALYST)
        if self._record.cases.mark_deleting(case_id, who.workspace) is None:
            raise NotFound("There is no such case in this library.", "It may have been deleted already.")
        self._gone(case_id)
        self._deletions.finish()

    def process(self, who: Principal, case_id: str, pages: list[int] | None, password: str | None) -> IngestionStatus:
        """Start a held case, or read a case (or some of its pages) again. Raises `Conflict` while it is being read."""
        self._permit(who, Role.ANALYST)
        case = self.case(who, case_id)
        if case.processing_status is CaseState.ARCHIVED:
            raise Conflict("This case is archived.", "Restore it first.")
        if pages and (min(pages) < 1 or max(pages) > max(case.page_count, 1)):
            raise BadArgument(f"This case has pages 1 to {case.page_count}.", "Ask for pages within these.")
        if password and not case.unlocked:
            self._intake.unlock(case, password)
            self._record.cases.change(case_id, {"unlocked": True})
        if not self._record.jobs.restart(Job(case_id=case_id, workspace=case.workspace, pages=sorted(set(pages)) if pages else None)):
            raise Conflict("This case is being read just now.", "Wait until it is done, then ask again.")
        self._record.cases.move(case_id, CaseState.UPLOADED, "process", f"Queued by {who.user}.", error=None)
        self._queued(Stage.READ, case_id)
        return self.status(who, case_id)

    def status(self, who: Principal, case_id: str) -> IngestionStatus:
        """How far a case is, page by page."""
        case = self.case(who, case_id)
        ledger = {page.number: page for page in self._record.pages.ledger_of(case_id)}
        rows = [
            PageLedger(number=number, state=page.state, ocr_confidence=page.ocr_confidence, error=page.error)
            if (page := ledger.get(number))
            else PageLedger(number=number, state=PageState.WAITING)
            for number in range(1, case.page_count + 1)
        ]
        return IngestionStatus(
            case_id=case_id,
            title=case.title,
            file_name=case.file_name,
            processing_status=case.processing_status,
            progress=self._progress(case, sum(row.state is not PageState.WAITING for row in rows)),
            partial=case.partial and case.processing_status is not CaseState.UPLOADED,
            searchable_words=case.searchable_words,
            searchable_meaning=case.searchable_meaning,
            pages_total=case.page_count,
            pages_searchable=case.pages_searchable,
            pages=rows,
            error=case.error,
            log=case.log,
        )

    def batch(self, who: Principal, batch_id: str) -> BatchStatus:
        batch = self._record.batches.get(batch_id, who.workspace)
        if batch is None:
            raise NotFound("There is no such batch.", "Its id stands in the answer to the upload.")
        cases = self._record.cases.many([item.case_id for item in batch.items if item.case_id])
        rows: list[dict[str, Any]] = []
        for item in batch.items:
            case = cases.get(item.case_id or "")
            state = case.processing_status.value if case else None
            rows.append(item.to_record() | {"processing_status": state, "error": item.error or (case.error if case else None)})
        failed = sum(not row["success"] or row["processing_status"] == CaseState.FAILED for row in rows)
        done = sum(row["processing_status"] == CaseState.INDEXED for row in rows)
        return BatchStatus(batch_id=batch_id, total=len(rows), done=done, failed=failed, items=rows)

    def queue(self, who: Principal, state: JobState | None, limit: int) -> QueueView:
        jobs = self._record.jobs.listing(who.workspace, state, limit)
        cases = self._record.cases.many([job.case_id for job in jobs])
        items = [
            QueueItem(
                case_id=job.case_id,
                title=cases[job.case_id].title,
                state=job.state.value,
                stage=job.stage.value,
                attempts=job.attempts,
                error=job.error,
                created_at=job.created_at,
                updated_at=job.updated_at,
            )
            for job in jobs
            if job.case_id in cases
        ]
        counts = self._record.jobs.counts(who.workspace)
        return QueueView(counts={state.value: counts.get(state.value, 0) for state in JobState}, items=items)

    def _permit(self, who: Principal, role: Role) -> None:
        who.require(role)
        if self._settings.demo:
            raise NotAllowed("This is a read-only demo: nothing can be changed.", "Run Headnote on your own machine to work with your own files.")

    def _announce(self, case: Case | None) -> Case:
        if case is None:
            raise NotFound("There is no such case in this library.", "It was deleted in the meantime.")
        self._changed(case)
        return case

    def _progress(self, case: Case, pages_known: int) -> float:
        job = self._record.jobs.get(case.case_id)
        if job is None or job.state in (JobState.HELD, JobState.DONE):
            return 1.0 if case.processing_status in (CaseState.INDEXED, CaseState.ARCHIVED) else 0.0
        if job.stage is Stage.INDEX and case.processing_status is CaseState.INDEXED:
            return 1.0  # the job says so a moment later
        if job.stage is Stage.OCR and case.page_count:
            return round(_STEPS[Stage.OCR] + (_STEPS[Stage.CITE] - _STEPS[Stage.OCR]) * pages_known / case.page_count, 3)
        return _STEPS[job.stage]


def _with_implied(given: dict[str, Any]) -> dict[str, Any]:
    """Fields that repeat one another are corrected together, or reading the case again would bring the old one back."""
    implied: dict[str, Any] = {}
    if "docket_number" in given:
        implied["docket_numbers"] = [given["docket_number"]] if given["docket_number"] else []
    if "docket_numbers" in given:
        implied["docket_number"] = next(iter(given["docket_numbers"] or ()), None)
    if "parties" in given:
        for role, name in ((PartyRole.PLAINTIFF, "plaintiffs"), (PartyRole.DEFENDANT, "defendants")):
            implied[name] = [party.name for party in given["parties"] or () if role in party.roles]
    return {**implied, **given}


def _record_of(given: dict[str, Any]) -> dict[str, Any]:
    empty = Metadata().to_record()
    known = {name: value for name, value in given.items() if name in METADATA_FIELDS and value is not None}
    record = Metadata.model_validate(known).to_record()
    return {name: record[name] if name in known else empty[name] for name in given}
