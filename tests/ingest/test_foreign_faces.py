"""Judgments from outside the United States, all made up: what can be read of them."""

from __future__ import annotations

from typing import Any

import pytest

from core.ingest.compose import compose
from core.models import Metadata, Page

BODY = (
    "\n1. The appeal turns on one clause of the lease that the parties signed, and we dismiss it for the reasons that follow in this judgment.\n" * 4
)

FACES: list[tuple[str, dict[str, Any], str]] = [
    (
        "Neutral Citation Number: [2010] EWCA Civ 9123\n\nCase No: A2/2009/0123\n\nIN THE COURT OF APPEAL (CIVIL DIVISION)\nON APPEAL FROM THE QUEEN’S BENCH DIVISION\n\n"
        "Royal Courts of Justice\nStrand, London, WC2A 2LL\n\nDate: 05/06/2010\n\nBetween:\n\nJANE ROE\n\nAppellant\n\n- and -\n\nHARBOUR LIMITED\n\nRespondent\n\n"
        "Hearing date: 12 May 2010" + BODY,
        {
            "citation": "[2010] EWCA Civ 9123",
            "jurisdiction": "United Kingdom",
            "date_decided": "2010-06-05",
            "date_argued": "2010-05-12",
            "case_name": "Jane Roe v. Harbour Limited",
        },
        "England: the day comes first",
    ),
    (
        "SUPREME COURT OF CANADA\n\nCitation: R. v. Gagnon, 2012 SCC 99\n\nDate: 20120712\nDocket: 34102\n\nBetween:\n\nBen Gagnon\n\nAppellant\n\nand\n\nHer Majesty The Queen\n\nRespondent\n"
        + BODY,
        {"jurisdiction": None, "date_decided": "2012-07-12", "docket_number": "34102", "case_name": "Ben Gagnon v. Her Majesty The Queen"},
        "Canada: a citation behind a name is not surely its own",
    ),
    (
        "HIGH COURT OF AUSTRALIA\n\n[2011] HCA 99\n\nDate of judgment: 3 August 2011\nS123/2011\n\nBetween:\n\nADA OAK\n\nAppellant\n\nand\n\nGRAIN PTY LTD\n\nRespondent\n"
        + BODY,
        {"citation": "[2011] HCA 99", "jurisdiction": "Australia", "date_decided": "2011-08-03", "court": "High Court of Australia"},
        "Australia",
    ),
    (
        "EUROPEAN COURT OF HUMAN RIGHTS\n\nFIRST SECTION\n\nCASE OF OAK v. THE UNITED KINGDOM\n\n(Application no. 12345/06)\n\nJUDGMENT\n\nSTRASBOURG\n\n12 May 2010\n"
        + BODY,
        {
            "court": "European Court of Human Rights",
            "case_name": "Oak v. The United Kingdom",
            "date_decided": "2010-05-12",
            "docket_number": "12345/06",
        },
        "Strasbourg",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FACES)
def test_faces(text: str, expected: dict[str, Any], reason: str) -> None:
    card = Metadata.model_validate(compose("c", "w", [Page(case_id="c", number=1, text=text)], file_name="a.pdf").metadata).to_record()
    assert {name: card[name] for name in expected} == expected, reason
