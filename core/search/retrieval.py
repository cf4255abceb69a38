"""Candidates for one search: both engines at once, as deep as it takes to fill the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.errors import Unavailable
from core.search.filters import Selection
from core.search.fusion import BEST, Group, Scored, fuse, group
from core.search.meaning import DENSE_PATIENCE_S, PATIENCE_S, Asked, MeaningSearch
from core.search.passages import Fetched
from core.search.plan import Plan

if TYPE_CHECKING:
    from core.index.terms import TermHit, TermIndex
    from core.index.vectors import VectorHit

FIRST_DEPTH = 100  # passages asked of each engine
DEEPER = 4  # times as many, when too few cases came of them
WHOLE_CASES = 50


@dataclass(slots=True)
class Candidates:
    """`groups` by case. `meaning` is whether the dense half took part; when it should have, `notes` says why not."""

    groups: dict[str, Group] = field(default_factory=dict)
    meaning: bool = False
    notes: list[str] = field(default_factory=list)


class Retrieval:
    """Asks both engines the questions of one plan, within one selection."""

    def __init__(self, terms: TermIndex, meaning: MeaningSearch, fetched: Fetched, plan: Plan, selection: Selection, section: str | None) -> None:
        self._terms = terms
        self._meaning = meaning
        self._fetched = fetched
        self._plan = plan
        self._selection = selection
        self._section = section
        self._notes: list[str] = []
        self._vector: NDArray[np.float32] | None = None
        self._asked: Asked | None = None
        self._found: list[TermHit] = []
        self._whole: list[tuple[str, float]] = []
        self._depth = self._top_k = 0

    def begin(self, top_k: int) -> list[str]:
        """Ask both engines. The vector is made in another process: meanwhile the passages are read that are likely to be shown.
        Their ids are the answer, for others to work on; empty when there is nothing to wait for."""
        self._top_k = top_k
        self._depth = max(FIRST_DEPTH, 5 * top_k)
        self._asked = self._ask_meaning(self._depth)
        self._found = self._words(self._depth)
        self._whole = self._whole_cases()
        likely = _likely(self._visible(self._found), top_k) if self._asked is not None else []
        self._fetched.fetch(likely)
        return likely

    def finish(self) -> Candidates:
        """Groups of at least `top_k` cases, or of all there are. Raises `Unavailable` in mode dense without a model."""
        depth, words, near = self._depth, self._found, self._await(self._asked)
        enough = min(self._top_k, len(self._selection.allowed))
        while True:
            passages = self._of_section(fuse(self._visible(words), None if near is None else self._visible(near)))
            groups = group(passages, self._whole)
            exhausted = len(words) < depth and len(near or ()) < depth
            if exhausted or len(groups) >= enough:
                return Candidates(groups, near is not None, self._notes)
            depth *= DEEPER
            words = self._words(depth)
            near = self._meaning.near(self._vector, self._selection, depth) if self._vector is not None else None

    def _ask_meaning(self, depth: int) -> Asked | None:
        if not self._plan.use_meaning:
            return None
        reason = self._meaning.why_not()
        if reason is None:
            patience = PATIENCE_S if self._plan.use_words else DENSE_PATIENCE_S
            return self._meaning.start(self._plan.parsed.text, self._selection, depth, patience)
        self._without_meaning(reason)
        return None

    def _without_meaning(self, reason: str) -> None:
        if not self._plan.use_words:
            raise Unavailable(f"{reason} Nothing was searched.", "Search by words or hybrid for now, or try again in a moment.")
        self._notes.append(f"{reason} These results go by words alone.")

    def _await(self, asked: Asked | None) -> list[VectorHit] | None:
        if asked is None:
            return None
        try:
            self._vector, near = asked.answer()
        except Unavailable as reason:
            self._without_meaning(reason.message)
            return None
        return near

    def _words(self, depth: int) -> list[TermHit]:
        plan, within = self._plan, self._selection
        if not plan.use_words:
            return []
        hits = self._terms.passages(
            plan.words, phrases=plan.phrases, require_phrases=plan.by_phrase, limit=depth, case_ids=within.only, excluded=within.excluded
        )
        return sorted(hits, key=lambda hit: (-hit.score, hit.case_id, hit.passage_id))

    def _whole_cases(self) -> list[tuple[str, float]]:
        if not self._plan.use_words or self._plan.by_phrase or self._section is not None:
            return []
        hits = self._terms.cases(self._plan.words, limit=WHOLE_CASES, case_ids=self._selection.only, excluded=self._selection.excluded)
        return [(hit.case_id, hit.score) for hit in hits if hit.case_id in self._selection.allowed]

    def _visible(self, hits: list[TermHit] | list[VectorHit]) -> list[TermHit | VectorHit]:
        # An index follows the record: for a moment it may hold what was just archived or deleted.
        return [hit for hit in hits if hit.case_id in self._selection.allowed]

    def _of_section(self, passages: list[Scored]) -> list[Scored]:
        if self._section is None:
            return passages
        inside = self._fetched.in_section((hit.passage_id for hit in passages), self._section)
        return [hit for hit in passages if hit.passage_id in inside]


def _likely(words: list[TermHit | VectorHit], top_k: int) -> list[str]:
    """The passages that would be shown if words alone decided."""
    taken: dict[str, int] = {}
    likely: list[str] = []
    for hit in words:
        count = taken.get(hit.case_id, 0)
        if count < len(BEST) and (count or len(taken) < top_k):
            taken[hit.case_id] = count + 1
            likely.append(hit.passage_id)
    return likely
