"""How each kind of court's page looks: size, columns, type, running heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pymupdf

from samples.markup import Opinion

NOTICE = "Fictional opinion written for Headnote's sample library; not law."
LETTER = (612.0, 792.0)

BASE_CSS = """
body { font-family: serif; }
p { text-align: justify; text-indent: 1.4em; margin: 0 0 0.35em 0; }
p.centre { text-align: center; text-indent: 0; margin: 0.35em 0; }
p.flush { text-indent: 0; }
h1, h2, h3 { text-align: center; font-weight: normal; margin: 0.7em 0 0.4em 0; }
h1 { font-size: 1.15em; font-weight: bold; }
h2 { font-size: 1em; }
h3 { font-size: 1em; font-style: italic; text-align: left; }
blockquote { margin: 0.3em 2em 0.6em 2em; text-align: justify; font-size: 0.95em; }
"""

Heads = tuple[str, str, str]
"""What stands left, centre and right."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a running head may speak of."""

    opinion: Opinion
    index: int
    printed: int
    total: int
    section: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its size in points, margins (left, top, right, bottom), columns and type, and what its head and foot say."""

    css: str
    margins: tuple[float, float, float, float] = (90, 84, 90, 84)
    size: tuple[float, float] = LETTER
    columns: int = 1
    section_starts_page: bool = False
    numbered: bool = False
    head: Callable[[PageFacts], Heads] = lambda facts: ("", "", "")
    second_head: Callable[[PageFacts], Heads] = lambda facts: ("", "", "")
    foot: Callable[[PageFacts], Heads] = lambda facts: ("", "", "")

    def frames(self) -> list[pymupdf.Rect]:
        """The rectangles that text flows through on one page, in reading order."""
        left, top, right, bottom = self.margins
        gap = 18.0
        width = (self.size[0] - left - right - gap * (self.columns - 1)) / self.columns
        return [
            pymupdf.Rect(left + column * (width + gap), top, left + column * (width + gap) + width, self.size[1] - bottom)
            for column in range(self.columns)
        ]


def _bound_head(facts: PageFacts) -> Heads:
    number, name = str(facts.printed), facts.opinion.facts["case_name"].replace(" v. ", " *v.* ")
    if facts.index == 0:
        return ("", facts.opinion.facts["term"], number)
    if facts.index % 2:
        return ("", f"Cite as: {facts.opinion.facts['citation'].replace('U.S.', 'U. S.')}", number)
    return (number, name.replace("*", "").upper().replace(" V. ", " v. "), "")


def _bound_second(facts: PageFacts) -> Heads:
    return ("", "" if facts.index == 0 else facts.section, "")


def _circuit_head(facts: PageFacts) -> Heads:
    if facts.index == 0:
        return ("", "", "")
    name = facts.opinion.facts["short_name"].upper().replace(" V. ", " v. ")
    return (str(facts.printed), name, "") if facts.index % 2 else ("", name, str(facts.printed))


def _docketed_head(facts: PageFacts) -> Heads:
    stamp = facts.opinion.facts["stamp"]
    return ("", f"{stamp}    Page {facts.index + 1} of {facts.total}", "")


def _reporter_head(facts: PageFacts) -> Heads:
    name = facts.opinion.facts["short_name"].upper().replace(" V. ", " v. ")
    number = str(facts.printed)
    if facts.index % 2:
        return (number + "  Wyo.", "988 PACIFIC REPORTER, 3d SERIES", "")
    return ("", name, "Wyo.  " + number)


def _reporter_second(facts: PageFacts) -> Heads:
    return ("", "" if facts.index % 2 else f"Cite as {facts.opinion.facts['citation']}", "")


def _old_head(facts: PageFacts) -> Heads:
    number, date = str(facts.printed), facts.opinion.facts["term"]
    if facts.index % 2:
        return (number, "HARLOW v. FERRY COMPANY.", f"[{date}.")
    return (f"{date}.]", "HARLOW v. FERRY COMPANY.", number)


def _centre_number(facts: PageFacts) -> Heads:
    return ("", str(facts.printed), "")


def _dashed_number(facts: PageFacts) -> Heads:
    return ("", f"- {facts.printed} -", "")


def _titled_foot(facts: PageFacts) -> Heads:
    return (f"{facts.opinion.facts['foot']} - {facts.printed}", "", "")


def _board_foot(facts: PageFacts) -> Heads:
    return ("", "", f"Page {facts.printed}")


LAYOUTS = {
    "bound": Layout(
        BASE_CSS + "body { font-size: 11pt; line-height: 1.25; }",
        margins=(120, 138, 120, 132),
        section_starts_page=True,
        head=_bound_head,
        second_head=_bound_second,
    ),
    "circuit": Layout(
        BASE_CSS + "body { font-size: 12pt; line-height: 1.4; }", margins=(108, 108, 108, 100), head=_circuit_head, section_starts_page=True
    ),
    "memorandum": Layout(
        BASE_CSS + "body { font-size: 12pt; line-height: 1.47; } h1, h2 { text-align: left; font-weight: bold; }",
        head=_docketed_head,
        foot=_titled_foot,
    ),
    "paragraphs": Layout(
        BASE_CSS + "body { font-size: 12pt; line-height: 1.4; } p { text-indent: 0; } h2 { font-weight: bold; }", foot=_centre_number, numbered=True
    ),
    "state": Layout(BASE_CSS + "body { font-size: 12pt; line-height: 1.42; }", margins=(100, 90, 100, 90), foot=_centre_number),
    "reporter": Layout(
        BASE_CSS + "body { font-size: 10.8pt; line-height: 1.26; } blockquote { margin: 0.2em 1em 0.4em 1em; }",
        margins=(60, 84, 60, 66),
        columns=2,
        head=_reporter_head,
        second_head=_reporter_second,
    ),
    "tax": Layout(
        BASE_CSS + "body { font-size: 12pt; line-height: 1.38; } h1, h2 { font-weight: bold; }", margins=(100, 96, 100, 90), head=_dashed_number
    ),
    "board": Layout(
        BASE_CSS + "body { font-family: sans-serif; font-size: 10.5pt; line-height: 1.42; } h2 { font-weight: bold; text-align: left; }",
        margins=(90, 84, 90, 90),
        foot=_board_foot,
    ),
    "order": Layout(BASE_CSS + "body { font-size: 12pt; line-height: 1.36; } h2 { font-weight: bold; }", foot=_titled_foot),
    "old": Layout(BASE_CSS + "body { font-size: 10.5pt; line-height: 1.22; }", size=(432.0, 648.0), margins=(54, 72, 54, 60), head=_old_head),
    "appeals": Layout(BASE_CSS + "body { font-size: 12pt; line-height: 1.4; } h2 { font-weight: bold; }", foot=_centre_number),
}
