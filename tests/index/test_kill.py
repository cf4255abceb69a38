"""SIGKILL in the middle of indexing: what is left opens, and a comparison with the record makes it whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from memory_source import DIMENSION, MemorySource

from core.index.keeper import IndexKeeper
from core.index.terms import TermIndex
from core.index.vectors import FaissVectors

HERE = Path(__file__).parent
CASES = 40
WRITER = """
import sys
from pathlib import Path
from memory_source import DIMENSION, MemorySource
import core.index.keeper as keeper
from core.index.terms import TermIndex
from core.index.vectors import FaissVectors
keeper.COMMIT_EVERY = keeper.SAVE_AT_LEAST = keeper.SAVE_SHARE = 0.02
folder, source = Path(sys.argv[1]), MemorySource()
vectors = FaissVectors(folder / "vectors", fingerprint="f", dimension=DIMENSION, writable=True)
running = keeper.IndexKeeper(source, TermIndex(folder / "terms", writable=True), vectors)
running.start()
for turn in range(10_000):
    case_id = f"c{turn % 40}"
    source.put(case_id, *[f"text {turn} {order} estoppel" for order in range(1 + turn % 5)])
    running.notify(case_id)
    if turn == 12:
        print("writing", flush=True)
    if turn % 10 == 9:
        running.settle(10)
"""


def kill_in_the_middle(folder, seconds):
    paths = f"import sys; sys.path[:0] = [{str(HERE)!r}, {str(HERE.parents[1])!r}]\n"
    with subprocess.Popen([sys.executable, "-c", paths + WRITER, str(folder)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"writing\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)


@pytest.mark.faults
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_writer_leaves_indexes_that_open_and_become_whole(tmp_path):
    draw = np.random.default_rng(4)
    source = MemorySource()
    for number in range(CASES // 2):
        source.put(f"c{number}", f"what the record has of {number}", "and more")
    for _ in range(3):
        kill_in_the_middle(tmp_path, draw.uniform(0.0, 0.4))
        terms = TermIndex(tmp_path / "terms", writable=True)
        vectors = FaissVectors(tmp_path / "vectors", fingerprint="f", dimension=DIMENSION, writable=True)
        for ids in (list(terms.passage_ids()), list(vectors.passage_ids())):
            assert len(ids) == len(set(ids))
        for entry in source.entries.values():
            entry.revision += 100_000  # another history than the killed one's
        keeper = IndexKeeper(source, terms, vectors)
        keeper.catch_up()
        keeper.start()
        assert keeper.settle(20)
        expected = sorted((f"c{number}", f"c{number}:{order}") for number in range(CASES // 2) for order in range(2))
        assert sorted(terms.passage_ids()) == expected
        assert sorted(terms.case_ids()) == sorted(source.entries)
        assert sorted(vectors.passage_ids()) == expected
        keeper.close()
        terms.close()
