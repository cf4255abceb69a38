"""Search: a query in, cases with their best passages out."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from core.principal import Principal
from core.search.catalog import Catalog, Shelf
from core.search.filters import Selection, select
from core.search.highlights import Stems
from core.search.meaning import MeaningSearch
from core.search.passages import Fetched, PassageSource
from core.search.phrases import find_phrases
from core.search.plan import Plan, make_plan
from core.search.query import parse
from core.search.results import ResultWriter
from core.search.retrieval import Candidates, Retrieval
from core.views import CaseHit, Coverage, SearchMode, SearchRequest, SearchResponse

if TYPE_CHECKING:
    from core.index.embedder import Embedder
    from core.index.terms import TermIndex
    from core.index.vectors import VectorIndex


class SearchEngine:
    """Safe to use from any thread. `vectors` and `embedder` are asked at each search, since both may come and go."""

    def __init__(
        self,
        catalog: Catalog,
        terms: TermIndex,
        vectors: Callable[[], VectorIndex | None],
        embedder: Callable[[], Embedder | None],
        passages: PassageSource,
    ) -> None:
        self._catalog = catalog
        self._terms = terms
        self._meaning = MeaningSearch(vectors, embedder)
        self._passages = passages
        self._stems = Stems(terms.analyze)

    def close(self) -> None:
        """Let the threads go."""
        self._meaning.close()

    def search(self, who: Principal, request: SearchRequest) -> SearchResponse:
        """Answer within the caller's workspace, the same for the same state of the indexes.

        Raises `BadArgument` for a query without a word or a filter that cannot be; `Unavailable` in mode dense while there is
        no model or no vector, and when the record is out of reach. Hybrid then goes by words, and says so in `interpreted`.
        """
        started = perf_counter()
        parsed = parse(request.query)
        shelf = self._catalog.shelf(who.workspace)
        selection = select(shelf, request.filters)
        plan = make_plan(parsed, request.mode, self._catalog, who.workspace)
        results, mode, notes = self._answer(plan, request, shelf, selection) if selection.allowed else ([], request.mode, [_none_allowed(shelf)])
        return SearchResponse(
            query_id=uuid4().hex,
            took_ms=round((perf_counter() - started) * 1000, 2),
            interpreted=plan.interpreted(mode, [*parsed.notes, *notes]),
            coverage=shelf.coverage,
            results=results,
        )

    def coverage(self, who: Principal) -> Coverage:
        """How much of the workspace a search can see."""
        return self._catalog.shelf(who.workspace).coverage

    def _answer(self, plan: Plan, request: SearchRequest, shelf: Shelf, selection: Selection) -> tuple[list[CaseHit], SearchMode, list[str]]:
        fetched = Fetched(self._terms, self._passages)
        section = request.filters.section
        retrieval = Retrieval(self._terms, self._meaning, fetched, plan, selection, section)
        likely = retrieval.begin(request.top_k)
        finds = find_phrases(plan, self._terms, selection)
        writer = ResultWriter(self._terms, self._stems, fetched, plan, finds, shelf, section)
        writer.prepare(likely)
        candidates = retrieval.finish()
        results = writer.write(candidates.groups, plan.targets & selection.allowed, request.top_k)
        return results, _mode_used(plan, candidates), [*candidates.notes, *finds.notes, *_remarks(plan, results)]


def _mode_used(plan: Plan, candidates: Candidates) -> SearchMode:
    if not plan.use_words:
        return "dense"
    return "hybrid" if candidates.meaning else "lexical"


def _none_allowed(shelf: Shelf) -> str:
    return "No case passes these filters." if shelf.cards else "There is no case to search yet."


def _remarks(plan: Plan, results: list[CaseHit]) -> list[str]:
    if plan.parsed.kind == "citation" and not plan.targets and plan.use_words:
        held = "but these cite it" if results else "and none cites it"
        return [f"No case here is known as {plan.parsed.identifier}, {held}."]
    return []
