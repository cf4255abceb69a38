"""The originals: kept once, durably, or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import EmptyFile, FileTooLarge, StorageFull
from core.store.files import FileStore

ROOT = Path(__file__).parents[2]


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "originals", tmp_path / "incoming")


def test_what_is_kept_has_its_hash_for_a_name_and_is_kept_once(files, tmp_path):
    data = os.urandom(3_000_000)
    for _ in range(2):
        received = files.receive(io.BytesIO(data), len(data))
        assert (received.sha256, received.size) == (hashlib.sha256(data).hexdigest(), len(data))
        assert files.keep(received).read_bytes() == data
    assert [path.name for path in (tmp_path / "originals").rglob("*.pdf")] == [f"{received.sha256}.pdf"]
    assert list((tmp_path / "incoming").iterdir()) == []
    assert files.verify(received.sha256)


class _Breaks(io.BytesIO):
    def read(self, size=-1, /):
        if self.tell():
            raise ConnectionResetError("the client went away")
        return super().read(size)


@pytest.mark.parametrize(
    ("source", "limit", "error"),
    [
        (io.BytesIO(b""), 10, EmptyFile),
        (io.BytesIO(bytes(11)), 10, FileTooLarge),
        (io.BytesIO(bytes(5_000_000)), 4_000_000, FileTooLarge),
        (_Breaks(bytes(5_000_000)), 10**9, ConnectionResetError),
    ],
)
def test_what_is_refused_leaves_nothing(files, tmp_path, source, limit, error):
    with pytest.raises(error):
        files.receive(source, limit)
    assert list((tmp_path / "incoming").iterdir()) == []
    assert list((tmp_path / "originals").iterdir()) == []


def test_the_limit_itself_is_allowed(files):
    assert files.receive(io.BytesIO(bytes(10)), 10).size == 10


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_full_disk_is_said(files, tmp_path, monkeypatch):
    monkeypatch.setattr("core.store.files.secrets.token_hex", lambda _: "full")
    (tmp_path / "incoming" / f"{os.getpid()}-full.part").symlink_to("/dev/full")
    with pytest.raises(StorageFull) as told:
        files.receive(io.BytesIO(bytes(5_000_000)), 10**9)
    assert told.value.hint
    assert list((tmp_path / "incoming").iterdir()) == []


def test_what_dead_processes_left_is_cleared_and_nothing_else(files, tmp_path):
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True).stdout.strip()
    left = [tmp_path / "incoming" / f"{gone}-a.part", tmp_path / "incoming" / f"{gone}-a.part.unlocked.pdf"]
    mine = tmp_path / "incoming" / f"{os.getpid()}-b.part"
    for path in (*left, mine):
        path.write_bytes(b"%PDF")
    assert files.clear_incoming() == 2
    assert list((tmp_path / "incoming").iterdir()) == [mine]


def test_changed_and_missing_originals_are_noticed(files):
    received = files.receive(io.BytesIO(b"%PDF-1.7 whole"), 100)
    path = files.keep(received)
    path.write_bytes(b"%PDF-1.7 wholE")
    assert not files.verify(received.sha256)
    files.remove(received.sha256)
    files.remove(received.sha256)
    assert not files.verify(received.sha256)


def test_keeping_and_removing_the_same_bytes_take_turns(files):
    received = files.receive(io.BytesIO(b"%PDF-1.7"), 100)
    with files.holding(received.sha256):
        other = subprocess.run(
            [sys.executable, "-c", _TRY, str(files.path_of(received.sha256).parents[2]), received.sha256],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    assert other.stdout.strip() == "taken"


_TRY = """
import sys
from pathlib import Path
from filelock import Timeout
from core.store.files import FileStore
folder = Path(sys.argv[1])
lock = FileStore(folder, folder.parent / "incoming").holding(sys.argv[2])
try:
    lock.acquire(timeout=0)
    print("free")
except Timeout:
    print("taken")
"""
