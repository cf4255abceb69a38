"""What a case cites, as a table: each authority once, with every place it is cited and how it is spoken of."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from core.models.citations import CitationKind
from core.models.domain import Domain, Span


class Signal(StrEnum):
    """How a passage speaks of an authority. Derived by rules from the words around the citation; not a citator."""

    FOLLOWS = "follows"
    DISTINGUISHES = "distinguishes"
    LIMITS = "limits"
    CRITICISES = "criticises"
    OVERRULES = "overrules"
    CONTRARY = "contrary"  # cited as standing against what is said: "But see", "Contra"
    QUOTES = "quotes"
    CITED = "cited"


class Quotation(Domain):
    """Words of the document, line breaks and mended hyphens aside, and where they stand in the `text` of its pages."""

    text: str
    spans: list[Span] = []
    page: int = 1
    printed_page: str | None = None


class Treatment(Domain):
    """One signal with the words it was read from. `by` is who treats the authority when it is not this opinion itself
    ("Smith v. Jones", of "Smith, which overruled Doe"); `phrase` is what the rule went by."""

    signal: Signal
    phrase: str
    by: str | None = None
    section: str = ""
    quotation: Quotation


class Mention(Domain):
    """One place where an authority is cited."""

    text: str
    kind: CitationKind
    page: int
    printed_page: str | None = None
    spans: list[Span] = []
    pin_cite: str | None = None
    name: str | None = None
    year: int | None = None
    section: str = ""
    footnote: bool = False
    quotation: Quotation | None = None  # the sentence around it; left out of the hundredth mention and after


class NameUse(Domain):
    """A name written beside a citation, how often, and where first."""

    name: str
    count: int = 1
    page: int = 1


class Authority(Domain):
    """One row: an authority and all that the case says of it. `keys` are the comparable forms of `citation` and of the
    parallel citations written beside it."""

    key: str
    keys: list[str] = []
    citation: str
    parallel: list[str] = []
    kind: CitationKind
    name: str | None = None
    names: list[NameUse] = []
    year: int | None = None
    court: str | None = None
    count: int = 0
    pages: list[int] = []
    printed_pages: list[str] = []
    mentions: list[Mention] = []
    treatments: list[Treatment] = []


class AuthorityTable(Domain):
    """What a case cites. `stamp` says of which text and card it was made: when the case's own differs, it is to be made anew."""

    case_id: str
    workspace: str
    stamp: str
    authorities: list[Authority] = []
    unresolved: int = Field(0, ge=0)  # citations that point back to nothing that could be told
    failed: bool = False  # making it took too long or too much memory
