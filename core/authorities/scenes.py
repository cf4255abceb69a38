"""Each citation of a document in its sentence: where its name begins, what stands before and after, in whose parenthetical it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.authorities.party_names import without_signal
from core.authorities.scene import Found, Scene
from core.authorities.signals import treatments
from core.ingest.reading import Reading, folded
from core.ingest.sentences import sentence_starts
from core.models import Citation, CitationKind, Page
from core.models.authorities import Quotation, Signal

LONGEST_QUOTATION = 700
_NAME_REACH = 240
_PARENTHETICAL_REACH = 1_500
_PIN = re.compile(r"(?:\s*,?\s*(?:at\s+)?(?:nn?\.\s*)?[\d*][\d\-–—*, n.&]{0,40})?")
_BETWEEN_PARALLELS = re.compile(r"\s*,\s*(?:[\d*][\d\-–—*, n.]{0,24},\s*)?")
_NAME_BEFORE = re.compile(
    r"(?:(?:[A-Z][\w.’'&\-]*|&|of|the|and|for|in|on|ex|rel\.|de|la|v\.|vs\.|No\.)[,\s]+){1,14}\Z"
)  # a run of words ends in a blank or comma each: one way to read it
_ONLY_SIGNAL = re.compile(r"(?i)[\s“\"(\[]*(?:(?:see|but|also|cf\.?|compare|accord|e\.\s?g\.|generally|contra|and|ibid\.?)[\s,.]*){0,5}")

_PINS_BEHIND = re.compile(r"(?:\s*,?\s*(?:at\s+)?(?:nn?\.\s*)?[\d*][\d\-–—*, n.&]{0,40}|,\s*\d{1,4}\s+[A-Z][\w.’' ]{0,18}\s+\d{1,5}){0,5}")
_YEAR_BEHIND = re.compile(r"\s*[(\[][^()\[\]]{0,60}?(?P<year>\d{4})[)\]]")
_NOTICE = re.compile(r"(?i)syllabus\s+constitutes\s+no\s+part\s+of\s+the\s+opinion")
_NOTHING_MORE = re.compile(r"[\s.”\"]*(?:;|\Z)")


@dataclass(frozen=True, slots=True)
class Place:
    """A citation in the running text. `start` is where the name beside it begins, `end` where its last parenthetical ends."""

    citation: Citation | None
    name: str | None
    start: int
    cite_start: int
    cite_end: int
    end: int
    opening: int = 0  # where its explanatory parentheticals begin
    host: Place | None = None


class Scenes:
    """The document's running text with its citations laid over it."""

    def __init__(self, pages: Sequence[Page], citations: Sequence[Citation]) -> None:
        self.reading = Reading(pages)
        self.text = self.reading.text
        self.sentences = sentence_starts(self.text) if self.text else [0]
        self.places = _hosted([place for citation in citations if (place := self._placed(citation))])
        self._starts = [place.cite_start for place in self.places]

    def _placed(self, citation: Citation) -> Place | None:
        last = citation.spans[-1] if citation.spans else None
        start = self.reading.offset(citation.page, citation.start)
        end = self.reading.offset(last.page, last.end) if last else self.reading.offset(citation.page, citation.end)
        if start is None or end is None or end <= start:
            return None
        opening, after = _parentheses(self.text, end)
        return Place(citation, citation.name, self._name_start(citation.name, start), start, end, after, opening)

    def in_notice(self, place: Place) -> bool:
        """Whether it stands in the Reporter's notice that the syllabus is no part of the opinion: the court does not cite it."""
        return _NOTICE.search(self.text, max(0, place.cite_start - 500), place.cite_start) is not None

    def says_year(self, place: Place) -> bool:
        """Whether the year of a citation stands right behind it, so that it is no other citation's."""
        year = place.citation.year if place.citation else None
        text = folded(self.text[place.cite_end - 1 : place.cite_end + 160])[1:] if year else ""
        behind = _YEAR_BEHIND.match(text, _PINS_BEHIND.match(text).end())  # type: ignore[union-attr]
        return behind is not None and int(behind["year"]) == year

    def _name_start(self, name: str | None, start: int) -> int:
        """Where the name written before a citation begins; the citation's own start when there is none."""
        window = self.text[max(0, start - _NAME_REACH) : start]
        if name:
            words = name.split()
            at = window.rfind(words[0])
            while at >= 0 and not re.match(r"\s+".join(map(re.escape, words)), window[at:]):
                at = window.rfind(words[0], 0, at)
            if at >= 0:
                return start - len(window) + at
        found = _NAME_BEFORE.search(window) if window.rstrip().endswith(",") and name else None
        return start - len(window) + found.start() if found else start

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence or sentences that hold start..end."""
        first = self.sentences[max(bisect_right(self.sentences, start) - 1, 0)]
        after = bisect_right(self.sentences, max(end - 1, start))
        return first, self.sentences[after] if after < len(self.sentences) else len(self.text)

    def told(self) -> Iterator[tuple[Place, list[Found]]]:
        """Every citation in order with its signals; one of a run of parallel citations has those of its first."""
        inherited: tuple[Signal, str] | None = None
        for index, place in enumerate(self.places):
            scene = replace(self.scene(place, index), inherited=inherited)
            found = treatments(scene)
            if place.citation and place.citation.kind is CitationKind.ID:  # "But see id., at 5 (dissenting)" is no word against the case
                found = [item for item in found if item.signal is Signal.QUOTES]
            contrary = next((item for item in found if item.signal is Signal.CONTRARY), None)
            inherited = (contrary.signal, contrary.phrase) if contrary else None
            yield place, found

    def scene(self, place: Place, index: int | None = None) -> Scene:
        """The words around a place. `index` is its rank among the citations, None for a name that stands alone."""
        first, last = self.sentence(place.cite_start, place.cite_end)
        rank = index if index is not None else bisect_right(self._starts, place.cite_start)
        begins = place.host.opening if place.host else first
        previous = self._neighbour(range(rank - 1, -1, -1), place, begins)
        following = self._neighbour(range(rank if index is None else rank + 1, len(self.places)), place, last)
        before = folded(self.text[max(begins, place.start - 1_000) : place.start])
        gap = folded(self.text[max(previous.cite_end, begins) : place.start]) if previous else before
        return Scene(
            before=before,
            gap=gap,
            after=folded(self.text[place.cite_end : min(last, place.cite_end + 500)]) if place.cite_end < last else "",
            parenthetical=folded(self.text[place.opening : place.end]) if place.citation else None,
            previous=_called(previous),
            following=_called(following),
            host=_called(place.host),
            preceding=self._preceding(first),
            section=place.citation.section if place.citation else "",
            named=place.citation is None or place.start < place.cite_start or place.citation.kind is CitationKind.SUPRA,
        )

    def _neighbour(self, ranks: range, place: Place, limit: int) -> Place | None:
        """The next citation in one direction within the sentence and the same parenthetical, those parallel to this one aside."""
        backwards = ranks.step < 0
        for rank in ranks:
            other = self.places[rank]
            if (other.cite_start < limit) if backwards else (other.cite_start >= limit):
                return None
            if other.host is place.host and not _parallel_text(self.text, *((other, place) if backwards else (place, other))):
                return other
        return None

    def _preceding(self, first: int) -> str:
        rank = bisect_right(self.sentences, first) - 1
        return folded(self.text[max(self.sentences[rank - 1], first - 1_500) : first]) if rank > 0 else ""

    def quotation(self, place: Place) -> Quotation:
        """The sentence around a place; with the one before it, which it supports, when it is a citation and nothing else."""
        first, last = self.sentence(place.cite_start, place.cite_end)
        rank = bisect_right(self.sentences, first) - 1
        bare = (
            place.citation is not None and _ONLY_SIGNAL.fullmatch(self.text[first : place.start]) and _NOTHING_MORE.match(self.text[place.end : last])
        )
        if rank > 0 and bare and last - self.sentences[rank - 1] <= LONGEST_QUOTATION:
            first = self.sentences[rank - 1]
        first, last = self._clipped(first, last, place)
        spans = self.reading.spans(first, last)
        page = self.reading.page_at(first)
        return Quotation(
            text=folded(self.text[first:last]), spans=spans, page=spans[0].page if spans else page.number, printed_page=page.printed_number
        )

    def _clipped(self, first: int, last: int, place: Place) -> tuple[int, int]:
        if last - first <= LONGEST_QUOTATION:
            return first, last
        start = max(first, place.start - LONGEST_QUOTATION // 2)
        end = min(last, max(place.cite_end, start + LONGEST_QUOTATION))
        if start > first:
            start = self.text.find(" ", start, place.start) + 1 or start
        if end < last:
            end = self.text.rfind(" ", place.cite_end, end) if self.text.rfind(" ", place.cite_end, end) > 0 else end
        return start, end

    def parallels(self) -> Iterator[tuple[Citation, Citation]]:
        """Pairs of citations written one after the other for one decision: "556 U.S. 303, 129 S. Ct. 1558"."""
        for one, other in zip(self.places, self.places[1:], strict=False):
            if one.citation and other.citation and _parallel_text(self.text, one, other):
                yield one.citation, other.citation


def _called(place: Place | None) -> str | None:
    """By what name a citation is spoken of."""
    if place is None or place.citation is None:
        return None
    if place.name:
        return without_signal(place.name)
    return (place.citation.authority or "a case cited before") if place.citation.kind is CitationKind.ID else place.citation.normalized


def _parallel_text(text: str, one: Place, other: Place) -> bool:
    if other.cite_start - one.cite_end > 40 or one.citation is None or other.citation is None:
        return False
    names = {one.name, other.name} - {None}
    return (
        len(names) <= 1
        and one.citation.kind is other.citation.kind
        and _BETWEEN_PARALLELS.fullmatch(text, one.cite_end, other.cite_start) is not None
    )


def _parentheses(text: str, end: int) -> tuple[int, int]:
    """Where the parentheticals behind a citation's pin cite and year begin and end; both the end of the year when there are none."""
    at = _PIN.match(text, end, end + 60).end()  # type: ignore[union-attr]
    opening = at
    for count in range(4):
        close = _balanced(text, at)
        if close is None:
            break
        if count == 0 and close - at < 60 and re.search(r"\d{4}", text[at:close]):
            opening = close  # the year and court
        at = close
    return min(opening, at), at


def _balanced(text: str, at: int) -> int | None:
    """The end of the parenthesis that begins at `at`, blanks aside."""
    start = at
    while start < len(text) and start - at < 3 and text[start].isspace():
        start += 1
    if text[start : start + 1] != "(":
        return None
    depth = 0
    for index in range(start, min(len(text), start + _PARENTHETICAL_REACH)):
        depth += (text[index] == "(") - (text[index] == ")")
        if depth == 0:
            return index + 1
    return None


def _hosted(places: list[Place]) -> list[Place]:
    """In order, each with the citation in whose parenthetical it stands."""
    ordered = sorted(places, key=lambda place: (place.cite_start, -place.end))
    made: list[Place] = []
    open_hosts: list[Place] = []
    for place in ordered:
        while open_hosts and open_hosts[-1].end <= place.cite_start:
            open_hosts.pop()
        host = open_hosts[-1] if open_hosts and open_hosts[-1].opening <= place.cite_start else None
        hosted = replace(place, host=host, start=max(place.start, host.opening) if host else place.start)
        made.append(hosted)
        if hosted.end > hosted.opening:
            open_hosts.append(hosted)
    return made
