"""ZIP files: what is in them comes out one by one; what lies or is broken is refused by name."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadFile, DamagedFile, EmptyFile, UnsafeArchive
from core.ingest import archives
from core.ingest.archives import is_zip, members

PDF = b"%PDF-1.7 " + bytes(range(256)) * 8


def zipped(*items, method=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in items:
            archive.writestr(name, data)
    return held.getvalue()


def unpacked(data):
    """name -> bytes, or the error's type."""
    found = {}
    for name, stream in members(io.BytesIO(data)):
        try:
            found[name] = type(stream) if isinstance(stream, BadFile) else stream.read()
        except BadFile as refused:
            found[name] = type(refused)
    return found


def test_its_files_come_one_by_one_without_clutter():
    data = zipped(("a.pdf", PDF), ("folder/b.pdf", PDF), ("empty/", b""), ("__MACOSX/._a.pdf", b"x"), ("folder/.DS_Store", b"x"), ("._b.pdf", b"x"))
    assert unpacked(data) == {"a.pdf": PDF, "folder/b.pdf": PDF}


@pytest.mark.parametrize(("method", "found"), [(zipfile.ZIP_STORED, PDF), (zipfile.ZIP_BZIP2, PDF), (zipfile.ZIP_LZMA, DamagedFile)])
def test_other_ways_of_packing(method, found):
    assert unpacked(zipped(("a.pdf", PDF), method=method)) == {"a.pdf": found}


@pytest.mark.parametrize("name", ["../climbs.pdf", "a/../../climbs.pdf", "/root.pdf", "C:/drive.pdf", "a\\..\\..\\climbs.pdf"])
def test_a_path_that_climbs_out_refuses_the_whole(name):
    with pytest.raises(UnsafeArchive):
        unpacked(zipped(("good.pdf", PDF), (name, PDF)))


def test_a_file_that_expands_a_thousandfold_is_refused_and_the_others_taken():
    assert unpacked(zipped(("bomb.pdf", bytes(5_000_000)), ("good.pdf", PDF))) == {"bomb.pdf": UnsafeArchive, "good.pdf": PDF}


def test_a_file_that_claims_to_be_short_is_not_read_past_its_claim():
    packed = bytearray(zipped(("liar.pdf", bytes(200_000)), ("good.pdf", PDF)))
    real, claimed = (200_000).to_bytes(4, "little"), (9).to_bytes(4, "little")
    data = bytes(packed).replace(real, claimed)
    assert data != bytes(packed)
    found = unpacked(data)
    assert found["liar.pdf"] is DamagedFile or len(found["liar.pdf"]) <= 9
    assert found["good.pdf"] == PDF


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (zipped(), EmptyFile),
        (zipped(("only/", b"")), EmptyFile),
        (b"PK\x03\x04 and nothing more", DamagedFile),
        (zipped(("a.pdf", PDF))[:-30], DamagedFile),
    ],
)
def test_what_holds_nothing_or_is_broken_says_so(data, error):
    with pytest.raises(error) as told:
        unpacked(data)
    assert told.value.hint


def test_more_files_than_anybody_means_are_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    with pytest.raises(UnsafeArchive):
        unpacked(zipped(*((f"{number}.pdf", PDF) for number in range(3))))


def test_a_locked_member_asks_to_be_unpacked():
    data = bytearray(zipped(("locked.pdf", PDF)))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert unpacked(bytes(data)) == {"locked.pdf": DamagedFile}


@pytest.mark.parametrize(("start", "is_one"), [(zipped(("a.pdf", PDF)), True), (zipped(), True), (PDF, False), (b"", False)])
def test_zips_are_known_by_their_bytes_and_the_place_is_kept(start, is_one):
    stream = io.BytesIO(b"before" + start)
    stream.seek(6)
    assert is_zip(stream) is is_one
    assert stream.tell() == 6


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
@given(
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(0, 40),
)
def test_whatever_is_broken_in_it_only_our_errors_come_out(method, changes, cut):
    data = bytearray(zipped(("a.pdf", PDF[:200]), ("b/c.pdf", PDF[:100]), method=method))
    for place, value in changes:
        data[place % len(data)] = value
    with contextlib.suppress(BadFile):
        unpacked(bytes(data[: len(data) - cut]))
