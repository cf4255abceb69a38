"""Who is who in a caption: each party with the roles the caption gives it, and the caption itself in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.ingest.case_names import persons_of, title_case, without_office
from core.ingest.face import Line
from core.ingest.parties import Parties, all_parties, joined
from core.models import Evidence, Party, PartyRole

_ROLES = (
    (r"plaintiff|claimant|complainant|pursuer", PartyRole.PLAINTIFF),
    (r"defendant|defender", PartyRole.DEFENDANT),
    (r"petitioner|applicant", PartyRole.PETITIONER),
    (r"respondent", PartyRole.RESPONDENT),
    (r"appellant", PartyRole.APPELLANT),
    (r"appellee", PartyRole.APPELLEE),
    (r"intervenor|intervener", PartyRole.INTERVENOR),
    (r"amicus|amici", PartyRole.AMICUS),
)
_ROLE = re.compile(
    r"(?i)(?:\b(?:and|cross|counter|third[- ]party|in[ ]error|below)\b[\s,/–—-]{0,4}){0,3}\b(?P<role>plaintiff|claimant|complainant|pursuer|defendant|defender"
    r"|petitioner|applicant|respondent|appellant|appellee|intervenor|intervener|amicus|amici)(?P<plural>s?)\b(?:[ ]curiae)?(?:[ ]in[ ]error)?"
)
_OPPOSITE = {
    PartyRole.PETITIONER: PartyRole.RESPONDENT,
    PartyRole.APPELLANT: PartyRole.APPELLEE,
    PartyRole.PLAINTIFF: PartyRole.DEFENDANT,
}
_OPPOSITES = _OPPOSITE | {other: one for one, other in _OPPOSITE.items()}
_NOTE = re.compile(r"(?<=[A-Za-z.,])[\d*†‡]{1,2}(?=[,;\s]|$)")
_ET_AL = re.compile(r"(?i)[,;]?\s*\bet\.?\s+(?:al|ux|vir)\b\.?|,?\s*\band\s+others\b|,?\s*\band\s+another\b")
_ABBREVIATED = re.compile(r"(?i)\b(?:inc|co|cos|corp|ltd|jr|sr|bros|ass[’']?n|l\.?l\.?c|l\.?p|n\.a|p\.c|[A-Z])\.\Z")
MOST_PARTIES = 100


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of a caption, the caption in one line, and where it stands."""

    parties: list[Party]
    caption: str
    evidence: list[Evidence]

    def named(self, role: PartyRole) -> list[str]:
        return [party.name for party in self.parties if role in party.roles]

    @property
    def told(self) -> int:
        """How many parties the caption gives a role."""
        return sum(bool(party.roles) for party in self.parties)


def cast_of(lines: Sequence[Line], prose: str, *, first_petitions: bool = False) -> Cast | None:
    """The parties of every "v." of a caption. `first_petitions`: the court's practice is to name the petitioner first."""
    blocks = all_parties(lines)
    if not blocks:
        return None
    found: dict[str, Party] = {}
    for block in blocks:
        for party in _of_block(block, prose, first_petitions=first_petitions):
            known = found.get(party.name.casefold())
            roles = [*known.roles, *(role for role in party.roles if role not in known.roles)] if known else party.roles
            found[party.name.casefold()] = Party(name=party.name, roles=roles)
    evidence = [item for block in blocks for item in block.evidence]
    caption = "; ".join(joined([item.text for item in block.evidence]) for block in blocks)
    return Cast(list(found.values())[:MOST_PARTIES], caption, evidence)


def _of_block(block: Parties, prose: str, *, first_petitions: bool) -> list[Party]:
    first, second = _of_side(block.first, prose), _of_side(block.second, prose)
    if first_petitions and not _any_role(first) and not _any_role(second) and not block.matter:
        first = [Party(name=party.name, roles=[PartyRole.PETITIONER]) for party in first]
    if _any_role(first) and not _any_role(second):
        second = _answering(first, second)
    elif _any_role(second) and not _any_role(first):
        first = _answering(second, first)
    return [*first, *second]


def _any_role(parties: Sequence[Party]) -> bool:
    return any(party.roles for party in parties)


def _answering(told: Sequence[Party], untold: Sequence[Party]) -> list[Party]:
    """Captions that name the role of one side leave that of the other to be understood: who answers a petitioner is the respondent."""
    opposite = [_OPPOSITES[role] for role in dict.fromkeys(role for party in told for role in party.roles) if role in _OPPOSITES]
    return [Party(name=party.name, roles=opposite) for party in untold]


def _of_side(side: str, prose: str) -> list[Party]:
    """The parties of a side; a role holds for the names before it, back to the role before."""
    parties: list[Party] = []
    plain = _NOTE.sub("", side)
    start = 0
    for run in _role_runs(plain):
        names = _names(plain[start : run[0]], plural=run[2])
        parties += [Party(name=title_case(name, prose), roles=run[3]) for name in names]
        start = run[1]
    parties += [Party(name=title_case(name, prose)) for name in _names(plain[start:], plural=False)]
    return parties


def _role_runs(side: str) -> list[tuple[int, int, bool, list[PartyRole]]]:
    """Where roles stand: "Plaintiff and Appellant", "Defendants-Appellees" are one run each, with start, end, plural and the roles."""
    runs: list[tuple[int, int, bool, list[PartyRole]]] = []
    for match in _ROLE.finditer(side):
        role = next(role for pattern, role in _ROLES if re.fullmatch(pattern, match["role"].lower()))
        if runs and re.fullmatch(r"[\s,./()–—-]*(?:and\s*)?", side[runs[-1][1] : match.start()]):
            start, _, plural, roles = runs.pop()
            runs.append((start, match.end(), plural or bool(match["plural"]), roles if role in roles else [*roles, role]))
        else:
            runs.append((match.start(), match.end(), bool(match["plural"]), [role]))
    return runs


def _names(text: str, *, plural: bool) -> list[str]:
    pieces = re.split(r";\s+(?:and\s+)?", _ET_AL.sub("", text).strip(" ,;:()[]–—-"))
    names = [name for piece in pieces for name in persons_of(without_office(_unstopped(piece)), plural=plural)]
    return [name for name in names if re.search(r"[^\W\d_]{2}", name) and len(name) < 200]


def _unstopped(piece: str) -> str:
    """Without the full stop of the caption, which is not that of "Inc." """
    bare = piece.strip(" ,;:()[]–—-")
    return bare if _ABBREVIATED.search(bare) else bare.rstrip(". ,;")
