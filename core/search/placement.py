"""In which passages of a case its phrases stand, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.models import Passage
from core.search.exact import locate, stands_in
from core.search.highlights import Range
from core.search.passages import Fetched
from core.search.phrases import PhraseFinds

MOST_READ = 10  # cases a search that are read whole, to find a phrase that runs over passages


@dataclass(slots=True)
class Placement:
    """`passage_ids` hold the phrases or parts of them; `ranges` are the places that `mark` cannot find in one passage alone.
    Not `verbatim`: the case has the words in a row in other forms only ("courts held" for "court holds")."""

    passage_ids: list[str] = field(default_factory=list)
    ranges: dict[str, list[Range]] = field(default_factory=dict)
    verbatim: bool = True
    literal: bool = False  # with the same punctuation, too


class Placer:
    """Places the phrases of one search. `whole_cases` allows reading all of a case when no single passage holds a phrase."""

    def __init__(self, fetched: Fetched, finds: PhraseFinds, *, whole_cases: bool) -> None:
        self._fetched = fetched
        self._finds = finds
        self._reads_left = MOST_READ if whole_cases else 0

    def place(self, case_id: str) -> Placement:
        """Where the phrases of the search stand in this case, whose leads have been fetched."""
        placement = Placement()
        for phrase in self._finds.sought:
            self._place_one(phrase, case_id, placement)
        placement.passage_ids = list(dict.fromkeys(placement.passage_ids))
        return placement

    def _place_one(self, phrase: str, case_id: str, placement: Placement) -> None:
        leads = self._finds.leads.get(case_id, [])
        exact = [key for key in leads if (passage := self._fetched.get(key)) is not None and stands_in(phrase, passage.text)]
        if exact:
            placement.passage_ids += exact
            placement.literal = placement.literal or any(_literally(phrase, self._fetched.get(key)) for key in exact)
        elif self._reads_left > 0 and (self._finds.asked_for or not leads):
            self._reads_left -= 1
            self._read_whole(phrase, case_id, leads, placement)
        else:
            placement.passage_ids += leads
            placement.verbatim = placement.verbatim and not leads

    def _read_whole(self, phrase: str, case_id: str, leads: list[str], placement: Placement) -> None:
        located = locate(phrase, self._fetched.of_case(case_id))
        if located is not None and (located.verbatim or not leads):
            for place in located.places:
                placement.passage_ids.append(place.passage_id)
                placement.ranges.setdefault(place.passage_id, []).append((place.start, place.end))
        else:
            placement.passage_ids += leads
        # Without a passage that holds all its words, the word index found the phrase in the text as it stands on the page.
        placement.verbatim = placement.verbatim and (not leads or (located is not None and located.verbatim))


def _literally(phrase: str, passage: Passage | None) -> bool:
    return passage is not None and " ".join(phrase.split()) in " ".join(passage.text.split())
