"""`status` and `doctor`: how Headnote stands, and whether its promises hold."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.cli_library import opened, read_settings, rows, wait_for_model
from core.library import Library
from core.models import CaseState
from core.principal import LOCAL_ADMIN

MODEL_SECONDS = 20.0
_NAMES = {"ocr": "OCR", "language_model": "Language model"}
_STYLES = {"healthy": "green", "loading": "yellow", "degraded": "yellow", "unhealthy": "red", "off": "dim"}


def status() -> int:
    """0, unless Headnote is unhealthy: then 1."""
    console = Console()
    with opened(read_settings(), work=False) as library:
        console.print(_library(library))
        console.print(_queue(library))
        wait_for_model(library, Console(stderr=True), MODEL_SECONDS)
        health = library.health()
    table = Table("Part", "State", "Detail", title=f"Health: {health.status}", title_justify="left")
    for name, service in health.services.items():
        table.add_row(_NAMES.get(name, name.capitalize()), Text(service.status, style=_STYLES[service.status]), Text(service.detail))
    console.print(table)
    return 1 if health.status == "unhealthy" else 0


def doctor(*, deep: bool) -> int:
    """0 only when every invariant holds."""
    from core.doctor import diagnose

    found = diagnose(read_settings(), deep=deep)
    table = Table("", "Check", "Seen")
    for finding in found.findings:
        mark = Text("holds", style="green") if finding.ok else Text("BROKEN", style="bold red")
        table.add_row(mark, Text(finding.check[:1].upper() + finding.check[1:]), Text(finding.detail))
    console = Console()
    console.print(table)
    broken = sum(not finding.ok for finding in found.findings)
    console.print(f"{broken} of {len(found.findings)} checks do not hold." if broken else "Every check holds.", highlight=False)
    return 0 if found.ok else 1


def _library(library: Library) -> Table:
    every = list(rows(library))
    table = Table("Cases", "Number", title="Library", title_justify="left")
    for state in CaseState:
        if count := sum(row.processing_status is state for row in every):
            table.add_row(state.value.replace("_", " "), f"{count:,}")
    table.add_row("all", f"{len(every):,}")
    pages, searchable = sum(row.page_count for row in every), sum(row.pages_searchable for row in every)
    table.add_row("pages searchable", f"{searchable:,} of {pages:,}")
    return table


def _queue(library: Library) -> Table:
    table = Table("Queue", "Jobs")
    for state, count in library.queue(LOCAL_ADMIN, None, 1).counts.items():
        table.add_row(state, f"{count:,}")
    return table
