"""Ingestion over HTTP: files in, and how far they are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile
from pydantic import SecretStr

from core.api.errors import failures
from core.api.requests import Held
from core.api.schemas import ProcessRequest
from core.api.security import Asking
from core.models import CaseType, JobState, UploadOptions
from core.views import BatchReceipt, BatchStatus, IngestionStatus, QueueView, UploadReceipt

MOST_FILES = 10_000  # of one batch
router = APIRouter(prefix="/api/v1/ingestion", tags=["Ingestion"])


def options(
    title: Annotated[str | None, Form(max_length=500)] = None,
    case_type: Annotated[CaseType | None, Form()] = None,
    court: Annotated[str | None, Form(max_length=300)] = None,
    jurisdiction: Annotated[str | None, Form(max_length=200)] = None,
    process_immediately: Annotated[bool, Form()] = True,
    extract_metadata: Annotated[bool, Form()] = True,
    generate_summary: Annotated[bool, Form()] = False,
) -> UploadOptions:
    """What the form says of the file."""
    return UploadOptions(
        title=title,
        case_type=case_type,
        court=court,
        jurisdiction=jurisdiction,
        process_immediately=process_immediately,
        extract_metadata=extract_metadata,
        generate_summary=generate_summary,
    )


Options = Annotated[UploadOptions, Depends(options)]


@router.post(
    "/upload",
    status_code=202,
    summary="Hand over one document",
    responses={200: {"model": UploadReceipt, "description": "The same bytes are here already"}, **failures(400, 413, 415, 422)},
)
def upload(
    who: Asking,
    library: Held,
    response: Response,
    file: Annotated[UploadFile, File(description="The document: PDF, DOCX, HTML, XML or plain text")],
    said: Options,
    password: Annotated[SecretStr | None, Form(description="For an encrypted PDF; never stored", max_length=1000)] = None,
) -> UploadReceipt:
    """The file is kept and its work queued, durably, before this answers. `GET /ingestion/status/{case_id}` follows it."""
    receipt = library.upload(who, file.file, file.filename, said, password.get_secret_value() if password else None)
    if receipt.duplicate:
        response.status_code = 200
    return receipt


@router.post(
    "/batch",
    status_code=202,
    summary="Hand over many documents, or ZIPs of them",
    responses=failures(400, 413, 422),
    form_limits={"max_files": MOST_FILES},
)
def upload_batch(
    who: Asking, library: Held, files: Annotated[list[UploadFile], File(description="Documents, or a ZIP of documents")], said: Options
) -> BatchReceipt:
    """Each file has its own outcome in `items`: what is wrong with one does not stop the others."""
    return library.upload_batch(who, ((file.filename or "", file.file) for file in files), said)


@router.get("/batch/{batch_id}", summary="How far a batch is", responses=failures(404))
def batch(who: Asking, library: Held, batch_id: str) -> BatchStatus:
    return library.batch(who, batch_id)


@router.get("/status/{case_id}", summary="How far a case is, page by page", responses=failures(404))
def status(who: Asking, library: Held, case_id: str) -> IngestionStatus:
    return library.status(who, case_id)


@router.post("/{case_id}/process", status_code=202, summary="Start a held case, or read again", responses=failures(400, 404, 409, 413, 422))
def process(who: Asking, library: Held, case_id: str, wanted: ProcessRequest | None = None) -> IngestionStatus:
    """Starts a case uploaded with `process_immediately=false`, or reads a case or some of its pages again."""
    wanted = wanted or ProcessRequest()
    return library.process(who, case_id, wanted.pages, wanted.password)


@router.get("/jobs", summary="The queue", responses=failures(422))
def jobs(who: Asking, library: Held, state: JobState | None = None, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> QueueView:
    return library.queue(who, state, limit)
