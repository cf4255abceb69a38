"""`authorities` and `cite`: what a case cites, and what is cited so."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.authorities.answers import CaseAuthorities, CitationAnswer
from core.authorities.exports import STATUS_WORDS, entry, export, grouped, page_list, pages_are_printed
from core.authorities.keys import DECISIONS
from core.cli_library import opened, read_settings
from core.errors import BadArgument
from core.library import Library
from core.principal import LOCAL_ADMIN
from core.views import CaseQuery


def authorities(arguments: argparse.Namespace) -> int:
    """The table of authorities of one case, named by its id or by words of its title."""
    with opened(read_settings(), work=False) as library:
        table = library.authorities(LOCAL_ADMIN, _case_id(library, arguments.case))
    if arguments.format == "json":
        print(table.model_dump_json(indent=2))
    elif arguments.format == "csv":
        sys.stdout.write(export(table, "csv").content.decode("utf-8-sig"))
    else:
        _show(Console(), table)
    return 0


def cite(arguments: argparse.Namespace) -> int:
    """What is cited so, and which cases of the library cite it."""
    with opened(read_settings(), work=False) as library:
        answer = library.citation(LOCAL_ADMIN, arguments.cite)
    if arguments.json:
        print(answer.model_dump_json(indent=2))
    else:
        _tell(Console(), answer)
    return 0


def _case_id(library: Library, asked: str) -> str:
    found = library.cases(LOCAL_ADMIN, CaseQuery(q=asked, limit=6)).items
    if len(found) == 1:
        return found[0].case_id
    if found:
        names = "; ".join(f"{row.title} ({row.case_id})" for row in found[:5])
        raise BadArgument(f"“{asked}” fits several cases: {names}.", "Give more words of the title, or the id.")
    return asked


def _show(console: Console, table: CaseAuthorities) -> None:
    console.print(Text(table.title, style="bold"))
    if not table.complete:
        console.print("This case is still being read; its citations are not all known yet.")
    printed = pages_are_printed(table)
    for title, rows in grouped(table.rows):
        shown = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for column in ("Authority", "Times", "Pages", "Library", "Signals"):
            shown.add_column(column, justify="right" if column == "Times" else "left")
        for row in rows:
            named = Text(f"{row.name}, ", style="italic") if row.name and row.kind in DECISIONS else Text()
            status = STATUS_WORDS[row.status.value] if row.status else ""
            if row.name_matches is False:
                status += f"\n{row.name_reason}"
            signals = ", ".join(sorted({item.signal.value for item in row.treatments}))
            shown.add_row(named.append(entry(row), style="not italic"), str(row.count), page_list(row, printed=printed), status, signals)
        console.print(shown)
    console.print(f"{len(table.rows)} authorities. Signals are derived from the words around each citation; they are not a citator.", highlight=False)


def _tell(console: Console, answer: CitationAnswer) -> None:
    console.print(Text(answer.normalized, style="bold").append(f" · {answer.name}" if answer.name else "", style="italic"))
    said = STATUS_WORDS[answer.status.value] if answer.status else "The library holds decisions; this is none"
    console.print(f"{said}. {answer.reason or ''}".strip(), highlight=False)
    for case in answer.cases:
        console.print(Text(f"  {case.title} ").append(case.case_id, style="dim"))
    for citing in answer.cited_by:
        signals = ", ".join(signal.value for signal in citing.signals) or "cited"
        console.print(Text(f"Cited by {citing.title}, {citing.count} times, p. {', '.join(map(str, citing.pages[:8]))}: {signals}"))
        for quotation in citing.quotations[:2]:
            console.print(Text(f"  “{quotation.text}”", style="dim"))
    if not answer.cited_by:
        console.print("No case of the library cites it.")
