"""How a sentence speaks of the authority it cites. Pure rules over the words around one citation.

Each rule looks at the few words directly before or after the citation, so that it is about this authority and not about its
neighbour; who does it (this court, another case, a party who only argues so) is then read from what stands before.
All patterns run over at most `REACH` characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.models.authorities import Signal

REACH = 260


@dataclass(frozen=True, slots=True)
class Scene:
    """One citation in its sentence, every run of white space one space.

    `before` runs from the sentence's beginning to the authority's name, `gap` is the part of it after the citation before this
    one, whose name is `previous`. `host` is the case in whose parenthetical this citation stands; `before` then begins with the
    parenthetical. `following` is the name of the next citation in the sentence.
    """

    before: str = ""
    gap: str = ""
    after: str = ""
    parenthetical: str | None = None
    previous: str | None = None
    following: str | None = None
    host: str | None = None
    preceding: str = ""
    section: str = ""
    inherited: tuple[Signal, str] | None = None  # of the citation before this one in a string of them


@dataclass(frozen=True, slots=True)
class Found:
    """A signal, the words it was read from, and who gives it (None: the opinion itself)."""

    signal: Signal
    phrase: str
    by: str | None = None


_GLUE = (
    r"(?:\s+(?:in|of|from|the|our|its|their|his|her|this|that|a|an|own|earlier|prior|former|recent|seminal|landmark|decisions?|holdings?|rules?|rulings?|"
    r"opinions?|judgments?|reasoning|rationale|analysis|approach|precedents?|language|dicta|dictum|statements?|teachings?|framework|test|standard|principles?|"
    r"logic|result|outcome|interpretation|reading|announced|set|out|forth|laid|down|established|articulated|adopted|panel|cases?|court|court['’]s|supreme|"
    r"circuit|circuit['’]s|district|appeals|federal|(?:fir|fif|six|seven|eigh|nin|ten|eleven|four)\w{1,2}|second|third|see|e\.g\.,?|as|such|like|both)){0,9}[\s,“\"(\[‘]*\Z"
)
_ADVERB = r"(?:(?:now|today|therefore|thus|hereby|expressly|explicitly|implicitly|effectively|also|simply|later|then|recently|since|subsequently|specifically|squarely|further|properly|correctly|merely|only|partially|necessarily)\s+){0,3}"


def _verb(words: str, *, glue: str = _GLUE) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?P<verb>{words})(?:\s+in\s+(?:part|relevant\s+part))?{glue}")


_ACTIVE: tuple[tuple[Signal, re.Pattern[str]], ...] = (
    (
        Signal.CRITICISES,
        _verb(
            r"(?:declin\w+|refus\w+|reluctant|unwilling|hesitat\w+)\s+to\s+(?:follow|adopt|apply|embrace|endorse|accept|adhere\s+to)|do(?:es)?\s+not\s+follow|did\s+not\s+follow|part\w*\s+(?:ways|company)\s+with"
        ),
    ),
    (Signal.LIMITS, _verb(r"(?:declin\w+|refus\w+|unwilling)\s+to\s+(?:extend|expand)|not\s+extend(?:ed)?")),
    (Signal.OVERRULES, _verb(r"overrul(?:e|es|ed|ing)|abrogat(?:e|es|ed|ing)")),
    (Signal.LIMITS, _verb(r"limit(?:s|ed|ing)?|confin(?:e|es|ed|ing)|narrow(?:s|ed|ing)?|cabin(?:s|ed|ing)?|qualif(?:y|ies|ied|ying)")),
    (
        Signal.CRITICISES,
        _verb(
            r"disagree[sd]?(?:ing)?\s+with|disapprov(?:e|es|ed|ing)(?:\s+of)?|criticiz(?:e|es|ed|ing)|criticis(?:e|es|ed|ing)|reject(?:s|ed|ing)?|repudiat(?:e|es|ed|ing)|disavow(?:s|ed|ing)?|question(?:s|ed|ing)|cast(?:s|ing)?\s+doubt\s+(?:up)?on|call(?:s|ed|ing)?\s+into\s+(?:question|doubt)|unpersuaded\s+by|not\s+persuaded\s+by|find\s+no\s+support\s+in|depart(?:s|ed|ing)?\s+from"
        ),
    ),
    (
        Signal.DISTINGUISHES,
        _verb(
            r"distinguish(?:es|ed|ing)?(?:\s+\w+\s+from)?|distinguishable\s+from|unlike|in\s+contrast\s+(?:to|with)|differs?\s+(?:markedly\s+|materially\s+|significantly\s+)?from|differ(?:ent|s)?\s+from|not\s+(?:controlled|governed|foreclosed|compelled)\s+by|far\s+(?:cry\s+)?from"
        ),
    ),
    (
        Signal.FOLLOWS,
        _verb(
            r"follow(?:s|ed|ing)?|adher(?:e|es|ed|ing)\s+to|reaffirm(?:s|ed|ing)?|reliance\s+on|rel(?:y|ies|ied|ying)\s+(?:up)?on|appl(?:y|ies|ied|ying)|adopt(?:s|ed|ing)?|agree[sd]?(?:ing)?\s+with|join(?:s|ed)?|endors(?:e|es|ed|ing)|embrac(?:e|es|ed|ing)|(?:controlled|governed|bound|compelled|dictated|foreclosed|guided|resolved|settled)\s+by|in\s+(?:accord|accordance|keeping|line)\s+with|consistent(?:ly)?\s+with|consonant\s+with|squarely\s+within|on\s+the\s+authority\s+of|as\s+(?:required|compelled|dictated|instructed|directed)\s+by|in\s+light\s+of\s+the\s+holding\s+in"
        ),
    ),
)
_MEANS_TIME = re.compile(r"(?i)\b(?:following)\b")  # "In the years following Smith" is about time
_IN_PARENTHETICAL = re.compile(
    r"(?i)(?:^|[;,(]\s*|\band\s+)(?P<verb>overruling|abrogating|superseding|distinguishing|limiting|narrowing|criticizing|criticising|questioning|rejecting|disapproving(?:\s+of)?|disagreeing\s+with|declining\s+to\s+follow|declining\s+to\s+extend|refusing\s+to\s+extend|following|applying|reaffirming|relying\s+on|adhering\s+to|adopting|quoting)"
    + _GLUE
)
_PARTICIPLES = {
    "overruling": Signal.OVERRULES,
    "abrogating": Signal.OVERRULES,
    "superseding": Signal.LIMITS,
    "distinguishing": Signal.DISTINGUISHES,
    "limiting": Signal.LIMITS,
    "narrowing": Signal.LIMITS,
    "declining to extend": Signal.LIMITS,
    "refusing to extend": Signal.LIMITS,
    "following": Signal.FOLLOWS,
    "applying": Signal.FOLLOWS,
    "reaffirming": Signal.FOLLOWS,
    "relying on": Signal.FOLLOWS,
    "adhering to": Signal.FOLLOWS,
    "adopting": Signal.FOLLOWS,
    "quoting": Signal.QUOTES,
}
_CONTRARY = re.compile(r"(?i)(?:^|[\s(;,.])(?P<phrase>but\s+see|but\s+cf\.?|contra)(?:,?\s*e\.\s?g\.)?,?(?:\s+(?:id\.|also|generally))?[\s,]*\Z")
_SIGNAL_WORD = re.compile(r"(?i)(?:^|[\s(;,.])(?:see|accord|cf\.?|compare|e\.\s?g\.|see\s+also|and\s+see)[\s,]*(?:e\.\s?g\.)?,?[\s,]*\Z")
_HISTORY = re.compile(
    r"(?i)^\s*[,;(]?\s*(?:(?:has|have|had)\s+been\s+|was\s+|were\s+|as\s+|partially\s+|implicitly\s+)?(?P<verb>overruled|abrogated|superseded|disapproved|disavowed|limited|criticized|criticised|questioned|distinguished|called\s+into\s+(?:doubt|question)|narrowed)"
    r"(?P<more>(?:\s+in\s+part|\s+on\s+other\s+grounds|\s+on\s+another\s+ground|\s+in\s+other\s+part|\s+as\s+(?:stated|recognized|noted|discussed)\s+in|\s+as\s+to\s+[\w\s]{1,40}?)?)\s*,?\s*(?P<way>by|in|sub\s+nom\.?)\s+"
)
_PAST = {
    "overruled": Signal.OVERRULES,
    "abrogated": Signal.OVERRULES,
    "superseded": Signal.LIMITS,
    "limited": Signal.LIMITS,
    "narrowed": Signal.LIMITS,
    "distinguished": Signal.DISTINGUISHES,
}
_BE = r"(?:is|are|was|were|be|has\s+been|have\s+been|stands?|seems?|appears?)"
_SKIP = r"^\s*(?:,?\s*(?:however|though|therefore|thus|by\s+contrast|on\s+the\s+other\s+hand|for\s+example|then|too|in\s+turn),\s*|[”’'\"]\s*)?(?:(?:itself|itself|plainly|clearly|squarely|alone|also|simply|likewise|similarly|now)\s+)?(?:(?:decision|case|holding|rule|opinion|line\s+of\s+cases)\s+)?"
_PREDICATES: tuple[tuple[Signal, re.Pattern[str]], ...] = tuple(
    (signal, re.compile(rf"(?i){_SKIP}(?P<phrase>{words})"))
    for signal, words in (
        (
            Signal.OVERRULES,
            rf"(?:{_BE}|must\s+be|are\s+hereby|is\s+hereby)\s+(?:\w+\s+){{0,2}}?(?:overruled|abrogated)|{_BE}\s+no\s+longer\s+(?:good\s+law|the\s+law)",
        ),
        (
            Signal.LIMITS,
            rf"(?:{_BE}|must\s+be|should\s+be)\s+(?:\w+\s+){{0,2}}?(?:limited\s+to|confined\s+to|restricted\s+to|cabined)|do(?:es)?\s+not\s+(?:extend|reach|sweep|go\s+(?:so|that)\s+far)|reach(?:es)?\s+no\s+(?:further|farther)|goes\s+no\s+further",
        ),
        (
            Signal.DISTINGUISHES,
            rf"{_BE}\s+(?:\w+\s+){{0,2}}?(?:distinguishable|inapposite|inapplicable|inapt|not\s+(?:controlling|to\s+the\s+contrary|on\s+point|apposite|dispositive|applicable|helpful)|of\s+no\s+(?:help|assistance|moment)|(?:of\s+)?little\s+help|beside\s+the\s+point|different|dissimilar|not\s+this\s+case)|do(?:es)?\s+not\s+(?:control|govern|apply|help|support|compel|dictate|foreclose|resolve|answer|speak\s+to|address|advance|suggest\s+otherwise)|cannot\s+(?:help|control|save)|offers?\s+(?:no|little)\s+(?:help|support)|lends?\s+(?:no|little)\s+support|presented\s+a\s+different|involved\s+a\s+(?:very\s+|quite\s+)?different|concerned\s+a\s+(?:very\s+|quite\s+)?different",
        ),
        (
            Signal.CRITICISES,
            rf"{_BE}\s+(?:\w+\s+){{0,2}}?(?:wrongly|incorrectly|poorly|badly|erroneously)\s+(?:decided|reasoned)|{_BE}\s+(?:\w+\s+){{0,2}}?(?:unpersuasive|not\s+persuasive|mistaken|in\s+error|wrong|flawed|unsound|untenable|misguided)|(?:misread|misreads|misstated|misstates|misapplied|overlooked|overlooks|misconstrued|misunderstood|misunderstands)\b|rests?\s+on\s+(?:a\s+)?(?:faulty|mistaken|false|flawed)|fail(?:s|ed)\s+to\s+(?:consider|account|address|explain)|provoked\s+(?:much\s+)?criticism",
        ),
        (
            Signal.FOLLOWS,
            rf"controls?\b(?!\s+group)|governs?\b|forecloses?\b|compels?\b|dictates?\b|{_BE}\s+(?:\w+\s+){{0,2}}?(?:controlling|dispositive|directly\s+on\s+point|on\s+point|on\s+all\s+fours|instructive|binding|persuasive|squarely\s+applicable)|remains?\s+(?:good\s+law|binding|controlling|the\s+law)|resolves?\s+this|answers?\s+(?:this|the)\s+question|leaves?\s+no\s+doubt|points?\s+the\s+way",
        ),
    )
)
_NEGATED = re.compile(
    r"(?i)(?:\b(?:not|never|nor|cannot|without|neither|rather\s+than|instead\s+of|far\s+from|hardly|(?:declin|refus)\w*\s+to|hesitat\w*\s+to|unwilling\s+to|need\s+not|no\s+(?:reason|occasion|need|cause|basis)\s+(?:to|for)|free\s+to|little\s+reason\s+to)|n[’']t)\s+(?:(?!and\b|but\b)\w+\s+){0,2}\Z"
)
_UNREAL = re.compile(
    r"(?i)\b(?:whether|if|unless|would|should|could|might|may|can|attempts?|attempted|efforts?|tr(?:y|ies|ied)|seeks?|sought|asks?|asked|invit\w+|urg\w+|request\w*|purport\w*|trying|attempting|seeking|wish\w*|want\w*|have\s+us|power|authority|occasion|necessary|were)\b(?:\s+(?!and\b|but\b|that\b)[\w’']+){0,5}\s*\Z"
)
_PARTY = (
    r"\b(?:petitioners?|respondents?|appell(?:ants?|ees?)|plaintiffs?|defendants?|movants?|claimants?|relators?|intervenors?|the\s+(?:government|state|dissents?|commonwealth|parties|agency|board|city|county|company|bank|insurer|employer|union|people|"
    r"solicitor\s+general|attorney\s+general|commissioner|secretary|debtors?|trustee|principal\s+dissent)|counsel|amic(?:i|us)|the\s+latter|they|he|she)\b"
)
_ARGUES = re.compile(
    rf"(?i){_PARTY}[^.;:]{{0,90}}?\b(?:argu\w+|conten\w+|assert\w*|claim(?:s|ed)?|urg\w+|suggest\w*|maintain\w*|insist\w*|ask\w*|invit\w+|seeks?|sought|attempt\w*|tr(?:y|ies|ied)|would|request\w*|respond\w*|repl(?:y|ies|ied)|point\w*|rel(?:y|ies|ied|ying)|cit(?:e|es|ed|ing)|invok\w+|draws?|submit\w*|believ\w+|says?|said|emphasiz\w+|read|reads|view\w*)\b"
)
_ARGUED_AFTER = re.compile(rf"(?i)^[^.;]{{0,80}}?,\s+{_PARTY}\s+(?:argues?|contends?|asserts?|says?|insists?|maintains?|claims?)\b")
_OWN = re.compile(r"(?i)\b(?:we|i|us|our|ours|this\s+court|the\s+court|today|majority|plurality|court\s+today)\b")
_WHO = re.compile(r"(?i)\b(?:which|that|who)\b")
_OTHER = re.compile(
    r"(?i)\b(?:the\s+)?(?:(?:u\.\s?s\.\s+|united\s+states\s+|state\s+)?supreme\s+court|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|federal|d\.\s?c\.)\s+circuits?|courts?\s+of\s+appeals?|court\s+below|lower\s+courts?|(?:district|trial|circuit|bankruptcy|superior|magistrate|appellate|state|sentencing)\s+(?:courts?|judges?)|panel|several\s+courts|other\s+courts|some\s+courts|courts|congress|legislature|judge|jury|alj|bia|ij)\b"
)
_QUOTED_END = re.compile(r"[”\"]\s*(?:\[\d+\]|\d{1,3})?\s*[.,;:]?\s*(?:\d{1,3}\s*)?\Z")
_SAYS_QUOTE = re.compile(r"(?i)^[^“\".;]{0,80}[“\"](?=[^”\"]{18,})")
_PIN = re.compile(
    r"^(?:\s*,?\s*(?:at\s+)?(?:nn?\.\s*)?[\d*][\d\-–—*, n.&]{0,40}|\s*\([^()]{0,160}\)|,\s*\d{1,4}\s+[A-Z][\w.’' ]{0,18}\s+\d{1,5}){0,6}"
)


def treatments(scene: Scene) -> list[Found]:
    """The signals of one citation, the strongest reading of its own words first, at most one of each kind. Empty: only cited."""
    found: list[Found] = []
    for rule in (_nested, _history, _spoken_before, _contrary, _spoken_after, _quoted):
        signal = rule(scene)
        if signal is not None and all(signal.signal is not known.signal for known in found):
            found.append(signal)
    return found


def _nested(scene: Scene) -> Found | None:
    """In the parenthetical of another case: "Smith (overruling Jones)" is about Jones, by Smith."""
    if scene.host is None:
        return None
    match = _IN_PARENTHETICAL.search(scene.gap[-REACH:])
    if match is None:
        return None
    verb = " ".join(match["verb"].lower().split())
    return Found(_PARTICIPLES.get(verb, Signal.CRITICISES), verb, scene.host)


def _history(scene: Scene) -> Found | None:
    """Subsequent history: ", overruled on other grounds by Doe"."""
    after = _after(scene)
    match = _HISTORY.match(after)
    if match is None:
        return None
    verb = " ".join(match["verb"].lower().split())
    by = scene.following or _first_words(after[match.end() :])
    phrase = " ".join((verb + match["more"] + " " + match["way"]).split())
    if re.match(r"(?i)statute|rule|constitutional|act\b|regulation|amendment|congress", after[match.end() :]):
        by = _first_words(after[match.end() :])
    return Found(_PAST.get(verb, Signal.CRITICISES), phrase, by)


def _spoken_before(scene: Scene) -> Found | None:
    if scene.host is not None:
        return None
    gap = scene.gap[-REACH:]
    if re.search(r"(?i)\b(?:by|with\s+approval\s+in)[\s,]*\Z", gap) and re.search(
        r"(?i)\b(?:overruled|abrogated|superseded|distinguished|limited|criticized|questioned|disapproved)\b", gap
    ):
        return None  # this one is who did it
    for signal, pattern in _ACTIVE:
        match = pattern.search(gap)
        if match is None or (
            _MEANS_TIME.fullmatch(match["verb"]) and not re.search(r"(?i)\b(?:we|are|court|is|by)\s*(?:\w+\s+)?\Z", gap[: match.start()])
        ):
            continue
        return _judged(scene, signal, match, gap)
    return None


def _judged(scene: Scene, signal: Signal, match: re.Match[str], gap: str) -> Found | None:
    """What is left of a signal once it is known who gives it, and whether it is denied, only asked for, or only argued."""
    lead = (scene.before[: len(scene.before) - len(scene.gap)] + gap[: match.start()])[-REACH:]
    near = gap[: match.start()]
    phrase = " ".join(match["verb"].lower().split())
    if _NEGATED.search(near):
        return (
            Found(Signal.CRITICISES, f"not {phrase}")
            if signal is Signal.FOLLOWS
            and re.search(r"(?i)\b(?:we|this\s+court)\b[^.;]*\Z", near)
            and re.match(r"(?:follow|adopt|agree|join|embrac|endors)", phrase)
            else None
        )
    preposition = (
        re.match(r"(?:unlike|in |consistent|consonant|squarely|on |as |differ|distinguishable|far|not |controlled|governed)", phrase) is not None
    )
    if not preposition and (_UNREAL.search(near) or _infinitive(near)):
        return None
    if _ARGUES.search(lead) and not _own_after_party(lead):
        return None
    if signal is Signal.FOLLOWS and not preposition and phrase.endswith("ing") and not re.search(r"(?i)\b(?:we|are|court)\b", lead):
        return None
    if preposition and signal is not Signal.DISTINGUISHES and phrase.startswith(("consistent", "in ", "as ", "on ")) and _OTHER.search(near):
        return None
    by = _agent(scene, near, lead)
    if by is _NOBODY or (isinstance(by, str) and by.startswith("the ") and signal in (Signal.FOLLOWS, Signal.DISTINGUISHES)):
        return None
    return Found(signal, phrase, by)


def _infinitive(near: str) -> bool:
    """ "to overrule Jones": a wish or a question, unless somebody chooses, goes on or decides to."""
    found = re.search(r"(?i)(?:(\w+)\s+)?\bto\s+(?:\w+ly\s+)?\Z", near)
    return found is not None and not re.match(
        r"(?i)chooses?|continues?|elects?|decides?|proceed|went|goes|bound|constrained|obliged|required|(?:is|are)$", found.group(1) or ""
    )


_NOBODY = "?"


def _agent(scene: Scene, near: str, lead: str) -> str | None:
    """Who gives the signal: None for this opinion, a case's name, another court, or `_NOBODY` when it is not said."""
    own = _last(_OWN, near)
    other = _last(_OTHER, near)
    if scene.previous and max(own, other) < 0 and (_WHO.search(near) or len(near.split()) <= 5):
        return scene.previous  # "Smith, which overruled Jones", "Smith distinguished Jones"
    if other >= 0 and other > own - 3 and not re.search(r"(?i)\b(?:we|i|this\s+court)\b", near[other:]):
        match = list(_OTHER.finditer(near))[-1]
        named = " ".join(match.group().split())
        return named if named.lower().startswith("the ") else f"the {named}"
    return None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _own_after_party(lead: str) -> bool:
    """Whether the court itself speaks after the party did: "Petitioner relies on Jones, but we overruled it in"."""
    party = _last(re.compile(_PARTY, re.IGNORECASE), lead)
    return _last(re.compile(r"(?i)\b(?:we|this\s+court)\b"), lead) > party


def _contrary(scene: Scene) -> Found | None:
    match = _CONTRARY.search(scene.gap[-60:])
    if match:
        return Found(Signal.CONTRARY, " ".join(match["phrase"].split()))
    if scene.inherited and scene.inherited[0] is Signal.CONTRARY and re.fullmatch(r"[\s;,.]*(?:and|also)?[\s,]*", _unpinned(scene.gap)):
        return Found(*scene.inherited)
    return None


def _spoken_after(scene: Scene) -> Found | None:
    after = _after(scene)
    if (
        scene.host is not None
        or re.match(r"(?i)^\s*,?\s*(?:which|that|who|where)\b", scene.gap)
        or re.search(r"(?i)\b(?:which|that)\s+\w+\s*\Z", scene.gap)
    ):
        return None
    for signal, pattern in _PREDICATES:
        match = pattern.match(after)
        if match is None:
            continue
        lead = scene.before[-REACH:]
        if (_ARGUES.search(lead) and not _own_after_party(lead)) or _ARGUED_AFTER.match(after[match.end() :]):
            return None
        if (
            re.search(r"(?i)\b(?:whether|if|unless|nor|suppose|assuming|though|although)\s+(?:\w+\s+){0,2}\Z", lead)
            and signal is not Signal.DISTINGUISHES
        ):
            return None
        phrase = " ".join(match["phrase"].lower().split())
        if re.search(r"\bnot\b", phrase) and signal in (Signal.OVERRULES, Signal.FOLLOWS, Signal.CRITICISES) and "not persuasive" not in phrase:
            return None
        return Found(signal, phrase)
    return None


def _quoted(scene: Scene) -> Found | None:
    """The words just before a citation stand in quotation marks, or those just after do."""
    gap = _unpinned(scene.gap) if scene.previous else scene.gap
    if scene.host is not None:
        return None
    if _QUOTED_END.search(gap) and _long_enough(gap):
        return Found(Signal.QUOTES, "quoted before the citation")
    if not gap.strip(' ,;([“"') and not scene.previous and _QUOTED_END.search(scene.preceding.rstrip()) and _long_enough(scene.preceding):
        return Found(Signal.QUOTES, "quoted before the citation")
    if scene.parenthetical and re.match(r"^[\s(]*[“\"][^”\"]{18,}", scene.parenthetical):
        return Found(Signal.QUOTES, "quoted in the parenthetical")
    after = _after(scene)
    said = _SAYS_QUOTE.match(after)
    if said and re.match(
        r"(?i)^[\s,;:)]*(?:that|we|the\s+court|this\s+court|court|said|says|held|holds?|explain\w*|stat\w+|observ\w+|not\w+|recogni\w+|warn\w*|reason\w*|described?|defin\w+|requir\w+|made|put|wrote|remind\w*|instruct\w*|emphasiz\w*|declar\w*|teach\w*|conclud\w*|:|,)",
        after,
    ):
        return Found(Signal.QUOTES, "quoted after the citation")
    return None


def _long_enough(text: str) -> bool:
    """Whether the last quotation of a text is more than a word or two."""
    end = max(text.rfind("”"), text.rfind('"'))
    start = max(text.rfind("“", 0, end), text.rfind('"', 0, end)) if end > 0 else -1
    return len(text[start + 1 : end].split()) >= 4 if end > 0 else False


def _after(scene: Scene) -> str:
    return scene.after[_PIN.match(scene.after).end() :][:REACH]  # type: ignore[union-attr]


def _unpinned(gap: str) -> str:
    """A gap without the pin cite, year and parenthetical of the citation it begins after."""
    return gap[_PIN.match(gap).end() :]  # type: ignore[union-attr]


def _first_words(text: str) -> str:
    words = text.split()[:8]
    kept = " ".join(words)
    return re.split(r"[;,.](?:\s|$)|\s\(|\d", kept, maxsplit=1)[0].strip() or kept
