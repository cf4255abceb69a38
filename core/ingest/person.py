"""Names of persons as opinions write them, in capitals or not, made fit to show."""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIX = re.compile(r"(?i:,?\s+(?:jr|sr|ii|iii|iv)\.?)\Z")
_SEARCHED = 60_000  # characters of the document looked through for the usual spelling


def tidy_name(name: str, text: str) -> str:
    """The name with its usual capitals: as the document itself writes it elsewhere, else the first letters raised."""
    words = re.sub(r"\s+", " ", name).strip(" ,.:")
    return " ".join(usual_case(word, text) if _shouts(word) else word for word in words.split(" "))


def usual_case(word: str, text: str) -> str:
    """How the document spells a word that stands in capitals here, when it also spells it otherwise."""
    plain = word.capitalize()
    core = plain.strip(".,;:()")
    if len(core) > 1 and core in text:
        return plain
    bare = word.strip(".,;:()")
    spelled = _spelled_otherwise(bare, text) if len(bare) > 2 else None
    return word.replace(bare, spelled) if spelled else _raised(word)


def _spelled_otherwise(bare: str, text: str) -> str | None:
    """The first place where the document has this word with a capital and small letters."""
    lowered, wanted = _lowered(text), bare.lower()
    at = lowered.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found = text[at:end]
        if found[0].isupper() and found != bare and not found.isupper() and not (lowered[at - 1 : at].isalnum() or lowered[end : end + 1].isalnum()):
            return found
        at = lowered.find(wanted, end)
    return None


@lru_cache(maxsize=1)
def _lowered(text: str) -> str:
    """The front of the text in small letters, one for one."""
    front = text[:_SEARCHED]
    lowered = front.lower()
    return lowered if len(lowered) == len(front) else "".join(letter.lower()[0] for letter in front)


def _raised(word: str) -> str:
    """O'BRIEN to O'Brien, SMITH-JONES to Smith-Jones, MCDONALD to McDonald; initials stay."""
    if re.fullmatch(r"(?:[A-Z]\.)+,?", word) or re.fullmatch(r"(?:II|III|IV)[,.]?", word):
        return word
    if prefixed := re.match(r"(Mc|Mac|De|Le|La|Du)(?=[A-Z]{2})", word):
        return prefixed[0] + word[prefixed.end() :].capitalize()
    raised = "-".join(part.capitalize() for part in word.split("-"))
    raised = re.sub(r"\b(O|D)([’'])(\w)", lambda m: m[1] + m[2] + m[3].upper(), raised)
    return re.sub(r"\bMc(\w)", lambda m: "Mc" + m[1].upper(), raised)


def _shouts(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in re.sub(r"^(?:Mc|Mac|De|Le|La|Du|O’)(?=[A-Z]{2})", "", "".join(letters)))
