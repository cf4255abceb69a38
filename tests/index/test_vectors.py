"""The vector index, by its protocol: exact answers, filters, deletions, saves."""

from __future__ import annotations

import gc
import json

import numpy as np
import pytest

from core.errors import Conflict, StorageFull
from core.index.generations import POINTER
from core.index.vectors import FaissVectors

DIMENSION = 32


def unit(count, seed=0):
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


ROWS = unit(60)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vectors"


@pytest.fixture
def opened(folder):
    def make(fingerprint="f", dimension=DIMENSION, writable=True):
        return FaissVectors(folder, fingerprint=fingerprint, dimension=dimension, writable=writable)

    return make


@pytest.fixture
def index(opened):
    made = opened()
    for number in range(20):
        put(made, number)
    return made


def put(index, number, rows=None, stamp="1"):
    rows = ROWS[number * 3 : number * 3 + 3] if rows is None else rows
    index.put_case(f"c{number}", [f"c{number}:{order}" for order in range(len(rows))], rows.astype(np.float16), stamp)


def test_nearest_is_exact(index):
    for row in range(60):
        expected = np.argsort(-(ROWS.astype(np.float16).astype(np.float32) @ ROWS[row]))[:5]
        hits = index.search(ROWS[row], limit=5)
        assert [hit.passage_id for hit in hits] == [f"c{best // 3}:{best % 3}" for best in expected]
        assert hits[0].score == pytest.approx(1.0, abs=2e-3)
        assert hits[0].case_id == f"c{row // 3}"


def test_filter_to_few_cases_finds_all_their_passages(index):
    hits = index.search(ROWS[0], limit=50, case_ids=["c7", "c19", "unknown"])
    assert sorted(hit.passage_id for hit in hits) == ["c19:0", "c19:1", "c19:2", "c7:0", "c7:1", "c7:2"]
    assert index.search(ROWS[0], limit=50, case_ids=[]) == []


def test_excluded_cases_stay_out_and_the_limit_is_filled(index):
    hits = index.search(ROWS[0], limit=10, excluded=["c0", "c1"])
    assert len(hits) == 10
    assert not {"c0", "c1"} & {hit.case_id for hit in hits}
    both = index.search(ROWS[0], limit=10, case_ids=["c0", "c2"], excluded=["c0"])
    assert {hit.case_id for hit in both} == {"c2"}


def test_putting_replaces(index):
    put(index, 3, unit(2, seed=9), stamp="2")
    assert index.stamps["c3"] == "2"
    assert index.size == 59
    assert len(list(index.passage_ids())) == len(set(index.passage_ids())) == 59
    assert index.search(ROWS[9], limit=1)[0].case_id != "c3"
    assert index.search(unit(2, seed=9)[1], limit=1)[0].passage_id == "c3:1"


@pytest.mark.parametrize("removed", [1, 4, 15, 20], ids=["tombstone", "a fifth", "squeezed", "all"])
def test_removed_cases_are_never_found(index, removed):
    for number in range(removed):
        index.remove_case(f"c{number}")
    index.remove_case("unknown")
    left = {f"c{number}" for number in range(removed, 20)}
    assert set(index.stamps) == left
    assert {hit.case_id for hit in index.search(ROWS[0], limit=100)} == left
    for number in range(removed, 20):
        assert index.search(ROWS[number * 3 + 1], limit=1)[0].passage_id == f"c{number}:1"


def test_random_changes_agree_with_a_plain_scan(opened):
    index, model = opened(), {}
    draw = np.random.default_rng(5)
    for step in range(300):
        number = int(draw.integers(25))
        if draw.random() < 0.3:
            index.remove_case(f"c{number}")
            model.pop(number, None)
        else:
            model[number] = unit(int(draw.integers(0, 5)), seed=step)
            put(index, number, model[number])
    assert sorted(index.passage_ids()) == sorted((f"c{number}", f"c{number}:{order}") for number, rows in model.items() for order in range(len(rows)))
    for number, rows in model.items():
        for order, row in enumerate(rows):
            assert index.search(row, limit=1)[0].passage_id == f"c{number}:{order}"


def test_case_without_passages_is_stamped(index):
    put(index, 50, ROWS[:0], stamp="empty")
    assert index.stamps["c50"] == "empty"
    assert index.size == 60


@pytest.mark.parametrize(
    "rows", [unit(2)[:, :5], unit(2)[0], np.full((1, DIMENSION), np.nan)], ids=["another dimension", "one row for none", "not a number"]
)
def test_wrong_vectors_are_refused(index, rows):
    with pytest.raises(ValueError):
        index.put_case("bad", ["bad:0"], rows.astype(np.float16), "1")
    assert "bad" not in index.stamps


def test_saved_index_is_the_same_again(index, opened):
    index.remove_case("c5")
    index.save()
    again = opened()
    assert dict(again.stamps) == dict(index.stamps)
    assert list(again.passage_ids()) == list(index.passage_ids())
    assert again.search(ROWS[40], limit=10, excluded=["c1"]) == index.search(ROWS[40], limit=10, excluded=["c1"])


def test_other_parameters_start_empty_and_leave_the_save(index, opened):
    index.save()
    assert opened(fingerprint="g", writable=False).size == 0
    assert opened(dimension=8, writable=False).size == 0
    assert opened().size == 60


def test_half_a_save_does_not_count(index, opened, folder):
    index.save()
    half = folder / "save-half"
    half.mkdir()
    (half / "vectors.faiss").write_bytes(b"half")
    assert opened().size == 60
    assert not half.exists()


@pytest.mark.parametrize("name", ["vectors.faiss", "cases.json", "parameters.json", "pointer"])
def test_damaged_save_is_an_empty_index(index, opened, folder, name):
    index.save()
    saved = folder / (folder / POINTER).read_text()
    damaged = folder / POINTER if name == "pointer" else saved / name
    damaged.write_bytes(damaged.read_bytes()[:4])
    again = opened()
    assert (again.size, dict(again.stamps)) == (0, {})
    put(again, 1)
    again.save()
    assert opened().size == 3


def test_rows_that_do_not_fit_their_cases_are_not_loaded(index, opened, folder):
    index.save()
    path = folder / (folder / POINTER).read_text() / "cases.json"
    content = json.loads(path.read_text())
    content["cases"].pop()
    path.write_text(json.dumps(content))
    assert opened().size == 0


def test_failed_save_is_told_and_keeps_the_last(index, opened, folder, monkeypatch):
    index.save()
    put(index, 30, unit(1, seed=3))

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("core.index.generations.sync_folder", full)
        with pytest.raises(StorageFull):
            index.save()
    assert opened(writable=False).size == 60
    index.save()
    assert opened(writable=False).size == 61
    assert len(list(folder.glob("save-*"))) == 1


def test_reader_follows_saves_and_writes_nothing(index, opened):
    reader = opened(writable=False)
    assert reader.search(ROWS[0], limit=3) == []
    index.save()
    reader.refresh()
    assert reader.size == 60
    with pytest.raises(Conflict):
        reader.remove_case("c1")


def test_filter_outlives_the_garbage_collector(index):
    gc.collect()
    for _ in range(4):
        hits = index.search(ROWS[3], limit=3, case_ids=["c1"])
        gc.collect()
        assert {hit.case_id for hit in hits} == {"c1"}
