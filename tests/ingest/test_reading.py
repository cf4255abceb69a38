"""The reading: pages joined, and the way back."""

from __future__ import annotations

import pytest

from core.ingest.reading import Reading
from core.models import Page


def reading(*texts: str) -> Reading:
    return Reading([Page(case_id="c", number=number, text=text) for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    ("texts", "joined", "reason"),
    [
        (("It was con\u00ad", "firmed."), "It was confirmed.\n", "a soft hyphen always cuts a word"),
        (("It was con-", "firmed. It is confirmed."), "It was confirmed. It is confirmed.\n", "the document has the whole word"),
        (("A well-", "known rule."), "A well-known rule.\n", "else the hyphen stays, and no blank comes in"),
        (("The McNabb-", "Mallory rule."), "The McNabb-\nMallory rule.\n", "a capital is a word of its own"),
        (("One.", "", "Two."), "One.\nTwo.\n", "a page without text adds nothing"),
        ((), "", "no pages"),
    ],
)
def test_pages_are_joined(texts: tuple[str, ...], joined: str, reason: str) -> None:
    assert reading(*texts).text == joined, reason


def test_positions_are_those_of_the_pages_own_text() -> None:
    found = reading("It was con-\ntrary to law.", "Next page.")
    at = found.text.index("contrary")
    (span,) = found.spans(at, at + len("contrary"))
    assert (span.page, "It was con-\ntrary to law."[span.start : span.end]) == (1, "con-\ntrary")
    assert found.position(found.text.index("page")) == (2, 5)


def test_a_run_of_blanks_has_no_span() -> None:
    found = reading("a  b")
    assert found.spans(1, 3) == []
