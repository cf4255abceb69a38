"""Extraction meets what people said: corrections win, then what was said at upload, then what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.models import METADATA_FIELDS, Case, Evidence, LogEntry, Metadata
from core.store.cases import CaseStore


def merged_metadata(case: Case, found: Mapping[str, Any], evidence: Mapping[str, Sequence[Evidence]]) -> dict[str, Any]:
    """The fields of the record to set after a step has read `found`. Fields it did not read keep what earlier steps read."""
    extracted = {**case.extracted, **_plain(found)}
    said = {name: getattr(case.options, name) for name in ("title", "case_type", "court", "jurisdiction") if getattr(case.options, name)}
    fields: dict[str, Any] = {**extracted, **_plain(said)}
    fields = {name: value for name, value in fields.items() if name not in case.corrected}
    kept = {name: [item.to_record() for item in items] for name, items in case.evidence.items() if name not in evidence}
    shown = {name: [item.to_record() for item in items] for name, items in evidence.items()}
    return {**fields, "extracted": extracted, "evidence": {**kept, **shown}}


def change_described(
    cases: CaseStore,
    known: Case,
    fields: Mapping[str, Any],
    found: Mapping[str, Any],
    evidence: Mapping[str, Sequence[Evidence]],
    log: LogEntry,
    raise_counts: tuple[str, ...],
) -> Case | None:
    """Write `fields` and what was read in one update, merged with the case: as it is `known`, or, when a person has corrected it while
    it was being read, as it stands now. None when the case is gone."""
    case: Case | None = known
    while case is not None:
        merged = {**fields, **merged_metadata(case, found, evidence)}
        moved = cases.change(case.case_id, merged, log=log, only_if={"corrected": case.corrected}, raise_counts=raise_counts)
        if moved is not None:
            return moved
        case = cases.get(case.case_id)
    return None


def _plain(found: Mapping[str, Any]) -> dict[str, Any]:
    """Validated, and as the record keeps it."""
    known = {name: value for name, value in found.items() if name in METADATA_FIELDS and value is not None}
    record = Metadata.model_validate(known).to_record()
    return {name: record[name] for name in known}
