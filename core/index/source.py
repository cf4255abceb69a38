"""What the indexes read of the record. `core.store` implements it; nothing here knows how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.models import Passage


@dataclass(frozen=True, slots=True)
class IndexTarget:
    """One case that belongs in the indexes; archived and deleted ones never do."""

    case_id: str
    terms_stamp: str  # changes whenever the passages or the card (title, docket, citation) change
    vectors_stamp: str | None  # changes whenever the vectors change; None: not all passages have one by this fingerprint
    title: str
    case_name: str | None = None
    docket_numbers: tuple[str, ...] = ()
    citation: str | None = None


class IndexSource(Protocol):
    """The record as the indexes see it. Every call may raise `core.errors.Unavailable`."""

    def index_targets(self, fingerprint: str) -> Iterator[IndexTarget]:
        """Every case that belongs in the indexes."""
        ...

    def index_target(self, case_id: str, fingerprint: str) -> IndexTarget | None:
        """One case; None when it is deleted, archived or without text."""
        ...

    def passages_of(self, case_id: str) -> list[Passage]:
        """The passages of a case in order."""
        ...

    def running_text(self, case_id: str) -> tuple[str, str]:
        """The whole document, cleaned and as extracted."""
        ...

    def vectors_of(self, case_id: str, fingerprint: str) -> tuple[list[str], NDArray[np.float16]]:
        """Passage ids and their vectors, one row each."""
        ...
