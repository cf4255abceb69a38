"""All citations of a text in order, each with what follows and precedes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from core.ingest.citing.constitutions import constitutions
from core.ingest.citing.enactments import enactments
from core.ingest.citing.found import Found
from core.ingest.citing.names import case_name, short_name
from core.ingest.citing.neutral import neutral
from core.ingest.citing.pointers import pointers
from core.ingest.citing.rules import rules
from core.ingest.citing.tails import court_and_year, parenthetical, pins
from core.ingest.citing.unreported import dockets, own_dockets
from core.ingest.citing.volumes import by_volume, unknown_journals
from core.ingest.sentences import sentence_starts
from core.models import CitationKind

_CHUNK = 100_000
_OVERHANG = 3_000
DECISIONS = frozenset({CitationKind.CASE, CitationKind.DATABASE, CitationKind.DOCKET})
VOLUMES = DECISIONS | {CitationKind.JOURNAL}
_FOLLOWERS = VOLUMES | {CitationKind.SHORT}
_LEADERS = _FOLLOWERS | {CitationKind.ID, CitationKind.SUPRA}
"""What a parallel citation may stand behind: "Id., at 304, 53 A.3d 153"; "Doe, 433 Md. at 696, 73 A.3d at 167"."""
SECTIONS = frozenset({CitationKind.STATUTE, CitationKind.REGULATION, CitationKind.RULE, CitationKind.CONSTITUTION, CitationKind.PUBLIC_LAW})
_BETWEEN_PARALLELS = re.compile(r",? ?[\[(]?\Z")
_AFTER_ID = re.compile(r",? (?:at )?\Z")
_SECTION_YEAR = re.compile(r",? ?\((?:[A-Z][A-Za-z. &’]{1,25} )?(?P<year>(?:1[6-9]|20)\d\d)(?: ed\.?)?(?:,? (?:and )?Supp\.[^()]{0,20})?\)")
_JOINED_NAMES = re.compile(r"(?P<one>[A-Z][\w’.-]+),? and (?P<other>.+ v\. .+)")
_NOTE_OF_SUPRA = re.compile(r",? (?:at )?(?:note|n\.) ?(?P<note>\d{1,3})")
_PINS_WITHOUT_COMMA = re.compile(r",? ?(?P<pin>(?:¶¶?|§§?) ?\d[\w.–-]*(?:\([0-9a-z]{1,4}\))*)")


def find(text: str, most: int) -> list[Found]:
    """The citations of a mended text in order. Stops after the piece of text in which `most` are reached."""
    found: list[Found] = []
    own = own_dockets(text)
    for start, end in _chunks(text):
        found += _in_chunk(text, start, end, own)
        if len(found) >= most:
            break
    _complete(text, found)
    return found[:most]


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of about `_CHUNK` characters that end where a sentence does."""
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            end = sentence_starts(text, end - _OVERHANG, end)[-1]
        yield start, end
        start = end


def _in_chunk(text: str, start: int, end: int, own: frozenset[str]) -> list[Found]:
    found = [*by_volume(text, start, end), *neutral(text, start, end)]
    taken = frozenset(one.start for one in found)
    found += enactments(text, start, end, taken)
    found += constitutions(text, start, end)
    found += rules(text, start, end, taken)
    found += unknown_journals(text, start, end)
    found += dockets(text, start, end, own)
    kept = _apart(found)
    kept = _apart(kept + list(pointers(text, start, end, [one.end for one in kept])))
    return _without_sections_of_id(text, kept)


def _apart(found: list[Found]) -> list[Found]:
    """In order, without those that overlap one that begins before or is longer."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _without_sections_of_id(text: str, found: list[Found]) -> list[Found]:
    """A bare section right after "id." is its pin cite."""
    kept: list[Found] = []
    for one in found:
        last = kept[-1] if kept else None
        if last and last.kind is CitationKind.ID and not one.named and one.kind in SECTIONS and _AFTER_ID.match(text, last.end, one.start):
            last.pin, last.item, last.whole = text[one.start : one.end], one.item, one.end
        else:
            kept.append(one)
    return kept


def _complete(text: str, found: list[Found]) -> None:
    limits = [*(one.start for one in found[1:]), len(text)][: len(found)]
    for one, limit in zip(found, limits, strict=True):
        if one.kind in SECTIONS and not one.paged:
            _close_section(text, one)
        else:
            _add_pins(text, one, limit)
    for one, other in pairwise(found):
        other.follows = one.kind in _LEADERS and other.kind in _FOLLOWERS and bool(_BETWEEN_PARALLELS.match(text, one.whole, other.start))
    for index in range(len(found) - 1, -1, -1):
        if found[index].kind not in SECTIONS or found[index].paged:
            _close(text, found, index)
    _add_names(text, found)


def _close_section(text: str, one: Found) -> None:
    year = _SECTION_YEAR.match(text, one.whole)
    if year:
        one.year, one.whole = int(year["year"]), year.end()
    one.parenthetical, *aside = parenthetical(text, one.whole)
    one.aside = (aside[0], aside[1])
    one.whole = aside[1]


def _add_pins(text: str, one: Found, limit: int) -> None:
    if one.kind is CitationKind.SUPRA and (note := _NOTE_OF_SUPRA.match(text, one.end, limit)):
        one.end = one.whole = note.end()
    pin, end = pins(text, one.whole, limit)
    if pin is None and one.kind is CitationKind.ID and one.pin is None and (marked := _PINS_WITHOUT_COMMA.match(text, one.end, limit)):
        pin, end = marked["pin"], marked.end()
    if pin:
        one.pin = pin
        one.whole = max(end, one.end)
        if one.kind in {CitationKind.ID, CitationKind.SUPRA, CitationKind.SHORT}:
            one.end = one.whole
        if one.kind is CitationKind.SHORT:
            first = re.split(r",| and | & ", pin)[0].replace("–", "-")
            one.normalized = f"{one.source} at {first}"
    else:
        one.whole = max(one.whole, one.end)


def _close(text: str, found: list[Found], index: int) -> None:
    """Court, year and parenthetical; a parallel citation shares those of the one behind it."""
    one = found[index]
    other = found[index + 1] if index + 1 < len(found) else None
    if other is not None and other.follows:
        one.year, one.court, one.parenthetical, one.aside, one.whole = (
            other.year,
            other.court,
            other.parenthetical,
            other.aside,
            max(one.whole, other.start),
        )
        return
    court, one.year, end = court_and_year(text, one.whole, one.whole + 140) if one.kind in VOLUMES or one.paged else (None, None, one.whole)
    one.court = court or one.court
    one.parenthetical, *aside = parenthetical(text, end)
    one.aside = (aside[0], aside[1])
    one.whole = aside[1]


def _add_names(text: str, found: list[Found]) -> None:
    floor = 0
    for index, one in enumerate(found):
        before = found[index - 1] if index else None
        if before is not None and one.follows:
            one.name, one.first, one.year = before.name, before.first, one.year or before.year
        elif one.kind in DECISIONS:
            named = case_name(text, one.start, floor)
            if named:
                one.name, one.first, one.year = named[0], named[1], one.year or named[2]
            elif (short := _called(text, one, floor)) is not None:
                one.name, one.first = short
        elif one.kind is CitationKind.SHORT and (short := _called(text, one, floor)) is not None:
            one.name, one.first = short
        floor = one.end
    _part_joined(found)


def _part_joined(found: list[Found]) -> None:
    """ "Miranda and Michigan v. Mosley" is two cases where another name in the document begins with "Miranda v."."""
    leads = {one.name.split(" v. ")[0] for one in found if one.name and " v. " in one.name}
    for one in found:
        joined = _JOINED_NAMES.match(one.name) if one.name else None
        if one.name and joined and joined["one"] in leads:
            one.first += len(one.name) - len(joined["other"])
            one.name = joined["other"]


def _called(text: str, one: Found, floor: int) -> tuple[str, int] | None:
    """The short name right before a citation, a comma between."""
    return short_name(text, one.start, [floor]) if text[max(0, one.start - 2) : one.start] == ", " else None
