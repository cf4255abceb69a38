"""From candidates to the answer: exact hits first, the passages of each case, what to mark in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.models import Passage
from core.pin_cites import pin_cite
from core.search.catalog import Card, Shelf
from core.search.fusion import BEST, Group
from core.search.highlights import Range, Stems, content_words, joined, mark
from core.search.passages import Fetched
from core.search.phrases import PhraseFinds
from core.search.placement import Placement, Placer
from core.search.plan import Plan
from core.views import CaseHit, PassageHit

if TYPE_CHECKING:
    from core.index.terms import TermIndex

SHOWN = len(BEST)  # passages a case
OPENING = 2  # passages shown of a case that was asked for by name and holds none of the words
VERIFIED = 25  # cases whose phrase is read, beyond those shown, before the page is cut


@dataclass(slots=True)
class Entry:
    """A case on its way to the answer; `tier` 0 comes first."""

    group: Group
    title: str
    tier: int
    held: int = 0
    placement: Placement | None = None

    def rank(self) -> tuple[int, int, bool, float, str, str]:
        inexact = self.placement is None or not self.placement.literal
        return self.tier, -self.held, inexact, -self.group.score, self.title, self.group.case_id


class ResultWriter:
    """Writes the answer to one plan."""

    def __init__(self, terms: TermIndex, stems: Stems, fetched: Fetched, plan: Plan, finds: PhraseFinds, shelf: Shelf, section: str | None) -> None:
        self._terms = terms
        self._stems = stems
        self._fetched = fetched
        self._plan = plan
        self._finds = finds
        self._shelf = shelf
        self._section = section
        self._phrases = [stems.sequence(phrase) for phrase in finds.sought or plan.phrases]
        self._prepared: dict[str, list[Range]] = {}
        # The words of a citation or docket number mean nothing apart.
        self._marked = set() if plan.by_phrase else {stem for word in content_words(plan.parsed.text) for stem in stems.sequence(word)}

    def prepare(self, passage_ids: list[str]) -> None:
        """Mark passages that were fetched and may be shown, while there is time."""
        for key in passage_ids:
            if (passage := self._fetched.get(key)) is not None:
                self._prepared[key] = mark(passage.text, self._stems, self._marked, self._phrases)

    def write(self, groups: dict[str, Group], targets: frozenset[str], top_k: int) -> list[CaseHit]:
        """The first `top_k` cases. A case without a passage to show is left out, as when the section asked for has none."""
        entries = sorted(self._entries(groups, targets), key=Entry.rank)
        self._verify(entries[: max(top_k, VERIFIED)])
        page = sorted(entries, key=Entry.rank)
        chosen: list[tuple[Entry, list[str]]] = []
        for entry in page:
            if len(chosen) == top_k:
                break
            if ids := self._choose(entry):
                chosen.append((entry, ids))
        self._fetched.fetch(key for _, ids in chosen for key in ids)
        return [self._hit(entry, ids) for entry, ids in chosen]

    def _entries(self, groups: dict[str, Group], targets: frozenset[str]) -> list[Entry]:
        finds = self._finds
        if self._section is not None:
            inside = self._fetched.in_section([key for leads in finds.leads.values() for key in leads], self._section)
            finds.leads = {case_id: kept for case_id, leads in finds.leads.items() if (kept := [key for key in leads if key in inside])}
            finds.held = {case_id: count for case_id, count in finds.held.items() if case_id in finds.leads}
        return [self._entry(groups.get(case_id) or Group(case_id), case_id in targets) for case_id in {*groups, *targets, *finds.held}]

    def _entry(self, group: Group, target: bool) -> Entry:
        held = self._finds.held.get(group.case_id, 0)
        tier = 0 if target else 1 if self._finds.complete(group.case_id) else 3 if held else 4
        return Entry(group, self._shelf.cards[group.case_id].title, tier, held)

    def _verify(self, entries: list[Entry]) -> None:
        """Read where the phrases stand; a case that only has other forms of their words steps back to tier 2."""
        placer = Placer(self._fetched, self._finds, whole_cases=self._section is None)
        entries = [entry for entry in entries if entry.held]
        self._fetched.fetch(key for entry in entries for key in self._finds.leads.get(entry.group.case_id, ()))
        for entry in entries:
            entry.placement = placer.place(entry.group.case_id)
            if entry.tier == 1 and not entry.placement.verbatim:
                entry.tier = 2

    def _choose(self, entry: Entry) -> list[str]:
        placed = entry.placement.passage_ids if entry.placement else []
        ids = list(dict.fromkeys([*placed, *(hit.passage_id for hit in entry.group.passages[:SHOWN])]))[:SHOWN]
        if ids or self._section is not None:
            return ids
        case_id = entry.group.case_id
        if self._plan.use_words and not self._plan.by_phrase:
            ids = [hit.passage_id for hit in self._terms.passages(self._plan.words, limit=SHOWN, case_ids=[case_id])]
        return ids or [passage.passage_id for passage in self._fetched.of_case(case_id)[:OPENING]]

    def _hit(self, entry: Entry, ids: list[str]) -> CaseHit:
        card = self._shelf.cards[entry.group.case_id]
        scores = {hit.passage_id: hit.score for hit in entry.group.passages}
        found = [passage for key in ids if (passage := self._fetched.get(key)) is not None]
        return CaseHit(
            case_id=card.case_id,
            title=card.title,
            court=card.court,
            date_decided=card.date_decided,
            citation=card.citation,
            docket_number=card.docket_numbers[0] if card.docket_numbers else None,
            page_count=card.page_count,
            pages_searchable=card.pages_searchable,
            score=round(entry.group.score, 6),
            exact=self._plan.exact if entry.tier == 0 else "phrase" if entry.tier == 1 else None,
            is_pdf=card.is_pdf,
            passages=[self._passage(card, passage, entry.placement, scores.get(passage.passage_id, 0.0)) for passage in found],
        )

    def _passage(self, card: Card, passage: Passage, placement: Placement | None, score: float) -> PassageHit:
        placed = placement is not None and passage.passage_id in placement.passage_ids
        return PassageHit(
            passage_id=passage.passage_id,
            page=passage.page,
            printed_page=passage.printed_page,
            paragraph=passage.paragraph,
            footnote=passage.footnote,
            pin_cite=pin_cite(card, passage),
            section=passage.section,
            section_title=passage.section_title,
            text=passage.text,
            highlights=self._highlights(passage, placement.ranges.get(passage.passage_id, []) if placement else []),
            spans=passage.spans,
            score=1.0 if placed else round(score, 6),
        )

    def _highlights(self, passage: Passage, located: list[Range]) -> list[Range]:
        if located:
            wanted = self._marked.difference(*self._phrases)
            return joined([*located, *mark(passage.text, self._stems, wanted, self._phrases)])
        prepared = self._prepared.get(passage.passage_id)
        return mark(passage.text, self._stems, self._marked, self._phrases) if prepared is None else prepared
