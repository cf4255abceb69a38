"""The command line: `python -m core ingest | search | authorities | cite | status | doctor | evaluate`.

Exit codes: 0 all is well, 1 some files were refused (ingest) or an invariant does not hold (doctor), 2 an error, 130 stopped.
What a command needs is imported when it runs, so that help is quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from core.errors import HeadnoteError

ERROR, STOPPED = 2, 130
_TYPES = "civil, criminal, administrative, constitutional, commercial, family, tax, labor, property or other"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code. `--help` and a wrong command line leave by `SystemExit`."""
    arguments = parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except HeadnoteError as error:
        print("\n".join(filter(None, (error.message, error.hint))), file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        print("Stopped. What was kept is safe.", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; the interpreter must not try to flush to it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def parser() -> argparse.ArgumentParser:
    """Every command and option."""
    top = argparse.ArgumentParser(
        prog="python -m core", description="Headnote: read, search and cite court opinions. Settings come from the environment and `.env`."
    )
    commands = top.add_subparsers(required=True, metavar="command")
    _add_ingest(commands.add_parser("ingest", help="read documents (PDF, DOCX, HTML, XML, text), ZIPs and whole folders into the library"))
    _add_search(commands.add_parser("search", help="search by words and meaning"))
    _add_authorities(commands.add_parser("authorities", help="what a case cites: the table of authorities"))
    _add_cite(commands.add_parser("cite", help="what is cited so, and which cases cite it"))
    status = commands.add_parser("status", help="how the library, the queue and every part stand")
    status.set_defaults(run=_status)
    doctor = commands.add_parser("doctor", help="check that every promise of the record holds; exits 0 only then")
    doctor.add_argument("--deep", action="store_true", help="read every original again and compare its SHA-256")
    doctor.set_defaults(run=_doctor)
    _add_evaluate(commands.add_parser("evaluate", help="measure how well Headnote reads, against truth files"))
    return top


def _add_ingest(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="a document, a ZIP of documents, or a folder with all its folders")
    command.add_argument("--title", help="title of the case, for a single file")
    command.add_argument("--case-type", metavar="TYPE", help=_TYPES)
    command.add_argument("--court", help="the court's name, where it is the same for all")
    command.add_argument("--jurisdiction", help="the jurisdiction, where it is the same for all")
    command.add_argument("--no-wait", action="store_true", help="hand the files over and leave; they are read while Headnote runs")
    command.set_defaults(run=_ingest)


def _add_search(command: argparse.ArgumentParser) -> None:
    command.add_argument("query", metavar="QUERY", help="words, a “phrase in quotation marks”, a citation, a docket number or a name")
    command.add_argument("--mode", choices=("hybrid", "lexical", "dense"), default="hybrid", help="by words and meaning, or one of them alone")
    command.add_argument("--top-k", type=int, default=10, metavar="N", help="most cases shown, 1 to 100 (10)")
    command.add_argument("--court", help="any part of the court's name")
    command.add_argument("--case-type", metavar="TYPE", help=_TYPES)
    command.add_argument("--jurisdiction")
    command.add_argument("--judge")
    command.add_argument("--author", help="author of the opinion")
    command.add_argument("--section", help="syllabus, opinion, concurrence, dissent …")
    command.add_argument("--decided-after", metavar="DATE", help="this day or later, as 2010-06-28")
    command.add_argument("--decided-before", metavar="DATE", help="this day or earlier")
    command.add_argument("--cites", metavar="CITATION", help="cases that cite this")
    command.add_argument("--json", action="store_true", help="the whole answer, as the HTTP API gives it")
    command.set_defaults(run=_search)


def _add_authorities(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", metavar="CASE", help="id of the case, or words of its title")
    command.add_argument("--format", choices=("table", "csv", "json"), default="table")
    command.set_defaults(run=_authorities)


def _add_cite(command: argparse.ArgumentParser) -> None:
    command.add_argument("cite", metavar="CITATION", help="as “558 U.S. 310”")
    command.add_argument("--json", action="store_true", help="the whole answer, as the HTTP API gives it")
    command.set_defaults(run=_cite)


def _add_evaluate(command: argparse.ArgumentParser) -> None:
    what = command.add_subparsers(required=True, metavar="what")
    extraction = what.add_parser("extraction", help="the case's card: precision and recall of each field, and the misses")
    extraction.add_argument("--truth", default="tests/evaluate/truth/metadata.jsonl", metavar="FILE", help="one JSON object a line (%(default)s)")
    extraction.add_argument("--data", metavar="FOLDER", help="the folder its files stand in (that of the truth file)")
    extraction.add_argument("--json", action="store_true", help="the figures and the misses as JSON")
    extraction.set_defaults(run=_evaluate_extraction)
    citations = what.add_parser("citations", help="citations beside plain eyecite: precision and recall of each kind, and the misses")
    citations.add_argument("--truth", default="tests/evaluate/truth", metavar="FOLDER", help="truth files with their README.md (%(default)s)")
    citations.add_argument("--data", required=True, metavar="FOLDER", help="the folder the documents stand in")
    citations.add_argument("--only", nargs="+", metavar="NAME", help="only these truth files, by their names without .tsv")
    citations.add_argument("--json", action="store_true", help="the figures and the misses as JSON")
    citations.set_defaults(run=_evaluate_citations)


def _ingest(arguments: argparse.Namespace) -> int:
    from core.cli_ingest import ingest

    return ingest(arguments)


def _search(arguments: argparse.Namespace) -> int:
    from core.cli_search import search

    return search(arguments)


def _authorities(arguments: argparse.Namespace) -> int:
    from core.cli_authorities import authorities

    return authorities(arguments)


def _cite(arguments: argparse.Namespace) -> int:
    from core.cli_authorities import cite

    return cite(arguments)


def _status(arguments: argparse.Namespace) -> int:
    from core.cli_system import status

    return status()


def _doctor(arguments: argparse.Namespace) -> int:
    from core.cli_system import doctor

    return doctor(deep=arguments.deep)


def _evaluate_extraction(arguments: argparse.Namespace) -> int:
    from core.cli_evaluate import extraction

    return extraction(arguments)


def _evaluate_citations(arguments: argparse.Namespace) -> int:
    from core.cli_evaluate import citations

    return citations(arguments)
