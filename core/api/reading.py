"""A case's original and its pages over HTTP."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import quote as percent

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import FileResponse

from core.api.errors import failures
from core.api.requests import Held, PageNumber
from core.api.security import Asking
from core.ingest.names import shown_name
from core.models import FileKind
from core.reading_room import NARROWEST, WIDEST
from core.views import PageView

router = APIRouter(prefix="/api/v1/retrieval/cases/{case_id}", tags=["Retrieval"])
_CACHE = "private, no-cache"  # a browser may keep it, and asks each time whether it still holds
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "What the client has still holds"}}
_ORIGINAL: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind.value: {} for kind in FileKind}, "description": "The bytes as they were uploaded"},
    **_NOT_MODIFIED,
}
_PNG: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {}}, "description": "The page; X-Marked says how many runs were marked"},
    **_NOT_MODIFIED,
}


@router.get("/file", summary="The original", response_class=FileResponse, responses={**_ORIGINAL, **failures(404)})
def file(who: Asking, library: Held, case_id: str, request: Request) -> Response:
    """The original bytes, as a download. Ranges are answered."""
    original = library.original(who, case_id)
    headers = {"ETag": f'"{original.sha256}"', "Cache-Control": _CACHE, "X-Content-Type-Options": "nosniff"}
    if _still_holds(request, original.sha256):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = disposition(original.file_name)
    # A PDF or a web page may hold scripts: opened from here it is on its own.
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return FileResponse(original.path, media_type=original.mime_type, headers=headers)


@router.get("/pages/{number}", summary="The text of a page", responses=failures(404, 422))
def page(who: Asking, library: Held, case_id: str, number: PageNumber) -> PageView:
    return library.page(who, case_id, number)


@router.get("/pages/{number}/image", summary="A page as an image", response_class=Response, responses={**_PNG, **failures(400, 404, 422)})
def image(
    who: Asking,
    library: Held,
    case_id: str,
    number: PageNumber,
    request: Request,
    width: Annotated[int, Query(ge=NARROWEST, le=WIDEST, description="Pixels")] = 1000,
    passage_id: Annotated[str | None, Query(max_length=200)] = None,
    quote: Annotated[str | None, Query(max_length=5000, description="Verbatim words of the page to mark")] = None,
) -> Response:
    """PNG, with the passage or the quotation marked where it stands on this page. Of a document that is no PDF: its text, typeset."""
    drawn = library.page_image(who, case_id, number, width=width, passage_id=passage_id, quote=quote)
    headers = {"ETag": f'"{drawn.etag}"', "Cache-Control": _CACHE, "X-Marked": str(drawn.marked)}
    if _still_holds(request, drawn.etag):
        return Response(status_code=304, headers=headers)
    return Response(drawn.png, media_type="image/png", headers=headers)


def disposition(name: str) -> str:
    """A `Content-Disposition` (RFC 6266) that cannot be broken out of: plain ASCII, and the whole name in RFC 5987's form."""
    shown = shown_name(name)
    plain = re.sub(r"[^A-Za-z0-9 ._()\-]", "_", shown)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{percent(shown, safe='')}"


def _still_holds(request: Request, etag: str) -> bool:
    given = request.headers.get("if-none-match", "")
    tags = {tag.strip().removeprefix("W/").strip('"') for tag in given.split(",")}
    return etag in tags or "*" in tags
