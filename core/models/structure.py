"""What a document is made of besides its parts: notes, reporters' pages, and the place of a run as a lawyer would give it."""

from __future__ import annotations

from core.models.domain import Domain, Span


class Footnote(Domain):
    """A note, at the foot of its page or at the end: its number as printed, and a run for each page (or leaf) it stands on."""

    number: str
    spans: list[Span]


class StarPage(Domain):
    """Where a reporter's page begins in a text that is paged otherwise. `label` is "389", or "100 A.3d 1006" where the text
    names the reporter."""

    page: int
    start: int
    label: str


class Place(Domain):
    """Where a run stands, in every count there is for it: what `core.pin_cites` makes a pin cite of."""

    page: int
    printed_page: str | None = None
    star_pages: list[str] = []
    paragraph: str | None = None
    footnote: str | None = None
    section: str = ""
