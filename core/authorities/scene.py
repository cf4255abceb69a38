"""The words around one citation, and who is speaking in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.models.authorities import Signal

REACH = 260


@dataclass(frozen=True, slots=True)
class Scene:
    """One citation in its sentence, every run of white space one space.

    `before` runs from the sentence's beginning to the authority's name, `gap` is the part of it after the citation before this
    one, whose name is `previous`. `host` is the case in whose parenthetical this citation stands; `before` then begins with the
    parenthetical. `following` is the name of the next citation in the sentence.
    """

    before: str = ""
    gap: str = ""
    after: str = ""
    parenthetical: str | None = None
    previous: str | None = None
    following: str | None = None
    host: str | None = None
    preceding: str = ""
    section: str = ""
    named: bool = True  # its name is written beside the citation
    inherited: tuple[Signal, str] | None = None  # of the citation before this one in a string of them


@dataclass(frozen=True, slots=True)
class Found:
    """A signal, the words it was read from, and who gives it (None: the opinion itself)."""

    signal: Signal
    phrase: str
    by: str | None = None


PARTY = (
    r"(?<![A-Za-z])(?:petitioners?|respondents?|appell(?:ants?|ees?)|plaintiffs?|defendants?|movants?|claimants?|relators?|intervenors?|the\s+(?:government|state|dissents?|commonwealth|parties|agency|board|city|county|company|bank|insurer|employer|union|people|"
    r"solicitor\s+general|attorney\s+general|commissioner|secretary|debtors?|trustee|principal\s+dissent)|counsel|amic(?:i|us)|the\s+latter|they|he|she)\b"
)
_ARGUES = re.compile(
    rf"(?i){PARTY}[^.;:]{{0,90}}?\b(?:argu\w+|conten\w+|assert\w*|claim(?:s|ed)?|urg\w+|suggest\w*|maintain\w*|insist\w*|ask\w*|invit\w+|seeks?|sought|attempt\w*|tr(?:y|ies|ied)|would|request\w*|respond\w*|repl(?:y|ies|ied)|point\w*|rel(?:y|ies|ied|ying)|cit(?:e|es|ed|ing)|invok\w+|draws?|submit\w*|believ\w+|says?|said|emphasiz\w+|read|reads|view\w*)\b"
)
NOT_SAID = re.compile(
    r"(?i)\b(?:would|whether|if|unless|argu\w+|conten\w+|claims?|suggest\w*|proposition|invitation|urg\w*|suppose|assum\w+|supposed|evidence|not|nor|hardly|never)\b[^,;:]{0,60}\bthat\s+\Z|"
    r"(?i:\b(?:whether|if|unless|nor|suppose|assuming)(?:\s+\w+){0,2}\s*)\Z"
)
_PIN = re.compile(
    r"^(?:\s*,?\s*(?:at\s+)?(?:nn?\.\s*)?[\d*][\d\-–—*, n.&]{0,40}|\s*\([^()]{0,160}\)|,\s*\d{1,4}\s+[A-Z][\w.’' ]{0,18}\s+\d{1,5}){0,6}"
)


_ARGUED = re.compile(
    r"(?i)\b(?:argu(?:es?|ed|ing)|contend(?:s|ed|ing)?|insist(?:s|ed|ing)?|maintain(?:s|ed|ing)?|urg(?:es?|ed|ing)|assert(?:s|ed|ing)?)\b"
)  # courts hold
_SPEAKS = re.compile(r"(?i)\b(?:we|this\s+court)\b")
_BELOW = re.compile(
    r"(?i)\b(?:(?:district|trial|circuit|lower|appellate|bankruptcy|superior|sentencing|magistrate)\s+(?:courts?|judges?)|courts?\s+(?:of\s+appeals?|below)|panel|(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth|eleventh|federal)\s+circuit|alj|bia)\b[^.;:]{0,90}?\b(?:held|dismissed|concluded|found|reason(?:ed|ing)|ruled|rejected|granted|denied|observed|thought|determined|said|stated|"
    r"believed|noted|explained|affirmed|reversed|agreed|deemed|considered)\b"
)


def argued(before: str) -> bool:
    """Whether a party or a court below says so, and this court has not taken the word since."""
    lead = before[-REACH:]
    said = max((match.start() for pattern in (_ARGUES, _ARGUED, _BELOW) for match in pattern.finditer(lead)), default=-1)
    return said >= 0 and max((match.start() for match in _SPEAKS.finditer(lead)), default=-1) < said


def within_quotation(before: str) -> bool:
    return before.count("“") > before.count("”")


def words(text: str, *, lower: bool = True) -> str:
    joined = " ".join(text.split())
    return joined.lower() if lower else joined


def after_pin(scene: Scene) -> str:
    return scene.after[_PIN.match(scene.after).end() :][:REACH]  # type: ignore[union-attr]


def unpinned(gap: str) -> str:
    """A gap without the pin cite, year and parenthetical of the citation it begins after."""
    return gap[_PIN.match(gap).end() :]  # type: ignore[union-attr]
