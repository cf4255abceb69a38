"""Who appeared for the parties: names of counsel as the front (or, of some courts, the end) of the opinion lists them."""

from __future__ import annotations

import re

MOST = 60
_FRONT, _BACK = 9_000, 2_500
_SIDE = (
    r"(?:(?:the|an?|respondents?|cross)[ -]?[ ]?)?(?:(?i:(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|claimant|applicant|intervenor|government|employee|employer"
    r"|insurer|state|commonwealth|people|united[ ]states|amic(?:us|i)(?:[ ]curiae)?|pro[ ]hac[ ]vice|crown|debtor|complainant|relator|defence|prosecution|secretary|commissioner))s?\b)"
)
_LABEL = re.compile(
    r"(?im)^[ \t]{0,20}(?:attorneys?|counsel|solicitors?|representation)[ ](?:for|of)[ ][^:\n]{2,60}:[ ]?(?P<who>[^\n]{3,300}(?:\n[^\n:]{3,120}(?=\n|\Z)){0,2})"
)
_NAME = re.compile(
    r"(?P<name>(?:[A-Z][A-Za-z’'-]+|[A-Z]\.(?:[ ]?[A-Z]\.)*)(?:[ ](?:[A-Z][a-z]*\.|[A-Z][A-Za-z’'-]+|(?:de|la|van|von|der|del)(?=[ ])|[“\"(][A-Z][a-z]+[”\")])){1,4}(?:,?[ ](?:Jr|Sr|II|III|IV)\b\.?)?)"
)
_LEADS = re.compile(
    r"(?i)(?:^|\b(?:and|by|with|were|was|brief|briefs|counsel|attorneys?|messrs\.?|mr\.|mrs\.|ms\.|hon\.|general|[A-Z]\.C\.|Q\.?C\.?|K\.?C\.?)[,:]?|[;,:(])\s*$"
)
_NO_PERSON = re.compile(
    r"(?i)\b(?:attorney|general|solicitor|assistant|counsel|court|county|city|state|states|department|division|office|law|llp|llc|p\.?c|firm|associates?|united|new|"
    r"district|circuit|washington|north|south|west|street|avenue|suite|building|center|university|company|inc|corp|bank|insurance|society|association|union|commission|"
    r"board|service|services|public|defender|criminal|appeals?|appellate|deputy|chief|senior|special|director|judge|justice|before|no|nos|opinion|legal|aid|justice|saint|"
    r"los|san|las|fort|el|salt|rhode|puerto|america|foundation|institute|center|project|group|limited|ltd|construct|prosecutor|prosecuting|deputies|argued|submitted|decided|filed|see|compare|brief|briefs|reply|cf|id|tr|app|"
    r"january|february|march|april|june|july|august|september|october|november|december)\b"
)
_STATE_AFTER = re.compile(r",\s(?:[A-Z][a-z]+\.?|[A-Z]\.\s?[A-Z]\.)\s*(?:[,;.)]|$)")
_APPEARS = re.compile(
    r"(?i)\b(?:on (?:the |his |her )?briefs?|argued|of counsel|attorneys?|pro hac|solicitor|appointed|public defender|llp|counsel)\b"
)


def attorneys_in(text: str) -> list[tuple[str, int, int]]:
    """Names of counsel with where each stands in the text, in order. Parties who speak for themselves are none."""
    found: dict[str, tuple[str, int, int]] = {}
    windows = [(0, min(_FRONT, len(text)))]
    if len(text) > _FRONT + _BACK:
        windows.append((len(text) - _BACK, len(text)))
    for start, end in windows:
        window = re.sub(r"[\n\t]", " ", text[start:end])
        for first, last in [*_statements(text[start:end]), *((match.span("who")) for match in _LABEL.finditer(text[start:end]))]:
            for name in _names(window, first, last):
                found.setdefault(window[name[0] : name[1]].casefold(), (window[name[0] : name[1]], start + name[0], start + name[1]))
    return list(found.values())[:MOST]


def _statements(text: str) -> list[tuple[int, int]]:
    """Runs that end in "for the appellant": a paragraph that begins with a name, and names more than one could in running prose."""
    spans: list[tuple[int, int]] = []
    for paragraph in re.finditer(r"[^\n]{1,500}(?:\n(?!\s*\n)[^\n]{1,500}){0,12}", text):
        flat = paragraph.group().replace("\n", " ")
        start = 0
        for match in re.finditer(rf"[ (]for[ ](?:the[ ])?{_SIDE}", flat):
            begin = max(start, _sentence_before(flat, match.start()))
            who = flat[begin : match.start()]
            if len(who) < 700 and _is_list_of_counsel(who):
                spans.append((paragraph.start() + begin, paragraph.start() + match.start()))
            start = match.end()
    return spans


def _sentence_before(text: str, end: int) -> int:
    """Where the sentence or the list before `end` begins."""
    last = 0
    for stop in re.finditer(r"(?:[a-z)]{2,}\.|;)\s+(?=[A-Z])", text[:end]):
        if not re.search(r"(?i)\b(?:jr|sr|esq|mr|mrs|ms|hon|st|gen|atty|asst|dept|no)\.\s+$", stop.group().rjust(8)) and not re.search(
            r"(?i)\b(?:jr|sr|esq|mr|mrs|ms|hon|st|gen|atty|asst|dept|no)\.\s+\Z", text[: stop.end()]
        ):
            last = stop.end()
    return last


def _is_list_of_counsel(who: str) -> bool:
    """Begins with a person's name (or "With him on the brief were") and holds no verb of a sentence about something else."""
    lead = re.match(
        r"\s*(?:\[[^\]]{1,40}\]\s*)?(?:With (?:him|her|them|whom) on (?:the )?briefs?,? (?:were|was) |(?:Mr|Mrs|Ms|Messrs|Hon)\.\s+|and )?", who
    )
    head = who[lead.end() if lead else 0 :]
    name = _NAME.match(head)
    if not name or _NO_PERSON.search(name["name"]):
        return False
    rest = head[name.end() :]
    verbs = re.findall(
        r"(?<!\.)\b(?:is|are|has|had|filed|sued|held|moved|claims?|appeals?|contends?|denied|said|would|could|did|sought|brought|who|entered|pleaded|convicted)\b",
        rest,
    )
    return (
        rest[:1] in {"", ",", " ", ";", "("}
        and not verbs
        and (not rest.strip(" ,") or rest.lstrip()[:1] in {",", ";", "("} or bool(_APPEARS.search(rest)) or bool(re.match(r"\s+and\s+[A-Z]", rest)))
    )


def _names(window: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _NAME.finditer(window, start, end):
        led = not window[start : match.start()].strip() or _LEADS.search(window, start, match.start())
        place = _STATE_AFTER.match(window, match.end()) and found and window[match.start() - 2 : match.start()] == ", "
        if led and not _NO_PERSON.search(match["name"]) and not place:
            found.append(match.span("name"))
    return found
