"""What a file is, told by its bytes alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from made_documents import RECORD, docx

from core.errors import EmptyFile, LockedFile, UnsupportedType
from core.ingest.archives import is_zip
from core.ingest.filetype import kind_of
from core.models import FileKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"%PDF-1.7\n", FileKind.PDF, "its header"),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7", FileKind.PDF, "headers of a download before it"),
        (b"\x00" * 9000 + b"1 0 obj", FileKind.PDF, "no header, but an object far inside: the parser mends it"),
        (docx("An opinion."), FileKind.DOCX, "a package with a Word document"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", FileKind.DOCX, "cut short: its parser says so"),
        (b"<!DOCTYPE html><html><body>An opinion</body></html>", FileKind.HTML, "as standards have it"),
        (b"\n <!-- a court's comment -->\n<HTML><head>", FileKind.HTML, "as courts have it"),
        (b'<section class="casebody"><p>An opinion', FileKind.HTML, "a fragment"),
        (b"<p>See pages 1 0 obj and %%EOF</p>", FileKind.HTML, "HTML that speaks of PDFs"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", FileKind.HTML, "XHTML"),
        (b"<?xml version='1.0'?><case/>", FileKind.XML, "a declaration"),
        (RECORD.encode(), FileKind.XML, "without a declaration"),
        ("<?xml version='1.0'?><case/>".encode("utf-16"), FileKind.XML, "in UTF-16"),
        (b"IN THE SUPREME COURT\nNo. 12-345\n", FileKind.TEXT, "plain text"),
        ("Überprüfung der Entscheidung".encode("cp1252"), FileKind.TEXT, "plain text in an old code page"),
        ("The judgment is affirmed.".encode("utf-16-le"), FileKind.TEXT, "UTF-16 without its mark"),
        (b"The court held.\x00 The rest was lost.", FileKind.TEXT, "a stray NUL"),
    ],
)
def test_what_is_read(tmp_path, data, kind, reason):
    path = tmp_path / "upload"
    path.write_bytes(data)
    assert kind_of(str(path)) is kind, reason


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyFile, "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), UnsupportedType, "PNG"),
        (OLE + bytes(64), UnsupportedType, "DOC"),
        (OLE + bytes(9000) + "EncryptedPackage".encode("utf-16-le"), LockedFile, "locked with a password"),
        (b"\xffWPC\x10\x00", UnsupportedType, "WordPerfect"),
        (b"{\\rtf1 An opinion}", UnsupportedType, "RTF"),
        (zipped("mimetype", "META-INF/container.xml"), UnsupportedType, "EPUB"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), UnsupportedType, "Excel"),
        (zipped("a.pdf"), UnsupportedType, "ZIP"),
        (b"PK\x03\x04" + bytes(26) + b"a.pdf%PDF-1.4 1 0 obj", UnsupportedType, "ZIP"),  # a PDF stored inside is not mended out of it
        (bytes(range(256)) * 4, UnsupportedType, "unknown"),
        (b"\x00" * 500, UnsupportedType, "unknown"),
    ],
)
def test_what_is_not_read_is_refused_with_a_way_out(tmp_path, data, error, says):
    path = tmp_path / "upload.pdf"
    path.write_bytes(data)
    with pytest.raises(error, match=says) as refused:
        kind_of(str(path))
    assert "Nothing was stored." in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    ("data", "parcel", "reason"),
    [
        (zipped("a.pdf", "b.docx"), True, "files in a ZIP"),
        (docx("An opinion."), False, "a document packed as one"),
        (zipped("mimetype", "META-INF/container.xml"), False, "an EPUB"),
        (b"PK\x03\x04 and nothing else", True, "damaged: whoever unpacks it says so"),
        (b"%PDF-1.4", False, "no ZIP"),
    ],
)
def test_a_zip_of_files_is_told_from_a_document(data, parcel, reason):
    source = io.BytesIO(data)
    assert is_zip(source) is parcel, reason
    assert source.tell() == 0
