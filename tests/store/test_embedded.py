"""The embedded server: shared by the processes of a data folder, stopped by the last, found dead and started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from core.errors import RecordUnavailable
from core.settings import Settings
from core.store.record import Record

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.faults
SECOND_PROCESS = """
import sys
from core.settings import Settings
from core.store.record import Record
record = Record(Settings(_env_file=None, HEADNOTE_DATA_DIR=sys.argv[1]))
record.open()
print(record.ping() > 0, flush=True)
sys.stdin.read()
record.close()
"""


@pytest.fixture
def opened(settings_for):
    """`opened()` opens a record over the same data folder again."""
    settings, records = settings_for(), []

    def make() -> Record:
        record = Record(settings)
        records.append(record)
        record.open()
        return record

    make.settings = settings
    yield make
    for record in records:
        record.close()


def address(settings: Settings) -> dict:
    return json.loads((settings.record_dir / "server.json").read_text())


def runs(pid: int) -> bool:
    """A process that has ended may still be waiting for whoever started it."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def answers(record, seconds=20.0):
    """Wait until the record answers again."""
    end = time.monotonic() + seconds
    while True:
        try:
            return record.ping()
        except RecordUnavailable:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_the_last_user_stops_it(opened):
    first, second = opened(), opened()
    server = address(opened.settings)["pid"]
    first.close()
    assert second.ping() > 0
    second.close()
    assert not runs(server)
    assert not (opened.settings.record_dir / "server.json").exists()
    with pytest.raises(RecordUnavailable):
        second.cases.ids()


def test_a_second_process_joins_and_keeps_it_alive(opened):
    first = opened()
    server = address(opened.settings)
    command = [sys.executable, "-c", SECOND_PROCESS, str(opened.settings.data_dir)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "True\n"
        assert address(opened.settings) == server
        first.close()
        assert runs(server["pid"])
        other.stdin.close()
        assert other.wait(20) == 0
    assert not runs(server["pid"])


def test_who_died_without_leaving_does_not_keep_it_alive(opened):
    first = opened()
    server = address(opened.settings)
    command = [sys.executable, "-c", SECOND_PROCESS, str(opened.settings.data_dir)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "True\n"
        other.kill()
    assert first.ping() > 0
    first.close()
    assert not runs(server["pid"])


def test_killed_it_comes_back_where_it_was_with_what_was_acknowledged(opened):
    record = opened()
    before = address(opened.settings)
    record._named("cases").insert_one({"_id": "kept", "case_id": "kept", "workspace": "shared", "document_hash": "1"})
    os.kill(before["pid"], signal.SIGKILL)
    answers(record)
    after = address(opened.settings)
    assert (after["port"], after["pid"] == before["pid"]) == (before["port"], False)
    assert record.cases.ids() == {"kept"}


def test_while_it_does_not_answer_that_is_said_within_seconds(opened):
    record = opened()
    pid = address(opened.settings)["pid"]
    os.kill(pid, signal.SIGSTOP)
    try:
        start = time.monotonic()
        with pytest.raises(RecordUnavailable) as told:
            record.ping()
        assert time.monotonic() - start < 6
        assert told.value.hint
    finally:
        os.kill(pid, signal.SIGCONT)
    answers(record)


def test_what_cannot_start_is_said_with_the_place_of_its_log(settings_for):
    settings = settings_for()
    settings.record_dir.mkdir(parents=True)
    (settings.record_dir / "data").write_text("a file where the server wants its folder")
    record = Record(settings)
    with pytest.raises(RecordUnavailable) as told:
        record.open()
    assert "record.log" in told.value.hint
    record.close()
