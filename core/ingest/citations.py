"""What a document cites, brought back to its pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.ingest.citing.finding import find
from core.ingest.citing.flat import Flat
from core.ingest.citing.found import Found
from core.ingest.citing.resolving import resolve
from core.ingest.composition import CitationFindings
from core.ingest.face import lines_of
from core.ingest.reading import Reading, folded
from core.ingest.structure import Part, parts
from core.models import Citation, CitationKind, Evidence, Page, PageState, Span

MOST_CITATIONS = 20_000
"""Citations kept of one document, the first in order; ordinary opinions have hundreds. Bounds time and the size of the record."""
_HEAD_LINES = 10
_CITE_AS = re.compile(r"(?i)\[?cite\s+as:?\s*")


def cite(pages: Sequence[Page], reading: Reading | None = None, spread: Sequence[Part] | None = None) -> CitationFindings:
    """The citations of a document in order, at most `MOST_CITATIONS`; `precedents` and `statutes` are the distinct full
    ones, as first met. `metadata` has `citation` when the document says what it is itself cited by. `reading` and its parts
    are made here unless they are at hand."""
    reading = reading or Reading(pages)
    spread = parts(reading.text, reading.page_starts) if spread is None else spread
    flat = Flat(reading.text, scanned=any(page.state is PageState.OCR for page in pages))
    own = own_citation(pages)
    found = find(flat.text, MOST_CITATIONS)
    resolve(flat.text, found)
    known = own[0] if own else None
    kept = [one for one in found if known is None or known not in (one.normalized, one.authority)]
    citations = _placed(kept, flat, reading, spread)
    return CitationFindings(
        citations=citations,
        precedents=_distinct(citations, CitationKind.CASE),
        statutes=_distinct(citations, CitationKind.STATUTE),
        metadata={"citation": own[0]} if own else {},
        evidence={"citation": [own[1]]} if own else {},
    )


def _distinct(citations: Sequence[Citation], kind: CitationKind) -> list[str]:
    return list(
        dict.fromkeys(item.normalized for item in citations if item.kind is kind and "_" not in item.normalized and item.normalized[0] != "§")
    )


def _placed(found: Sequence[Found], flat: Flat, reading: Reading, spread: Sequence[Part]) -> list[Citation]:
    starts = [part.start for part in spread]
    citations: list[Citation] = []
    for one in found:
        start, end = flat.original(one.start), flat.original(one.end - 1) + 1
        spans = reading.spans(start, end)
        if spans:
            citations.append(_citation(one, folded(reading.text[start:end]), spans, _kind_at(spread, starts, start)))
    return citations


def _kind_at(spread: Sequence[Part], starts: Sequence[int], offset: int) -> str:
    at = bisect_right(starts, offset) - 1
    return spread[at].kind if at >= 0 else ""


def _citation(one: Found, text: str, spans: list[Span], section: str) -> Citation:
    return Citation.model_construct(
        text=text,
        normalized=one.normalized,
        kind=one.kind,
        page=spans[0].page,
        start=spans[0].start,
        end=spans[0].end,
        spans=spans,
        authority=one.authority,
        pin_cite=one.pin,
        parenthetical=one.parenthetical,
        year=one.year,
        court=one.court,
        name=one.name,
        section=section,
        footnote=False,
    )


def own_citation(pages: Sequence[Page]) -> tuple[str, Evidence] | None:
    """The citation that a document gives for itself: after "Cite as", or alone on one of its first lines."""
    first = next((page for page in pages if page.text.strip()), None)
    for line in lines_of(first, 1_500)[:_HEAD_LINES] if first else []:
        label = _CITE_AS.search(line.text)
        flat = Flat(line.text)
        for one in find(flat.text, 20):
            start, end = flat.original(one.start), flat.original(one.end - 1) + 1
            alone = label is not None or not re.search(r"[A-Za-z0-9]", line.text[:start] + line.text[end:])
            if one.kind is CitationKind.CASE and alone and one.item != "___":
                return one.normalized, line.evidence(0.95, start, end)
    return None
