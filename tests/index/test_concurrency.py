"""Searches during writes, from several threads: never an error, never half a case, never another case's text."""

from __future__ import annotations

import threading
import time

import numpy as np
from memory_source import DIMENSION, passage, target, vector_of

from core.index.readwrite import ReadWriteLock
from core.index.terms import TermIndex
from core.index.vectors import FaissVectors

SECONDS = 1.0
CASES = 30


def run_all(*tasks):
    """Run each task over and over for a while, all at once; return what went wrong."""
    wrong, deadline = [], time.monotonic() + SECONDS

    def again(task):
        try:
            while time.monotonic() < deadline:
                task()
        except BaseException as error:
            wrong.append(error)
            raise

    threads = [threading.Thread(target=again, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_words(tmp_path):
    index = TermIndex(tmp_path, writable=True)
    draw = np.random.default_rng(1)

    def write():
        number = int(draw.integers(CASES))
        case_id, count = f"c{number}", int(draw.integers(1, 5))
        texts = [f"estoppel number{number} part{order}" for order in range(count)]
        index.put_case(target(case_id), [passage(case_id, order, text) for order, text in enumerate(texts)], " ".join(texts), " ".join(texts))
        if draw.random() < 0.3:
            index.commit()

    def search():
        hits = index.passages("estoppel", limit=200)
        assert len({hit.passage_id for hit in hits}) == len(hits)
        for hit in index.passages("number7", limit=9):
            assert hit.case_id == "c7"
        index.phrase_cases("estoppel number7 part0", limit=5, excluded=["c1"])

    assert run_all(write, search, search) == []
    index.commit()
    ids = list(index.passage_ids())
    assert len(ids) == len(set(ids))
    index.close()


def test_vectors(tmp_path):
    index = FaissVectors(tmp_path, fingerprint="f", dimension=DIMENSION, writable=True)
    draw = np.random.default_rng(2)
    stable = vector_of("stable")
    index.put_case("stable", ["stable:0"], stable.astype(np.float16)[None, :], "1")

    def write():
        number = int(draw.integers(CASES))
        if draw.random() < 0.4:
            index.remove_case(f"c{number}")
            return
        rows = np.array([vector_of(f"{number}-{order}") for order in range(int(draw.integers(1, 40)))], dtype=np.float16)
        index.put_case(f"c{number}", [f"c{number}:{order}" for order in range(len(rows))], rows, "1")

    def search():
        assert index.search(stable, limit=1)[0].passage_id == "stable:0"
        for hit in index.search(vector_of("7-0"), limit=1, case_ids=["c7"]):
            assert hit.passage_id == "c7:0"
        hits = index.search(vector_of("anything"), limit=500)
        assert len({hit.passage_id for hit in hits}) == len(hits)

    assert run_all(write, search, search, lambda: (index.save(), time.sleep(0.05))) == []
    ids = list(index.passage_ids())
    assert len(ids) == len(set(ids))


def test_writer_is_alone_and_readers_are_together():
    lock, inside, most, wrong = ReadWriteLock(), [0], [0], []
    meeting = threading.Barrier(3, timeout=5)

    def meet():
        with lock.reading():
            meeting.wait()  # breaks unless all three are inside at once

    threads = [threading.Thread(target=meet) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not meeting.broken

    def write():
        with lock.writing():
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0)
            inside[0] -= 1

    def read():
        with lock.reading():
            if inside[0]:
                wrong.append("a reader met a writer")

    assert run_all(write, write, read, read) == []
    assert most[0] == 1
    assert wrong == []
