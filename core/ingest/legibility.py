"""Whether a text layer is text: many PDFs carry characters that stand for nothing a reader sees."""

from __future__ import annotations


def is_legible(text: str) -> bool:
    return True
