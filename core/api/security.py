"""Who may call the API: holders of a key or, while there are no keys, clients of the same machine."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from core.api.bodies import drain
from core.api.errors import failure_of
from core.errors import HeadnoteError, NotAllowed, NotSignedIn
from core.principal import LOCAL_ADMIN, Principal, Role
from core.settings import Settings

PRINCIPAL = "headnote.principal"  # key in the ASGI scope
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
OPEN_PATHS = frozenset({"/health", "/health/ready", "/health/live", "/api/openapi.json", "/api/docs", "/api/redoc"})
DRAINED = 8 * 1024 * 1024  # bytes of a refused body read away, so that the client sees the answer and not a reset
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip"})
_PORTS = {"http": 80, "https": 443}
_FROM_ELSEWHERE = "Without keys the API answers only clients on the same machine."
_SET_KEYS = "Set HEADNOTE_API_KEYS and send one as `Authorization: Bearer KEY`."

_bearer = HTTPBearer(auto_error=False, description="A key of HEADNOTE_API_KEYS; not needed on the same machine while there are none")
_header = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key in a header of its own")


class AccessRule:
    """Turns the head of a request into a `Principal`. Raises `NotSignedIn` or `NotAllowed`."""

    def __init__(self, settings: Settings) -> None:
        self._keys = [(_digest(key.encode()), Principal(_name_of(key), Role.ADMIN)) for key in settings.keys]
        self._hosts = LOCAL_NAMES | {_bare(name) for name in _listed(settings.allowed_hosts)}
        self._origins = frozenset(name.rstrip("/").lower() for name in _listed(settings.allowed_origins))

    def principal(self, scope: Scope) -> Principal:
        headers = Headers(scope=scope)
        return self._by_key(headers) if self._keys else self._by_place(scope, headers)

    def _by_key(self, headers: Headers) -> Principal:
        given = _key_of(headers)
        if given is None:
            raise NotSignedIn("This needs a key.", "Send it as `Authorization: Bearer KEY` or `X-API-Key: KEY`.")
        digest = _digest(given)
        # Every key is compared, each in constant time: how long it takes says nothing of which came close.
        found = [who for known, who in self._keys if hmac.compare_digest(known, digest)]
        if not found:
            raise NotSignedIn("This key is not known here.", "Check it against HEADNOTE_API_KEYS.")
        return found[0]

    def _by_place(self, scope: Scope, headers: Headers) -> Principal:
        if not _is_loopback(scope.get("client")):
            raise NotAllowed(_FROM_ELSEWHERE, _SET_KEYS)
        if any(name in _FORWARDING or name.startswith("x-forwarded") for name in headers):
            raise NotAllowed(f"{_FROM_ELSEWHERE} This request came through a proxy.", _SET_KEYS)
        host = _split_host(headers.get("host", ""), scope.get("scheme", "http"))
        if host is None or host[0] not in self._hosts:
            raise NotAllowed(
                f"{_FROM_ELSEWHERE} The name it was called by is not a local one.", "Call it as localhost, or set HEADNOTE_ALLOWED_HOSTS."
            )
        if self._is_foreign_page(headers, host[1]):
            raise NotAllowed(f"{_FROM_ELSEWHERE} This request came from another web page.", "Set HEADNOTE_ALLOWED_ORIGINS to let that page call it.")
        return LOCAL_ADMIN

    def _is_foreign_page(self, headers: Headers, port: int) -> bool:
        """Whether a browser sent this for a page that is not Headnote's own. Images and links bear no Origin, but a fetch mark."""
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
        if origin.lower() in self._origins:
            return False
        parts = urlsplit(origin)
        theirs = _split_host(parts.netloc, parts.scheme)
        return parts.scheme not in _PORTS or theirs is None or theirs[0] not in self._hosts or theirs[1] != port


class Gate:
    """ASGI middleware: refuses a request by its head, before any of its body is read."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._rule = AccessRule(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] not in OPEN_PATHS:
            try:
                scope[PRINCIPAL] = self._rule.principal(scope)
            except HeadnoteError as refused:
                await drain(scope, receive, DRAINED)
                await failure_of(scope, refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)


async def principal(
    request: Request, _bearer_key: Annotated[object, Security(_bearer)], _header_key: Annotated[object, Security(_header)]
) -> Principal:
    """Who asks, as `Gate` found. The two parameters only describe the keys in OpenAPI."""
    who: Principal = request.scope[PRINCIPAL]
    return who


Asking = Annotated[Principal, Depends(principal)]


def _key_of(headers: Headers) -> bytes | None:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    given = token.strip() if scheme.lower() == "bearer" else ""
    given = given or headers.get("x-api-key", "").strip()
    return given.encode("latin-1") or None  # the bytes as they came


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()  # equal lengths, so that comparing says nothing of a key's own


def _name_of(key: str) -> str:
    return "key-" + hashlib.sha256(b"headnote user " + key.encode()).hexdigest()[:12]


def _listed(setting: str) -> list[str]:
    return [name for name in map(str.strip, setting.split(",")) if name]


def _bare(name: str) -> str:
    return name.strip("[]").lower()


def _is_loopback(client: tuple[str, int] | None) -> bool:
    if client is None:
        return False
    try:
        address = ip_address(client[0].partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _split_host(value: str, scheme: str) -> tuple[str, int] | None:
    """Name and port of a Host header or an origin; None when it is malformed."""
    try:
        parts = urlsplit(f"//{value}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.username is not None or parts.path or parts.query or parts.fragment:
        return None
    return name, port if port is not None else _PORTS.get(scheme, 80)
