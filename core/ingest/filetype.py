"""Telling a PDF from what is certainly none, by its first bytes; names and MIME types are only claims."""

from __future__ import annotations

import re
from pathlib import Path

from core.errors import EmptyFile, UnsupportedType

_HEAD_BYTES = 8192
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Word or other Office document"),
    (b"\xffWPC", "a WordPerfect document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"AT&TFORM", "a DjVu document"),
)
_ZIP_MEMBERS = ((b"word/", "a Word document (DOCX)"), (b"application/epub+zip", "an EPUB book"), (b"opendocument", "an OpenDocument file"))
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_PDF_MARKS = re.compile(rb"%PDF-|%%EOF|\bstartxref\b|\d+ \d+ obj\b")


def refuse_other_types(path: str) -> None:
    """Raise EmptyFile for no bytes and UnsupportedType for a file that is certainly something else.

    What bears any mark of a PDF passes, even without a header: the parser mends such files.
    """
    with Path(path).open("rb") as file:
        head = file.read(_HEAD_BYTES)
        rest = b"" if _PDF_MARKS.search(head) else file.read()
    if not head:
        raise EmptyFile("This file is empty. Nothing was stored.", "Check that it was saved or downloaded completely.")
    kind = _kind(head)
    if kind is None and not _PDF_MARKS.search(head) and not _PDF_MARKS.search(rest):
        kind = _kind_of_text(head)
    if kind is not None:
        raise UnsupportedType(f"This file is {kind}, not a PDF. Nothing was stored.", "Save or print it as PDF and upload that.")


def _kind(head: bytes) -> str | None:
    if head.startswith(b"PK\x03\x04"):
        return next((kind for member, kind in _ZIP_MEMBERS if member in head), "a ZIP archive")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    return None


def _kind_of_text(head: bytes) -> str:
    if _HTML.match(head):
        return "a web page (HTML)"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "an XML document"
    if b"\x00" in head or sum(byte < 9 for byte in head) > len(head) // 50:
        return "of an unknown kind"
    return "plain text"
