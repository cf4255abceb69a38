"""`search`: cases with their best passages, the matched words marked."""

from __future__ import annotations

import argparse

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from core.cli_library import checked, opened, read_settings, wait_for_model
from core.principal import LOCAL_ADMIN
from core.search.query import parse
from core.views import CaseFilters, CaseHit, PassageHit, SearchRequest, SearchResponse

_FILTERS = ("court", "case_type", "jurisdiction", "judge", "author", "section", "decided_after", "decided_before", "cites")


def search(arguments: argparse.Namespace) -> int:
    """Always 0: to find nothing is an answer, and it says so."""
    filters = checked(CaseFilters, **{name: getattr(arguments, name) for name in _FILTERS})
    request = checked(SearchRequest, query=arguments.query, mode=arguments.mode, top_k=arguments.top_k, filters=filters)
    parse(request.query)  # what cannot be searched is said before anything is loaded
    console, aside = Console(), Console(stderr=True)
    with opened(read_settings(), work=False) as library:
        if request.mode != "lexical":
            wait_for_model(library, aside)
        answer = library.search(LOCAL_ADMIN, request)
    if arguments.json:
        print(answer.model_dump_json(indent=2))
    else:
        _show(console, answer)
    return 0


def _show(console: Console, answer: SearchResponse) -> None:
    for rank, hit in enumerate(answer.results, 1):
        console.print(Text(f"{rank}. ").append(hit.title, style="bold"))
        console.print(Padding(_known(hit), (0, 0, 0, 3)))
        for passage in hit.passages:
            console.print(Padding(_passage(passage), (0, 0, 1, 3)))
    for note in answer.interpreted.get("notes", []):
        console.print(Text(str(note), style="dim"))
    seen = answer.coverage
    found = f"{len(answer.results)} cases" if answer.results else "Nothing was found"
    console.print(
        f"{found} in {answer.took_ms:.0f} ms, by {answer.interpreted.get('mode', 'words')}; "
        f"{seen.cases_searchable:,} of {seen.cases:,} cases and {seen.pages_searchable:,} of {seen.pages_total:,} pages are searchable.",
        highlight=False,
    )


def _known(hit: CaseHit) -> Text:
    known = (
        hit.citation,
        hit.court,
        hit.date_decided and hit.date_decided.isoformat(),
        hit.docket_number and f"No. {hit.docket_number}",
        hit.case_id,
    )
    return Text(" · ".join(part for part in known if part), style="dim")


def _passage(passage: PassageHit) -> Text:
    printed = f", printed {passage.printed_page}" if passage.printed_page else ""
    text = Text(f"Page {passage.page}{printed} · {passage.section_title or passage.section}\n", style="cyan")
    quoted = Text(passage.text, style="default")
    for start, end in passage.highlights:
        quoted.stylize("bold yellow", start, end)
    return text.append_text(quoted)
