"""A mention of an authority as it stands in the text of a document."""

from __future__ import annotations

from dataclasses import dataclass

from core.models import CitationKind


@dataclass(slots=True)
class Found:
    """Offsets are those of the mended text. start..end is the citation itself; `whole` is where what belongs to it ends (pin
    cites, court and year, parentheticals), `first` where the name before it begins. `source` and `item` are what its key is made of:
    reporter with volume, and page; code, and section; instrument, and provision."""

    start: int
    end: int
    kind: CitationKind
    normalized: str
    source: str = ""
    item: str = ""
    pin: str | None = None
    parenthetical: str | None = None
    aside: tuple[int, int] = (0, 0)
    """The run of its parenthetical: what is cited in there is no antecedent of what follows."""
    year: int | None = None
    court: str | None = None
    name: str | None = None
    first: int = -1
    whole: int = -1
    paged: bool = False
    """Whether it is cited by volume and page, as session laws and registers are among the laws."""
    follows: bool = False
    """Whether it is parallel to the mention before it."""
    named: bool = True
    """Whether it says itself which code, constitution or set of rules it is of."""
    authority: str | None = None

    def __post_init__(self) -> None:
        self.first = self.start if self.first < 0 else self.first
        self.whole = self.end if self.whole < 0 else self.whole
