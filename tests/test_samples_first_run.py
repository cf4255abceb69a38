"""The sample library: read into an empty library once, also in a demo, and never forced on anybody again."""

from __future__ import annotations

import pytest

from core.library import Library
from core.principal import LOCAL_ADMIN
from core.samples import BEGUN, FOLDER
from core.views import CaseQuery

SAMPLES = {path.name for path in FOLDER.glob("*.pdf")}


def held(library):
    library.wait_ready()
    return {row.file_name: row.case_id for row in library.cases(LOCAL_ADMIN, CaseQuery(limit=100)).items}


@pytest.fixture
def opened(settings_for, tmp_path):
    """`opened()` starts Headnote on the same data folder, stopping the one before."""
    running = []

    def start(**variables):
        while running:
            running.pop().close()
        running.append(Library(settings_for(HEADNOTE_DATA_DIR=str(tmp_path / "data"), HEADNOTE_SAMPLES="1", **variables)))
        return running[0]

    yield start
    while running:
        running.pop().close()


def test_samples_are_read_once_and_deleted_ones_stay_away(opened, until, tmp_path):
    first = opened()
    until(lambda: set(held(first)), lambda names: names == SAMPLES)
    marker = tmp_path / "data" / "samples-read"
    until(lambda: marker.read_text(), lambda text: text == "")
    for case_id in held(first).values():
        first.delete(LOCAL_ADMIN, case_id)
    second = opened()
    until(lambda: second.health().services["workers"].working)
    assert held(second) == {}
    marker.write_text(BEGUN)  # as if the first start had been killed while it read them
    third = opened()
    until(lambda: set(held(third)), lambda names: names == SAMPLES)


def test_a_demo_shows_the_samples(opened, until):
    demo = opened(HEADNOTE_DEMO="1")
    until(lambda: set(held(demo)), lambda names: names == SAMPLES)
