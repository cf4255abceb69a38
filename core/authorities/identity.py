"""What a case of the library is known by, as far as citations to it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.authorities.keys import key_of
from core.authorities.party_names import Name, name_of
from core.authorities.reporters import reporter_key, taken_apart
from core.models import Case, CaseState, CitationKind
from core.search.identify import docket_key

MADE = 2
"""Raised whenever tables come out otherwise for the same case, so that those of an earlier version are made anew."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One case as others cite it. `stamp` is what its own table must have been made of."""

    case_id: str
    workspace: str
    title: str
    name: str
    citation: str | None
    keys: frozenset[str]
    reporters: frozenset[str]
    dockets: frozenset[str]
    court: str | None
    court_id: str | None
    decided: date | None
    archived: bool
    stamp: str | None

    @classmethod
    def of(cls, case: Case) -> Identity:
        citations = own_citations(case)
        dockets = filter(None, [case.docket_number, *case.docket_numbers])
        return cls(
            case_id=case.case_id,
            workspace=case.workspace,
            title=case.title,
            name=case.case_name or case.title,
            citation=case.citation,
            keys=frozenset(key_of(citation, CitationKind.CASE) for citation in citations),
            reporters=frozenset(reporter_key(written.reporter) for citation in citations if (written := taken_apart(citation))),
            dockets=frozenset(map(docket_key, dockets)),
            court=case.court,
            court_id=case.court_id,
            decided=case.date_decided,
            archived=case.processing_status is CaseState.ARCHIVED,
            stamp=stamp_of(case),
        )

    @property
    def year(self) -> int | None:
        return self.decided.year if self.decided else None


def own_citations(case: Case) -> list[str]:
    """By which citations the case is itself known."""
    return [citation for citation in [case.citation, *case.parallel_citations] if citation]


def stamp_of(case: Case) -> str | None:
    """Of which text and card a table of this case is made; None while its citations have not been looked for."""
    state = case.state_before_archive if case.processing_status is CaseState.ARCHIVED else case.processing_status
    found = bool(case.precedents or case.statutes)
    looked = state in (CaseState.EMBEDDING_COMPLETE, CaseState.INDEXED) or (state in (CaseState.OCR_COMPLETE, CaseState.FAILED) and found)
    return f"{MADE}.{case.text_revision}.{case.card_revision}" if looked and case.text_revision else None


def block_of(name: Name) -> str | None:
    """The first letter of each side's first word: two forms of one name share it, so only few need to be compared."""
    return "".join(side[0][0] for side in name.sides) or None


def block(name: str | None) -> str | None:
    return block_of(name_of(name)) if name else None
