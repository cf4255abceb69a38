"""Untrusted text made safe to show. Case names, page text and file names come from documents: nothing in them is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

# The theme's own quiet ink and marker; `light-dark` follows the theme the reader has chosen.
QUIET = "color:light-dark(#5A6270,#A3A9B3)"
MARKER = "background:light-dark(#FFE58A,#6B5A1E);color:inherit;border-radius:2px;padding:0 1px"
MEASURE = "max-width:46rem"  # lines longer than this are hard to follow
SERIF = "font-family:'Source Serif',serif"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=])")


def plain(text: str) -> str:
    """`text` for places that take Markdown (labels, messages), every sign of it shown as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def marked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """`text` as HTML with `ranges` (character positions, end exclusive) marked. Overlaps are joined, positions outside ignored."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(ranges):
        start, end = max(start, at), min(end, len(text))
        if start < end:
            parts += [escape(text[at:start]), f'<mark style="{MARKER}">{escape(text[start:end])}</mark>']
            at = end
    return "".join([*parts, escape(text[at:])])


def flowing(html: str) -> str:
    """Lines of a page as paragraphs: they break where the reader's window ends, not where the paper did. A hyphen at a line's end stays."""
    paragraphs = re.split(r"\n\s*\n", html.strip("\n"))
    return "<br><br>".join(re.sub(r"\s*\n\s*", " ", re.sub(r"-\n\s*", "-", each)) for each in paragraphs)


def quiet(text: str) -> str:
    """A line of secondary text as HTML."""
    return f'<span style="{QUIET}">{escape(text)}</span>'
