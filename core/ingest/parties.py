"""The parties of a caption, and the name a case is cited by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.ingest.face import Line, is_prose
from core.models import Evidence, Page

_VERSUS = re.compile(r"(?:(?<=\s)|^)(?:v|vs|V|VS|versus|VERSUS|against|AGAINST)(?:\.|(?=\s|,|$))[,:]?(?:\s+|$)")
_ONLY_VERSUS = re.compile(r"[-–—\s]*(?:v|vs|versus|against)[.,:]*[-–—\s]*\Z|[-–—]+\s*and\s*[-–—]+\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"(?i)between\s*:?\Z")  # over the parties of a Commonwealth caption, an "and" alone between them
_ONLY_AND = re.compile(r"(?i)and\Z")
_ROLE = re.compile(
    r"(?i)[,;]?\s*\(?\b(?:(?:plaintiff|defendant|petitioner|respondent|appell(?:ant|ee)|claimant|applicant|pursuer|defender|intervenor|intervener|complainant|relator|movant|debtor|cross|counter|third[- ]party|real\s+part(?:y|ies)\s+in\s+interest|in\s+error|below|employer|employee|insurer|respondent)s?\b[\s,/–—-]*(?:and\s+)?){1,6}\)?[.,;:]*\s*\Z"
)
_ROLE_ALONE = re.compile(r"(?i)[\s(]*(?:" + _ROLE.pattern.removeprefix("(?i)") + ")")
_STOPS = re.compile(
    r"(?i)\b(?:court|certiorari|writs?|appeals?\s+from|appeal|petition|argued|decided|submitted|filed|before|syllabus|docket|term|opinion|order|judge|justices?|honorable|note|slip|circuit|division|no\.|nos\.|case\s+no|concurring|dissenting|curiam|cite\s+as|appendix|statement|present|memorandum|for\s+publication|error\s+to|on\s+(?:motion|exception|remand)|attorneys?|counsel)(?!\w)"
)
_JUDGE = re.compile(r"(?i)\btook\s+no\s+part\b|,\s+(?:[ACP]\.\s?){0,2}JJ?\.")
_CITED = re.compile(r"\b\d{1,4}\s+(?:[A-Z][\w.]*\s?){1,4}\d{1,4}\b")
_IN_RE = re.compile(
    r"(?i)^(?P<how>in\s+re(?:\s+the)?|in\s+the\s+(?:matter|interest|estate|marriage)\s+of(?:\s+the)?|matter\s+of|ex\s+parte|ex\s+rel\.)[:,]?\s+(?P<who>\S.*)"
)
_CASE_OF = re.compile(r"(?i)(?:in\s+the\s+)?case\s+of\s+(?=\S+.*\bv\b)")  # Strasbourg
_FURTHER = re.compile(r"(?i)\b(?:certiorari|appeals?|court|argued|decided|before|opinion|order|together)\b")
_LONGEST = 300
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Parties:
    """First and second side as written, in one line each, and where the name stands. `matter` is "In re" or "Ex parte" with
    one side only."""

    first: str
    second: str
    evidence: list[Evidence]
    matter: str | None = None


def find_parties(lines: Sequence[Line]) -> Parties | None:
    """The two sides around the first "v." of the caption, else the subject of an "In re"."""
    return next(iter(all_parties(lines, 1)), None)


def all_parties(lines: Sequence[Line], most: int = 20) -> list[Parties]:
    """The two sides around every "v." of the caption (consolidated cases have several), else the subject of an "In re"."""
    found: list[Parties] = []
    free = 0
    for index, match in [(index, match) for index, match in enumerate(_signs(lines)) if match]:
        if index < free or len(found) == most or (found and not all(map(_may_part, lines[free:index]))):
            continue
        parties, last = _around(lines, index, match, free, again=bool(found))
        if parties:
            found.append(parties)
            free = last + 1
    return found or [matter for index in range(len(lines)) if (matter := _matter(lines, index))][:1]


def _may_part(line: Line) -> bool:
    """What may stand between the parties of one consolidated case and those of the next."""
    return not is_prose(line.text) and not _CITED.search(line.text) and not _FURTHER.search(line.text)


def _signs(lines: Sequence[Line]) -> Iterator[re.Match[str] | None]:
    between = False
    for line in lines:
        between = between or bool(_BETWEEN.match(line.text))
        yield _versus(line) or (_ONLY_AND.match(line.text) if between else None)


def running_name(pages: Sequence[Page]) -> tuple[str, Evidence] | None:
    """The short name that heads the pages of a printed opinion, when two pages bear it."""
    seen: dict[str, Evidence] = {}
    for page in pages[:12]:
        found = _head(page)
        if found is None:
            continue
        name, evidence = found
        if name in seen and seen[name].page != page.number:
            return name, seen[name]
        seen.setdefault(name, evidence)
    return None


def _head(page: Page) -> tuple[str, Evidence] | None:
    """What stands around a "v." at the top of a page; a name in capitals may run over several lines."""
    lines = _top(page)
    for index, line in enumerate(lines):
        if len(line.text) > 120 or not _versus(line) or _STOPS.search(line.text):
            continue
        first = last = index
        if _shouts(line.text):
            while first > 0 and _goes_on(lines[first - 1].text):
                first -= 1
            while last + 1 < len(lines) and _goes_on(lines[last + 1].text):
                last += 1
        name = _without_reporter(
            joined([re.sub(r"^[\d\s\[\]*-]+(?=\D)|(?<=[A-Za-z.]) +[\d\[\]*-]+$", "", part.text) for part in lines[first : last + 1]])
        )
        start, end = lines[first].start, lines[last].end
        written = page.text[start:end]
        return name, Evidence(page=page.number, start=start, end=end, text=written, confidence=0.97)
    return None


_TERM = r"(?:[A-Z][A-Za-z]{1,9}\.?,?\s{1,3}){0,2}(?:T\.,?\s{1,3})?1[6-9]\d\d\.?"
_TERM_BEFORE = re.compile(rf"\A{_TERM}\s{{0,3}}\]\s{{0,3}}")
_TERM_AFTER = re.compile(rf"\s{{0,3}}\[\s{{0,3}}{_TERM}\]?\Z")


def _without_reporter(name: str) -> str:
    """A reporter adds the court or the term to the running head: "DOE v. ROE Wyo.", "May, 1893.] DOE v. ROE.", "DOE v. ROE. [Oct. T., 1871." """
    name = _TERM_BEFORE.sub("", _TERM_AFTER.sub("", name)).strip()
    bare = re.sub(r"(?:\s+[A-Z][a-z]{1,5}\.)+$", "", name)
    return bare if _shouts(bare) else name


def _goes_on(text: str) -> bool:
    return _shouts(text) and not _is_boundary(text) and not _VERSUS.search(text)


def _top(page: Page) -> list[Line]:
    found: list[Line] = []
    offset = 0
    for raw in page.text[:1_000].split("\n")[:12]:
        if raw.strip():
            found.append(Line(page.number, offset + len(raw) - len(raw.lstrip()), raw.strip()))
        offset += len(raw) + 1
    return found[:5]


def _versus(line: Line) -> re.Match[str] | None:
    if len(line.text) > _LONGEST or _CITED.search(line.text) or is_prose(line.text):
        return None
    return _ONLY_VERSUS.match(line.text) or _VERSUS.search(line.text)


def _around(lines: Sequence[Line], index: int, match: re.Match[str], free: int, *, again: bool) -> tuple[Parties | None, int]:
    """The sides of the "v." at `index`, of lines from `free` on, and the last line used. `again`: a block of a consolidated caption."""
    line = lines[index]
    shouting = _shouts(line.text) if len(line.text) > 8 else None
    later = next((place for place in range(index + 1, min(index + 9, len(lines))) if _versus(lines[place])), None)
    labelled = _CASE_OF.match(line.text)
    above = [] if labelled else _walk(lines, range(index - 1, free - 1, -1), shouting, up=True)
    done = bool(_ROLE.search(line.text[match.end() :]))
    below = _walk(lines, range(index + 1, len(lines)), shouting, up=False, done=done)
    if later is not None and index + len(below) >= later - 1:
        below = below[: _own_lines([line.text[match.end() :], *(other.text for other in lines[index + 1 : later])]) - 1]
    lead = line.text[labelled.end() if labelled else 0 : match.start()]
    first = [*(other.text for other in reversed(above)), lead if re.search(r"[^\W\d_]", lead) else ""]
    second = [line.text[match.end() :], *(other.text for other in below)]
    sides = joined(first), joined(second)
    if not all(re.search(r"[A-Za-z]{2}", side) and not side[0].islower() for side in sides) or max(map(len, sides)) > _LONGEST:
        return None, index
    if again and _shouts(sides[0]) != _shouts(lines[free - 1].text):
        return None, index
    used = [*reversed(above), line, *below]
    confidence = 0.9 if used[0].page == used[-1].page else 0.7
    return Parties(sides[0], sides[1], [part.evidence(confidence) for part in used]), index + len(below)


def _own_lines(texts: Sequence[str]) -> int:
    """How many of the lines before the next "v." are the second side of this one: to its role, else to the first that reads as whole."""
    for count, text in enumerate(texts, 1):
        if text.strip() and (_ROLE.search(text) or not re.search(r"(?i)(?:[,&-]|\b(?:of|and|the|for|et))\s*$", text)):
            return count
    return len(texts)


def _walk(lines: Sequence[Line], order: range, shouting: bool | None, *, up: bool, done: bool = False) -> list[Line]:
    """Lines of a party, away from the "v." until something that is no part of a name."""
    found: list[Line] = []
    for position in order:
        line = lines[position]
        text = line.text
        named = next((other.text for other in found if not _ROLE_ALONE.fullmatch(other.text)), None)
        if named and shouting is None and _shouts(text) != _shouts(named) and not _ROLE_ALONE.fullmatch(text):
            break
        stop = done or len(found) >= _MOST_LINES or _is_boundary(text) or (shouting is True and not _shouts(text))
        if stop or (up and found and _ends_a_side(text)):
            break
        found.append(line)
        done = not up and bool(_ROLE.search(text))
    return found


def _is_boundary(text: str) -> bool:
    if _ROLE_ALONE.fullmatch(text):
        return False
    return bool(
        _STOPS.search(text)
        or _JUDGE.search(text)
        or _CITED.search(text)
        or is_prose(text)
        or not re.search(r"[A-Za-z]{2}", text)
        or re.match(r"[\W_]*\d+\s*$", text)
    )


def _ends_a_side(text: str) -> bool:
    return text.endswith((".", ":")) and not re.search(r"(?i)\b(?:inc|co|corp|ltd|jr|sr|al|l\.?l\.?c|[A-Z])\.$", text)


def _matter(lines: Sequence[Line], index: int) -> Parties | None:
    match = _IN_RE.match(lines[index].text)
    if not match or is_prose(lines[index].text) or _CITED.search(lines[index].text):
        return None
    who = re.sub(r"\s+(?:Case\s+|Docket\s+)?(?:Nos?\.|No:|Number|#).*$", "", match["who"])
    how = "Ex parte" if match["how"].lower().startswith("ex p") else "In re"
    follow = _walk(
        lines, range(index + 1, min(index + 3, len(lines))), _shouts(who) or None, up=False, done=not who.endswith((",", "and", "of", "-"))
    )
    end = match.start("who") + len(who)
    evidence = [lines[index].evidence(0.85, 0, end), *(line.evidence(0.85) for line in follow)]
    return Parties(joined([who, *(line.text for line in follow)]), "", evidence, how)


def joined(texts: Sequence[str]) -> str:
    """Lines of a name in one, words broken at a hyphen mended."""
    whole = ""
    for text in (piece.strip() for piece in texts if piece.strip()):
        broken = re.search(r"[A-Za-z][-\u00ad]$", whole) and text[:1].isalpha()
        whole = whole[:-1] + text if broken else f"{whole} {text}".strip()
    return re.sub(r"\s+", " ", whole)


def _shouts(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
