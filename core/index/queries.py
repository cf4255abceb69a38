"""Queries to Tantivy, built from objects: what a user types is never parsed, so it can never be a syntax error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import tantivy

from core.index.analysis import positioned_stems, storable

MOST_STEMS = 64
LONGEST_QUERY = 200_000  # characters looked at; the rest of a longer one says nothing new
PHRASE_WINDOW = 48
LONGEST_PHRASE = 480  # words

Query = tantivy.Query
Occur = tantivy.Occur


class QueryBuilder:
    """Makes the queries of one Tantivy index."""

    def __init__(self, schema: tantivy.Schema, analyzer: tantivy.TextAnalyzer) -> None:
        self._schema = schema
        self._analyzer = analyzer

    def stems(self, words: str, searcher: tantivy.Searcher, field: str) -> list[str]:
        """Distinct stems of `words`; of many, the 64 that stand in the fewest documents and so tell the most."""
        distinct = list(dict.fromkeys(self._analyzer.analyze(storable(words[:LONGEST_QUERY]))))
        if len(distinct) <= MOST_STEMS:
            return distinct
        counted = ((searcher.doc_freq(field, stem), stem) for stem in distinct)
        known = sorted(pair for pair in counted if pair[0])
        return [stem for _, stem in known[:MOST_STEMS]]

    def any_of(self, field: str, stems: Iterable[str]) -> list[tantivy.Query]:
        """One query a stem."""
        return [Query.term_query(self._schema, field, stem) for stem in stems]

    def phrase(self, field: str, phrase: str) -> tantivy.Query | None:
        """The words of `phrase` in a row; None when it has no word. A long one is asked for in overlapping windows."""
        placed = positioned_stems(self._analyzer, phrase[:LONGEST_QUERY])[:LONGEST_PHRASE]
        if not placed:
            return None
        if len(placed) == 1:
            return Query.term_query(self._schema, field, placed[0][1])
        windows = [self._window(field, placed[start : start + PHRASE_WINDOW]) for start in range(0, len(placed) - 1, PHRASE_WINDOW - 1)]
        return windows[0] if len(windows) == 1 else Query.boolean_query([(Occur.Must, window) for window in windows])

    def _window(self, field: str, placed: Sequence[tuple[int, str]]) -> tantivy.Query:
        first = placed[0][0]
        return Query.phrase_query(self._schema, field, [(position - first, stem) for position, stem in placed])

    def within(self, query: tantivy.Query, case_ids: Collection[str] | None, excluded: Collection[str]) -> tantivy.Query:
        """`query` among `case_ids` and without `excluded`; neither changes a score."""
        if case_ids is None and not excluded:
            return query
        parts = [(Occur.Must, query)]
        if case_ids is not None:
            parts.append((Occur.Must, Query.const_score_query(self._cases(case_ids), 0.0)))
        if excluded:
            parts.append((Occur.MustNot, self._cases(excluded)))
        return Query.boolean_query(parts)

    def _cases(self, case_ids: Collection[str]) -> tantivy.Query:
        return Query.term_set_query(self._schema, "case_id", [storable(case_id) for case_id in case_ids])


def combine(required: Sequence[tantivy.Query], optional: Sequence[tantivy.Query]) -> tantivy.Query | None:
    """All of `required`, ranked also by any of `optional`; None when there is nothing to ask."""
    parts = [(Occur.Must, query) for query in required] + [(Occur.Should, query) for query in optional]
    if not parts:
        return None
    return parts[0][1] if len(parts) == 1 else Query.boolean_query(parts)
