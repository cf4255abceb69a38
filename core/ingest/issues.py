"""What a case is about, in words that stand in it: catchwords that the court printed, else terms of art and named statutes that the syllabus or
the first paragraphs use and the document keeps returning to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TERMS = """
abuse of discretion|abuse of process|actual innocence|adverse possession|affirmative action|age discrimination|aggravating circumstances|agency deference|antitrust
arbitration agreement|arbitration clause|attorney-client privilege|attorney discipline|bankruptcy|best interests of the child|breach of contract|breach of fiduciary duty|burden of proof
capital punishment|certificate of appealability|chapter 11|chapter 13|child custody|child support|choice of law|civil forfeiture|class action|class certification|clean water
collateral estoppel|collective bargaining|commerce clause|compelling interest|competency to stand trial|comparative negligence|confrontation clause|consent decree|consumer protection|contempt
contributory negligence|contract interpretation|conspiracy|copyright infringement|cruel and unusual punishment|de novo review|death penalty|declaratory judgment|defamation|deliberate indifference
deportation|disability discrimination|discovery rule|discretionary function|dissolution of marriage|diversity jurisdiction|double jeopardy|due process|duty of care|duty to defend|easement
eminent domain|employment discrimination|equal protection|equitable tolling|establishment clause|exclusionary rule|executive privilege|exhaustion of administrative remedies|exigent circumstances
expert testimony|ex post facto|failure to state a claim|fair use|false claims|federal preemption|fiduciary duty|foreclosure|forfeiture|forum non conveniens|freedom of speech|free exercise
free speech|fraudulent transfer|gender discrimination|good faith exception|gross negligence|guilty plea|habeas corpus|harmless error|hearsay|hostile work environment|housing discrimination
immunity|implied warranty|indemnity|ineffective assistance of counsel|ineffective assistance|injunctive relief|insider trading|insurance coverage|interstate commerce|intellectual property
invasion of privacy|involuntary confession|joint tortfeasors|judicial estoppel|judicial review|jury instructions|juvenile delinquency|landlord and tenant|legal malpractice|limitation of liability
loss of consortium|mandatory minimum|mandamus|material breach|medical malpractice|minimum wage|misrepresentation|mootness|motion to dismiss|motion to suppress|motion to compel|natural justice
negligence|negligent misrepresentation|new trial|nuisance|obviousness|official immunity|overtime|parental rights|parol evidence|parole|patent infringement|patent eligibility|peremptory challenge
permanent injunction|personal injury|personal jurisdiction|plain error|plea agreement|police misconduct|political question|preemption|preliminary injunction|premises liability|prejudgment interest
presumption of innocence|pretrial detention|prior restraint|prisoner litigation|probable cause|probation|procedural default|procedural fairness|product liability|products liability
promissory estoppel|promissory note|proximate cause|public policy|punitive damages|qualified immunity|quantum meruit|racial discrimination|real property|reasonable expectation of privacy
reasonable suspicion|religious freedom|res judicata|respondeat superior|restitution|restrictive covenant|retaliation|right to counsel|right to jury trial|rule of lenity|search and seizure
search warrant|securities fraud|self-defense|self-incrimination|sentencing guidelines|separation of powers|sex discrimination|sexual harassment|sex offender registration|shareholder derivative
sovereign immunity|specific performance|speedy trial|spoliation|standard of review|state action|statute of frauds|statute of limitations|statutory interpretation|strict liability
strict scrutiny|subject-matter jurisdiction|subject matter jurisdiction|subrogation|substantial evidence|sufficiency of the evidence|summary judgment|supplemental jurisdiction|takings
tax deficiency|tax exemption|tenancy in common|termination of parental rights|third-party beneficiary|tortious interference|trade secrets|trademark infringement|traffic stop|undue influence
unemployment benefits|unfair competition|unfair dismissal|unfair labor practice|unjust enrichment|unreasonable search|usury|vicarious liability|visitation|voir dire|voluntary confession
voting rights|waiver of rights|warrantless search|whistleblower|wiretap|workers’ compensation|workers' compensation|workmen’s compensation|wrongful death|wrongful discharge|wrongful termination|zoning
"""
_VOCABULARY = tuple(dict.fromkeys(term for row in _TERMS.strip().split("\n") for term in row.split("|")))
_TERM = re.compile(
    r"(?i)(?<![\w-])(?:" + "|".join(re.escape(term).replace(r"\ ", r"\s{1,3}") for term in sorted(_VOCABULARY, key=len, reverse=True)) + r")(?![\w-])"
)
_WORD = r"(?:[A-Z][A-Za-z’'-]{1,24}|of|and|the|for|to|in|on|with)"
_NAMED = re.compile(
    rf"\b[A-Z][A-Za-z’'-]{{2,24}}(?:\s{{1,2}}{_WORD}){{0,8}}\s{{1,2}}(?:Act|Amendment|Clause|Treaty|Convention)(?:\s{{1,2}}of\s{{1,2}}\d{{4}})?\b"
)
_ORDINAL = re.compile(
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|Fourteenth|Fifteenth)\s{1,2}Amendment"
)
_CATCHWORDS = re.compile(
    r"(?im)^[ \t]{0,20}(?:catchwords|keywords|key[ ]words|subject(?:[ ]matter)?|indexed[ ]as|headings?)[ \t]{0,4}[:—–-]?[ \t]{0,4}\n{0,2}(?P<list>[^\n]{4,400}(?:\n[^\n]{4,400}){0,6})"
)
_CATCHLINE = re.compile(r"(?m)^[ \t]{0,20}(?P<list>[A-Z][^\n–—]{2,60}[ ](?:–|—|-)[ ][A-Z“][^\n]{3,300}(?:\n[^\n]{3,300}){0,3})")
_DIVIDER = re.compile(r"\s+[–—-]{1,2}\s+|;\s+|\s*\n\s*\n\s*")
_NO_ACT = re.compile(
    r"(?i)^(?:(?:the|this|that|an|under|of|in|and|see|a|any|each|nothing|nor|unlike|like|both|neither|our|since|although|but|for|to|if|when|because|as|congress|section|while|whether|by)\s+)+"
)
MOST = 10


@dataclass(frozen=True, slots=True)
class Issue:
    """A short noun phrase as it stands at these offsets."""

    words: str
    start: int
    end: int
    confidence: float


def issues_of(text: str, front: tuple[int, int]) -> list[Issue]:
    """At most `MOST`, what the court itself printed first. `front` is the syllabus, or the first paragraphs of the opinion."""
    printed = _printed(text[: min(front[1], 12_000)])
    return printed[:MOST] if printed else _recurring(text, front)[:MOST]


def _printed(face: str) -> list[Issue]:
    """Catchwords under a heading that says so, or a line such as "Criminal law – Evidence – Hearsay" of three members or more."""
    match = _CATCHWORDS.search(face)
    if match is None:
        match = next((match for match in _CATCHLINE.finditer(face) if len(_DIVIDER.split(match["list"])) >= 3), None)
    if match is None:
        return []
    found: list[Issue] = []
    at = match.start("list")
    for piece in _DIVIDER.split(match["list"]):
        start = face.find(piece, at)
        words = piece.strip(" .,\n")
        if start >= 0 and 3 <= len(words) <= 80 and len(words.split()) <= 8 and re.search(r"[^\W\d_]{3}", words):
            begin = start + piece.find(words)
            found.append(Issue(" ".join(words.split()), begin, begin + len(words), 0.9))
        at = max(at, start + len(piece))
    return list({issue.words.casefold(): issue for issue in reversed(found)}.values())[::-1]


def _recurring(text: str, front: tuple[int, int]) -> list[Issue]:
    """Terms and named provisions of the front that the document uses at least three times, by how often it does."""
    first: dict[str, Issue] = {}
    for pattern in (_TERM, _ORDINAL, _NAMED):
        for match in pattern.finditer(text, *front):
            lead = _NO_ACT.match(match.group())
            start = match.start() + (lead.end() if lead else 0)
            words = " ".join(text[start : match.end()].split())
            if not words.isupper() and (pattern is _TERM or (len(words) > 6 and " " in words)):
                first.setdefault(words.casefold(), Issue(words, start, match.end(), 0.6))
    flat = " ".join(text.split()).casefold()
    counts = {key: flat.count(key) for key in first}
    kept = [
        key for key in first if counts[key] >= 3 and not any(key != other and key in other and counts[other] > counts[key] / 2 for other in first)
    ]
    return [first[key] for key in sorted(kept, key=lambda key: (-counts[key], first[key].start))]
