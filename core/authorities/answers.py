"""What is answered about authorities: the shapes that pages, the API and the command line show. Field names follow the HTTP contract."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from core.authorities.resolution import Status
from core.models import CitationKind, Mention, NameUse, Quotation, Signal, Treatment
from core.views import View


class AuthorityRow(View):
    """One authority of a case. `quotations` are the sentences around its citations; `treatments` are derived by rules from the
    words around them, each with its quotation: signals to read on from, not a citator."""

    citation: str
    parallel: list[str]
    kind: CitationKind
    name: str | None
    in_library: bool
    status: Status | None = Field(description="Null for what a library of opinions does not hold: statutes, rules, articles")
    status_reason: str | None = None
    case_id: str | None
    case_title: str | None = None
    case_ids: list[str] = Field(description="Every case that answers to it")
    found_by: str | None = Field(None, description="citation, docket number, or name and year")
    name_matches: bool | None = Field(description="Whether the name beside the citation is its own; null when the library cannot tell")
    name_reason: str | None = None
    doubts: list[str]
    names: list[NameUse]
    year: int | None
    court: str | None
    count: int
    pages: list[int]
    printed_pages: list[str]
    quotations: list[Quotation]
    treatments: list[Treatment]
    mentions: list[Mention]
    cited_by: int = Field(description="How many other cases of the library cite it")


class CaseAuthorities(View):
    """The table of authorities of a case. `complete` is false while the case is still being read."""

    case_id: str
    title: str
    citation: str | None
    complete: bool
    failed: bool = Field(False, description="The table could not be made within the limits on time and memory")
    unresolved: int
    rows: list[AuthorityRow]


class CaseCard(View):
    """A case of the library as a row of an answer."""

    case_id: str
    title: str
    citation: str | None
    court: str | None
    date_decided: date | None


class CitingCase(CaseCard):
    """A case that cites another: how often, where, and how it speaks of it."""

    count: int
    pages: list[int]
    signals: list[Signal]
    quotations: list[Quotation]
    treatments: list[Treatment]


class CitedByAnswer(View):
    case_id: str
    total: int
    pending: int = Field(description="Cases whose citations are not in the graph yet")
    items: list[CitingCase]


class CitationAnswer(View):
    """What is cited so."""

    cite: str
    normalized: str
    kind: CitationKind
    status: Status | None
    reason: str | None = None
    name: str | None = Field(None, description="What opinions of the library call it")
    cases: list[CaseCard]
    cited_by: list[CitingCase]
    cited_by_total: int = 0


class MissingAuthority(View):
    """A decision that opinions of the library cite and the library does not hold."""

    citation: str
    name: str | None
    year: int | None
    cited_by: int
    mentions: int
    case_ids: list[str]


class MissingAnswer(View):
    total: int
    pending: int
    items: list[MissingAuthority]


class RankedCase(CaseCard):
    """`rank` is PageRank over the library's own citations; all ranks add up to one."""

    rank: float
    cited_by: int
    cites: int
    x: float | None = Field(None, description="Where the network is drawn, -1 to 1; null for a case that neither cites nor is cited")
    y: float | None = None


class NetworkEdge(View):
    citing: str
    cited: str
    count: int
    signals: list[Signal]


class Network(View):
    """Cases and the citations between them, the highest ranked cases first."""

    total: int
    pending: int
    cases: list[RankedCase]
    edges: list[NetworkEdge]
