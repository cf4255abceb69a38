"""Telling what a file is by its bytes; names and MIME types are only claims. Nothing is parsed here."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import BinaryIO

from core.errors import EmptyFile, LockedFile, UnsupportedType
from core.ingest.formats.encodings import utf16_without_mark
from core.models import FileKind

_HEAD_BYTES = 8192
_CONVERT = "Save it as PDF or DOCX and upload that."
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document (DOC) or another Office file"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"AT&TFORM", "a DjVu document"),
)
_PACKED = (
    (b"application/epub+zip", "an EPUB book"),
    (b"opendocument", "an OpenDocument file"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a slide show"),
)
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PDF_MARKS = re.compile(rb"%PDF-|%%EOF|\bstartxref\b|\d+ \d+ obj\b")
_BEFORE_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).){0,4000}-->\s*){0,20}", re.DOTALL)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,300}\?>\s*)?(?:<!doctype\s+html|<(?:html|head|body|title|meta|div|section|article|p|h[1-6]|table|center|pre|span|b|font|main)[\s>])",
    re.IGNORECASE,
)
_XML = re.compile(rb"<\?xml[\s?]|<!DOCTYPE\s|<[A-Za-z_][\w.:-]{0,80}(?:\s+[\w.:-]{1,80}\s*=\s*[\"'][^<>]{0,2000}|\s*)/?>")
_MOST_CONTROLS = 0.02


def kind_of(path: str) -> FileKind:
    """What a file is. Raises EmptyFile, LockedFile for an encrypted Word document, and UnsupportedType for what is none of these.

    What bears any mark of a PDF counts as one, even without a header: the parser mends such files.
    """
    with Path(path).open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if not head:
            raise EmptyFile("This file is empty. Nothing was stored.", "Check that it was saved or downloaded completely.")
        if head.startswith(b"PK\x03\x04"):
            return _packed(head, file)
        _refuse_known(head, file)
        if b"%PDF-" in head[:1024]:
            return FileKind.PDF
        plain = _without_nulls(head)
        text = plain[_BEFORE_MARKUP.match(plain).end() :]  # type: ignore[union-attr]  # it matches nothing, too
        if _HTML.match(text):
            return FileKind.HTML
        if _PDF_MARKS.search(head) or _PDF_MARKS.search(file.read()):
            return FileKind.PDF
    if _XML.match(text):
        return FileKind.XML
    if _is_noise(plain):
        raise UnsupportedType("This file is of an unknown kind. Nothing was stored.", "Headnote reads PDF, DOCX, HTML, XML and plain text.")
    return FileKind.TEXT


def is_document(archive: BinaryIO) -> bool:
    """Whether a ZIP is itself a document (DOCX, EPUB and their like), not a parcel of files. Leaves the position where it was."""
    start = archive.tell()
    try:
        with zipfile.ZipFile(archive) as opened:
            first = opened.infolist()[:1]
            return any(name in opened.NameToInfo for name in ("[Content_Types].xml", "META-INF/container.xml")) or (
                bool(first) and first[0].filename == "mimetype"
            )
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return False
    finally:
        archive.seek(start)


def _packed(head: bytes, file: BinaryIO) -> FileKind:
    """A DOCX, also one cut short (its parser then says so); anything else that is packed as a ZIP is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        names = {"word/document.xml"} if b"word/" in head else set()
    if any(name.startswith("word/") for name in names):
        return FileKind.DOCX
    kind = next((kind for mark, kind in _PACKED if mark in head), "a ZIP archive")
    hint = "Upload it with the batch upload, or upload the documents in it." if kind == "a ZIP archive" else _CONVERT
    raise UnsupportedType(f"This file is {kind}, not a PDF or DOCX. Nothing was stored.", hint)


def _refuse_known(head: bytes, file: BinaryIO) -> None:
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            if kind.endswith("Office file") and _ENCRYPTED_OFFICE in head + file.read():
                raise LockedFile("This Word document is locked with a password. Nothing was stored.", "Save an unlocked copy and upload that.")
            raise UnsupportedType(f"This file is {kind}, which Headnote does not read. Nothing was stored.", _CONVERT)


def _without_nulls(head: bytes) -> bytes:
    """The head as ASCII would have it: of UTF-16 only the bytes that count, so that its markup can be recognised."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"") if wide or utf16_without_mark(head) else head


def _is_noise(head: bytes) -> bool:
    return sum(byte < 9 or 13 < byte < 27 for byte in head) > max(2, len(head) * _MOST_CONTROLS)
