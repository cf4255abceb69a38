"""Statutes, regulations and public laws: sections of a code by its name, and bare ones ("18 U. S. C. §§3501(a), 3502", "§207")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from core.ingest.citing.code_names import STATE, STATES, CodeName, code_before, usual
from core.ingest.citing.found import Found
from core.ingest.citing.sections import SectionItem, plain, section_list
from core.models import CitationKind

_FEDERAL = re.compile(
    r"(?<![\w.])(?:[Tt]itle )?(?P<title>\d{1,2}),? (?:"
    r"(?:U\. ?S\. ?C(?:ode)?(?:\.|(?=[ ,§]))(?: ?[AS]\.(?= ?[,§\d]| [Ss]))?|USC[AS]?|U\.S\.C\.[AS]\.?|United States Code(?: Annotated)?)(?P<app>,? App(?:\.|x\.|endix)(?: \d)?)?"
    r"|(?P<cfr>C\. ?F\. ?R\.|CFR|Code of Federal Regulations))"
    r"\]?,? ?(?:\([^()]{1,30}\) )?(?P<sign>§§?|[Ss]ections?|[Ss]ecs?\.|[Ss]s\.|[Pp]arts?|[Pp]ts?\.)? ?(?=\d)"
)
_BARE = re.compile(r"(?P<sign>§§?\]?|(?<![A-Za-z_-])(?:[Ss]ections?|SECTIONS?|[Ss]ecs?\.|[Ss]ubsections? (?=\d)))(?: No\.)? ?(?:\(Rule\) )?(?=\d)")
_WITHOUT_SIGN = re.compile(
    r"(?<![\w.])(?P<name>(?:(?:Fla|Wis|Minn|Nev|Mo|Ky|Neb|Ore?|Ariz|Colo|Haw|Kan|Conn|N\. ?H|N\. ?J|N\. ?M|La|Tenn|Ind|Ala|Utah|Idaho|Iowa)\.? "
    r"(?:(?:Rev|Gen|Comp|Code)\.? ?){0,2}(?:Stat|Code|Laws)\.?(?: Ann\.)?)|(?:RCW|ORS|NRS|KRS|SDCL|MCLA?|RSA|CPLR|HRS|RSMo|(?<=\d )ILCS|La\. R\. ?S\.|R\. ?C\.|K\. ?S\. ?A\.|A\. ?R\. ?S\.|N\. ?J\. ?S\. ?A\.|T\. ?C\. ?A\.|O\. ?C\. ?G\. ?A\.|C\. ?R\. ?S\.))"
    r",? (?=\d+[A-Za-z]?[.:/–-]\d|\d{3,4}\()"
)
_ARTICLE = re.compile(r"(?<=[a-z.]),? [Aa]rt(?:s?\.|icles?) ?(?=\d)")
_TREASURY = re.compile(
    r"(?P<kind>(?:(?:Temp(?:orary|\.)|Prop(?:osed|\.)) )*)(?:Treas(?:ury|\.)) Reg(?:ulations?|s?\.)(?: \([^()]{1,20}\))? ?(?:§§?|[Ss]ections?|[Ss]ecs?\.) ?(?=\d)"
)
_TREASURY_AFTER = re.compile(
    r",? (?P<name>(?:(?:Temporary|Proposed|Temp\.|Prop\.) )?(?:Income|Estate|Gift|Estate & Gift|Employment|Excise|Procedural|Proced\.|Admin\.|Treas\.|Treasury)(?: (?:Tax|and|&|Admin\.|Administration|Procedural)){0,4} Regs?(?:\.|ulations?))"
)
_ADMIN_NUMBER = re.compile(
    rf"(?P<name>(?:{STATE}) ?"
    r"(?:Comp\. R\. ?& ?Regs\.|Admin\. Code(?: Ann\.)?|Code Regs?\.(?: Ann\.)?|Admin\. R(?:egs?)?\.|Code R\.|Regs\.(?: Conn\.)?|Code Mun\. Regs\.))"
    r"(?:,? (?:[Rr]\.|[Rr]ules?|ch\.|[Cc]hapter))? ?(?=\d)"
)
_ADMIN_ITEM = re.compile(r"\d[\dA-Za-z]*(?:[-–.:]{1,2}\d[\dA-Za-z]*)*(?:\([0-9A-Za-z]{1,4}\))*")
_AFTER = re.compile(
    r",? (?:of )?(?:the )?(?P<name>RSMo|Internal Revenue Code|I\.R\.C\.|Bankruptcy Code|(?:[Tt]itle (?P<title>\d{1,2})(?: of the|,)? ?(?:United States Code|U\. ?S\. ?(?:C(?:ode)?\.?|Code))?)"
    r"|(?P<state>[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:[’']s)? (?:(?:[A-Z][a-z]+ (?:and |& )?){0,4}Code|(?:Revised |General |Compiled )?(?:Statutes|Laws))(?: Annotated)?)|Fla\. Stat\.|Florida Statutes|Sentencing Guidelines|U\. ?S\. ?S\. ?G\.)"
)
_SESSION = re.compile(r"[^.;()§]{0,12}, \d{2,3} Stat\. \d|,? (?:of )?the Act of|, Act of")
_OF_AN_ACT = re.compile(
    r",? of (?:the )?(?:original |amended |same )?(?:[A-Z]{2,7}\b|(?:[A-Z][\w’.-]* (?:of |and |& |the |for |in )*){1,9}Act\b|Act\b|Title [IVX]+\b)"
)
"""Sections of an act are not those of the code it went into."""
_AMENDMENT = re.compile(
    r",? (?:of|to) the (?:U\. ?S\. |United States |Federal )?(?:[A-Z][a-z-]+ (?:and [A-Z][a-z]+ )?Amendments?|Constitution)|,? of [Aa]rt(?:icle|\.) [IVX]"
)
_PRIVATE = re.compile(
    r",? (?:of|in|to) (?:the|this|that|its|their|our|his|her|an?) (?:[A-Za-z-]+ ){0,2}?(?:agreement|contract|lease|policy|opinion|plan|handbook|manual|restatement|bylaws|deed|will|treaty|covenant|indenture|report|brief|note|complaint|order|decree|exhibit|document|township|Agreement|Contract|Lease|Policy|Plan|Handbook|Manual|Restatement|Bylaws|Convention|Treaty|Report|Covenant|Protocol|Indenture|Deed|Brief|Complaint|Order|MOU|CBA|Trust)\b"
)
_ARTICLE_BEFORE = re.compile(r"(?:\b[Aa]rt(?:icle|s?\.)|\b[Aa]m(?:end(?:ment|s?\.)|dts?\.)) ?(?:[IVX]{1,6}|\d{1,2}),? ?\Z")
_DIVIDED_CODE = re.compile(r"\b(?:Ann|Code|Codes|Stats?|Laws|Civ|Law)\.?,? \Z|(?:Ann|Code|Stat|Laws)\.?,? [Aa]rt\. ?\w+,? ?\Z")
_RULING = re.compile(r"Rev\. ?(?:Proc|Rul)\. ?\d{2,4}-\d{1,3},? \Z")
"""A section of a revenue procedure is a pin cite."""
_EDITION = re.compile(
    r"[^§()]{0,70}\((?:[A-Z][\w. ]{1,25},? )?(?:rev(?:ised|\.) )?(?:\d{1,2}(?:st|d|nd|rd|th) )?(?:rev\. )?ed\.? ?(?:19|20)?\d|[^§();.]{0,40}\((?:[A-Z][a-z]+ )?\d{1,2}(?:st|d|nd|rd|th) ed\."
)
_TREATISE = re.compile(
    r"(?:Restatement|(?<!Guidelines )Manual(?:,? [Vv]ol\. ?\d+)?|Handbook|Model (?:Penal )?Code|Model Business Corporation Act|Procedure|Practice|Treatise|Evidence|Torts|Contracts|Trusts|Corbin|Williston|Wigmore|Larson|Nimmer|Collier|Prosser|LaFave|Corpus Juris|C\.J\.S\.|Am\. ?Jur\. ?(?:2d)?|Dictionary|Miller|Keeton|Scott|Jur\. ?[23]d|McCarthy|Sutherland|Cyc\.|Digest|Hornbook|Commentaries|Arbitration|Damages|Agency|Property|Conflicts?(?: of Laws)?|Judgments|Remedies|Constitutional Law|Rawle|Law of [A-Z][a-z]+|Law of the Constitution|Criminal Law)(?:,? \([^()]{1,20}\))?(?: [A-Z][a-z]+(?: of [A-Z]\w+)?)?,?:? ?(?:[Cc]h\. \d+,? )?\Z"
)
_PUBLIC_LAW = re.compile(
    r"(?:Pub(?:lic|\.) ?L(?:aws?|\.)?|P\. ?L\.) ?(?:Nos?\. ?|Number )?(?P<number>\d{2,3}[-–]\d{1,4})(?![\w])(?:,? (?:and|&) (?P<second>\d{2,3}[-–]\d{1,4}))?"
)


def enactments(text: str, start: int, end: int, taken: Collection[int]) -> Iterator[Found]:
    """Sections of codes and regulations and public laws within start..end; `taken` are offsets at which citations by volume begin."""
    done = [start]
    for match in _PUBLIC_LAW.finditer(text, start, end):
        yield from _public_laws(match)
    for pattern, reader in (
        (_FEDERAL, _federal),
        (_TREASURY, _treasury),
        (_ADMIN_NUMBER, _administrative),
        (_ARTICLE, _articles),
        (_WITHOUT_SIGN, _unsigned),
    ):
        for match in pattern.finditer(text, start, end):
            yield from reader(text, match, taken)
    for match in _BARE.finditer(text, start, end):
        for found in _bare(text, match, done[0], taken):
            done[0] = found.end
            yield found


def _public_laws(match: re.Match[str]) -> Iterator[Found]:
    for group in ("number", "second"):
        if match[group]:
            number = match[group].replace("–", "-")
            first = match.start() if group == "number" else match.start(group)
            yield Found(first, match.end(group), CitationKind.PUBLIC_LAW, f"Pub. L. No. {number}", "Pub. L. No.", number)


def _federal(text: str, match: re.Match[str], taken: Collection[int]) -> Iterator[Found]:
    sign, regulation = match["sign"] or "", bool(match["cfr"])
    code = f"{match['title']} C.F.R." if regulation else f"{match['title']} U.S.C." + (" App." if match["app"] else "")
    mark = "pt." if sign[:1] in {"p", "P"} else "§"
    several = sign.startswith("§§") or sign.rstrip(".").endswith("s") or not sign
    kind = CitationKind.REGULATION if regulation else CitationKind.STATUTE
    yield from _listed(section_list(text, match.end(), several=several), match.start(), code, kind, taken, mark)


def _listed(
    items: list[SectionItem], start: int, code: str, kind: CitationKind, taken: Collection[int], mark: str = "§", *, named: bool = True
) -> Iterator[Found]:
    for index, item in enumerate(items):
        if index and item.start in taken:
            break
        normalized = f"{code} {'' if code.endswith('ILCS') else mark} {item.written}" if code else f"{mark} {item.written}"
        normalized = normalized.replace("  ", " ")
        yield Found(item.start if index else start, item.end, kind, normalized, code, item.base, named=named)


def _treasury(text: str, match: re.Match[str], taken: Collection[int]) -> Iterator[Found]:
    words = match["kind"].lower()
    code = ("Prop. " if "prop" in words else "") + ("Temp. " if "temp" in words else "") + "Treas. Reg."
    yield from _listed(section_list(text, match.end(), several=True), match.start(), code, CitationKind.REGULATION, taken)


def _administrative(text: str, match: re.Match[str], taken: Collection[int]) -> Iterator[Found]:
    item = _ADMIN_ITEM.match(text, match.end())
    if item:
        code, written = " ".join(match["name"].split()), plain(item.group())
        yield Found(match.start(), item.end(), CitationKind.REGULATION, f"{code} {written}", code, written.split("(")[0])


def _articles(text: str, match: re.Match[str], taken: Collection[int]) -> Iterator[Found]:
    named = code_before(text, match.start(), max(0, match.start() - 90))
    if named is None or "Const" in named.name:
        return
    code = named.name + " art."
    for found in _listed(section_list(text, match.end(), several=True), named.start, code, CitationKind.STATUTE, taken):
        found.normalized = found.normalized.replace("art. §", "art.")
        yield found


def _unsigned(text: str, match: re.Match[str], taken: Collection[int]) -> Iterator[Found]:
    named = code_before(text, match.end(), max(0, match.start() - 5))
    if named:
        kind = CitationKind.REGULATION if named.administrative else CitationKind.STATUTE
        yield from _listed(section_list(text, match.end(), several=True), min(named.start, match.start()), named.name, kind, taken)


def _bare(text: str, match: re.Match[str], floor: int, taken: Collection[int]) -> Iterator[Found]:
    sign = match["sign"]
    items = section_list(text, match.end(), several=sign.startswith("§§") or sign.rstrip(". ").endswith("s"))
    if not items or match.start() < floor:
        return
    last, first = items[-1].end, items[0]
    before = max(0, match.start() - 40)
    if _RULING.search(text, before, match.start()) or (
        _ARTICLE_BEFORE.search(text, before, match.start()) and not _DIVIDED_CODE.search(text, before, match.start())
    ):
        return
    if _AMENDMENT.match(text, last) or _PRIVATE.match(text, last) or _is_treatise(text, match.start(), last):
        return
    if (after := _TREASURY_AFTER.match(text, last)) and first.base[:1].isdigit() and re.search(r"[.]", first.base):
        for found in _listed(items, match.start(), "Treas. Reg.", CitationKind.REGULATION, taken):
            found.whole = after.end()
            yield found
        return
    named = code_before(text, match.start(), max(0, floor)) or _named_after(text, last)
    if named is None and not _may_be_law(text, match, first):
        return
    kind = CitationKind.REGULATION if named and named.administrative else CitationKind.STATUTE
    begin = min(match.start(), named.start) if named else match.start()
    for found in _listed(items, begin, named.name if named else "", kind, taken, named=named is not None):
        if named is None and (_SESSION.match(text, last) or _OF_AN_ACT.match(text, last)):
            found.source = "act"
        yield found


def _named_after(text: str, end: int) -> CodeName | None:
    match = _AFTER.match(text, end)
    if match is None:
        return None
    if match["title"]:
        return CodeName(f"{match['title']} U.S.C.", end)
    if match["state"]:
        state = re.sub(r"[’']s\b", "", match["state"])
        return CodeName(usual(state), end) if any(state.startswith(name) for name in STATES) else None
    name = match["name"]
    if name.startswith(("Sentencing", "U")):
        return CodeName("U.S.S.G.", end, administrative=True)
    return CodeName({"RSMo": "Mo. Rev. Stat.", "Internal Revenue Code": "I.R.C.", "Florida Statutes": "Fla. Stat."}.get(name, name), end)


_HEADING = re.compile(r"(?:\A|[.!?”\n] )\Z")
_CROSS_REFERENCE = re.compile(r"(?i)(?:\bsee|\bin|\bpart|\bthis|supra,?|infra,?|opinion,?) \Z")


def _may_be_law(text: str, match: re.Match[str], first: SectionItem) -> bool:
    """Whether a bare section is one of a law, not of this document or of a piece of land."""
    after = text[first.end : first.end + 40]
    if re.match(r",? (?:at|pp?\.) \d|,? (?:supra|infra|above|below|ante|post)\b|,? (?:T(?:ownship|\.) ?\d|Township|Block|Lot)", after):
        return False
    if match["sign"][0] == "§":
        return True
    word = match["sign"].strip()
    if word.startswith(("ub", "Sub", "sub")):
        return False
    return not (word[0] == "S" and re.match(r"\. [A-Z]", after) and _HEADING.search(text, max(0, match.start() - 2), match.start()))


def _is_treatise(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    return bool(_TREATISE.search(before) or _EDITION.match(text, end, end + 140))
