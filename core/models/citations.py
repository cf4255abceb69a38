"""References as written, and what they refer to."""

from __future__ import annotations

from enum import StrEnum

from core.models.domain import Domain, Span


class CitationKind(StrEnum):
    """What a citation refers to, and how. `short`, `supra` and `id` point back to one made before."""

    CASE = "case"
    SHORT = "short"
    SUPRA = "supra"
    ID = "id"
    STATUTE = "statute"
    REGULATION = "regulation"
    CONSTITUTION = "constitution"
    RULE = "rule"
    PUBLIC_LAW = "public_law"
    JOURNAL = "journal"
    DOCKET = "docket"  # a decision cited by court and docket number alone
    DATABASE = "database"  # Westlaw, Lexis


class Citation(Domain):
    """A reference as written, and what it normalises to ("556 U.S. 303").

    `authority` is the key of what it refers to, the same for every form of it: "556 U.S. 303" for the full citation and
    for each short one, supra and id. that resolves to it; "18 U.S.C. § 3501" for the section whatever subsection is cited;
    None when it cannot be told. `spans` has a run for each page, first the one that `page`, `start` and `end` repeat.
    """

    text: str
    normalized: str
    kind: CitationKind = CitationKind.CASE
    page: int = 1
    start: int = 0
    end: int = 0
    spans: list[Span] = []
    authority: str | None = None
    pin_cite: str | None = None
    parenthetical: str | None = None
    year: int | None = None
    court: str | None = None  # a courts-db id, where the citation names its court
    name: str | None = None
    section: str = ""  # kind of the part it stands in: syllabus, opinion, concurrence, dissent
    footnote: bool = False
