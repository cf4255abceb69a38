"""From pages to a case: cleaned text, parts, passages, and what the caption says."""

from __future__ import annotations

from collections.abc import Sequence

from core.ingest.caption import read_caption
from core.ingest.composition import Composition
from core.ingest.labelled import labelled_card
from core.ingest.language import guess_language
from core.ingest.passages import passages
from core.ingest.places import Places
from core.ingest.reading import Reading
from core.ingest.structure import Part, parts
from core.models import Page, Section


def compose(
    case_id: str,
    workspace: str,
    pages: Sequence[Page],
    *,
    file_name: str,
    max_tokens: int = 256,
    tokenizer_file: str | None = None,
    extract_metadata: bool = True,
) -> Composition:
    """Everything that reading the pages' text yields, citations apart. `pages` come in order, in any state; those
    without text add nothing. `tokenizer_file` is a Hugging Face `tokenizer.json`; None takes the packaged model's."""
    reading = Reading(pages)
    found = parts(reading.text, reading.page_starts)
    language = guess_language(reading.text)
    card = read_caption(reading, found, file_name) if extract_metadata else None
    said = labelled_card(reading.pages) if card else ({}, {})
    shown = sections(reading, found)
    cut = passages(case_id, workspace, reading, found, max_tokens=max_tokens, tokenizer_file=tokenizer_file)
    places = Places(reading)
    places.mark(cut, shown)
    return Composition(
        sections=shown,
        passages=cut,
        pages=reading.pages,
        word_count=len(reading.text.split()),
        footnotes=places.footnotes,
        star_pages=places.star_pages,
        slip_pages=places.slip_pages,
        language=language,
        metadata=card.metadata | ({"language": language} if language else {}) | said[0] if card else {},
        evidence=card.evidence | said[1] if card else {},
    )


def sections(reading: Reading, found: Sequence[Part]) -> list[Section]:
    """The parts, each followed by its headings (kind `heading`), which lie inside it. A part runs to the next part, a
    heading to the next heading or to the end of its part."""
    result: list[Section] = []
    for part in found:
        result += _section(reading, part.kind, part.title, part.author, part.start, part.end)
        ends = [*(heading.start for heading in part.headings[1:]), part.end]
        for heading, end in zip(part.headings, ends, strict=False):
            result += _section(reading, "heading", heading.title, part.author, heading.start, end)
    return result


def _section(reading: Reading, kind: str, title: str, author: str | None, start: int, end: int) -> list[Section]:
    spans = reading.spans(start, end)
    if not spans:
        return []
    first, last = spans[0], spans[-1]
    return [Section(kind=kind, title=title, author=author, page=first.page, start=first.start, end_page=last.page, end=last.end)]
