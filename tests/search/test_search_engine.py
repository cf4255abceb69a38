"""The whole of searching, over real indexes."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from core.errors import BadArgument, Unavailable
from core.principal import Principal, Role
from core.views import CaseHit, PassageHit


def marked(passage: PassageHit) -> list[str]:
    return [passage.text[start:end] for start, end in passage.highlights]


def all_marked(hit: CaseHit) -> list[str]:
    return [text for passage in hit.passages for text in marked(passage)]


@pytest.mark.parametrize(
    ("query", "exact", "first", "rest", "reason"),
    [
        ("412 Exm. 77", "citation", "harbor", ["lease"], "the case cited, then the case that cites it"),
        ("412 EXM 77", "citation", "harbor", ["lease"], "however it is typed"),
        ("Alder v. Harbor District, 412 Exm. 77, 81 (2021)", "citation", "harbor", ["lease"], "name, pin cite and year beside it"),
        ("No. 21-1044", "docket", "harbor", ["levy"], "the case of that number, then the one that mentions it"),
        ("21–1050", "docket", "harbor", [], "the second docket number of a case, with a printed dash"),
        ("Alder v. Harbor District", "name", "harbor", None, "a name as it stands on the card"),
        ("ALDER VS. HARBOR DISTRICT, et al.", "name", "harbor", None, "the same, as a caption has it"),
        ("birch v cole mills", "name", "lease", None, "a name shortened"),
        ("in re estate of dahl", "name", "levy", None, "one party"),
        ("elm city v. frost", "name", "protest", None, "a title given by hand"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("mode", ["hybrid", "lexical"])
def test_a_case_asked_for_by_name_comes_first(world: Any, query: str, exact: str, first: str, rest: list[str] | None, reason: str, mode: str) -> None:
    hits = world.search(query, mode=mode).results
    assert (hits[0].case_id, hits[0].exact) == (first, exact), reason
    assert hits[0].passages, "even a case that holds none of the words shows something to open"
    assert all(hit.exact is None for hit in hits[1:])
    if rest is not None:
        assert [hit.case_id for hit in hits[1:]] == rest, reason


def test_a_citation_that_is_not_held_lists_who_cites_it(world: Any) -> None:
    world.add("note", "Compare 9 Exm. 9 with what follows.")
    answer = world.search("9 Exm. 9")
    assert [hit.case_id for hit in answer.results] == ["note"]
    assert "but these cite it" in answer.interpreted["notes"][0]
    assert marked(answer.results[0].passages[0]) == ["9 Exm. 9"]


def test_a_citation_nobody_knows(world: Any) -> None:
    answer = world.search("999 Exm. 999")
    assert answer.results == []
    assert "none cites it" in answer.interpreted["notes"][0]


@pytest.mark.parametrize("query", ["without a warrant. A search of", '"without a warrant. A search of"', "WITHOUT A WARRANT a search OF"])
def test_a_phrase_is_marked_as_one_range(world: Any, query: str) -> None:
    hit = world.search(query).results[0]
    assert (hit.case_id, hit.exact) == ("harbor", "phrase")
    assert marked(hit.passages[0]) == ["without a warrant. A search of"]


def test_a_phrase_across_passages_is_marked_in_both(world: Any) -> None:
    hit = world.search('"a vessel at night unless he has seen smoke"').results[0]
    assert (hit.case_id, hit.exact) == ("harbor", "phrase")
    assert [passage.passage_id for passage in hit.passages[:2]] == ["harbor-1", "harbor-2"]
    assert [marked(passage) for passage in hit.passages[:2]] == [["a vessel at night unless he"], ["has seen smoke"]]


def test_a_phrase_with_the_head_of_a_page_in_it(world: Any) -> None:
    hit = world.search("unless he Cite as: 412 Exm. 77 Opinion of the Court has seen smoke").results[0]
    assert (hit.case_id, hit.exact) == ("harbor", "phrase")
    assert hit.passages[0].passage_id in ("harbor-1", "harbor-2")
    assert hit.passages[0].highlights


def test_a_phrase_broken_by_the_end_of_a_line(world: Any) -> None:
    world.add("broken", "It was held unconstitutional by a majority.", raw="It was held unconsti-\ntutional by a majority.")
    world.add("whole", "The instalments were unreasonable.")
    for query in ('"held unconsti- tutional by a majority"', "held unconsti- tutional by a majority"):
        hit = world.search(query).results[0]
        assert (hit.case_id, hit.exact, marked(hit.passages[0])) == ("broken", "phrase", ["held unconstitutional by a majority"])
    assert world.found('"instal- ments were unreasonable"')[0] == "whole", "also when no page breaks the line there"


def test_the_exact_words_come_before_other_forms_of_them(world: Any) -> None:
    world.add("forms", "The judges ruled that courts were closing. " * 3)
    world.add("exact", "Nobody doubted that the judge ruled that court was closed, and the judge rules that courts close.")
    hits = world.search('"judge rules that courts close"').results
    assert [(hit.case_id, hit.exact) for hit in hits[:1]] == [("exact", "phrase")]


def test_a_phrase_in_no_case_falls_back_to_its_words(world: Any) -> None:
    answer = world.search('"warrant for the trunk"')
    assert answer.results[0].case_id == "harbor"
    assert answer.results[0].exact is None
    assert "no case word for word" in answer.interpreted["notes"][0]
    assert {"trunk", "warrant"} <= set(all_marked(answer.results[0]))


def test_phrases_in_different_cases_put_those_with_all_first(world: Any) -> None:
    world.add("both", "A levy on income came up. Much later the lease was a bargain again, and long.")
    hits = world.search('"levy on income" "lease was a bargain"').results
    assert (hits[0].case_id, hits[0].exact) == ("both", "phrase")
    assert {hit.case_id for hit in hits[1:3]} == {"lease", "levy"}
    assert [hit.exact for hit in hits[1:3]] == [None, None]


def test_meaning_finds_what_words_do_not(world: Any) -> None:
    assert world.found("seizure", mode="dense")[0] == "harbor"
    assert world.found("newspaper", mode="lexical") == []
    answer = world.search("newspaper")
    assert answer.results[0].case_id == "protest"
    assert answer.interpreted["mode"] == "hybrid"


@pytest.mark.parametrize(("state", "says"), [("loading", "still loading"), ("unhealthy", "out of order"), ("off", "no model")])
def test_without_a_model_hybrid_goes_by_words_and_dense_refuses(world: Any, state: str, says: str) -> None:
    world.embedder.state = state
    answer = world.search("income tax")
    assert answer.results[0].case_id == "levy"
    assert answer.interpreted["mode"] == "lexical"
    assert says in answer.interpreted["notes"][0]
    with pytest.raises(Unavailable) as refused:
        world.search("income tax", mode="dense")
    assert refused.value.hint


def test_without_vectors_hybrid_goes_by_words(make_world: Callable[[], Any]) -> None:
    world = make_world()
    world.add("one", "A levy on income.", meaning=False)
    answer = world.search("levy")
    assert [hit.case_id for hit in answer.results] == ["one"]
    assert "No case has been read for meaning" in answer.interpreted["notes"][0]


def test_a_busy_model_is_not_waited_for_long(world: Any) -> None:
    world.embedder.seconds = 5.0
    started = time.perf_counter()
    answer = world.search("income tax")
    assert time.perf_counter() - started < 3.0
    assert answer.results[0].case_id == "levy"
    assert "words alone" in answer.interpreted["notes"][0]


def test_vectors_of_another_model_are_not_asked(world: Any) -> None:
    world.embedder.fingerprint = "another"
    answer = world.search("income tax")
    assert answer.interpreted["mode"] == "lexical"
    assert "new model" in answer.interpreted["notes"][0]


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_archived_and_foreign_cases_never_appear(world: Any, mode: str) -> None:
    world.add(
        "elsewhere",
        "A levy on income is a tax of the revenue service.",
        workspace="visitor",
        docket_number="23-901",
        case_name="In re Estate of Dahl",
    )
    assert "elsewhere" not in world.found("levy on income is a tax", mode=mode)
    assert world.found("In re Estate of Dahl", mode=mode)[0] == "levy"
    visitor = Principal("v", Role.VIEWER, "visitor")
    assert world.found("levy on income is a tax", mode=mode, who=visitor) == ["elsewhere"]
    world.archive("levy")
    assert "levy" not in world.found("levy on income is a tax", mode=mode)
    assert "levy" not in world.found("23-901", mode=mode)
    world.catalog.remove("harbor")
    assert "harbor" not in world.found("412 Exm. 77 search warrant", mode=mode), "an index that lags behind a deletion shows nothing of it"


def test_a_section_is_exact_however_deep_it_lies(make_world: Callable[[], Any]) -> None:
    world = make_world()
    for number in range(30):
        world.add(f"noise-{number:02}", *["tax tax levy income revenue"] * 8)
    world.add("wanted", "tax levy income revenue", "A tax is a duty.", sections=["opinion", "Dissent"])
    for mode in ("lexical", "dense", "hybrid"):
        hits = world.search("tax levy income revenue", section="dissent", mode=mode).results
        assert [hit.case_id for hit in hits] == ["wanted"]
        assert [passage.section for passage in hits[0].passages] == ["Dissent"]
    assert world.found("tax", section="syllabus") == []


def test_top_k_cases_though_one_case_holds_the_best_passages(make_world: Callable[[], Any]) -> None:
    world = make_world()
    world.add("huge", *[f"tax tax tax {number}" for number in range(300)])
    for number in range(9):
        world.add(f"small-{number}", f"One tax among so many other words that it hardly counts, {number}.")
    for mode in ("lexical", "dense", "hybrid"):
        assert len(world.found("tax", mode=mode)) == 10, mode


def test_an_answer_reads_passages_once_or_twice(world: Any) -> None:
    world.search("income tax warrant lease")
    assert world.round_trips <= 2


def test_collections_are_refused_and_empty_selections_explained(world: Any) -> None:
    with pytest.raises(BadArgument, match="Collections"):
        world.search("tax", collection_id="c1")
    answer = world.search("tax", case_ids=[])
    assert answer.results == []
    assert answer.interpreted["notes"] == ["No case passes these filters."]
    assert answer.coverage.cases == 4


def test_an_empty_library_says_so(make_world: Callable[[], Any]) -> None:
    assert make_world().search("tax").interpreted["notes"] == ["There is no case to search yet."]


def test_coverage_counts_the_workspace(world: Any) -> None:
    before = world.search("tax").coverage
    world.add("late", "A page.", meaning=False)
    world.add("far", "A page.", workspace="visitor")
    after = world.search("tax").coverage
    assert (after.cases, after.cases_searchable, after.pages_total) == (before.cases + 1, before.cases_searchable + 1, before.pages_total + 1)


def test_scores_and_stop_words(world: Any) -> None:
    hits = world.search("the searching of a vessel").results
    assert {"search", "vessel"} <= {text.lower() for hit in hits for text in all_marked(hit)}
    assert not {"the", "of", "a"} & {text.lower() for hit in hits for text in all_marked(hit)}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_same_question_has_the_same_answer_in_any_thread(world: Any) -> None:
    for number in range(6):
        world.add(f"twin-{number}", "The same words stand in all of these.", title="Twin")
    queries = ["same words stand", "income tax", '"without a warrant"', "412 Exm. 77"] * 10
    alone = {query: world.found(query) for query in queries}
    assert alone["same words stand"][:6] == [f"twin-{number}" for number in range(6)]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(world.found, queries)) == [alone[query] for query in queries]


def test_a_query_of_any_length_is_answered(world: Any) -> None:
    started = time.perf_counter()
    answer = world.search('income tax (levy) AND NOT "lease ' * 4_000)
    assert answer.results[0].case_id == "levy"
    assert time.perf_counter() - started < 2.0
