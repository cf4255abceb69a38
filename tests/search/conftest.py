"""A small library over the real word and vector indexes, with vectors made by hand."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import Unavailable
from core.index.source import IndexTarget
from core.index.terms import TermIndex
from core.index.vectors import FaissVectors
from core.models import Case, Passage, Span
from core.principal import LOCAL_ADMIN, Principal
from core.search.catalog import Card, Catalog
from core.search.engine import SearchEngine
from core.views import CaseFilters, SearchRequest, SearchResponse

AXES = ("search", "contract", "tax", "speech", "injury")
MEANINGS = {
    "search": ("search", "seizure", "warrant", "police", "officers"),
    "contract": ("contract", "lease", "promise", "bargain", "agreement"),
    "tax": ("tax", "revenue", "levy", "income", "duty"),
    "speech": ("speech", "press", "leaflet", "protest", "newspaper"),
    "injury": ("injury", "negligence", "harm", "accident", "wound"),
}


class HandEmbedder:
    """Puts a text where the subjects of its words are; the interface of `core.index.embedder.Embedder`."""

    fingerprint = "by-hand"
    dimension = len(AXES) + 1

    def __init__(self) -> None:
        self.state = "healthy"
        self.seconds = 0.0

    def encode(self, text: str) -> np.ndarray:
        words = re.findall(r"\w+", text.lower())
        vector = np.array([0.05 + sum(word in MEANINGS[axis] for word in words) for axis in AXES] + [0.1 + 0.01 * (len(words) % 7)], dtype=np.float32)
        return vector / np.linalg.norm(vector)

    def encode_query(self, text: str, timeout: float = 10.0) -> np.ndarray:
        if self.seconds > timeout:
            time.sleep(timeout)
            raise Unavailable("The embedding model takes too long to answer.")
        time.sleep(self.seconds)
        return self.encode(text)


@dataclass
class World:
    """Add cases, then search. `passages` is the record."""

    terms: TermIndex
    vectors: FaissVectors
    embedder: HandEmbedder = field(default_factory=HandEmbedder)
    catalog: Catalog = field(default_factory=Catalog)
    passages: dict[str, Passage] = field(default_factory=dict)
    round_trips: int = 0

    def __post_init__(self) -> None:
        self.engine = SearchEngine(self.catalog, self.terms, lambda: self.vectors, lambda: self.embedder, self)

    def add(self, case_id: str, *texts: str, raw: str | None = None, sections: Sequence[str] = (), meaning: bool = True, **card: Any) -> Card:
        """A case of these passages, seen by the next search; `raw` is the text as the pages have it, where that differs."""
        workspace = card.pop("workspace", "shared")
        stored = [
            Passage(
                passage_id=f"{case_id}-{order}", case_id=case_id, workspace=workspace, order=order, text=text, page=order + 1,
                spans=[Span(page=order + 1, start=0, end=len(text))], section=sections[order] if sections else "opinion",
            )
            for order, text in enumerate(texts)
        ]  # fmt: skip
        fields = {"title": card.get("case_name") or case_id, "owner": "o", "document_hash": "h", "file_name": "f", "file_size": 1} | card
        case = Case(
            case_id=case_id, workspace=workspace, page_count=len(texts), pages_searchable=len(texts),
            text_revision=1, passage_count=len(texts), embedded_revision=int(meaning), **fields,
        )  # fmt: skip
        self.passages.update((passage.passage_id, passage) for passage in stored)
        clean = " ".join(texts)
        self.terms.put_case(IndexTarget(case_id, "1", "1", case.title, case.case_name), stored, clean, raw or clean)
        if meaning:
            vectors = np.stack([self.embedder.encode(text) for text in texts]).astype(np.float16)
            self.vectors.put_case(case_id, [passage.passage_id for passage in stored], vectors, "1")
        self.catalog.put(Card.from_case(case))
        return Card.from_case(case)

    def archive(self, case_id: str) -> None:
        """In the catalog only, as in the moment before the indexes follow."""
        card = self.catalog.get(case_id)
        assert card is not None
        self.catalog.put(replace(card, archived=True))

    def search(self, query: str, *, who: Principal = LOCAL_ADMIN, top_k: int = 10, mode: str = "hybrid", **filters: Any) -> SearchResponse:
        self.terms.commit()  # of what was added since; nothing otherwise
        return self.engine.search(who, SearchRequest(query=query, top_k=top_k, mode=mode, filters=CaseFilters(**filters)))

    def found(self, query: str, **options: Any) -> list[str]:
        return [hit.case_id for hit in self.search(query, **options).results]

    def by_ids(self, ids: Sequence[str]) -> dict[str, Passage]:
        self.round_trips += 1
        return {key: self.passages[key] for key in ids if key in self.passages}

    def of_case(self, case_id: str) -> list[Passage]:
        return [passage for passage in self.passages.values() if passage.case_id == case_id]

    def sections_of(self, ids: Iterable[str]) -> dict[str, str]:
        return {key: self.passages[key].section for key in ids if key in self.passages}


@pytest.fixture
def make_world(tmp_path: Path) -> Iterator[Callable[[], World]]:
    made: list[World] = []

    def make() -> World:
        folder = tmp_path / str(len(made))
        vectors = FaissVectors(folder / "vectors", fingerprint=HandEmbedder.fingerprint, dimension=HandEmbedder.dimension, writable=True)
        made.append(World(TermIndex(folder / "terms", writable=True), vectors))
        return made[-1]

    yield make
    for world in made:
        world.engine.close()
        world.terms.close()


@pytest.fixture
def world(make_world: Callable[[], World]) -> World:
    """Four cases of different subjects."""
    world = make_world()
    world.add(
        "harbor",
        "The officers opened the trunk without a warrant. A search of that kind needs a reason.",
        "We hold that the harbor master may not board a vessel at night unless he",
        "has seen smoke or heard a cry for help, whatever the ordinance provides.",
        case_name="Alder v. Harbor District", docket_number="21-1044", docket_numbers=["21-1044", "21-1050"], citation="412 Exm. 77",
        court="Court of Appeals of Example", court_id="exapp", date_decided="2021-03-04",
        raw="The officers opened the trunk without a warrant. A search of that kind needs a reason. We hold that the harbor master may not board a "
        "vessel at night unless he Cite as: 412 Exm. 77 Opinion of the Court has seen smoke or heard a cry for help, whatever the ordinance provides.",
    )  # fmt: skip
    world.add(
        "lease",
        "The lease was a bargain between equals. Their agreement bound both.",
        "See Alder v. Harbor District, 412 Exm. 77, 81 (2021), where a search was at issue.",
        case_name="Birch v. Cole Mills Inc.", docket_number="22-7", court="District Court of Example", court_id="exd", date_decided="2022-06-30",
        precedents=["412 Exm. 77"],
    )  # fmt: skip
    world.add(
        "levy",
        "A levy on income is a tax. The revenue service may collect the duty in instalments.",
        "In No. 21-1044 another question was decided; the tax was not before the court.",
        case_name="In re Estate of Dahl", docket_number="23-901", court="Tax Court of Example", court_id="extax", date_decided="2023-01-15",
    )  # fmt: skip
    world.add(
        "protest",
        "The leaflet was speech, and a protest is too. The press printed it.",
        title="Elm City v. Frost",
        court="Court of Appeals of Example",
    )
    return world
