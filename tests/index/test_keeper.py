"""The keeper: both indexes follow the record, whatever fails on the way."""

from __future__ import annotations

import threading
import time

import pytest
from memory_source import DIMENSION, MemorySource, vector_of

from core.errors import StorageFull
from core.index import keeper as keeper_module
from core.index.keeper import IndexKeeper
from core.index.terms import TermIndex
from core.index.vectors import FaissVectors

LONG = 20.0


class Bench:
    """A record, two indexes and a keeper in one folder; `reopen` is a restart."""

    def __init__(self, folder):
        self.folder, self.source, self.keeper = folder, MemorySource(), None

    def open(self):
        self.terms = TermIndex(self.folder / "terms", writable=True)
        self.vectors = FaissVectors(self.folder / "vectors", fingerprint="f", dimension=DIMENSION, writable=True)
        self.keeper = IndexKeeper(self.source, self.terms, self.vectors)
        return self

    def start(self):
        self.keeper.start()
        return self

    def close(self):
        if self.keeper is not None:
            self.keeper.close()
            self.terms.close()
            self.keeper = None

    def put(self, case_id, *texts, **more):
        self.source.put(case_id, *texts, **more)
        self.keeper.notify(case_id)

    def expected(self):
        return sorted((case_id, f"{case_id}:{order}") for case_id, entry in self.source.entries.items() for order in range(len(entry.texts)))

    def in_step(self):
        return sorted(self.terms.passage_ids()) == self.expected() == sorted(self.vectors.passage_ids())


@pytest.fixture
def bench(tmp_path):
    made = Bench(tmp_path)
    yield made
    made.close()


def wait_until(condition, seconds=LONG):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()


def test_changes_reach_both_indexes(bench):
    bench.open().start()
    bench.put("a", "estoppel", "laches")
    bench.put("b", "trover")
    assert bench.keeper.settle(LONG)
    assert bench.in_step()
    bench.put("a", "replevin")
    bench.source.remove("b")
    bench.keeper.notify("b")
    bench.keeper.notify("never was")
    assert bench.keeper.settle(LONG)
    assert bench.in_step()
    assert bench.terms.passages("estoppel trover", limit=5) == []
    assert bench.vectors.search(vector_of("replevin"), limit=1)[0].passage_id == "a:0"
    assert bench.keeper.lag == 0


def test_words_come_before_meaning(bench):
    bench.open().start()
    bench.put("a", "estoppel", embedded=False)
    assert bench.keeper.settle(LONG)
    assert [hit.case_id for hit in bench.terms.passages("estoppel", limit=5)] == ["a"]
    assert bench.vectors.size == 0
    bench.put("a", "estoppel")
    assert bench.keeper.settle(LONG)
    assert bench.vectors.size == 1


def test_vectors_of_replaced_passages_are_not_kept(bench):
    bench.open().start()
    bench.put("a", "estoppel")
    bench.put("a", "replevin", embedded=False)
    assert bench.keeper.settle(LONG)
    assert bench.vectors.size == 0


def test_start_finds_what_changed_meanwhile(bench):
    bench.open().start()
    for case_id in ("kept", "changed", "deleted"):
        bench.put(case_id, f"text of {case_id}")
    assert bench.keeper.settle(LONG)
    bench.close()
    bench.source.put("changed", "another text")
    bench.source.put("new", "a new one")
    bench.source.remove("deleted")
    bench.open()
    assert bench.vectors.size == 3  # saved at the close
    bench.start()
    wait_until(bench.in_step)


def test_nothing_is_done_again_without_a_change(bench):
    bench.open().start()
    bench.put("a", "estoppel")
    assert bench.keeper.settle(LONG)
    told = []
    bench.keeper.on_change.append(told.append)
    stamp = (bench.folder / "terms" / "stamps.json").stat().st_mtime_ns
    bench.keeper.catch_up()
    assert bench.keeper.lag == 0
    bench.keeper.notify("a")
    assert bench.keeper.settle(LONG)
    wait_until(lambda: told == ["a"])
    assert (bench.folder / "terms" / "stamps.json").stat().st_mtime_ns == stamp


def test_lost_indexes_are_made_again(bench):
    bench.open().start()
    bench.put("a", "estoppel")
    assert bench.keeper.settle(LONG)
    bench.close()
    (bench.folder / "terms" / "stamps.json").unlink()
    (bench.folder / "vectors" / "current").unlink()
    bench.open().start()
    wait_until(bench.in_step)


def test_absent_record_delays_and_forgets_nothing(bench):
    bench.source.away = True
    bench.open().start()
    for number in range(5):
        bench.put(f"c{number}", f"text {number}")
    assert not bench.keeper.settle(0.5)
    assert bench.keeper.trouble == "The database does not answer."
    assert bench.keeper.lag == 5
    bench.source.away = False
    assert bench.keeper.settle(LONG)
    assert bench.in_step()
    wait_until(lambda: bench.keeper.trouble is None)


def test_one_broken_case_does_not_hold_up_the_others(bench):
    bench.source.broken.add("bad")
    bench.open().start()
    bench.put("bad", "unreadable")
    bench.put("good", "estoppel")
    wait_until(lambda: bench.terms.passages("estoppel", limit=1) != [])
    wait_until(lambda: bench.keeper.lag == 1)  # a search may see a commit a moment before the keeper has noted it
    bench.source.broken.clear()
    assert bench.keeper.settle(LONG)
    assert bench.in_step()


def test_wrong_vectors_do_not_hold_up_the_words_of_the_case(bench):
    bench.open()
    bench.vectors._dimension = DIMENSION + 1
    bench.start()
    bench.put("a", "estoppel")
    wait_until(lambda: bench.terms.passages("estoppel", limit=1) != [])
    wait_until(lambda: bench.keeper.lag == 1)


def test_failed_commit_is_made_good(bench, monkeypatch):
    bench.open()
    commit, failures = bench.terms._commit_parts, [True]

    def full_at_first():
        if failures:
            failures.clear()
            raise StorageFull("The disk is full.")
        commit()

    monkeypatch.setattr(bench.terms, "_commit_parts", full_at_first)
    bench.start()
    bench.put("a", "estoppel")
    assert bench.keeper.settle(LONG)
    assert bench.in_step()
    assert not failures


def test_failed_save_does_not_hold_up_words(bench, monkeypatch):
    monkeypatch.setattr(keeper_module, "SAVE_WHEN_IDLE", 0.05)
    bench.open()

    def full():
        raise StorageFull("The disk is full.", "Free some space.")

    monkeypatch.setattr(bench.vectors, "save", full)
    bench.start()
    bench.put("a", "estoppel")
    wait_until(lambda: bench.keeper.trouble == "The disk is full.")
    bench.put("b", "trover")
    assert bench.keeper.settle(LONG)
    assert bench.in_step()


def test_vectors_are_saved_when_idle(bench, monkeypatch):
    monkeypatch.setattr(keeper_module, "SAVE_WHEN_IDLE", 0.1)
    bench.open().start()
    bench.put("a", "estoppel")
    wait_until((bench.folder / "vectors" / "current").exists)


def test_second_model_is_followed_until_detached(bench, tmp_path):
    bench.open().start()
    bench.put("a", "estoppel")
    assert bench.keeper.settle(LONG)
    second = FaissVectors(tmp_path / "second", fingerprint="g", dimension=DIMENSION, writable=True)
    bench.keeper.attach(second)
    wait_until(lambda: second.size == 1)
    bench.keeper.detach(second)
    bench.put("b", "trover")
    assert bench.keeper.settle(LONG)
    assert bench.in_step()
    assert second.size == 1


def test_keeper_without_a_model_keeps_the_words(tmp_path):
    source, terms = MemorySource(), TermIndex(tmp_path, writable=True)
    keeper = IndexKeeper(source, terms)
    keeper.start()
    source.put("a", "estoppel")
    keeper.notify("a")
    assert keeper.settle(LONG)
    assert len(terms.passages("estoppel", limit=5)) == 1
    keeper.close()
    terms.close()


def test_many_notifications_from_many_threads_make_few_commits(bench, monkeypatch):
    bench.open()
    commits, commit = [], bench.terms._commit_parts
    monkeypatch.setattr(bench.terms, "_commit_parts", lambda: (commits.append(1), commit()))
    bench.start()

    def upload(first):
        for number in range(first, first + 40):
            bench.put(f"c{number % 50}", f"text {number}", "shared words")

    threads = [threading.Thread(target=upload, args=(first,)) for first in (0, 40, 80)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bench.keeper.settle(LONG)
    assert bench.in_step()
    assert len(commits) < 20


def test_listener_that_fails_stops_nothing(bench):
    bench.open().start()
    told = []
    bench.keeper.on_change += [lambda _: 1 / 0, told.append]
    bench.put("a", "estoppel")
    assert bench.keeper.settle(LONG)
    wait_until(lambda: told == ["a"])
