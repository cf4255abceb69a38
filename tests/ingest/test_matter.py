"""What the opinion itself adds to the card."""

from __future__ import annotations

import time
from typing import Any

import pytest

from core.ingest.case_kind import kind_of
from core.ingest.compose import compose
from core.ingest.issues import issues_of
from core.ingest.matter import read_matter
from core.ingest.own_reporters import own_reporters
from core.ingest.reading import Reading
from core.ingest.structure import parts
from core.models import METADATA_FIELDS, CaseType, Metadata, Page


def pages(*texts: str) -> list[Page]:
    return [Page(case_id="c", number=number, text=text) for number, text in enumerate(texts, 1)]


def matter(*texts: str, **known: Any) -> Any:
    reading = Reading(pages(*texts))
    return read_matter(reading, parts(reading.text, reading.page_starts), known)


FACE = "153 Conn.App. 266\n100 A.3d 1004\n\nSTATE of Connecticut\nv.\nAnthony DOE.\n\nNo. 35670.\n\nAppellate Court of Connecticut.\n\nArgued May 19, 2014.\nDecided Sept. 30, 2014.\n\n"
BODY = (
    "Ada Oak, assigned counsel, for the appellant (defendant).\n\nOPINION\n\nLEE, J.\nThe defendant was convicted of robbery and sentenced. He moved under the Fourth Amendment; "
    "the motion to suppress was denied and he pleaded guilty. The Fourth Amendment and probable cause are at issue, and so is the motion to suppress.\n"
    "Probable cause is what the Fourth Amendment asks, and the motion to suppress turns on probable cause.\nThe judgment is affirmed.\n"
)


def test_a_reporters_opinion() -> None:
    found = matter(FACE + BODY, case_name="State v. Doe")
    card = Metadata.model_validate(found.metadata)
    assert (card.citation, card.parallel_citations) == ("153 Conn. App. 266", ["100 A.3d 1004"])
    assert (card.attorneys, card.disposition, card.case_type) == (["Ada Oak"], ["affirmed"], CaseType.CRIMINAL)
    assert [issue.casefold() for issue in card.legal_issues] == ["fourth amendment", "motion to suppress", "probable cause"]
    assert set(found.metadata) <= set(METADATA_FIELDS)
    for name, items in found.evidence.items():
        assert items, name
        assert all((FACE + BODY)[item.start : item.end] == item.text for item in items), name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Cite as: 12 Foo 3", []),
        ("[Cite as 2011-Ohio-1234]", ["2011-Ohio-1234"]),
        ("138 U.S. 109 (1891)", ["138 U.S. 109"]),
        ("See Roe v. Doe, 138 U.S. 109", []),
        ("Cite as: 556 U. S. ____ (2009)", []),
    ],
)
def test_own_citations(line: str, expected: list[str]) -> None:
    assert [text for text, _ in own_reporters(pages(f"{line}\n\nSUPREME COURT OF OHIO"))] == expected


KINDS = [
    (
        "He was convicted of murder and sentenced; the indictment and the guilty plea stand.",
        "State v. Roe",
        None,
        CaseType.CRIMINAL,
        "a state prosecutes",
    ),
    (
        "He was convicted of murder and sentenced; the indictment and the guilty plea stand.",
        "Regina v. Roe",
        None,
        CaseType.CRIMINAL,
        "so does the Crown",
    ),
    ("The taxpayer claimed a deduction on income tax.", "Roe v. Commissioner", None, CaseType.TAX, "the Commissioner"),
    ("Words.", "A v. B", "Family Court of the State of New York", CaseType.FAMILY, "a court of one kind"),
    ("The State built a road.", "State v. Roe", None, None, "a state may sue for a road"),
    ("The contract was breached; the employer fired the employee; custody; land.", "A v. B", None, None, "something of everything"),
    ("The mother sought custody; the father, visitation and child support after the divorce.", "A v. B", None, CaseType.FAMILY, "words of one kind"),
]


@pytest.mark.parametrize(("front", "name", "court", "kind", "reason"), KINDS)
def test_kinds(front: str, name: str, court: str | None, kind: CaseType | None, reason: str) -> None:
    found = kind_of(front, name, court)
    assert (found[0] if found else None) is kind, reason


def test_catchwords_of_the_court_come_first() -> None:
    text = "[2010] UKSC 99\n\nCATCHWORDS\nNegligence – Duty of care – Pure economic loss\n\nJUDGMENT\n\nThe summary judgment stands."
    found = issues_of(text, (0, len(text)))
    assert [issue.words for issue in found] == ["Negligence", "Duty of care", "Pure economic loss"]
    assert all(text[issue.start : issue.end] == issue.words for issue in found)


def test_no_issues_where_none_recur() -> None:
    text = "The lease ran for a year. Standing was not argued."
    assert issues_of(text, (0, len(text))) == []


FOUR_DATES = (
    "IN THE SUPREME COURT OF OREGON\n\nROE, Petitioner,\nv.\nDOE, Respondent.\n\nNos. S-101 and S-202\n\n"
    "Submitted May 1, 2030. Argued January 12, 2021; Reargued October 5, 2021. Decided April 4, 2022. Filed April 6, 2022.\n\nPER CURIAM.\nWe affirm.\n"
)


def test_two_dockets_and_four_dates() -> None:
    card = Metadata.model_validate(compose("c", "w", pages(FOUR_DATES), file_name="a.pdf").metadata)
    assert card.docket_numbers == ["S-101", "S-202"]
    assert [str(card.date_argued), str(card.date_decided), str(card.date_filed)] == ["2021-01-12", "2022-04-04", "2022-04-06"]


@pytest.mark.parametrize(
    "text",
    [
        "حكمت المحكمة برفض الدعوى وإلزام المدعي بالمصاريف. " * 200,
        "最高人民法院判决如下:驳回上诉,维持原判。" * 300,
        "בית המשפט דחה את הערעור. " * 300,
        "A lease, a lamp and a ledger lay on the table when nobody came.\n" * 300,
        "",
    ],
    ids=["arabic", "chinese", "hebrew", "prose", "empty"],
)
def test_no_caption_no_guess(text: str) -> None:
    composed = compose("c", "w", pages(text, text), file_name="scan.pdf")
    assert set(composed.metadata) <= {"title", "language"}
    assert matter(text, text).metadata == {}


@pytest.mark.parametrize(
    "piece",
    [
        "1 U.S. ",
        "Criminal law – ",
        "A Act ",
        "First Amendment ",
        "Ada Oak, for ",
        "the judgment is ",
        "\n",
        "v. ",
        "A v. B\n",
        "[2010] UKSC ",
        "(" * 9,
    ],
)
def test_time_is_bounded_on_odd_input(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    reading = Reading(pages(text))
    found = parts(reading.text[:5_000], [0])
    began = time.process_time()
    read_matter(reading, found, {})
    assert time.process_time() - began < 5
