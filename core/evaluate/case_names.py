"""Whether two names are the same case's, as courts and reporters abbreviate.

The Bluebook (rule 10.2.1, table T6) and the Supreme Court's Reporter of Decisions shorten names in different ways: "Educ." and "Ed." for
"Education", "Ass'n" and "Assn." for "Association", "Comm'n" for "Commission". Both are brought to the full word. What the rules let one
leave out is left out of both names: "Inc." and its like, "City of", given names of persons, a place after a comma, "et al.".
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TABLE = """
academy: acad | administration administrative: admin adm | administrator administratrix: admr admx adm'r | advertising: advert
agriculture agricultural: agric | america american: am amer | associate: assoc | association: assn assoc ass'n | atlantic: atl | authority: auth
automobile automotive: auto | avenue: ave | bankruptcy: bankr | board: bd | broadcasting: broad broadcast | brothers: bros | building: bldg
business: bus | casualty: cas | center centre: ctr cent | central: cent | chemical: chem | coalition: coal | college: coll | commission: commn comm'n
commissioner: commr comm'r comr | committee: comm | communication communications: commc'ns commcns commc'n | community: cmty | company: co
compensation: comp | condominium: condo | congress congressional: cong | consolidated: consol | construction: constr | continental: contl cont'l
cooperative: coop | corporation: corp | correction correctional corrections: corr | county: cnty cty | criminal: crim | defense: def
department: dept dep't | development: dev | director: dir | discount: disc | distributing distribution distributor: distrib
district: dist | division: div | eastern east: e | economic economics economy: econ | education educational: educ ed | electric electrical electronic: elec
employee employees: emp empl | employer employers: empr | engineer engineering: engg eng'g eng | enterprise enterprises: enter ents
entertainment: entmt ent't ent | environment environmental: env't envt envtl env'tl | equality: equal | equipment: equip | examiner: examr exam'r | exchange: exch
executive: exec | executor: exr ex'r | federal: fed | federation: fedn fed'n | fidelity: fid | finance financial financing: fin | foundation: found
general: gen | government: govt gov't | group: grp | guaranty guarantee: guar | hospital: hosp | housing: hous | import importer: imp | incorporated: inc
indemnity: indem | independent: indep | industry industrial industries: indus ind | information: info | institute institution: inst | insurance: ins
international: intl int'l | investment investments: inv | laboratory laboratories: lab labs | liability: liab | limited: ltd | litigation: litig
machine machinery: mach | maintenance: maint | management: mgmt | manufacturer manufacturers manufacturing: mfr mfrs mfg | maritime: mar | market marketing: mkt mktg
mechanic mechanical: mech | medical medicine: med | memorial: meml mem'l | merchant merchandise: merch | metropolitan: metro | mortgage: mortg
municipal: mun | mutual: mut | national: natl nat'l nat | northeast northeastern: ne | northern north: n | northwest northwestern: nw | number: no
organization organizing: org | pacific: pac | partnership: pship p'ship | personnel: pers | pharmacy pharmaceutical pharmaceuticals: pharm pharms
preserve preservation: pres | probate: prob | product production: prod prods | professional: profl prof'l | property: prop | protection: prot | public: pub
publishing publication: publg publ'g publ | railroad: rr | railway: ry | refining: ref | regional: regl reg'l reg | rehabilitation: rehab | reproduction: reprod
resource resources: res | restaurant: rest | retirement: ret | road: rd | savings: sav | school schools: sch schs | science: sci | secretary: secy sec'y
security securities: sec | service services: serv servs svc svcs | shareholder: sholder s'holder | social: soc | society: socy soc'y | southeast southeastern: se
southern south: s so | southwest southwestern: sw | steamship: ss | street: st | subcommittee: subcomm | superintendent: supt | surety: sur | system systems: sys
technology technologies: tech techs | telecommunication telecommunications: telecomm | telephone telegraph: tel | temporary: temp | township: twp
transcontinental: transcon | transport transportation: transp | trustee: tr | turnpike: tpk | uniform: unif | university: univ u | utility: util | village: vill
western west: w | saint: st
alabama: ala | arizona: ariz | arkansas: ark | california: cal calif | colorado: colo | connecticut: conn | delaware: del | florida: fla | georgia: ga
illinois: ill | indiana: ind | kansas: kan kans | kentucky: ky | louisiana: la | maine: me | maryland: md | massachusetts: mass | michigan: mich | minnesota: minn
mississippi: miss | missouri: mo | montana: mont | nebraska: neb nebr | nevada: nev | oklahoma: okla | oregon: ore or | pennsylvania: pa penn | tennessee: tenn
texas: tex tx | vermont: vt | virginia: va | washington: wash | wisconsin: wis wisc | wyoming: wyo
"""
_STATES = frozenset(
    [
        "alabama",
        "arizona",
        "arkansas",
        "california",
        "colorado",
        "connecticut",
        "delaware",
        "florida",
        "georgia",
        "illinois",
        "indiana",
        "kansas",
        "kentucky",
        "louisiana",
        "maine",
        "maryland",
        "massachusetts",
        "michigan",
        "minnesota",
        "mississippi",
        "missouri",
        "montana",
        "nebraska",
        "nevada",
        "oklahoma",
        "oregon",
        "pennsylvania",
        "tennessee",
        "texas",
        "vermont",
        "virginia",
        "washington",
        "wisconsin",
        "wyoming",
        "alaska",
        "hawaii",
        "idaho",
        "iowa",
        "ohio",
        "utah",
        "al",
        "ak",
        "az",
        "ar",
        "ca",
        "co",
        "ct",
        "de",
        "fl",
        "ga",
        "hi",
        "id",
        "il",
        "in",
        "ia",
        "ks",
        "ky",
        "la",
        "me",
        "md",
        "ma",
        "mi",
        "mn",
        "ms",
        "mo",
        "mt",
        "ne",
        "nv",
        "nh",
        "nj",
        "nm",
        "ny",
        "nc",
        "nd",
        "oh",
        "ok",
        "or",
        "pa",
        "ri",
        "sc",
        "sd",
        "tn",
        "tx",
        "ut",
        "vt",
        "va",
        "wa",
        "wv",
        "wi",
        "wy",
    ]
)
_SMALL = frozenset(["the", "of", "and", "for", "in", "on", "at", "a", "an", "to", "by", "as"])
_FIRM = frozenset(
    ["incorporated", "corporation", "company", "limited", "llc", "llp", "lp", "plc", "pc", "pllc", "na", "fsb", "sa", "ag", "gmbh", "nv", "bv", "pty"]
)
_UNION = frozenset(["international", "union", "brotherhood", "united"])
_THINGS = frozenset(
    [
        "bank",
        "church",
        "trust",
        "club",
        "fund",
        "store",
        "stores",
        "mills",
        "mines",
        "farm",
        "farms",
        "oil",
        "gas",
        "coal",
        "steel",
        "motors",
        "airlines",
        "lines",
        "press",
        "news",
        "party",
        "inn",
        "hotel",
        "estate",
        "works",
        "records",
        "foods",
        "homes",
        "energy",
        "power",
        "water",
        "land",
        "title",
        "tribe",
        "nation",
        "band",
        "office",
        "court",
        "parish",
        "diocese",
        "army",
        "navy",
    ]
)
"""Words at the end of a name that is no person's."""
_VERSUS = re.compile(r"(?<=\s)(?:v|vs|versus|against)\.?(?=\s)")
_MATTER = re.compile(r"^(?:in re(?: the)?(?: matter of)?(?: the)?|in the matter of(?: the)?|matter of|re)[: ]\s*")
_PLACES = re.compile(r"^(?:the )?(?:city|county|town|village|borough|state|commonwealth|people of the state|people|republic) of (?:the )?(?=\w)")
_LOCAL = re.compile(r",? local (?:no\.? ?)?\d+")
_ET_AL = re.compile(r",?\s+et\.?\s+(?:al|ux|vir)\b\.?")


def same_name(one: str | None, other: str | None) -> bool:
    """Whether both name one case: each side the same when abbreviations are written out and what may be left out is."""
    if not one or not other:
        return one == other
    sides, others = _sides(one), _sides(other)
    return len(sides) == len(others) and all(map(_same_side, sides, others))


def as_abbreviated(name: str) -> str:
    """The key of a name: its sides in full words, lower case, less what may be left out."""
    return " v. ".join(" ".join(_tokens(side)) for side in _sides(name))


def _sides(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).translate(str.maketrans("’‘–—", "''--"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    folded = " ".join(plain.lower().replace("&", " and ").split())
    return [_MATTER.sub("in re ", side.strip(" ,.;")) for side in _VERSUS.split(folded, maxsplit=1)]


def _same_side(one: str, other: str) -> bool:
    if one.startswith("in re ") and other.startswith("in re "):
        one, other = one.removeprefix("in re "), other.removeprefix("in re ")
    left, right = _tokens(one), _tokens(other)
    if _at_home(one, other) or _at_home(other, one):
        return True
    return left == right or _initials(one, right) or _initials(other, left) or _surname(left, right) or _surname(right, left)


def _at_home(short: str, long: str) -> bool:
    """A state's own courts call it "State", "People" or "Commonwealth" (rule 10.2.1(f))."""
    return short in {"state", "people", "commonwealth"} and re.match(rf"(?:the )?{short} of (?:the )?\w", long) is not None


def _initials(short: str, long: tuple[str, ...]) -> bool:
    """SEC is the Securities and Exchange Commission."""
    return len(long) > 1 and re.sub(r"[\s.]", "", short) == "".join(word[0] for word in long)


def _surname(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Given names of persons are left out (rule 10.2.1(g)); a firm's, agency's or place's name is no person's."""
    return 0 < len(short) < len(long) <= 4 and long[-len(short) :] == short and not any(_is_institution(word) for word in long)


def _is_institution(word: str) -> bool:
    return word in _words().values() or word in _STATES or word in _THINGS


@lru_cache(maxsize=4096)
def _tokens(side: str) -> tuple[str, ...]:
    bare = _ET_AL.sub("", side)
    unlocal = _LOCAL.sub("", bare)
    head, _, tail = unlocal.rpartition(", ")
    if head and re.sub(r"\W", "", tail) in _STATES:
        unlocal = head
    words = re.findall(r"[^\W_]+", _joined_initials(_PLACES.sub("", unlocal).replace("'", "")))
    full = [_words().get(word, word) for word in words if word not in _SMALL]
    full = [word for index, word in enumerate(full) if not (word == "america" and full[index - 2 : index] == ["united", "states"])]
    full = ["united", "states"] if full == ["us"] else full
    if full[:1] == ["commissioner"] and full[1:] == ["internal", "revenue"]:
        full = full[:1]  # rule 10.2.1(j)
    if unlocal != bare or "union" in full or "brotherhood" in full:
        full = [word for word in full if word not in _UNION] or full
    while len(full) > 1 and full[-1] in _FIRM:
        full.pop()
    return tuple(full)


def _joined_initials(text: str) -> str:
    """ "S. E. B." and "S.E.B." are "SEB"."""
    return re.sub(r"\b(?:[a-z]\.\s?)+[a-z]\b\.?", lambda run: re.sub(r"[.\s]", "", run.group()) + " ", text)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Every form to the first full word of its row; of several rows with a form the first holds."""
    forms: dict[str, str] = {}
    for row in re.split(r"[|\n]", _TABLE.replace("'", "")):
        full, _, short = row.partition(":")
        for form in (full + " " + short).split():
            forms.setdefault(form, full.split()[0])
    return forms
