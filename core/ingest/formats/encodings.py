"""From bytes to text, whatever wrote them: Unicode with and without its mark, the code pages of old word processors."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN = 2048
_LATIN = frozenset({"iso8859-1", "ascii", "cp1252"})
_GUESSED_FROM = 65_536
_FEW = 0.05
"""Share of bytes beyond ASCII up to which a text is Western: its odd bytes are quotation marks, dashes and section signs."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b\u2060\ufeff\ud800-\udfff]")


def decoded(data: bytes, *, markup: bool = False) -> str:
    """The text of a file, without control characters, its lines ended by one line feed. Never raises: a byte that cannot be
    read becomes U+FFFD. With `markup` the encoding that the file itself declares is believed where it fits."""
    text = _decode(data, markup)
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _decode(data: bytes, markup: bool) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if (wide := utf16_without_mark(data[:4096])) is not None:
        return data.decode(wide, errors="replace")
    declared = _declared(data) if markup else None
    for encoding in ("utf-8", declared):
        if encoding and (text := _strictly(data, encoding)) is not None:
            return text
    return data.decode(_guessed(data), errors="replace")


def utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 whose mark is missing: every other byte is NUL, at least where the text is ASCII."""
    pairs = len(head) // 2
    if not pairs:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * pairs and odd < 0.05 * pairs else None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else None
    except LookupError:
        return None
    # As browsers do: who declares Latin-1 means what Windows made of it. UTF-16 was tried by its bytes.
    return "cp1252" if name in _LATIN else None if name and name.startswith(("utf-16", "utf-32")) else name


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None  # ValueError: a codec that is none of text


def _guessed(data: bytes) -> str:
    sample = data[:_GUESSED_FROM]
    if sum(byte > 127 for byte in sample) <= _FEW * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # the server, which only asks what a file is, need not load it

    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"
