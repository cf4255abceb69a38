"""The library as a list: sorted, filtered, of one workspace."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.models import Case, CaseState
from core.roster import Roster
from core.search.catalog import Card
from core.views import CaseFilters, CaseQuery


def case(case_id, title, day, **fields):
    known = {"workspace": "shared", "owner": "local", "document_hash": case_id, "file_name": f"{case_id}.pdf", "file_size": 1}
    return Case(**{**known, "case_id": case_id, "title": title, "created_at": datetime(2026, 1, day, tzinfo=UTC), **fields})


CASES = [
    case("a", "beta v. Gamma", 1, court="Supreme Court", date_decided=date(2010, 1, 1), page_count=3),
    case("b", "Alpha v. Beta", 2, court="court of Appeals", page_count=9, docket_number="No. 12-345"),
    case("c", "Alpha v. Beta", 3, date_decided=date(2020, 1, 1), page_count=1, processing_status=CaseState.ARCHIVED),
    case("x", "Elsewhere", 4, workspace="other"),
]


@pytest.fixture
def roster():
    made = Roster()
    for item in CASES:
        made.put(item, Card.from_case(item))
    return made


@pytest.mark.parametrize(
    ("asked", "ids", "reason"),
    [
        ({}, "cba", "newest first"),
        ({"descending": False}, "abc", "oldest first when asked"),
        ({"sort": "title"}, "bca", "A to Z whatever the case of letters, ties by id"),
        ({"sort": "court"}, "bac", "without a court last"),
        ({"sort": "court", "descending": True}, "abc", "last also when turned round"),
        ({"sort": "decided"}, "cab", "newest first, undated last"),
        ({"sort": "decided", "descending": False}, "acb", "oldest first, undated still last"),
        ({"sort": "pages"}, "bac", "longest first"),
        ({"archived": False}, "ba", "those in use"),
        ({"archived": True}, "c", "those put away"),
        ({"state": CaseState.UPLOADED}, "ba", "by state"),
        ({"q": "beta GAMMA"}, "a", "every word, whatever its case"),
        ({"q": "12-345"}, "b", "the docket number"),
        ({"q": "c.pdf"}, "c", "the file's name"),
        ({"filters": CaseFilters(court="appeals")}, "b", "filters as in the search"),
        ({"filters": CaseFilters(case_ids=["a", "x"])}, "a", "never another workspace's"),
        ({"filters": CaseFilters(exclude_case_ids=["a"])}, "cb", "all but these"),
        ({"offset": 1, "limit": 1}, "b", "a page of the list"),
    ],
)
def test_listing(roster, asked, ids, reason):
    assert "".join(row.case_id for row in roster.listing("shared", CaseQuery(**asked)).items) == ids, reason


def test_the_total_counts_beyond_the_page(roster):
    assert roster.listing("shared", CaseQuery(limit=1)).total == 3


def test_what_is_gone_is_not_listed(roster):
    roster.remove("a")
    roster.remove("a")
    assert (roster.count("shared"), roster.ids(), roster.courts("shared")) == (2, {"b", "c", "x"}, ["court of Appeals"])
