"""Windows of eight to twelve words of real opinions find their case first, as they stand on the raw page, quoted or not."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OPINIONS = Path(os.environ.get("HEADNOTE_SHARED_DATA") or Path(__file__).parents[2].parent / "shared" / "data") / "opinions" / "scotus"
CASES = 24


def raw_pages(path: Path) -> list[str]:
    import pymupdf

    with pymupdf.open(path) as document:
        return [page.get_text() for page in document]


def cut(text: str, words: int = 150) -> list[str]:
    """Passages of about the size that ingestion makes, line-break hyphens mended as it does."""
    mended = re.sub(r"(?<=[a-z])[-\u00ad]\s+(?=[a-z])", "", text).split()
    return [" ".join(mended[start : start + words]) for start in range(0, len(mended), words)] or ["(no text)"]


def windows(pages: dict[str, list[str]], draw: random.Random) -> list[tuple[str, str]]:
    """Three a case, among those that stand in one opinion only."""
    running = {name: " " + " ".join(" ".join(texts).split()) + " " for name, texts in pages.items()}
    drawn: list[tuple[str, str]] = []
    for name, texts in pages.items():
        mine: list[str] = []
        for _ in range(200):
            if len(mine) == 3:
                break
            words, length = draw.choice(texts).split(), draw.randint(8, 12)
            start = draw.randrange(max(1, len(words) - length))
            window = " ".join(words[start : start + length])
            if len(words) >= length and sum(f" {window} " in text for text in running.values()) == 1:
                mine.append(window)
        drawn += [(name, window) for window in mine]
    return drawn


@pytest.mark.shared_data
def test_windows_find_their_case_first(make_world: Callable[[], Any]) -> None:
    if not OPINIONS.is_dir() and not os.environ.get("CI"):
        pytest.skip("the development data is not here")
    draw = random.Random(20)  # noqa: S311
    paths = draw.sample(sorted(OPINIONS.glob("*.pdf")), CASES)
    pages = {path.stem: raw_pages(path) for path in paths}
    world = make_world()
    for name, texts in pages.items():
        world.add(name, *cut(" ".join(texts)), raw="\n".join(texts), meaning=False)
    drawn = windows(pages, draw)
    assert len(drawn) >= 2.9 * CASES
    for quoted in (False, True):
        missed = [window for name, window in drawn if (world.found(f'"{window}"' if quoted else window, top_k=3) or [""])[0] != name]
        assert len(missed) <= len(drawn) // 100, missed
