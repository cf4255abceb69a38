"""The sample library of a first run: fictional opinions that ship with Headnote."""

from __future__ import annotations

from pathlib import Path

import structlog

from core.engine import Engine
from core.errors import HeadnoteError
from core.models import UploadOptions
from core.principal import SHARED_WORKSPACE, Principal, Role
from core.settings import Settings

log = structlog.get_logger(__name__)
BEGUN = "begun"
FOLDER = Path(__file__).resolve().parents[1] / "samples"
_READER = Principal("samples", Role.ADMIN, SHARED_WORKSPACE)


def read_into_empty(engine: Engine, settings: Settings) -> None:
    """Read the samples in, once, if the library is empty. A library emptied by its user stays empty; a reading that was broken
    off is finished by the next start."""
    marker = settings.data_dir / "samples-read"
    begun = marker.exists() and marker.read_text() == BEGUN
    if marker.exists() and not begun:
        return
    if begun or engine.roster.count(SHARED_WORKSPACE) == 0:
        marker.write_text(BEGUN)
        for path in sorted(FOLDER.glob("*.pdf")):
            try:
                with path.open("rb") as file:
                    engine.intake.take(_READER, file, path.name, UploadOptions())
            except HeadnoteError as error:
                log.warning("samples.not_read", file=path.name, reason=error.message)
                return  # tried again at the next start
    marker.write_text("")
