"""Verbs whose object an authority is, and their subject: "we overrule Smith", "Doe, which overruled Smith"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.authorities.scene import NOT_SAID, REACH, Found, Scene, after_pin, argued, unpinned, within_quotation, words
from core.models.authorities import Signal

_OBJECT = (
    r"(?:\s+(?!(?:in|of|from|as|such|see)\b)(?:the|our|its|their|that|this|own|earlier|prior|former|recent|seminal|landmark|decisions?|holdings?|rules?|rulings?|opinions?|"
    r"judgments?|reasoning|rationale|analysis|approach|precedents?|language|dicta|dictum|statements?|teachings?|framework|test|standard|principles?|logic|result|"
    r"interpretation|reading|lead|course|line|cases?|both|much|part|parts)"
    r"(?:\s+(?:in|of|from|the|our|its|their|that|this|decisions?|holdings?|opinions?|cases?|rules?|reasoning|analysis|approach|test|standard|principles?|court|court['’]s|supreme|circuit|circuit['’]s|district|appeals|federal|announced|set|out|forth|laid|"
    r"down|established|articulated|adopted|by|panel|such|as|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|d\.c\.)){0,8})?[\s,“\"(\[‘]*\Z"
)
"""What may stand between a verb and the authority it is about: "the rule of", "the Ninth Circuit's decision in"; not "in" alone, for what was
rejected in a case is something else."""
REFERENCE = (
    r"(?:\s+(?:in|of|from|the|our|its|their|this|that|a|an|own|earlier|prior|former|decisions?|holdings?|rules?|rulings?|opinions?|situation|cases?|court|court['’]s|"
    r"supreme|circuit|circuit['’]s|district|appeals|federal|as|such|like|both|facts|statute|at|issue)){0,8}[\s,“\"(\[‘]*\Z"
)
_ADVERB = (
    r"(?:(?:now|today|therefore|thus|hereby|expressly|explicitly|implicitly|effectively|also|simply|later|then|recently|since|subsequently|specifically|squarely|"
    r"further|properly|correctly|merely|only|partially|necessarily|accordingly|again|once\s+more|unanimously|respectfully|itself|too|must|do|have|has|had|promptly|"
    r"formally|likewise|thereby|instead|still|fully|strongly|continue\s+to|choose\s+to|elect\s+to|decide\s+(?:today\s+)?to|are\s+(?:bound|constrained|obliged|required)\s+to|join\s+(?:our\s+sister\s+circuits\s+)?in|and)\s+){0,4}"
)
_OWN = rf"\b(?P<own>we|i|this\s+court|the\s+court(?:\s+today)?|today['’]s\s+(?:decision|opinion|holding)|the\s+(?:majority|plurality))\s+{_ADVERB}\Z"
_OWN_SUBJECT = re.compile(rf"(?i){_OWN}")
_OWN_BEFORE_AND = re.compile(
    rf"(?i)\b(?P<own>we|i|this\s+court)\s+(?:(?!that\b|which\b|who\b|whether\b|not\b|would\b|could\b|should\b|if\b|to\b|cannot\b|never\b)[\w’'\-]+,?\s+){{1,14}}(?:and|but)\s+{_ADVERB}\Z"
)
_OTHER = re.compile(
    rf"(?i)\b(?P<who>(?:the\s+)?(?:(?:u\.\s?s\.\s+|united\s+states\s+|state\s+)?supreme\s+court|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|federal|d\.\s?c\.)\s+circuit|"
    rf"courts?\s+of\s+appeals?|court\s+below|lower\s+courts?|(?:district|trial|circuit|bankruptcy|superior|appellate)\s+courts?|panel|(?:several|other|some|many|most)\s+courts|congress|legislature))(?:,?\s+(?:in\s+turn|however),?)?\s+{_ADVERB}\Z"
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb whose object is an authority. `now` are its forms in the present, `past` in the past, `participle` in -ing."""

    signal: Signal
    now: str
    past: str
    participle: str


_VERBS: tuple[_Verb, ...] = (
    _Verb(
        Signal.CRITICISES,
        r"(?:decline|refuse|are\s+unwilling|am\s+unwilling|is\s+unwilling)s?\s+to\s+(?:follow|adopt|apply|embrace|endorse|accept|adhere\s+to)|do(?:es)?\s+not\s+(?:follow|agree\s+with|adopt|accept|join)",
        r"(?:declined|refused)\s+to\s+(?:follow|adopt|embrace|endorse|accept|adhere\s+to)|did\s+not\s+follow",
        r"(?:declining|refusing)\s+to\s+(?:follow|adopt|embrace|endorse|accept|adhere\s+to)",
    ),
    _Verb(
        Signal.LIMITS,
        r"(?:decline|refuse)s?\s+to\s+(?:extend|expand)|do(?:es)?\s+not\s+extend",
        r"(?:declined|refused)\s+to\s+(?:extend|expand)",
        r"(?:declining|refusing)\s+to\s+(?:extend|expand)",
    ),
    _Verb(Signal.OVERRULES, r"overrules?|abrogates?", r"overruled|abrogated", r"overruling|abrogating"),
    _Verb(
        Signal.LIMITS,
        r"limits?|confines?|narrows?|cabins?|qualif(?:y|ies)",
        r"limited|confined|narrowed|cabined|qualified",
        r"limiting|confining|narrowing|cabining|qualifying",
    ),
    _Verb(
        Signal.CRITICISES,
        r"disagrees?\s+with|disapproves?(?:\s+of)?|critici[sz]es?|rejects?|repudiates?|disavows?|questions?|casts?\s+doubt\s+(?:up)?on|calls?\s+into\s+(?:question|doubt)|(?:are|am|is)\s+(?:unpersuaded|not\s+persuaded)\s+by|departs?\s+from|parts?\s+(?:ways|company)\s+with",
        r"disagreed\s+with|disapproved(?:\s+of)?|critici[sz]ed|rejected|repudiated|disavowed|questioned|cast\s+doubt\s+(?:up)?on|called\s+into\s+(?:question|doubt)|departed\s+from|parted\s+(?:ways|company)\s+with",
        r"disagreeing\s+with|disapproving(?:\s+of)?|critici[sz]ing|rejecting|repudiating|disavowing|questioning|calling\s+into\s+(?:question|doubt)",
    ),
    _Verb(Signal.DISTINGUISHES, r"distinguish(?:es)?|(?:find|think|consider|deem)s?", r"distinguished", r"distinguishing"),
    _Verb(
        Signal.FOLLOWS,
        r"follows?|adheres?\s+to|reaffirms?|rel(?:y|ies)\s+(?:up)?on|appl(?:y|ies)|adopts?|agrees?\s+with|endorses?|embraces?|(?:are|am|is)\s+(?:controlled|governed|bound|guided|persuaded)\s+by",
        r"followed|adhered\s+to|reaffirmed",
        r"following|adhering\s+to|reaffirming|relying\s+(?:up)?on|applying|guided\s+by|consistent\s+with|in\s+accord(?:ance)?\s+with|in\s+keeping\s+with",
    ),
)
_NOW = tuple((verb, re.compile(rf"(?i)\b(?P<verb>{verb.now}){_OBJECT}")) for verb in _VERBS)
_PAST_TENSE = tuple((verb, re.compile(rf"(?i)\b(?P<verb>{verb.past})(?:\s+in\s+part)?{_OBJECT}")) for verb in _VERBS)
_PARTICIPLE = tuple((verb, re.compile(rf"(?i)(?<![\w’'])(?P<verb>{verb.participle})(?:\s+in\s+part)?{_OBJECT}")) for verb in _VERBS)
_FIND = re.compile(r"(?i)\b(?:find|think|consider|deem)s?\Z")
_CONTROLLED = re.compile(
    rf"(?i)\b(?:is|are)\s+(?:therefore\s+|thus\s+|squarely\s+|largely\s+|plainly\s+)?(?P<verb>(?:controlled|governed|foreclosed|compelled|dictated|resolved|answered|settled)\s+by){REFERENCE}"
)
_APART = re.compile(
    rf"(?i)(?:^|[\s(])(?P<verb>unlike|in\s+contrast\s+(?:to|with)|(?:is|are|was|were)\s+(?:\w+\s+)?(?:distinguishable|different)\s+from|differs?\s+(?:markedly\s+|materially\s+|significantly\s+)?from|is\s+a\s+far\s+cry\s+from){REFERENCE}"
)
_RELIANCE = re.compile(rf"(?i)\breliance\s+(?:up)?on{REFERENCE}")
_MISPLACED = re.compile(
    r"(?i)^\W{0,3}(?:is|was|are|were)\s+(?:\w+\s+)?(?:misplaced|unavailing|misguided|unpersuasive|mistaken|unhelpful|inapt|inapposite|of\s+no\s+(?:help|avail))"
)
_CASE_BEFORE = re.compile(r"(?P<name>[A-Z][\w.’'&\-]*(?:\s+(?:[A-Z&][\w.’'&\-]*|of|the|v\.)){1,12})\s*,")


def spoken_before(scene: Scene) -> Found | None:
    """A verb whose object this authority is, with whoever is its subject; nothing when no subject can be told."""
    if scene.host is not None or within_quotation(scene.before):
        return None
    gap = scene.gap[-REACH:]
    return _preposition(scene, gap) or _own_words(scene, gap) or _of_others(scene, gap)


def _preposition(scene: Scene, gap: str) -> Found | None:
    after = after_pin(scene)
    if (apart := _APART.search(gap)) and (
        not apart["verb"].lower().startswith(("unlike", "in ")) or re.match(r"\W{0,2}[,;.:(]|\s+(?:where|in\s+which)\b", after)
    ):
        return None if argued(scene.before) else Found(Signal.DISTINGUISHES, words(apart["verb"]))
    if _RELIANCE.search(gap) and (misplaced := _MISPLACED.match(after)):
        return Found(Signal.DISTINGUISHES, words("reliance on it " + misplaced.group().strip(" ,.)’”")))
    controlled = _CONTROLLED.search(gap)
    if (
        controlled
        and not argued(scene.before)
        and not NOT_SAID.search(gap[: controlled.start()])
        and not re.search(r"(?i)\b(?:that|whether|if|not|nor|which|who)\b", gap[: controlled.start()])
    ):
        return Found(Signal.FOLLOWS, words(controlled["verb"]))
    return None


def _own_words(scene: Scene, gap: str) -> Found | None:
    """What this opinion does, in the present; what it overruled before, in the past."""
    for verb, pattern in _NOW:
        match = pattern.search(gap)
        if match is None or _owner(scene, gap[: match.start()]) is None:
            continue
        if _FIND.search(match["verb"]):
            if re.match(r"(?i)\W*(?:\w+\s+)?(?:distinguishable|inapposite|unhelpful|inapplicable)", after_pin(scene)):
                return Found(verb.signal, "finds it distinguishable")
            continue
        return Found(verb.signal, words(match["verb"]))
    for verb, pattern in _PAST_TENSE:
        match = pattern.search(gap)
        if match and verb.signal is Signal.OVERRULES and (owner := _owner(scene, gap[: match.start()])):
            return Found(verb.signal, words(match["verb"]), None if "today" in owner else "an earlier decision")
    return _participle(scene, gap)


def _participle(scene: Scene, gap: str) -> Found | None:
    """ "Following Smith, we hold"; and in a clause of its own after another case: "Doe, expressly overruling Smith"."""
    for verb, pattern in _PARTICIPLE:
        match = pattern.search(gap)
        if match is None:
            continue
        lead = gap[: match.start()]
        if not scene.before[: len(scene.before) - len(gap) + match.start()].strip(' “"(') and re.search(
            r"(?i)^[^.;]{0,120}?,\s+(?:then,\s+)?(?:we|this\s+court|i)\b", after_pin(scene)
        ):
            return Found(verb.signal, words(match["verb"]))
        if scene.previous and re.fullmatch(r"\W*(?:\w+ly\s+|thereby\s+)?", unpinned(lead)):
            return Found(verb.signal, words(match["verb"]), scene.previous)
        if lead.rstrip().endswith("(") and (named := list(_CASE_BEFORE.finditer(lead))):
            return Found(verb.signal, words(match["verb"]), words(named[-1]["name"], lower=False))
    return None


def _of_others(scene: Scene, gap: str) -> Found | None:
    """What another case or court did: "Smith, which overruled Jones", "the Ninth Circuit declined to follow Jones"."""
    for verb, pattern in (*_PAST_TENSE, *_NOW):
        match = pattern.search(gap)
        if match is None or _FIND.search(match["verb"]):
            continue
        lead = gap[: match.start()]
        if scene.previous and re.fullmatch(
            rf"(?i)\W*(?:(?:which|that|in\s+which|where)\s+)?(?:(?:we|the\s+court|this\s+court)\s+)?{_ADVERB}", unpinned(lead)
        ):
            return Found(verb.signal, words(match["verb"]), scene.previous)
        if (other := _OTHER.search(lead)) and verb.signal is not Signal.FOLLOWS:
            named = words(other["who"], lower=False)
            return Found(verb.signal, words(match["verb"]), "the " + re.sub(r"(?i)^the\s+", "", named))
    return None


def _owner(scene: Scene, lead: str) -> str | None:
    """This opinion's own subject of a verb, in small letters. None when it is somebody else's, or a clause the court does not assert."""
    found = _OWN_SUBJECT.search(lead) or _OWN_BEFORE_AND.search(lead)
    if found is None:
        return None
    before = lead[: found.start()]
    if re.search(
        r"(?i)\b(?:whether|if|unless|that|ask\w*|invit\w+|urg\w+|should|would|suggest\w*|until)\W*(?:\w+\W+){0,1}\Z", before
    ) and not re.search(r"(?i)\b(?:hold|conclude|say|so|now|today|accordingly|is|because)\s+that\W*\Z", before):
        return None
    if found["own"].lower().startswith(("the court", "the majority", "the plurality")) and argued(before):
        return None
    return words(lead[found.start() :])
