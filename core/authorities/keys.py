"""Comparable forms of what is cited, the same however it is spaced or dotted."""

from __future__ import annotations

import re

from core.models import CitationKind
from core.search.identify import citation_key, docket_key

DECISIONS = frozenset({CitationKind.CASE, CitationKind.DOCKET, CitationKind.DATABASE})
"""Kinds of authority that a library of opinions can hold."""
BACKWARD = frozenset({CitationKind.SHORT, CitationKind.SUPRA, CitationKind.ID})
"""Kinds of citation that point back to a full one."""


def key_of(authority: str, kind: CitationKind) -> str:
    """ "556 U. S. 303" -> "556 us 303", "18 U.S.C. § 3501" -> "18usc§3501", a docket number without label and spaces."""
    if kind is CitationKind.DOCKET:
        return f"docket {docket_key(authority)}"
    reporter = citation_key(authority) if kind in DECISIONS or kind in BACKWARD else None
    return reporter or re.sub(r"[\s.,]+", "", authority).casefold()
