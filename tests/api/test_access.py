"""Who may call: holders of a key or, without keys, clients of the same machine. Nobody else, however they dress."""

from __future__ import annotations

import pytest

from core.api.app import create_api
from core.api.security import AccessRule
from core.errors import NotAllowed, NotSignedIn
from core.principal import LOCAL_ADMIN, Role
from core.settings import Settings

LOCAL = ("127.0.0.1", 40000)


def head(client=LOCAL, host="localhost:8501", **headers):
    raw = [(b"host", host.encode())] if host is not None else []
    raw += [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"type": "http", "scheme": "http", "path": "/api/v1", "method": "GET", "client": client, "headers": raw}


def rule(**variables):
    return AccessRule(Settings(_env_file=None, **variables))


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        (head(), "the plain case"),
        (head(host="127.0.0.1:8501"), "by number"),
        (head(host="[::1]:8501"), "by number, IPv6"),
        (head(host="localhost"), "port 80"),
        (head(host="LOCALHOST:8501"), "names have no case"),
        (head(client=("::1", 1)), "IPv6 loopback"),
        (head(client=("::ffff:127.0.0.1", 1)), "IPv4 loopback, seen from an IPv6 socket"),
        (head(client=("127.8.9.1", 1)), "all of 127/8 is loopback"),
        (head(origin="http://localhost:8501"), "Headnote's own page"),
        (head(origin="http://127.0.0.1:8501"), "Headnote's own page by its other name"),
        (head(sec_fetch_site="same-origin"), "an image on Headnote's own page"),
        (head(sec_fetch_site="none"), "typed into the address bar"),
    ],
)
def test_the_same_machine_is_let_in(scope, reason):
    assert rule().principal(scope) == LOCAL_ADMIN, reason


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        (head(client=("192.168.1.5", 1)), "another machine"),
        (head(client=("::ffff:192.168.1.5", 1)), "another machine, IPv6 form"),
        (head(client=None), "a peer that cannot be known"),
        (head(client=("testclient", 1)), "a peer that is no address"),
        (head(host="evil.example:8501"), "DNS rebinding: a foreign name that leads here"),
        (head(host="localhost.evil.example:8501"), "a name that only begins like a local one"),
        (head(host="evil.example@localhost:8501"), "user info in Host"),
        (head(host="localhost/x"), "a path in Host"),
        (head(host="localhost:port"), "no port"),
        (head(host=""), "an empty Host"),
        (head(host=None), "no Host"),
        (head(origin="https://evil.example"), "another web page"),
        (head(origin="http://localhost:3000"), "a page of another local server"),
        (head(origin="http://localhost"), "another port, by default"),
        (head(origin="null"), "a sandboxed page"),
        (head(origin="file://"), "a page opened from disk"),
        (head(origin="http://localhost:8501.evil.example"), "an origin that only begins like ours"),
        (head(sec_fetch_site="cross-site"), "an image on another web page, which bears no Origin"),
        (head(sec_fetch_site="same-site"), "the same from another port"),
        (head(x_forwarded_for="127.0.0.1"), "a proxy"),
        (head(x_forwarded_host="localhost"), "a proxy"),
        (head(x_forwarded_anything="1"), "a proxy"),
        (head(forwarded="for=127.0.0.1"), "a proxy, RFC 7239"),
        (head(x_real_ip="127.0.0.1"), "nginx"),
        (head(via="1.1 proxy"), "a proxy that says its name"),
        (head(client=("10.0.0.1", 1), x_forwarded_for="127.0.0.1"), "another machine that claims to be this one"),
        (head(client=("10.0.0.1", 1), authorization="Bearer anything"), "a key where there are none"),
    ],
)
def test_everyone_else_is_refused_without_keys(scope, reason):
    with pytest.raises(NotAllowed):
        pytest.fail(f"{reason}: {rule().principal(scope)}")


@pytest.mark.parametrize(
    ("variables", "scope"),
    [
        ({"HEADNOTE_ALLOWED_HOSTS": "headnote.test, other.test"}, head(host="headnote.test:8501")),
        ({"HEADNOTE_ALLOWED_HOSTS": "headnote.test"}, head(host="headnote.test:8501", origin="http://headnote.test:8501")),
        ({"HEADNOTE_ALLOWED_ORIGINS": "https://tools.example"}, head(origin="https://tools.example")),
    ],
    ids=["host", "host and its page", "origin"],
)
def test_settings_let_more_in(variables, scope):
    assert rule(**variables).principal(scope) == LOCAL_ADMIN
    with pytest.raises(NotAllowed):
        rule().principal(scope)


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"authorization": "Bearer second"}, "the usual way"),
        ({"authorization": "bearer   second "}, "schemes have no case"),
        ({"x_api_key": "second"}, "the other way"),
        ({"authorization": "Basic abc", "x_api_key": "second"}, "a proxy's own authorization beside it"),
    ],
)
def test_a_key_lets_in_from_anywhere(headers, reason):
    who = rule(HEADNOTE_API_KEYS="first, second").principal(head(client=("10.0.0.1", 1), host="any.example", via="1.1 proxy", **headers))
    assert who.role is Role.ADMIN, reason
    assert "second" not in who.user


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer third"},
        {"authorization": "Bearer firs"},
        {"authorization": "Bearer first,second"},
        {"authorization": "Bearer"},
        {"authorization": "first"},
        {"authorization": "Basic first"},
        {"x_api_key": ""},
        {"x_api_key": "\xe9"},
    ],
    ids=str,
)
def test_with_keys_even_the_same_machine_needs_one(headers):
    with pytest.raises(NotSignedIn):
        rule(HEADNOTE_API_KEYS="first,second").principal(head(**headers))


def test_a_key_may_be_any_text():
    key = "clé-ключ"
    scope = head()
    scope["headers"].append((b"x-api-key", key.encode()))
    assert rule(HEADNOTE_API_KEYS=key).principal(scope).role is Role.ADMIN


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/retrieval/cases", "/api/v1/ingestion/upload", "/api/nothing"])
def test_refused_before_the_library_or_the_body_is_touched(path, from_here):
    def untouched():
        raise AssertionError("the library was asked")

    api = create_api(untouched, Settings(_env_file=None, HEADNOTE_API_KEYS="first"))
    remote = from_here(api)
    answer = remote.post(path, content=b"x" * 100_000)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["error"]["code"] == 401
    assert remote.get("/health/live").status_code == 200


def test_a_browser_page_that_is_allowed_gets_cors(from_here):
    api = create_api(lambda: pytest.fail("asked"), Settings(_env_file=None, HEADNOTE_ALLOWED_ORIGINS="https://tools.example"))
    browser = from_here(api)
    preflight = {"Access-Control-Request-Method": "POST"}
    yes = browser.options("/api/v1/retrieval/search", headers={"Origin": "https://tools.example", **preflight})
    no = browser.options("/api/v1/retrieval/search", headers={"Origin": "https://evil.example", **preflight})
    assert yes.headers["access-control-allow-origin"] == "https://tools.example"
    assert "access-control-allow-origin" not in no.headers
    assert no.json()["error"]["code"] == no.status_code == 400
