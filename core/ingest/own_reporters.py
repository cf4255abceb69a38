"""The citations under which reporters print an opinion, as they stand over its caption: "153 Conn. App. 266 / 100 A.3d 1004"."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from core.ingest.face import Line, lines_of
from core.models import Evidence, Page

_LINES, _CHARACTERS = 14, 2_000
_LOOKS = re.compile(r"\d{1,4}\s+[A-Z][\w.’' ]{0,30}\d|[A-Z][\w. ]{1,20}\d{4}-\d|\d{4}-[A-Z][a-z]+-\d")
_CITE_AS = re.compile(r"(?i)^.{0,40}?\[?cite\s+as:?\s*")


def own_reporters(pages: Sequence[Page]) -> list[tuple[str, Evidence]]:
    """In the order printed, with where each stands: lines of the face that hold citations of cases and nothing else, or "Cite as"."""
    first = next((page for page in pages if page.text.strip()), None)
    found: dict[str, Evidence] = {}
    for line in lines_of(first, _CHARACTERS)[:_LINES] if first else []:
        if len(line.text) < 160 and _LOOKS.search(line.text):
            found |= {text: item for text, item in _of_line(line) if text not in found}
    return list(found.items())


def _of_line(line: Line) -> list[tuple[str, Evidence]]:
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation

    logging.getLogger("eyecite").setLevel(logging.ERROR)  # it warns of overlaps that mean nothing here
    cites = [item for item in get_citations(line.text) if isinstance(item, FullCaseCitation)]
    rest = _CITE_AS.sub("", line.text)
    for item in cites:
        rest = rest.replace(item.matched_text(), "")
    if not cites or re.search(r"[A-Za-z]{2,}|\d{3,}", re.sub(r"\(\d{4}\)", "", rest)):
        return []
    return [
        (re.sub(r"\s+", " ", str(item.corrected_citation())), line.evidence(0.95, *item.span()))
        for item in cites
        if item.groups.get("page") and "_" not in item.matched_text()
    ]
