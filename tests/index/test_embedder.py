"""The embedder with the packaged model: one process, started once for all of these tests but those that kill it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from core.errors import NotReady, Unavailable
from core.index.embedder import MICRO_BATCH, Embedder
from core.index.model_files import declared_shape, folder_fingerprint, model_source

ROOT = Path(__file__).parents[2]
LOADING = 120.0
TEXTS = [
    "The police may not search the phone of an arrested person without a warrant.",
    "Yields of winter wheat depend on nitrogen in the soil.",
    "",
    "x" * 20_000,
    "判決書 \u202e ﬁled \x00",
    *(f"The lease ends after {number} years. " * (number % 15) for number in range(20)),
]


@pytest.fixture(scope="module")
def embedder():
    made = Embedder()
    made.start()
    assert made.wait_ready(LOADING), made.detail
    yield made
    made.close()


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(condition, seconds=LOADING):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()


def test_facts_are_there_before_anything_starts(embedder):
    unstarted = Embedder()
    assert unstarted.state == "off"
    assert (unstarted.fingerprint, unstarted.dimension, unstarted.max_tokens) == (embedder.fingerprint, 384, 256)
    assert (embedder.dimension, embedder.max_tokens) == (384, 256)
    with pytest.raises(NotReady):
        unstarted.encode_query("warrant")


def test_quality_is_measured(embedder):
    assert 0.99 < embedder.quality <= 1.0
    assert embedder.precision in embedder.detail


def test_queries_and_passages_meet(embedder):
    query = embedder.encode_query("Can officers look into a mobile phone?")
    rows = embedder.encode_passages(TEXTS[:2])
    assert (query.dtype, query.shape) == (np.float32, (384,))
    assert (rows.dtype, rows.shape) == (np.float16, (2, 384))
    assert np.linalg.norm(query) == pytest.approx(1.0, abs=1e-3)
    near, far = rows.astype(np.float32) @ query
    assert near > 0.4 > 0.2 > far


def test_order_is_kept_whatever_the_lengths(embedder):
    together = embedder.encode_passages(TEXTS).astype(np.float32)
    assert np.isfinite(together).all()
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=5e-3)
    for index in (0, 1, 3, 20, 24):
        alone = embedder.encode_passages([TEXTS[index]]).astype(np.float32)[0]
        assert together[index] @ alone > 0.99, index


def test_nothing_to_encode(embedder):
    assert embedder.encode_passages([]).shape == (0, 384)


def test_pause_holds_passages_but_not_queries(embedder):
    embedder.pause()
    done = threading.Event()
    thread = threading.Thread(target=lambda: (embedder.encode_passages(TEXTS[:1]), done.set()))
    thread.start()
    assert embedder.encode_query("warrant").shape == (384,)
    assert not done.wait(0.3)
    embedder.resume()
    assert done.wait(10)
    thread.join()


def test_query_overtakes_passages(embedder):
    long = ["The court of appeals affirmed the judgment below. " * 30] * MICRO_BATCH * 4
    finished = threading.Event()
    thread = threading.Thread(target=lambda: (embedder.encode_passages(long), finished.set()))
    thread.start()
    time.sleep(0.05)
    for number in range(3):
        embedder.encode_query(f"warrant {number}")
    assert not finished.is_set()
    thread.join()


def test_threads_share_it(embedder):
    wanted = embedder.encode_passages(TEXTS[:2]).astype(np.float32)
    wrong = []

    def work():
        rows = embedder.encode_passages(TEXTS[:2] * 4).astype(np.float32)
        if (np.sum(rows[:2] * wanted, axis=1) < 0.99).any():
            wrong.append(rows)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_late_answer_is_no_answer(embedder):
    with pytest.raises(Unavailable):
        embedder.encode_query("warrant", timeout=0.0)
    assert embedder.encode_query("warrant").shape == (384,)


@pytest.mark.faults
def test_killed_process_comes_back_and_passages_are_finished(embedder):
    found = []
    thread = threading.Thread(target=lambda: found.append(embedder.encode_passages([TEXTS[0] * 20] * 32)))
    thread.start()
    time.sleep(0.2)
    killed = embedder.pid
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: embedder.state != "healthy")
    with pytest.raises(Unavailable):
        embedder.encode_query("warrant", timeout=0.1)
    thread.join(LOADING)
    assert found[0].shape == (32, 384)
    assert embedder.state == "healthy"
    assert embedder.pid != killed


@pytest.mark.faults
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_process_ends_with_a_killed_parent():
    script = (
        "import time; from core.index.embedder import Embedder; e = Embedder(); e.start(); time.sleep(.5); print(e.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, cwd=ROOT) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)
        parent.kill()
    wait_until(lambda: not is_alive(child), 10)


def test_folder_that_holds_no_model_is_told(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    broken = Embedder(str(tmp_path))
    broken.start()
    wait_until(lambda: broken.state == "unhealthy")
    assert "could not be loaded" in broken.detail
    assert "EMBEDDING_MODEL" in broken.detail
    with pytest.raises(NotReady):
        broken.encode_query("warrant")
    broken.close()
    assert broken.state == "off"


def test_closing_while_loading_leaves_no_process():
    hasty = Embedder()
    hasty.start()
    wait_until(lambda: hasty.pid is not None)
    pid = hasty.pid
    hasty.close()
    assert not is_alive(pid)
    assert not hasty.wait_ready(5)


def test_nothing_of_torch_is_imported_here():
    script = "import sys, core.index.embedder as e; e.Embedder(); print('torch' in sys.modules, 'transformers' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True).stdout
    assert printed.split() == ["False", "False"]


def model_folder(folder, weights=b"w", **config):
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"hidden_size": 8, **config}))
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"word_embedding_dimension": 8}))
    (folder / "modules.json").write_text(json.dumps([{"type": "sentence_transformers.models.Transformer"}]))
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 99}))
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def test_fingerprint_follows_the_contents_not_the_place(tmp_path):
    first = folder_fingerprint(model_folder(tmp_path / "a"), contents=True)
    assert folder_fingerprint(model_folder(tmp_path / "b"), contents=True) == first
    assert folder_fingerprint(model_folder(tmp_path / "c", weights=b"v"), contents=True) != first
    assert folder_fingerprint(model_folder(tmp_path / "d", layers=3), contents=True) != first
    noted = model_folder(tmp_path / "e")
    (noted / "README.md").write_text("changes no vector")
    assert folder_fingerprint(noted, contents=True) == first


def test_shape_is_read_where_it_is_certain(tmp_path):
    folder = model_folder(tmp_path / "a")
    assert declared_shape(folder) == (8, 99)
    (folder / "modules.json").write_text(json.dumps([{"type": "sentence_transformers.models.Dense"}]))
    assert declared_shape(folder) == (None, 99)
    assert declared_shape(tmp_path) == (None, None)


def test_settings_name_a_packaged_model_a_folder_or_a_name(tmp_path):
    assert model_source("").packaged
    assert model_source(str(tmp_path)).folder == tmp_path
    named = model_source("nlpaueb/legal-bert-base-uncased")
    assert (named.folder, named.location) == (None, "nlpaueb/legal-bert-base-uncased")
