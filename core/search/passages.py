"""What searching reads of the record besides the indexes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from core.models import Passage

if TYPE_CHECKING:
    from core.index.terms import TermIndex


class PassageSource(Protocol):
    """Passages as stored. Ids that are gone are left out of an answer, never an error."""

    def by_ids(self, ids: Sequence[str]) -> Mapping[str, Passage]:
        """The passages of these ids, in one round trip; at most about 300 are asked for."""
        ...

    def of_case(self, case_id: str) -> Sequence[Passage]:
        """All of one case, in order. Asked for only to find a phrase that runs over passages, or a case's opening."""
        ...

    def sections_of(self, ids: Sequence[str]) -> Mapping[str, str]:
        """The `section` of each of these passages; asked for, perhaps by the thousand, when a search is limited to one section."""
        ...


class Fetched:
    """The passages one search has read so far; each is read once: from the word index, which keeps them beside their words, or from
    the record while that index does not have them yet."""

    def __init__(self, terms: TermIndex, source: PassageSource) -> None:
        self._terms = terms
        self._source = source
        self._known: dict[str, Passage] = {}
        self._sections: dict[str, str] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Read those not read yet, together."""
        wanted = [key for key in dict.fromkeys(ids) if key not in self._known]
        self._known.update(self._terms.kept(wanted))
        if missing := [key for key in wanted if key not in self._known]:
            self._known.update(self._source.by_ids(missing))

    def get(self, passage_id: str) -> Passage | None:
        """A passage that was fetched; None when the record no longer has it."""
        return self._known.get(passage_id)

    def of_case(self, case_id: str) -> Sequence[Passage]:
        passages = self._source.of_case(case_id)
        self._known.update((passage.passage_id, passage) for passage in passages)
        return passages

    def in_section(self, ids: Iterable[str], section: str) -> set[str]:
        """Those of `ids` that stand in `section`, whatever its letter case."""
        ids = list(ids)
        if missing := [key for key in dict.fromkeys(ids) if key not in self._sections]:
            self._sections.update(self._source.sections_of(missing))
        return {key for key in ids if self._sections.get(key, "").casefold() == section.casefold()}
