"""From a case's citations and pages to its table of authorities. Runs in worker processes: pages are untrusted text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.authorities.keys import BACKWARD, DECISIONS, key_of
from core.authorities.party_names import name_of
from core.authorities.reporters import other_series, taken_apart
from core.authorities.scene import Found
from core.authorities.scenes import Place, Scenes
from core.authorities.signals import treatments
from core.models import Citation, CitationKind, Page
from core.models.authorities import Authority, AuthorityTable, Mention, NameUse, Quotation, Signal, Treatment

QUOTED_MENTIONS = 100  # of one authority; the rest are counted, with their pages
QUOTED_IN_ALL = 5_000  # of one case: bounds the size of its table in the record
MOST_TREATMENTS = 40
_STRONG = frozenset({Signal.OVERRULES, Signal.LIMITS, Signal.DISTINGUISHES, Signal.CRITICISES, Signal.FOLLOWS})
_CAPITALISED = re.compile(r"\b[A-Z][\w’'\-]{3,}")
_SMALL = re.compile(r"\b[a-z]{4,}\b")
_OF_A_DECISION = re.compile(
    r"(?:[’']s|[’'])?\s+(?:holding|rule|test|reasoning|analysis|framework|approach|language|dict(?:a|um)|logic|rationale|teaching|interpretation|decision|court|majority|opinion|line|progeny|standard)\b"
)


_REPORTER = re.compile(r"(?:[^\d]{0,80},\s)?\d{1,4}\s([A-Z][\w.’' ()]{0,40}?),?\s(?:at\s)?(?:[\d_]{1,9})")


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What a table is made from besides the pages. `own` are the citations of the case itself, `parties` the names in its caption."""

    case_id: str
    workspace: str
    stamp: str
    citations: Sequence[Citation]
    own: Sequence[str] = ()
    parties: Sequence[str] = ()


def tabulate(request: TableRequest, pages: Sequence[Page]) -> AuthorityTable:
    """The authorities of a case in the order in which they are first cited."""
    return _Tabulation(request, pages).table()


class _Tabulation:
    def __init__(self, request: TableRequest, pages: Sequence[Page]) -> None:
        self._request = request
        self._scenes = Scenes(pages, request.citations)
        self._own = {key_of(citation, CitationKind.CASE) for citation in request.own}
        self._rows: dict[str, Authority] = {}
        self._same = self._parallel_keys()
        self._quoted = 0
        self._unresolved = 0

    def table(self) -> AuthorityTable:
        for place, found in self._scenes.told():
            self._add(place, found)
        for row in self._rows.values():
            _finish(row)
        self._hear_names()
        return AuthorityTable(
            case_id=self._request.case_id,
            workspace=self._request.workspace,
            stamp=self._request.stamp,
            authorities=list(self._rows.values()),
            unresolved=self._unresolved,
        )

    def _parallel_keys(self) -> dict[str, str]:
        """Keys that stand for one decision, each to the first of them."""
        same: dict[str, str] = {}
        for one, other in self._scenes.parallels():
            if one.kind is CitationKind.CASE and one.authority and other.authority:
                first = key_of(one.authority, one.kind)
                same.setdefault(key_of(other.authority, other.kind), same.get(first, first))
        return {key: head for key, head in same.items() if key != head}

    def _add(self, place: Place, found: Iterable[Found]) -> None:
        citation = place.citation
        if citation is None or citation.authority is None:
            self._unresolved += citation is not None
            return
        if self._scenes.in_notice(place):
            return
        key = key_of(citation.authority, CitationKind.CASE if citation.kind in BACKWARD else citation.kind)
        if key in self._own:
            return
        head = self._same.get(key, key)
        row = self._rows.get(head)
        if row is None:
            row = self._rows[head] = Authority(key=head, citation=citation.authority, kind=_kind_of(citation))
        if row.kind in DECISIONS and citation.kind not in BACKWARD and not row.mentions:
            row.kind = citation.kind
        self._know(row, key, citation.authority)
        if citation.kind in (CitationKind.CASE, CitationKind.DATABASE) and "_" not in citation.normalized:
            self._know(row, key_of(citation.normalized, citation.kind), citation.normalized)
        if row.mentions and self._once_more(row.mentions[-1], citation):
            return
        self._mention(row, place, citation, found)

    def _know(self, row: Authority, key: str, written: str) -> None:
        if key not in row.keys:
            row.keys.append(key)
            if key != row.key:
                row.parallel.append(written)

    def _once_more(self, last: Mention, citation: Citation) -> bool:
        """Whether this is the mention just made, in another reporter: "556 U.S. 303, 129 S. Ct. 1558"."""
        span, reporter, other = last.spans[-1] if last.spans else None, _reporter_of(last.text), _reporter_of(citation.text)
        if span is None or not reporter or not other or reporter == other:
            return False
        return span.page == citation.page and 0 <= citation.start - span.end <= 40

    def _mention(self, row: Authority, place: Place, citation: Citation, found: Iterable[Found]) -> None:
        row.count += 1
        wanted = row.count <= QUOTED_MENTIONS and self._quoted < QUOTED_IN_ALL
        self._quoted += wanted
        quotation = self._scenes.quotation(place) if wanted else None
        row.mentions.append(
            Mention(
                text=citation.text,
                kind=citation.kind,
                page=citation.page,
                printed_page=self._scenes.reading.page_at(place.cite_start).printed_number,
                spans=citation.spans or self._scenes.reading.spans(place.cite_start, place.cite_end),
                pin_cite=citation.pin_cite,
                name=citation.name,
                year=citation.year if self._scenes.says_year(place) else None,
                section=citation.section,
                footnote=citation.footnote,
                quotation=quotation,
            )
        )
        if row.kind in DECISIONS:
            self._treat(row, found, quotation or self._scenes.quotation(place), citation.section)
        row.court = row.court or citation.court

    def _treat(self, row: Authority, found: Iterable[Found], quotation: Quotation, section: str) -> None:
        known = {(item.signal, item.quotation.text) for item in row.treatments}
        for each in found:
            if len(row.treatments) < MOST_TREATMENTS and (each.signal, quotation.text) not in known:
                row.treatments.append(Treatment(signal=each.signal, phrase=each.phrase, by=each.by, section=section, quotation=quotation))

    def _hear_names(self) -> None:
        """What is said of an authority by its short name alone, after it has been cited in full: "Smith is distinguishable"."""
        called = self._short_names()
        if not called:
            return
        taken = [(place.start, place.end) for place in self._scenes.places]
        at = 0
        for word in _CAPITALISED.finditer(self._scenes.text):
            row = called.get(re.sub(r"[’']s\Z", "", word.group()))
            while at < len(taken) and taken[at][1] <= word.start():
                at += 1
            inside = any(start <= word.start() < end for start, end in taken[at : at + 3])
            if row is not None and not inside and self._cited_before(row, word.start()):
                self._hear(row, word)

    def _hear(self, row: Authority, word: re.Match[str]) -> None:
        text = self._scenes.text
        bare = re.sub(r"[’']s\Z", "", word.group())
        end = word.start() + len(bare)
        tail = _OF_A_DECISION.match(text, end, end + 40)
        if (
            (word.group() != bare and tail is None)
            or re.match(r"\s+v\.", text[end : end + 5])
            or re.search(r"\bv\.\s+\Z", text[max(0, word.start() - 5) : word.start()])
        ):
            return
        place = Place(None, row.name, word.start(), word.start(), tail.end() if tail else end, end)
        scene = self._scenes.scene(place)
        strong = [found for found in treatments(scene) if found.signal in _STRONG]
        if strong:
            self._treat(row, strong[:1], self._scenes.quotation(place), "")

    def _cited_before(self, row: Authority, offset: int) -> bool:
        first = row.mentions[0] if row.mentions else None
        start = self._scenes.reading.offset(first.page, first.spans[0].start) if first and first.spans else None
        return start is not None and start < offset

    def _short_names(self) -> dict[str, Authority]:
        """Names of one word that mean one authority and no party of this case."""
        parties = {word.casefold() for party in self._request.parties for word in re.findall(r"[\w’'\-]+", party)}
        ordinary = set(_SMALL.findall(self._scenes.text))  # "First" of "First Nat. Bank" is a word like others
        called: dict[str, list[Authority]] = {}
        for row in self._rows.values():
            for word in _callable(row.name) if row.kind in DECISIONS else ():
                if word.casefold() not in parties and word.lower() not in ordinary:
                    called.setdefault(word, []).append(row)
        return {word: rows[0] for word, rows in called.items() if len(rows) == 1}


def _callable(name: str | None) -> set[str]:
    """The words by which a case may be called for short: the first distinctive one of each party."""
    if not name or not name_of(name).whole:
        return set()
    firsts = {side[0] for side in name_of(name).distinctive}
    return {word for word in re.findall(r"[A-Z][\w’'\-]{3,}", name) if word.casefold() in firsts}


def _kind_of(citation: Citation) -> CitationKind:
    """The kind of the authority: that of the citation, or when it only points back, the one its series says."""
    if citation.kind not in BACKWARD:
        return citation.kind
    written = taken_apart(citation.authority or "")
    return (other_series(written.reporter) if written else None) or CitationKind.CASE


def _finish(row: Authority) -> None:
    pages = dict.fromkeys(mention.page for mention in row.mentions)
    row.pages = sorted(pages)
    row.printed_pages = list(
        dict.fromkeys(mention.printed_page for mention in sorted(row.mentions, key=lambda each: each.page) if mention.printed_page)
    )
    row.names = _names(row.mentions)
    whole = [use for use in row.names if name_of(use.name).whole]
    row.name = (whole or row.names)[0].name if row.names else next((mention.name for mention in row.mentions if mention.name), None)
    years = Counter(mention.year for mention in row.mentions if mention.year)
    row.year = years.most_common(1)[0][0] if years else None


def _names(mentions: Iterable[Mention]) -> list[NameUse]:
    """The names written beside full citations, most used first."""
    uses: dict[str, NameUse] = {}
    for mention in mentions:
        if mention.name and mention.kind in DECISIONS:
            use = uses.setdefault(mention.name, NameUse(name=mention.name, count=0, page=mention.page))
            use.count += 1
    return sorted(uses.values(), key=lambda use: -use.count)[:10]


def _reporter_of(written: str) -> str:
    """The reporter of a full or short citation, folded; empty for anything else, "id." among them."""
    found = _REPORTER.match(" ".join(written.split()))
    return re.sub(r"[\W_]", "", found[1]).casefold() if found else ""
