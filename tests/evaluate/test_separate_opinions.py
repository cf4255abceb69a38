"""Separate opinions of the Supreme Court's slip opinions: each has its author, and none that a running head names is missed."""

from __future__ import annotations

import re

import pytest

from core.ingest.pdf import inspect, read_pages
from core.ingest.reading import Reading
from core.ingest.structure import parts

SEPARATE = {"concurrence", "dissent", "concurrence_dissent"}
HEAD = re.compile(r"(?m)^\W*([A-Z][A-Z’']+), (?:C\. )?J\., (?:concurring|dissenting)[a-z ]*$")


@pytest.mark.shared_data
def test_every_separate_opinion_has_its_author(shared_data):
    nameless, missed, count = [], [], 0
    for path in sorted((shared_data / "opinions" / "scotus").glob("*.pdf")):
        pages = read_pages(str(path), "c", range(1, inspect(str(path)).page_count + 1))
        reading = Reading(pages)
        found = [part for part in parts(reading.text, reading.page_starts) if part.kind in SEPARATE]
        count += len(found)
        nameless += [(path.name, part.title) for part in found if not part.author]
        named = {match[1].title() for page in pages if (match := HEAD.search(page.text[:250]))}
        missed += [(path.name, name) for name in named - {(part.author or "").title().split()[-1] for part in found if part.author}]
    assert count > 100
    assert (nameless, missed) == ([], [])
