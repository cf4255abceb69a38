"""The printed number of every page, against what was read by eye (`truth/printed_pages.json`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.ingest.pdf import inspect, read_pages
from core.ingest.reading import Reading

TRUTH = json.loads((Path(__file__).parent / "truth" / "printed_pages.json").read_text())


@pytest.mark.shared_data
@pytest.mark.parametrize("name", TRUTH)
def test_the_printed_number_of_every_page_is_right(shared_data, name):
    path = str(shared_data / "opinions" / name)
    pages = Reading(read_pages(path, "c", range(1, inspect(path).page_count + 1))).pages
    assert [page.printed_number for page in pages] == TRUTH[name]
