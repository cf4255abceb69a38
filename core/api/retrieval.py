"""Retrieval over HTTP: search, and the cases themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from core.api.errors import failures
from core.api.requests import Held
from core.api.schemas import CaseListing, CaseRecord
from core.api.security import Asking
from core.views import CaseCorrection, CaseList, SearchRequest, SearchResponse

router = APIRouter(prefix="/api/v1/retrieval", tags=["Retrieval"])


@router.post("/search", summary="Search by words and meaning", responses=failures(400, 413, 422))
def search(who: Asking, library: Held, wanted: SearchRequest) -> SearchResponse:
    """Cases with their best passages. `highlights` are offsets into the passage's `text`; `spans` say where it stands on its pages."""
    return library.search(who, wanted)


@router.get("/cases", summary="List the cases", responses=failures(422))
def cases(who: Asking, library: Held, wanted: Annotated[CaseListing, Query()]) -> CaseList:
    return library.cases(who, wanted.query())


@router.get("/cases/{case_id}", summary="The full record of a case", responses=failures(404))
def case(who: Asking, library: Held, case_id: str) -> CaseRecord:
    return CaseRecord.of(library.case(who, case_id))


@router.patch("/cases/{case_id}", summary="Correct a case's metadata", responses=failures(400, 404, 413, 422))
def correct(who: Asking, library: Held, case_id: str, correction: CaseCorrection) -> CaseRecord:
    """Only the fields given are changed; null clears a field. Corrections win over extraction and survive reprocessing."""
    return CaseRecord.of(library.correct(who, case_id, correction))


@router.delete("/cases/{case_id}", status_code=204, summary="Delete a case for good", responses=failures(404))
def delete(who: Asking, library: Held, case_id: str) -> None:
    library.delete(who, case_id)


@router.post("/cases/{case_id}/archive", summary="Take a case out of search", responses=failures(404, 409))
def archive(who: Asking, library: Held, case_id: str) -> CaseRecord:
    """Nothing of it is lost; `restore` brings it back."""
    return CaseRecord.of(library.archive(who, case_id))


@router.post("/cases/{case_id}/restore", summary="Bring an archived case back", responses=failures(404, 409))
def restore(who: Asking, library: Held, case_id: str) -> CaseRecord:
    return CaseRecord.of(library.restore(who, case_id))
