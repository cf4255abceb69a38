"""What reading the opinion itself adds to the card: what was done, who appeared, what it is about, its citations in other reporters.

The words path does not wait for it; it is read beside the citations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from core.ingest.attorneys import attorneys_in
from core.ingest.card import Card
from core.ingest.case_kind import kind_of
from core.ingest.disposition import decree_of
from core.ingest.dockets import kind_by_docket
from core.ingest.issues import issues_of
from core.ingest.own_reporters import own_reporters
from core.ingest.reading import Reading
from core.ingest.structure import Part
from core.models import Evidence

_LED_BY = 6_000  # characters of an opinion without a syllabus that say what it is about
_MOST_FRONT = 12_000
_BODY = frozenset(["opinion", "order", "document"])


def read_matter(reading: Reading, parts: Sequence[Part], known: Mapping[str, Any]) -> Card:
    """`known` is what the caption gave before: `case_name`, `court` and `docket_number` are looked at."""
    card = Card()
    if not reading.text.strip():
        return card
    front = _front(reading, parts)
    decree = decree_of(reading.text, parts)
    if decree:
        card.put("disposition", decree.acts, [item for span in decree.spans for item in evidence(reading, *span, decree.confidence)])
    counsel = attorneys_in(reading.text)
    card.put("attorneys", [name for name, _, _ in counsel], [item for _, start, end in counsel for item in evidence(reading, start, end, 0.8)])
    issues = issues_of(reading.text, front)
    card.put(
        "legal_issues",
        [issue.words for issue in issues],
        [item for issue in issues for item in evidence(reading, issue.start, issue.end, issue.confidence)],
    )
    _own(card, reading)
    _kind(card, reading, front, known)
    return card


def evidence(reading: Reading, start: int, end: int, confidence: float) -> list[Evidence]:
    """The verbatim text of each page that these characters of the reading stand on."""
    held = {page.number: page.text for page in reading.pages}
    return [
        Evidence(page=span.page, start=span.start, end=span.end, text=held[span.page][span.start : span.end], confidence=confidence)
        for span in reading.spans(start, end)
    ]


def _front(reading: Reading, parts: Sequence[Part]) -> tuple[int, int]:
    syllabus = next((part for part in parts if part.kind == "syllabus"), None)
    if syllabus:
        return syllabus.start, min(syllabus.end, syllabus.start + _MOST_FRONT)
    body = next((part for part in parts if part.kind in _BODY), None)
    start = body.start if body else 0
    return start, min(start + _LED_BY, len(reading.text))


def _own(card: Card, reading: Reading) -> None:
    own = own_reporters(reading.pages)
    if own:
        card.put("citation", own[0][0], [own[0][1]])
        card.put("parallel_citations", [text for text, _ in own[1:]], [item for _, item in own[1:]])


def _kind(card: Card, reading: Reading, front: tuple[int, int], known: Mapping[str, Any]) -> None:
    if kind_by_docket(known.get("docket_number")) is not None:
        return  # the caption has said so
    found = kind_of(reading.text[front[0] : front[1]], known.get("case_name"), known.get("court"))
    if found:
        card.put("case_type", found[0], evidence(reading, front[0], min(front[1], front[0] + 300), found[1])[:1])
