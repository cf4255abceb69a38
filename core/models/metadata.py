"""What a librarian would write on the card of a case."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from core.models.domain import Domain


class CaseType(StrEnum):
    """The kind of matter."""

    CIVIL = "civil"
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"
    CONSTITUTIONAL = "constitutional"
    COMMERCIAL = "commercial"
    FAMILY = "family"
    TAX = "tax"
    LABOR = "labor"
    PROPERTY = "property"
    OTHER = "other"


class PartyRole(StrEnum):
    """As captions say it."""

    PLAINTIFF = "plaintiff"
    DEFENDANT = "defendant"
    PETITIONER = "petitioner"
    RESPONDENT = "respondent"
    APPELLANT = "appellant"
    APPELLEE = "appellee"
    INTERVENOR = "intervenor"
    AMICUS = "amicus"
    OTHER = "other"


class Party(Domain):
    """A name in the caption and the roles it is given there ("plaintiff" and "appellant")."""

    name: str = Field(min_length=1, max_length=500)
    roles: list[PartyRole] = Field([], max_length=9)


class Disposition(StrEnum):
    """What the court did; several together say "affirmed in part, reversed in part and remanded"."""

    AFFIRMED = "affirmed"
    AFFIRMED_IN_PART = "affirmed in part"
    REVERSED = "reversed"
    REVERSED_IN_PART = "reversed in part"
    VACATED = "vacated"
    VACATED_IN_PART = "vacated in part"
    REMANDED = "remanded"
    DISMISSED = "dismissed"
    GRANTED = "granted"
    DENIED = "denied"
    MODIFIED = "modified"
    ENFORCED = "enforced"
    QUASHED = "quashed"
    CERTIFIED = "certified"


class Metadata(Domain):
    """What a librarian would write on the card. A field not found is null, never a guess."""

    title: str = ""
    case_name: str | None = None
    caption: str | None = None  # in full, as the face of the opinion sets it
    docket_number: str | None = None
    docket_numbers: list[str] = []
    court: str | None = None
    court_id: str | None = None
    jurisdiction: str | None = None
    case_type: CaseType | None = None
    date_argued: date | None = None
    date_filed: date | None = None
    date_decided: date | None = None
    citation: str | None = None
    parallel_citations: list[str] = []  # its other reporters' citations
    parties: list[Party] = []
    plaintiffs: list[str] = []
    defendants: list[str] = []
    judges: list[str] = []
    opinion_author: str | None = None
    disposition: list[Disposition] = []
    attorneys: list[str] = []
    legal_issues: list[str] = []
    language: str | None = None


METADATA_FIELDS = tuple(Metadata.model_fields)
