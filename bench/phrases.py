"""Known phrases: three runs of eight to twelve words from each of the 106 opinions find their opinion first, quoted or not.

Windows are drawn with a seed from PyMuPDF's own text of one page, among those that stand in one opinion only.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from pathlib import Path

import pymupdf

from bench.running_app import shared_data
from core.library import Library
from core.logs import configure
from core.models import CaseState, PageState, UploadOptions
from core.principal import LOCAL_ADMIN
from core.settings import Settings
from core.views import CaseQuery, SearchRequest

EACH = 3


def page_words(path: Path) -> list[list[str]]:
    with pymupdf.open(path) as document:
        return [page.get_text().split() for page in document]


def plain(words: list[str]) -> str:
    return " " + " ".join(re.findall(r"\w+", " ".join(words).casefold())) + " "


def draw(files: list[Path], seed: int) -> list[tuple[str, str]]:
    """(file name, phrase), `EACH` a file."""
    dice = random.Random(seed)
    pages = {path.name: page_words(path) for path in files}
    whole = {name: plain([word for page in texts for word in page]) for name, texts in pages.items()}
    drawn: list[tuple[str, str]] = []
    for name, texts in pages.items():
        found = 0
        while found < EACH:
            page, length = dice.choice(texts), dice.randint(8, 12)
            if len(page) < length:
                continue
            start = dice.randrange(len(page) - length + 1)
            words = page[start : start + length]
            if sum(plain(words) in text for text in whole.values()) == 1:
                drawn.append((name, " ".join(words)))
                found += 1
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--words-only", action="store_true", help="search as soon as words are in, by words alone")
    asked = parser.parse_args()
    configure("ERROR")
    files = sorted((shared_data() / "opinions" / "scotus").glob("*.pdf"))
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Settings(HEADNOTE_DATA_DIR=folder, HEADNOTE_SAMPLES="0"))
        library.wait_ready()
        ids: dict[str, str] = {}
        for path in files:
            with path.open("rb") as file:
                ids[path.name] = library.upload(LOCAL_ADMIN, file, path.name, UploadOptions()).case_id
        while True:
            cases = library.cases(LOCAL_ADMIN, CaseQuery(limit=500)).items
            ready = [case.searchable_words if asked.words_only else case.processing_status is CaseState.INDEXED for case in cases]
            if all(ready) and library.in_step:
                break
            time.sleep(0.5)
        _report_ledger(library, list(ids.values()))
        mode = "lexical" if asked.words_only else "hybrid"
        windows = draw(files, asked.seed)
        for label, form in (("unquoted", "{}"), ("quoted", '"{}"')):
            missed = []
            for name, phrase in windows:
                answer = library.search(LOCAL_ADMIN, SearchRequest(query=form.format(phrase.replace('"', " ")), mode=mode))
                if not answer.results or answer.results[0].case_id != ids[name]:
                    missed.append((name, phrase))
            print(f"{label}: {len(windows) - len(missed)} of {len(windows)} found first ({100 * (1 - len(missed) / len(windows)):.1f} %)")
            for name, phrase in missed:
                print(f"   missed {name}: {phrase}")
        library.close()


def _report_ledger(library: Library, case_ids: list[str]) -> None:
    states: dict[PageState, int] = {}
    wrong = []
    for case_id in case_ids:
        status = library.status(LOCAL_ADMIN, case_id)
        for page in status.pages:
            states[page.state] = states.get(page.state, 0) + 1
        if [page.number for page in status.pages] != list(range(1, status.pages_total + 1)):
            wrong.append(status.title)
    print(
        f"ledger: {sum(states.values())} pages: {', '.join(f'{count} {state}' for state, count in sorted(states.items()))}; wrong: {wrong or 'none'}"
    )


if __name__ == "__main__":
    main()
