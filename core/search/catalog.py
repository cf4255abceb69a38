"""The cases at hand, in memory: what a hit shows of its case, and which cases a search may look at.

`Library` keeps it in step with the record. Reading is safe from any thread while it changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock

from core.models import Case, CaseState, CaseType
from core.search.identify import citation_key, docket_key, name_key, names_same_parties
from core.views import Coverage


@dataclass(frozen=True, slots=True)
class Card:
    """One case as searching needs it. `*_keys` are comparable forms, see `core.search.identify`."""

    case_id: str
    workspace: str
    title: str
    case_name: str | None
    court: str | None
    court_id: str | None
    case_type: CaseType | None
    jurisdiction: str | None
    judges: tuple[str, ...]
    opinion_author: str | None
    docket_numbers: tuple[str, ...]
    citation: str | None
    parallel_citations: tuple[str, ...]
    date_decided: date | None
    page_count: int
    is_pdf: bool
    slip_pages: bool
    pages_searchable: int
    archived: bool
    searchable_words: bool
    searchable_meaning: bool
    cites: frozenset[str]
    keys: frozenset[tuple[str, str]]  # ("citation" | "docket" | "name", key)

    @classmethod
    def from_case(cls, case: Case) -> Card:
        dockets = tuple(dict.fromkeys([*([case.docket_number] if case.docket_number else []), *case.docket_numbers]))
        return cls(
            case_id=case.case_id,
            workspace=case.workspace,
            title=case.title,
            case_name=case.case_name,
            court=case.court,
            court_id=case.court_id,
            case_type=case.case_type,
            jurisdiction=case.jurisdiction,
            judges=tuple(case.judges),
            opinion_author=case.opinion_author,
            docket_numbers=dockets,
            citation=case.citation,
            parallel_citations=tuple(case.parallel_citations),
            date_decided=case.date_decided,
            page_count=case.page_count,
            is_pdf=case.is_pdf,
            slip_pages=case.slip_pages,
            pages_searchable=case.pages_searchable,
            archived=case.processing_status is CaseState.ARCHIVED,
            searchable_words=case.searchable_words,
            searchable_meaning=case.searchable_meaning,
            cites=frozenset(citation_key(cite) or name_key(cite) for cite in case.precedents),
            keys=frozenset(_keys(case.title, case.case_name, case.citation, dockets)),
        )


def _keys(title: str, case_name: str | None, citation: str | None, dockets: Iterable[str]) -> Iterable[tuple[str, str]]:
    if citation and (key := citation_key(citation)):
        yield "citation", key
    for docket in dockets:
        yield "docket", docket_key(docket)
    for name in filter(None, (title, case_name)):
        if " " in (key := name_key(name)):  # one word alone names too many things
            yield "name", key


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one workspace may see at one moment; `hidden` are ids that an index may hold and it may not see."""

    cards: dict[str, Card]
    hidden: frozenset[str]
    coverage: Coverage


class Catalog:
    """Cards by case. `shelf` is made anew only after a change."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._cards: dict[str, Card] = {}
        self._by_key: dict[tuple[str, str], set[str]] = {}
        self._shelves: dict[str, Shelf] = {}

    def put(self, card: Card) -> None:
        """Add a case, or replace what was known of it."""
        with self._lock:
            self._forget(card.case_id)
            self._cards[card.case_id] = card
            for key in card.keys:
                self._by_key.setdefault(key, set()).add(card.case_id)

    def remove(self, case_id: str) -> None:
        """Forget a case; unknown ones are no error."""
        with self._lock:
            self._forget(case_id)

    def _forget(self, case_id: str) -> None:
        self._shelves.clear()
        card = self._cards.pop(case_id, None)
        for key in card.keys if card else ():
            self._by_key[key].discard(case_id)
            if not self._by_key[key]:
                del self._by_key[key]

    def get(self, case_id: str) -> Card | None:
        with self._lock:
            return self._cards.get(case_id)

    def shelf(self, workspace: str) -> Shelf:
        """The unarchived cases of a workspace. Not to be modified."""
        with self._lock:
            if workspace not in self._shelves:
                self._shelves[workspace] = self._stock(workspace)
            return self._shelves[workspace]

    def _stock(self, workspace: str) -> Shelf:
        cards = {key: card for key, card in self._cards.items() if card.workspace == workspace and not card.archived}
        coverage = Coverage(
            cases=len(cards),
            cases_searchable=sum(card.searchable_words for card in cards.values()),
            pages_total=sum(card.page_count for card in cards.values()),
            pages_searchable=sum(card.pages_searchable for card in cards.values()),
        )
        return Shelf(cards, frozenset(self._cards.keys() - cards.keys()), coverage)

    def known_as(self, kind: str, key: str) -> frozenset[str]:
        """Cases of any workspace whose citation, docket number or name has this key."""
        with self._lock:
            return frozenset(self._by_key.get((kind, key), ()))

    def named_like(self, workspace: str, key: str) -> frozenset[str]:
        """Cases whose parties the name `key` shortens; empty when that fits more than three, and so names none."""
        cards = self.shelf(workspace).cards
        found = frozenset(
            case_id for case_id, card in cards.items() if any(kind == "name" and names_same_parties(key, name) for kind, name in card.keys)
        )
        return found if len(found) <= 3 else frozenset()
