"""From the filters of a request to the set of cases that both engines may look at."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import BadArgument
from core.search.catalog import Card, Shelf
from core.search.identify import citation_key, name_key
from core.views import CaseFilters


@dataclass(frozen=True, slots=True)
class Selection:
    """`allowed` is exact. `only` and `excluded` say the same to an engine in the shorter way: None and empty mean everything."""

    allowed: frozenset[str]
    only: frozenset[str] | None
    excluded: frozenset[str]


def select(shelf: Shelf, filters: CaseFilters) -> Selection:
    """The cases of `shelf` that pass every filter of a case (`section` is one of passages). Raises `BadArgument`."""
    if filters.collection_id is not None:
        raise BadArgument(
            "Collections are not part of this version; nothing was searched.", "Leave collection_id out, or list the cases in case_ids."
        )
    if filters.decided_after and filters.decided_before and filters.decided_after > filters.decided_before:
        raise BadArgument("decided_after is later than decided_before, so no case can match.", "Swap the two dates.")
    if _asks_nothing(filters):
        return Selection(frozenset(shelf.cards), None, shelf.hidden)
    allowed = frozenset(_candidates(shelf, filters))
    hidden = shelf.hidden | (shelf.cards.keys() - allowed)
    return Selection(allowed, None, hidden) if len(hidden) < len(allowed) else Selection(allowed, allowed, frozenset())


def _asks_nothing(filters: CaseFilters) -> bool:
    return all(value is None for name, value in filters if name != "section")


def _candidates(shelf: Shelf, filters: CaseFilters) -> list[str]:
    ids = shelf.cards.keys() if filters.case_ids is None else shelf.cards.keys() & set(filters.case_ids)
    ids = ids - set(filters.exclude_case_ids or ())
    return [case_id for case_id in ids if matches(shelf.cards[case_id], filters)]


def matches(card: Card, filters: CaseFilters) -> bool:
    """Whether a card passes the filters on metadata. What is not known of a case does not match: an undated case passes no date filter."""
    return (
        _within(filters.court, card.court)
        and _within(filters.jurisdiction, card.jurisdiction)
        and _within(filters.author, card.opinion_author)
        and _within(filters.judge, *card.judges, card.opinion_author)
        and _equal(filters.court_id, card.court_id)
        and (filters.case_type is None or card.case_type is filters.case_type)
        and _decided(card, filters)
        and (filters.cites is None or (citation_key(filters.cites) or name_key(filters.cites)) in card.cites)
    )


def _within(wanted: str | None, *values: str | None) -> bool:
    return wanted is None or any(_fold(wanted) in _fold(value) for value in values if value)


def _equal(wanted: str | None, value: str | None) -> bool:
    return wanted is None or (value is not None and _fold(wanted) == _fold(value))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _decided(card: Card, filters: CaseFilters) -> bool:
    if filters.decided_after is None and filters.decided_before is None:
        return True
    day = card.date_decided
    return day is not None and (filters.decided_after or day) <= day <= (filters.decided_before or day)
