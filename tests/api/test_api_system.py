"""Health, the description, and the routes as the launcher serves them."""

from __future__ import annotations

import threading

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from core.api.app import create_api, routes
from core.errors import NotReady
from core.settings import Settings

SETTINGS = Settings(_env_file=None)
SERVICES = {"database", "index", "embedder", "language_model", "ocr", "workers", "disk"}


def test_health_says_how_every_part_stands(client):
    health = client.get("/health").json()
    assert {"status", "version", "services"} <= set(health)
    assert set(health["services"]) >= SERVICES
    assert all({"status", "detail"} <= set(service) for service in health["services"].values())
    assert client.get("/health/ready").json() == {"status": "ready"}
    assert client.head("/health/ready").status_code == 200


def test_live_answers_while_the_library_is_still_opening(from_here):
    opening, done = threading.Event(), threading.Event()

    def library():
        opening.set()
        done.wait(20)
        raise NotReady("Not opened after all.")

    with from_here(create_api(library, SETTINGS)) as client:
        waiting = [threading.Thread(target=client.get, args=("/health/ready",)) for _ in range(50)]
        for thread in waiting:
            thread.start()
        assert opening.wait(10)
        try:
            live = client.get("/health/live")
            assert (live.status_code, live.json()) == (200, {"status": "alive"})
            assert float(live.headers["X-Process-Time"]) < 1
        finally:
            done.set()
            for thread in waiting:
                thread.join()


def test_the_service_introduces_itself(client):
    card = client.get("/api/v1").json()
    assert (card["service"], card["description"], card["health"]) == ("Headnote", "/api/openapi.json", "/health")
    assert client.get(card["description"]).status_code == 200
    assert client.get(card["docs"]).status_code == 200
    assert client.get("/api/redoc").status_code == 200


def test_production_describes_nothing(from_here):
    client = from_here(create_api(lambda: pytest.fail("asked"), Settings(_env_file=None, HEADNOTE_ENVIRONMENT="production")))
    assert [client.get(path).status_code for path in ("/api/openapi.json", "/api/docs", "/api/redoc")] == [404, 404, 404]
    assert client.get("/api/v1").json()["description"] is None


def test_every_operation_is_described(client):
    described = client.get("/api/openapi.json").json()
    for path, operations in described["paths"].items():
        assert path.startswith(("/api/v1", "/health"))
        for operation in operations.values():
            assert operation["summary"]
            assert operation["tags"][0] in ("Ingestion", "Retrieval", "System")
            failures = {status: answer for status, answer in operation["responses"].items() if status[0] not in "23"}
            assert failures or path in ("/health", "/health/live")
            for answer in failures.values():
                assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/ErrorEnvelope")
    assert "HTTPValidationError" not in described["components"]["schemas"]


CONTRACT = """
POST /ingestion/upload · POST /ingestion/batch · GET /ingestion/batch/{batch_id} · GET /ingestion/status/{case_id}
POST /ingestion/{case_id}/process · GET /ingestion/jobs · POST /retrieval/search · GET /retrieval/cases
GET /retrieval/cases/{case_id} · PATCH /retrieval/cases/{case_id} · DELETE /retrieval/cases/{case_id}
POST /retrieval/cases/{case_id}/archive · POST /retrieval/cases/{case_id}/restore · GET /retrieval/cases/{case_id}/file
GET /retrieval/cases/{case_id}/pages/{number} · GET /retrieval/cases/{case_id}/pages/{number}/image
"""


@pytest.mark.parametrize("call", [call.strip() for call in CONTRACT.replace("\n", " · ").split(" · ") if call.strip()])
def test_every_call_of_the_contract_is_there(client, call):
    method, path = call.split()
    assert method.lower() in client.get("/api/openapi.json").json()["paths"]["/api/v1" + path]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api", 404),
        ("/api/", 404),
        ("/api/nothing", 404),
        ("/api/v1", 200),
        ("/health/live", 200),
        ("/health/nothing", 200),
        ("/", 200),
        ("/apis", 200),
    ],
)
def test_beside_a_dashboard_that_answers_everything(from_here, path, status):
    def dashboard(request):
        return HTMLResponse("<html>the dashboard</html>")

    beside = Starlette(routes=[*routes(lambda: pytest.fail("asked"), SETTINGS), Route("/{path:path}", dashboard)])
    answer = from_here(beside).get(path)
    assert answer.status_code == status
    ours = path.split("/")[1] == "api" or path == "/health/live"
    assert answer.headers["content-type"].startswith("application/json" if ours else "text/html")
