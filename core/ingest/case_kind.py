"""The kind of matter, where several signs agree: the court, the parties, and the words of the syllabus or the first paragraphs. Null when unclear."""

from __future__ import annotations

import re
from collections import Counter

from core.models import CaseType

_WORDS: tuple[tuple[CaseType, str], ...] = (
    (
        CaseType.CRIMINAL,
        r"convict(?:ed|ion|ions)|indict(?:ed|ment)|sentenc(?:ed?|ing)|guilty|pleaded|pled|felony|misdemeanor|murder|manslaughter|robbery|burglary|prosecut(?:or|ion|ed)|"
        r"imprison(?:ed|ment)|death penalty|capital|habeas|post-?conviction|parole|probation|confession|Miranda|inmate|accused|crime|criminal|arrest(?:ed)?|jury instructions|offence|offense",
    ),
    (CaseType.TAX, r"income tax|tax(?:es|payer|payers|able|ation)?|deduction|deficiency|Internal Revenue|IRS|I\.R\.C\.|refund|assessment"),
    (
        CaseType.FAMILY,
        r"custody|divorce|dissolution of marriage|child support|alimony|visitation|parental rights|adoption|guardianship|spous(?:e|al)|marriage|mother|father|dependency|neglected",
    ),
    (
        CaseType.LABOR,
        r"employ(?:er|ee|ees|ment)|union|collective bargaining|labor|workers?[’']?[ ]compensation|wages?|overtime|Title VII|NLRB|retaliat(?:ed|ion)|unemployment|discharge[d]?|unfair dismissal",
    ),
    (
        CaseType.COMMERCIAL,
        r"contract|breach|bankruptcy|debtor|creditors?|securities|shareholders?|antitrust|insur(?:er|ance|ed)|arbitrat(?:ion|or)|patent|trademark|copyright|loan|promissory|merger|franchise|surety",
    ),
    (
        CaseType.PROPERTY,
        r"easement|title|deed|land|lands|landlord|tenant|zoning|eminent domain|takings?|adverse possession|mortgage|foreclosure|conveyance|parcel|lease",
    ),
    (
        CaseType.ADMINISTRATIVE,
        r"agency|Administrative Procedure Act|regulations?|rulemaking|petition for review|Administrator|EPA|FCC|FERC|licen[sc]e|permit|removal proceedings|immigration|asylum|disability benefits|Social Security|judicial review",
    ),
    (
        CaseType.CONSTITUTIONAL,
        r"First Amendment|Equal Protection|Establishment Clause|Free Exercise|freedom of speech|free speech|unconstitutional|constitutionality|Commerce Clause|separation of powers|strict scrutiny",
    ),
    (
        CaseType.CIVIL,
        r"negligen(?:t|ce)|damages|tort|injur(?:y|ies|ed)|malpractice|defamation|class action|§ ?1983|wrongful death|civil rights|qualified immunity|liability|plaintiffs?",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _WORDS)
_COURTS = (
    (re.compile(r"(?i)\bcriminal appeals\b|\bcrown court\b|\(criminal division\)"), CaseType.CRIMINAL),
    (re.compile(r"(?i)\btax (?:court|tribunal|appeals?)\b"), CaseType.TAX),
    (re.compile(r"(?i)\bfamily (?:court|division)\b"), CaseType.FAMILY),
    (
        re.compile(r"(?i)\bworkers[’']? compensation|labou?r relations|employment (?:appeal )?tribunal|industrial (?:court|commission)\b"),
        CaseType.LABOR,
    ),
    (re.compile(r"(?i)\bbankruptcy\b|\bcommercial court\b|\bpatents? (?:court|trial)"), CaseType.COMMERCIAL),
    (re.compile(r"(?i)\b(?:land|property) (?:court|tribunal)\b|\bzoning\b"), CaseType.PROPERTY),
    (
        re.compile(r"(?i)\bdischarge review|immigration|veterans|board of (?:review|appeals)|administrative court|administrative tribunal\b"),
        CaseType.ADMINISTRATIVE,
    ),
)
_SOVEREIGN = re.compile(
    r"(?:^|\bv\.\s)(?:The\s)?(?:State|People|Commonwealth|United States|R|Regina|Rex|The Queen|The King|Her Majesty|His Majesty|H\.?M\.? Advocate)\b"
)
_REVENUE = re.compile(
    r"(?i)\bcommissioner(?: of internal revenue)?$|commissioner of internal revenue|revenue and customs|\bcommissioner of taxation\b"
)
_CHARGED = re.compile(r"\b(?:convicted|conviction|sentenced|indicted|indictment|guilty|habeas)\b")  # of a person, not of conduct in general
_FEWEST = 6


def kind_by_court(court: str | None) -> CaseType | None:
    """Courts that hear one kind of case only."""
    return next((kind for pattern, kind in _COURTS if court and pattern.search(court)), None)


def kind_of(front: str, case_name: str | None, court: str | None) -> tuple[CaseType, float] | None:
    """The kind and how sure. Words of the front decide only when one kind has at least six and twice as many as any other."""
    heard = kind_by_court(court)
    if heard:
        return heard, 0.9
    counts = Counter({kind: _weight(pattern, front) for kind, pattern in _PATTERNS})
    if case_name and _REVENUE.search(case_name) and counts[CaseType.TAX] >= 2:
        return CaseType.TAX, 0.9
    if case_name and _SOVEREIGN.search(case_name) and counts[CaseType.CRIMINAL] >= _FEWEST // 2:
        return CaseType.CRIMINAL, 0.85
    (first, most), (_, second) = counts.most_common(2)
    charged = len(_CHARGED.findall(front)) >= 2
    if most >= _FEWEST and most >= 2 * second and (first is not CaseType.CRIMINAL or charged):
        return first, 0.6
    return None


def _weight(pattern: re.Pattern[str], front: str) -> int:
    """How often words of a kind stand there, each three times at most; one word alone is no sign."""
    words = Counter(word.casefold() for word in pattern.findall(front))
    return sum(min(count, 3) for count in words.values()) if len(words) > 1 else 0
