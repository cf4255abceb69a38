"""The table as a file: read back by what would open it."""

from __future__ import annotations

import csv
import io

import bibtexparser
import docx
import pytest
from marked import table_of
from shelf import a_case, graph_of

from core.authorities.answers import CaseAuthorities
from core.authorities.desk import rows_of
from core.authorities.exports import export, guarded

HOSTILE = '=HYPERLINK("http://x","y") v. {Roe}\\input{x} & 50% #1_'


@pytest.fixture
def table() -> CaseAuthorities:
    texts = ["{Corley v. United States, 556 U.S. 303} (2009).", "{18 U.S.C. § 3501}. {Corley, supra 556 U.S. 303}."]
    texts += ["{Corley, supra 556 U.S. 303}. {Ames & Co. v. Bell, 300 F.3d 2} (2002)."] * 4
    made = table_of(*texts, case_id="x")
    made.authorities[-1].name = made.authorities[-1].names[0].name = HOSTILE
    graph = graph_of([a_case("x", "X v. Y"), a_case("held", "Corley v. United States", "556 U.S. 303", "2009-04-06")], [made])
    rows = graph.ask("shared", lambda space: rows_of(space, made))
    return CaseAuthorities(case_id="x", title="X v. Y", citation=None, complete=True, unresolved=0, rows=rows)


def test_csv_has_a_line_each_and_no_formula(table):
    file = export(table, "csv")
    assert file.file_name == "X v. Y - authorities.csv"
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [(line["Kind"], line["Citation"], line["Library"], line["Times cited"]) for line in lines] == [
        ("case", "300 F.3d 2", "Not held", "4"),
        ("case", "556 U.S. 303", "In the library", "6"),
        ("statute", "18 U.S.C. § 3501", "", "1"),
    ]
    assert lines[0]["Name"] == "'" + HOSTILE
    assert lines[1]["Pages"] == "1, 2, 3, 4, 5, 6"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r1", "＝1"])
def test_no_cell_is_taken_for_a_formula(cell):
    assert guarded(cell) == f"'{cell}"


def test_docx_is_grouped_with_pages_and_passim(table):
    document = docx.Document(io.BytesIO(export(table, "docx").content))
    lines = [(line.style.name, line.text) for line in document.paragraphs]
    assert ("Heading 1", "Cases") in lines
    assert ("Heading 1", "Statutes") in lines
    assert ("Normal", "Corley v. United States, 556 U.S. 303 (2009)\tpassim") in lines
    assert ("Normal", f"{HOSTILE}, 300 F.3d 2 (2002)\t3, 4, 5, 6") in lines
    assert ("Normal", "18 U.S.C. § 3501\t2") in lines
    entry = next(line for line in document.paragraphs if line.text.startswith("Corley"))
    assert [run.text for run in entry.runs if run.italic] == ["Corley v. United States"]


def test_docx_leaves_out_what_xml_cannot_hold(table):
    table.rows[0].name = "Corley\x00\x0b v.\ud800 United States"
    lines = [line.text for line in docx.Document(io.BytesIO(export(table, "docx").content)).paragraphs]
    assert "Corley v. United States, 556 U.S. 303 (2009)\tpassim" in lines


def test_bibtex_is_read_back_whole(table):
    library = bibtexparser.parse_string(export(table, "bibtex").content.decode())
    assert library.failed_blocks == []
    entries = {entry.key: {name: field.value for name, field in entry.fields_dict.items()} | {"type": entry.entry_type} for entry in library.entries}
    assert entries["CorleyVUnitedStates2009"] == {
        "type": "jurisdiction",
        "title": "Corley v. United States",
        "volume": "556",
        "journaltitle": "U.S.",
        "pages": "303",
        "year": "2009",
    }
    hostile = next(entry["title"] for entry in entries.values() if "HYPERLINK" in entry["title"])
    assert all(sign in hostile for sign in ("\\&", "\\%", "\\#", "\\_"))
    assert "\\input" not in hostile
    assert {entry["type"] for entry in entries.values()} == {"jurisdiction", "legislation"}
