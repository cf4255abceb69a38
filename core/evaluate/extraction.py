"""How well the card of a case is read: precision and recall of each field against a truth file, and every miss.

A truth file has one JSON object a line: `file`, relative to the data folder, and any fields of `models.Metadata`, of persons the surnames,
and `separate` for separate opinions (`[{"kind": "dissent", "author": "Scalia"}]`). `us_cite` and `pages` are read as `citation` and `page_count`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import BadArgument
from core.evaluate.fields import Tally, compare, expected, items
from core.ingest.tasks import ComposeOptions, compose_document, find_citations, inspect_file, ocr_availability, ocr_page, read_document
from core.models import Metadata, Page, PageState

_OCR_LANGUAGE, _OCR_SECONDS, _MOST_PAGES = "eng", 60.0, 5_000
_SEPARATE = frozenset(["concurrence", "dissent", "concurrence_dissent"])


@dataclass(frozen=True, slots=True)
class Miss:
    """A field of a file that is not as the truth has it: what was expected and not found, what was found and not expected."""

    file: str
    field: str
    expected: list[str]
    got: list[str]


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """`unread` names the files that could not be read, with the reason; their fields count as not found."""

    files: int
    fields: dict[str, Tally]
    misses: list[Miss] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "files": self.files,
            "fields": {
                name: {"truth": tally.truth, "found": tally.found, "correct": tally.correct, "precision": tally.precision, "recall": tally.recall}
                for name, tally in self.fields.items()
            },
            "misses": [{"file": miss.file, "field": miss.field, "expected": miss.expected, "got": miss.got} for miss in self.misses],
            "unread": self.unread,
        }


def evaluate_extraction(truth: Path, data: Path) -> Iterator[str | ExtractionReport]:
    """The names of the files as they are read, and last the report. Files are read as ingestion reads them, OCR included where it is there."""
    rows = _rows(truth)
    tallies: dict[str, Tally] = {}
    misses: list[Miss] = []
    unread: dict[str, str] = {}
    for row in rows:
        yield str(row["file"])
        try:
            card = read_card(data / row["file"])
        except Exception as error:  # noqa: BLE001 - one file that cannot be read must not end the run; it is named
            card, unread[row["file"]] = {}, str(error) or type(error).__name__
        for name, wanted in expected(row).items():
            got = items(card.get(name))
            tally, missing, extra = compare(name, wanted, got)
            tallies[name] = tallies.get(name, Tally()) + tally
            if missing or extra:
                misses.append(Miss(row["file"], name, missing, extra))
    yield ExtractionReport(len(rows), tallies, misses, unread)


def read_card(path: Path) -> dict[str, Any]:
    """What ingestion reads of a file, as plain values, with `separate` and `page_count`."""
    with tempfile.TemporaryDirectory() as folder:
        count = inspect_file(str(path), None, str(Path(folder) / "unlocked"), _MOST_PAGES).page_count
    options = ComposeOptions("evaluated", "evaluated", path.name)
    pages, composition = read_document(str(path), range(1, count + 1), options)
    if any(page.state is PageState.WAITING for page in pages):
        pages = _with_ocr(path, pages)
        composition = compose_document(pages, options)
    found = find_citations(composition.pages, composition.metadata)
    separate = [{"kind": part.kind, "author": part.author} for part in composition.sections if part.kind in _SEPARATE]
    card = Metadata.model_validate({**composition.metadata, **found.metadata}).to_record()
    return {**card, "separate": separate, "page_count": count}


def _with_ocr(path: Path, pages: Sequence[Page]) -> list[Page]:
    if not ocr_availability(_OCR_LANGUAGE)[0]:
        return list(pages)
    return [
        ocr_page(str(path), page.case_id, page.number, _OCR_LANGUAGE, _OCR_SECONDS) if page.state is PageState.WAITING else page for page in pages
    ]


def _rows(truth: Path) -> list[dict[str, Any]]:
    try:
        rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise BadArgument(f"The truth file cannot be read: {error}.", "It has one JSON object a line, each with `file`.") from error
    if not rows or not all(isinstance(row, dict) and row.get("file") for row in rows):
        raise BadArgument("The truth file names no files.", "It has one JSON object a line, each with `file`.")
    return rows
