"""Starting and rerunning, from outside: seconds to life, to the first page, to the first search; milliseconds a rerun of each page.

Needs Chromium. A three-element Streamlit page runs beside the app in the same session as the measure of reruns.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import sync_playwright

from bench.running_app import ROOT, RunningApp, free_port

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES: dict[str, dict[str, object]] = {
    "Library": {},
    "Search": {"page": "search"},
    "Search, results": {"page": "search", "query_params": {"q": ["water"]}},
    "Upload": {"page": "upload"},
    "Read, empty": {"page": "read"},
    "System": {"page": "system"},
}
THREE_ELEMENTS = 'import streamlit as st\nst.title("Three")\nst.text_input("Word")\nst.button("Again")\n'
RERUNS = 30
AGENT_API = "--server.enableAgentApi=true"  # off unless asked for
INTERACT = "/_stcore/agent/interact"


def rerun_ms(base: str, first: dict[str, object]) -> tuple[float, int]:
    """Median milliseconds of a rerun of a session's page, asked of the server through Streamlit's own interaction endpoint, and how
    many elements the page has."""
    with httpx.Client(base_url=base, timeout=60) as client:
        opened = client.post(INTERACT, json=first).json()
        session = opened["session_id"]
        taken = []
        for _ in range(RERUNS):
            start = time.perf_counter()
            client.post(INTERACT, json={"session_id": session}).raise_for_status()
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[3:]), _elements(opened["tree"])


def _elements(node: dict[str, Any]) -> int:
    return 1 + sum(map(_elements, node.get("children", [])))


def three_element_app(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    (folder / "three.py").write_text(THREE_ELEMENTS)
    (folder / "launch_three.py").write_text('import streamlit as st\napp = st.App("three.py")\n')
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(folder / "launch_three.py"),
        "--server.headless",
        "true",
        "--server.port",
        str(port),
        AGENT_API,
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return process, f"http://127.0.0.1:{port}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=ARGUMENTS)
        app = RunningApp(Path(folder) / "data", AGENT_API, HEADNOTE_SAMPLES="1")
        start = time.monotonic()
        app.start()
        app.wait("/health/live")
        print(f"/health/live            {time.monotonic() - start:6.2f} s (aim 5)")
        page = browser.new_page()
        page.goto(app.url)
        page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=60_000)
        print(f"first page interactive  {time.monotonic() - start:6.2f} s")
        app.wait("/health/ready")
        print(f"ready                   {time.monotonic() - start:6.2f} s")
        with app.client() as client:
            while not client.post("/retrieval/search", json={"query": "the court", "mode": "lexical"}).json().get("results"):
                time.sleep(0.05)
            print(f"first search with hits  {time.monotonic() - start:6.2f} s (samples being read in)")
            while any(case["processing_status"] not in ("indexed", "failed") for case in app.cases(client)):
                time.sleep(1)
            print(f"samples complete        {time.monotonic() - start:6.2f} s")
        process, three = three_element_app(Path(folder))
        time.sleep(5)
        case_id = app.cases(app.client())[0]["case_id"]
        pages = {**PAGES, "Read": {"page": "read", "query_params": {"case": [case_id], "page": ["1"]}}}
        before, few = rerun_ms(three, {})
        reruns = {name: rerun_ms(app.url, first) for name, first in pages.items()}
        base = statistics.mean([before, rerun_ms(three, {})[0]])
        print(f"rerun, three elements   {base:6.0f} ms ({few} nodes)")
        for name, (taken, nodes) in reruns.items():
            print(f"rerun, {name:16s} {taken:6.0f} ms   ratio {taken / base:.2f} (aim 2; {nodes} nodes)")
        browser.close()
        process.terminate()
        print(f"stopped by SIGTERM in   {app.stop():6.2f} s")


if __name__ == "__main__":
    main()
