"""What the court did, as it says so itself: in its decree, in the last line of a syllabus, in "Affirmed." on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.ingest.structure import Part
from core.models import Disposition

_TAIL = 4_000  # characters at the end of an opinion that hold its decree
_LONG = 60_000  # how far before the end notes may let it stand
_NEAR = 600  # a decree of several sentences: "The judgment is reversed. ... The case is remanded."
_ACT = r"(?:affirm|revers|vacat|remand|dismiss|grant|den(?:y|ie)|modif(?:y|ie)|enforc|quash|set(?:s|ting)?[ ]aside|allow)"
_DONE = r"(?i:affirmed|reversed|vacated|remanded|dismissed|granted|denied|modified|enforced|quashed|allowed|set[ ]aside|refused)"
_THING = (
    r"(?i:judgments?|orders?|decisions?|decrees?|convictions?|sentences?|appeals?|cross-appeals?|petitions?|motions?|applications?|writs?|awards?|rulings?"
    r"|case|cases|cause|matter|case[ ]number|action|claims?|certiorari|request|determination|injunction|adjudication|finding|verdict)"
)
_PASSIVE = re.compile(
    rf"\b{_THING}\b[^.;:“”]{{0,240}}?\b(?:is|are|stands?|(?:must|shall|will)(?:[ ,]{{1,3}}(?:therefore|accordingly|thus|hence|,))?[ ,]{{1,3}}be)[ ]{{1,3}}(?:(?:hereby|therefore|accordingly|thus|also|in[ ]{{1,3}}all[ ]{{1,3}}(?:other[ ]{{1,3}})?respects?|otherwise|in[ ]{{1,3}}part)[,]?[ ]{{1,3}}){{0,3}}(?P<acts>{_DONE}\b[^.;“”]{{0,200}})",
)
_ACTIVE = re.compile(
    rf"\b(?:(?i:we|I)|(?:(?:the|this)[ ]{{1,3}}court|it[ ]{{1,3}}is)[ ]{{1,3}}(?:hereby|therefore|ordered[ ]{{1,3}}that))[ ,](?:[ ]{{0,3}}(?:now|would|hereby|therefore|accordingly|thus|must|shall|should|also|otherwise|,|unanimously|will|in[ ]{{1,3}}part)[ ,]?){{0,4}}[ ]{{0,3}}(?P<acts>(?i:{_ACT})[^.;“”]{{0,220}})"
)
_LINE = re.compile(
    rf"(?m)^[ \t]{{0,40}}(?:(?i:judgments?|orders?|decree|appeals?|petition|writ|decision)(?:[ ]and[ ](?:order|sentence|judgment))?[ ])?(?P<acts>(?i:so[ ]ordered[ ]?[—–-]?[ ])?{_DONE}(?:[ ,]{{1,2}}(?:(?i:and|in|part|as|modified|with|directions|instructions|remanded|otherwise)|{_DONE})){{0,12}})[.;]?[ \t]*$"
)
_SYLLABUS_END = re.compile(
    rf"\b(?:F\.|U\.|S\.|P\.|N\.|A\.|So\.|[A-Z][a-z]+\.|___)[^\n;]{{0,60}}?[ ](?:\d{{1,5}}|___|_{{3,5}})?,[ ](?P<acts>{_DONE}(?:[ ,]{{1,2}}(?:(?i:and|in|part|as)|{_DONE})){{0,10}})\."
)
_SENTENCE = re.compile(
    rf"(?:[.\n][ \t]{{0,20}}|\n)(?P<whole>(?:The|Accordingly, the|For (?:these|the foregoing) reasons, the)\s{{1,3}}(?:judgments?|orders?|decree|convictions?|appeal|petition)\b"
    rf"[^.;:“”]{{0,160}}?\s(?:is|are)\s{{1,3}}(?:hereby\s{{1,3}}|therefore\s{{1,3}})?(?P<acts>{_DONE}[^.;“”]{{0,160}}))"
)
_WORDS = (
    (r"affirm\w*", Disposition.AFFIRMED, Disposition.AFFIRMED_IN_PART),
    (r"revers\w*", Disposition.REVERSED, Disposition.REVERSED_IN_PART),
    (r"vacat\w*|set(?:s|ting)? aside", Disposition.VACATED, Disposition.VACATED_IN_PART),
    (r"remand\w*", Disposition.REMANDED, None),
    (r"dismiss(?:ed|es)?", Disposition.DISMISSED, None),
    (r"grant(?:ed|s)?|allow(?:ed|s)?", Disposition.GRANTED, None),
    (r"den(?:ied|y|ies)|refused", Disposition.DENIED, None),
    (r"modif(?:ied|y|ies)", Disposition.MODIFIED, None),
    (r"enforce[ds]?", Disposition.ENFORCED, None),
    (r"quash(?:ed|es)?", Disposition.QUASHED, None),
)
_SUBORDINATE = re.compile(
    r"(?i)\b(?:for|with|which|that|because|since|insofar|to the extent|whether|if|unless|instructions?|directions?|where|who|from|as improvidently|as moot)\b"
)
_COURT_BELOW = re.compile(r"(?i)\b(?:whether|if|had|should have|that|which|would)\s*$")


@dataclass(frozen=True, slots=True)
class Decree:
    """What was done, and where the document says so: offsets in the reading's text."""

    acts: list[Disposition]
    spans: list[tuple[int, int]]
    confidence: float


def decree_of(text: str, parts: Sequence[Part]) -> Decree | None:
    """The decree at the end of the lead opinion, else what a syllabus ends with, else "Affirmed" alone on a line of the face."""
    lead = next((part for part in parts if part.kind in {"opinion", "order", "document"}), None)
    syllabus = next((part for part in parts if part.kind == "syllabus"), None)
    if syllabus and (ended := _syllabus(text, syllabus)):
        return ended
    if lead and lead.kind != "document" and (found := _end(text, max(lead.start, lead.end - _TAIL), lead.end)):
        return found
    if lead and lead.kind != "document" and (before := _before_notes(text, max(lead.start, lead.end - _LONG), lead.end - _TAIL)):
        return before
    if lead and (line := _alone(text, 0, min(lead.start or 3_000, 8_000))):
        return line
    return _end(text, max(lead.start, lead.end - _TAIL), lead.end) if lead else None


def _syllabus(text: str, part: Part) -> Decree | None:
    found = next(reversed(list(_SYLLABUS_END.finditer(text, max(part.start, part.end - 2_500), part.end))), None)
    acts = acts_of(found["acts"]) if found else []
    return Decree(acts, [found.span("acts")], 0.97) if found and acts else None


def _end(text: str, start: int, end: int) -> Decree | None:
    """The last decretal words and those close before them."""
    region = re.sub(r"\s", " ", text[start:end])
    found = [match for pattern in (_PASSIVE, _ACTIVE) for match in pattern.finditer(region) if not _COURT_BELOW.search(region, 0, match.start())]
    found += [match for match in _LINE.finditer(text[start:end]) if match["acts"][:1].isupper() or match.group().strip()[:1].isupper()]
    read = sorted([(match.start(), match.end("acts"), acts) for match in found if (acts := acts_of(match["acts"]))], key=lambda item: item[:2])
    if not read:
        return None
    last = read[-1][0]
    near = [item for item in read if last - item[0] <= _NEAR]
    acts = list(dict.fromkeys(act for item in near for act in item[2]))
    return Decree(_without_whole(acts), [(start + item[0], start + item[1]) for item in near], 0.85)


def _before_notes(text: str, start: int, end: int) -> Decree | None:
    """Where pages of notes follow the decree: the last sentence that says it in full, "The judgment … is affirmed"."""
    found = [match for match in _SENTENCE.finditer(text, start, max(start, end)) if acts_of(match["acts"])]
    return Decree(acts_of(found[-1]["acts"]), [(found[-1].start("whole"), found[-1].end("acts"))], 0.7) if found else None


def _alone(text: str, start: int, end: int) -> Decree | None:
    match = _LINE.search(text[start:end])
    acts = acts_of(match["acts"]) if match else []
    return Decree(acts, [(start + match.start("acts"), start + match.end("acts"))], 0.9) if match and acts else None


def acts_of(words: str) -> list[Disposition]:
    """ "affirmed in part, reversed in part and remanded" in its parts; what a subordinate clause tells of others is left out."""
    text = " ".join(words.split())
    found: list[tuple[int, Disposition]] = []
    for pattern, whole, part in _WORDS:
        for match in re.finditer(rf"(?i)(?<!\bto )\b(?:{pattern})\b", text):
            cut = _SUBORDINATE.search(text, 0, match.start())
            linked = re.search(
                r"(?i)(?:\b(?:and|but)|,)(?: the (?:case|cause|matter)s?(?: \w+){0,3} (?:is|are))? ?(?:we |hereby )*$", text[: match.start()]
            )
            if cut and not linked:
                continue
            parted = part is not None and re.match(r"(?i)[ ,]{0,2}in part\b", text[match.end() :])
            found.append((match.start(), part if parted and part else whole))
    return _without_whole([act for _, act in sorted(found, key=lambda item: item[0])])


def _without_whole(acts: Sequence[Disposition]) -> list[Disposition]:
    """ "Affirmed in part" and "affirmed" are not both true of one judgment; what is affirmed and reversed is so in part."""
    parts = {whole: part for _, whole, part in _WORDS if part}
    if Disposition.AFFIRMED in acts and {Disposition.REVERSED, Disposition.VACATED} & {*acts}:
        acts = [parts.get(act, act) for act in acts]
    return list(dict.fromkeys(act for act in acts if parts.get(act) not in acts))
