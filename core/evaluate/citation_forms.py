"""Citations in the convention of the truth files, so that what different finders call the same is the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.ingest.citing.flat import Flat
from core.ingest.reading import Reading
from core.models import CitationKind

_BLANK = re.compile(r"_+|(?<= )[—–-]+\Z")
_LISTED_LEVELS = re.compile(r"(?<=\))(?:,? (?:and|or|&) |, ?|[-–])\(.*\Z")
_SEQ = re.compile(r",? et seq\.?\Z")
_FIRST_PIN = re.compile(r"( at \*?\d+).*\Z")
_TO = re.compile(r"(?<=[\w)]) (?:to|through) (?=\d)")
_SIGN = re.compile(r"§§?|\bsections?\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an authority: PDF pages on which it stands, kind, and what it is normalised to. `text` is as written."""

    pages: tuple[int, ...]
    kind: str
    normalized: str
    text: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, folded_form(self.kind, self.normalized)


def folded_form(kind: str, normalized: str) -> str:
    """Case, blanks and stops folded. Of subsections listed behind one section the first counts, of the pages of a short form the
    first; "et seq." does not."""
    text = normalized.strip()
    if kind in {"statute", "regulation", "rule", "constitution"}:
        text = _LISTED_LEVELS.sub("", _SEQ.sub("", text))
    if kind == "short":
        text = _FIRST_PIN.sub(r"\1", text)
    text = _SIGN.sub(" § ", _BLANK.sub("blank", text).casefold())
    return re.sub(r"[^a-z0-9()]", "", _TO.sub("", text))


def read_truth(tsv: str) -> list[Mention]:
    """The rows of a truth file."""
    mentions = []
    for line in tsv.splitlines():
        cells = line.split("\t")
        if len(cells) >= 3 and cells[0].isdigit():
            mentions.append(Mention((int(cells[0]),), cells[1], cells[2], cells[4] if len(cells) > 4 else ""))
    return mentions


def by_headnote(pages: Sequence[Any]) -> list[Mention]:
    from core.ingest.citations import cite

    return [
        Mention(tuple(span.page for span in item.spans) or (item.page,), item.kind.value, item.normalized, item.text)
        for item in cite(pages).citations
    ]


def by_eyecite(pages: Sequence[Any]) -> list[Mention]:
    """What eyecite finds with its defaults in the same cleaned text on one line. A bare "§" that it reports as unknown is nothing."""
    from eyecite import get_citations

    reading = Reading(pages)
    flat = Flat(reading.text)
    mentions = []
    for found in get_citations(flat.text):
        form = _form(found)
        if form is None:
            continue
        start, end = found.span()
        spans = reading.spans(flat.original(start), flat.original(end - 1) + 1)
        if spans:
            mentions.append(Mention(tuple(span.page for span in spans), *form, text=flat.text[start:end]))
    return mentions


def _form(found: Any) -> tuple[str, str] | None:
    name = type(found).__name__
    if name == "IdCitation":
        return "id", "id."
    if name == "SupraCitation":
        return "supra", f"{found.metadata.antecedent_guess or ''} supra"
    if name == "ShortCaseCitation":
        return "short", f"{found.groups.get('volume')} {found.corrected_reporter()} at {found.groups.get('page') or '___'}"
    if name == "FullCaseCitation":
        kind = "database" if found.groups.get("reporter", "").endswith(("WL", "LEXIS")) else "case"
        return kind, found.corrected_citation()
    if name == "FullJournalCitation":
        return "journal", found.corrected_citation()
    return _law(found) if name == "FullLawCitation" else None


def _law(found: Any) -> tuple[str, str]:
    """A law in the kinds of the truth; eyecite keeps the subsections apart, so they are put back."""
    written = found.corrected_citation()
    pin = found.metadata.pin_cite or ""
    reporter = found.corrected_reporter()
    if reporter in {"Pub. L.", "Public Law"}:
        return CitationKind.PUBLIC_LAW.value, f"Pub. L. No. {found.groups.get('title', '')}"
    if reporter == "FR":
        return CitationKind.REGULATION.value, written.replace(" FR ", " Fed. Reg. ")
    regulation = re.search(r"C\.F\.R|Reg|Admin", reporter)
    kind = CitationKind.REGULATION if regulation else CitationKind.STATUTE
    return kind.value, written + (pin if pin.startswith("(") else "")
