"""Reads an opinion of `samples/texts` and turns it into HTML.

A text is a block of `key: value` lines between `---`, then paragraphs:

    === kind | running head    a new section of the document (syllabus, majority, concurrence, dissent …)
    # ## ###                   headings
    ^ text                     a centred paragraph
    ! text                     a paragraph without indent
    > text                     a block quotation
    *italic*, **bold**
    {pin slug "some words"}    the printed page of that opinion on which these words stand
    {self "some words"}        the same in this opinion
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PIN = re.compile(r'\{(pin (?P<slug>[a-z-]+)|self) "(?P<words>[^"]+)"\}')
Finder = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an opinion, its running head, and its paragraphs as written."""

    kind: str
    running_head: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One text: what INDEX.json says of it, and its sections in order."""

    slug: str
    facts: dict[str, str]
    sections: tuple[Section, ...]

    @property
    def first_page(self) -> int:
        """The printed number of the first page."""
        return int(self.facts.get("first_page", "1"))


def read(path: Path) -> Opinion:
    """The opinion in one file of `samples/texts`."""
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    facts = dict(line.split(": ", 1) for line in front.strip().splitlines())
    sections: list[Section] = []
    for part in re.split(r"^=== ", body, flags=re.M)[1:]:
        title, _, text = part.partition("\n")
        kind, _, head = (word.strip() for word in title.partition("|"))
        blocks = (" ".join(block.split("\n")) for block in re.split(r"\n\s*\n", text) if block.strip())
        sections.append(Section(kind, head, tuple(block.strip() for block in blocks)))
    return Opinion(path.stem, facts, tuple(sections))


def pins(opinion: Opinion) -> list[tuple[str, str]]:
    """Every pin cite to another opinion: its slug and the words it points to."""
    text = "\n".join(block for section in opinion.sections for block in section.blocks)
    return [(found["slug"], found["words"]) for found in PIN.finditer(text) if found["slug"]]


def to_html(section: Section, find: Finder, numbering: list[int] | None = None) -> str:
    """HTML of one section. `find(slug, words)` gives a printed page (slug "" is this opinion);
    with `numbering`, body paragraphs are numbered on from its one element."""
    return "\n".join(_block(block, find, numbering) for block in section.blocks)


def _block(block: str, find: Finder, numbering: list[int] | None) -> str:
    resolved = PIN.sub(lambda found: find(found["slug"] or "", found["words"]), block)
    resolved = re.sub(r"\bPp\. (\d+)–\1\b", r"P. \1", resolved)
    mark, _, rest = resolved.partition(" ")
    if set(mark) == {"#"}:
        return f"<h{len(mark)}>{_inline(rest)}</h{len(mark)}>"
    wraps = {"^": '<p class="centre">{}</p>', "!": '<p class="flush">{}</p>', ">": "<blockquote>{}</blockquote>"}
    if mark in wraps:
        return wraps[mark].format(_inline(rest).replace(" // ", "<br/>"))
    if numbering is not None:
        numbering[0] += 1
        return f"<p>¶{numbering[0]}\u2003{_inline(resolved)}</p>"
    return f"<p>{_inline(resolved)}</p>"


def _inline(text: str) -> str:
    text = html.escape(typographic(text), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(?=\S)(.+?)(?<=\S)\*", r"<i>\1</i>", text)


def typographic(text: str) -> str:
    """Straight quotation marks and apostrophes as a printer sets them."""
    text = re.sub(r"(^|[\s(\[“‘—*])\"", r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[“—*])'(?!\d0s)", r"\1‘", text).replace("'", "’")
    return text
