"""What to ask of the engines for one query, once the catalog has said which names in it are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.search.catalog import Catalog
from core.search.highlights import content_words
from core.search.identify import citation_key, name_key
from core.search.query import ParsedQuery
from core.views import SearchMode

SHOWN_TERMS = 64


@dataclass(frozen=True, slots=True)
class Plan:
    """`targets` are the cases the query names, because of `exact`. `phrases` were asked for; `silent` was not, and is
    tried. `by_phrase`: ordinary hits are those that hold the phrase, as the words of a citation mean nothing apart."""

    parsed: ParsedQuery
    words: str
    exact: str | None = None
    targets: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    silent: str | None = None
    by_phrase: bool = False
    use_words: bool = True
    use_meaning: bool = True

    def interpreted(self, mode: SearchMode, notes: list[str]) -> dict[str, Any]:
        """What the user is told of how the query was read."""
        identifier = self.parsed.identifier
        return {
            "mode": mode,
            "kind": self.exact or self.parsed.kind,
            "terms": content_words(self.parsed.text)[:SHOWN_TERMS],
            "phrases": list(self.parsed.phrases),
            "citation": identifier if self.parsed.kind == "citation" else None,
            "docket": identifier if self.parsed.kind == "docket" else None,
            "name": self.parsed.text if self.exact == "name" else None,
            "notes": notes,
        }


def make_plan(parsed: ParsedQuery, mode: SearchMode, catalog: Catalog, workspace: str) -> Plan:
    """Decide. Words are not asked in mode dense, nor meaning in mode lexical or for a bare number."""
    exact, targets = _known(parsed, catalog, workspace)
    numbered = parsed.kind == "citation" or (parsed.kind == "docket" and bool(targets))
    identifier = parsed.identifier if targets or parsed.kind != "name" else None
    return Plan(
        parsed=parsed,
        words=identifier if numbered and identifier else parsed.text,
        exact=exact,
        targets=targets,
        phrases=(identifier,) if identifier else parsed.phrases,
        silent=None if targets or mode == "dense" or (identifier and not _says_more(parsed.text, identifier)) else parsed.silent,
        by_phrase=numbered,
        use_words=mode != "dense",
        use_meaning=mode == "dense" or (mode == "hybrid" and not numbered),
    )


def _says_more(text: str, identifier: str) -> bool:
    """Whether other words stand beside a citation or docket number, such as the name of its case."""
    return len(content_words(text)) > len(content_words(identifier)) + 1


def _known(parsed: ParsedQuery, catalog: Catalog, workspace: str) -> tuple[str | None, frozenset[str]]:
    cards = catalog.shelf(workspace).cards
    for kind, key in _keys(parsed):
        found = catalog.known_as(kind, key) or (catalog.named_like(workspace, key) if kind == "name" and " v " in key else frozenset())
        if visible := found & cards.keys():
            return kind, visible
    return None, frozenset()


def _keys(parsed: ParsedQuery) -> list[tuple[str, str]]:
    if parsed.kind == "citation":
        return [("citation", citation_key(parsed.identifier or "") or "")]
    if parsed.kind == "docket":
        return [("docket", parsed.identifier or "")]
    if parsed.kind == "prose":
        return []
    return [("name", name_key(parsed.text))]
