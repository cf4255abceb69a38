"""Finding and reading over HTTP."""

from __future__ import annotations

import time

import pytest

SEARCH = "/api/v1/retrieval/search"
CASES = "/api/v1/retrieval/cases"
TEXT = "The harbor master impounded a brigantine laden with saffron. The owner brought replevin."
INTERNAL = {"workspace", "extracted", "options", "unlocked", "text_revision", "card_revision", "embedded_revision", "vector", "boxes"}


@pytest.fixture(scope="module")
def case(client, pdf, finished):
    """A case of two pages, read."""
    sent = client.post("/api/v1/ingestion/upload", files={"file": ("Saffron brigantine.pdf", pdf(TEXT, "Judgment affirmed with costs."))})
    finished(sent.json()["case_id"])
    return sent.json()["case_id"]


def found(client, query, **more):
    answer = client.post(SEARCH, json={"query": query, "mode": "lexical", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_hit_leads_to_its_place(client, case):
    answer = found(client, "brigantine saffron")
    assert {"query_id", "took_ms", "interpreted", "coverage", "results"} <= set(answer)
    assert {"cases", "cases_searchable", "pages_total", "pages_searchable"} <= set(answer["coverage"])
    hit = answer["results"][0]
    assert {"case_id", "title", "court", "date_decided", "citation", "docket_number", "score", "passages"} <= set(hit)
    assert hit["case_id"] == case
    passage = hit["passages"][0]
    assert {passage["text"][start:end] for start, end in passage["highlights"]} == {"brigantine", "saffron"}
    page = client.get(f"{CASES}/{case}/pages/{passage['page']}").json()
    span = passage["spans"][0]
    assert page["text"][span["start"] : span["end"]].split()[:3] == passage["text"].split()[:3]


@pytest.mark.parametrize("mode", ["hybrid", "lexical"])
def test_modes(client, case, mode):
    assert client.post(SEARCH, json={"query": "brigantine", "mode": mode}).json()["results"][0]["case_id"] == case


@pytest.mark.parametrize(
    ("query", "reason"),
    [("", "empty"), ("   \t ", "blank"), ("?!. —…", "punctuation"), ("\u200b\u202e", "invisible characters"), ('""', "an empty phrase")],
    ids=lambda value: value,
)
def test_a_query_without_a_word_is_refused(client, query, reason):
    answer = client.post(SEARCH, json={"query": query})
    assert answer.status_code == 400
    assert answer.json()["error"]["hint"]


@pytest.mark.parametrize(
    "query",
    [
        'brigantine AND (OR NOT "',
        "text:brigantine^2~",
        "brigantine [a TO z} \\",
        "+brigantine -'",
        '{"$where": "1"} brigantine',
        "brigantine\x00saffron",
        "brigantine " + "🛶" * 200,
        "brig\u00adantine",
    ],
)
def test_the_syntax_of_other_engines_is_only_words(client, case, query):
    assert case in [hit["case_id"] for hit in found(client, query)["results"]]


def test_a_query_of_100_kilobytes_is_answered_in_time(client, case):
    began = time.perf_counter()
    answer = found(client, "brigantine saffron " * 5300)
    assert time.perf_counter() - began < 10
    assert answer["interpreted"]["notes"]


@pytest.mark.parametrize(
    ("filters", "stays"),
    [
        ({"case_ids": ["{case}"]}, True),
        ({"exclude_case_ids": ["{case}"]}, False),
        ({"court": "no such court"}, False),
        ({"decided_after": "1800-01-01"}, False),
        ({"collection_id": None}, True),
    ],
    ids=str,
)
def test_filters(client, case, filters, stays):
    filled = {name: [case] if isinstance(value, list) else value for name, value in filters.items()}
    ids = [hit["case_id"] for hit in found(client, "brigantine", filters=filled)["results"]]
    assert (case in ids) is stays


def test_the_list_filters_sorts_and_pages(client, case):
    listed = client.get(CASES, params={"q": "saffron", "case_ids": [case], "sort": "title", "limit": 5}).json()
    assert listed["total"] == 1
    assert listed["items"][0]["case_id"] == case
    past_the_end = client.get(CASES, params={"q": "saffron", "offset": 100}).json()
    assert (past_the_end["total"], past_the_end["items"]) == (1, [])


def test_the_record_shows_everything_but_the_inside(client, case):
    record = client.get(f"{CASES}/{case}").json()
    fields = "title case_name docket_number docket_numbers court court_id jurisdiction case_type date_filed date_decided plaintiffs defendants judges"
    fields += " opinion_author attorneys citations precedents statutes legal_issues page_count word_count language ocr_confidence sections evidence corrected"
    assert set(fields.split()) <= set(record)
    assert not INTERNAL & set(record)
    assert record["created_at"].endswith("Z")


def test_corrections_win_and_can_be_taken_back(client, case):
    changed = client.patch(f"{CASES}/{case}", json={"court": "Admiralty Court", "date_decided": "1801-02-03", "judges": ["Stone"]})
    assert changed.status_code == 200
    record = client.get(f"{CASES}/{case}").json()
    assert (record["court"], record["date_decided"], record["judges"]) == ("Admiralty Court", "1801-02-03", ["Stone"])
    assert {"court", "date_decided", "judges"} <= set(record["corrected"])
    assert found(client, "brigantine", filters={"court": "admiralty"})["results"][0]["case_id"] == case
    assert client.patch(f"{CASES}/{case}", json={"court": None}).json()["court"] is None
    parties = [{"name": "Stone", "roles": ["defendant", "appellant"]}]
    record = client.patch(
        f"{CASES}/{case}", json={"parties": parties, "disposition": ["vacated"], "date_argued": "1801-01-02", "caption": "A v. B"}
    ).json()
    assert (record["parties"], record["defendants"], record["disposition"], record["caption"]) == (parties, ["Stone"], ["vacated"], "A v. B")


@pytest.mark.parametrize(
    ("correction", "status"),
    [
        ({"title": ""}, 422),
        ({"title": "  "}, 400),
        ({"case_id": "x"}, 422),
        ({"case_type": "naval"}, 422),
        ({"parties": [{"name": "A", "roles": ["bystander"]}]}, 422),
        ({"date_decided": "1801-13-01"}, 422),
    ],
    ids=str,
)
def test_corrections_that_cannot_be(client, case, correction, status):
    assert client.patch(f"{CASES}/{case}", json=correction).status_code == status


def test_half_a_character_cannot_be_kept(client, case):
    answer = client.patch(f"{CASES}/{case}", content=b'{"court": "\\ud800"}', headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_archived_cases_leave_search_and_come_back(client, case, until):
    assert client.post(f"{CASES}/{case}/restore").status_code == 409
    assert client.post(f"{CASES}/{case}/archive").json()["processing_status"] == "archived"
    assert found(client, "brigantine")["results"] == []
    assert client.get(f"{CASES}/{case}/pages/1").status_code == 200
    assert client.post(f"{CASES}/{case}/restore").json()["processing_status"] == "indexed"
    back = until(lambda: found(client, "brigantine")["results"])  # the index follows the record
    assert back[0]["case_id"] == case


def test_the_original_comes_back_whole_or_in_part(client, case, pdf):
    whole = client.get(f"{CASES}/{case}/file")
    assert whole.content == pdf(TEXT, "Judgment affirmed with costs.")
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["content-disposition"].startswith('attachment; filename="Saffron brigantine.pdf"')
    part = client.get(f"{CASES}/{case}/file", headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, whole.content[5:10])
    beyond = client.get(f"{CASES}/{case}/file", headers={"Range": "bytes=99999999-"})
    assert (beyond.status_code, beyond.json()["error"]["code"]) == (416, 416)


def test_an_image_is_marked_and_sent_once(client, case):
    address = f"{CASES}/{case}/pages/1/image"
    plain = client.get(address, params={"width": 400})
    marked = client.get(address, params={"width": 400, "quote": "laden with saffron"})
    assert plain.content.startswith(b"\x89PNG")
    assert (plain.headers["x-marked"], marked.headers["x-marked"]) == ("0", "1")
    assert plain.headers["etag"] != marked.headers["etag"]
    assert "private" in plain.headers["cache-control"]
    again = client.get(address, params={"width": 400}, headers={"If-None-Match": f'"other", W/{plain.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    passage = found(client, "brigantine")["results"][0]["passages"][0]["passage_id"]
    assert client.get(address, params={"width": 400, "passage_id": passage}).headers["x-marked"] == "1"


@pytest.mark.parametrize("width", ["199", "3001", "wide", "1e3"])
def test_an_image_has_a_sensible_width(client, case, width):
    assert client.get(f"{CASES}/{case}/pages/1/image", params={"width": width}).status_code == 422


@pytest.mark.parametrize("number", ["0", "-1", "3", "99999999999999999999999999"])
@pytest.mark.parametrize("what", ["", "/image"])
def test_pages_it_does_not_have(client, case, number, what):
    assert client.get(f"{CASES}/{case}/pages/{number}{what}").status_code == 404


@pytest.mark.parametrize("case_id", ["nothing", "a" * 5000, "%00", "%24where", "%F0%9F%9B%B6", "..%2f..%2fetc"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", CASES + "/{}"),
        ("PATCH", CASES + "/{}"),
        ("DELETE", CASES + "/{}"),
        ("POST", CASES + "/{}/archive"),
        ("POST", CASES + "/{}/restore"),
        ("GET", CASES + "/{}/file"),
        ("GET", CASES + "/{}/pages/1"),
        ("GET", CASES + "/{}/pages/1/image"),
        ("GET", "/api/v1/ingestion/status/{}"),
        ("GET", "/api/v1/ingestion/batch/{}"),
        ("POST", "/api/v1/ingestion/{}/process"),
    ],
)
def test_unknown_ids(client, method, path, case_id):
    body = {"json": {"court": "x"}} if method == "PATCH" else {}
    answer = client.request(method, path.format(case_id), **body)
    assert answer.status_code in ((404, 405) if case_id.startswith("..") else (404,)), answer.text
    assert answer.json()["error"]["code"] == answer.status_code


def test_a_passage_of_another_case_marks_nothing(client, case):
    assert client.get(f"{CASES}/{case}/pages/1/image", params={"passage_id": "other-1"}).status_code == 404


def test_deleted_is_gone(client, pdf, finished):
    case_id = client.post("/api/v1/ingestion/upload", files={"file": ("gone.pdf", pdf("A zeppelin over the orchard."))}).json()["case_id"]
    finished(case_id)
    assert found(client, "zeppelin orchard")["results"][0]["case_id"] == case_id
    assert client.delete(f"{CASES}/{case_id}").status_code == 204
    assert client.get(f"{CASES}/{case_id}").status_code == 404
    assert case_id not in [hit["case_id"] for hit in found(client, "zeppelin orchard")["results"]]
    assert client.delete(f"{CASES}/{case_id}").status_code == 404
