"""How two rankings become one."""

from __future__ import annotations

import pytest

from core.search.fusion import Scored, fuse, group, stretched


def ranking(**scores: float) -> list[Scored]:
    return [Scored(name, name[0], score) for name, score in scores.items()]


@pytest.mark.parametrize(
    ("words", "meaning", "order", "reason"),
    [
        (ranking(a1=9, b1=5, c1=1), ranking(a1=0.9, b1=0.5, c1=0.1), ["a1", "b1", "c1"], "both agree"),
        (ranking(a1=9, b1=1), None, ["a1", "b1"], "words alone"),
        ([], ranking(b1=0.9, a1=0.1), ["b1", "a1"], "meaning alone"),
        (ranking(a1=9, b1=8.9, c1=0), ranking(b1=0.9, c1=0.1), ["b1", "a1", "c1"], "good in both beats best in one"),
        (ranking(b1=2, a1=2), None, ["a1", "b1"], "ties by id"),
        ([], None, [], "nothing"),
    ],
)  # fmt: skip
def test_fuse(words: list[Scored], meaning: list[Scored] | None, order: list[str], reason: str) -> None:
    fused = fuse(words, meaning)
    assert [hit.passage_id for hit in fused] == order, reason
    assert all(0 <= hit.score <= 1 for hit in fused)


def test_scores_are_stretched_from_0_to_1() -> None:
    assert stretched([4.0, 3.0, 2.0]) == [1.0, 0.5, 0.0]
    assert stretched([7.0]) == [1.0], "the only hit is the best there is"
    assert stretched([]) == []


def test_a_case_with_several_good_passages_comes_before_one_good_passage() -> None:
    groups = group(fuse(ranking(a1=10, b1=9.9, b2=9.8, b3=9.7, c1=0), None))
    assert groups["b"].score > groups["a"].score > groups["c"].score
    assert [hit.passage_id for hit in groups["b"].passages] == ["b1", "b2", "b3"]


def test_length_alone_does_not_win() -> None:
    crowd = {f"b{number}": 3.0 for number in range(50)}
    groups = group(fuse(ranking(a1=10, **crowd, c1=0), None))
    assert groups["a"].score > groups["b"].score


def test_whole_documents_add_a_little_and_bring_cases_of_their_own() -> None:
    groups = group(fuse(ranking(a1=10, b1=9.9, c1=0), None), [("b", 5.0), ("d", 1.0)])
    assert groups["b"].score > groups["a"].score
    assert groups["d"].passages == []
