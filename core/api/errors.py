"""Errors over HTTP: one table from `core.errors` to a status, and one envelope for whatever goes wrong."""

from __future__ import annotations

import errno
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Scope

from core.errors import (
    BadArgument,
    BadFile,
    Conflict,
    FileTooLarge,
    HeadnoteError,
    NotAllowed,
    NotFound,
    NotSignedIn,
    StorageFull,
    Unavailable,
    UnsupportedType,
)

REQUEST_ID = "headnote.request_id"  # key in the ASGI scope
RETRY_SECONDS = 5
STATUS: tuple[tuple[type[HeadnoteError], int], ...] = (
    (UnsupportedType, 415),
    (FileTooLarge, 413),
    (BadFile, 400),
    (BadArgument, 400),
    (NotFound, 404),
    (Conflict, 409),
    (NotAllowed, 403),
    (NotSignedIn, 401),
    (Unavailable, 503),
)
_HINTS = {
    404: "/api/openapi.json lists every path; ids stand in the library's list.",
    405: "/api/openapi.json lists what each path answers.",
}


class ErrorDetail(BaseModel):
    code: int = Field(description="The HTTP status")
    message: str = Field(description="What happened, and what was kept")
    hint: str | None = Field(description="What to do next, or null")
    request_id: str
    timestamp: float = Field(description="Seconds since 1970, UTC")


class ErrorEnvelope(BaseModel):
    """Every error, of whatever cause."""

    error: ErrorDetail


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documented error responses of a route: those every route has, and these."""
    known = sorted({401, 403, 500, 503, *statuses})
    listed: dict[int | str, dict[str, Any]] = {status: {"model": ErrorEnvelope, "description": HTTPStatus(status).phrase} for status in known}
    return listed | {"default": {"model": ErrorEnvelope, "description": "Any other error"}}


def status_of(error: HeadnoteError) -> int:
    """The HTTP status of an error; the most specific row of the table wins."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def failure(scope: Scope, status: int, message: str, hint: str | None = None, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A response that holds the envelope."""
    detail = ErrorDetail(code=status, message=message, hint=hint, request_id=scope.get(REQUEST_ID, ""), timestamp=round(time.time(), 3))
    return JSONResponse(ErrorEnvelope(error=detail).model_dump(), status_code=status, headers=headers)


def failure_of(scope: Scope, error: HeadnoteError) -> JSONResponse:
    """The response to one of Headnote's own errors."""
    headers: dict[str, str] = {}
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(RETRY_SECONDS)
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return failure(scope, status_of(error), error.message, error.hint, headers)


def unexpected(scope: Scope) -> JSONResponse:
    """The response to what nobody foresaw: no detail leaves the machine; the log has it under the request's id."""
    return failure(
        scope, 500, "Something went wrong inside Headnote. What was acknowledged is kept.", "The log has the details under this request_id."
    )


def plain_failure(scope: Scope, status: int, headers: Mapping[str, str] | None = None, message: str | None = None) -> JSONResponse:
    """The response to an error that only has a status."""
    phrase = message or f"{HTTPStatus(status).phrase}."
    return failure(scope, status, phrase, _HINTS.get(status), headers)


def install_handlers(app: FastAPI) -> None:
    """Make `app` answer every error with the envelope."""
    app.add_exception_handler(HeadnoteError, _own)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(OSError, _system)


async def _own(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HeadnoteError)  # noqa: S101  (what it is registered for)
    return failure_of(request.scope, error)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    cause = error.__cause__  # the framework wraps what went wrong while it read the body
    if isinstance(cause, HeadnoteError):
        return failure_of(request.scope, cause)
    if _disk_is_full(cause):
        return failure_of(request.scope, _storage_full())
    if error.status_code == 404:
        return plain_failure(request.scope, 404, message="There is nothing at this address.")
    if error.status_code == 405:
        return plain_failure(request.scope, 405, error.headers, f"This address does not answer {request.method}.")
    return plain_failure(request.scope, error.status_code, error.headers, _sentence(error.detail))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    problems = error.errors()
    if any(problem["type"] == "json_invalid" for problem in problems):
        return failure(request.scope, 400, "The body of this request is not valid JSON.", "Send a JSON object, with Content-Type: application/json.")
    said = "; ".join(dict.fromkeys(f"{_field(problem['loc'])}: {_sentence(problem['msg'])}" for problem in problems[:5]))
    return failure(request.scope, 422, said, "/api/openapi.json describes every field.")


async def _system(request: Request, error: Exception) -> JSONResponse:
    if _disk_is_full(error):
        return failure_of(request.scope, _storage_full())
    raise error


def _disk_is_full(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def _storage_full() -> StorageFull:
    return StorageFull("The disk is full. Nothing of this request was stored.", "Free some space, then try again.")


def _field(location: tuple[int | str, ...]) -> str:
    names = [str(part) for part in location if part not in ("body", "query", "path", "form")]
    return ".".join(names) or "body"


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
