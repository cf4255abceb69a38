"""Authorities over HTTP: what a case cites, who cites it, what a citation means, and what the library lacks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from core.api.errors import failures
from core.api.reading import disposition
from core.api.requests import Held
from core.api.security import Asking
from core.authorities.answers import AuthorityRow, CitationAnswer, CitedByAnswer, MissingAnswer, Network
from core.authorities.exports import Format, export

router = APIRouter(prefix="/api/v1/retrieval", tags=["Retrieval"])
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}, "description": "The file"}}


@router.get("/cases/{case_id}/authorities", summary="The table of authorities of a case", responses=failures(404))
def authorities(who: Asking, library: Held, case_id: str) -> list[AuthorityRow]:
    """What the case cites, in the order of first citation. `treatments` are derived by rules from the words around each citation;
    they are not a citator. Statutes, rules and articles have no `status`: the library holds decisions."""
    return library.authorities(who, case_id).rows


@router.get("/cases/{case_id}/authorities/export", summary="The table as a file", response_class=Response, responses={**_FILE, **failures(404, 422)})
def exported(who: Asking, library: Held, case_id: str, form: Annotated[Format, Query(alias="format")] = "csv") -> Response:
    file = export(library.authorities(who, case_id), form)
    headers = {"Content-Disposition": disposition(file.file_name), "X-Content-Type-Options": "nosniff"}
    return Response(file.content, media_type=file.media_type, headers=headers)


@router.get("/cases/{case_id}/cited-by", summary="The cases that cite this one", responses=failures(400, 404, 422))
def cited_by(
    who: Asking, library: Held, case_id: str, offset: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=50)] = 50
) -> CitedByAnswer:
    return library.cited_by(who, case_id, offset, limit)


@router.get("/citations", summary="What is cited so", responses=failures(400, 422))
def citation(
    who: Asking, library: Held, cite: Annotated[str, Query(min_length=1, max_length=300, description="As “558 U.S. 310”")]
) -> CitationAnswer:
    return library.citation(who, cite)


@router.get("/missing-authorities", summary="Cited most and not held", responses=failures(400, 422))
def missing(who: Asking, library: Held, limit: Annotated[int, Query(ge=1, le=1000)] = 50, offset: Annotated[int, Query(ge=0)] = 0) -> MissingAnswer:
    return library.missing_authorities(who, limit, offset)


@router.get("/network", summary="Cases ranked, and the citations between them", responses=failures(400, 422))
def network(who: Asking, library: Held, limit: Annotated[int, Query(ge=1, le=1000)] = 200) -> Network:
    """Ranks are PageRank over the library's own citations."""
    return library.network(who, limit)
