"""The words of a page's text layer, and the page text made of them: token i of the text is word i of the list.

PyMuPDF gives rectangles of the page before it is turned; `page.rotation_matrix` brings them to what is displayed.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import Any

from core.ingest.mupdf import pymupdf

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

Word = tuple[float, float, float, float, str, int, int, int]
"""x0, y0, x1, y1 in points, the word, and the numbers of its block, its line in that and its place in that."""

GLYPHS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_IGNORE_ACTUALTEXT
ACTUAL_TEXT = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
READINGS = (GLYPHS, ACTUAL_TEXT)
"""Ways to read one page, the better first: what is drawn (ligatures spelled out), or what its author says is drawn.
Many court PDFs declare line-break hyphens to be nothing, which would leave broken words that cannot be mended."""

_ODD = re.compile("[\x00-\x20\x7f-\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ud800-\udfff]")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ud800-\udfff]")


def page_words(page: Any, reading: int = GLYPHS) -> list[Word]:
    """Every word in the order of the text layer, none empty and none with a blank or control character in it."""
    words: list[Word] = page.get_text("words", flags=reading)
    if _ODD.search("".join([word[4] for word in words])):
        return _made_plain(words)
    return words


def _made_plain(words: list[Word]) -> list[Word]:
    plain: list[Word] = []
    for (block, line), row in groupby(words, key=itemgetter(5, 6)):
        # A word with a blank inside counts as two, both where the one stood.
        tokens = [(*word[:4], token) for word in row for token in plain_tokens(word[4])]
        plain.extend((*token, block, line, number) for number, token in enumerate(tokens))
    return plain


def plain_tokens(word: str) -> list[str]:
    """The word without control characters, cut where Python sees a blank: mostly itself, alone."""
    return _INVISIBLE.sub("", word).split()


def text_of(words: list[Word]) -> str:
    """Words by spaces, lines by one line feed, blocks by two. `text_of(words).split()` are the words again."""
    if not words:
        return ""
    tokens = [word[4] for word in words]
    starts = [i for i, word in enumerate(words) if not word[7]]
    parts: list[str] = [" ".join(tokens[: starts[1]] if len(starts) > 1 else tokens)]
    for start, end in zip(starts[1:], [*starts[2:], len(words)], strict=False):
        last, first = words[start - 1], words[start]
        if last[5] != first[5]:
            parts.append("\n\n")
        else:
            # Pieces of one line that stand apart, such as a page number and a running head.
            parts.append(" " if first[0] >= last[2] and last[1] < (first[1] + first[3]) / 2 < last[3] else "\n")
        parts.append(" ".join(tokens[start:end]))
    return "".join(parts)
