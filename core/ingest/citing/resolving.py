"""What each mention refers to: one key for every form in which a document cites the same authority."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from core.ingest.citing.finding import SECTIONS, VOLUMES
from core.ingest.citing.found import Found
from core.models import CitationKind

_LONGEST_OPINION = 150
"""Pages within which an opinion that begins on one page may be cited by pin."""
_ID_REACH = 3_000
_SENTENCE = re.compile(r"[.!?][”’)\]]{0,2} +[“(\[]?[A-Z]")
_STRING = re.compile(r"(?:[^.;()]|\([^()]*\)|\.(?! [A-Z])){0,200};\Z")
_RECORD = re.compile(
    r"\b(?:App|Tr|Brief|Br|Record|Exh?|Exhs|Exs|Docs?|Dkt|ECF|J\. ?A|JA|Stip|Pet|Decl|Dep|Aff|Supp\. App|S\. Rep|H\. ?R\. Rep|Cong\. Rec|Compl|Resp|Mot|Hr[’']g|R)\b\.?[^.;]{0,60}?\d|\b(?:19|20)\d\d ed\.\)|\bed\. (?:19|20)\d\d\)"
)
_ALIASES = {"I.R.C.": "26 U.S.C.", "Treas. Reg.": "26 C.F.R.", "Bankruptcy Code": "11 U.S.C."}
_DEFAULT_CODE = re.compile(r"(?i)(?:section|code) references are to (?:sections of )?the Internal Revenue Code")
_DEFAULT_RULES = re.compile(r"(?i)rule references are to the (?:Tax Court|Rules of Practice and Procedure of (?:this|the Tax) Court)")
_GUIDELINE = re.compile(r"[1-8][A-Z]\d\.\d{1,2}")
"""A section of the federal Sentencing Guidelines: no code numbers its sections so."""
_NICKNAME = re.compile(r"(?:hereinafter |here-inafter )?[“\"]?(?P<name>[A-Z][\w’&.-]*(?: (?:[A-Z][\w’&.-]*|of|the|&)){0,4})[”\"]?")
"""A parenthetical that gives the case a short name: "(MCFL)", "(Halliburton I)"."""
_PAGE_PIN = re.compile(r"\*?\d|_")
"""Pages, which no provision has."""
_CALLED = re.compile(r"[A-Z][\w’'&.-]+")
_COMMON = frozenset(
    [
        "United",
        "States",
        "State",
        "People",
        "Commonwealth",
        "City",
        "County",
        "Board",
        "In",
        "Ex",
        "Inc",
        "Corp",
        "Co",
        "The",
        "Department",
        "Dept",
        "Commissioner",
        "National",
    ]
)


def resolve(text: str, found: Sequence[Found], whole_text: str = "") -> None:
    """Give every mention its `authority`, None where it cannot be told."""
    desk = _Desk(text)
    for index, one in enumerate(found):
        one.authority = desk.authority(found, index)


class _Desk:
    """What has been cited so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, str] = {}
        self._volumes: dict[str, dict[str, int | None]] = defaultdict(dict)
        self._names: dict[str, dict[str, None]] = defaultdict(dict)
        self._called: dict[str, dict[str, None]] = defaultdict(dict)
        self._codes: dict[tuple[CitationKind, str], str] = {}
        self._acts: set[str] = set()
        self._rule_sets: dict[str, None] = {}
        self._last_section: Found | None = None
        self._default_code = "26 U.S.C." if _DEFAULT_CODE.search(text) else None
        self._default_rules = "Tax Ct. R." if _DEFAULT_RULES.search(text) else None

    def authority(self, found: Sequence[Found], index: int) -> str | None:
        one = found[index]
        if one.kind in VOLUMES or one.paged:
            return self._volume(found, index)
        if one.kind in SECTIONS:
            return self._section(one)
        if one.kind is CitationKind.SHORT:
            return self._short(one) or (found[index - 1].authority if one.follows else None)
        if one.kind is CitationKind.SUPRA:
            return self._supra(one)
        return self._id(found, index)

    def _volume(self, found: Sequence[Found], index: int) -> str | None:
        one = found[index]
        blank = one.item == "___"
        leader = found[index - 1].authority if one.follows else None
        own = self._known.get(one.normalized, one.normalized) if not blank else self._unprinted(one)
        key = leader if leader and (blank or "___" not in leader or own == one.normalized) and not (leader and "___" in leader and not blank) else own
        if one.follows and leader and "___" in leader and not blank:
            self._rename(found, index, leader, key or "")
        if key:
            if not blank:
                self._known.setdefault(one.normalized, key)
            self._volumes[one.source].setdefault(key, int(one.item) if one.item.isdigit() else None)
        if key and one.name:
            self._learn(one, key)
        return key

    def _rename(self, found: Sequence[Found], index: int, old: str, new: str) -> None:
        """A parallel citation with a page is the better key than one with the page left blank."""
        at = index - 1
        while at >= 0 and found[at].authority == old:
            found[at].authority = new
            if not found[at + 1].follows:
                break
            at -= 1
        for names in self._names.values():
            if old in names:
                del names[old]
                names[new] = None

    @staticmethod
    def _unprinted(one: Found) -> str | None:
        return f"{one.name}, {one.normalized}" if one.name else None

    def _learn(self, one: Found, key: str) -> None:
        for word in _CALLED.findall(one.name or ""):
            bare = word.strip(".,’'")
            if bare not in _COMMON and len(bare) > 1:
                self._names[bare][key] = None
        self._names[one.name or ""][key] = None
        nickname = _NICKNAME.fullmatch(one.parenthetical or "")
        if nickname:
            self._names[nickname["name"]][key] = None
            self._called[nickname["name"]][key] = None

    def _section(self, one: Found) -> str | None:
        if one.kind is CitationKind.RULE:
            return self._rule(one)
        if one.kind is CitationKind.CONSTITUTION:
            return self._provision(one)
        if one.source in {"session", "act"}:
            self._acts.add(one.item)
            return None
        if not one.named or not one.source:
            return self._bare(one)
        source = _ALIASES.get(one.source, one.source)
        if source == "26 C.F.R." and "." not in one.item:
            source = one.source
        self._codes[(one.kind, one.item)] = source
        self._last_section = one
        return _joined(source, one)

    def _bare(self, one: Found) -> str | None:
        last = self._last_section
        string = bool(last and one.start - last.end < 400 and not _SENTENCE.search(self._text, last.end, one.start))
        if string and last and ("." in one.item) == ("." in last.item) and last.kind is CitationKind.REGULATION and "C.F.R." in last.source:
            one.kind = CitationKind.REGULATION
        if _GUIDELINE.fullmatch(one.item):
            one.kind = CitationKind.REGULATION
            return f"U.S.S.G. § {one.item}"
        source = self._codes.get((one.kind, one.item)) if one.item not in self._acts else None
        if source is None and string and last and one.kind is last.kind and _shape(one.item) == _shape(last.item):
            source = _ALIASES.get(last.source, last.source)
        if source is None and one.item not in self._acts:
            source = self._default_code
        if source is None:
            return None
        if string:
            one_named = Found(one.start, one.end, one.kind, one.normalized, source, one.item)
            self._last_section = one_named
        return _joined(source, one)

    def _rule(self, one: Found) -> str | None:
        if one.named:
            self._rule_sets[one.source] = None
            self._codes[(one.kind, one.item)] = one.source
            return f"{one.source} {one.item}"
        source = self._codes.get((one.kind, one.item)) or self._default_rules
        if source is None and len(self._rule_sets) == 1 and not next(iter(self._rule_sets)).endswith("Cir. R."):
            source = next(iter(self._rule_sets))
        return f"{source} {one.item}" if source else None

    def _provision(self, one: Found) -> str | None:
        if one.named:
            self._codes[(one.kind, one.item)] = one.source
            return f"{one.source} {one.item}"
        source = self._codes.get((one.kind, one.item), one.source)
        if source != one.source:
            one.normalized = one.normalized.replace(one.source, source, 1)
        return f"{source} {one.item}"

    def _short(self, one: Found) -> str | None:
        pages = self._volumes.get(one.source, {})
        keys = list(dict.fromkeys(pages))
        if len(keys) > 1 and one.name:
            words = {word.strip(".,’'") for word in _CALLED.findall(one.name)} - _COMMON
            named = [key for key in keys if any(key in self._names.get(word, {}) for word in words)]
            keys = named or keys
        if len(keys) > 1 and (pin := re.match(r"\d+", one.pin or "")):
            before = [(first, key) for key in keys if (first := pages[key]) is not None and first <= int(pin.group()) <= first + _LONGEST_OPINION]
            keys = [max(before)[1]] if before else keys  # where the next opinion begins, the one before has ended
        if len(keys) != 1:
            return None
        if one.name:
            self._called[one.name][keys[0]] = None
        return keys[0]

    def _supra(self, one: Found) -> str | None:
        return self._by_name(one.name or "")

    def _by_name(self, name: str) -> str | None:
        """The one decision cited before that goes by this name."""
        whole = self._names.get(name)
        if whole and len(whole) == 1:
            return next(iter(whole))
        words = [word.strip(".,’'") for word in _CALLED.findall(name)]
        words = [word for word in words if word not in _COMMON] or words
        keys: set[str] | None = None
        for word in words:
            known = set(self._names.get(word, {}))
            keys = known if keys is None else keys & known
        called = self._called.get(name, {})
        keys = {key for key in keys or () if key in called} or keys if keys and len(keys) > 1 else keys
        return next(iter(keys)) if keys and len(keys) == 1 else None

    def _id(self, found: Sequence[Found], index: int) -> str | None:
        one = found[index]
        at = self._antecedent(found, index)
        paged = bool(one.pin and _PAGE_PIN.match(one.pin))
        while at is not None and found[at].kind in SECTIONS and not found[at].paged and (paged or self._is_passing(found[at], one)):
            at = self._antecedent(found, at)
        if at is None:
            return None
        last = found[at]
        if last.authority is None or one.start - last.whole > _ID_REACH or _RECORD.search(self._text, last.whole, one.start):
            return None
        before = self._antecedent(found, at)
        while paged and before is not None and found[before].kind in SECTIONS and not found[before].paged:
            before = self._antecedent(found, before)
        if before is not None and found[before].authority != last.authority and self._is_string(found[before], last):
            return None
        if one.item:
            return re.sub(r"§ .*", f"§ {one.item}", last.authority) if "§" in last.authority else None
        return last.authority if self._pin_fits(one, last.authority) else None

    def _is_passing(self, section: Found, one: Found) -> bool:
        """Whether a provision is only spoken of, as "the Fourth Amendment" is, so that "id." will hardly mean it."""
        between = self._text[section.whole : one.start]
        return (
            (not section.named
            and not one.item
            and len(between) > 12)
            or (section.kind is CitationKind.CONSTITUTION and "onst" not in self._text[section.start : section.end])
        )

    def _antecedent(self, found: Sequence[Found], index: int) -> int | None:
        """The mention before, those in its own parenthetical left out; the first of parallel ones stands for all."""
        at = index - 1
        while at >= 0:
            inside = next(
                (other for other in range(at - 1, max(-1, at - 8), -1) if found[other].aside[0] < found[at].start < found[other].aside[1]), None
            )
            if inside is None or found[inside].aside[0] < found[index].start < found[inside].aside[1]:
                break
            at = inside
        while at > 0 and found[at].follows:
            at -= 1
        return at if at >= 0 else None

    def _is_string(self, before: Found, last: Found) -> bool:
        """Whether both stand in one string of citations, so that "id." cannot say which is meant."""
        gap = self._text[before.whole : last.first]
        return len(gap) < 200 and ";" in gap and not _SENTENCE.search(gap)

    def _pin_fits(self, one: Found, authority: str) -> bool:
        if "§" in authority or not one.pin:
            return True
        first = re.search(r"(?<= )(\d{1,6})\Z", authority)
        pin = re.match(r"\*?(\d+)", one.pin)
        if first is None or pin is None or one.pin.startswith("*"):
            return True
        return int(first[1]) <= int(pin[1]) <= int(first[1]) + _LONGEST_OPINION


def _shape(section: str) -> bool:
    """Codes that number their sections by title or chapter ("39-2-203", "577.041") do so throughout."""
    return bool(re.search(r"\d[.-]\d", section))


def _joined(source: str, one: Found) -> str:
    if one.kind is CitationKind.PUBLIC_LAW or one.source.endswith("art.") or ("§" not in one.normalized and "pt." not in one.normalized):
        return f"{source} {one.item}"
    return f"{source} {'pt.' if ' pt. ' in one.normalized else '§'} {one.item}"
