"""What was typed, understood: plain words, phrases in quotation marks, prose, or the name of one case."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from core.errors import BadArgument
from core.search.identify import docket_key, is_name_shaped, lone_citation, lone_docket, name_key

QueryKind = Literal["words", "phrase", "prose", "citation", "docket", "name"]

LONGEST = 20_000  # characters that are read of a query
PROSE_WORDS = 40  # a text this long is a pasted paragraph, not a query
SENTENCES_WORDS = 20  # so is a shorter one of two sentences
SILENT_WORDS = (4, 120)  # an unquoted query of so many words is also tried as a phrase
LONGEST_PHRASE = 250  # words

_WORD = re.compile(r"[^\W_]+")
_OPENERS, _CLOSERS, _PLAIN = "“„«", "”»", '"＂'
_SENTENCE_END = re.compile(r"[.?!][\"”’')\]]*\s+[\"“‘(\[]*[A-Z]")
_ABBREVIATION = re.compile(r"\b(?:v|vs|No|Nos|Inc|Co|Corp|Mr|Mrs|Ms|Dr|Jr|Sr|St|Art|Sec|[A-Z])\.\s")


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as understood.

    `text` is what was typed, without control characters and cut to `LONGEST`; `phrases` stand in quotation marks;
    `silent` is the whole text, to try as a phrase nobody asked for (it may quote somebody and be a quotation itself). `kind` is a shape: whether a case is known by that
    citation, docket number or name is for the catalog to say, and `identifier` is what to look up there.
    """

    text: str
    kind: QueryKind
    phrases: tuple[str, ...] = ()
    silent: str | None = None
    identifier: str | None = None
    notes: tuple[str, ...] = ()


def parse(typed: str) -> ParsedQuery:
    """Understand a query of any length and content. Raises `BadArgument` when there is no word or number in it."""
    text, notes = _clean(typed)
    words = _WORD.findall(text)
    if not words:
        message = "There is no word or number in this search." if text else "The search is empty."
        raise BadArgument(message, "Type some words, a “phrase in quotation marks”, a citation, a docket number or the name of a case.")
    if (identified := _identified(text, words)) is not None:
        kind, identifier = identified
        return ParsedQuery(text, kind, identifier=identifier, silent=_silent(text, words), notes=notes)
    whole = _wholly_quoted(text)
    if whole is None and _is_prose(text, words):
        return ParsedQuery(text, "prose", silent=_silent(text, words), notes=notes)
    phrases, balanced = ((whole,), True) if whole else _phrases(text)
    if not balanced:
        notes = (*notes, "A quotation mark has no partner, so all words were searched as plain words.")
    silent = None if len(phrases) == 1 and len(_WORD.findall(phrases[0])) == len(words) else _silent(text, words)
    return ParsedQuery(text, "phrase" if phrases else "words", phrases, silent, notes=notes)


def _clean(typed: str) -> tuple[str, tuple[str, ...]]:
    cut = typed[:LONGEST]
    text = unicodedata.normalize("NFKC", cut).replace("\u00ad", "")
    text = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") else char for char in text if char not in "\u200b\u200c\u200d\ufeff"
    )
    notes = (f"Only the first {LONGEST:,} characters were searched.",) if len(typed) > LONGEST else ()
    return " ".join(text.split()), notes


def _identified(text: str, words: list[str]) -> tuple[QueryKind, str] | None:
    bare = text.strip(" " + _OPENERS + _CLOSERS + _PLAIN)
    if len(bare) > 300 or len(words) > 30:
        return None
    if citation := lone_citation(bare):
        return "citation", citation
    if docket := lone_docket(bare):
        return "docket", docket_key(docket)
    if is_name_shaped(bare):
        return "name", name_key(bare)
    return None


def _silent(text: str, words: list[str]) -> str | None:
    fewest, most = SILENT_WORDS
    return text if fewest <= len(words) <= most else None


def _is_prose(text: str, words: list[str]) -> bool:
    if len(words) >= PROSE_WORDS:
        return True
    return len(words) >= SENTENCES_WORDS and bool(_SENTENCE_END.search(_ABBREVIATION.sub(" ", text)))


def _wholly_quoted(text: str) -> str | None:
    """The inside of a text that is one quotation from end to end, however long."""
    if len(text) < 3 or text[0] not in _OPENERS + _PLAIN or text[-1] not in _CLOSERS + _PLAIN:
        return None
    inside = text[1:-1].strip()
    words = len(_WORD.findall(inside))
    return inside if 0 < words <= LONGEST_PHRASE and not any(mark in inside for mark in _PLAIN + text[0] + text[-1]) else None


def _phrases(text: str) -> tuple[tuple[str, ...], bool]:
    """The outermost quotations with a word in them, and whether every mark has its partner (else none count)."""
    found: list[str] = []
    depth = start = 0
    for at, char in enumerate(text):
        turn = _turn(text, at, depth) if char in _OPENERS + _CLOSERS + _PLAIN else 0
        if turn > 0 and depth == 0:
            start = at + 1
        if turn < 0 and depth == 1:
            found.append(text[start:at].strip())
        depth += turn
        if depth < 0:
            return (), False
    return (tuple(dict.fromkeys(phrase for phrase in found if _WORD.search(phrase))), True) if depth == 0 else ((), False)


def _turn(text: str, at: int, depth: int) -> int:
    """Whether the mark at `at` opens (1) or closes (-1). A straight mark says so by its place: openers follow a gap."""
    if text[at] in _OPENERS:
        return 1
    if text[at] in _CLOSERS or depth == 0:
        return -1 if text[at] in _CLOSERS else 1
    after_gap = text[at - 1 : at].isspace() or text[at - 1 : at] in "(["
    before_gap = at + 1 == len(text) or not text[at + 1].isalnum()
    return 1 if after_gap and not before_gap else -1
