"""The originals: files named by their SHA-256, written once, never modified."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil
from filelock import FileLock

from core.errors import BadFile, EmptyFile, FileTooLarge, StorageFull
from core.index.durable import sync_folder

CHUNK = 1024 * 1024


class Readable(Protocol):
    """What a file on its way in must offer."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Received:
    """A file on its way in: whole, on disk, not yet kept."""

    path: Path
    sha256: str
    size: int

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


class FileStore:
    """`ab/cd/abcd….pdf` under `folder`, whatever kind of document it is; uploads arrive in `incoming` on the same disk, so that keeping one is a rename."""

    def __init__(self, folder: Path, incoming: Path) -> None:
        self._folder = folder
        self._incoming = incoming
        self._locks = incoming.parent / "locks"
        for path in (folder, incoming, self._locks):
            path.mkdir(parents=True, exist_ok=True)

    def receive(self, source: Readable, limit: int) -> Received:
        """Copy `source` to disk, hashing as it comes. Raises `EmptyFile`, `FileTooLarge` (over `limit` bytes) or `StorageFull`."""
        path = self._incoming / f"{os.getpid()}-{secrets.token_hex(8)}.part"
        try:
            received = _copy(source, path, limit)
        except OSError as error:
            path.unlink(missing_ok=True)
            if _full(error):
                raise _storage_full() from error
            raise
        except BadFile:
            path.unlink(missing_ok=True)
            raise
        return received

    def holding(self, sha256: str) -> FileLock:
        """Nobody else keeps or removes this file meanwhile: the same bytes may come again while they are being deleted."""
        return FileLock(self._locks / f"{sha256[:2]}.lock")

    def keep(self, received: Received) -> Path:
        """Make a received file an original: durable when this returns. The same bytes twice are one file. Raises `StorageFull`."""
        return self._move_in(received.path, self.path_of(received.sha256))

    def keep_unlocked(self, copy: Path, sha256: str) -> Path:
        """Make `copy` the readable copy of this encrypted original. Raises `StorageFull`."""
        return self._move_in(copy, self.unlocked_path_of(sha256))

    def _move_in(self, path: Path, target: Path) -> Path:
        fresh = not target.parent.exists()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            for folder in (target.parent, target.parent.parent, self._folder) if fresh else (target.parent,):
                sync_folder(folder)
        except OSError as error:
            if _full(error):
                raise _storage_full() from error
            raise
        return target

    def path_of(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"

    def unlocked_path_of(self, sha256: str) -> Path:
        """Where the readable copy of an encrypted original stands."""
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.unlocked.pdf"

    def readable_path_of(self, sha256: str, *, unlocked: bool) -> Path:
        return self.unlocked_path_of(sha256) if unlocked else self.path_of(sha256)

    def remove(self, sha256: str) -> None:
        self.path_of(sha256).unlink(missing_ok=True)
        self.unlocked_path_of(sha256).unlink(missing_ok=True)

    def verify(self, sha256: str) -> bool:
        """Whether the original is there and still has its bytes (reads the whole file)."""
        try:
            with self.path_of(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def clear_incoming(self) -> int:
        """Remove what uploads of dead processes have left. Returns how many."""
        left = [path for path in self._incoming.glob("*.part*") if not psutil.pid_exists(int(path.name.split("-")[0]))]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def _copy(source: Readable, path: Path, limit: int) -> Received:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise FileTooLarge(
                    f"This file is larger than {limit // CHUNK} MB. Nothing was stored.", "Split it, or raise HEADNOTE_MAX_UPLOAD_MB and restart."
                )
            digest.update(chunk)
            file.write(chunk)
        if not size:
            raise EmptyFile("This file is empty. Nothing was stored.", "Check the file where it comes from, then upload it again.")
        file.flush()
        os.fsync(file.fileno())
    return Received(path, digest.hexdigest(), size)


def _full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def _storage_full() -> StorageFull:
    return StorageFull("The disk is full. This file was not stored; all others are safe.", "Free some space, then upload it again.")
