"""The word index: ranking, phrases, filters, replacing, odd queries, and what another process sees."""

from __future__ import annotations

import shutil

import pytest
from memory_source import passage, target

from core.errors import Conflict
from core.index.terms import FORMAT, STAMPS_FILE, TermIndex

CASES = {
    "riley": ["The police may not search a cell phone without a warrant.", "Digital data cannot harm an officer."],
    "terry": ["An officer may stop and frisk on reasonable suspicion.", "The search of outer clothing is limited."],
    "miranda": ["A suspect has the right to remain silent.", "Counsel must be present during questioning."],
}


def put(index, case_id, texts, stamp="1", clean=None, raw=None, **card):
    text = " ".join(texts)
    index.put_case(target(case_id, stamp, **card), [passage(case_id, order, text) for order, text in enumerate(texts)], clean or text, raw or text)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "terms"


@pytest.fixture
def index(folder):
    made = TermIndex(folder, writable=True)
    for case_id, texts in CASES.items():
        put(made, case_id, texts)
    made.commit()
    yield made
    made.close()


def found(hits):
    return [hit.passage_id for hit in hits]


def test_best_passage_comes_first(index):
    hits = index.passages("searching cell phones", limit=5)
    assert hits[0].passage_id == "riley:0"
    assert hits[0].case_id == "riley"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_passages_are_kept_beside_their_words(index):
    odd = passage("odd", 0, "A lone surrogate \ud800 of a damaged file.")
    index.put_case(target("odd", "1"), [odd], odd.text, odd.text)
    assert index.kept(["odd:0"]) == {}, "not committed yet"
    index.commit()
    assert index.kept(["odd:0", "riley:1", "gone:7"]) == {"odd:0": odd, "riley:1": passage("riley", 1, CASES["riley"][1])}
    index.remove_case("odd")
    index.commit()
    assert index.kept(["odd:0"]) == {}


def test_nothing_is_visible_before_commit(index):
    put(index, "new", ["A trademark dilutes."])
    assert index.passages("trademark", limit=5) == []
    assert "new" not in index.stamps
    assert index.pending == {"new": "1"}
    index.commit()
    assert found(index.passages("trademark", limit=5)) == ["new:0"]
    assert index.stamps["new"] == "1"


def test_putting_replaces_the_whole_case(index):
    put(index, "riley", ["Only this remains."], stamp="2")
    index.commit()
    assert found(index.passages("cell phone warrant digital", limit=5)) == []
    assert sorted(id for case, id in index.passage_ids() if case == "riley") == ["riley:0"]
    assert index.phrase_cases("cell phone", limit=5) == []
    assert index.stamps["riley"] == "2"


def test_putting_twice_before_a_commit_does_not_double(index):
    for stamp in ("2", "3"):
        put(index, "riley", ["A phone is a phone."], stamp=stamp)
    index.commit()
    assert len(list(index.passage_ids())) == 5
    assert sorted(index.case_ids()) == ["miranda", "riley", "terry"]


def test_removed_case_is_gone_from_everything(index):
    index.remove_case("riley")
    index.commit()
    assert index.passages("cell phone", limit=5) == []
    assert index.cases("riley", limit=5) == []
    assert "riley" not in index.stamps


def test_quoted_phrase_is_required_or_lifts(index):
    assert found(index.passages("officer", phrases=["stop and frisk"], require_phrases=True, limit=5)) == ["terry:0"]
    lifted = found(index.passages("officer", phrases=["harm an officer"], limit=5))
    assert lifted == ["riley:1", "terry:0"]
    assert index.passages("officer", phrases=["frisk and stop"], require_phrases=True, limit=5) == []


def test_phrase_runs_across_passages(index):
    assert [hit.case_id for hit in index.phrase_cases("without a warrant. Digital data", limit=5)] == ["riley"]


def test_phrase_is_found_in_text_as_extracted_and_as_cleaned(index):
    put(index, "split", ["juris diction"], clean="the jurisdiction of the court", raw="the juris- diction of 12 the court")
    index.commit()
    for phrase in ("jurisdiction of the court", "juris- diction of 12"):
        assert [hit.case_id for hit in index.phrase_cases(phrase, limit=5)] == ["split"], phrase


def test_long_phrase_has_to_stand_there_whole(index):
    words = [f"w{number}" for number in range(300)]
    put(index, "long", [" ".join(words)])
    index.commit()
    assert [hit.case_id for hit in index.phrase_cases(" ".join(words[5:295]), limit=5)] == ["long"]
    words[150] = "other"
    assert index.phrase_cases(" ".join(words), limit=5) == []


def test_cases_are_found_by_title_docket_and_citation(index):
    put(index, "carded", ["Nothing of note."], title="Smith v. Jones", docket_numbers=("13-132",), citation="573 U.S. 373")
    index.commit()
    for words in ("Smith Jones", "13-132", "573 U.S. 373"):
        assert index.cases(words, limit=1)[0].case_id == "carded", words


def test_filters_keep_scores(index):
    free = {hit.passage_id: hit.score for hit in index.passages("officer search", limit=9)}
    kept = index.passages("officer search", limit=9, case_ids=["terry", "miranda", "unknown"])
    assert {hit.passage_id for hit in kept} == {"terry:0", "terry:1"}
    assert all(hit.score == pytest.approx(free[hit.passage_id]) for hit in kept)
    assert {hit.case_id for hit in index.passages("officer search", limit=9, excluded=["terry"])} == {"riley"}
    assert index.passages("officer", limit=9, case_ids=[]) == []
    assert [hit.case_id for hit in index.phrase_cases("may stop", limit=9, excluded=["terry"])] == []


def test_analysis_is_that_of_the_index(index):
    assert index.analyze("Searching Naïve oﬃcers' § 1983(b)") == ["search", "naiv", "offic", "1983", "b"]


ODD = [
    ("", "nothing asked"),
    ("   \n", "only blanks"),
    ('"((( AND OR NOT ~3 [a TO b} field:value^^', "the syntax of a query parser"),
    ("§§ — “” …", "only punctuation"),
    ("x" * 5000, "a word of thousands of letters"),
    ("判決書の" * 40, "letters without blanks"),
    ("\u202e\u200f\u2066warrant\u2069", "right-to-left marks"),
    ("\ud800 warrant", "a lone surrogate, which UTF-8 cannot hold"),
    ("a\0warrant", "a zero byte"),
    ("warrant " * 12_500, "100 KB of one word"),
    (" ".join(f"word{number}" for number in range(12_000)), "100 KB of different words"),
]


@pytest.mark.parametrize(("query", "reason"), ODD, ids=[reason for _, reason in ODD])
def test_odd_queries_are_answered(index, query, reason):
    index.passages(query, phrases=[query], limit=5)
    index.passages(query, phrases=[query], require_phrases=True, limit=5)
    index.cases(query, limit=5)
    index.phrase_cases(query, limit=5)
    if "warrant" in query:
        assert index.passages(query, limit=5)[0].passage_id == "riley:0"


def test_odd_texts_are_indexed(index):
    put(index, "odd", [text for text, _ in ODD])
    index.commit()
    assert sum(1 for case, _ in index.passage_ids() if case == "odd") == len(ODD)


def test_of_a_long_query_the_rare_words_count(index):
    common = " ".join(f"filler{number}" for number in range(200))
    put(index, "filler", [common] * 3)
    index.commit()
    assert "terry:0" in found(index.passages(f"{common} frisk", limit=9))


@pytest.mark.parametrize("limit", [0, -1, 10**9])
def test_any_limit_is_taken(index, limit):
    assert len(index.passages("officer", limit=limit)) == (2 if limit > 0 else 0)


def test_reopened_index_knows_everything(index, folder):
    index.close()
    again = TermIndex(folder, writable=True)
    assert again.stamps == dict.fromkeys(CASES, "1")
    assert found(again.passages("frisk", limit=5)) == ["terry:0"]
    again.close()


def test_second_writer_is_refused_and_the_first_goes_on(index, folder):
    with pytest.raises(Conflict):
        TermIndex(folder, writable=True)
    put(index, "more", ["Estoppel."])
    index.commit()
    assert found(index.passages("estoppel", limit=5)) == ["more:0"]


def test_reader_sees_commits_after_refresh(index, folder):
    reader = TermIndex(folder, writable=False)
    put(index, "more", ["Estoppel."])
    index.commit()
    assert reader.passages("estoppel", limit=5) == []
    reader.refresh()
    assert found(reader.passages("estoppel", limit=5)) == ["more:0"]
    assert reader.stamps["more"] == "1"
    with pytest.raises(Conflict):
        reader.remove_case("more")


def test_reader_may_come_before_the_writer(folder):
    reader = TermIndex(folder, writable=False)
    assert reader.passages("estoppel", limit=5) == []
    writer = TermIndex(folder, writable=True)
    put(writer, "more", ["Estoppel."])
    writer.commit()
    reader.refresh()
    assert found(reader.passages("estoppel", limit=5)) == ["more:0"]
    writer.close()


def test_uncommitted_words_are_dropped_and_not_stamped(index, folder):
    put(index, "late", ["Estoppel."])
    index.close()
    again = TermIndex(folder, writable=True)
    assert "late" not in again.stamps
    assert again.passages("estoppel", limit=5) == []
    again.close()


def test_crash_between_commit_and_stamps_leaves_the_case_stale(index, folder):
    before = (folder / STAMPS_FILE).read_bytes()
    put(index, "late", ["Estoppel."])
    index.commit()
    index.close()
    (folder / STAMPS_FILE).write_bytes(before)
    again = TermIndex(folder, writable=True)
    assert "late" in again.stamps  # so that a comparison removes it if the record has it no more
    assert again.stamps["late"] != "1"
    put(again, "late", ["Estoppel."])
    again.commit()
    assert found(again.passages("estoppel", limit=5)) == ["late:0"]
    again.close()


@pytest.mark.parametrize("damage", ["format", "stamps", "meta", "folder"])
def test_index_that_cannot_be_trusted_starts_empty(index, folder, damage):
    index.close()
    if damage == "format":
        content = (folder / STAMPS_FILE).read_text().replace(f'"format": {FORMAT}', '"format": 0')
        (folder / STAMPS_FILE).write_text(content)
    elif damage == "stamps":
        (folder / STAMPS_FILE).write_text("{")
    elif damage == "meta":
        (folder / "passages" / "meta.json").write_text("{")
    else:
        shutil.rmtree(folder / "passages")
    again = TermIndex(folder, writable=True)
    assert "1" not in again.stamps.values()
    put(again, "terry", CASES["terry"])
    again.commit()
    assert found(again.passages("frisk", limit=5)) == ["terry:0"]
    again.close()


def test_size_counts(index):
    assert index.size.passages == 6
    assert index.size.cases == 3
    assert index.size.bytes_on_disk > 0
