"""Every failure is the envelope, with the right status and without a traceback."""

from __future__ import annotations

import errno
import re

import pytest

from core import errors
from core.api.app import create_api
from core.api.errors import STATUS, status_of
from core.settings import Settings

CASES = "/api/v1/retrieval/cases"
SEARCH = "/api/v1/retrieval/search"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def failing(from_here):
    """`failing(error)` is the API over a library that cannot be reached, for that reason."""

    def make(error):
        def library():
            raise error

        return from_here(create_api(library, Settings(_env_file=None)))

    return make


def envelope(answer):
    """The error of an answer, after checking what holds for all of them."""
    assert answer.headers["content-type"] == "application/json"
    assert re.fullmatch(r"\d+\.\d{6}", answer.headers["X-Process-Time"])
    assert set(answer.json()) == {"error"}
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "hint", "request_id", "timestamp"}
    assert error["code"] == answer.status_code
    assert error["request_id"] == answer.headers["X-Request-ID"] != ""
    assert error["message"]
    assert "Traceback" not in answer.text
    return error


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.BadFile, 400),
        (errors.EmptyFile, 400),
        (errors.DamagedFile, 400),
        (errors.LockedFile, 400),
        (errors.UnsafeArchive, 400),
        (errors.UnsupportedType, 415),
        (errors.FileTooLarge, 413),
        (errors.BadArgument, 400),
        (errors.NotFound, 404),
        (errors.Conflict, 409),
        (errors.NotAllowed, 403),
        (errors.NotSignedIn, 401),
        (errors.Unavailable, 503),
        (errors.RecordUnavailable, 503),
        (errors.StorageFull, 503),
        (errors.NotReady, 503),
    ],
)
def test_each_error_has_its_status(failing, kind, status):
    answer = failing(kind("What happened.", "What to do.")).get(CASES)
    error = envelope(answer)
    assert (answer.status_code, error["message"], error["hint"]) == (status, "What happened.", "What to do.")
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_no_error_is_left_out_of_the_table():
    def tree(kind):
        return [kind, *(below for child in kind.__subclasses__() for below in tree(child))]

    mapped = {kind for kind, _ in STATUS}
    assert all(status_of(kind("x")) != 500 for top in errors.HeadnoteError.__subclasses__() for kind in tree(top))
    assert {errors.BadFile, errors.Unavailable} <= mapped


def test_what_nobody_foresaw_says_nothing_of_the_inside(failing):
    answer = failing(ZeroDivisionError("secret detail")).get(CASES, headers={"X-Request-ID": "mine-1"})
    assert answer.status_code == 500
    assert envelope(answer)["request_id"] == "mine-1"
    assert "secret" not in answer.text


def test_a_full_disk_is_said_and_may_pass(failing):
    answer = failing(OSError(errno.ENOSPC, "No space left on device")).get(CASES)
    assert answer.status_code == 503
    assert "full" in envelope(answer)["message"]


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "reason"),
    [
        ("GET", "/api", {}, 404, "not the dashboard's page"),
        ("GET", "/api/v1/", {}, 404, "a slash too many is not redirected by a Host that may lie"),
        ("GET", "/api/v2/retrieval/cases", {}, 404, "another version"),
        ("GET", "/api/v1/../../etc/passwd", {}, 404, "climbing"),
        ("DELETE", CASES, {}, 405, "not this verb"),
        ("PUT", SEARCH, {}, 405, "not this verb"),
        ("POST", "/health", {}, 405, "health is read"),
        ("POST", SEARCH, {"json": {}}, 422, "no query"),
        ("POST", SEARCH, {"json": {"query": 5}}, 422, "a query that is no text"),
        ("POST", SEARCH, {"content": b'{"query": "\\ud800"}', "headers": JSON}, 400, "half a character is no word"),
        ("POST", SEARCH, {"content": b'{"query": "\xff"}', "headers": JSON}, 400, "not UTF-8"),
        ("POST", SEARCH, {"json": {"query": "x", "top_k": 0}}, 422, "too few"),
        ("POST", SEARCH, {"json": {"query": "x", "top_k": 101}}, 422, "too many"),
        ("POST", SEARCH, {"json": {"query": "x", "mode": "magic"}}, 422, "no such mode"),
        ("POST", SEARCH, {"json": {"query": "x", "filters": {"curt": "x"}}}, 422, "a filter misspelt must not be ignored"),
        ("POST", SEARCH, {"json": {"query": "x", "filters": {"decided_after": "soon"}}}, 422, "no date"),
        ("POST", SEARCH, {"content": b"{not json", "headers": JSON}, 400, "not JSON"),
        ("POST", SEARCH, {"content": b"query=x", "headers": {"Content-Type": "text/plain"}}, 422, "not JSON, and says so"),
        ("POST", SEARCH, {"content": b"[" * 100_000, "headers": JSON}, 400, "nested without end"),
        ("POST", SEARCH, {"json": {"query": "x" * 3_000_000}}, 413, "longer than any query"),
        ("POST", "/api/v1/ingestion/x/process", {"content": b'{"password": "\\ud800"}', "headers": JSON}, 422, "half a character"),
        ("GET", f"{CASES}?limit=0", {}, 422, "too few"),
        ("GET", f"{CASES}?limit=1000000", {}, 422, "too many"),
        ("GET", f"{CASES}?offset=-1", {}, 422, "before the first"),
        ("GET", f"{CASES}?sort=colour", {}, 422, "no such order"),
        ("GET", f"{CASES}?case_type=naval", {}, 422, "no such type"),
        ("GET", f"{CASES}?kourt=x", {}, 422, "a filter misspelt must not be ignored"),
        ("GET", "/api/v1/ingestion/jobs?state=lost", {}, 422, "no such state"),
        ("POST", "/api/v1/ingestion/upload", {}, 422, "no file"),
        ("POST", "/api/v1/ingestion/upload", {"data": {"file": "text"}}, 422, "a field that should be a file"),
        ("POST", "/api/v1/ingestion/batch", {}, 422, "no files"),
        ("POST", "/api/v1/ingestion/upload", {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "no boundary"),
        ("POST", "/api/v1/ingestion/upload", {"content": b"--", "headers": {"Content-Type": "multipart/form-data; boundary=b"}}, 422, "no parts"),
        ("POST", "/api/v1/ingestion/upload", {"files": {"file": ("a.pdf", b"x")}, "data": {"case_type": "naval"}}, 422, "no such type"),
        ("POST", "/api/v1/ingestion/upload", {"files": {"file": ("a.pdf", b"x")}, "data": {"title": "x" * 501}}, 422, "a title of a page"),
        (
            "POST",
            "/api/v1/ingestion/upload",
            {"files": {"file": ("a.pdf", b"x" * 4_000_000)}},
            413,
            "over the limit of 2 MB, before it is looked into",
        ),
    ],
)
def test_what_is_malformed_is_refused_by_its_right_name(client, method, path, sent, status, reason):
    answer = client.request(method, path, **sent)
    assert answer.status_code == status, (reason, answer.text)
    envelope(answer)


def test_a_body_of_unknown_length_is_counted_as_it_comes(client):
    answer = client.post(SEARCH, content=(b"x" * 65_536 for _ in range(64)), headers=JSON)
    assert answer.status_code == 413
    envelope(answer)


def test_the_password_of_a_refused_form_is_not_repeated(client):
    answer = client.post("/api/v1/ingestion/upload", data={"password": "hunter2" * 200})
    assert answer.status_code == 422
    assert "hunter2" not in answer.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc-1.2_X", True), ("x" * 128, True), ("x" * 129, False), ("a b", False), ("a\tb", False), ("<script>", False), ("", False)],
)
def test_a_sane_request_id_is_kept(client, given, kept):
    seen = client.get("/health/live", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert (seen == given) is kept
    assert seen
