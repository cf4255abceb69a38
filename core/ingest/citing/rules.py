"""Rules of court and procedure by number: "Fed. R. Civ. P. 56(c)", "Federal Rules of Evidence 401 and 403", "5th Cir. R. 47.5", "Rule 10"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from core.ingest.citing.code_names import STATE, state_named
from core.ingest.citing.found import Found
from core.ingest.citing.sections import section_list
from core.models import CitationKind

_SUBJECT = (
    r"Civ(?:il|\.)? ?P(?:roc(?:edure|\.)|rac\.|\.)?|Crim(?:inal|\.)? ?P(?:roc(?:edure|\.)|\.)?|App(?:ellate|\.)? ?P(?:roc(?:edure|\.)|\.)?|Evid(?:ence|\.)?|"
    r"Bankr(?:uptcy|\.)? ?P(?:roc(?:edure|\.)|\.)?|Habeas(?: Corpus)?|Juv(?:enile|\.)? ?P(?:roc(?:edure|\.)|\.)?|Prof(?:essional|[’']l|\.)? ?Conduct|"
    r"Pract?(?:ice|\.) ?(?:and|&) ?Proc(?:edure|\.)|Proc(?:edure|\.)|App(?:eals?|\.)|Civ\.|Crim\.|Court|Ct\.|Prac\."
)
_NAMED = re.compile(
    rf"(?<![\w])(?P<whose>(?:Fed(?:eral|\.)|(?:{STATE})) ?)(?P<court>(?:S(?:up(?:er(?:ior)?|reme|\.)|\.) ?C(?:our)?t\.? |Ct\. |Dist\. |Unif\. |Super\. |Tax Ct\. |Local )*)"
    rf"R(?:ules?|\.) ?(?:of )?(?:the )?(?P<subject>(?:{_SUBJECT})(?: (?:and|&) (?:{_SUBJECT}))?)?,? ?(?:for [A-Za-z ]{{3,20}} )?(?:[Rr]ules? |R\. )?(?=\d)",
    re.IGNORECASE,
)
_COURTS_OWN = re.compile(
    r"(?<![\w])(?P<court>(?P<circuit>\d{1,2}(?:st|d|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|D\. ?C\.|Fed(?:eral|\.)) ?Cir(?:cuit|\.)(?: Local)?"
    r"|Sup(?:reme|\.) ?C(?:our)?t\.?|S\. ?Ct\.|Tax C(?:our)?t\.?|[NSEWMCD]\.? ?D\. ?[A-Z][a-z]+\.?(?: Local| L\.| Civ\.)*) ?R(?:ules?|\.) ?(?:App\. ?P\. |Pract\. ?(?:& ?|and )Proc\. )?(?=\d)"
)
_ACRONYM = re.compile(
    r"(?<![\w.])(?P<set>FRAP|FRCP|FRCrP|FRE|F\. ?R\. ?(?:Civ|Crim|App|Evid|Bankr)\. ?(?:P\. ?)?|F\. ?R\. ?[CE]\.(?: ?P\.)?|Fed\. ?Evid\. ?R(?:ule)?\.?) ?(?:Rule )?(?=\d)"
)
_KINDS = re.compile(
    r"(?<![\w])(?P<kind>Local (?:(?:Civil|Criminal|Civ\.|Crim\.|Bankruptcy) )?|Bankruptcy |(?:Super\. Ct\. )?(?:Civ\.|Crim\.|App\.|Evid\.|Juv\.) ?|(?:Civil|Criminal|Appellate|Evidence) )R(?:ules?|\.) ?(?=\d)"
)
"""Rules named by their kind alone: "Local Rule 7.1", "Crim.R. 11(C)"."""
_BARE = re.compile(r"(?<![A-Za-z_-])(?P<word>Rules?|RULE|rules?(?= \d{1,3}\()) (?:No\. )?(?=\d)")
_CIRCUITS = {
    "First": "1st", "Second": "2d", "Third": "3d", "Fourth": "4th", "Fifth": "5th", "Sixth": "6th", "Seventh": "7th", "Eighth": "8th",
    "Ninth": "9th", "Tenth": "10th", "Eleventh": "11th", "Federal": "Fed.", "Fed.": "Fed.", "2nd": "2d", "3rd": "3d",
}  # fmt: skip
_FEDERAL_SETS = {"FRAP": "App. P.", "FRCP": "Civ. P.", "FRCrP": "Crim. P.", "FRE": "Evid."}
_AGENCY = re.compile(r"\d+[a-z]+\d*-\d|\d+[a-z]\d")  # "Rule 10b-5"
_PLACE_OF_NO_COURT = re.compile(r"\b(?:SEC|Commission|Exchange|NASD|FINRA|NYSE|Board|Senate|House|Golf|Robert’s|Model|Proposed) \Z")


def rules(text: str, start: int, end: int, taken: Collection[int]) -> Iterator[Found]:
    """Rules within start..end; not in order."""
    for match in _NAMED.finditer(text, start, end):
        name = _set_name(match)
        if name:
            yield from _listed(text, match, name, taken)
    for match in _COURTS_OWN.finditer(text, start, end):
        yield from _listed(text, match, _court_set(match), taken)
    for match in _ACRONYM.finditer(text, start, end):
        yield from _listed(text, match, _federal_set(match["set"]), taken)
    for match in _KINDS.finditer(text, start, end):
        kind = " ".join(match["kind"].split())
        name = "Fed. R. Bankr. P." if kind == "Bankruptcy" else f"{kind} Rule" if kind.startswith("Local") else f"{kind} R."
        yield from _listed(text, match, name, taken)
    for match in _BARE.finditer(text, start, end):
        if not _PLACE_OF_NO_COURT.search(text, max(0, match.start() - 14), match.start()):
            yield from _listed(text, match, "Rule", taken)


def _listed(text: str, match: re.Match[str], name: str, taken: Collection[int]) -> Iterator[Found]:
    several = match.group().rstrip().lower().endswith("rules") or bool(re.search(r"(?i)\brules\b", match.group())) or name.startswith("Fed. R.")
    for index, item in enumerate(section_list(text, match.end(), several=several)):
        if _AGENCY.match(item.base) or (index and item.start in taken):
            return
        base = item.base if re.fullmatch(r"\d{1,5}[A-Za-z]{0,2}(?:[.:-]\d+[a-z]?)*", item.base) else re.split(r"[^\d.]", item.base)[0].rstrip(".")
        if not base:
            return
        yield Found(item.start if index else match.start(), item.end, CitationKind.RULE, f"{name} {item.written}", name, base, named=name != "Rule")


def _set_name(match: re.Match[str]) -> str | None:
    whose = match["whose"].strip()
    federal = whose.lower().startswith("fed")
    subject = _subject(match["subject"] or "")
    if federal and not subject:
        return None
    state = "Fed." if federal else state_named(whose)
    court = "".join(word + " " for word in (_court_word(word) for word in (match["court"] or "").split()) if word)
    if not court and not subject and "R" not in match.group():
        return None
    return " ".join(f"{state} {court}R. {subject}".split())


def _court_word(word: str) -> str:
    return {"supreme": "Sup.", "court": "Ct.", "superior": "Super."}.get(word.lower(), word)


def _subject(words: str) -> str:
    text = words.lower().replace("’", "'")
    for key, usual in (
        ("civ", "Civ. P."), ("crim", "Crim. P."), ("evid", "Evid."), ("bankr", "Bankr. P."), ("habeas", "Habeas"), ("juv", "Juv. P."),
        ("prof", "Prof’l Conduct"), ("prac", "Prac. & Proc."), ("app", "App. P."), ("proc", "Proc."), ("court", "Ct."), ("ct", "Ct."),
    ):  # fmt: skip
        if text.startswith(key):
            return usual if key not in {"civ", "crim", "app"} or "p" in text[len(key) + (2 if key == "app" else 0) :] else f"{key.capitalize()}."
    return ""


def _court_set(match: re.Match[str]) -> str:
    if match["circuit"]:
        circuit = match["circuit"].replace("D. C.", "D.C.")
        return f"{_CIRCUITS.get(circuit, circuit)} Cir. R."
    court = match["court"]
    if court.startswith("Tax"):
        return "Tax Ct. R."
    return "Sup. Ct. R." if court.startswith("S") and "C" in court else f"{' '.join(court.split())} R."


def _federal_set(written: str) -> str:
    known = _FEDERAL_SETS.get(written)
    if known:
        return f"Fed. R. {known}"
    letters = re.sub(r"[^A-Za-z]", "", written)
    part = {"FRE": "Evid.", "FRC": "Civ. P.", "FRCP": "Civ. P."}.get(letters) or next(
        usual
        for key, usual in (("Civ", "Civ. P."), ("Crim", "Crim. P."), ("App", "App. P."), ("Evid", "Evid."), ("Bankr", "Bankr. P."))
        if key in letters
    )
    return f"Fed. R. {part}"
