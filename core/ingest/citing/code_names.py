"""The names of codes as they stand before or behind a section: whose they are, and how they are usually written."""

from __future__ import annotations

import re
from dataclasses import dataclass

STATES = {
    "Alabama": "Ala.", "Alaska": "Alaska", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Cal.", "Colorado": "Colo.",
    "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Hawaii": "Haw.", "Idaho": "Idaho",
    "Illinois": "Ill.", "Indiana": "Ind.", "Iowa": "Iowa", "Kansas": "Kan.", "Kentucky": "Ky.", "Louisiana": "La.", "Maine": "Me.",
    "Maryland": "Md.", "Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.",
    "Missouri": "Mo.", "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "New Hampshire": "N.H.", "New Jersey": "N.J.",
    "New Mexico": "N.M.", "New York": "N.Y.", "North Carolina": "N.C.", "North Dakota": "N.D.", "Ohio": "Ohio", "Oklahoma": "Okla.",
    "Oregon": "Or.", "Pennsylvania": "Pa.", "Rhode Island": "R.I.", "South Carolina": "S.C.", "South Dakota": "S.D.",
    "Tennessee": "Tenn.", "Texas": "Tex.", "Utah": "Utah", "Vermont": "Vt.", "Virginia": "Va.", "Washington": "Wash.",
    "West Virginia": "W. Va.", "Wisconsin": "Wis.", "Wyoming": "Wyo.", "District of Columbia": "D.C.", "Puerto Rico": "P.R.",
    "Guam": "Guam",
}  # fmt: skip
"""As names of codes and constitutions abbreviate them."""
_ABBREVIATED = {
    "insurance": "Ins.", "annotated": "Ann.", "revised": "Rev.", "statutes": "Stat.", "statute": "Stat.", "stats.": "Stat.", "compiled": "Comp.",
    "general": "Gen.", "government": "Gov’t", "procedure": "Proc.", "civil": "Civ.", "criminal": "Crim.", "business": "Bus.",
    "professions": "Prof.", "commercial": "Com.", "commerce": "Com.", "labor": "Lab.", "family": "Fam.", "education": "Educ.",
    "public": "Pub.", "regulations": "Regs.", "administrative": "Admin.", "constitution": "Const.", "practice": "Prac.",
    "remedies": "Rem.", "consolidated": "Cons.", "vehicle": "Veh.", "welfare": "Welf.", "institutions": "Inst.", "evidence": "Evid.",
    "probate": "Prob.", "property": "Prop.", "corporations": "Corp.", "and": "&",
}  # fmt: skip
_BY_LETTERS = {re.sub(r"[^a-z]", "", form.lower()): short for full, short in STATES.items() for form in (full, short)}
_FORMS = {*STATES, *STATES.values(), "Calif.", "Ore.", "Penn.", "Nebr."}
STATE = "|".join(
    sorted((re.escape(form).replace(r"\.\ ", r"\. ?").replace(r"\ ", " ?").replace(r"\.", r"\. ?") for form in _FORMS), key=len, reverse=True)
)
"""The names and abbreviations of the states, as a pattern; blanks may be missing after stops."""
_STATE_AT = re.compile(rf"(?:{STATE})(?!(?-i:[a-z0-9]))", re.IGNORECASE)
_ACRONYMS = (
    r"RSMo|NMSA|N\. ?M\. ?S\. ?A\.|RCW|R\.C\.W\.|ORS|NRS|N\.R\.S\.|KRS|HRS|SDCL|NDCC|N\.D\.C\.C\.|MCLA?|M\.C\.L\.(?:A\.)?|CPLR|C\.P\.L\.R\.|"
    r"[AK]\. ?R\. ?S\.|[KT]\. ?[SC]\. ?A\.|O\. ?C\. ?G\. ?A\.|C\. ?R\. ?S\.|N\. ?J\. ?S\. ?A\.|(?:M\. ?)?G\. ?L\.|La\. R\. ?S\.|R\. ?C\.|[LM]\. ?R\. ?S\. ?A?\.?|Pa\. ?C\. ?S\. ?A?\.?|"
    r"P\. ?S\.|V\. ?S\. ?A\.|RSA|ILCS|UCC|U\. ?C\. ?C\.|I\. ?R\. ?C\.|IRC|U\. ?S\. ?S\. ?G\.|USSG|C\. ?G\. ?S\.|"
    r"Rev\. ?Stat\.|(?:General|Revised|Consolidated) Statutes|Internal Revenue Code|Bankruptcy Code|Guidelines Manual|Code of Criminal Procedure|Code of Civil Procedure|Penal Code"
)
_ACRONYM_BEFORE = re.compile(
    rf"(?:(?<=\s)|(?<=^)|(?<=[(“\[;]))(?:(?P<title>\d{{1,3}}) )?(?P<name>{_ACRONYMS})(?: Ann\.| Annotated)?(?: \(?(?:19|20)\d\d\)?)?,? ?\Z"
)
_DIVISION = re.compile(r",? ?(?P<part>[Tt]it(?:\.|le)|[Cc]h(?:\.|apter)|[Aa]rt(?:\.|icle)|[Cc]\.) ?(?P<number>\d[\dA-Za-z.:–-]*),? ?\Z")
_IN_PARENTHESES = re.compile(r" ?\((?:[A-Z.]{2,10}|Rule)\) ?\Z")
"""An acronym behind the name it stands for: "Haw. Rev. Stat. (HRS) § 702-204"."""
_WORD = re.compile(r"(?:\d{1,2}(?=[A-Z]))?(?:[A-Z][\w.’'-]*,?|&|of|and|the)\Z")
_CODE = re.compile(r"(?i:\b(?:code|codes|stats?|statutes?|laws?|rev|comp|cons|ilcs|const|constitution|regs?|regulations|rules?|acts?|codified)\b)")
_LAST = re.compile(
    r"(?i)(?:code|codes|stats?\.?|statutes|laws?|ann\.?|annotated|laws|regs\.?|regulations|r\.|act|const\.?|constitution|proc\.|procedure|crim\.|pl?\.|serv\.|s\.|supp\.|(?:19|20)\d\d)\Z"
)
_LEAD = re.compile(r"(?:(?:See|Under|In|The|This|But|Cf\.|And|Since|Both|As|Accord|Former|[IVX]+|[A-H]),? )*")
_OWN_CODE = re.compile(
    r"(?<![\w.])(?<!Model )(?:(?:[A-Z][\w.’-]*,? (?:and |& )?){0,3}(?!Model |Uniform |The |This |See |Under |In )[A-Z][\w.’-]* Code(?: Ann\.)?"
    r"|Code (?:Civ|Crim)\. ?Proc\.|Code of (?:Civil|Criminal) Procedure"
    r"|(?:Penal|Judiciary|Executive|Labor|Education|Real Property(?: Tax)?|Civil (?:Rights|Service|Practice)|Correction|Domestic Relations|Insurance|Banking|"
    r"Business Corporation|Criminal Procedure|General (?:Business|Municipal|Obligations)|Public (?:Health|Officers|Authorities|Service)|Social Services|Tax|Town|Village|Vehicle (?:and|&) Traffic|"
    r"Workers[’'] Compensation|Not-for-Profit Corporation|Mental Hygiene|Municipal Home Rule|Environmental Conservation|Debtor (?:and|&) Creditor|Highway|Election|Lien|Multiple Dwelling) Law)\Z"
)
"""A state's own code as its courts name it, without the state: "Pen. Code", "Judiciary Law"."""
_ADMINISTRATIVE = re.compile(r"(?i)\b(?:admin|administrative|regs?|regulations|c\.?m\.?r|code r)\b")
_FIRST_NAMED = re.compile(r"(?i)(?:Vernon[’']s|McKinney[’']s|Purdon[’']s|Burns|Smith-Hurd|West[’']s)(?: Ann\.| Annotated)? ")


@dataclass(frozen=True, slots=True)
class CodeName:
    """A code as it is usually written, where its name begins, and whether it holds regulations."""

    name: str
    start: int
    administrative: bool = False


def code_before(text: str, end: int, floor: int) -> CodeName | None:
    """The code whose name stands right before `end` (where a section sign begins), not before `floor`."""
    window_at = max(floor, end - 110)
    window = text[window_at:end]
    if not window.rstrip(" ,")[-1:].isalnum() and window.rstrip(" ,")[-1:] not in {".", ")"}:
        return None
    window = _IN_PARENTHESES.sub("", window)
    division = _DIVISION.search(window)
    bare = window[: division.start()] if division else window
    if (found := _words_before(bare)) is not None:
        return CodeName(_with_division(usual(found[0]), division), window_at + found[1], bool(_ADMINISTRATIVE.search(found[0])))
    if (acronym := _ACRONYM_BEFORE.search(bare)) is not None:
        name = _acronym(acronym)
        return CodeName(_with_division(name, division), window_at + acronym.start(), administrative=name == "U.S.S.G.")
    own = _OWN_CODE.search(bare.rstrip(" ,"))
    if own is None:
        return None
    start = own.start() + _LEAD.match(own.group()).end()  # type: ignore[union-attr]
    return CodeName(_with_division(usual(bare[start : own.end()]), division), window_at + start)


def _acronym(match: re.Match[str]) -> str:
    name = " ".join(match["name"].split())
    known = re.sub(r"[. ]", "", name)
    usual_name = {
        "RSMo": "Mo. Rev. Stat.", "IRC": "I.R.C.", "InternalRevenueCode": "I.R.C.", "USSG": "U.S.S.G.", "GuidelinesManual": "U.S.S.G.",
        "RCW": "Wash. Rev. Code", "ORS": "Or. Rev. Stat.", "NRS": "Nev. Rev. Stat.", "KRS": "Ky. Rev. Stat.", "HRS": "Haw. Rev. Stat.",
        "TCA": "Tenn. Code Ann.", "OCGA": "Ga. Code Ann.", "SDCL": "S.D. Codified Laws", "NDCC": "N.D. Cent. Code",
        "MCL": "Mich. Comp. Laws", "MCLA": "Mich. Comp. Laws Ann.", "KSA": "Kan. Stat. Ann.", "NJSA": "N.J. Stat. Ann.", "ARS": "Ariz. Rev. Stat.",
        "CRS": "Colo. Rev. Stat.", "UCC": "U.C.C.", "CPLR": "N.Y. C.P.L.R.", "CGS": "Conn. Gen. Stat.", "RSA": "N.H. Rev. Stat. Ann.",
    }.get(known, name)  # fmt: skip
    return f"{match['title']} {usual_name}" if match["title"] else usual_name


def _with_division(name: str, division: re.Match[str] | None) -> str:
    if division is None:
        return name
    part = {"t": "tit.", "c": "ch.", "a": "art."}[division["part"][0].lower()]
    return f"{name} {part} {division['number'].strip('.,').replace('–', '-')},"


def _words_before(window: str) -> tuple[str, int] | None:
    """The capitalised words at the end of the window from a jurisdiction on, if they name a code."""
    words: list[str] = []
    ends = len(window.rstrip(" ,"))
    at = ends
    for word in reversed(window[:ends].split(" ")[-12:]):
        if not (_WORD.match(word) or (word.isdigit() and not words) or re.match(r"\((?:West|19|20|Supp)", word)) or word.endswith(";"):
            break
        words.append(word)
    if not words or not _LAST.search(words[0].rstrip(",")):
        return None
    at = ends - len(" ".join(words))
    begin = None
    for state in _STATE_AT.finditer(window, at, ends):  # "Washington. Compare Idaho Code": the last is the one
        if (state.start() == at or window[state.start() - 1] in " 0123456789") and _CODE.search(window, state.end(), ends):
            begin = state.start()
    if begin is None:
        return None
    title = re.search(r"(?<![\d.,])\d{1,3} \Z", window[:begin])
    begin = title.start() if title else begin
    return window[begin:ends], begin


def usual(name: str) -> str:
    """ "Texas Insurance Code" as "Tex. Ins. Code", "N. Y. Penal Law" as "N.Y. Penal Law"."""
    name = re.sub(r",?\s*\(?(?:19|20)\d\d\)?\Z", "", name.strip(" ,"))
    title = re.match(r"\d{1,3} ", name)
    head, rest = (title.group(), name[title.end() :]) if title else ("", name)
    state = _STATE_AT.match(rest)
    if state:
        rest = f"{_abbreviated(state.group())} {rest[state.end() :].strip()}"
    if rest[len(state.group()) if state else 0 :].isupper() and len(rest) > 8:  # small capitals
        rest = " ".join(word.capitalize() if len(word) > 2 else word for word in rest.split(" "))
    words = [_ABBREVIATED.get(word.lower().rstrip(","), word.rstrip(",")) for word in rest.split()]
    return head + " ".join(word for word in words if word not in {"of", "the"})


def _abbreviated(state: str) -> str:
    letters = re.sub(r"[^a-z]", "", state.lower())
    return _BY_LETTERS.get(letters, state.strip())


def state_named(text: str) -> str | None:
    """The state a text begins with, as abbreviated."""
    match = _STATE_AT.match(text)
    return _abbreviated(match.group()) if match else None
