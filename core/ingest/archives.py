"""ZIP files: their documents one by one, without trusting a word of what the archive says of itself."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from core.errors import BadFile, DamagedFile, EmptyFile, UnsafeArchive
from core.ingest.filetype import is_document
from core.store.files import Readable

MOST_MEMBERS = 10_000
MOST_RATIO = 200  # deflate cannot honestly do much better on documents
MOST_BYTES = 20 * 1024**3
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)  # LZMA takes as much memory as the archive says
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What the standard library raises on an archive that is not as it should be."""
_IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_zip(source: BinaryIO) -> bool:
    """Whether this is a ZIP of files, and not a document that is packed as one (DOCX); leaves the position where it was."""
    start = source.tell()
    magic = source.read(4)
    source.seek(start)
    return magic in (b"PK\x03\x04", b"PK\x05\x06") and not is_document(source)


def members(source: BinaryIO) -> Iterator[tuple[str, Readable | BadFile]]:
    """(name, stream) of every file in the archive, or (name, why not). Folders and system clutter are passed over.

    Raises `DamagedFile`, `EmptyFile` or `UnsafeArchive` when the archive as a whole is refused; nothing was stored then."""
    try:
        archive = zipfile.ZipFile(source)
    except _BROKEN as error:
        raise DamagedFile(
            "This ZIP is damaged and cannot be opened. Nothing was stored.", "Make it anew, or upload the documents themselves."
        ) from error
    with archive:
        files = [info for info in archive.infolist() if not info.is_dir() and not _clutter(info.filename)]
        _check(files)
        for info in files:
            yield info.filename, _opened(archive, info)


def _check(files: list[zipfile.ZipInfo]) -> None:
    if not files:
        raise EmptyFile("This ZIP holds no files. Nothing was stored.", "Put documents into it, or upload them themselves.")
    if len(files) > MOST_MEMBERS:
        raise UnsafeArchive(f"This ZIP holds {len(files):,} files; the limit is {MOST_MEMBERS:,}. Nothing was stored.", "Split it into smaller ones.")
    climbing = [info.filename for info in files if _climbs(info.filename)]
    if climbing:
        raise UnsafeArchive("This ZIP names files outside of its own folder. Nothing was stored.", "Make it anew from the documents alone.")
    if sum(info.file_size for info in files) > MOST_BYTES:
        raise UnsafeArchive("This ZIP expands to more than 20 GB. Nothing was stored.", "Split it into smaller ones.")


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Readable | BadFile:
    if info.flag_bits & 0x1:
        return DamagedFile("This file is locked inside the ZIP.", "Unpack the ZIP with its password and upload the documents.")
    if info.compress_type not in _METHODS:
        return DamagedFile("This file is packed in a way that is not read here.", "Make the ZIP anew, or upload the document itself.")
    if info.file_size > MOST_RATIO * max(info.compress_size, 1024):
        return UnsafeArchive("This file expands more than a document can. It was not stored.", "Upload the document itself.")
    try:
        return _Bounded(archive.open(info), info.file_size)
    except _BROKEN as error:
        return DamagedFile(f"This file cannot be unpacked ({error}).", "Upload the document itself.")


class _Bounded:
    """A member's stream that ends with what the archive promised, and says plainly when it is broken."""

    def __init__(self, stream: IO[bytes], promised: int) -> None:
        self._stream = stream
        self._left = promised

    def read(self, size: int = -1, /) -> bytes:
        try:
            data = self._stream.read(size)
        except _BROKEN as error:
            raise DamagedFile(f"This file cannot be unpacked ({error}).", "Make the ZIP anew, or upload the document itself.") from error
        self._left -= len(data)
        if self._left < 0:
            raise UnsafeArchive("This file is longer than the ZIP says. It was not stored.", "Upload the document itself.")
        return data


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":")


def _clutter(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part in _IGNORED or part.startswith("._") for part in parts)
