"""Folders that are replaced whole: each save is a new one, and a pointer file says which one counts."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from core.index.durable import sync_file, sync_folder, write_durably

POINTER = "current"


class Generations:
    """Saves under `folder`. A crash in the middle of a save leaves the one before it in force."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def current(self) -> Path | None:
        """The folder of the last complete save; None before the first."""
        try:
            name = (self._folder / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self._folder / name

    def save(self, fill: Callable[[Path], None]) -> Path:
        """Let `fill` write into a new folder, make that durable, let it count, and remove the older ones."""
        self._folder.mkdir(parents=True, exist_ok=True)
        fresh = self._folder / f"save-{uuid.uuid4().hex[:12]}"
        fresh.mkdir()
        try:
            fill(fresh)
            for path in fresh.iterdir():
                sync_file(path)
            sync_folder(fresh)
            write_durably(self._folder / POINTER, fresh.name.encode())
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        self.tidy()
        return fresh

    def tidy(self) -> None:
        """Remove every save but the one in force, also halves that a crash left."""
        kept = self.current()
        for path in self._folder.glob("save-*"):
            if path != kept:
                shutil.rmtree(path, ignore_errors=True)
