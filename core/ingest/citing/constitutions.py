"""Provisions of constitutions by number: "U. S. Const., Art. III, §2, cl. 1", "the Fourth Amendment", "Mo. Const. art. V, § 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.ingest.citing.code_names import STATE, state_named
from core.ingest.citing.found import Found
from core.models import CitationKind

_TO_TWENTY = (
    "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth|Fifteenth|Sixteenth|Seventeenth|"
    "Eighteenth|Nineteenth|Twentieth"
)
_ORDINALS = [*_TO_TWENTY.split("|"), *(f"Twenty-{unit}" for unit in _TO_TWENTY.split("|")[:7])]
_NUMBERS = {ordinal.lower(): number for number, ordinal in enumerate(_ORDINALS, 1)}
_ORDINAL = (
    r"(?:Twenty-[Ff](?:irst|ourth|ifth)|Twenty-[Ss](?:econd|ixth|eventh)|Twenty-[Tt]hird|"
    + "|".join(sorted(_ORDINALS[:20], key=len, reverse=True))
    + ")"
)
_LISTED = re.compile(
    rf"(?<![\w-])(?P<list>{_ORDINAL}(?:(?:, (?:and |or )?| and | or ){_ORDINAL}){{0,6}}) (?P<word>Amendments?|AMENDMENTS?)(?![\w])", re.IGNORECASE
)
_ARTICLES = frozenset(["I", "II", "III", "IV", "V", "VI", "VII"])
_ONE = re.compile(_ORDINAL, re.IGNORECASE)
_WHOSE = rf"(?:(?P<state>{STATE})\.? ?|(?P<federal>U\. ?S\. ?|United States |Federal )|)(?:Const(?:\.|itution)(?: of (?:19|18)\d\d)?,? ?)"
_ROMAN = r"(?:[IVXL]{1,7}|[ivxl]{1,7})"
_SECTION = r"(?:,? ?(?P<mark>§§?|[Ss]ec(?:tions?|s?\.)|[Ss]ubsec(?:tion|\.)) ?(?P<section>\d{1,3}[A-Za-z]?(?:\([0-9a-zA-Z]{1,4}\)){0,4}(?:[-–]\d{1,3})?)(?:(?:, (?:and )?| and | & )(?P<more>\d{1,3}(?:\([0-9a-zA-Z]{1,4}\))?)(?![\w]| [A-Z§]))?)?"
_CLAUSE = r"(?:,? ?(?:cl(?:s?\.)|[Cc]lauses?|¶|par\.) ?(?P<clause>\d{1,2}))?"
_NAMED = re.compile(
    rf"(?<![\w]){_WHOSE}(?P<part>[Aa]rt(?:icle|s?\.)|[Aa]m(?:end(?:ment|s?\.)|dts?\.)|(?P<aloneSection>§ ?(?=\d))) ?(?P<number>{_ROMAN}(?![\w])|\d{{1,3}}(?:-[A-Z])?){_SECTION}{_CLAUSE}"
    rf"(?:,? (?:and|&) (?P<second>{_ROMAN}(?![\w])|\d{{1,2}}(?![\w])))?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"(?<![\w-])(?P<part>Art(?:icle|s?\.)|art(?:icle|s?\.)) ?(?P<number>[IVX]{{1,5}}|[1-7](?=, §))(?![\w-]){_SECTION}{_CLAUSE}")
_AMENDMENT = re.compile(rf"(?<![\w-])(?P<part>[Aa]mdts?\.|[Aa]mends?\.|Amendment) ?(?P<number>[IVX]{{1,6}}|\d{{1,2}})(?![\w-]){_SECTION}{_CLAUSE}")
_LEAD = re.compile(
    r"(?:(?:[Cc]lauses?|[Cc]ls?\.) (?P<clause>\d{1,2})(?: of |, )(?:the )?)?(?:(?:§§?|[Ss]ections?|[Ss]ecs?\.) ?(?P<section>\d{1,2})(?:, (?:cl\.|[Cc]lause) ?(?P<inner>\d{1,2}),?)?) of (?:the )?(?:U\. ?S\. |United States )?\Z"
)
_WHOSE_AFTER = re.compile(
    rf",? (?:of|in) the (?:(?P<state>{STATE})\.?|(?P<other>[A-Z][a-z]+(?: [A-Z][a-z]+)?)|[a-z]+)?(?:[’']s)? ?(?P<what>Constitution|Const\.|state constitution)?"
)
_NO_AMENDMENT = re.compile(
    r"(?i) (?:to|of) (?:the |this |that |its |their |an? )?(?!.{0,24}\b(?:constitution|bill of rights)|(?:U\. ?S\.|United States|Federal) Const)"
    r"(?:[\w-]+ ){0,3}?(?:agreement|contract|lease|policy|complaint|plan|deed|act\b|bylaws|note|petition|trust|declaration|indenture|credit|loan|master)"
)
_OF_OTHER_LAW = re.compile(
    r",? (?:of|to|in) (?:the|this|that|its|their) (?!(?:[\w.]+ ){0,3}(?:Constitution|Const\.))(?:[A-Za-z][\w-]* ){0,5}?(?:Convention|Treaty|Covenant|Agreement|Protocol|Charter|Code|Act|Declaration|lease|contract|agreement|bylaws|treaty|Articles|Statute|Directive|Compact)\b|,? U\. ?C\. ?M\. ?J|, UCMJ|,? (?:GATT|NAFTA|TRIPS)"
)


def constitutions(text: str, start: int, end: int) -> Iterator[Found]:
    """Provisions named within start..end; overlapping ones are told apart by whoever gathers them: the longest stands."""
    for match in _NAMED.finditer(text, start, end):
        yield from _named(match)
    for match in _ARTICLE.finditer(text, start, end):
        found = _bare(text, match, "art.")
        if found:
            yield found
            if match["more"]:
                found.end = min(found.end, match.end("section"))
                yield from _more(match, found.source, found.item.split(",")[0])
    for match in _AMENDMENT.finditer(text, start, end):
        if match["part"][0] in "Aa" and (match["part"] != "Amendment" or not match["number"].isdigit()):
            found = _bare(text, match, "amend.")
            if found:
                yield found
    for match in _LISTED.finditer(text, start, end):
        if match["word"][0] == "A" and match["list"][0].isupper():
            yield from _ordinals(text, match)


def _named(match: re.Match[str]) -> Iterator[Found]:
    whose = f"{state_named(match['state'])} Const." if match["state"] else "U.S. Const."
    if match["aloneSection"]:
        if match["state"]:
            yield _found(match.start(), match.end(), whose, f"§ {match['number']}", None, match["clause"])
        return
    if match["part"][0].islower() and not (match["state"] or match["federal"] or match.group().startswith("Const")):
        return
    part = "amend." if match["part"][1] in "mM" else "art."
    number = _numeral(match["number"], federal=not match["state"])
    end = match.start("second") if match["second"] else match.end()
    if match["second"]:
        end = match.end("clause") if match["clause"] else match.end("section") if match["section"] else match.end("number")
    yield _found(
        match.start(), min(end, match.end("section")) if match["more"] else end, whose, f"{part} {number}", match["section"], match["clause"]
    )
    if match["more"]:
        yield from _more(match, whose, f"{part} {number}")
    if match["second"]:
        yield _found(match.start("second"), match.end("second"), whose, f"{part} {_numeral(match['second'], federal=not match['state'])}", None, None)


def _more(match: re.Match[str], whose: str, provision: str) -> Iterator[Found]:
    """The second of two sections: "art. I, §§ 9, 10"."""
    yield _found(match.start("more"), match.end("more"), whose, provision, match["more"], match["clause"])


def _bare(text: str, match: re.Match[str], part: str) -> Found | None:
    if _OF_OTHER_LAW.match(text, match.end()):
        return None
    start, section, clause, named = match.start(), match["section"], match["clause"], False
    lead = _LEAD.search(text, max(0, start - 60), start) if section is None else None
    if lead:
        start, section, clause = lead.start(), lead["section"], lead["clause"] or lead["inner"]
    whose, end = "U.S. Const.", match.end()
    after = _WHOSE_AFTER.match(text, end)
    if after and after["what"]:
        state = after["state"] or after["other"]
        if after["state"]:
            whose, end, named = f"{state_named(after['state'])} Const.", after.end(), True
        elif state and state not in {"United States", "Federal"}:
            return None
    elif part == "art." and section is None and match["part"][0] == "a":
        return None
    numeral = _numeral(match["number"], federal=whose.startswith("U.S."))
    if part == "art." and not named and (numeral not in _ARTICLES or text[max(0, start - 16) : start].rstrip(", ").endswith("Confederation")):
        return None
    found = _found(start, end, whose, f"{part} {numeral}", section, clause)
    found.named = named or part == "amend."
    return found


def _ordinals(text: str, match: re.Match[str]) -> Iterator[Found]:
    if _NO_AMENDMENT.match(text, match.end()):
        return
    ordinals = list(_ONE.finditer(match["list"]))
    lead = _LEAD.search(text, max(0, match.start() - 60), match.start())
    for index, one in enumerate(ordinals):
        start = match.start("list") + one.start()
        end = match.end() if index == len(ordinals) - 1 else match.start("list") + one.end()
        section = lead["section"] if lead and index == 0 else None
        number = roman(_NUMBERS[one.group().lower()])
        yield _found(
            lead.start() if lead and index == 0 else start,
            end,
            "U.S. Const.",
            f"amend. {number}",
            section,
            lead["clause"] if lead and index == 0 else None,
        )


def _found(start: int, end: int, whose: str, provision: str, section: str | None, clause: str | None) -> Found:
    tail = (f", § {section}" if section else "") + (f", cl. {clause}" if clause else "")
    item = provision if provision.startswith("amend.") or not section else f"{provision}, § {section.split('(')[0]}"
    return Found(start, end, CitationKind.CONSTITUTION, f"{whose} {provision}{tail}", whose, item)


def _numeral(number: str, *, federal: bool) -> str:
    """The federal constitution's articles and amendments by Roman numbers, whichever are written; a state's as written."""
    return roman(int(number)) if federal and number.isdigit() and 0 < int(number) < 40 else number.upper()


def roman(value: int) -> str:
    text = ""
    for size, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while value >= size:
            text, value = text + letters, value - size
    return text
