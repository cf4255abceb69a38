"""From one embedding model to the next: the old one answers until every passage has a vector of the new one.

`active.json` names the model whose index answers. Each model's index has a folder of its own, named by its fingerprint.
"""

from __future__ import annotations

import json
import shutil
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import structlog

from core.index.embedder import Embedder
from core.index.vectors import FaissVectors

GRACE_SECONDS = 12.0  # searches under way may still be asking the old model
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Active:
    """The model that answers: as the settings named it, and what it is."""

    model: str
    fingerprint: str
    dimension: int


class Succession:
    """`wanted` is the model of the settings. Used by one engine; `answering` may be asked from any thread. With `serve=False` an
    older model is not started."""

    def __init__(self, folder: Path, setting: str, wanted: Embedder, *, writable: bool, serve: bool = True) -> None:
        self._folder = folder
        self._setting = setting
        self._wanted = wanted
        self._writable = writable
        self._serve = serve
        self._active = self._read()
        self._old: tuple[FaissVectors, Embedder] | None = None
        self.new: FaissVectors | None = None
        self._retired: list[FaissVectors | Embedder] = []
        self._farewell: threading.Timer | None = None

    def open(self) -> FaissVectors | None:
        """The index of the wanted model, or None until that model's fingerprint and dimension are known (once it has loaded)."""
        fingerprint, dimension = self._wanted.fingerprint, self._wanted.dimension
        if fingerprint is None or dimension is None:
            self._keep_old_answering(None)
            return None
        self.new = FaissVectors(self._folder / fingerprint, fingerprint=fingerprint, dimension=dimension, writable=self._writable)
        if self._active is None and self._writable:
            self._write(Active(self._setting, fingerprint, dimension))
        self._keep_old_answering(fingerprint)
        return self.new

    def answering(self) -> tuple[FaissVectors | None, Embedder]:
        """The index that searches go to, and the model that made it."""
        old = self._old
        return old if old is not None else (self.new, self._wanted)

    @property
    def pending(self) -> bool:
        """Whether an older model still answers."""
        return self._old is not None

    def complete(self) -> None:
        """The new index is whole: answer from it and forget the old one."""
        if self.new is None or self._old is None:
            return
        self._write(Active(self._setting, self.new.fingerprint, self.new.dimension))
        (vectors, embedder), self._old = self._old, None
        self._retired = [vectors, embedder]
        self._farewell = threading.Timer(GRACE_SECONDS, self._close_retired)
        self._farewell.daemon = True
        self._farewell.start()
        for path in self._folder.iterdir():
            if path.is_dir() and path.name != self.new.fingerprint:
                shutil.rmtree(path)
        log.info("index.model_changed", model=self._wanted.name)

    def _close_retired(self) -> None:
        retired, self._retired = self._retired, []
        for part in retired:
            part.close()

    def refresh(self) -> None:
        for vectors in (self.new, self._old[0] if self._old else None):
            if vectors is not None:
                vectors.refresh()

    def close(self) -> None:
        if self._farewell is not None:
            self._farewell.cancel()
        self._close_retired()
        if self._old is not None:
            self._old[0].close()
            self._old[1].close()
        if self.new is not None:
            self.new.close()

    def _keep_old_answering(self, wanted: str | None) -> None:
        active = self._active
        if not self._serve:
            return
        if self._old is not None or active is None or active.fingerprint == wanted or (wanted is None and active.model == self._setting):
            if self._old is not None and active is not None and active.fingerprint == wanted:
                self._drop_old()
            return
        embedder = Embedder(active.model)
        embedder.start()
        folder = self._folder / active.fingerprint
        vectors = FaissVectors(folder, fingerprint=active.fingerprint, dimension=active.dimension, writable=False)
        self._old = (vectors, embedder)

    def _drop_old(self) -> None:
        if self._old is not None:
            (vectors, embedder), self._old = self._old, None
            vectors.close()
            embedder.close()

    def _read(self) -> Active | None:
        try:
            return Active(**json.loads((self._folder / "active.json").read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def _write(self, active: Active) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / "active.json.new"
        temporary.write_text(json.dumps(asdict(active)))
        temporary.replace(self._folder / "active.json")
        self._active = active
