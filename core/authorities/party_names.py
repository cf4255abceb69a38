"""Whether two names of a case name the same case: abbreviations folded as the Bluebook has them, one distinctive side enough."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?")
_SPLIT = re.compile(r"(?i)\s+(?:v|vs|versus|against)\.?\s+")
_OPENING = re.compile(
    r"(?i)^(?:in\s+(?:the\s+)?(?:matter|interest|re)(?:\s+of)?(?:\s+the)?|matter\s+of|in\s+re:?|ex\s+parte|ex\s+rel\.?|estate\s+of|petition\s+of|application\s+of)\s+"
)
_SIGNALS = re.compile(
    r"(?i)^(?:(?:see|but|cf|compare|with|contra|accord|e\.?g|contrast|also|generally|and|or|in|under|unlike|quoting|citing|overruling|the|court|our|decision|of|both|both|as|that|when|where|while|because|since|like)\b[.,;:]*\s+)+(?=\S)"
)
_ET_AL = re.compile(r"(?i),?\s*\bet\.?\s+(?:al|ux|vir|seq)\b\.?.*\Z")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}")
_OCR = str.maketrans({"0": "o", "1": "l"})

# Word and the short forms that courts and the Bluebook (table T6) give it; the first stands for all.
_FAMILIES = """
academy acad; administration administrative administrator administratrix admin admr adm; advertising adver; agency agcy; agriculture agricultural agric;
alliance all; alternative alt; amusement am; america american amer am; ancillary ancil; apartment apt; appellate app; arbitrator arbitration arb;
artificial artif; associate assoc associates; association assn assoc assn; athletic athl; atlantic atl; attorney atty; authority auth; automobile auto automotive; avenue ave;
bankruptcy bankr; board bd; broadcast broadcasting broad; brotherhood bhd; brothers bros; building bldg; bureau bur; business businesses bus;
casualty cas; center centre ctr; central cent; chemical chem; children child; church ch; city; civil civ; civilization; coalition coal; college coll; commerce com;
commission commn comm; commissioner commr comr comm; committee comm; commonwealth commw cmwlth; communication communications commcn commc; community cmty;
company co; compensation comp; computer comput; condominium condo; conference conf; congress cong; congressional cong; consolidated consol; construction constr;
contractor constr; continental contl contl; control; cooperative coop co-op; corporation corp; correction corrections correctional corr; cosmetic cosm; council; county cnty cty;
court ct; criminal crim; defense def; delinquent delinq; department dept; detention det; developer development dev; digital dig; director dir; discount disc;
distributor distributing distribution distrib; district dist; division div; doctor dr; eastern east; economic economics econ; editor ed; education educational educ;
electric electrical electricity electronic electronics elec; employee employees emp; employer employers employment emp emplr; enforcement enft; engineer engineers engineering engr engg; enterprise enterprises enter ent;
entertainment ent; environment environmental env envtl; equality equal; equipment equip; evangelical; examiner examr; exchange exch; executor executrix exr; exploration expl; export exp;
faculty fac; family fam; federal fed; federation fedn; fidelity fid; finance financial financing fin; foreign; foundation found; general gen; georgia; global glob;
government govt; group grp; guaranty guarantee guar; guardian; health; helicopter; highway hwy; hospital hospitals hosp; housing hous; human hum;
immigration immigr; import imp; incorporated inc; indemnity indem; independent indep; indian indians; industry industries industrial indus; information info; injury inj; institute institution inst;
insurance ins; intelligence; international intl; investment investments inv; investor; island; journalist; judicial jud; juvenile juv; laboratory laboratories lab labs; labor; land; legal;
liability liab; library libr; life; limited ltd; litigation litig; local loc; machine machinery mach; magazine mag; maintenance maint; management mgmt; manufacturer mfr; manufacturing mfg; maritime mar; market marketing mkt; marketing mktg;
marshal; mechanical mech; medical medicine med; memorial meml; merchandise merchandising merch; metropolitan metro; mortgage mortg; motor motors mtr; municipal municipality mun; mutual mut;
national natl; natural; north northern n; northeast ne; northwest nw; number no; office off; official off; oil; opinion op; optical opt; organization organizing org; pacific pac; partnership pship; patent pat;
patrol; permit; personal personnel pers; pharmaceutics pharmaceutical pharm; philosophical; planning plan; preserve preservation pres; prison; private; probation prob; product products production prod; professional prof; property properties prop; protection prot;
psychological psychologist psych; public pub; publication publishing publn publ publg; radio; railroad r rr; railway ry; real; record rec; recovery; recreation; referee ref; refining refin ref; regional regl reg; regulatory regulation reg; rehabilitation rehab;
reproduction reproductive reprod; reserve; resource resources res; restaurant rest; retirement ret; revenue rev; road rd; saint st; san; savings sav; school schools sch; science sci; scottish; secretary secy sec; security securities sec; senior sr; service services serv svc;
shareholder; social soc; society socy soc; software; south southern s; southeast se; southwest sw; state; steamship ss; street st; subcommittee; superintendent supt; superior super; supreme sup; surety sur; system systems sys; taxation tax;
technology technological tech; telecommunication telecomm; telephone telegraph tel; television; temporary temp; theater; township twp; tobacco; transcontinental transcon; transport transportation transp; trust; trustee tr trustees; turnpike tpk;
uniform unif; union; university univ; united; utility utilities util; village vill; warden; western west w; worker workers; year; youth; john jno; william wm; charles chas; james jas; thomas thos; george geo; robert robt; joseph jos; samuel saml; edward edw
"""
_BARE = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "by",
        "a",
        "an",
        "to",
        "at",
        "as",
        "de",
        "la",
        "et",
        "al",
        "ux",
        "vir",
        "ex",
        "rel",
        "re",
        "v",
        "vs",
        "no",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "inc",
        "co",
        "corp",
        "ltd",
        "llc",
        "llp",
        "lp",
        "plc",
        "pc",
        "pa",
        "na",
        "nv",
        "sa",
        "ag",
        "gmbh",
        "company",
        "corporation",
        "incorporated",
        "limited",
        "brothers",
        "bros",
        "sons",
    ]
)
"""Words that tell no case from another."""

_STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana iowa kansas kentucky louisiana
maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina dakota ohio oklahoma
oregon pennsylvania rhode island tennessee texas utah vermont virginia washington wisconsin wyoming columbia puerto rico
ala ariz ark cal calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev okla pa tenn tex vt va wash wis wyo
"""
_OFFICES = """
united states us usa america american state states people commonwealth republic king queen crown regina rex r government county city town township village parish borough
new north south west east northern southern eastern western central district national federal
commissioner commr comr secretary secy attorney general director warden superintendent sheriff administrator governor mayor president chief judge clerk treasurer collector
internal revenue irs ins service department dept board bd commission commn comm committee agency authority bureau office division
health human services labor interior treasury agriculture commerce defense education energy state army navy air force veterans affairs social security immigration naturalization homeland
court superior supreme municipal justice corrections department prison school education university college trustees bank trust insurance ins railroad railway
association assn union group estate matter marriage adoption guardianship grand jury subpoena litigation securities
"""
_PUBLIC = frozenset((_STATES + _OFFICES).split())
"""Words of parties that have thousands of cases: such a side says nothing of which case is meant."""


def _heads() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for family in _FAMILIES.replace("\n", " ").split(";"):
        words = family.split()
        for word in words:
            found.setdefault(word, set()).add(words[0])
    return {word: frozenset(heads) for word, heads in found.items()}


_HEADS = _heads()


def without_signal(name: str) -> str:
    """A name without the words that were taken for part of it: "Contrast State Oil Co. v. Khan"."""
    return _SIGNALS.sub("", name.strip(), count=1)


class Name:
    """A case's name taken apart. `sides` are the words of each party; a name of one party has one side."""

    __slots__ = ("sides", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _SPLIT.split(without_signal(text)[:400], maxsplit=1)
        self.sides = tuple(words for piece in pieces if (words := _words(piece)))

    @property
    def distinctive(self) -> tuple[tuple[str, ...], ...]:
        """The words of each side that can tell one case from another."""
        return tuple(kept for side in self.sides if (kept := tuple(word for word in side if _tells(word))))

    @property
    def whole(self) -> bool:
        """Whether both parties are there."""
        return len(self.sides) == 2


@lru_cache(maxsize=65_536)
def name_of(text: str) -> Name:
    """`text` taken apart; kept, since the same names come again and again."""
    return Name(text)


def same_case(one: str, other: str) -> bool | None:
    """Whether two names can be of one case: True when a distinctive party is in both, False when both have one and share
    none, None when that cannot be told ("United States v. State")."""
    first, second = name_of(one), name_of(other)
    ours, theirs = first.distinctive, second.distinctive
    if not ours or not theirs:
        return True if first.sides and first.sides == second.sides else None
    if any(_shares(a, b) for a in ours for b in theirs):
        return True
    if _initials(first.sides, second.sides) or _initials(second.sides, first.sides):
        return True
    if first.whole and second.whole and len(ours) == len(theirs) == 2:
        return False
    return False if _settled(first) and _settled(second) else None


def same_parties(one: str, other: str) -> bool:
    """Whether two names agree on both sides, abbreviations folded: enough to take them for one case of one court and year."""
    first, second = name_of(one), name_of(other)
    if not first.whole or not second.whole:
        return bool(first.sides) and len(first.sides) == len(second.sides) and first.distinctive != () and _alike(first.sides[0], second.sides[0])
    return bool(first.distinctive) and all(_alike(a, b) for a, b in zip(first.sides, second.sides, strict=True))


def _settled(name: Name) -> bool:
    """Whether what is distinctive of the name is sure to be a party and not a stray word before a short form."""
    return name.whole or bool(_OPENING.match(name.text))


def _words(side: str) -> tuple[str, ...]:
    side = _ET_AL.sub("", _OPENING.sub("", side.strip()))
    side = re.sub(r"(?<=\w\w)-(?=\s|$)", ".", side)  # a word cut at the end of a line
    side = _DOTTED.sub(lambda run: run.group().replace(".", "").replace(" ", "") + " ", side)
    bare = [_folded(word) for word in _WORD.findall(side)]
    kept = tuple(word for word in bare if word.rstrip(".") not in _BARE)
    return kept or tuple(bare)


def _folded(word: str) -> str:
    """In small letters without apostrophe; a full stop stays at what is shortened ("nat'l" and "coop." alike), so that "Young" is not
    taken for a short "Younger"."""
    bare = word.casefold().replace("’", "'")
    return bare.replace("'", "") + ("." if "'" in bare[1:-1] and not bare.endswith(("'s", ".")) and bare.index("'") > 1 else "")


def _tells(word: str) -> bool:
    bare = word.rstrip(".")
    return bare not in _PUBLIC and bare not in _BARE and len(bare) > 1


def _shares(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return any(_same_word(a, b) for a in ours for b in theirs) or "".join(ours).replace(".", "") == "".join(theirs).replace(".", "")


def _alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether every word of the shorter side stands in the longer one, and the first distinctive words are the same."""
    short, long = sorted((ours, theirs), key=len)
    return all(any(_same_word(a, b) for b in long) for a in short)


@lru_cache(maxsize=65_536)
def _same_word(one: str, other: str) -> bool:
    a, b = one.rstrip("."), other.rstrip(".")
    if a == b or _HEADS.get(a, frozenset((a,))) & _HEADS.get(b, frozenset((b,))):
        return True
    short, long = sorted((a, b), key=len)
    shortened = (one if len(one.rstrip(".")) == len(short) else other).endswith(".")
    if shortened and len(short) >= 3 and (long.startswith(short) or (long[0] == short[0] and long[-1] == short[-1] and _within(short, long))):
        return True
    if a.translate(_OCR) == b.translate(_OCR):
        return True
    return len(short) >= 5 and len(long) - len(short) <= 1 and _one_apart(short, long)


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _one_apart(short: str, long: str) -> bool:
    """Whether one letter changed, added or two swapped make one word the other: OCR, or a slip."""
    at = next((index for index, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        return short[at + 1 :] == long[at + 1 :] or (short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :])
    return short[at:] == long[at + 1 :]


def _initials(ours: tuple[tuple[str, ...], ...], theirs: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a word of one name is made of the initials of the other's side: "NRDC", "NLRB"."""
    initials = {"".join(word[0] for word in side) for side in theirs if len(side) > 1}
    return any(
        len(word) >= 2 and any(word == made or (len(word) >= 3 and made.startswith(word)) for made in initials) for side in ours for word in side
    )
