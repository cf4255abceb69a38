"""The table of authorities as a file: CSV for spreadsheets, DOCX as a brief sets it, BibTeX for reference managers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from core.authorities.answers import AuthorityRow, CaseAuthorities
from core.authorities.keys import DECISIONS
from core.authorities.reporters import taken_apart
from core.models import CitationKind

Format = Literal["csv", "docx", "bibtex"]
PASSIM = 5  # pages from which a brief says "passim"
GROUPS: tuple[tuple[str, tuple[CitationKind, ...]], ...] = (
    ("Cases", (CitationKind.CASE, CitationKind.DOCKET, CitationKind.DATABASE)),
    ("Constitutional provisions", (CitationKind.CONSTITUTION,)),
    ("Statutes", (CitationKind.STATUTE, CitationKind.PUBLIC_LAW)),
    ("Regulations", (CitationKind.REGULATION,)),
    ("Rules", (CitationKind.RULE,)),
    ("Other authorities", (CitationKind.JOURNAL,)),
)
STATUS_WORDS = {"in_library": "In the library", "not_held": "Not held", "ambiguous": "Ambiguous", "malformed": "Malformed"}
_FORMULA = re.compile(r"\A\s*[=+\-@＝＋－＠]|\A[\t\r\n]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class ExportedFile:
    content: bytes
    file_name: str
    media_type: str


def export(table: CaseAuthorities, form: Format) -> ExportedFile:
    """One file of a case's authorities."""
    write, _, media_type = _FORMS[form]
    return ExportedFile(write(table), file_name(table, form), media_type)


def file_name(table: CaseAuthorities, form: Format) -> str:
    stem = re.sub(r"[^\w .,&'()\-]", "", table.title).strip()[:80] or "case"
    return f"{stem} - authorities.{_FORMS[form][1]}"


def grouped(rows: Iterable[AuthorityRow]) -> list[tuple[str, list[AuthorityRow]]]:
    """The groups of a brief's table that have entries, each in the order of the alphabet."""
    listed = list(rows)
    groups = [(title, sorted((row for row in listed if row.kind in kinds), key=_alphabetic)) for title, kinds in GROUPS]
    return [(title, members) for title, members in groups if members]


def entry(row: AuthorityRow) -> str:
    """An authority without its case's name, as a table lists it: "576 U.S. 644 (2015)"."""
    cited = ", ".join([row.citation, *row.parallel])
    return f"{cited} ({row.year})" if row.year and row.kind in DECISIONS else cited


def page_list(row: AuthorityRow, *, printed: bool) -> str:
    """ "3, 7, 12", or "passim" for five pages and more."""
    pages = row.printed_pages if printed else [str(page) for page in row.pages]
    return "passim" if len(pages) >= PASSIM else ", ".join(pages)


def pages_are_printed(table: CaseAuthorities) -> bool:
    """Whether every citation stands on a page with a printed number; else the table goes by the pages of the file."""
    return bool(table.rows) and all(mention.printed_page for row in table.rows for mention in row.mentions)


def guarded(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) else text


def _alphabetic(row: AuthorityRow) -> tuple[str, list[tuple[int, str]]]:
    natural = [(int(piece), "") if piece.isdigit() else (0, piece.casefold()) for piece in re.findall(r"\d{1,9}|\D+", row.citation)]
    return (row.name or "").casefold() if row.kind in DECISIONS else "", natural


def _csv(table: CaseAuthorities) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    head = [
        "Kind",
        "Name",
        "Citation",
        "Parallel citations",
        "Year",
        "Library",
        "Held as",
        "Name beside it",
        "Times cited",
        "Pages",
        "Printed pages",
        "Signals",
    ]
    writer.writerow(head)
    for _, rows in grouped(table.rows):
        for row in rows:
            writer.writerow([guarded(cell) for cell in _cells(row)])
    return text.getvalue().encode("utf-8-sig")  # with its mark, or Excel reads it as another encoding


def _cells(row: AuthorityRow) -> list[object]:
    name = {True: "matches", False: "does not match", None: ""}[row.name_matches]
    signals = sorted({item.signal.value + (f" (by {item.by})" if item.by else "") for item in row.treatments})
    return [
        row.kind.value.replace("_", " "),
        row.name,
        row.citation,
        "; ".join(row.parallel),
        row.year,
        STATUS_WORDS.get(row.status.value, "") if row.status else "",
        row.case_title,
        f"{name}: {row.name_reason}" if name and row.name_reason else name,
        row.count,
        ", ".join(map(str, row.pages)),
        ", ".join(row.printed_pages),
        "; ".join(signals),
    ]


def _docx(table: CaseAuthorities) -> bytes:
    from docx import Document
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Inches, Pt

    printed = pages_are_printed(table)
    document = Document()
    document.core_properties.title = _xml(f"Table of authorities: {table.title}")[:250]
    document.core_properties.author = "Headnote"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    document.add_heading("Table of authorities", 0)
    document.add_paragraph().add_run(_xml(table.title)).italic = True
    document.add_paragraph("Printed pages." if printed else "Pages of the file.")
    for title, rows in grouped(table.rows):
        document.add_heading(title, 1)
        for row in rows:
            line = document.add_paragraph()
            line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Inches(0.5), Inches(-0.5)
            line.paragraph_format.tab_stops.add_tab_stop(Inches(6), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            if row.name and row.kind in DECISIONS:
                line.add_run(_xml(row.name)).italic = True
                line.add_run(", ")
            line.add_run(_xml(f"{entry(row)}\t{page_list(row, printed=printed)}"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _bibtex(table: CaseAuthorities) -> bytes:
    import bibtexparser
    from bibtexparser.library import Library
    from bibtexparser.middlewares import LatexEncodingMiddleware
    from bibtexparser.model import Entry, Field

    library, taken = Library(), set[str]()
    for _, rows in grouped(table.rows):
        for row in rows:
            fields = [Field(key, _one_line(value)) for key, value in _fields(row).items() if value]
            library.add(Entry(_entry_type(row.kind), _bib_key(row, taken), fields))
    written: str = bibtexparser.write_string(library, prepend_middleware=[LatexEncodingMiddleware(keep_math=False)])
    return written.encode()


def _entry_type(kind: CitationKind) -> str:
    if kind in DECISIONS:
        return "jurisdiction"
    if kind is CitationKind.JOURNAL:
        return "article"
    return "legislation" if kind in (CitationKind.STATUTE, CitationKind.REGULATION, CitationKind.CONSTITUTION, CitationKind.PUBLIC_LAW) else "misc"


def _fields(row: AuthorityRow) -> dict[str, str]:
    written = taken_apart(row.citation) if row.kind in DECISIONS else None
    place = {"volume": str(written.volume), "journaltitle": written.reporter, "pages": str(written.page)} if written else {}
    return {
        "title": row.name or row.citation,
        **place,
        "year": str(row.year or ""),
        "institution": row.court or "",
        "number": "" if written else row.citation if row.name else "",
        "addendum": ", ".join(row.parallel),
    }


def _one_line(text: str) -> str:
    return re.sub(r"[{}\\]|\s+", " ", text).strip()  # braces and backslashes end a field; no citation has them


def _bib_key(row: AuthorityRow, taken: set[str]) -> str:
    words = re.findall(r"[A-Za-z0-9]+", (row.name or row.citation).replace("’", "").replace("'", ""))
    key = base = "".join(word.capitalize() for word in words[:4]) + str(row.year or "") or "Authority"
    number = 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key


_FORMS: dict[str, tuple[Callable[[CaseAuthorities], bytes], str, str]] = {
    "csv": (_csv, "csv", "text/csv; charset=utf-8"),
    "docx": (_docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "bibtex": (_bibtex, "bib", "application/x-bibtex; charset=utf-8"),
}
