"""How a sentence speaks of the authority it cites. Pure rules over the words around one citation.

Each rule looks at the few words directly before or after the citation, so that it is about this authority and not about its
neighbour; who does it (this court, another case, a party who only argues so) is then read from what stands before.
All patterns run over at most `REACH` characters.
"""

from __future__ import annotations

import re

from core.authorities.scene import NOT_SAID, REACH, Found, Scene, after_pin, argued, unpinned, within_quotation, words
from core.authorities.verbs import REFERENCE, spoken_before
from core.models.authorities import Signal

_IN_PARENTHETICAL = re.compile(
    r"(?i)(?:^|[;,(]\s*|\band\s+)(?:\w+ly\s+)?(?P<verb>overruling|abrogating|superseding|distinguishing|limiting|narrowing|criticizing|criticising|questioning|rejecting|disapproving(?:\s+of)?|disagreeing\s+with|declining\s+to\s+follow|declining\s+to\s+extend|refusing\s+to\s+extend|following|applying|reaffirming|relying\s+on|adhering\s+to|adopting|quoting)"
    + REFERENCE
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
_OBJECT_OF_CLAUSE = re.compile(
    r"(?i)\b(?:which|that|who|where)\s+(?:we|it|they|congress|(?:the|this)\s+court|\w+ed)(?:\s+\w+){0,3}\s*\Z"
)  # "the rule that we adopted in"
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
_SKIP = r"^\s*,?\s*(?:(?:however|though|therefore|thus|by\s+contrast|on\s+the\s+other\s+hand|for\s+example|then|too|in\s+turn),\s*|[”’'\"]\s*)?(?:(?:itself|plainly|clearly|squarely|alone|also|simply|likewise|similarly|now)\s+)?(?:(?:decision|case|holding|rule|opinion|line\s+of\s+cases)\s+)?"
_PREDICATES: tuple[tuple[Signal, re.Pattern[str]], ...] = tuple(
    (signal, re.compile(rf"(?i){_SKIP}(?P<phrase>{words})"))
    for signal, words in (
        (
            Signal.OVERRULES,
            rf"(?:is|are|was|were|has\s+been|have\s+been)\s+(?:(?:now|hereby|today|therefore|thus|accordingly|expressly|long\s+since|later|subsequently)\s+){{0,2}}(?:overruled|abrogated)|{_BE}\s+no\s+longer\s+(?:good\s+law|the\s+law)",
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
_ARGUED_AFTER = re.compile(
    r"(?i)^[^.;]{0,80}?,\s+(?:[\w’']+\s+){1,4}(?:argue[sd]?|contend(?:s|ed)?|assert(?:s|ed)?|says?|said|insist(?:s|ed)?|maintain(?:s|ed)?|claim(?:s|ed)?|urge[sd]?|submit(?:s|ted)?)\b"
)
_QUOTED_END = re.compile(r"[”\"]\s*(?:\[\d+\]|\d{1,3})?\s*[.,;:]?\s*(?:\d{1,3}\s*)?\Z")
_SAYS_QUOTE = re.compile(
    r"(?i)^[\s,;:)]*(?:(?:that|where|in\s+which|and\s+there)\s+)?(?:(?:the|this)\s+court\s+|we\s+|justice\s+\w+\s+)?(?:\w+ly\s+|has\s+|have\s+|there\s+|also\s+)?(?:said|says|held|holds|explain\w*|states?|stated|"
    r"observ\w+|not(?:es|ed)|recogni[sz]\w+|warn\w*|reason(?:s|ed)|described?|defin\w+|put\s+it|wrote|reminds?|instruct\w*|emphasi[sz]\w*|declar\w*|teach\w*|conclud\w*|speaks\s+of|spoke\s+of|requires?)\b[^“\".;]{0,60}[“\"](?=[^”\"]{18,})"
)


def treatments(scene: Scene) -> list[Found]:
    """The signals of one citation, the strongest reading of its own words first, at most one of each kind. Empty: only cited."""
    found: list[Found] = []
    for rule in (_nested, _history, spoken_before, _contrary, _spoken_after, _quoted):
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
    after = after_pin(scene)
    match = _HISTORY.match(after)
    if match is None or argued(scene.before):
        return None
    verb = " ".join(match["verb"].lower().split())
    by = scene.following or _first_words(after[match.end() :])
    phrase = " ".join((verb + match["more"] + " " + match["way"]).split())
    if re.match(r"(?i)statute|rule|constitutional|act\b|regulation|amendment|congress", after[match.end() :]):
        by = _first_words(after[match.end() :])
    return Found(_PAST.get(verb, Signal.CRITICISES), phrase, by)


def _contrary(scene: Scene) -> Found | None:
    match = _CONTRARY.search(scene.gap[-60:])
    if match:
        return Found(Signal.CONTRARY, " ".join(match["phrase"].split()))
    if (
        scene.previous
        and scene.inherited
        and scene.inherited[0] is Signal.CONTRARY
        and re.fullmatch(r"[\s;,.]*(?:and|also)?[\s,]*", unpinned(scene.gap))
    ):
        return Found(*scene.inherited)
    return None


def _spoken_after(scene: Scene) -> Found | None:
    """A predicate whose subject this authority is: "Smith is distinguishable"."""
    if scene.host is not None or within_quotation(scene.before) or _OBJECT_OF_CLAUSE.search(scene.gap):
        return None
    if not scene.named and scene.gap.rstrip().endswith(("”", '"', ",")):  # the citation only supports what stands before it
        return None
    after, lead = after_pin(scene), scene.before[-REACH:]
    for signal, pattern in _PREDICATES:
        match = pattern.match(after)
        if match is None:
            continue
        if argued(lead) or _ARGUED_AFTER.match(after[match.end() :]) or NOT_SAID.search(lead):
            return None
        phrase = words(match["phrase"])
        if signal is Signal.OVERRULES and re.match(r"(?:was|were|has|have)\b", phrase):
            later = re.match(r"(?:\s+\w+){0,4}?\s+by\s+", after[match.end() :])
            return Found(signal, phrase, (scene.following if later else None) or "a later decision")
        if re.search(r"\bnot\b", phrase) and signal in (Signal.OVERRULES, Signal.FOLLOWS, Signal.CRITICISES) and "not persuasive" not in phrase:
            return None
        return Found(signal, phrase)
    return None


def _quoted(scene: Scene) -> Found | None:
    """The words just before a citation stand in quotation marks, or those just after do."""
    gap = unpinned(scene.gap) if scene.previous else scene.gap
    if scene.host is not None:
        return None
    if _QUOTED_END.search(gap) and _long_enough(gap):
        return Found(Signal.QUOTES, "quoted before the citation")
    if not gap.strip(' ,;([“"') and not scene.previous and _QUOTED_END.search(scene.preceding.rstrip()) and _long_enough(scene.preceding):
        return Found(Signal.QUOTES, "quoted before the citation")
    if scene.parenthetical and re.match(r"^[\s(]*[“\"][^”\"]{18,}", scene.parenthetical):
        return Found(Signal.QUOTES, "quoted in the parenthetical")
    after = after_pin(scene)
    if _SAYS_QUOTE.match(after):
        return Found(Signal.QUOTES, "quoted after the citation")
    return None


def _long_enough(text: str) -> bool:
    """Whether the last quotation of a text is more than a word or two."""
    end = max(text.rfind("”"), text.rfind('"'))
    start = max(text.rfind("“", 0, end), text.rfind('"', 0, end)) if end > 0 else -1
    return len(text[start + 1 : end].split()) >= 4 if end > 0 else False


def _first_words(text: str) -> str:
    words = text.split()[:8]
    kept = " ".join(words)
    return re.split(r"[;,.](?:\s|$)|\s\(|\d", kept, maxsplit=1)[0].strip() or kept
