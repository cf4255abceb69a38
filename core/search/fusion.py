"""Joining the rankings of both engines into one ranking of cases.

A convex combination of scores stretched to 0 to 1 (Bruch, Gai and Ingber 2022): on both judged collections at hand it ranks
better than reciprocal-rank fusion, which throws away by how much one hit is better than the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

WORDS_WEIGHT = 0.6  # of a passage's words; its meaning has the rest
CASE_WEIGHT = 0.2  # of the words of the whole document and its title
BEST = (1.0, 0.5, 0.25)  # weights of a case's best passages: several good ones count, but length alone does not win


class PassageScore(Protocol):
    """A hit of either engine."""

    @property
    def passage_id(self) -> str: ...
    @property
    def case_id(self) -> str: ...
    @property
    def score(self) -> float: ...


class Scored(NamedTuple):
    """A passage with the score it is ranked by, from 0 to 1."""

    passage_id: str
    case_id: str
    score: float


@dataclass(slots=True)
class Group:
    """A case with its candidates, best first."""

    case_id: str
    score: float = 0.0
    passages: list[Scored] = field(default_factory=list)


def stretched(scores: Sequence[float]) -> list[float]:
    """Scores moved to 0 (the worst) to 1 (the best); all 1 when they are equal."""
    if not scores:
        return []
    low, high = min(scores), max(scores)
    return [(score - low) / (high - low) if high > low else 1.0 for score in scores]


def fuse(words: Sequence[PassageScore], meaning: Sequence[PassageScore] | None) -> list[Scored]:
    """Passages of both rankings, best first, ties by id; `meaning` None leaves all the weight to words, and the reverse."""
    weight = 1.0 if meaning is None else WORDS_WEIGHT if words else 0.0
    scores: dict[str, float] = {}
    cases: dict[str, str] = {}
    for ranking, share in ((words, weight), (meaning or (), 1.0 - weight)):
        for hit, score in zip(ranking, stretched([hit.score for hit in ranking]), strict=True):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + share * score
            cases[hit.passage_id] = hit.case_id
    found = [Scored(key, cases[key], score) for key, score in scores.items()]
    return sorted(found, key=lambda hit: (-hit.score, hit.case_id, hit.passage_id))


def group(passages: Iterable[Scored], cases: Sequence[tuple[str, float]] = ()) -> dict[str, Group]:
    """Cases by their best passages, which must come best first, and by the whole-document scores in `cases`."""
    groups: dict[str, Group] = {}
    for hit in passages:
        of = groups.setdefault(hit.case_id, Group(hit.case_id))
        if len(of.passages) < len(BEST):
            of.score += BEST[len(of.passages)] * hit.score
        of.passages.append(hit)
    for (case_id, _), score in zip(cases, stretched([score for _, score in cases]), strict=True):
        groups.setdefault(case_id, Group(case_id)).score += CASE_WEIGHT * score
    return groups
