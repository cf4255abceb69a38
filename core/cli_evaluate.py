"""`evaluate`: how well Headnote reads, measured against truth files that people have written. One function a measurement."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.errors import BadArgument
from core.evaluate.extraction import ExtractionReport, evaluate_extraction
from core.evaluate.fields import RULES


def extraction(arguments: argparse.Namespace) -> int:
    """0 when every file could be read, whatever the figures; 1 when one could not."""
    truth = Path(arguments.truth)
    data = Path(arguments.data) if arguments.data else truth.parent
    if not data.is_dir():
        raise BadArgument(f"There is no folder {data}.", "Name the folder that the files of the truth stand in with --data.")
    report = _measured(truth, data, Console(stderr=True))
    if arguments.json:
        print(json.dumps(report.plain(), ensure_ascii=False, indent=2))
    else:
        show_extraction(Console(), report)
    return 1 if report.unread else 0


def citations(arguments: argparse.Namespace) -> int:
    """`truth` is a folder, `data` the folder its README's documents are below; `only` names truth files by their stems."""
    from core.evaluate.citations import evaluate, show

    report = evaluate(Path(arguments.truth), Path(arguments.data), arguments.only or ())
    if arguments.json:
        print(json.dumps(report.plain(), ensure_ascii=False, indent=2))
    else:
        show(Console(), report)
    return 0


def _measured(truth: Path, data: Path, aside: Console) -> ExtractionReport:
    report: ExtractionReport | None = None
    with aside.status("Reading") as status:
        for step in evaluate_extraction(truth, data):
            if isinstance(step, ExtractionReport):
                report = step
            else:
                status.update(Text(f"Reading {step}"))
    assert report is not None  # noqa: S101 - the report is always the last step
    return report


def show_extraction(console: Console, report: ExtractionReport) -> None:
    """A table a field, then every miss."""
    table = Table("Field", title=f"Extraction, {report.files} files", title_justify="left")
    for heading in ("Truth", "Found", "Correct", "Precision", "Recall"):
        table.add_column(heading, justify="right")
    for name in [name for name in RULES if name in report.fields]:
        tally = report.fields[name]
        table.add_row(name, f"{tally.truth:,}", f"{tally.found:,}", f"{tally.correct:,}", _share(tally.precision), _share(tally.recall))
    console.print(table)
    misses = Table("File", "Field", "Expected, not found", "Found, not expected", title=f"Misses, {len(report.misses)}", title_justify="left")
    for miss in report.misses:
        misses.add_row(*(Text(cell) for cell in (miss.file, miss.field, "\n".join(miss.expected), "\n".join(miss.got))))
    if report.misses:
        console.print(misses)
    for file, reason in report.unread.items():
        console.print(Text(f"Not read: {file}: {reason}"))


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
