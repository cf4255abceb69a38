"""What each mention refers to: one key for every form in which a document cites the same authority."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from core.ingest.citing.antecedents import LONGEST_OPINION, antecedent, pin_fits, same_sentence
from core.ingest.citing.finding import SECTIONS, VOLUMES
from core.ingest.citing.found import Found
from core.ingest.citing.name_words import SHARED
from core.models import CitationKind

_ALIASES = {"I.R.C.": "26 U.S.C.", "Bankruptcy Code": "11 U.S.C.", "Treas. Reg.": "26 C.F.R."}
_DEFAULT_CODE = re.compile(r"(?i)(?:section|code) references are to (?:sections of )?the Internal Revenue Code")
_DEFAULT_RULES = re.compile(r"(?i)rule references are to the (?:Tax Court|Rules of Practice and Procedure of (?:this|the Tax) Court)")
"""With these words the Tax Court says once what its bare sections and rules are of."""
_GUIDELINE = re.compile(r"[1-8][A-Z]\d\.\d{1,2}")
"""A section of the federal Sentencing Guidelines: no code numbers its sections so."""
_NICKNAME = re.compile(r"(?:hereinafter |here-inafter )?[“\"]?(?P<name>[A-Z][\w’&.-]*(?: (?:[A-Z][\w’&.-]*|of|the|&)){0,4})[”\"]?")
"""A parenthetical that gives the case a short name: "(MCFL)", "(Halliburton I)"."""
_CALLED = re.compile(r"[A-Z][\w’'&.-]+")
_STRING_REACH = 400


def resolve(text: str, found: Sequence[Found]) -> None:
    """Give every mention its `authority`, None where it cannot be told."""
    desk = _Desk(text)
    for index, one in enumerate(found):
        one.authority = desk.authority(found, index)
    for one in found:
        one.authority = desk.final(one.authority) if one.authority else None


class _Desk:
    """What has been cited so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, str] = {}
        self._same: dict[str, str] = {}
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
        leader = found[index - 1].authority if one.follows else None
        if one.kind in VOLUMES or one.paged:
            return self._volume(one, leader)
        if one.kind in SECTIONS:
            return self._section(one)
        if one.kind is CitationKind.SHORT:
            return self._short(one) or leader
        return self._by_name(one.name or "") if one.kind is CitationKind.SUPRA else self._id(found, index)

    def final(self, key: str) -> str:
        """The key that stands for this one since a parallel citation has shown both to be the same."""
        while key in self._same:
            key = self._same[key]
        return key

    def _volume(self, one: Found, leader: str | None) -> str | None:
        blank = one.item == "___"
        own = self._unprinted(one) if blank else self._known.get(one.normalized, one.normalized)
        key = leader or own
        if leader and own and not blank:
            key = self._merge(leader, own)
        if key is None:
            return None
        if not blank:
            self._known[one.normalized] = key
        self._volumes[one.source].setdefault(key, int(one.item) if one.item.isdigit() else None)
        self._learn(one, key)
        return key

    def _merge(self, leader: str, own: str) -> str:
        """Parallel citations share the key of the first, but one with a page is a better key than one whose page is left blank."""
        old, new = (leader, own) if "___" in leader else (own, leader)
        old, new = self.final(old), self.final(new)
        if old != new:
            self._same[old] = new
        return new

    @staticmethod
    def _unprinted(one: Found) -> str | None:
        return f"{one.name}, {one.normalized}" if one.name else None

    def _learn(self, one: Found, key: str) -> None:
        """By which names the authority may be meant later."""
        nickname = _NICKNAME.fullmatch(one.parenthetical or "")
        if nickname:
            self._names[nickname["name"]][key] = None
            self._called[nickname["name"]][key] = None
        if one.name:
            for name in {one.name, *_words(one.name)}:
                self._names[name][key] = None

    def _section(self, one: Found) -> str | None:
        if one.kind is CitationKind.RULE:
            return self._rule(one)
        if one.kind is CitationKind.CONSTITUTION:
            return self._provision(one)
        if one.source == "act":
            self._acts.add(one.item)
            return None
        if not one.named:
            return self._bare(one)
        source = _ALIASES.get(one.source, one.source)
        self._codes[(one.kind, one.item)] = source
        self._last_section = one
        return _joined(source, one)

    def _bare(self, one: Found) -> str | None:
        """Of the code last named with this section, or of the one that the string of citations is about."""
        if _GUIDELINE.fullmatch(one.item):
            one.kind = CitationKind.REGULATION
            return f"U.S.S.G. § {one.item}"
        last = self._last_section if self._in_string(one) else None
        if last and last.kind is CitationKind.REGULATION and "C.F.R." in last.source and "." in one.item:
            one.kind = CitationKind.REGULATION
        of_an_act = one.item in self._acts
        source = self._codes.get((one.kind, one.item), None if of_an_act else self._default_code)
        if source is None and last and not of_an_act and one.kind is last.kind and _shape(one.item) == _shape(last.item):
            source = _ALIASES.get(last.source, last.source)
        if source is None:
            return None
        if last:
            self._last_section = Found(one.start, one.end, one.kind, one.normalized, source, one.item)
        return _joined(source, one)

    def _in_string(self, one: Found) -> bool:
        last = self._last_section
        return last is not None and one.start - last.end < _STRING_REACH and same_sentence(self._text, last.end, one.start)

    def _rule(self, one: Found) -> str | None:
        """A bare rule is of the set last named with it, or of the only set the document names."""
        if one.named:
            self._rule_sets[one.source] = None
            self._codes[(one.kind, one.item)] = one.source
            return f"{one.source} {one.item}"
        source = self._codes.get((one.kind, one.item)) or self._default_rules
        only = next(iter(self._rule_sets)) if len(self._rule_sets) == 1 else None
        if source is None and only and not only.endswith("Cir. R."):
            source = only
        return f"{source} {one.item}" if source else None

    def _provision(self, one: Found) -> str | None:
        """A bare article is of the constitution last named with it; else it is the federal one."""
        if one.named:
            self._codes[(one.kind, one.item)] = one.source
            return f"{one.source} {one.item}"
        source = self._codes.get((one.kind, one.item), one.source)
        one.normalized = one.normalized.replace(one.source, source, 1)
        return f"{source} {one.item}"

    def _short(self, one: Found) -> str | None:
        pages = {self.final(key): page for key, page in self._volumes.get(one.source, {}).items()}
        keys = list(pages)
        if len(keys) > 1 and one.name:
            words = _words(one.name)
            keys = [key for key in keys if any(key in self._keys(word) for word in words)] or keys
        if len(keys) > 1 and (pin := re.match(r"\d+", one.pin or "")):
            begun = [(first, key) for key in keys if (first := pages[key]) is not None and first <= int(pin.group()) <= first + LONGEST_OPINION]
            keys = [max(begun)[1]] if begun else keys  # where the next opinion begins, the one before has ended
        if len(keys) != 1:
            return None
        if one.name:
            self._called[one.name][keys[0]] = None
        return keys[0]

    def _keys(self, name: str) -> set[str]:
        return {self.final(key) for key in self._names.get(name, ())}

    def _by_name(self, name: str) -> str | None:
        """The one decision cited before that goes by this name; of several the one that has been called so for short."""
        keys = self._keys(name)
        if len(keys) != 1:
            words = _words(name) or _CALLED.findall(name)
            keys = set.intersection(*map(self._keys, words)) if words else set()
        if len(keys) > 1:
            keys = {self.final(key) for key in self._called.get(name, ())} & keys
        return keys.pop() if len(keys) == 1 else None

    def _id(self, found: Sequence[Found], index: int) -> str | None:
        one, last = found[index], antecedent(self._text, found, index)
        if last is None or last.authority is None:
            return None
        if one.item:
            return re.sub(r"§ .*", f"§ {one.item}", last.authority) if "§" in last.authority else None
        return last.authority if pin_fits(one, last, last.authority) else None


def _words(name: str) -> list[str]:
    bare: Iterable[str] = (word.strip(".,’'") for word in _CALLED.findall(name))
    return [word for word in bare if word not in SHARED and len(word) > 1]


def _shape(section: str) -> bool:
    """Codes that number their sections by title or chapter ("39-2-203", "577.041") do so throughout."""
    return bool(re.search(r"\d[.-]\d", section))


def _joined(source: str, one: Found) -> str:
    """Source and section, with the sign that stands between them."""
    sign = "pt. " if " pt. " in one.normalized else "§ " if "§" in one.normalized else ""
    return f"{source} {sign}{one.item}"
