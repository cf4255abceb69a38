"""File names as people send them, made safe to show and to write in a header. Files on disk are never named by them."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
_ENDING = re.compile(r"\.(?:pdf|docx|html?|xhtml|xml|txt)$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[/\\]+")


def shown_name(name: str | None) -> str:
    """The last part of the path, without control and direction characters, at most 200 characters, its ending kept."""
    last = _SEPARATORS.split((name or "").rstrip("/\\"))[-1]
    visible = "".join(char for char in last if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    tidy = re.sub(r"\s+", " ", unicodedata.normalize("NFC", visible)).strip(" .")
    return _shortened(tidy) or "untitled.pdf"


def title_from(name: str) -> str:
    """A title for a document of which nothing better is known yet."""
    stem = _ENDING.sub("", shown_name(name))
    return re.sub(r"[_\s]+", " ", stem).strip() or "Untitled"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[: LONGEST - 1] + "…"
    return f"{stem[: LONGEST - len(ending) - 2]}….{ending}"
