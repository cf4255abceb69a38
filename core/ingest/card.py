"""Fields as they are found, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.models import Evidence


class Card:
    """`metadata` has only fields of `models.Metadata` that were found."""

    def __init__(self) -> None:
        self.metadata: dict[str, Any] = {}
        self.evidence: dict[str, list[Evidence]] = {}

    def put(self, name: str, value: Any, evidence: Sequence[Evidence] = ()) -> None:
        """Keep a field unless it is empty."""
        if value:
            self.metadata[name] = value
            if evidence:
                self.evidence[name] = list(evidence)
