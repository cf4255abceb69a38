"""From a caption's parties to the name a case is cited by: "JOHNNIE CORLEY, PETITIONER v. UNITED STATES" is cited as written there,
less roles, offices and "et al."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.ingest.abbreviations import SELDOM_FINAL
from core.ingest.person import usual_case

_ROLE_AFTER = re.compile(
    r"(?i)[,;]?\s*\(?\b(?:plaintiff|defendant|petitioner|respondent|appell(?:ant|ee)|claimant|complainant|relator|cross|third[- ]party|employer|employee|insurer)s?\b.*\Z"
)
_ET_AL = re.compile(r"(?i),?\s*\bet\.?\s+(?:al|ux|vir|seq)\b\.?.*\Z")
_OFFICE = re.compile(
    r"(?i),\s+(?:(?:acting|former|interim|deputy|assistant|chief|u\.\s?s\.|united\s+states|attorney|in\s+(?:his|her|its|their)|individually|on\s+behalf|by\s+and|by|as|an?|the|solely)\b"
    r"|(?:[\w’'.]+\s+){0,3}?(?:secretary|warden|general|governor|commissioner|administrator|administratrix|director|superintendent|sheriff|judge|president|chair(?:man|person|woman)?|representative|execut(?:or|rix)|trustees?|receiver|guardian|mayor|clerk|liquidator|attorney|successor|prosecutor|next\s+friend|treasurer|auditor|comptroller|assessor|collector|registrar|officer|marshal|keeper|jailer)\b"
    r"|(?:d/b/a|f/k/a|a/k/a|dba|fka|aka)\b).*\Z"
)
_NOTE = re.compile(r"(?<=[A-Za-z.,])[\d*†‡]{1,2}(?=[,;\s]|$)")
_SMALL = frozenset(
    ["of", "the", "and", "for", "in", "on", "by", "a", "an", "to", "at", "as", "de", "v.", "ex", "rel.", "et", "al.", "or", "with", "from", "upon"]
)
_CAPITALS = frozenset(["LLC", "LLP", "LP", "USA", "US", "PLC", "NA", "PC", "PA", "DBA", "II", "III", "IV", "VI", "VII", "NE", "NW", "SE", "SW"])
_SOVEREIGN = re.compile(r"(?i)(?:the )?(?P<what>state|commonwealth|people)(?: of the state)? of (?P<name>[a-z]+(?: [a-z]+){0,2})")
_FIRM = re.compile(r"(?i)\b(?:inc|llc|l\.l\.c|corp|corporation|co|company|ltd|limited|lp|llp|bank|trust|board|city|county|state|department|of|for)\b")
_PERSON = re.compile(r"[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,3}(?:,?\s+(?:Jr|Sr|JR|SR|II|III)\.?)?")
_PLURAL = re.compile(r"(?i)\b(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|claimant|applicant)s\b")
_NAME_WORD = re.compile(r"[A-Z][\w’'-]*\.?")
_ARTICLE = re.compile(r"(?i)\b(?:the|an?)\s\Z")
_TITLES = frozenset(
    ["Mr.", "Mrs.", "Ms.", "Dr.", "Miss", "When", "After", "Because", "If", "That", "As", "But", "And", "Thus", "Here", "Although", "While"]
)
_FULL = frozenset(["INC.", "CO.", "CORP.", "LTD.", "BROS.", "ASSN.", "ST.", "MR.", "MRS.", "DR.", "JR.", "SR."])


def short_side(side: str) -> str:
    """The first party of a side without its role, office and companions."""
    first = re.split(r";\s|\s*\*\s", _NOTE.sub("", side))[0]
    for pattern in (_ROLE_AFTER, _ET_AL, _OFFICE):
        cut = pattern.sub("", first).strip(" ,;")
        first = cut or first
    return persons_of(first.strip(" ,;:–—-"), plural=bool(_PLURAL.search(side)))[0]


def persons_of(piece: str, *, plural: bool) -> list[str]:
    """Two persons of one plural role: "MARC J. GABELLI AND BRUCE ALPERT, PETITIONERS". A firm's "and" is its own."""
    halves = re.split(r",?\s+(?:and|AND|&)\s+|,\s+(?!(?:Jr|Sr|JR|SR|II|III)\b)", piece)
    if plural and len(halves) > 1 and all(_PERSON.fullmatch(half) and not _FIRM.search(half) for half in halves):
        return halves
    return [re.sub(r"^(?:and|AND)\s+", "", piece)]


def without_office(name: str) -> str:
    """A name without the office, capacity or kinship that follows it after a comma."""
    return _OFFICE.sub("", name).strip(" ,;") or name


def cited_side(side: str, jurisdiction: str | None, prose: str) -> str:
    """A side as the Bluebook's rule 10.2.1 shortens it where that needs no knowledge beyond the document: a state by "State" in its own
    courts and by its name in others, the United States, the Commissioner, a person by surname."""
    if re.fullmatch(r"(?i)(?:the )?united states of america", side):
        return "United States"
    if re.fullmatch(r"(?i)commissioner of internal revenue", side):
        return "Commissioner"
    sovereign = _SOVEREIGN.fullmatch(side)
    if sovereign and jurisdiction:
        return title_case(sovereign["what"], "").capitalize() if sovereign["name"].casefold() == jurisdiction.casefold() else sovereign["name"]
    return cited_person(side, prose)


def cited_person(side: str, prose: str) -> str:
    """The surname of a person whom the document itself goes on to call by it ("St. Pierre signed"); any other name as it is."""
    words = side.split()
    if not 2 <= len(words) <= 4 or not all(_NAME_WORD.fullmatch(word) for word in words):
        return side
    for first in range(1, len(words)):
        rest = " ".join(words[first:])
        called = [at for at in _places(prose, rest) if _called(prose, at, len(rest), words[first - 1])]
        articled = sum(bool(_ARTICLE.search(prose, max(0, at - 5), at)) for at in called)
        if 2 * articled >= len(called):
            continue  # "the Cooperative": a firm, by what it is
        alone = len(called)
        whole = sum(1 for _ in _places(prose, " ".join(words)))
        if alone >= 2 and alone > whole:
            return rest
    return side


def _called(text: str, at: int, length: int, given: str) -> bool:
    """Whether a surname stands for itself: no capital word touches it but a title, and the given name is not before it."""
    before, after = text[max(0, at - 24) : at].split(), text[at + length : at + length + 14]
    if not text[at - 1 : at].isspace() or after[:1].isalnum() or (before and before[-1] in {given, given.upper()}):
        return False
    free = not before or not before[-1][:1].isupper() or before[-1].endswith((".", ":")) or before[-1] in _TITLES
    return free and re.match(r"[’']s?\b|\W*\s(?!(?:v\.|vs\.|[A-Z]))|[.,;:)]", after) is not None


def title_case(name: str, text: str) -> str:
    """A name in capitals as one would cite it; words keep the capitals that `text` gives them in running prose."""
    words = name.split()
    return " ".join(_cased(word, text, first=index == 0) for index, word in enumerate(words))


def _cased(word: str, text: str, *, first: bool) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if prefixed := re.match(r"(?:Mc|Mac|De|Di|La|Le|Van|O’)(?=[A-Z]{2})", word):
        return prefixed[0] + word[prefixed.end() :].capitalize()
    if not letters or not all(letter.isupper() for letter in letters):
        return word
    if word.lower() in _SMALL and not first:
        return word.lower()
    bare = word.strip(".,;:()&’'")
    if word.endswith(".") and bare.lower() in SELDOM_FINAL and len(bare) > 1 and "." not in bare:
        return word.capitalize()
    if word in _FULL or len(letters) == 1:
        return word.capitalize() if word in _FULL else word
    if bare in _CAPITALS or re.fullmatch(r"(?:[A-Z]\.){2,}[,]?", word) or "&" in bare or _stays_in_capitals(bare, text):
        return word
    return usual_case(word, text)


def _stays_in_capitals(bare: str, text: str) -> bool:
    """Whether running prose writes the word in capitals, as it does FCC and USA; or it has no vowel and can be no word."""
    if len(bare) > 8:
        return False
    shouted = sum(_in_prose(text, at, len(bare)) for at in _places(text, bare))
    raised = sum(_stands_free(text, at, len(bare)) for at in _places(text, bare.capitalize()))
    return shouted > raised if shouted or raised else not re.search(r"[AEIOUY]", bare)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text, the first fifty times."""
    at = text.find(word)
    for _ in range(50):
        if at < 0:
            return
        yield at
        at = text.find(word, at + len(word))


def _in_prose(text: str, at: int, length: int) -> bool:
    """Whether a small word stands before or after, so that the capitals are the word's own and not the line's."""
    before, after = text[max(0, at - 2) : at], text[at + length : at + length + 3]  # "ROE v." is a caption's
    follows = len(before) == 2 and before[0].islower() and before[1] == " " and not after[:1].isalpha() and not after[1:].isupper()
    return follows or (not before[-1:].isalpha() and after[:1] == " " and after[1:].isalpha() and after[1:].islower())


def _stands_free(text: str, at: int, length: int) -> bool:
    after = text[at + length : at + length + 1]
    return not text[at - 1 : at].isalpha() and not after.isalpha() and after != "."
