"""Which row of the vector index is which passage, and which rows are dead. A case's rows stand together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Run:
    """The rows of one case: `start` up to `start + len(passage_ids)`."""

    case_id: str
    start: int
    passage_ids: tuple[str, ...]

    @property
    def rows(self) -> slice:
        return slice(self.start, self.start + len(self.passage_ids))


class Rows:
    """Runs in the order of their rows. The caller sees to locking."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._starts: list[int] = []
        self._by_case: dict[str, Run] = {}
        self.total = 0
        self.dead = 0
        self._alive: NDArray[np.bool_] | None = None  # made when a deletion or a filter first asks for it

    def append(self, case_id: str, passage_ids: Sequence[str]) -> None:
        """Give the next rows to a case that has none."""
        if not passage_ids:
            return
        run = Run(case_id, self.total, tuple(passage_ids))
        self._runs.append(run)
        self._starts.append(run.start)
        self._by_case[case_id] = run
        self.total += len(run.passage_ids)
        self._alive = None

    def kill(self, case_id: str) -> None:
        """Mark the rows of a case as dead; a case without rows is no error."""
        run = self._by_case.pop(case_id, None)
        if run is not None:
            self.dead += len(run.passage_ids)
            self._alive = None

    def at(self, row: int) -> tuple[str, str]:
        """(passage_id, case_id) of a row."""
        run = self._runs[bisect_right(self._starts, row) - 1]
        return run.passage_ids[row - run.start], run.case_id

    def living(self) -> Iterator[Run]:
        """The runs that are searched, in row order."""
        return (run for run in self._runs if self._by_case.get(run.case_id) is run)

    def alive(self) -> NDArray[np.bool_]:
        """One flag a row; not to be written to."""
        alive = self._alive
        if alive is None:
            alive = self._mask(self._by_case)
            self._alive = alive
        return alive

    def chosen(self, case_ids: Collection[str] | None, excluded: Collection[str]) -> NDArray[np.bool_] | None:
        """The rows a search may answer, as flags; None when it is all of them."""
        if case_ids is None and not excluded:
            return self.alive() if self.dead else None
        mask = self.alive().copy() if case_ids is None else self._mask(case_ids)
        for case_id in excluded:
            if case_id in self._by_case:
                mask[self._by_case[case_id].rows] = False
        return mask

    def _mask(self, case_ids: Collection[str]) -> NDArray[np.bool_]:
        mask = np.zeros(self.total, dtype=np.bool_)
        for case_id in case_ids:
            if case_id in self._by_case:
                mask[self._by_case[case_id].rows] = True
        return mask

    def compacted(self) -> Rows:
        """The living runs, moved together."""
        fresh = Rows()
        for run in self.living():
            fresh.append(run.case_id, run.passage_ids)
        return fresh
