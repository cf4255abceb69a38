"""Counting word pieces by the runs between marks: always what the tokenizer itself makes of the word."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ingest.wordpieces import WordPieces, count_pieces

ODD = [
    ("(Scalia,", "a name that is no word of the vocabulary, between marks"),
    ("§3501(a)(5)", "the section sign is no mark to this tokenizer"),
    ("“law—the", "typographic marks"),
    ("İstanbul", "grows when made small"),
    ("x" * 150, "longer than the tokenizer reads: one unknown piece"),
    ("日本語の判決", "each of these letters is a piece of its own"),
    ("e\u0301tat", "an accent by itself"),
    ("a\u00adb", "a soft hyphen inside"),
    ("\ufffd\ufffd", "letters that could not be read"),
    ("...", "marks alone"),
]


@pytest.mark.parametrize(("word", "reason"), ODD, ids=[reason for _, reason in ODD])
def test_odd_words(word, reason):
    assert WordPieces(word).count(0, len(word)) == count_pieces(word)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=12), max_size=8))
def test_any_words(words):
    text = " ".join(words)
    assert WordPieces(text).count(0, len(text)) == count_pieces(text)


@given(st.lists(st.sampled_from(["Court", "COURT", "v.", "U.S.C.", "1988)", "petitioner’s", "non-party", "Ante,", "¶12", "id."]), max_size=30))
def test_words_of_opinions(words):
    text = " ".join(words)
    assert WordPieces(text).count(0, len(text)) == count_pieces(text)


def test_workers_do_not_load_layout_models():
    """They would cost every worker process half a second and 100 MB."""
    program = "import sys, core.ingest.pdf; sys.exit('onnxruntime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
