"""The API as one ASGI application, and the routes by which the launcher serves it beside the dashboard."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route

from core import __version__
from core.api import authorities, ingestion, reading, retrieval, system
from core.api.bodies import BodyLimit
from core.api.errors import install_handlers
from core.api.middleware import RequestContext
from core.api.security import Gate
from core.library import Library
from core.settings import Settings

PATHS = ("/api", "/api/{path:path}", "/health", "/health/ready", "/health/live")
_ABOUT = "Read, search and cite court opinions. Every error has one shape: `ErrorEnvelope`. Times are ISO 8601, UTC."
_TAGS = [
    {"name": "Ingestion", "description": "Files in, and how far they are"},
    {"name": "Retrieval", "description": "Search, cases, pages"},
    {"name": "System", "description": "What the service is and how it stands; health needs no key"},
]


def create_api(library: Callable[[], Library], settings: Settings) -> FastAPI:
    """The application, with whole paths (`/api/v1/...`, `/health`). `library` is called at each request and may raise `Unavailable`."""
    described = settings.environment != "production"
    app = FastAPI(
        title="Headnote",
        version=__version__,
        description=_ABOUT,
        openapi_tags=_TAGS,
        openapi_url="/api/openapi.json" if described else None,
        docs_url="/api/docs" if described else None,
        redoc_url="/api/redoc" if described else None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        middleware=_middleware(settings),
    )
    app.state.library = library
    install_handlers(app)
    for router in _routers():
        app.include_router(router)
    return app


def routes(library: Callable[[], Library], settings: Settings) -> list[BaseRoute]:
    """The API's routes for `st.App`. Unknown paths under /api are the API's to refuse: the dashboard would answer 200 with its page."""
    api = create_api(library, settings)
    return [Route(path, api, include_in_schema=False) for path in PATHS]


def _routers() -> tuple[APIRouter, ...]:
    return (ingestion.router, retrieval.router, authorities.router, reading.router, system.router)


def _middleware(settings: Settings) -> list[Middleware]:
    """Outermost first."""
    origins = [name.rstrip("/") for name in map(str.strip, settings.allowed_origins.split(",")) if name]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "X-API-Key", "X-Request-ID"],
        expose_headers=["X-Request-ID", "X-Process-Time", "X-Marked", "Retry-After"],
    )
    inner = [Middleware(Gate, settings), Middleware(BodyLimit, settings)]
    return [Middleware(RequestContext), *([cors] if origins else []), *inner]
