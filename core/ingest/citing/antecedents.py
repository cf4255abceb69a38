"""What "id." points back to: the authority cited just before, unless that cannot be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.ingest.citing.finding import SECTIONS
from core.ingest.citing.found import Found
from core.models import CitationKind

LONGEST_OPINION = 150
"""Pages within which an opinion that begins on one page may be cited by pin."""
_REACH = 3_000
_SENTENCE = re.compile(r"[.!?][”’)\]]{0,2} +[“(\[]?[A-Z]")
_RECORD = re.compile(
    r"\b(?:App|Tr|Brief|Br|Record|Exh?|Exhs|Exs|Docs?|Dkt|ECF|J\. ?A|JA|Stip|Pet|Decl|Dep|Aff|Supp\. App|S\. Rep|H\. ?R\. Rep|Cong\. Rec|Compl|Resp|Mot|Hr[’']g|R)\b\.?[^.;]{0,60}?\d|\b(?:19|20)\d\d ed\.\)|\bed\. (?:19|20)\d\d\)"
)
"""Something else than an authority cited in between: the record, a report, a treatise."""
_PAGE_PIN = re.compile(r"\*?\d|_")
"""Pages, which no provision has."""
_POINTERS = frozenset({CitationKind.SHORT, CitationKind.ID})
_MOST_NESTED = 8


def antecedent(text: str, found: Sequence[Found], index: int) -> Found | None:
    """The mention that the "id." at `index` points to. None when a string of several stands before it, or something that is no authority."""
    one = found[index]
    paged = bool(one.pin and _PAGE_PIN.match(one.pin))
    at = _before(found, index)
    while at is not None and _is_skipped(text, found[at], one, paged=paged):
        at = _before(found, at)
    if at is None:
        return None
    last = found[at]
    if last.authority is None or one.start - last.whole > _REACH or _RECORD.search(text, last.whole, one.start):
        return None
    other = _before(found, at)
    while paged and other is not None and _is_provision(found[other]):
        other = _before(found, other)
    if other is not None and found[other].authority != last.authority and _is_string(text, found[other], last):
        return None
    return last


def pin_fits(one: Found, last: Found, authority: str) -> bool:
    """Whether the opinion can have the page of the pin: it begins where the authority says, or has the page of the pin before."""
    first = re.search(r"(?<= )(\d{1,6})\Z", authority)
    pin, near = re.match(r"\d+", one.pin or ""), re.match(r"\d+", last.pin or "")
    if "§" in authority or first is None or pin is None:
        return True
    if last.kind in _POINTERS and near and abs(int(pin.group()) - int(near.group())) <= LONGEST_OPINION:
        return True
    return int(first[1]) <= int(pin.group()) <= int(first[1]) + LONGEST_OPINION


def same_sentence(text: str, start: int, end: int) -> bool:
    return _SENTENCE.search(text, start, end) is None


def _before(found: Sequence[Found], index: int) -> int | None:
    """The mention before, those in its own parenthetical left out; the first of parallel ones stands for all."""
    at = index - 1
    while at >= 0:
        around = next((other for other in range(at - 1, max(-1, at - _MOST_NESTED), -1) if _holds(found[other], found[at])), None)
        if around is None or _holds(found[around], found[index]):
            break
        at = around
    while at > 0 and found[at].follows:
        at -= 1
    return at if at >= 0 else None


def _holds(outer: Found, inner: Found) -> bool:
    return outer.aside[0] < inner.start < outer.aside[1]


def _is_provision(one: Found) -> bool:
    return one.kind in SECTIONS and not one.paged


def _is_skipped(text: str, last: Found, one: Found, *, paged: bool) -> bool:
    """Whether "id." will hardly mean a provision: it has pages, or the provision is only spoken of, as "the Fourth Amendment" is."""
    if not _is_provision(last):
        return False
    if paged:
        return True
    if last.kind is CitationKind.CONSTITUTION:
        return "onst" not in text[last.start : last.end]
    return not last.named and not one.item and one.start - last.whole > 12


def _is_string(text: str, before: Found, last: Found) -> bool:
    """Whether both stand in one string of citations, so that "id." cannot say which is meant."""
    gap = text[before.whole : last.first]
    return len(gap) < 200 and ";" in gap and not _SENTENCE.search(gap)
