"""What the face of an opinion says: captions of several courts, all made up."""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.ingest.caption import Card, read_caption
from core.ingest.pdf import read_pages
from core.ingest.reading import Reading
from core.ingest.structure import parts
from core.models import CaseType, Page

BODY = "The appeal turns on one clause of the lease that the parties signed, and we affirm the judgment of the court below.\n" * 3

SLIP = (
    "1\n(Slip Opinion) OCTOBER TERM, 2031\n\nSyllabus\n\nNOTE: Where it is feasible, a syllabus will be released.\n"
    "See United States v. Detroit Timber & Lumber Co., 200 U. S. 321, 337.\nSUPREME COURT OF THE UNITED STATES\n\nSyllabus\n\n"
    "HARROW, WARDEN v. O’DELL ET AL.\n\nCERTIORARI TO THE UNITED STATES COURT OF APPEALS FOR\n\nTHE NINTH CIRCUIT\n\n"
    "No. 31–1015. Argued January 12, 2032—Decided April 21, 2032*\n\nHarrow and O’Dell disputed the lease. "
    + BODY
    + "\nKENT, J., delivered the opinion of the Court, in which ABEL, C. J., and MOORE, JJ., joined. ROWE, J., filed a dissenting opinion.\n"
    "*Together with No. 31–1022, Harrow v. Finch, also on certiorari to the same court.\n"
)
SLIP_OPINION = (
    "Cite as: 601 U. S. ____ (2032)\n\nOpinion of the Court\n\nSUPREME COURT OF THE UNITED STATES\n\nNo. 31–1015\n\nJUSTICE KENT delivered the opinion of the Court.\n"
    + BODY
)

FACES: list[tuple[list[str], dict[str, Any], str]] = [
    (
        [SLIP.replace("Decided April 21, 2032", "Decided April 21, 2022"), SLIP_OPINION],
        {
            "case_name": "Harrow v. O’Dell",
            "docket_number": "31-1015",
            "docket_numbers": ["31-1015", "31-1022"],
            "court_id": "scotus",
            "jurisdiction": "United States",
            "date_decided": date(2022, 4, 21),
            "opinion_author": "Kent",
            "judges": ["Kent", "Abel", "Moore", "Rowe"],
        },
        "a slip opinion with its syllabus",
    ),
    (
        [
            "UNITED STATES COURT OF APPEALS\n\nFOR THE TENTH CIRCUIT\n_____\n\nMARA QUILL,\n\nPlaintiff - Appellant,\n\nv.\n\nBRIGHT HARBOR, INC.; TOM REYES,\n\n"
            "Defendants - Appellees.\n\nNo. 21-4077\n(D.C. No. 2:19-CV-00123-RJS)\n(D. Utah)\n_____\n\nORDER AND JUDGMENT\n_____\n\n"
            f"Before HARTZ, KELLY, and MORITZ, Circuit Judges.\n\n{BODY}\nFILED\nUnited States Court of Appeals\n\nTenth Circuit\n\nMarch 4, 2021\n"
        ],
        {
            "case_name": "Mara Quill v. Bright Harbor, Inc.",
            "plaintiffs": ["Mara Quill"],
            "defendants": ["Bright Harbor, Inc.", "Tom Reyes"],
            "docket_number": "21-4077",
            "docket_numbers": ["21-4077"],
            "court_id": "ca10",
            "date_filed": date(2021, 3, 4),
            "date_decided": date(2021, 3, 4),
        },
        "a court of appeals, parties over several lines, the number of the court below left out",
    ),
    (
        [
            "IN THE UNITED STATES DISTRICT COURT\nFOR THE NORTHERN DISTRICT OF TEXAS\nDALLAS DIVISION\n\nUNITED STATES OF AMERICA, §\nPlaintiff, §\n§\n"
            f"v. § No. 3:18-cr-00200-L\n§\nDANA VOSS, §\nDefendant. §\n\nMEMORANDUM OPINION AND ORDER\n\n{BODY}\nSO ORDERED. Dated: May 4, 2019\n"
        ],
        {
            "case_name": "United States v. Dana Voss",
            "docket_number": "3:18-cr-00200-L",
            "court_id": "txnd",
            "case_type": CaseType.CRIMINAL,
            "date_decided": date(2019, 5, 4),
            "defendants": ["Dana Voss"],
        },
        "a ruled caption of a district court",
    ),
    (
        [
            "In the Missouri Court of Appeals\n\nEastern District\n\nNORA MARIE PIKE, ) No. ED208783\n)\nAppellant, ) Appeal from the Circuit Court of\n) Boone County, Missouri\n"
            f"vs. ) No. 2711-CC00064\n)\nSTATE OF MISSOURI, ) Honorable Jane Doe\n)\nRespondent. ) Filed: January 19, 2021\n\nIntroduction\n\n{BODY}"
        ],
        {
            "case_name": "Nora Marie Pike v. State",
            "docket_number": "ED208783",
            "docket_numbers": ["ED208783"],
            "court_id": "moctapped",
            "jurisdiction": "Missouri",
            "date_filed": date(2021, 1, 19),
        },
        "a state court, two columns of text",
    ),
    (
        ["SUPREME COURT OF OREGON\n\nIn re: PAT R. LOWELL No. S-4410\n\nORDER\n\n" + BODY],
        {"case_name": "In re Pat R. Lowell", "court_id": "or", "docket_number": "S-4410"},
        "a matter without an adversary",
    ),
    (
        [
            "STATE OF MINNESOTA\n\nIN SUPREME COURT\n\nA19-9107\n\nCourt of Appeals\nHale, J.\nTook no part, Diaz, J.\n\nAda Oak, Respondent,\nvs.\n"
            f"Grain Cooperative, Appellant.\n\nNov. 8, 2017.\n\nS Y L L A B U S\n\nIt is so.\n\nO P I N I O N\n\nHALE, Justice.\n\n{BODY}"
        ],
        {
            "case_name": "Ada Oak v. Grain Cooperative",
            "docket_number": "A19-9107",
            "court_id": "minn",
            "date_decided": date(2017, 11, 8),
            "opinion_author": "Hale",
        },
        "a number and a date without labels, judges in the caption",
    ),
    (
        ["DECEMBER TERM, 1819.\nJonathan Tyler, Appellant, v. Michael Spence, Appellee.\nAPPEAL FROM GALLATIN.\nOpinion of the Court. " + BODY],
        {"case_name": "Jonathan Tyler v. Michael Spence"},
        "an old volume, all in one line",
    ),
]

ABSENT = [
    (
        "A memorandum to all staff about the use of the parking garage, which is closed until further notice from the building.\n" * 5,
        "no court's document",
    ),
    ("", "nothing"),
    ("MEMORANDUM\n\nTO: All\nFROM: Clerk\n\n" + BODY, "a memorandum of another kind"),
]


def card(texts: list[str], file_name: str = "file.pdf") -> Card:
    reading = Reading([Page(case_id="c", number=number, text=text) for number, text in enumerate(texts, 1)])
    return read_caption(reading, parts(reading.text, reading.page_starts), file_name)


@pytest.mark.parametrize(("texts", "expected", "reason"), FACES)
def test_faces(texts: list[str], expected: dict[str, Any], reason: str) -> None:
    found = card(texts).metadata
    assert {name: found.get(name) for name in expected} == expected, reason


@pytest.mark.parametrize(("texts", "expected", "reason"), FACES)
def test_evidence_is_what_stands_on_the_page(texts: list[str], expected: dict[str, Any], reason: str) -> None:
    found = card(texts)
    assert set(expected) <= set(found.evidence), reason
    for items in found.evidence.values():
        for item in items:
            assert " ".join(texts[item.page - 1][item.start : item.end].split()) == " ".join(item.text.split())


@pytest.mark.parametrize(("text", "reason"), ABSENT)
def test_what_is_not_there_is_left_out(text: str, reason: str) -> None:
    assert card([text], "my_file.pdf").metadata == {"title": "my file"}, reason


PANELS = [
    ("LAVINE, PRESCOTT and WEST, Js.\n\nOPINION\n\nLAVINE, J.\n", ["Lavine", "Prescott", "West"], "a panel on a line of its own"),
    ("Before OAK and ELM, Associate Judges, and ASH, Senior Judge.\n\nOAK, Associate Judge:\n", ["Oak", "Elm", "Ash"], "a senior judge"),
    (
        "Judge Ada F. Oak delivered the opinion of the Board, in which Judge Bo L. Elm and Judge Cy Ash joined.\n",
        ["Ada F. Oak", "Bo L. Elm", "Cy Ash"],
        "who join",
    ),
]


@pytest.mark.parametrize(("text", "judges", "reason"), PANELS)
def test_panels(text: str, judges: list[str], reason: str) -> None:
    assert card(["SUPREME COURT OF OREGON\n\nPAT LOW v. LEE KAY\n\nNo. S-1\n\n" + text + BODY]).metadata["judges"] == judges, reason


AUTHORS = [
    ("ORDER\n\n" + BODY + "So ordered.\n\n/s/ Ada Oak\nUnited States District Judge\n", "Ada Oak", "signed below"),
    (
        "Introduction\n\n" + BODY + "\n_______\nBo M. Elm, Judge\n\nCy Ash, P.J., and\nDi Fir, J., concur.\n",
        "Bo M. Elm",
        "those who concur wrote nothing",
    ),
    ("ORDER\n\n" + BODY + "Ada Oak, Judge\nBo Elm, Judge\nCy Ash, Judge\n", None, "a panel's signatures name no author"),
]


@pytest.mark.parametrize(("text", "author", "reason"), AUTHORS)
def test_authors_signed_below(text: str, author: str | None, reason: str) -> None:
    assert card(["SUPREME COURT OF OREGON\n\nPAT LOW v. LEE KAY\n\nNo. S-1\n\n" + text]).metadata.get("opinion_author") == author, reason


def test_a_running_head_gives_the_short_name() -> None:
    long = "SUPREME COURT OF OREGON\n\nMARTHA B. HOLLIS, PERSONAL REPRESENTATIVE OF THE ESTATE\n\nOF B. HOLLIS v. USA WATER DISTRICT\n\nNo. S1234\n\nPER CURIAM.\n"
    heads = [f"{number}\nHOLLIS v. USA WATER\nDISTRICT\nWe turn to Hollis and to the water of the USA district. {BODY}" for number in (2, 4)]
    assert card([long + BODY, heads[0], BODY, heads[1]]).metadata["case_name"] == "Hollis v. USA Water District"


@pytest.mark.parametrize(
    "piece",
    ["A v. B\n", "SMITH,\n", ") \n", "No. 1-1-1", "No. 1, 2, ", "Before A, ", "Smith, J., ", "FILED\n", "COURT\n", "A" * 50 + " ", "In re A,\n"],
)
def test_time_is_bounded_on_odd_input(piece: str) -> None:
    began = time.process_time()
    card([piece * (100_000 // len(piece))] * 3)
    assert time.process_time() - began < 5


def data_folder() -> Path:
    folder = Path(os.environ.get("HEADNOTE_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")
    if not folder.is_dir() and not os.environ.get("CI"):
        pytest.skip("the development data is not here")
    return folder / "opinions"


@pytest.mark.shared_data
def test_real_captions() -> None:
    """Every fifth of the real opinions: the fields that are certain must be right throughout."""
    folder = data_folder()
    truth = [json.loads(line) for line in (folder / "metadata.jsonl").read_text().splitlines()][::5]
    right: Counter[str] = Counter()
    for known in truth:
        pages = read_pages(str(folder / known["file"]), "c", range(1, known["pages"] + 1))
        reading = Reading(pages)
        found = read_caption(reading, parts(reading.text, reading.page_starts), known["file"]).metadata
        right["docket_number"] += found.get("docket_number") == known["docket_number"]
        right["court_id"] += found.get("court_id") == known["court_id"]
        right["date_decided"] += str(found.get("date_decided")) == known["date_decided"]
        right["opinion_author"] += found.get("opinion_author") == known["opinion_author"]
        right["first party"] += plain(found["case_name"])[:4] == plain(known["case_name"])[:4]
    assert min(right[name] for name in ("docket_number", "court_id", "date_decided", "opinion_author")) == len(truth)
    assert right["first party"] >= 0.9 * len(truth)


def plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
