"""The app as a user starts it, for benchmarks and for tests that kill it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import httpx
import psutil

ROOT = Path(__file__).resolve().parents[1]


def shared_data() -> Path:
    """The development data (see CONTRIBUTING)."""
    return Path(os.environ.get("HEADNOTE_SHARED_DATA") or ROOT.parent / "shared" / "data")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RunningApp:
    """`streamlit run app.py` over a data folder of its own."""

    def __init__(self, data: Path, *flags: str, **variables: str) -> None:
        self.data = data
        self.flags = flags
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.variables = {"HEADNOTE_SAMPLES": "0", **variables}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> RunningApp:
        environment = os.environ | {"HEADNOTE_DATA_DIR": str(self.data), **self.variables}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        command += ["--server.address", "127.0.0.1", "--server.port", str(self.port), *self.flags]
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data.parent / f"{self.data.name}.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        return self

    def wait(self, path: str = "/health/ready", seconds: float = 90.0) -> float:
        """Seconds until `path` answers 200."""
        start = time.monotonic()
        while time.monotonic() - start < seconds:
            try:
                with urllib.request.urlopen(self.url + path, timeout=2) as answer:  # noqa: S310 - our own address
                    if answer.status == 200:
                        return time.monotonic() - start
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)
        raise TimeoutError(f"{path} did not answer within {seconds} s; see {self.data}.log")

    def client(self, timeout: float = 120.0) -> httpx.Client:
        return httpx.Client(base_url=f"{self.url}/api/v1", timeout=timeout)

    def upload(self, client: httpx.Client, path: Path) -> str:
        """Hand a file over; its case id once it is acknowledged."""
        with path.open("rb") as file:
            answer = client.post("/ingestion/upload", files={"file": (path.name, file, "application/pdf")})
        answer.raise_for_status()
        return str(answer.json()["case_id"])

    def cases(self, client: httpx.Client) -> list[dict[str, Any]]:
        answer = client.get("/retrieval/cases", params={"limit": 500})
        answer.raise_for_status()
        return list(answer.json()["items"])

    def kill(self) -> None:
        """SIGKILL, as a crash or a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def kill_database(self) -> None:
        address = json.loads((self.data / "record" / "server.json").read_text())
        psutil.Process(address["pid"]).kill()

    def stop(self) -> float:
        """SIGTERM; seconds until it has gone."""
        start = time.monotonic()
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
        return time.monotonic() - start

    def tree(self) -> list[psutil.Process]:
        """The app and everything it started."""
        if self.process is None:
            return []
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]
