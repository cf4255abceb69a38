"""How each field of a case's card is compared with the truth. A field is a list of items here: one for a plain value, none for null."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.evaluate.case_names import same_name
from core.ingest.dockets import tidy_docket

Same = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Tally:
    """Items of the truth, items found, and those found that the truth has."""

    truth: int = 0
    found: int = 0
    correct: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.truth + other.truth, self.found + other.found, self.correct + other.correct)

    @property
    def precision(self) -> float | None:
        return self.correct / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.correct / self.truth if self.truth else None


def folded(text: str) -> str:
    """Letters and digits alone, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w]|_", "", "".join(char for char in plain if not unicodedata.combining(char)))


def surname(name: str) -> str:
    """The last word of a name, less "Jr.", "III", a title or rank after a comma."""
    bare = re.sub(r"(?i),?\s+(?:jr|sr|ii|iii|iv|esq)\b\.?|,.*$", "", name)
    return folded(bare.split()[-1]) if bare.split() else ""


def _same_surname(one: str, other: str) -> bool:
    return surname(one) == surname(other)


def _same_folded(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _same_court(one: str, other: str) -> bool:
    """Names of courts less "the" and the like, in any order: "Supreme Court, Queens County"."""
    return _court_words(one) == _court_words(other)


def _court_words(name: str) -> list[str]:
    return sorted(set(re.findall(r"[^\W_]+", name.casefold())) - {"the", "of", "for", "in", "and", "at", "state"})


def _same_party(one: str, other: str) -> bool:
    """Name as cases are named, and the same roles."""
    (name, _, roles), (other_name, _, other_roles) = one.rpartition(" ["), other.rpartition(" [")
    return roles == other_roles and same_name(name, other_name)


def _same_separate(one: str, other: str) -> bool:
    (kind, _, author), (other_kind, _, other_author) = one.partition(": "), other.partition(": ")
    return kind == other_kind and _same_surname(author, other_author)


def _same_docket(one: str, other: str) -> bool:
    return tidy_docket(one).casefold() == tidy_docket(other).casefold()


def _exact(one: str, other: str) -> bool:
    return one == other


RULES: dict[str, Same] = {
    "case_name": same_name,
    "caption": _same_folded,
    "docket_number": _same_docket,
    "docket_numbers": _same_docket,
    "court": _same_court,
    "court_id": _exact,
    "jurisdiction": _same_folded,
    "case_type": _exact,
    "date_argued": _exact,
    "date_filed": _exact,
    "date_decided": _exact,
    "citation": _same_folded,
    "parallel_citations": _same_folded,
    "parties": _same_party,
    "plaintiffs": same_name,
    "defendants": same_name,
    "judges": _same_surname,
    "opinion_author": _same_surname,
    "separate": _same_separate,
    "disposition": _exact,
    "attorneys": _same_surname,
    "legal_issues": _same_folded,
    "language": _exact,
    "page_count": _exact,
}
"""Names as `same_name` says; courts by their words in any order; persons by surname; dates, ids and kinds exactly; other text by its
letters and digits; parties by name and roles together; separate opinions by kind and author."""
_ALIASES = {"us_cite": "citation", "pages": "page_count"}


def expected(row: Mapping[str, Any]) -> dict[str, list[str]]:
    """The fields a row of a truth file judges. A list that is null is not judged (the document may tell, nobody has said), nor is a
    citation whose page is not yet known ("556 U.S. ___"); any other null says that the document does not tell."""
    known = {_ALIASES.get(name, name): value for name, value in row.items()}
    lists = {
        "docket_numbers",
        "parallel_citations",
        "parties",
        "plaintiffs",
        "defendants",
        "judges",
        "separate",
        "disposition",
        "attorneys",
        "legal_issues",
    }
    return {
        name: items(value)
        for name, value in known.items()
        if name in RULES and not (value is None and name in lists) and not (name == "citation" and "__" in str(value))
    }


def items(value: Any) -> list[str]:
    """A field's value as comparable lines: parties as "name [roles]", separate opinions as "kind: author"."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        if "roles" in value:
            return [f"{value['name']} [{', '.join(sorted(map(str, value['roles'])))}]"]
        return [f"{value['kind']}: {value['author'] or ''}"]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [line for item in value for line in items(item)]
    return [str(value)]


def compare(name: str, truth: Sequence[str], found: Sequence[str]) -> tuple[Tally, list[str], list[str]]:
    """The count, what of the truth was not found, and what was found that is not in it. Each item counts once."""
    same = RULES[name]
    left = list(found)
    missing: list[str] = []
    for wanted in truth:
        match = next((item for item in left if same(wanted, item)), None)
        if match is None:
            missing.append(wanted)
        else:
            left.remove(match)
    return Tally(len(truth), len(found), len(truth) - len(missing)), missing, left
