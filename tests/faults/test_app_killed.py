"""SIGKILL at random moments of uploads and ingestion: nothing acknowledged is lost, nothing is there twice.

`HEADNOTE_KILLS` and `HEADNOTE_KILL_FILES` set how often and with how many files (20 and 50 by default).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import httpx
import pytest

from bench.running_app import ROOT, RunningApp, shared_data

KILLS = int(os.environ.get("HEADNOTE_KILLS", "20"))
FILES = int(os.environ.get("HEADNOTE_KILL_FILES", "50"))
SEED = 20261122
pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.shared_data]


class Uploader(threading.Thread):
    """Hands files over until all are acknowledged or the app is gone."""

    def __init__(self, app: RunningApp, todo: list[Path], acknowledged: dict[str, str], pauses: Iterator[float]) -> None:
        super().__init__(daemon=True)
        self._app, self._todo, self._acknowledged, self._pauses = app, todo, acknowledged, pauses

    def run(self) -> None:
        with self._app.client() as client:
            for path in self._todo:
                time.sleep(next(self._pauses))
                try:
                    case_id = self._app.upload(client, path)
                except httpx.HTTPError:
                    return
                first = self._acknowledged.setdefault(path.name, case_id)
                assert first == case_id, f"{path.name} was acknowledged as {first} and as {case_id}"


def _files() -> list[Path]:
    opinions = sorted((shared_data() / "opinions" / "scotus").glob("*.pdf"))
    scans = sorted((shared_data() / "scanned_derived").glob("*.pdf"))
    chosen = random.Random(SEED).sample(opinions, FILES - len(scans[:2])) + scans[:2]  # noqa: S311
    return chosen


def _kill_once(app: RunningApp, offered: list[Path], acknowledged: dict[str, str], dice: random.Random, with_database: bool) -> int:
    """Offer files one after the other and kill at a random moment. Returns how many offered ones were not acknowledged by then."""
    app.start()
    app.wait()
    todo = [path for path in offered if path.name not in acknowledged]
    uploader = Uploader(app, todo, acknowledged, iter(lambda: dice.uniform(0.0, 1.0), None))
    uploader.start()
    time.sleep(dice.uniform(0.05, 5.0))
    if with_database:
        app.kill_database()
        if dice.random() < 0.5:
            time.sleep(dice.uniform(0.0, 2.0))  # the app may just be starting it again
    app.kill()
    uploader.join(30)
    return sum(path.name not in acknowledged for path in offered)


def _finish(app: RunningApp, files: list[Path], acknowledged: dict[str, str]) -> list[dict[str, object]]:
    app.start()
    app.wait()
    uploader = Uploader(app, [path for path in files if path.name not in acknowledged], acknowledged, repeat(0.0))
    uploader.start()
    uploader.join(300)
    with app.client() as client:
        until = time.monotonic() + 1200
        while time.monotonic() < until:
            cases = app.cases(client)
            if len(cases) >= len(files) and all(case["processing_status"] in ("indexed", "failed") for case in cases):
                return cases
            time.sleep(1)
    pytest.fail(f"not finished: {[(case['file_name'], case['processing_status']) for case in cases if case['processing_status'] != 'indexed']}")


def test_killed_at_random_moments_nothing_is_lost(tmp_path: Path) -> None:
    files, dice = _files(), random.Random(SEED)  # noqa: S311
    app, acknowledged = RunningApp(tmp_path / "data"), {}
    try:
        for number in range(KILLS):
            offered = files[: -(-FILES * (number + 1) // KILLS) + 2]
            cut_short = _kill_once(app, offered, acknowledged, dice, with_database=number % 2 == 1)
            print(f"kill {number + 1}: {len(acknowledged)} of {len(files)} acknowledged, {cut_short} offered and cut short", flush=True)
        cases = _finish(app, files, acknowledged)
        assert sorted(case["file_name"] for case in cases) == sorted(path.name for path in files)
        assert {case["file_name"]: case["case_id"] for case in cases} == acknowledged
        assert [case["processing_status"] for case in cases] == ["indexed"] * len(files)
        assert [case["file_name"] for case in cases if case["pages_searchable"] != case["page_count"] and case["partial"]] == []
        doctor = subprocess.run(
            [sys.executable, "-m", "core", "doctor", "--deep"],
            cwd=ROOT,
            env=os.environ | {"HEADNOTE_DATA_DIR": str(app.data)},
            capture_output=True,
            text=True,
            check=False,
        )
        print(doctor.stdout)
        assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    finally:
        app.stop()
