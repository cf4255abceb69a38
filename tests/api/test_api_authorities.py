"""Authorities over HTTP: from uploaded opinions to tables, citing cases and files."""

from __future__ import annotations

import pytest

from core.principal import Principal, Role

CASES = "/api/v1/retrieval/cases"
HELD = "Supreme Court of Oz\nDorothy v. Wizard\nThe balloon was his."
CITING = (
    "Scarecrow v. Crow\nWe overrule Dorothy v. Wizard, 812 F.3d 44 (2016). The straw was dry. Glinda v. Tin Man, 700 F.3d 9 (2012).",
    "It was said before. Nobody v. Wizard, 812 F.3d 44, 46 (2016). See 18 U.S.C. § 3501.",
)


@pytest.fixture(scope="module")
def held(client, pdf, finished):
    case_id = client.post("/api/v1/ingestion/upload", files={"file": ("held.pdf", pdf(HELD))}).json()["case_id"]
    finished(case_id)
    client.patch(
        f"{CASES}/{case_id}",
        json={"citation": "812 F.3d 44", "case_name": "Dorothy v. Wizard", "title": "Dorothy v. Wizard", "date_decided": "2016-02-03"},
    )
    return case_id


@pytest.fixture(scope="module")
def citing(client, pdf, finished, held, library, with_authorities):
    case_id = client.post("/api/v1/ingestion/upload", files={"file": ("citing.pdf", pdf(*CITING))}).json()["case_id"]
    finished(case_id)
    with_authorities(library, case_id)
    return case_id


def rows(client, case_id):
    answer = client.get(f"{CASES}/{case_id}/authorities")
    assert answer.status_code == 200, answer.text
    return {row["citation"]: row for row in answer.json()}


def test_the_table_of_a_case(client, citing, held):
    found = rows(client, citing)
    assert {"citation", "kind", "name", "in_library", "case_id", "name_matches", "count", "pages", "quotations", "treatments"} <= set(
        found["812 F.3d 44"]
    )
    row = found["812 F.3d 44"]
    assert (row["in_library"], row["status"], row["case_id"], row["count"], row["pages"]) == (True, "in_library", held, 2, [1, 2])
    assert row["treatments"][0]["signal"] == "overrules"
    assert row["treatments"][0]["quotation"]["text"].endswith("We overrule Dorothy v. Wizard, 812 F.3d 44 (2016).")
    assert (found["700 F.3d 9"]["status"], found["700 F.3d 9"]["case_id"]) == ("not_held", None)
    assert found["18 U.S.C. § 3501"]["status"] is None


def test_a_quotation_can_be_shown_on_its_page(client, citing):
    quotation = rows(client, citing)["812 F.3d 44"]["treatments"][0]["quotation"]
    span = quotation["spans"][0]
    page = client.get(f"{CASES}/{citing}/pages/{span['page']}").json()
    assert " ".join(page["text"][span["start"] : span["end"]].split()) == quotation["text"]


def test_cited_by(client, citing, held):
    answer = client.get(f"{CASES}/{held}/cited-by").json()
    assert (answer["total"], answer["items"][0]["case_id"], answer["items"][0]["signals"]) == (1, citing, ["overrules"])
    assert answer["items"][0]["quotations"]


def test_what_is_cited_so(client, citing, held):
    answer = client.get("/api/v1/retrieval/citations", params={"cite": "812 F. 3d 44"}).json()
    assert (answer["normalized"], answer["status"]) == ("812 F.3d 44", "in_library")
    assert [case["case_id"] for case in answer["cases"]] == [held]
    assert [case["case_id"] for case in answer["cited_by"]] == [citing]
    assert client.get("/api/v1/retrieval/citations", params={"cite": "2 Xyzzy 3"}).json()["status"] == "malformed"
    assert client.get("/api/v1/retrieval/citations", params={"cite": "nothing"}).status_code == 400
    assert client.get("/api/v1/retrieval/citations").status_code == 422


def test_what_is_missing_and_the_network(client, citing, held):
    missing = client.get("/api/v1/retrieval/missing-authorities", params={"limit": 1000}).json()
    assert "700 F.3d 9" in [item["citation"] for item in missing["items"]]
    assert "812 F.3d 44" not in [item["citation"] for item in missing["items"]]
    network = client.get("/api/v1/retrieval/network", params={"limit": 1000}).json()
    assert (citing, held) in [(edge["citing"], edge["cited"]) for edge in network["edges"]]
    assert client.get("/api/v1/retrieval/missing-authorities", params={"limit": 0}).status_code == 422


@pytest.mark.parametrize(("form", "begins"), [("csv", b"\xef\xbb\xbfKind"), ("docx", b"PK"), ("bibtex", b"@")])
def test_the_table_as_a_file(client, citing, form, begins):
    answer = client.get(f"{CASES}/{citing}/authorities/export", params={"format": form})
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_unknown_cases_and_formats(client, citing):
    for path in ("authorities", "authorities/export", "cited-by"):
        assert client.get(f"{CASES}/nothing/{path}").status_code == 404
    assert client.get(f"{CASES}/{citing}/authorities/export", params={"format": "pdf"}).status_code == 422


def test_another_workspace_sees_nothing_of_it(library, citing, held):
    stranger = Principal("x", Role.ADMIN, "elsewhere")
    assert library.missing_authorities(stranger).total == 0
    assert library.network(stranger).total == 0
    assert library.citation(stranger, "812 F.3d 44").cases == []


def test_what_is_deleted_is_cited_and_missing_again(client, pdf, finished, library, citing, until):
    case_id = client.post("/api/v1/ingestion/upload", files={"file": ("tin.pdf", pdf("Glinda v. Tin Man. Oil was needed."))}).json()["case_id"]
    finished(case_id)
    client.patch(f"{CASES}/{case_id}", json={"citation": "700 F.3d 9"})
    assert rows(client, citing)["700 F.3d 9"]["case_id"] == case_id
    until(lambda: library._engine.record.authorities.get(case_id))
    client.delete(f"{CASES}/{case_id}")
    assert rows(client, citing)["700 F.3d 9"]["status"] == "not_held"
    assert library._engine.record.authorities.get(case_id) is None
