"""How every part of Headnote stands, told truthfully and quickly: each part is looked at, none is waited for."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Literal

from core import __version__
from core.engine import Engine
from core.errors import HeadnoteError
from core.settings import MEGABYTE, Settings
from core.views import Health, ServiceHealth

LOW_DISK = 1024 * MEGABYTE
NEEDED = ("database", "index")


class HealthDesk:
    """Reports on one engine."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine

    def report(self) -> Health:
        services = {
            "database": self._database(),
            "index": self._index(),
            "embedder": self._embedder(),
            "language_model": ServiceHealth(status="off", detail="No model connected: summaries and chat are not part of this version."),
            "ocr": self._ocr(),
            "workers": self._workers(),
            "disk": self._disk(),
        }
        return Health(status=_overall(services), version=__version__, services=services)

    def disk_use(self) -> dict[str, int]:
        """Bytes under each folder of the data folder."""
        root = self._settings.data_dir
        parts = {"originals": "originals", "record": "record", "indexes": "index", "cache": "cache", "logs": "logs"}
        return {name: _bytes_under(root / folder) for name, folder in parts.items()}

    def _database(self) -> ServiceHealth:
        engine = self._engine
        if not engine.is_ready:
            return ServiceHealth(status="loading", detail=engine.problem or "Starting.")
        try:
            seconds = engine.record.ping()
            about = engine.record.describe()
        except HeadnoteError as error:
            return ServiceHealth(status="unhealthy", detail=error.message)
        detail = f"{about['engine']}, MongoDB {about['version']} protocol, answers in {seconds * 1000:.1f} ms."
        return ServiceHealth(status="healthy", detail=detail, cases=len(engine.roster.ids()), **about)

    def _index(self) -> ServiceHealth:
        terms, keeper = self._engine.terms, self._engine.keeper
        vectors = self._engine.answering()[0]
        if terms is None or vectors is None:
            return ServiceHealth(status="loading", detail="Opening the indexes.")
        size = terms.size
        lag = keeper.lag if keeper else 0
        detail = f"{size.passages:,} passages by words, {vectors.size:,} by meaning" + (f"; {lag} cases to bring in step." if lag else ", in step.")
        return ServiceHealth(
            status="healthy", detail=detail, cases=size.cases, passages=size.passages, vectors=vectors.size, bytes_on_disk=size.bytes_on_disk, lag=lag
        )

    def _embedder(self) -> ServiceHealth:
        embedder = self._engine.embedder
        return ServiceHealth(
            status=embedder.state, detail=embedder.detail, model=embedder.name, dimension=embedder.dimension, quality=embedder.quality
        )

    def _ocr(self) -> ServiceHealth:
        reader = self._engine.pipeline.ocr
        return ServiceHealth(status="healthy" if reader.available else "off", detail=reader.detail)

    def _workers(self) -> ServiceHealth:
        engine = self._engine
        role = "reads files here" if engine.working else "another process of this data folder reads the files"
        return ServiceHealth(
            status="healthy",
            detail=f"{engine.pool.size} workers; {role}.",
            size=engine.pool.size,
            waiting=engine.pool.waiting,
            working=engine.working,
        )

    def _disk(self) -> ServiceHealth:
        free = shutil.disk_usage(self._settings.data_dir).free
        state: Literal["healthy", "degraded"] = "healthy" if free > LOW_DISK else "degraded"
        return ServiceHealth(status=state, detail=f"{free / 1e9:.1f} GB free.", free=free)


def _bytes_under(folder: Path) -> int:
    """Files come and go while they are counted."""
    total = 0
    for file in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            total += file.stat().st_size if file.is_file() else 0
    return total


def _overall(services: dict[str, ServiceHealth]) -> Literal["healthy", "degraded", "unhealthy"]:
    if any(services[name].status == "unhealthy" for name in NEEDED):
        return "unhealthy"
    degraded = any(service.status in ("unhealthy", "degraded", "loading") for service in services.values())
    return "degraded" if degraded else "healthy"
