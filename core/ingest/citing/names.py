"""The name before a citation, without the sentence that leads up to it: "See Roe v. Wade, 410 U. S. 113" has "Roe v. Wade"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from core.ingest.citing.name_words import IN_PLAINTIFF, SIGNALS, SMALL, STOPS, is_abbreviation

_REACH = 280
_VERSUS = re.compile(r" \[?(?:v\.|vs\.|v|vs|versus) ")
_TITLED = re.compile(
    r"(?:In (?:re|the Matter of|Re)|Ex [Pp]arte|In the Interest of|Matter of|Petition of|Application of|Succession of|Appeal of|Estate of|Adoption of|Marriage of|Guardianship of|Conservatorship of) (?=[A-Z0-9“])|(?<=[ (])The (?=[A-Z][a-z’]+(?: [A-Z][a-z’]+){0,2}\Z)"
)
_WORD = re.compile(r"\S+")
_TRAILING = re.compile(
    r"(?:[, ]+|,? O\. ?T\. ?\d{4}|,? \d{2,4}[–-]\d{3,5}[A-Z]? \([^()]{3,40}\)|(?:,? (?:Civ(?:il|\.)? ?(?:A(?:ction|\.))? |Case |Crim(?:inal|\.) |Adv\. ?(?:Proc|Pro|No)\. )?(?:Nos?\.|Docket) ?[\w.,: –-]{2,60})|\[[^\]A-Z]{0,20}\]| ?\((?P<year>(?:1[6-9]|20)\d\d)\))\Z"
)
_COMPANY = re.compile(
    r"(?:Inc|Co|Corp|Ltd|LLC|L\. ?L\. ?C|LLP|L\.L\.P|L\. ?P|LP|N\. ?A|S\. ?A|P\. ?A|P\. ?C|PLC|Jr|Sr|II|III|IV|AG|GmbH|et|Local|Lodge|Dist|Division|Dept|Department|Office|FSB|AFL|UAW|No|L|N|S|P|U)\b"
)
_JOINED = re.compile(r"(?:&|\band\b|AFL|UAW|Local|Union|Dist\.|Dept\.|Department|Div\.|Bd\.|Board)")
_ENDS = (";", ":", "?", "!", "”", '"', ")", "]", "—")
_LONGEST_SIDE = 26
_BEFORE_WORD = re.compile(r"(?:.*[\"”\])—](?=[\w“])|[(“‘\[\"—]|\*{1,2}\d{1,5}(?=[A-Z])|\d{1,3}(?=[A-Z][a-z]))*")
"""What stands glued to the first word of a name: an opening quote, the end of what was quoted before, a reporter's star page."""
_MIXED = re.compile(r"[a-z]{1,4}[A-Z0-9][\w’.]*")
"""A company that writes itself so: "eBay", "linkLine", "i4i"."""
_NO_NAME = re.compile(
    r"(?:(?:Inc|Co|Corp|Ltd|LLC|L\. ?L\. ?C|L\. ?P|N\. ?A|Assn|Bros)\.?,? ?)+\Z|(?:The )?(?:District|Supreme|Circuit|Superior|Bankruptcy|Trial|Appeals|Congress|Court|Courts|Judge|Justice|Section|Act|Code|Rule|Part|Id|Pp)\b"
)
_STAR_PAGE = re.compile(r"(?<= )\*{1,2}\d{1,5} ?(?=[A-Z&])")


def case_name(text: str, end: int, floor: int) -> tuple[str, int, int | None] | None:
    """The full name that ends at `end`, where it begins, and a year that stands between it and the citation. None if there is none.
    It does not begin before `floor`, where the citation before ends."""
    base = max(floor, end - _REACH)
    window = text[base:end]
    window, year = _without_trailing(window)
    versus = _last(_VERSUS, window)
    if versus and _is_name(window[versus.end() :]):
        at = _plaintiff(window, versus.start())
        if at is not None:
            return _tidy(window[at:]), base + at, year
        return None
    titled = _last(_TITLED, window)
    if titled and _is_name(window[titled.end() :]):
        return _tidy(window[titled.start() :]), base + titled.start(), year
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def short_name(text: str, end: int, floors: Sequence[int]) -> tuple[str, int] | None:
    """The run of capitalised words that ends at `end`: "Roe" of "See Roe, 410 U. S., at 116"."""
    at = bisect_right(floors, end)
    base = max(floors[at - 1] if at else 0, end - _REACH // 2)
    window, _ = _without_trailing(text[base:end])
    window = window[:-1] if window.endswith("]") else window
    words = list(_WORD.finditer(window))
    if not words or words[-1].group().endswith((";", ":", "?", "!", "”", '"')) or words[-1].group()[-1].isdigit():
        return None
    begin = _run(words, len(words) - 1, small=SMALL | {"v.", "vs."})
    begin = _without_lead(words, begin, len(words))
    if begin >= len(words):
        return None
    name = _tidy(window[words[begin].start() + _lead(words[begin].group()) :])
    start = words[begin].start() + _lead(words[begin].group())
    return (
        (name, base + start) if name[:1].isalpha() and name[0].isupper() and name.count("(") == name.count(")") and not _NO_NAME.match(name) else None
    )


def _without_trailing(window: str) -> tuple[str, int | None]:
    """Docket numbers, a year and commas between name and citation do not belong to the name."""
    year = None
    for _ in range(6):
        match = _TRAILING.search(window, max(0, len(window) - 90))
        if match is None:
            break
        year = int(match["year"]) if match["year"] else year
        window = window[: match.start()]
    return window, year


def _is_name(side: str) -> bool:
    """Whether the words up to the citation are a party's name and nothing more."""
    if not side or len(side) > 170 or not (side[0].isupper() or side[0].isdigit() or side[0] in '“"$(' or _MIXED.match(side)):
        return False
    words = side.split()
    if len(words) > _LONGEST_SIDE or any(word[-1] in ";:?!" for word in words):
        return False
    for index, word in enumerate(words):
        if not (word[0].isupper() or word[0].isdigit() or word[0] in '&(“"#$’*' or _MIXED.match(word) or word.rstrip(",") in SMALL):
            return False
        if index + 1 < len(words) and word.endswith(".") and words[index + 1].lower().rstrip(",") in SIGNALS and words[index + 1] not in SMALL:
            return False
    return True


def _plaintiff(window: str, versus: int) -> int | None:
    words = list(_WORD.finditer(window, 0, versus))
    if not words:
        return None
    begin = _without_lead(words, _run(words, len(words) - 1, small=IN_PLAINTIFF), len(words))
    if begin >= len(words):
        return None
    first = words[begin]
    return first.start() + _lead(first.group())


def _lead(word: str) -> int:
    match = _BEFORE_WORD.match(word)
    return match.end() if match and match.end() < len(word) else 0


def _run(words: Sequence[re.Match[str]], last: int, *, small: frozenset[str]) -> int:
    """The index at which the run of name words ending at `last` begins."""
    begin = last + 1
    for index in range(last, max(-1, last - _LONGEST_SIDE), -1):
        word = words[index].group()
        follower = words[index + 1].group() if index < last else ""
        if re.fullmatch(r"\([A-Z][A-Za-z.’'-]+\)", word) and index < last:
            begin = index
            continue
        if index < last and (word.rstrip(".,").endswith(_ENDS) or word.endswith(_ENDS) or (word.endswith(",") and not _goes_on(words, index, last))):
            break
        if index < last and word.endswith(".") and word not in {"v.", "vs."} and not is_abbreviation(word):
            break
        bare = word[_lead(word) :]
        if index < last and bare.rstrip(",") in STOPS:
            break
        if (
            bare in small
            or (bare == "in" and follower == "re")
            or (bare == "on" and follower == "behalf")
            or bare == "behalf"
            or bare[0].isupper()
            or _MIXED.match(bare)
            or (bare[0].isdigit() and (not bare.strip(",.").isdigit() or index < last))
        ):
            begin = index
        else:
            break
        if bare != word and word[0] != "*":
            break
    return begin


def _goes_on(words: Sequence[re.Match[str]], index: int, last: int) -> bool:
    """Whether a name goes on over a comma: "Sheet Metal Workers, Local 28", "Oil, Chemical & Atomic Workers"."""
    return bool(_COMPANY.match(words[index + 1].group())) or any(
        _JOINED.fullmatch(words[at].group().rstrip(",")) for at in range(index + 1, min(last + 1, index + 5))
    )


def _without_lead(words: Sequence[re.Match[str]], begin: int, end: int) -> int:
    """Past signals ("See", "But see") and small words that lead up to the name."""
    while begin < end:
        word = words[begin].group()
        word = word[_lead(word) :]
        lower = word.lower()
        if lower in {"in", "ex"} and begin + 1 < end and words[begin + 1].group().lower() in {"re", "parte"}:
            return begin
        heads = begin + 1 < end and bool(re.fullmatch(r"[A-H]|[IVX]{1,4}", word)) and words[begin + 1].group().lower() in SIGNALS
        if heads or lower in SIGNALS or lower.rstrip(",") in SIGNALS or (word in SMALL) or word in {"v.", "vs."} or word.rstrip(",.").isdigit():
            begin += 1
        else:
            return begin
    return begin


def _tidy(name: str) -> str:
    tidy = " ".join(_STAR_PAGE.sub("", name).split()).strip(" ,;(").lstrip('(“‘["—')
    return re.sub(r"(?<=[a-z])’s\Z", "", tidy).replace(" [v. ", " v. ")
