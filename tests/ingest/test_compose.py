"""compose() as the pipeline calls it: any pages, any size, picklable both ways."""

from __future__ import annotations

import pickle
import time

import pytest

from core.ingest.compose import compose
from core.models import METADATA_FIELDS, Metadata, Page, PageState

OPINION = [
    "SUPREME COURT OF OREGON\n\nA. B. ROE v. CITY OF DOE\n\nNo. S1234\n\nDecided May 4, 2001\n\nPER CURIAM.\nWe affirm the judgment of the court and we explain it.",
    "I\nThe facts are these. The city took the land.\n\nJUSTICE LEE, dissenting.\nI would not.",
]


def pages(*texts: str, state: PageState = PageState.TEXT) -> list[Page]:
    return [Page(case_id="c", number=number, text=text, state=state if text else PageState.BLANK) for number, text in enumerate(texts, 1)]


def test_all_that_a_document_yields() -> None:
    found = compose("c", "w", pages(*OPINION), file_name="roe.pdf")
    assert [(section.kind, section.author, section.page) for section in found.sections] == [
        ("caption", None, 1),
        ("opinion", "Per Curiam", 1),
        ("heading", "Per Curiam", 2),
        ("dissent", "Lee", 2),
    ]
    assert OPINION[1][found.sections[-1].start :].startswith("JUSTICE LEE")
    assert set(found.metadata) <= set(METADATA_FIELDS)
    assert Metadata.model_validate(found.metadata).case_name == "A. B. Roe v. City of Doe"
    assert found.word_count == sum(len(text.split()) for text in OPINION)
    assert [page.number for page in found.pages] == [1, 2]
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301


def test_metadata_only_when_asked_for() -> None:
    found = compose("c", "w", pages(*OPINION), file_name="roe.pdf", extract_metadata=False)
    assert (found.metadata, found.evidence) == ({}, {})
    assert found.passages


@pytest.mark.parametrize(("texts", "reason"), [((), "no pages"), (("", ""), "blank pages"), ((" \n \t",), "blanks only")])
def test_documents_without_text(texts: tuple[str, ...], reason: str) -> None:
    found = compose("c", "w", pages(*texts), file_name="scan_1.pdf")
    assert (found.passages, found.sections, found.word_count) == ([], [], 0), reason
    assert found.metadata == {"title": "scan 1"}
    assert len(found.pages) == len(texts)


def test_failed_and_waiting_pages_stand_between() -> None:
    mixed = [
        *pages("One."),
        Page(case_id="c", number=2, state=PageState.FAILED, error="damaged"),
        Page(case_id="c", number=3, text="Two.", state=PageState.OCR),
    ]
    found = compose("c", "w", mixed, file_name="a.pdf")
    assert [span.page for passage in found.passages for span in passage.spans] == [1, 3]
    assert [page.state for page in found.pages] == [PageState.TEXT, PageState.FAILED, PageState.OCR]


def test_five_thousand_pages() -> None:
    body = "The court of appeals reversed. We granted certiorari, and now we affirm the judgment below. " * 4
    began = time.process_time()
    found = compose("c", "w", pages(*(f"{number}\nRoe v. Doe\n{body} It is page {number}." for number in range(1, 5_001))), file_name="a.pdf")
    assert time.process_time() - began < 25
    assert found.passages[-1].spans[-1].page == 5_000


@pytest.mark.parametrize(
    "text",
    [
        "判決" * 5_000,
        "حكمت المحكمة " * 2_000,
        "\x00\x07\x1b" * 5_000,
        "\ufffd" * 5_000,
        "é" * 5_000,
        "\n" * 50_000,
        "-\n" * 20_000,
        "\u00ad" * 5_000,
        ". " * 20_000,
    ],
)
def test_strange_text(text: str) -> None:
    began = time.process_time()
    found = compose("c", "w", pages(text), file_name="a.pdf")
    assert time.process_time() - began < 8
    assert all(passage.tokens <= 254 for passage in found.passages)
