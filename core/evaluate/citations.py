"""How well citations are found: precision and recall by kind against truth files, plain eyecite beside Headnote, and every miss.

A truth folder has one `NAME.tsv` a document and a README with a table that says which document each is of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.errors import BadArgument
from core.evaluate.citation_forms import Mention, by_eyecite, by_headnote, read_truth
from core.ingest.tasks import read_pages
from core.models import Page

FINDERS: dict[str, Callable[[Sequence[Page]], list[Mention]]] = {"eyecite": by_eyecite, "Headnote": by_headnote}
_ROW = re.compile(r"\| `(?P<truth>[\w.-]+\.tsv)` \| `(?P<document>[^`]+)` \|")
_MOST_PAGES = 5_000


@dataclass(slots=True)
class Tally:
    """Mentions of one kind: in the truth, found, and found rightly."""

    truth: int = 0
    found: int = 0
    right: int = 0

    @property
    def recall(self) -> float | None:
        return self.right / self.truth if self.truth else None

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.truth + other.truth, self.found + other.found, self.right + other.right)


@dataclass(slots=True)
class Result:
    """What a finder made of the documents: tallies by kind, and by document what it missed and what it found that is not there."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    documents: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    missed: list[tuple[str, Mention]] = field(default_factory=list)
    false: list[tuple[str, Mention]] = field(default_factory=list)

    @property
    def overall(self) -> Tally:
        return sum(self.kinds.values(), Tally())

    def add(self, document: str, truth: Sequence[Mention], found: Sequence[Mention]) -> None:
        missed, false = compare(truth, found)
        for mention in truth:
            self.kinds[mention.kind].truth += 1
        for mention in found:
            self.kinds[mention.kind].found += 1
        for kind, count in _counted(truth).items():
            self.kinds[kind].right += count - sum(one.kind == kind for one in missed)
        self.documents[document] += Tally(len(truth), len(found), len(truth) - len(missed))
        self.missed += [(document, mention) for mention in missed]
        self.false += [(document, mention) for mention in false]


@dataclass(frozen=True, slots=True)
class CitationReport:
    """A result a finder, over the same documents."""

    results: dict[str, Result]

    def plain(self) -> dict[str, object]:
        """For JSON."""
        return {
            name: {
                "overall": _plain(result.overall),
                "kinds": {kind: _plain(tally) for kind, tally in sorted(result.kinds.items())},
                "documents": {document: _plain(tally) for document, tally in result.documents.items()},
                "missed": [[document, mention.pages[0], mention.kind, mention.normalized] for document, mention in result.missed],
                "false": [[document, mention.pages[0], mention.kind, mention.normalized] for document, mention in result.false],
            }
            for name, result in self.results.items()
        }


def evaluate(folder: Path, shared_data: Path, only: Iterable[str] = ()) -> CitationReport:
    """Measure every document of a truth folder, or `only` those named (by the stem of the truth file)."""
    results = {name: Result() for name in FINDERS}
    wanted = set(only)
    for truth, document in documents(folder, shared_data):
        if wanted and truth.stem not in wanted:
            continue
        expected, pages = read_truth(truth.read_text(encoding="utf-8")), read_pages(str(document), "", range(1, _pages_of(document) + 1))
        for name, finder in FINDERS.items():
            results[name].add(truth.stem, expected, finder(pages))
    return CitationReport(results)


def documents(folder: Path, shared_data: Path) -> Iterator[tuple[Path, Path]]:
    """The truth files that the folder's README lists, with their documents."""
    readme = folder / "README.md"
    if not readme.is_file():
        raise BadArgument(f"There is no README.md in {folder}.", "It says which document each truth file is of.")
    for row in _ROW.finditer(readme.read_text(encoding="utf-8")):
        truth, document = folder / row["truth"], shared_data / row["document"]
        for path in (truth, document):
            if not path.is_file():
                raise BadArgument(f"There is no file {path}.", "Name the folder with the data, and keep the truth files beside their README.")
        yield truth, document


def _pages_of(path: Path) -> int:
    import pymupdf

    with pymupdf.open(path) as document:
        return min(int(document.page_count), _MOST_PAGES)


def compare(truth: Sequence[Mention], found: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """What was missed and what is false. A mention is right when kind and normalised form agree and it stands on the page of the
    truth; one broken over two pages may stand on either. None counts twice."""
    left: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in found:
        left[mention.key].append(mention)
    missed = []
    for mention in truth:
        same = left[mention.key]
        match = next((one for one in same if mention.pages[0] in one.pages), None)
        if match is None:
            missed.append(mention)
        else:
            same.remove(match)
    false = [mention for same in left.values() for mention in same]
    return missed, sorted(false, key=lambda mention: mention.pages)


def _counted(mentions: Iterable[Mention]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for mention in mentions:
        counts[mention.kind] += 1
    return counts


def show(console: Console, report: CitationReport) -> None:
    """A row a kind, all finders side by side; then every miss and false find of the last."""
    console.print(_table("Citations by kind", {name: result.kinds | {"all": result.overall} for name, result in report.results.items()}))
    console.print(_table("Citations by document", {name: result.documents for name, result in report.results.items()}))
    name, result = list(report.results.items())[-1]
    for title, listed in ((f"Missed by {name}", result.missed), (f"Found by {name}, not in the truth", result.false)):
        if listed:
            table = Table("Document", "Page", "Kind", "Normalized", "As written", title=f"{title}, {len(listed)}", title_justify="left")
            for document, one in listed:
                table.add_row(*(Text(cell) for cell in (document, str(one.pages[0]), one.kind, one.normalized, one.text)))
            console.print(table)


def _table(title: str, columns: dict[str, dict[str, Tally]]) -> Table:
    table = Table("", "Truth", title=title, title_justify="left")
    for name in columns:
        for heading in ("found", "precision", "recall"):
            table.add_column(f"{name} {heading}", justify="right")
    rows = dict.fromkeys(key for tallies in columns.values() for key in tallies)
    for row in sorted(rows, key=lambda key: (key == "all", list(rows).index(key))):
        tallies = [columns[name].get(row, Tally()) for name in columns]
        cells = [text for tally in tallies for text in (f"{tally.found:,}", _share(tally.precision), _share(tally.recall))]
        table.add_row(row, str(max(tally.truth for tally in tallies)), *cells)
    return table


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _plain(tally: Tally) -> dict[str, float | int | None]:
    return {"truth": tally.truth, "found": tally.found, "right": tally.right, "precision": tally.precision, "recall": tally.recall}
