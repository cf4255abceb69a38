"""Scanned pages a second, and how well they are read: one Tesseract with its defaults against Headnote on every core.

    python -m bench.ocr [--rounds 2] [--workers N]

The two take turns in one run, so that other load on the machine meets both. A page's error rate is its edit distance to the
truth over the truth's length, blanks folded; "words missed" ignores their order, because the truth of a reporter volume
may print a footnote before the page it continues on.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import pymupdf
from rapidfuzz.distance import Levenshtein

from core.ingest.ocr import DPI, ocr_page

Task = tuple[str, int]


@dataclass
class Contender:
    """One way to read the pages."""

    name: str
    read: Callable[[list[Task]], list[str]]
    seconds: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    documents = find_documents()
    tasks = [(str(path), number) for path in documents for number in range(1, page_count(path) + 1)]
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(time.sleep, [0.1] * options.workers))  # starting processes is not reading
        plain = Contender("one Tesseract, defaults", read_plainly)
        ours = Contender(f"Headnote, {options.workers} processes", lambda work: list(pool.map(read_ours, work)))
        for _ in range(options.rounds):
            for contender in (plain, ours):
                start = time.perf_counter()
                contender.texts = contender.read(tasks)
                contender.seconds.append(time.perf_counter() - start)
    report_speed(plain, ours, len(tasks))
    report_errors(plain, ours, tasks)


def find_documents() -> list[Path]:
    """The scans of the development data."""
    shared = Path(os.environ.get("HEADNOTE_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")
    found = sorted(shared.glob("scanned*/*.pdf"))
    if not found:
        raise SystemExit(f"No scans in {shared}; set HEADNOTE_SHARED_DATA.")
    return found


def page_count(path: Path) -> int:
    with pymupdf.open(path) as document:
        return len(document)


def read_plainly(tasks: list[Task]) -> list[str]:
    """As a user would: a picture of the page, then the program on it, one page after the other."""
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        picture = str(Path(folder) / "page.png")
        for path, number in tasks:
            with pymupdf.open(path) as document:
                document[number - 1].get_pixmap(dpi=DPI).save(picture)
            texts.append(subprocess.run(["tesseract", picture, "-"], capture_output=True, text=True, check=True).stdout)
    return texts


def read_ours(task: Task) -> str:
    return ocr_page(task[0], "bench", task[1], deadline_s=300).text


def report_speed(plain: Contender, ours: Contender, pages: int) -> None:
    print(f"{pages} pages at {DPI} dpi, {os.cpu_count()} cores\n")
    print(f"{'':32}{'pages/s':>9}   seconds a round")
    for contender in (plain, ours):
        rate = pages * len(contender.seconds) / sum(contender.seconds)
        print(f"{contender.name:32}{rate:9.2f}   {' '.join(f'{seconds:.1f}' for seconds in contender.seconds)}")
    print(f"{'ratio':32}{sum(plain.seconds) / sum(ours.seconds):9.2f}\n")


def report_errors(plain: Contender, ours: Contender, tasks: list[Task]) -> None:
    print(f"{'':32}{'character error rate':>24}{'words missed':>20}")
    print(f"{'':32}{'plain':>12}{'Headnote':>12}{'plain':>10}{'Headnote':>10}")
    totals = [0.0, 0.0, 0.0]
    for path in dict.fromkeys(path for path, _ in tasks):
        truth_file = Path(path).with_suffix(".txt")
        if not truth_file.exists():
            continue
        truths = truth_file.read_text("utf-8").split("\f")
        rows = [(plain.texts[i], ours.texts[i], truths[number - 1]) for i, (name, number) in enumerate(tasks) if name == path]
        length = sum(len(folded(truth)) for *_, truth in rows)
        edits = [sum(distance(row[which], row[2]) for row in rows) for which in (0, 1)]
        missed = [sum(words_missed(row[which], row[2]) for row in rows) / len(rows) for which in (0, 1)]
        totals = [total + value for total, value in zip(totals, (*edits, length), strict=True)]
        print(f"{Path(path).stem:32}{edits[0] / length:12.4f}{edits[1] / length:12.4f}{missed[0]:10.4f}{missed[1]:10.4f}")
    print(f"{'all':32}{totals[0] / totals[2]:12.4f}{totals[1] / totals[2]:12.4f}")


def folded(text: str) -> str:
    return " ".join(text.split())


def distance(text: str, truth: str) -> int:
    return Levenshtein.distance(folded(text), folded(truth))


def words_missed(text: str, truth: str) -> float:
    """Share of the truth's words that the text does not have, wherever they stand."""
    wanted, found = Counter(truth.split()), Counter(text.split())
    return (wanted - found).total() / max(1, wanted.total())


if __name__ == "__main__":
    main()
