"""The kinds of file that Headnote takes."""

from __future__ import annotations

from enum import Enum


class FileKind(Enum):
    """The kinds of document Headnote reads, with their MIME types."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    XML = "application/xml"
    TEXT = "text/plain"


ENDINGS = (".pdf", ".docx", ".html", ".htm", ".xhtml", ".xml", ".txt", ".zip", ".doc", ".wpd", ".rtf")
"""Of the files in a folder, those to hand over. The last three are not read, but a library may be full of them: they are refused by
name, not passed over in silence."""
