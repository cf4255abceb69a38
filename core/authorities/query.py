"""A citation typed by a person, as a question to the library."""

from __future__ import annotations

import re

from core.authorities.keys import key_of
from core.authorities.reporters import normalized, taken_apart
from core.authorities.resolution import Asked
from core.errors import BadArgument
from core.models import CitationKind
from core.search.identify import lone_docket

LONGEST = 300
_YEAR = re.compile(r"\((?:[^()]{0,60}\s)?(\d{4})\)")
_SECTION = re.compile(r"(?i)(?:§|\bsec(?:tion)?\b\.?|\bart(?:icle)?\b\.?|\bamend)")


def ask_of(text: str) -> Asked:
    """ "Corley v. United States, 556 US 303, 310 (2009)" -> its key, usual form, name and year. Raises `BadArgument`."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise BadArgument("This is not a citation.", "Write it as “558 U.S. 310”, “18 U.S.C. § 3501” or “No. 08-205”.")
    written = taken_apart(text)
    if written is not None and not _SECTION.search(text):
        citation = normalized(text) or f"{written.volume} {written.reporter} {written.page}"
        year = _YEAR.search(text)
        name = text[: text.find(str(written.volume))].strip(" ,")
        return Asked((key_of(citation, CitationKind.CASE),), citation, CitationKind.CASE, name or None, int(year[1]) if year else None)
    if docket := lone_docket(text):
        return Asked((key_of(docket, CitationKind.DOCKET),), docket, CitationKind.DOCKET)
    if _SECTION.search(text):
        return Asked((key_of(text, CitationKind.STATUTE),), text, CitationKind.STATUTE)
    raise BadArgument("This is not a citation.", "Write it as “558 U.S. 310”, “18 U.S.C. § 3501” or “No. 08-205”.")
