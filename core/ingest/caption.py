"""What the face of an opinion says of it: name, docket, court, dates, judges. A field that is not found is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.ingest.card import Card
from core.ingest.case_kind import kind_by_court
from core.ingest.case_names import cited_side, short_side, title_case
from core.ingest.courts import find_court
from core.ingest.dates import Dated, labelled_dates, lone_date
from core.ingest.dockets import docket_numbers, kind_by_docket
from core.ingest.face import Line, caption_lines, columns, face_lines, is_prose, lines_of
from core.ingest.judges import author_of, judges_of
from core.ingest.names import title_from
from core.ingest.neutral import DAY_FIRST, neutral_citations
from core.ingest.parties import find_parties, running_name
from core.ingest.reading import Reading
from core.ingest.roles import cast_of
from core.ingest.structure import Part
from core.models import Evidence, Page, PartyRole

_BODY = {"opinion", "order", "concurrence", "dissent", "concurrence_dissent", "document", "appendix"}
_ON_LATER_PAGES = {"bracketed", "filed", "argued"}  # other labels may there tell of another case
_DECIDED = {"decided": 0.98, "bracketed": 0.95, "opinion": 0.92, "filed": 0.8, "dated": 0.7}
_PROSE_FOR_NAMES = 60_000


def read_caption(reading: Reading, parts: Sequence[Part], file_name: str) -> Card:
    """The card of a document; `title` is always there, from the file's name when the caption has none."""
    pages = [page for page in reading.pages if page.text.strip()]
    card = Card()
    face = face_lines(pages)
    caption = caption_lines(face, _body(reading, parts))
    left, right = columns(caption)
    _court(card, left)
    _dockets(card, sorted([*left, *right], key=lambda line: (line.page, line.start)), face)
    prose = reading.text[:_PROSE_FOR_NAMES]
    _name(card, pages, left, prose)
    _cast(card, [left, _over_opinion(reading, parts)], prose)
    _dates(card, pages, caption)
    card.put("judges", *judges_of(reading, parts, face))
    author = author_of(reading, parts)
    if author:
        card.put("opinion_author", author[0], [author[1]])
    _case_type(card)
    card.put("title", card.metadata.get("case_name") or title_from(file_name))
    return card


def _body(reading: Reading, parts: Sequence[Part]) -> tuple[int, int] | None:
    first = next((part for part in parts if part.kind in _BODY and part.start > 0), None)
    return reading.position(first.start) if first else None


def _court(card: Card, lines: Sequence[Line]) -> None:
    court = find_court(lines)
    if court:
        card.put("court", court.name, [court.evidence])
        card.put("court_id", court.court_id, [court.evidence])
        card.put("jurisdiction", court.jurisdiction, [court.evidence])
    neutral = neutral_citations(lines)
    if neutral and not (court and court.court_id):
        card.put("citation", neutral[0].text, [neutral[0].evidence])
        card.put("jurisdiction", card.metadata.get("jurisdiction") or neutral[0].jurisdiction, [neutral[0].evidence])


def _dockets(card: Card, caption: Sequence[Line], face: Sequence[Line]) -> None:
    found = docket_numbers(caption, face)
    if found:
        card.put("docket_number", found[0][0], [found[0][1]])
        card.put("docket_numbers", [number for number, _ in found], [evidence for _, evidence in found])


def _name(card: Card, pages: Sequence[Page], lines: Sequence[Line], prose: str) -> None:
    parties = find_parties(lines)
    running = running_name(pages)
    if running:
        card.put("case_name", _cited(running[0], prose), [running[1]])
    elif parties:
        sides = [
            cited_side(title_case(short_side(side), prose), card.metadata.get("jurisdiction"), prose)
            for side in (parties.first, parties.second)
            if side
        ]
        name = f"{parties.matter} {sides[0]}" if parties.matter else " v. ".join(sides)
        card.put("case_name", name, parties.evidence)


def _cited(name: str, prose: str) -> str:
    sides = re.split(r"\s+(?:v|vs|V|VS|versus)\.?\s+", name, maxsplit=1)
    return " v. ".join(title_case(side.strip(" ,"), prose) for side in sides)


def _cast(card: Card, captions: Sequence[Sequence[Line]], prose: str) -> None:
    """Of the caption on the face and the one over the opinion, that which says most of its parties."""
    on_certiorari = card.metadata.get("court_id") == "scotus"  # there the caption names the petitioner first
    casts = [cast for lines in captions if (cast := cast_of(lines, prose, first_petitions=on_certiorari and _petitioned(lines)))]
    if not casts:
        return
    cast = max(casts, key=lambda cast: (cast.told, len(cast.parties), len(cast.caption)))
    card.put("caption", cast.caption, cast.evidence)
    card.put("parties", cast.parties, cast.evidence)
    for role, name in ((PartyRole.PLAINTIFF, "plaintiffs"), (PartyRole.DEFENDANT, "defendants")):
        card.put(name, cast.named(role), cast.evidence)


def _petitioned(lines: Sequence[Line]) -> bool:
    return any(re.match(r"(?i)(?:on\s+(?:petition\s+for\s+)?)?(?:writs?\s+of\s+)?certiorari\b", line.text) for line in lines)


def _over_opinion(reading: Reading, parts: Sequence[Part]) -> list[Line]:
    """The lines of the caption that stands over the opinion, after a syllabus."""
    at = next((index for index, part in enumerate(parts) if part.kind in _BODY), 0)
    if at < 2 or parts[at - 1].kind != "caption":
        return []
    spans = reading.spans(parts[at - 1].start, parts[at - 1].end)
    held = {page.number: page for page in reading.pages}
    lines = [line for span in spans for line in lines_of(held[span.page], span.end) if span.start <= line.start < span.end]
    return [line for line in lines if not is_prose(line.text)]


def _dates(card: Card, pages: Sequence[Page], caption: Sequence[Line]) -> None:
    day_first = card.metadata.get("jurisdiction") in DAY_FIRST
    texts = [(page, page.text) for page in pages[:1]] + [(page, page.text[:1_500]) for page in pages[1:6]]
    found = [
        (page, dated)
        for index, (page, text) in enumerate(texts)
        for dated in labelled_dates(text, day_first=day_first)
        if index == 0 or dated.kind in _ON_LATER_PAGES
    ]
    best = max((item for item in found if item[1].kind in _DECIDED), key=lambda item: _DECIDED[item[1].kind], default=None)
    if best:
        card.put("date_decided", best[1].value, [_dated(*best, _DECIDED[best[1].kind])])
    else:  # reporters print the date of decision alone under the name of the court
        alone = next(((value, line) for line in caption if (value := lone_date(line.text))), None)
        if alone:
            card.put("date_decided", alone[0], [alone[1].evidence(0.7)])
    for kind, name in (("filed", "date_filed"), ("argued", "date_argued")):
        first = next((item for item in found if item[1].kind == kind), None)
        if first:
            more = [item for item in found if item[1].kind == kind and item is not first]
            card.put(name, first[1].value, [_dated(*item, 0.9) for item in [first, *more]])


def _dated(page: Page, dated: Dated, confidence: float) -> Evidence:
    return Evidence(page=page.number, start=dated.start, end=dated.end, text=page.text[dated.start : dated.end], confidence=confidence)


def _case_type(card: Card) -> None:
    """Only what the docket number or the court itself says: "cr" is criminal, "cv" civil, the Tax Court hears tax cases."""
    card.put("case_type", kind_by_court(card.metadata.get("court")), card.evidence.get("court", ()))
    card.put("case_type", kind_by_docket(card.metadata.get("docket_number")), card.evidence.get("docket_number", ()))
