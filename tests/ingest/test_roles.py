"""Captions of several courts and countries, all made up: who is who."""

from __future__ import annotations

import pytest

from core.ingest.face import lines_of
from core.ingest.roles import cast_of
from core.models import Page

CAPTIONS = [
    (
        "MARA QUILL,\n\nPlaintiff - Appellant,\n\nv.\n\nBRIGHT HARBOR, INC.; TOM REYES,\n\nDefendants - Appellees.",
        [("Mara Quill", "plaintiff appellant"), ("Bright Harbor, Inc.", "defendant appellee"), ("Tom Reyes", "defendant appellee")],
        "two roles each, set apart by dashes",
    ),
    (
        "JOHN HARROW, WARDEN, PETITIONER v. MARY O’DELL",
        [("John Harrow", "petitioner"), ("Mary O’Dell", "respondent")],
        "who answers a petitioner is understood",
    ),
    (
        "ADA OAK AND BEN ELM, PETITIONERS v. GRAIN COMMISSION ET AL.",
        [("Ada Oak", "petitioner"), ("Ben Elm", "petitioner"), ("Grain Commission", "respondent")],
        "two persons of one role",
    ),
    (
        "OAK AND ELM, INC., Appellant, v. STATE OF OHIO, Appellee.",
        [("Oak and Elm, Inc.", "appellant"), ("State of Ohio", "appellee")],
        "a firm's own and",
    ),
    (
        "ACME CORPORATION, PETITIONER\n31–98 v.\nUNITED STATES\nTHE BOLT COMPANY, SUCCESSOR TO\nNUT CORPORATION, PETITIONER\n31–99 v.\nUNITED STATES",
        [("Acme Corporation", "petitioner"), ("United States", "respondent"), ("The Bolt Company", "petitioner")],
        "two cases in one caption",
    ),
    (
        "Between:\n\nJANE ROE\n\nClaimant\n\n- and -\n\nHARBOUR LIMITED\n\nDefendant",
        [("Jane Roe", "plaintiff"), ("Harbour Limited", "defendant")],
        "an English claim",
    ),
    (
        "BETWEEN:\n\nBen Gagnon\n\nAppellant\n\nand\n\nHer Majesty The Queen\n\nRespondent",
        [("Ben Gagnon", "appellant"), ("Her Majesty The Queen", "respondent")],
        "a Canadian appeal",
    ),
    ("Pat Lee v. Lee Pat", [("Pat Lee", ""), ("Lee Pat", "")], "roles that nobody states stay empty"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), CAPTIONS)
def test_parties(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    cast = cast_of(lines_of(Page(case_id="c", number=1, text=text)), "")
    assert cast is not None
    assert [(party.name, " ".join(party.roles)) for party in cast.parties] == expected, reason
    assert all(text[item.start : item.end] == item.text for item in cast.evidence)


def test_no_parties() -> None:
    assert cast_of(lines_of(Page(case_id="c", number=1, text="MEMORANDUM\n\nTo all staff")), "") is None


def test_a_petitioner_by_the_practice_of_the_court() -> None:
    lines = lines_of(Page(case_id="c", number=1, text="OHIO v. IVES"))
    cast = cast_of(lines, "", first_petitions=True)
    assert cast is not None
    assert [(party.name, " ".join(party.roles)) for party in cast.parties] == [("Ohio", "petitioner"), ("Ives", "respondent")]
