"""Pages and passages in the record: written again without harm, vectors kept with what stays."""

from __future__ import annotations

import secrets

import numpy as np
import pytest
from stored import page, passage

from core.models import PageState
from core.store.pages import Ledger


def vectors(*values):
    return np.array([[value] * 4 for value in values], dtype=np.float16)


def test_a_page_put_again_replaces_the_first(record):
    case_id = secrets.token_hex(6)
    record.pages.put([page(case_id, 1, "first"), page(case_id, 2, "second")])
    record.pages.put([page(case_id, 2, "second, read again"), page(case_id, 3, "third")])
    assert [(row.number, row.text) for row in record.pages.of_case(case_id)] == [(1, "first"), (2, "second, read again"), (3, "third")]
    record.pages.put([])


def test_cleaning_again_leaves_text_and_boxes(record):
    case_id = secrets.token_hex(6)
    record.pages.put([page(case_id, 1, "raw").model_copy(update={"boxes": b"12345678"})])
    record.pages.set_contents([page(case_id, 1, "ignored").model_copy(update={"content": "clean", "printed_number": "vii"})])
    found = record.pages.get(case_id, 1)
    assert (found.text, found.content, found.printed_number, found.boxes) == ("raw", "clean", "vii", b"12345678")


@pytest.mark.parametrize(
    ("states", "count", "expected", "reason"),
    [
        ([PageState.TEXT, PageState.OCR, PageState.BLANK], 3, (2, 0, 0, False), "blank pages are no fault"),
        ([PageState.TEXT, PageState.FAILED], 2, (1, 1, 0, True), "a failed page makes it partial"),
        ([PageState.TEXT], 3, (1, 0, 2, True), "pages without an entry are waiting"),
        ([], 0, (0, 0, 0, False), "nothing is known yet"),
    ],
)
def test_the_ledger_counts(states, count, expected, reason):
    ledger = Ledger.of([page("any", number, state=state) for number, state in enumerate(states, 1)], count)
    assert (ledger.searchable, ledger.failed, ledger.waiting, ledger.partial) == expected, reason


@pytest.mark.parametrize("fresh", [False, True])
def test_passages_that_stay_keep_their_vectors_and_those_that_go_are_gone(record, fresh):
    case_id = secrets.token_hex(6)
    record.passages.replace_case(case_id, [passage(case_id, 0, "stays"), passage(case_id, 1, "goes")], fresh=True)
    record.passages.put_vectors([f"{case_id}:stays", f"{case_id}:goes"], vectors(1, 2), "model")
    record.passages.replace_case(case_id, [passage(case_id, 0, "comes"), passage(case_id, 1, "stays")], fresh=fresh)
    assert [(row.order, row.text) for row in record.passages.of_case(case_id)] == [(0, "comes"), (1, "stays")]
    ids, kept = record.passages.vectors_of(case_id, "model")
    assert (ids, kept.tolist()) == ([f"{case_id}:stays"], [[1.0] * 4])
    assert record.passages.without_vector(case_id, "model") == [(f"{case_id}:comes", "comes")]


def test_vectors_of_two_models_do_not_mix_and_the_old_ones_are_dropped(record):
    case_id = secrets.token_hex(6)
    record.passages.replace_case(case_id, [passage(case_id, 0, "words")])
    record.passages.put_vectors([f"{case_id}:words"], vectors(1), "old")
    assert record.passages.vectors_of(case_id, "new")[0] == []
    record.passages.put_vectors([f"{case_id}:words"], vectors(2), "new")
    record.passages.drop_vectors(except_for="new")
    assert record.passages.vectors_of(case_id, "old")[0] == []
    assert record.passages.vectors_of(case_id, "new")[1].tolist() == [[2.0] * 4]
