"""A card from a file's own fields: what is said once and plainly, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from made_documents import RECORD

from core.ingest.formats.leaves import leaves
from core.ingest.formats.xml import blocks_of_xml
from core.ingest.labelled import labelled_card, labelled_citations


def read(xml):
    return leaves("c", blocks_of_xml(xml))


def test_a_record_gives_its_card_with_evidence():
    pages = read(RECORD.format(date="09-08-2014"))
    card, evidence = labelled_card(pages)
    assert card == {
        "title": "State v. Averill",
        "case_name": "State v. Averill",
        "court": "Appellate Court of Connecticut",
        "jurisdiction": "Connecticut",
        "docket_number": "90210",
        "docket_numbers": ["90210"],
        "date_decided": date(2014, 9, 8),
        "opinion_author": "Marlowe",
    }
    for items in evidence.values():
        assert all(pages[item.page - 1].text[item.start : item.end] == item.text for item in items)
    cites, evidence = labelled_citations(pages)
    assert cites == {"citation": "953 Conn. App. 66", "parallel_citations": ["900 A.3d 504"]}
    assert evidence["citation"][0].text == "953 Conn.App. 66"


@pytest.mark.parametrize(
    ("written", "decided", "reason"),
    [
        ("2014-09-08", date(2014, 9, 8), "ISO"),
        ("September 8, 2014", date(2014, 9, 8), "in words"),
        ("09-30-2014", date(2014, 9, 30), "there is no thirtieth month"),
        ("30.09.2014", date(2014, 9, 30), "nor here"),
        ("09-08-2014", date(2014, 9, 8), "either, but the text says Sept. 8"),
        ("10-11-2014", None, "either, and the text says neither"),
        ("13-13-2014", None, "no date"),
        ("soon", None, "no date at all"),
    ],
)
def test_dates_are_read_only_if_they_cannot_be_mistaken(written, decided, reason):
    assert labelled_card(read(RECORD.format(date=written)))[0].get("date_decided") == decided, reason


@pytest.mark.parametrize(
    ("old", "new", "field", "reason"),
    [
        ("<ShortName>", "<ShortName>Other v. Name</ShortName><ShortName>", "case_name", "two names"),
        ("<Author>", "<Author>BRANDT, J.</Author><Author>", "opinion_author", "two authors"),
        ("<Author>MARLOWE, J.", "<Author>see the text of the opinion", "opinion_author", "no name"),
        ("<DocketNumber>No. 90210.", "<DocketNumber>Sept. Term, 2013.", "docket_number", "a term of court is no number"),
    ],
)
def test_what_is_said_twice_or_not_at_all_is_not_taken(old, new, field, reason):
    assert field not in labelled_card(read(RECORD.format(date="2014-09-08").replace(old, new)))[0], reason


def test_pages_of_paper_say_nothing_of_the_kind():
    from core.models import Page

    assert labelled_card([Page(case_id="c", number=1, text="No. 12")]) == ({}, {})
