"""What points back to something cited before: "id.", "ibid.", and a name with "supra"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.ingest.citing.found import Found
from core.ingest.citing.names import short_name
from core.models import CitationKind

_ID = re.compile(r"(?<![\w.’'-])(?:[Ii]d\.|[Ii]bid\.)(?=[\s,;:)\]”’\"—–-]|\d{1,2}\s|\Z)")
_NO_AUTHORITY = re.compile(
    r"(?i)(?:\b(?:part|parts|section|sections|brief|briefs|br|note|notes|n|nn|tr|app|appendix|exhibit|see|discussion|discussed|text|page|pages|fn|footnote|footnotes|op|opinion|and|as|arg|doc|record|table|fig|ch|chapter)\b\.?|(?:Black|Webster|Bouvier|Blackstone|Restatement|Oxford|Ballentine|American Heritage|Random House)(?:[’']s)?(?: .*)?|(?:(?:Reply |Opening )?Brief|Memorandum|Tr\.|App\.|Pet\.|Record|Exh?\.|Petition|Letter|Report|Hearings?|S\. Rep|H\. ?R)(?: .*)?|[IVX]+(?:-?[A-Z](?:-?\d)?)?|[A-Z]|\d+|id|ibid)"
)


_PLACE = re.compile(
    r"(?i)part|parts|section|sections|brief|note|notes|nn?|tr|app|exhibit|discussion|text|pages?|footnotes?|opinion|record|chapter|appendix"
)


def pointers(text: str, start: int, end: int, floors: list[int]) -> Iterator[Found]:
    """Pointers within start..end. `floors` are where citations end: a name does not reach back over one."""
    for match in _ID.finditer(text, start, end):
        yield Found(match.start(), match.end(), CitationKind.ID, "id.")
    for match in re.finditer(r"\bsupra\b", text[start:end]):
        found = _supra(text, start + match.start(), start + match.end(), floors)
        if found:
            yield found


def _supra(text: str, at: int, end: int, floors: list[int]) -> Found | None:
    name = short_name(text, at, floors)
    if name is None or _NO_AUTHORITY.fullmatch(name[0]) or _PLACE.fullmatch(name[0].split()[-1].rstrip(",.")):
        return None
    return Found(name[1], end, CitationKind.SUPRA, f"{name[0]} supra", name=name[0])
