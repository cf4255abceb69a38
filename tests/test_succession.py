"""Changing the embedding model: the old one answers until the new one has every passage; then it is forgotten."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from core.doctor import diagnose
from core.index.model_files import model_source
from core.library import Library
from core.models import UploadOptions
from core.principal import LOCAL_ADMIN
from core.views import SearchRequest


@pytest.fixture
def other_model(tmp_path) -> Path:
    """The packaged model with a shorter window, which makes it another model."""
    folder = tmp_path / "shorter-window"
    shutil.copytree(model_source("").folder, folder)
    limits = folder / "sentence_bert_config.json"
    limits.write_text(json.dumps(json.loads(limits.read_text()) | {"max_seq_length": 128}))
    return folder


def by_meaning(library):
    found = library.search(LOCAL_ADMIN, SearchRequest(query="a boat that carries people over a river", mode="dense"))
    return [hit.case_id for hit in found.results]


def active(settings):
    return json.loads((settings.index_dir / "vectors" / "active.json").read_text())["fingerprint"]


def test_the_old_model_answers_until_the_new_one_is_whole(settings_for, pdf, until, other_model, tmp_path):
    data = str(tmp_path / "data")
    settings = settings_for(HEADNOTE_DATA_DIR=data)
    library = Library(settings)
    try:
        library.wait_ready()
        case_id = library.upload(LOCAL_ADMIN, io.BytesIO(pdf("The ferry crosses at dawn.")), "ferry.pdf", UploadOptions()).case_id
        until(lambda: library.status(LOCAL_ADMIN, case_id), lambda status: status.progress == 1, 60)
        assert by_meaning(library) == [case_id]
    finally:
        library.close()
    before = active(settings)
    changed = settings_for(HEADNOTE_DATA_DIR=data, EMBEDDING_MODEL=str(other_model))
    library = Library(changed)
    try:
        library.wait_ready()
        engine = library._engine
        answered = set()

        def new_one_answers():
            if (vectors := engine.answering()[0]) is not None and engine.answering()[1].state == "healthy":
                answered.add(vectors.fingerprint)
                assert by_meaning(library) == [case_id]
            return active(changed) != before

        until(new_one_answers, seconds=90)
        assert before in answered, "the old index answered first"
        until(lambda: by_meaning(library), lambda hits: hits == [case_id])
        until(lambda: engine.record.passages.vectors_of(case_id, before)[0], lambda left: left == [])
        assert engine.record.passages.vectors_of(case_id, active(changed))[0]
        until(
            lambda: [path.name for path in (changed.index_dir / "vectors").iterdir() if path.is_dir()], lambda folders: folders == [active(changed)]
        )
    finally:
        library.close()
    assert diagnose(changed, patience=20).ok
