"""Cost of citations: characters per second of plain eyecite, by its default and its Hyperscan tokenizer, and of Headnote's whole
metadata step (caption and citations, pages mended first), in one run over the same opinions.

eyecite gets text that is read, cleaned and on one line already; Headnote starts from the pages. The three take turns at each
opinion, so that a busy machine slows all alike; CPU time of this process is what counts. Loading and compiling are done before.
"""

from __future__ import annotations

import argparse
import logging
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pymupdf

from bench.running_app import shared_data
from core.ingest.caption import read_caption
from core.ingest.pdf import read_pages
from core.ingest.reading import Reading
from core.ingest.structure import parts
from core.ingest.tasks import find_citations
from core.models import Page


def metadata_step(pages: Sequence[Page], file_name: str) -> int:
    """What Headnote does for the card of a case: reading, structure, caption, citations with their authorities, decree and counsel."""
    reading = Reading(pages)
    card = read_caption(reading, parts(reading.text, reading.page_starts), file_name)
    return len(find_citations(pages, card.metadata).citations)


def finders(cache: str) -> dict[str, Callable[[str, Sequence[Page]], int]]:
    from eyecite import get_citations
    from eyecite.tokenizers import HyperscanTokenizer

    logging.getLogger("eyecite").setLevel(logging.ERROR)
    hyperscan = HyperscanTokenizer(cache_dir=cache)
    return {
        "eyecite, default tokenizer": lambda text, pages: len(get_citations(text)),
        "eyecite, Hyperscan tokenizer": lambda text, pages: len(get_citations(text, tokenizer=hyperscan)),
        "Headnote, whole metadata step": lambda text, pages: metadata_step(pages, "opinion.pdf"),
    }


def pages_of(path: Path) -> list[Page]:
    with pymupdf.open(path) as document:
        count = document.page_count
    return read_pages(str(path), "bench", range(1, count + 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every Nth opinion")
    arguments = parser.parse_args()
    files = sorted((shared_data() / "opinions" / "scotus").glob("*.pdf"))[:: arguments.every]
    seconds: dict[str, float] = {}
    found: dict[str, int] = {}
    characters = 0
    with tempfile.TemporaryDirectory() as cache:
        contenders = finders(cache)
        opinions = [(pages, re.sub(r"\s+", " ", Reading(pages).text)) for pages in map(pages_of, files)]
        for count in contenders.values():
            count("See Doe v. Roe, 410 U. S. 113 (1973).", opinions[0][0])
        for pages, text in opinions:
            characters += len(text)
            for name, count in contenders.items():
                start = time.process_time()
                found[name] = found.get(name, 0) + count(text, pages)
                seconds[name] = seconds.get(name, 0.0) + time.process_time() - start
    print(f"{len(files)} opinions, {characters:,} characters")
    plain = next(iter(seconds.values()))
    print(f"{'':32}{'CPU seconds':>12}{'characters/s':>14}{'to plain':>10}{'found':>9}")
    for name, spent in seconds.items():
        print(f"{name:32}{spent:12.1f}{characters / spent:14,.0f}{plain / spent:10.2f}{found[name]:9,}")


if __name__ == "__main__":
    main()
