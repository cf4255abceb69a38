"""How long a request's body may be, held to while it is read."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import FileTooLarge
from core.settings import MEGABYTE, Settings

JSON_BYTES = 2 * MEGABYTE  # ten thousand case ids, and room
FORM_BYTES = MEGABYTE  # the fields and boundaries around a file
FILES_A_BATCH = 20  # of the largest size; of usual ones, thousands


class BodyLimit:
    """ASGI middleware: more than the limit raises `FileTooLarge` where the body is read; nothing is kept then."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._limits = {
            "/api/v1/ingestion/upload": settings.max_upload_bytes + FORM_BYTES,
            "/api/v1/ingestion/batch": settings.max_upload_bytes * FILES_A_BATCH + FORM_BYTES,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = _Measured(scope, receive, self._limits.get(scope["path"], JSON_BYTES))
        await self._app(scope, receive, send)


class _Measured:
    """A `receive` that counts."""

    def __init__(self, scope: Scope, receive: Receive, limit: int) -> None:
        self._scope = scope
        self._receive = receive
        self._limit = limit
        self._seen = 0
        self._promised = promised_length(scope)

    async def __call__(self) -> Message:
        if self._promised > self._limit:
            await self._refuse()
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._limit:
            await self._refuse(more=message.get("more_body", False))
        return message

    async def _refuse(self, *, more: bool = True) -> None:
        if more:
            await drain(self._scope, self._receive, self._limit)
        limit = self._limit // MEGABYTE
        if self._limit == JSON_BYTES:
            raise FileTooLarge(f"This request is longer than {limit} MB. Nothing was changed.", "Send less at a time.")
        raise FileTooLarge(
            f"This upload is longer than {limit - 1} MB. Nothing was stored.",
            "Raise HEADNOTE_MAX_UPLOAD_MB, send fewer files at a time, or use `python -m core ingest` on the machine itself.",
        )


def promised_length(scope: Scope) -> int:
    """What Content-Length says, or 0."""
    value = Headers(scope=scope).get("content-length", "")
    return int(value) if value.isascii() and value.isdigit() else 0


async def drain(scope: Scope, receive: Receive, most: int) -> None:
    """Read a refused body away, up to `most` bytes: a client still sending would see a reset instead of the answer.

    One that waits for leave to send (`Expect: 100-continue`) is answered at once."""
    headers = Headers(scope=scope)
    if "expect" in headers or not (promised_length(scope) or "transfer-encoding" in headers):
        return
    while most > 0:
        message = await receive()
        most -= len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return
