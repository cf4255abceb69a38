"""Cases that hold the query's words in a row: phrases in quotation marks, and a whole query tried as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.search.filters import Selection
from core.search.plan import Plan

if TYPE_CHECKING:
    from core.index.terms import TermIndex

MOST_CASES = 500  # that hold a quoted phrase; of a commoner one the best are enough
MOST_SILENT = 25  # a whole query that more cases hold is a common turn of speech, and says nothing
LEADS = 4  # passages with the phrase asked for, for each case

_LINE_BREAK = re.compile(r"(?<=[^\W\d_])[-‐]\s+(?=[^\W\d_])")


@dataclass(slots=True)
class PhraseFinds:
    """`held` says how many of the phrases each case holds, `leads` the passages that hold one whole, best first."""

    sought: tuple[str, ...] = ()
    held: dict[str, int] = field(default_factory=dict)
    leads: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    asked_for: bool = True  # in quotation marks, not the whole query tried as one

    def complete(self, case_id: str) -> bool:
        """Whether the case holds every phrase that was sought."""
        return bool(self.sought) and self.held.get(case_id, 0) == len(self.sought)


def find_phrases(plan: Plan, terms: TermIndex, selection: Selection) -> PhraseFinds:
    """Look for the phrases of a plan word for word. Of a quoted phrase that no case holds, a note tells the user."""
    if plan.targets:
        return PhraseFinds()
    whole = _silent(plan.silent, terms, selection) if plan.silent else PhraseFinds()
    if whole.held or not plan.phrases or plan.by_phrase:
        return whole
    return _quoted(plan.phrases, terms, selection)


def _quoted(phrases: Sequence[str], terms: TermIndex, selection: Selection) -> PhraseFinds:
    finds = PhraseFinds(sought=tuple(phrases))
    for phrase in phrases:
        form, cases = _cases(phrase, terms, selection, MOST_CASES)
        if not cases:
            finds.notes.append(f"“{_short(phrase)}” stands in no case word for word; the closest passages are shown.")
        _add(finds, form, cases, terms)
    if len(phrases) > 1 and not finds.notes and not any(map(finds.complete, finds.held)):
        finds.notes.append("No case holds all of the phrases; those that hold most of them come first.")
    return finds


def _silent(text: str, terms: TermIndex, selection: Selection) -> PhraseFinds:
    form, cases = _cases(text, terms, selection, MOST_SILENT + 1)
    if not cases or len(cases) > MOST_SILENT:
        return PhraseFinds()
    finds = PhraseFinds(sought=(form,), asked_for=False)
    _add(finds, form, cases, terms)
    return finds


def _cases(phrase: str, terms: TermIndex, selection: Selection, limit: int) -> tuple[str, list[str]]:
    """The form of the phrase that was found, as written or with its line-break hyphens mended, and the cases that hold it."""
    for form in dict.fromkeys((phrase, _LINE_BREAK.sub("", phrase))):
        hits = terms.phrase_cases(form, limit=limit, case_ids=selection.only, excluded=selection.excluded)
        if found := [hit.case_id for hit in hits if hit.case_id in selection.allowed]:
            return form, found
    return phrase, []


def _add(finds: PhraseFinds, form: str, cases: Sequence[str], terms: TermIndex) -> None:
    for case_id in cases:
        finds.held[case_id] = finds.held.get(case_id, 0) + 1
    if not cases:
        return
    hits = terms.passages(form, phrases=[form], require_phrases=True, limit=LEADS * min(len(cases), 100), case_ids=cases)
    for hit in sorted(hits, key=lambda hit: (-hit.score, hit.passage_id)):
        leads = finds.leads.setdefault(hit.case_id, [])
        if hit.passage_id not in leads:
            leads.append(hit.passage_id)


def _short(phrase: str) -> str:
    return phrase if len(phrase) <= 80 else phrase[:79].rstrip() + "…"
