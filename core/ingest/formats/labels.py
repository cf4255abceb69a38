"""What a file itself says of its case (court, docket number, date, author, citation), placed where its text shows it.

The values become metadata with their evidence only where a field has one value; `core.ingest.labelled` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from core.ingest.formats.blocks import Block
from core.ingest.formats.markup import local_name

FIELDS = {
    "shortname": "case_name",
    "casename": "case_name",
    "courtname": "court",
    "docketnumber": "docket_number",
    "decisiondate": "date_decided",
    "datedecided": "date_decided",
    "author": "opinion_author",
    "opinionauthor": "opinion_author",
}
"""Names of elements, in lower case, and the fields of the case that they hold."""
_HEAD = 12
"""Blocks at the top among which a value is looked for, at the head of a line; elsewhere the same words may speak of another case."""
_LONGEST = 300


def joined_citation(element: Any) -> str | None:
    """ "100 A.3d 1004" of an element that holds volume, reporter and page."""
    if not isinstance(element.tag, str) or local_name(element) != "citation":
        return None
    parts = {local_name(child): (child.text or "").strip() for child in element if isinstance(child.tag, str)}
    values = [parts.get(name) for name in ("volume", "reporter", "page")]
    return " ".join(filter(None, values)) if all(values) else None


def placed(fields: Sequence[tuple[str, str]], blocks: list[Block]) -> list[Block]:
    """The blocks with `fields` marked where their words stand at the top; those that stand nowhere become the first block."""
    first = Block("")
    for name, value in fields:
        value = " ".join(value.split())
        if not value or len(value) > _LONGEST or _marked(name, value, blocks):
            continue
        start = len(first.text) + 1 if first.text else 0
        first.text = f"{first.text}\n{value}" if first.text else value
        first.fields.append((name, start, start + len(value)))
    return [first, *blocks] if first.text else blocks


def _marked(name: str, value: str, blocks: Sequence[Block]) -> bool:
    for block in blocks[:_HEAD]:
        found = re.search(rf"(?m)^{re.escape(value)}(?!\w)", block.text) if block.footnote is None else None
        if found:
            block.fields.append((name, *found.span()))
            return True
    return False
