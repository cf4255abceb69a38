"""The measurement measures: made PDFs against a made truth file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import BadArgument
from core.evaluate.extraction import ExtractionReport, evaluate_extraction
from core.evaluate.fields import Tally, compare, expected, items

FACE = (
    "SUPREME COURT OF OREGON\n\nADA ROE, Petitioner,\nv.\nCITY OF DOE, Respondent.\n\nNo. S-1234\n\nArgued May 4, 2001\nDecided June 5, 2001\n\n"
    "LEE, J.\nWe heard the appeal of the city.\nThe judgment is affirmed.\n"
)
RIGHT = {
    "case_name": "Roe v. City of Doe",
    "docket_number": "S-1234",
    "court_id": "or",
    "date_argued": "2001-05-04",
    "date_decided": "2001-06-05",
    "opinion_author": "Lee",
    "disposition": ["affirmed"],
    "parties": [{"name": "Ada Roe", "roles": ["petitioner"]}, {"name": "City of Doe", "roles": ["respondent"]}],
    "separate": [],
    "pages": 1,
}


@pytest.fixture
def data(tmp_path, pdf):
    (tmp_path / "roe.pdf").write_bytes(pdf(FACE))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    return tmp_path


def written(folder: Path, *rows: dict[str, object]) -> Path:
    truth = folder / "truth.jsonl"
    truth.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return truth


def measured(truth: Path, data: Path) -> ExtractionReport:
    report = list(evaluate_extraction(truth, data))[-1]
    assert isinstance(report, ExtractionReport)
    return report


def test_what_is_right_counts_as_right(data):
    report = measured(written(data, {"file": "roe.pdf", **RIGHT}), data)
    assert report.misses == []
    assert {(tally.precision, tally.recall) for name, tally in report.fields.items() if name != "separate"} == {(1.0, 1.0)}


def test_what_is_wrong_is_listed(data):
    report = measured(written(data, {"file": "roe.pdf", **RIGHT, "docket_number": "S-9", "date_argued": None}), data)
    assert {(miss.field, *miss.expected, *miss.got) for miss in report.misses} == {("docket_number", "S-9", "S-1234"), ("date_argued", "2001-05-04")}
    assert report.fields["docket_number"] == Tally(1, 1, 0)
    assert report.fields["date_argued"] == Tally(0, 1, 0)


def test_a_file_that_cannot_be_read_is_named_and_counts(data):
    report = measured(written(data, {"file": "bad.pdf", "court_id": "or"}, {"file": "gone.pdf", "court_id": "or"}), data)
    assert set(report.unread) == {"bad.pdf", "gone.pdf"}
    assert report.fields["court_id"] == Tally(2, 0, 0)


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"case_name": "A v. B"}'])
def test_a_truth_file_that_is_none(tmp_path, text):
    (tmp_path / "truth.jsonl").write_text(text)
    with pytest.raises(BadArgument):
        list(evaluate_extraction(tmp_path / "truth.jsonl", tmp_path))


def test_what_a_truth_row_judges():
    row = {"file": "a", "judges": None, "attorneys": [], "citation": "556 U.S. ___", "us_cite": None, "date_argued": None, "note": "x"}
    assert expected({**row}) == {"attorneys": [], "date_argued": []} | {"citation": []}
    assert expected({"citation": "556 U.S. ___"}) == {}


@pytest.mark.parametrize(
    ("field", "truth", "found", "missing", "extra"),
    [
        ("judges", ["Kent", "Moore"], ["A. B. Kent, Jr.", "Rowe"], ["Moore"], ["Rowe"]),
        ("court", ["Supreme Court, Queens County"], ["Supreme Court of Queens County"], [], []),
        ("citation", ["153 Conn. App. 266"], ["153 Conn.App. 266"], [], []),
        ("docket_numbers", ["1-2"], ["1–2"], [], []),
        ("parties", ["Ada Roe [petitioner]"], ["Roe [petitioner]"], [], []),
        ("parties", ["Ada Roe [petitioner]"], ["Ada Roe []"], ["Ada Roe [petitioner]"], ["Ada Roe []"]),
        ("separate", ["dissent: Lee"], ["dissent: Bo Lee"], [], []),
        ("judges", ["Kent"], ["Kent", "Kent"], [], ["Kent"]),
    ],
)
def test_comparisons(field, truth, found, missing, extra):
    assert compare(field, truth, found)[1:] == (missing, extra)


def test_items_of_values():
    assert items({"name": "A", "roles": ["petitioner", "appellant"]}) == ["A [appellant, petitioner]"]
    assert items(None) == items([]) == items("") == []


def test_from_the_command_line(data):
    truth = written(data, {"file": "roe.pdf", **RIGHT, "docket_number": "S-9"})
    command = [sys.executable, "-m", "core", "evaluate", "extraction", "--truth", str(truth)]
    root = Path(__file__).parents[2]
    shown = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=True)
    assert "S-9" in shown.stdout
    told = json.loads(subprocess.run([*command, "--json"], cwd=root, capture_output=True, text=True, timeout=120, check=True).stdout)
    assert told["fields"]["court_id"] == {"truth": 1, "found": 1, "correct": 1, "precision": 1.0, "recall": 1.0}
    wrong = subprocess.run([*command, "--data", str(data / "nowhere")], cwd=root, capture_output=True, text=True, timeout=120, check=False)
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (2, False)
