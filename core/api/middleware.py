"""What every response has: an id, the time it took, and the envelope when it is an error."""

from __future__ import annotations

import re
import traceback
from time import perf_counter
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.api.errors import REQUEST_ID, plain_failure, unexpected

log = structlog.get_logger(__name__)
_SANE = re.compile(r"[A-Za-z0-9._-]{1,128}")
_OF_THE_BODY = ("content-type", "content-length", "content-encoding", "etag", "last-modified", "content-disposition")


class RequestContext:
    """ASGI middleware, outermost: `X-Request-ID`, `X-Process-Time`, and no error without the envelope."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope[REQUEST_ID] = request_id(Headers(scope=scope).get("x-request-id"))
        reply = _Reply(scope, receive, send)
        try:
            await self._app(scope, receive, reply)
        except Exception:
            # The plain traceback: a renderer that shows local variables would write a password down.
            what = {"request_id": scope[REQUEST_ID], "method": scope["method"], "path": scope["path"]}
            log.error("api.unexpected", **what, traceback=traceback.format_exc())  # noqa: TRY400
            if reply.started:
                raise  # half an answer is out: the server must break the connection off
            await unexpected(scope)(scope, receive, reply)


class _Reply:
    """A `send` that adds the headers, and puts the envelope in place of an error's body that is not JSON."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._began = perf_counter()
        self._replaced = False
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            if message["status"] >= 400 and not headers.get("content-type", "").startswith("application/json"):
                await self._replace(message["status"], headers)
                return
            headers["X-Request-ID"] = self._scope[REQUEST_ID]
            headers["X-Process-Time"] = f"{perf_counter() - self._began:.6f}"
            headers.setdefault("X-Content-Type-Options", "nosniff")
        elif self._replaced:
            return
        await self._send(message)

    async def _replace(self, status: int, headers: MutableHeaders) -> None:
        kept = {name: value for name, value in headers.items() if name not in _OF_THE_BODY}
        await plain_failure(self._scope, status, kept)(self._scope, self._receive, _Reply(self._scope, self._receive, self._send))
        self._replaced = True


def request_id(given: str | None) -> str:
    """The client's own id when it is a sane token, else a new one."""
    return given if given and _SANE.fullmatch(given) else uuid4().hex
