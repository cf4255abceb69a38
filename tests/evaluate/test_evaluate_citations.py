"""How citations are measured, and that Headnote keeps to the aim on the documents it was made with."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from core.errors import BadArgument
from core.evaluate.citation_forms import Mention, by_eyecite, by_headnote, folded_form, read_truth
from core.evaluate.citations import CitationReport, Result, compare, evaluate, show
from core.models import Page

TRUTH = Path(__file__).parent / "truth"
SEEN = ("scotus_09-834", "ca5", "missouri")
"""Read while the rules were made; the other two are for the closing run alone."""


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("case", "563 U. S. ___", "563 U.S. —"),  # blank pages are written differently
        ("case", "113 F. Supp. 2d 1080", "113 F.Supp.2d 1080"),
        ("short", "556 U.S. at 310-311", "556 U.S. at 310"),  # the first page counts
        ("statute", "18 U.S.C. § 3501(a), (c)", "18 U.S.C. §§3501(a)"),  # of subsections listed the first counts
        ("statute", "29 U.S.C. § 201 et seq.", "29 U.S.C. § 201"),
        ("statute", "42 U.S.C. § 2000e through 2000e-17", "42 U.S.C. § 2000e–2000e-17"),
        ("supra", "Landgraf supra", "LANDGRAF supra"),
    ],
)
def test_the_same(kind: str, one: str, other: str) -> None:
    assert folded_form(kind, one) == folded_form(kind, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("case", "556 U.S. 303", "556 U.S. 310"),
        ("case", "563 U.S. ___", "563 U.S. 1"),
        ("statute", "18 U.S.C. § 3501(a)", "18 U.S.C. § 3501(b)"),  # a subsection is part of what is cited
        ("statute", "18 U.S.C. § 3501", "§ 3501"),  # so is the code
        ("short", "556 U.S. at 310", "556 U.S. at 311"),
    ],
)
def test_not_the_same(kind: str, one: str, other: str) -> None:
    assert folded_form(kind, one) != folded_form(kind, other)


def mention(page: int, normalized: str, *more: int, kind: str = "case") -> Mention:
    return Mention((page, *more), kind, normalized)


@pytest.mark.parametrize(
    ("truth", "found", "missed", "false"),
    [
        ([mention(1, "1 U.S. 1")], [mention(1, "1 U. S. 1")], 0, 0),
        ([mention(1, "1 U.S. 1")], [mention(2, "1 U.S. 1")], 1, 1),  # another page
        ([mention(1, "1 U.S. 1")], [mention(1, "1 U.S. 1", 2)], 0, 0),  # broken over two pages
        ([mention(1, "1 U.S. 1")] * 2, [mention(1, "1 U.S. 1")], 1, 0),  # each mention counts
        ([mention(1, "1 U.S. 1")], [mention(1, "1 U.S. 1")] * 3, 0, 2),
        ([mention(1, "1 U.S. 1")], [mention(1, "1 U.S. 1", kind="short")], 1, 1),  # another kind
        ([], [], 0, 0),
    ],
)
def test_compare(truth: Sequence[Mention], found: Sequence[Mention], missed: int, false: int) -> None:
    assert tuple(map(len, compare(truth, found))) == (missed, false)


def test_a_truth_file_is_read() -> None:
    tsv = "page\tkind\tnormalized\tpin\tas written\n3\tcase\t1 U.S. 1\t5\t1 U. S. 1, 5\n\n4\tid\tid.\t\tIbid.\n"
    assert [(one.pages, one.kind, one.normalized, one.text) for one in read_truth(tsv)] == [
        ((3,), "case", "1 U.S. 1", "1 U. S. 1, 5"),
        ((4,), "id", "id.", "Ibid."),
    ]


def test_both_finders_speak_of_the_same_pages() -> None:
    pages = [
        Page(case_id="c", number=1, text="See Roe v. Wade, 410 U.S."),
        Page(case_id="c", number=2, text="113, 120 (1973); 18 U.S.C. § 3501(a). Id."),
    ]
    for finder in (by_eyecite, by_headnote):
        found = {one.kind: one for one in finder(pages)}
        assert found["case"].normalized == "410 U.S. 113"
        assert found["case"].pages == (1, 2)
        assert found["statute"].key == ("statute", folded_form("statute", "18 U.S.C. § 3501(a)"))
        assert found["id"].pages == (2,)


def test_the_report_shows_misses_and_false_finds() -> None:
    result = Result()
    result.add("doe", [mention(1, "1 U.S. 1"), mention(1, "2 U.S. 2")], [mention(1, "1 U.S. 1"), mention(7, "9 U.S. 9")])
    assert (result.overall.recall, result.overall.precision) == (0.5, 0.5)
    out = StringIO()
    show(Console(file=out, width=120), CitationReport({"Headnote": result}))
    assert "Missed by Headnote, 1" in out.getvalue()
    assert "9 U.S. 9" in out.getvalue()


def test_a_folder_without_readme_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgument):
        evaluate(tmp_path, tmp_path)


@pytest.mark.shared_data
def test_the_aim_is_kept_on_documents_seen(shared_data: Path) -> None:
    report = evaluate(TRUTH, shared_data, only=SEEN)
    ours, theirs = report.results["Headnote"].overall, report.results["eyecite"].overall
    assert ours.recall is not None
    assert ours.precision is not None
    assert ours.recall >= 0.97
    assert ours.precision >= 0.98
    assert theirs.truth == ours.truth > 200
