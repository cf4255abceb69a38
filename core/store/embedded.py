"""The embedded database: SecantusDB's server as a child process, shared by every Headnote process of one data folder.

It is a process of its own because of its licence (GPL-2.0) and its interpreter lock. Its address and process id stand in
`server.json`, so that a second process (the command line, say) joins it; whoever uses it leaves a file in `users/`, and the
last to go stops it. A server found dead is started again on the same port, so that connections find it.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from filelock import FileLock

from core.errors import RecordUnavailable

START_SECONDS = 30.0
STOP_SECONDS = 20.0
_left_running: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens, and which process it is: a pid alone may have been given away again."""

    port: int
    pid: int
    born: float

    @property
    def uri(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}/?directConnection=true"

    def alive(self) -> bool:
        try:
            process = psutil.Process(self.pid)
            return abs(process.create_time() - self.born) < 2 and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return False


class EmbeddedServer:
    """Starts, joins, watches and stops the server of one folder. Safe to use from several processes at once."""

    def __init__(self, folder: Path, log_file: Path) -> None:
        self._folder = folder
        self._log_file = log_file
        self._address_file = folder / "server.json"
        # One file a user, not a process: a process may hold two records of one folder, one after the other or at once.
        self._user_file = folder / "users" / f"{os.getpid()}-{secrets.token_hex(4)}"
        self._lock = FileLock(folder / "start.lock", timeout=START_SECONDS * 2)
        self._child: subprocess.Popen[bytes] | None = None
        for path in (folder / "users", log_file.parent):
            path.mkdir(parents=True, exist_ok=True)

    def start(self) -> Address:
        """Join the running server or start one. Raises `RecordUnavailable` when it does not answer in time."""
        with self._lock:
            self._user_file.touch()
            found = self._read_address()
            if found and found.alive():
                self._wait(found)
                return found
            return self._spawn(found.port if found else None)

    def is_alive(self) -> bool:
        if self._child is not None:
            self._child.poll()  # reaps a dead child, which would otherwise look alive
        address = self._read_address()
        return address is not None and address.alive()

    def stop(self) -> None:
        """Leave; the last one to leave stops the server."""
        with self._lock:
            self._user_file.unlink(missing_ok=True)
            if not self._others():
                self._terminate()
            elif self._child is not None:
                _left_running.append(self._child)  # for the others; reaped when this process ends

    def _others(self) -> list[Path]:
        users = list((self._folder / "users").iterdir())
        living = [path for path in users if _is_used(path)]
        for path in set(users) - set(living):
            path.unlink(missing_ok=True)
        return living

    def _read_address(self) -> Address | None:
        try:
            return Address(**json.loads(self._address_file.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def _spawn(self, old_port: int | None) -> Address:
        port = _free_port(old_port)
        command = [sys.executable, "-m", "secantus", "--host", "127.0.0.1", "--port", str(port), "--storage-path", str(self._folder / "data")]
        command += ["--standalone", "--sync-on-commit", "--oplog-max-entries", "1000", "--log-level", "WARNING"]
        with self._log_file.open("ab") as log:
            # A session of its own: Ctrl-C in the terminal must reach the app, which then stops the server in order.
            self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder, start_new_session=True)
        address = Address(port, self._child.pid, psutil.Process(self._child.pid).create_time())
        temporary = self._address_file.with_suffix(".new")
        temporary.write_text(json.dumps(asdict(address)))
        temporary.replace(self._address_file)
        self._wait(address)
        return address

    def _wait(self, address: Address) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._child is not None and self._child.poll() is not None and self._child.pid == address.pid:
                break
            try:
                socket.create_connection(("127.0.0.1", address.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.03)
        raise RecordUnavailable(
            "The embedded database did not start. Nothing was lost.", f"Its log says why: {self._log_file}. Free disk space, or set MONGODB_URI."
        )

    def _terminate(self) -> None:
        address = self._read_address()
        if address is None or not address.alive():
            return
        process = psutil.Process(address.pid)
        process.terminate()
        until = time.monotonic() + STOP_SECONDS
        while address.alive() and time.monotonic() < until:  # not `process.wait`: whoever started it may never reap it
            time.sleep(0.02)
        if address.alive():
            process.kill()
        if self._child is not None and self._child.pid == address.pid:
            self._child.wait(STOP_SECONDS)
        self._address_file.unlink(missing_ok=True)


def _is_used(user_file: Path) -> bool:
    """Whether the process that left this file is there; one born after the file was only given the same id."""
    try:
        process = psutil.Process(int(user_file.name.split("-")[0]))
        return process.create_time() < user_file.stat().st_mtime + 2 and process.status() != psutil.STATUS_ZOMBIE
    except (psutil.Error, ValueError, OSError):
        return False


def _free_port(preferred: int | None) -> int:
    for port in (preferred, 0):
        if port is None:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    raise RecordUnavailable("No free port for the embedded database.", "Stop other programs, or set MONGODB_URI.")
