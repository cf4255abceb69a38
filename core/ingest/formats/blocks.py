"""What every format is read into: paragraphs in reading order, and what the file itself says of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_PRINTED = re.compile(r"(?:\[(\d{1,4})\]|\{?¶\s{0,3}(\d{1,4})\}?\.?|(\d{1,4})\.?)(?=\s|\Z)")
_STAR_PAGE = re.compile(r"\[(?:\d{1,4} [A-Z][\w. ]{0,20} )?\*{0,2}\d{1,5}\]")
_SENTENCE = 60
"""Characters of a block that is text, not a heading or a name."""
_FEWEST_NUMBERED = 3
_SHARE_NUMBERED = 0.4
"""A list of three issues is numbered too; the paragraphs of a judgment are mostly numbered."""


@dataclass(slots=True)
class Block:
    """A paragraph: its lines joined by line feeds. `footnote` is the number of the note it belongs to.

    `fields` are runs (start, end) that the file labels: ("docket_number", 4, 9) is what it says the docket number is."""

    text: str
    footnote: str | None = None
    fields: list[tuple[str, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A block and the number of its paragraph; several blocks may be one paragraph. None before the first printed number."""

    block: Block
    paragraph: str | None


def numbered(blocks: Sequence[Block]) -> list[Numbered]:
    """The blocks with their paragraph numbers: those the document prints where it numbers its paragraphs, else counted.

    What a page break or a star page has cut in two is one paragraph. Notes have no paragraph number."""
    printed = _printed(blocks)
    found: list[Numbered] = []
    count, current = 0, None
    before = ""
    for index, block in enumerate(blocks):
        if block.footnote is not None:
            found.append(Numbered(block, None))
            continue
        if printed:
            current = printed.get(index, current)
        elif not goes_on(before, block.text):
            count += 1
            current = str(count)
        before = block.text
        found.append(Numbered(block, current))
    return found


def goes_on(before: str, text: str) -> bool:
    """Whether a paragraph was cut: what stands before is unfinished and this goes on in lower case."""
    return bool(before) and before[-1] not in ".?!:;”\"’'" and text[:1].islower()


def _printed(blocks: Sequence[Block]) -> dict[int, str]:
    """Which blocks begin with a paragraph number that keeps count from 1; empty when the document does not number them."""
    found: dict[int, str] = {}
    body = [index for index, block in enumerate(blocks) if block.footnote is None]
    for index in body:
        match = _PRINTED.match(blocks[index].text)
        number = next(filter(None, match.groups()), None) if match else None
        if number is not None and int(number) == len(found) + 1:
            found[index] = number
    if len(found) < _FEWEST_NUMBERED:
        return {}
    rest = sum(index >= min(found) for index in body)
    return found if len(found) >= _SHARE_NUMBERED * rest else {}


def joined_numbers(blocks: Iterable[Block], numbers: frozenset[int] | set[int]) -> list[Block]:
    """Blocks at the positions `numbers` hold only the number of what follows: they become its first word."""
    found: list[Block] = []
    waiting = ""
    for index, block in enumerate(blocks):
        if index in numbers and block.footnote is None:
            waiting = f"{waiting}{block.text} "
            continue
        if waiting and block.footnote is None:
            block.fields = [(name, start + len(waiting), end + len(waiting)) for name, start, end in block.fields]
            block.text, waiting = waiting + block.text, ""
        found.append(block)
    if waiting.strip():
        found.append(Block(waiting.strip()))
    return found


def joined_stars(blocks: Iterable[Block]) -> list[Block]:
    """A block that is only the mark of a reporter's page ("[100 A.3d 1006]") opens the next one, and where it stands
    in the middle of a sentence the two halves are one paragraph again."""
    found: list[Block] = []
    stars = ""
    for block in blocks:
        if _STAR_PAGE.fullmatch(block.text):
            stars += f"{block.text}\n"
            continue
        last = found[-1] if found else None
        if stars and last is not None and last.footnote == block.footnote and not block.fields and _cut_in_two(last.text, block.text):
            last.text = " ".join([last.text, *stars.split("\n")[:-1], block.text])
        else:
            block.fields = [(name, start + len(stars), end + len(stars)) for name, start, end in block.fields]
            block.text = stars + block.text
            found.append(block)
        stars = ""
    return [*found, Block(stars.strip())] if stars else found


def _cut_in_two(before: str, after: str) -> bool:
    return goes_on(before, after) or (len(before) > _SENTENCE and before[-1] not in ".?!:;”\"’'")
