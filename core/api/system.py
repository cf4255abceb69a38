"""What the service is and how it stands. The health routes stand at the root and need no key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request

from core import __version__
from core.api.errors import ErrorEnvelope, failures
from core.api.schemas import Liveness, Readiness, ServiceCard
from core.api.security import Asking
from core.errors import NotReady, RecordUnavailable
from core.library import Library
from core.views import Health

T = TypeVar("T")
THREADS = 4
router = APIRouter(tags=["System"])
_UNAVAILABLE: dict[int | str, dict[str, Any]] = {503: {"model": ErrorEnvelope, "description": "Not yet, or not just now"}}
# Health has threads of its own: it answers while uploads and searches hold all the others.
_limiter = CapacityLimiter(THREADS)


@router.get("/api/v1", summary="What this service is", responses=failures())
async def about(who: Asking, request: Request) -> ServiceCard:
    app = request.app
    return ServiceCard(service="Headnote", version=__version__, description=app.openapi_url, docs=app.docs_url, health="/health")


@router.head("/health", include_in_schema=False)
@router.get("/health", summary="How every part stands")
async def health(request: Request) -> Health:
    """Always 200 while Headnote runs: `status` and `services` say how it stands."""
    return await _apart(request, lambda library: library.health())


@router.head("/health/ready", include_in_schema=False)
@router.get("/health/ready", summary="Whether record and word search answer", responses=_UNAVAILABLE)
async def ready(request: Request) -> Readiness:
    await _apart(request, _check_ready)
    return Readiness(status="ready")


@router.head("/health/live", include_in_schema=False)
@router.get("/health/live", summary="Whether the process answers")
async def live() -> Liveness:
    """Touches nothing that could be slow or away."""
    return Liveness(status="alive")


async def _apart(request: Request, ask: Callable[[Library], T]) -> T:
    opened: Callable[[], Library] = request.app.state.library
    return await to_thread.run_sync(lambda: ask(opened()), limiter=_limiter)


def _check_ready(library: Library) -> None:
    if not library.is_ready:
        raise NotReady("Headnote is still starting.", "Try again in a moment; /health says what it waits for.")
    database = library.health().services["database"]
    if database.status == "unhealthy":
        raise RecordUnavailable(database.detail, "Try again in a moment.")
