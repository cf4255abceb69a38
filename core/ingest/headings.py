"""Headings inside an opinion: "II", "B", "I. Facts", "STANDARD OF REVIEW", "Discussion"."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_HEADINGS = 2_000
"""More than any opinion has; a page of noise would make thousands."""
_LINE = re.compile(
    r"^[ \t]{0,60}(?P<line>(?:[IVX]{1,6}|[A-H])[.]?|(?:(?:[IVX]{1,6}|[A-H]|\d{1,2})\.|\([A-Z]\))[ \t]{1,8}[A-Z“][^\n]{2,90}|[A-Z][A-Za-z’'&,/ :–—-]{3,80})[ \t]*$",
    re.MULTILINE,
)
_BARE_MARK = re.compile(r"(?:[IVX]{1,6}|[A-H])\.?\Z")
_NUMBERED = re.compile(r"(?:(?:[IVX]{1,6}|[A-H]|\d{1,2})\.|\([A-Z]\))\s")
_CITATION = re.compile(r"\d{2,}|\b(?:of|the|and|in|for|to|a|an|at|by|v\.)\Z")
_USUAL = frozenset(
    """
    introduction|background|facts|discussion|analysis|conclusion|jurisdiction|argument|standard of review|opinion|disposition|procedural history
    factual background|procedural background|factual and procedural background|facts and procedural history|statement of facts|findings of fact
    conclusions of law|legal standard|standards of review|statement of the case|facts and procedural background|facts & procedural background
    legal standards|applicable law|preservation of error|issues|issue|issues presented|point on appeal|points on appeal|points relied on
    procedural posture|factual history|history|relief|remedy|attorney fees|attorney’s fees|costs|decision|the facts|legal analysis|merits
    factual and procedural history|jurisdiction and venue|jurisdiction and standard of review|summary|overview|order|orders|judgment
    """.replace("\n", "|")
    .replace("  ", "")
    .strip("| ")
    .split("|")
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: where it begins and ends, and its words."""

    start: int
    end: int
    title: str


def headings(text: str, start: int, end: int) -> list[Heading]:
    """Headings between two offsets, in order, at most `MOST_HEADINGS`."""
    found: list[Heading] = []
    for match in _LINE.finditer(text, start, end):
        line = match["line"].strip()
        if _reads_as_heading(line) and _stands_alone(text, match.start(), match.end(), line):
            found.append(Heading(match.start("line"), match.end("line"), line))
            if len(found) == MOST_HEADINGS:
                break
    return found


def is_usual(title: str) -> bool:
    """Whether these are the words of a heading that opinions commonly have."""
    return _NUMBERED.sub("", title).strip(" :.").lower() in _USUAL


def _reads_as_heading(line: str) -> bool:
    if _BARE_MARK.match(line):
        return True
    if line[-1] in ",;-–—" or (line[-1] == "." and len(line) > 3):
        return False
    plain = _NUMBERED.sub("", line).strip(" :.")
    if is_usual(line):
        return plain[:1].isupper()
    if _NUMBERED.match(line):
        return _in_capitals_of_a_title(plain) and not _CITATION.search(plain)
    return plain.isupper() and len(plain.split()) > 1 and len(plain) < 70


def _in_capitals_of_a_title(line: str) -> bool:
    long_words = [word for word in re.findall(r"[A-Za-z’']+", line) if len(word) > 3]
    raised = sum(word[0].isupper() for word in long_words)
    return bool(long_words) and raised >= 0.75 * len(long_words)


def _stands_alone(text: str, start: int, end: int, line: str) -> bool:
    """The line before is finished and the next begins a sentence, so the line is not a piece of running prose."""
    if line.isupper() and _among_capitals(text, start, end):
        return False
    before = text[max(0, start - 40) : start].rstrip()
    after = text[end : end + 40].lstrip()
    if not after or after[0].islower() or after[0] in ",.;:)":
        return False
    if not before or before[-1] in '.:?!”’"*)]_—' or before[-1].isdigit():
        return not before.endswith((" v.", "No.", "Nos.", "§"))
    previous = before.rpartition("\n")[2].strip()
    return bool(_BARE_MARK.match(previous)) or (previous.isupper() and len(line) < 60)


def _among_capitals(text: str, start: int, end: int) -> bool:
    """Three lines in capitals on end are a form or a notice quoted, not a heading."""
    before = [line.strip() for line in text[max(0, start - 200) : start].rstrip().split("\n")[-2:]]
    after = [line.strip() for line in text[end : end + 200].lstrip().split("\n")[:2]]
    shouting = [line.isupper() and len(line) > 8 for line in (*before, text[start:end].strip(), *after)]
    return any(all(shouting[index : index + 3]) for index in range(len(shouting) - 2))
