"""Files in over HTTP: what is taken is kept before the answer; what is refused leaves nothing behind."""

from __future__ import annotations

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pymupdf
import pytest

from core.api.app import create_api
from core.library import Library

UPLOAD = "/api/v1/ingestion/upload"
BATCH = "/api/v1/ingestion/batch"
NO_PAGES = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
FEATURES = "receipt: success case_id message duplicate file_size processing_status estimated_processing_time"


def zipped(*members):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def multipart(name, data):
    """A form with a file whose name is these bytes, as no polite client would send it."""
    body = b'--B\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'"\r\n\r\n' + data + b"\r\n--B--\r\n"
    return {"content": body, "headers": {"Content-Type": "multipart/form-data; boundary=B"}}


def held_by_name(client, name):
    return [row["case_id"] for row in client.get("/api/v1/retrieval/cases", params={"q": name}).json()["items"]]


def test_a_file_is_taken_read_and_followed(client, pdf, finished):
    data = pdf("The tollkeeper sued the bridge company.", "A second page on turnpikes.")
    said = {"title": "The bridge", "court": "Court of Errors", "case_type": "property", "jurisdiction": "Somewhere"}
    answer = client.post(UPLOAD, files={"file": ("bridge.pdf", data)}, data=said)
    receipt = answer.json()
    assert answer.status_code == 202
    assert set(FEATURES.split()[1:]) <= set(receipt)
    assert (receipt["success"], receipt["duplicate"], receipt["file_size"]) == (True, False, len(data))

    finished(receipt["case_id"])
    status = client.get(f"/api/v1/ingestion/status/{receipt['case_id']}").json()
    assert (status["processing_status"], status["progress"], status["partial"]) == ("indexed", 1.0, False)
    assert (status["pages_total"], status["pages_searchable"]) == (2, 2)
    assert [page["number"] for page in status["pages"]] == [1, 2]
    assert status["searchable_words"]
    assert all(datetime.fromisoformat(entry["time"]).utcoffset().total_seconds() == 0 and entry["time"].endswith("Z") for entry in status["log"])

    record = client.get(f"/api/v1/retrieval/cases/{receipt['case_id']}").json()
    assert {name: record[name] for name in said} == said


def test_the_same_bytes_again_are_the_same_case(client, pdf):
    data = pdf("Sent twice, one after the other.")
    first = client.post(UPLOAD, files={"file": ("first.pdf", data)})
    second = client.post(UPLOAD, files={"file": ("second.pdf", data)})
    assert (first.status_code, second.status_code) == (202, 200)
    assert second.json()["duplicate"]
    assert second.json()["case_id"] == first.json()["case_id"]


def test_the_same_bytes_at_once_are_one_case(client, pdf):
    data = pdf("Sent by two clients at the same moment.")
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(lambda n: client.post(UPLOAD, files={"file": (f"{n}.pdf", data)}).json(), range(4)))
    assert len({answer["case_id"] for answer in answers}) == 1
    assert sorted(answer["duplicate"] for answer in answers) == [False, True, True, True]


@pytest.mark.parametrize(
    ("make", "status", "reason"),
    [
        (lambda pdf: b"", 400, "no bytes"),
        (lambda pdf: b"Dear sir or madam,\n", 415, "plain text under the name of a PDF"),
        (lambda pdf: PNG, 415, "an image under the name of a PDF"),
        (lambda pdf: b"<!doctype html><html></html>", 415, "a login page that was saved as PDF"),
        (lambda pdf: zipped(("a.pdf", pdf("x"))), 415, "a ZIP where one PDF is asked for"),
        (lambda pdf: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nno objects at all", 400, "a header and nothing else"),
        (lambda pdf: pdf("cut short")[:80], 400, "truncated before the first page"),
        (lambda pdf: NO_PAGES, 400, "a document without a page"),
        (lambda pdf: pdf("secret", password="open sesame"), 400, "encrypted"),
        (lambda pdf: pdf("long") + b"%" * 2_200_000, 413, "over the limit of 2 MB by a little"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_what_cannot_be_kept_is_refused_and_leaves_nothing(client, pdf, library, make, status, reason):
    name = "refused " + reason
    answer = client.post(UPLOAD, files={"file": (name + ".pdf", make(pdf))})
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["hint"], "it says what to do"
    assert held_by_name(client, name) == []
    assert list(library.settings.incoming_dir.iterdir()) == []


def test_a_password_opens_and_is_not_kept(client, pdf, finished):
    data = pdf("Sealed testimony about the lighthouse.", password="open sesame")
    wrong = client.post(UPLOAD, files={"file": ("sealed.pdf", data)}, data={"password": "wrong"})
    right = client.post(UPLOAD, files={"file": ("sealed.pdf", data)}, data={"password": "open sesame"})
    assert (wrong.status_code, right.status_code) == (400, 202)
    case_id = right.json()["case_id"]
    assert finished(case_id).pages_searchable == 1
    assert "open sesame" not in client.get(f"/api/v1/retrieval/cases/{case_id}").text
    assert client.get(f"/api/v1/retrieval/cases/{case_id}/file").content == data


@pytest.mark.parametrize(
    ("sent", "shown", "reason"),
    [
        (b"../../etc/passwd.pdf", "passwd.pdf", "climbing"),
        (b"C:\\\\Users\\\\me\\\\brief.pdf", "brief.pdf", "a Windows path"),
        (b"/abs/olute.pdf", "olute.pdf", "an absolute path"),
        (b"bell\x07tab\x0bnull\x00.pdf", None, "control characters"),
        ("invoice\u202efdp.exe.pdf".encode(), "invoicefdp.exe.pdf", "a right-to-left override that hides the ending"),
        ("\u200fשלום\u200e.pdf".encode(), "שלום.pdf", "right-to-left marks around right-to-left letters, which stay"),
        (b"x" * 300 + b".pdf", None, "300 letters"),
        (b"..", None, "no name at all"),
        (b"\xff\xfe.pdf", None, "not UTF-8"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_strange_names_are_made_harmless(client, pdf, sent, shown, reason):
    answer = client.post(UPLOAD, **multipart(sent, pdf(f"A file with a strange name: {reason}.")))
    assert answer.status_code == 202, answer.text
    case_id = answer.json()["case_id"]
    kept = client.get(f"/api/v1/retrieval/cases/{case_id}").json()["file_name"]
    assert shown is None or kept == shown
    assert kept
    assert len(kept) <= 255
    assert kept.isprintable()
    assert not set("/\\") & set(kept)
    header = client.get(f"/api/v1/retrieval/cases/{case_id}/file").headers["content-disposition"]
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert "filename*=UTF-8''" in header


def test_a_batch_says_of_each_file_what_became_of_it(client, pdf):
    good, twin = pdf("A batch file on canals."), pdf("A batch file on locks.")
    files = [("files", ("good.pdf", good)), ("files", ("again.pdf", good)), ("files", ("note.rtf", b"{\\rtf1 hello}")), ("files", ("twin.pdf", twin))]
    answer = client.post(BATCH, files=files)
    assert answer.status_code == 202
    items = {item["filename"]: item for item in answer.json()["items"]}
    assert {name: (item["success"], item["duplicate"]) for name, item in items.items()} == {
        "good.pdf": (True, False),
        "again.pdf": (True, True),
        "note.rtf": (False, False),
        "twin.pdf": (True, False),
    }
    assert items["note.rtf"]["error"]
    assert items["again.pdf"]["case_id"] == items["good.pdf"]["case_id"]
    batch = client.get(f"{BATCH}/{answer.json()['batch_id']}").json()
    assert (batch["total"], batch["failed"], len(batch["items"])) == (4, 1, 4)


@pytest.mark.parametrize(
    ("make", "kept", "refused", "reason"),
    [
        (lambda pdf: zipped(("folder/one.pdf", pdf("Zipped, one.")), ("two.pdf", pdf("Zipped, two."))), 2, 0, "a plain one"),
        (lambda pdf: zipped(("../../out.pdf", pdf("Out.")), ("in.pdf", pdf("In."))), 0, 1, "climbs out: nothing of it is taken"),
        (lambda pdf: zipped(("/etc/out.pdf", pdf("Out, too."))), 0, 1, "an absolute path"),
        (lambda pdf: zipped(("bomb.pdf", bytes(30_000_000)), ("fine.pdf", pdf("Beside a bomb."))), 1, 1, "expands a thousandfold"),
        (lambda pdf: zipped(("readme.rtf", b"{\\rtf1 hello}")), 0, 1, "nothing in it that is read"),
        (lambda pdf: zipped(), 0, 1, "empty"),
        (lambda pdf: zipped(("cut.pdf", pdf("Cut.")))[:-30], 0, 1, "cut short"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_archives(client, pdf, library, make, kept, refused, reason):
    answer = client.post(BATCH, files=[("files", ("many.zip", make(pdf)))])
    assert answer.status_code == 202, answer.text
    outcomes = [item["success"] for item in answer.json()["items"]]
    assert (outcomes.count(True), outcomes.count(False)) == (kept, refused), answer.text
    assert all(item["error"] for item in answer.json()["items"] if not item["success"])
    assert list(library.settings.incoming_dir.iterdir()) == []


def test_a_held_case_waits_until_it_is_asked_for(client, pdf, finished):
    held = client.post(UPLOAD, files={"file": ("held.pdf", pdf("Held back."))}, data={"process_immediately": "false"}).json()["case_id"]
    jobs = client.get("/api/v1/ingestion/jobs", params={"state": "held"}).json()
    assert held in [item["case_id"] for item in jobs["items"]]
    assert jobs["counts"]["held"] >= 1
    started = client.post(f"/api/v1/ingestion/{held}/process")
    assert started.status_code == 202
    assert finished(held).pages_searchable == 1
    one_page = client.post(f"/api/v1/ingestion/{held}/process", json={"pages": [1], "password": None})
    assert one_page.status_code == 202
    assert finished(held).pages_searchable == 1


@pytest.mark.parametrize("pages", [[0], [2], [-1], [10**30]], ids=str)
def test_only_its_own_pages_can_be_read_again(client, pdf, finished, pages):
    case_id = client.post(UPLOAD, files={"file": ("one.pdf", pdf("One page only."))}).json()["case_id"]
    finished(case_id)
    assert client.post(f"/api/v1/ingestion/{case_id}/process", json={"pages": pages}).status_code == 400


def test_a_read_only_demo_reads_but_takes_nothing(settings_for, from_here, pdf):
    library = Library(settings_for(HEADNOTE_DEMO="1"))
    try:
        library.wait_ready(60)
        demo = from_here(create_api(lambda: library, library.settings))
        assert demo.get("/api/v1/retrieval/cases").json() == {"total": 0, "items": []}
        for answer in (
            demo.post(UPLOAD, files={"file": ("a.pdf", pdf("Not here."))}),
            demo.post(BATCH, files=[("files", ("a.pdf", pdf("Not here.")))]),
            demo.delete("/api/v1/retrieval/cases/any"),
        ):
            assert answer.status_code == 403
            assert "demo" in answer.json()["error"]["message"]
    finally:
        library.close()


def test_made_pdfs_are_real(pdf):
    with pymupdf.open(stream=pdf("first", "second")) as document:
        assert [page.get_text().strip() for page in document] == ["first", "second"]
