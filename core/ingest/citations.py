"""What a document cites, found by eyecite and brought back to its pages."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from core.ingest.composition import CitationFindings
from core.ingest.face import lines_of
from core.ingest.reading import Reading, folded
from core.ingest.sentences import sentence_starts
from core.models import Citation, CitationKind, Evidence, Page, Span

MOST_CITATIONS = 20_000
"""Citations kept of one document, the first in order; ordinary opinions have hundreds. Bounds time and the size of the record."""
_CHUNK = 100_000  # characters eyecite sees at a time: some of its steps grow with the square of them
_OVERHANG = 3_000
_HEAD_LINES = 10
_KINDS = {
    "FullCaseCitation": "case",
    "FullLawCitation": "statute",
    "FullJournalCitation": "journal",
    "ShortCaseCitation": "short",
    "SupraCitation": "supra",
    "IdCitation": "id",
}
_CITE_AS = re.compile(r"(?i)\[?cite\s+as:?\s*")


class Flat:
    """The reading on one line, as eyecite wants it, with the way back."""

    def __init__(self, text: str) -> None:
        self._cuts: list[int] = [0]
        self._shifts: list[int] = [0]
        for run in re.finditer(r"\s{2,}", text):
            self._cuts.append(run.start() - self._shifts[-1] + 1)
            self._shifts.append(self._shifts[-1] + run.end() - run.start() - 1)
        self.text = re.sub(r"\s+", " ", text)

    def original(self, offset: int) -> int:
        """The offset in the text of the character at `offset` here."""
        return offset + self._shifts[bisect_right(self._cuts, offset) - 1]


def cite(pages: Sequence[Page]) -> CitationFindings:
    """The citations of a document in order, at most `MOST_CITATIONS`; `precedents` and `statutes` are the distinct full
    ones, as first met. `metadata` has `citation` when the document says what it is itself cited by."""
    reading = Reading(pages)
    citations = list(islice(_citations(reading), MOST_CITATIONS))
    own = own_citation(pages)
    precedents = [name for name in _distinct(citations, "case") if not own or name != own[0]]
    return CitationFindings(
        citations=citations,
        precedents=precedents,
        statutes=_distinct(citations, "statute"),
        metadata={"citation": own[0]} if own else {},
        evidence={"citation": [own[1]]} if own else {},
    )


def _distinct(citations: Sequence[Citation], kind: str) -> list[str]:
    return list(dict.fromkeys(item.normalized for item in citations if item.kind == kind and "_" not in item.normalized))


def _citations(reading: Reading) -> Iterator[Citation]:
    flat = Flat(reading.text)
    for start, end in _chunks(flat.text):
        for found in _eyecite(flat.text[start:end]):
            citation = _placed(found, start, flat, reading)
            if citation:
                yield citation


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of about `_CHUNK` characters that end where a sentence does."""
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            end = sentence_starts(text, end - _OVERHANG, end)[-1]
        yield start, end
        start = end


def _eyecite(text: str) -> list[Any]:
    from eyecite import get_citations

    logging.getLogger("eyecite").setLevel(logging.ERROR)  # it warns of overlaps that mean nothing here
    found = [item for item in get_citations(text) if type(item).__name__ in _KINDS]
    return sorted(found, key=lambda item: item.span())


def _placed(found: Any, start: int, flat: Flat, reading: Reading) -> Citation | None:
    first, last = found.span()
    spans = reading.spans(flat.original(start + first), flat.original(start + last - 1) + 1)
    if not spans:
        return None
    return _citation(found, flat.text[start + first : start + last].strip(" ,;"), spans[0])


def _citation(found: Any, text: str, span: Span) -> Citation:
    metadata = found.metadata
    plaintiff, defendant = getattr(metadata, "plaintiff", None), getattr(metadata, "defendant", None)
    name = f"{plaintiff} v. {defendant}" if plaintiff and defendant else defendant or getattr(metadata, "antecedent_guess", None)
    year = getattr(metadata, "year", None)
    pin = getattr(metadata, "pin_cite", None)
    return Citation(
        text=text,
        normalized=_normalized(found),
        kind=CitationKind(_KINDS[type(found).__name__]),
        page=span.page,
        start=span.start,
        end=span.end,
        pin_cite=re.sub(r"^(?:at|p\.|pp\.)\s+", "", pin.strip()) if pin else None,
        year=int(year) if year and str(year).isdigit() else None,
        name=folded(name) if name else None,
    )


def _normalized(found: Any) -> str:
    """The citation as it is usually written: "556 U.S. 303", "18 U.S.C. § 3501", "556 U.S., at 310"; "Id." and "supra" as they are."""
    kind = _KINDS[type(found).__name__]
    if kind == "id":
        return "Id."
    text = str(found.corrected_citation()) if kind != "supra" else str(found.matched_text())
    return re.sub(r"\s+", " ", re.sub(r"§+\s*", "§ ", text)).strip(" ,;")


def own_citation(pages: Sequence[Page]) -> tuple[str, Evidence] | None:
    """The citation that a document gives for itself: after "Cite as", or alone on one of its first lines."""
    first = next((page for page in pages if page.text.strip()), None)
    for line in lines_of(first, 1_500)[:_HEAD_LINES] if first else []:
        label = _CITE_AS.search(line.text)
        for found in _eyecite(line.text):
            start, end = found.span()
            alone = label is not None or not re.search(r"[A-Za-z0-9]", line.text[:start] + line.text[end:])
            if _KINDS[type(found).__name__] == "case" and alone and found.groups.get("page") and "_" not in found.matched_text():
                return _normalized(found), line.evidence(0.95, start, end)
    return None
