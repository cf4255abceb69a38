"""The command line, run as a user runs it: in a process of its own, over a data folder of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from core.cli_files import find_files
from core.cli_library import checked
from core.errors import BadArgument
from core.views import CaseFilters

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, pdf):
    """Two PDFs, one of them twice, one in a folder below, a ZIP, and what is to be refused or passed over."""
    top = tmp_path_factory.mktemp("opinions")
    (top / "deep" / "er").mkdir(parents=True)
    (top / ".hidden").mkdir()
    (top / "one.pdf").write_bytes(pdf("The lockkeeper sold passage by moonlight."))
    (top / "deep" / "er" / "TWO.PDF").write_bytes(pdf("A weir was raised without license."))
    (top / "deep" / "again.pdf").write_bytes((top / "one.pdf").read_bytes())
    (top / "deep" / "fake.pdf").write_bytes(b"not a PDF")
    (top / "notes.csv").write_text("passed over")
    (top / ".hidden" / "x.pdf").write_bytes(b"not looked at")
    with zipfile.ZipFile(top / "more.zip", "w") as archive:
        archive.writestr("three.pdf", pdf("The sluice froze in January."))
    return top


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """`run("search", "x")` is that command, finished."""
    data = tmp_path_factory.mktemp("cli-data")

    def command(*arguments, **variables):
        settings = {"HEADNOTE_DATA_DIR": str(data), "HEADNOTE_SAMPLES": "0", "HEADNOTE_OCR": "off", "HEADNOTE_WORKERS": "2", "COLUMNS": "200"}
        environment = {**os.environ, **settings, **variables}
        return subprocess.run([sys.executable, "-m", "core", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=150)

    return command


@pytest.fixture(scope="module")
def read(run, folder):
    """The folder, ingested."""
    return run("ingest", str(folder), "--court", "Canal Court")


def test_a_folder_is_read_and_what_is_refused_is_named(read):
    assert read.returncode == 1, read.stderr
    assert "fake.pdf" in read.stdout
    assert "not a PDF" in read.stdout
    assert "5 files, 3 cases in the library, 3 complete, 1 were there already, 1 refused or not readable, 1 passed over." in read.stdout
    assert read.stderr == ""


def test_authorities_of_a_case_and_what_is_cited_so(read, run):
    table = run("authorities", "TWO")
    assert (table.returncode, table.stdout.splitlines()[0]) == (0, "TWO")
    assert "not a citator" in table.stdout
    assert json.loads(run("authorities", "TWO", "--format", "json").stdout)["title"] == "TWO"
    assert run("authorities", "TWO", "--format", "csv").stdout.startswith("Kind,Name,Citation")
    cited = run("cite", "558 US 310")
    assert cited.stdout.startswith("558 U.S. 310")
    assert "No case of the library cites it." in cited.stdout
    assert json.loads(run("cite", "12 Xyzzy 4", "--json").stdout)["status"] == "malformed"


def test_search_shows_the_place(read, run):
    shown = run("search", "weir license", "--mode", "lexical", "--court", "canal")
    assert shown.returncode == 0
    assert "A weir was raised without license." in shown.stdout
    assert "Page 1" in shown.stdout
    answer = json.loads(run("search", "weir", "--mode", "lexical", "--json").stdout)
    assert [hit["title"] for hit in answer["results"]] == ["TWO"]
    assert run("search", "weir", "--mode", "lexical", "--court", "other").stdout.startswith("No case passes these filters.")


def test_a_library_that_was_read_is_sound(read, run):
    doctor = run("doctor", "--deep")
    assert doctor.returncode == 0, doctor.stdout
    assert "Every check holds." in doctor.stdout
    assert "BROKEN" not in doctor.stdout


def test_doctor_notices_a_missing_original(read, run, tmp_path_factory):
    data = next(path for path in tmp_path_factory.getbasetemp().glob("cli-data*") if path.is_dir())
    original = next((data / "originals").rglob("*.pdf"))
    held = original.read_bytes()
    original.unlink()
    try:
        doctor = run("doctor")
        assert doctor.returncode == 1
        assert "BROKEN" in doctor.stdout
    finally:
        original.write_bytes(held)


def test_status_counts(read, run):
    status = run("status")
    assert status.returncode == 0, status.stderr
    assert "3 of 3" in status.stdout
    assert "Database" in status.stdout


def test_a_command_joins_a_library_that_is_open(library, run, pdf, tmp_path):
    file = tmp_path / "joined.pdf"
    file.write_bytes(pdf("Handed over by a second process while the first one reads."))
    joined = run("ingest", str(file), HEADNOTE_DATA_DIR=str(library.settings.data_dir))
    assert joined.returncode == 0, joined.stdout + joined.stderr
    assert "1 files, 1 cases in the library, 1 complete." in joined.stdout


def test_ctrl_c_leaves_everything_safe(run, pdf, tmp_path):
    for number in range(150):
        (tmp_path / f"{number}.pdf").write_bytes(pdf(f"Document {number}.", *["More text. " * 200] * 5))
    data = tmp_path / "data"
    environment = {**os.environ, "HEADNOTE_DATA_DIR": str(data), "HEADNOTE_SAMPLES": "0", "HEADNOTE_OCR": "off"}
    command = [sys.executable, "-m", "core", "ingest", str(tmp_path)]
    started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    end = time.monotonic() + 60
    while not list((data / "originals").rglob("*.pdf")) and time.monotonic() < end:
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: every process of the command gets it
    said, complaints = started.communicate(timeout=60)
    assert started.returncode == 130, complaints
    assert "is safe" in said
    sound = run("doctor", HEADNOTE_DATA_DIR=str(data))
    assert "BROKEN" not in sound.stdout, sound.stdout


@pytest.mark.parametrize(
    ("arguments", "variables", "says"),
    [
        (("ingest", "/no/such/path"), {}, "There is no /no/such/path"),
        (("search", "?!"), {}, "no word or number"),
        (("search", "x", "--top-k", "0"), {}, "top_k"),
        (("search", "x", "--decided-after", "soon"), {}, "decided_after"),
        (("search", "x", "--case-type", "naval"), {}, "case_type"),
        (("authorities", "no-such-case"), {}, "no such case"),
        (("cite", "hello"), {}, "not a citation"),
        (("status",), {"HEADNOTE_PORT": "many"}, "HEADNOTE_PORT"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_errors_are_sentences(run, arguments, variables, says):
    failed = run(*arguments, **variables)
    assert failed.returncode == 2
    assert says in failed.stderr
    assert failed.stdout == ""
    assert "Traceback" not in failed.stderr


def test_a_title_names_one_file(run, folder):
    failed = run("ingest", str(folder), "--title", "All of them")
    assert failed.returncode == 2
    assert "A title names one document" in failed.stderr


def test_help_is_quick(run):
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        assert run("--help").returncode == 0
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 0.4


def test_files_are_found_once_each(folder):
    found = find_files([str(folder / "one.pdf"), str(folder), str(folder / "notes.csv")])
    assert [path.name for path in found.files] == ["one.pdf", "more.zip", "again.pdf", "fake.pdf", "TWO.PDF", "notes.csv"]
    assert found.passed_over == 1


def test_what_was_typed_is_checked():
    assert checked(CaseFilters, court=None, decided_after="2010-06-28").decided_after.year == 2010
    with pytest.raises(BadArgument, match="case_type"):
        checked(CaseFilters, case_type="naval")
