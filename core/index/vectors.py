"""The vector index: exact search in float16 with FAISS, behind a protocol that another engine can follow."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import Conflict, StorageFull
from core.index.generations import Generations
from core.index.readwrite import ReadWriteLock
from core.index.rows import Rows

FORMAT = 1
KIND = "flat fp16 inner product"
MOST_DEAD = 0.25  # share of dead rows at which they are squeezed out


class VectorHit(NamedTuple):
    """A passage and its cosine to what was asked, -1 to 1."""

    passage_id: str
    case_id: str
    score: float


class VectorIndex(Protocol):
    """Nearest passages by vectors of one model. `fingerprint` says which; vectors of another never mix in."""

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def stamps(self) -> Mapping[str, str]:
        """case_id -> vectors_stamp of what is in; an unchanging snapshot."""
        ...

    def put_case(self, case_id: str, passage_ids: Sequence[str], vectors: NDArray[np.float16], stamp: str) -> None:
        """Replace all of a case; seen by searches at once, durable after `save`. `vectors` is [n, dimension], rows of unit length."""
        ...

    def remove_case(self, case_id: str) -> None: ...

    def search(
        self, vector: NDArray[np.float32], *, limit: int, case_ids: Collection[str] | None = None, excluded: Collection[str] = ()
    ) -> list[VectorHit]:
        """Nearest first. Filters are exact: all `limit` hits come from the cases allowed."""
        ...

    def save(self) -> None:
        """Make durable what was put. Raises `StorageFull`; the last save stays in force."""
        ...

    def refresh(self) -> None:
        """See what another process has saved."""
        ...

    def passage_ids(self) -> Iterator[tuple[str, str]]:
        """(case_id, passage_id) of everything searched."""
        ...

    def close(self) -> None: ...


class FaissVectors:
    """Exact float16 vectors in memory: 384 dimensions take 77 MB a 100,000 passages.

    Searches share a lock and run side by side in any thread; a write has it alone for the time of appending one case
    (well under a millisecond), or of swapping in a squeezed copy, which is made while searches go on.
    """

    def __init__(self, folder: Path, *, fingerprint: str, dimension: int, writable: bool) -> None:
        """Load what was saved in `folder` with these parameters; anything else counts as an empty index."""
        self._generations = Generations(folder)
        self._fingerprint = fingerprint
        self._dimension = dimension
        self._writable = writable
        self._lock = ReadWriteLock()
        self._writers = threading.RLock()  # one writer or save at a time; searches do not take it
        self._loaded: Path | None = None
        self._faiss: Any = self._empty()
        self._rows = Rows()
        self._stamps: dict[str, str] = {}
        self._load()
        if writable:
            self._generations.tidy()

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return self._dimension

    @property
    def stamps(self) -> Mapping[str, str]:
        return MappingProxyType(self._stamps)

    @property
    def size(self) -> int:
        """Passages that are searched."""
        with self._lock.reading():
            return self._rows.total - self._rows.dead

    def _empty(self) -> Any:
        import faiss

        return faiss.IndexScalarQuantizer(self._dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)

    def _parameters(self) -> dict[str, object]:
        return {"format": FORMAT, "kind": KIND, "fingerprint": self._fingerprint, "dimension": self._dimension}

    def put_case(self, case_id: str, passage_ids: Sequence[str], vectors: NDArray[np.float16], stamp: str) -> None:
        """Raises `ValueError` when there is not one vector of the right dimension a passage, or one is not finite."""
        if vectors.shape != (len(passage_ids), self._dimension):
            raise ValueError(f"{len(passage_ids)} passages of dimension {self._dimension} cannot have vectors of shape {vectors.shape}")
        codes = np.ascontiguousarray(vectors, dtype=np.float16)
        if not np.isfinite(codes).all():
            raise ValueError(f"A vector of case {case_id} is not finite")
        with self._writers:
            self._check_writable()
            with self._lock.writing():
                self._rows.kill(case_id)
                self._rows.append(case_id, passage_ids)
                if len(codes):
                    self._faiss.add_sa_codes(codes.view(np.uint8))
                self._stamps = {**self._stamps, case_id: stamp}
            self._squeeze(MOST_DEAD)

    def remove_case(self, case_id: str) -> None:
        """A case that is not in it is no error."""
        with self._writers:
            self._check_writable()
            with self._lock.writing():
                self._rows.kill(case_id)
                self._stamps = {key: stamp for key, stamp in self._stamps.items() if key != case_id}
            self._squeeze(MOST_DEAD)

    def _check_writable(self) -> None:
        if not self._writable:
            raise Conflict("The vector index is open for reading only.")

    def _codes(self) -> NDArray[np.uint8]:
        import faiss

        width = self._faiss.code_size
        count = self._faiss.ntotal
        if not count:
            return np.empty((0, width), dtype=np.uint8)
        view: NDArray[np.uint8] = faiss.rev_swig_ptr(self._faiss.codes.data(), count * width).reshape(count, width)
        return view

    def _squeeze(self, tolerated: float) -> None:
        """Drop dead rows when more than this share is dead. Only writers change rows, so reading them here needs no lock."""
        if self._rows.dead <= tolerated * self._rows.total:
            return
        smaller, rows = self._empty(), self._rows.compacted()
        if rows.total:
            smaller.add_sa_codes(np.ascontiguousarray(self._codes()[self._rows.alive()]))
        with self._lock.writing():
            self._faiss, self._rows = smaller, rows

    def search(
        self, vector: NDArray[np.float32], *, limit: int, case_ids: Collection[str] | None = None, excluded: Collection[str] = ()
    ) -> list[VectorHit]:
        import faiss

        faiss.omp_set_num_threads(1)  # holds for this thread: one query is one thread's work, and a team only contends
        asked = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, self._dimension)
        with self._lock.reading():
            chosen = self._rows.chosen(case_ids, excluded)
            allowed = self._rows.total if chosen is None else int(np.count_nonzero(chosen))
            limit = min(limit, allowed)
            if limit <= 0:
                return []
            scores, found = self._faiss.search(asked, limit, params=_selection(chosen))
            return [VectorHit(*self._rows.at(int(row)), float(score)) for row, score in zip(found[0], scores[0], strict=True) if row >= 0]

    def save(self) -> None:
        with self._writers:
            self._check_writable()
            self._squeeze(0.0)
            try:
                self._loaded = self._generations.save(self._fill)
            except (OSError, RuntimeError) as error:  # FAISS reports a failed write as RuntimeError
                raise StorageFull(
                    "The vector index could not be saved; the last save stays in force.", f"Look at the disk's space and rights: {error}"
                ) from error

    def _fill(self, folder: Path) -> None:
        import faiss

        cases = [[run.case_id, list(run.passage_ids)] for run in self._rows.living()]
        (folder / "parameters.json").write_text(json.dumps(self._parameters()), encoding="utf-8")
        (folder / "cases.json").write_text(json.dumps({"cases": cases, "stamps": self._stamps}), encoding="utf-8")
        faiss.write_index(self._faiss, str(folder / "vectors.faiss"))

    def _load(self) -> None:
        """Take over the save in force, if it is one of these parameters."""
        saved = self._generations.current()
        if saved is None or saved == self._loaded:
            return
        content = self._read(saved)
        if content is None:
            return
        with self._lock.writing():
            self._faiss, self._rows, self._stamps = content
            self._loaded = saved

    def _read(self, folder: Path) -> tuple[Any, Rows, dict[str, str]] | None:
        import faiss

        try:
            if json.loads((folder / "parameters.json").read_bytes()) != self._parameters():
                return None
            content = json.loads((folder / "cases.json").read_bytes())
            index = faiss.read_index(str(folder / "vectors.faiss"))
        except (OSError, ValueError, RuntimeError):  # gone or unreadable: the record makes it anew
            return None
        rows = Rows()
        for case_id, passage_ids in content["cases"]:
            rows.append(case_id, passage_ids)
        return (index, rows, content["stamps"]) if rows.total == index.ntotal else None

    def refresh(self) -> None:
        if not self._writable:
            with self._writers:
                self._load()

    def passage_ids(self) -> Iterator[tuple[str, str]]:
        with self._lock.reading():
            runs = list(self._rows.living())
        for run in runs:
            for passage_id in run.passage_ids:
                yield run.case_id, passage_id

    def close(self) -> None:
        """Nothing is held but memory."""


def _selection(chosen: NDArray[np.bool_] | None) -> Any:
    if chosen is None:
        return None
    import faiss

    engine: Any = faiss  # its stubs describe the C++ signatures, not the Python ones
    # FAISS asks for one bit a row, lowest first; the selector keeps the array alive.
    return engine.SearchParameters(sel=engine.IDSelectorBitmap(np.packbits(chosen, bitorder="little")))
