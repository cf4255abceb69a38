"""Typesets `samples/texts` to the PDFs of the sample library, and writes what is true of them to INDEX.json.

    python -m samples.typeset [FOLDER]    FOLDER is where to write; samples/ without it

Each run gives the same pages. Opinions are set in the order of their dates, so that a pin cite is looked up in
pages that exist: it cannot be wrong.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import pymupdf

from samples import scanning
from samples.layouts import LAYOUTS, NOTICE, Heads, Layout, PageFacts
from samples.markup import Finder, Opinion, pins, read, to_html, typographic

HERE = Path(__file__).parent
MOST_PASSES = 4
MADE = "D:20240101000000Z"
SHOWN = ("case_name", "docket_number", "court", "court_id", "date_decided", "citation", "author", "case_type", "layout")


@dataclass
class Typeset:
    """A finished opinion: its pages, and the text of each under its printed number."""

    opinion: Opinion
    document: pymupdf.Document
    sections: list[tuple[str, int]]
    pages: dict[str, str] = field(default_factory=dict)

    def page_of(self, words: str) -> str:
        """The printed page on which `words` stand; LookupError unless it is one page."""
        found = [number for number, text in self.pages.items() if flat(words) in text]
        if len(found) != 1:
            raise LookupError(f"{self.opinion.slug}: {words!r} stands on {len(found)} pages")
        return found[0]


def flat(text: str) -> str:
    """Text with its white space, typography and ligatures levelled, for comparing."""
    return " ".join(typographic(normalize("NFKC", text).replace("*", "")).split())


def typeset(opinion: Opinion, earlier: dict[str, Typeset]) -> Typeset:
    """Set one opinion; again until its references to its own pages hold still."""
    previous: Typeset | None = None
    for _ in range(MOST_PASSES):
        current = _set_once(opinion, earlier, previous)
        if previous is not None and current.pages == previous.pages:
            return current
        previous = current
    raise RuntimeError(f"{opinion.slug}: its references to its own pages do not settle")


def _set_once(opinion: Opinion, earlier: dict[str, Typeset], previous: Typeset | None) -> Typeset:
    def find(slug: str, words: str) -> str:
        if slug:
            return earlier[slug].page_of(words)
        return previous.page_of(words) if previous else str(opinion.first_page)

    layout = LAYOUTS[opinion.facts["layout"]]
    document, labels, starts = _flow(opinion, layout, find)
    done = Typeset(opinion, document, starts)
    for index, page in enumerate(document):
        done.pages[str(opinion.first_page + index)] = flat(page.get_text())
        _furnish(page, layout, PageFacts(opinion, index, opinion.first_page + index, len(document), labels[index]))
    return done


def _flow(opinion: Opinion, layout: Layout, find: Finder) -> tuple[pymupdf.Document, list[str], list[tuple[str, int]]]:
    """The body on its pages, each page's running head, and the page each section starts on."""
    numbering = [0] if layout.numbered else None
    parts = [(section, to_html(section, find, numbering)) for section in opinion.sections]
    if not layout.section_starts_page:
        parts = [(parts[0][0], "\n".join(part for _, part in parts))]
    buffer, labels, starts = io.BytesIO(), [], []
    writer = pymupdf.DocumentWriter(buffer)
    for section, body in parts:
        starts.append((section.kind, len(labels) + 1))
        labels += [section.running_head] * _pour(writer, layout, body)
    writer.close()
    return pymupdf.open("pdf", buffer.getvalue()), labels, starts


def _pour(writer: pymupdf.DocumentWriter, layout: Layout, body: str) -> int:
    story = pymupdf.Story(body, user_css=layout.css)
    more, used = True, 0
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, *layout.size))
        for frame in layout.frames():
            if more:
                more, _ = story.place(frame)
                story.draw(device)
        writer.end_page()
        used += 1
    return used


def _furnish(page: pymupdf.Page, layout: Layout, facts: PageFacts) -> None:
    """Running heads before the text, the foot and the notice after it, as a reader meets them."""
    _, top, _, bottom = layout.margins
    height = page.rect.height
    page.wrap_contents()  # a Story leaves the page's coordinates upside down
    _line(page, layout, layout.second_head(facts), top - 18, overlay=False)
    _line(page, layout, layout.head(facts), top - 34, overlay=False)
    _line(page, layout, layout.foot(facts), height - bottom + 26, overlay=True)
    _line(page, layout, ("", NOTICE, ""), height - max(24, bottom - 48), overlay=True, size=8.5)


def _line(page: pymupdf.Page, layout: Layout, heads: Heads, y: float, *, overlay: bool, size: float = 9.5) -> None:
    left, _, right, _ = layout.margins
    font = pymupdf.Font("tiro")
    width = page.rect.width
    writer = pymupdf.TextWriter(page.rect)
    for text, place in zip(map(typographic, heads), (0.0, 0.5, 1.0), strict=True):
        length = font.text_length(text, size)
        start = (left, (width - length) / 2, width - right - length)[int(place * 2)]
        if text:
            writer.append((start, y), text, font=font, fontsize=size)
    if any(heads):
        writer.write_text(page, overlay=overlay)


def finish(done: Typeset) -> bytes:
    """The PDF as it is kept: scanned where the text says so, with a fixed date and no chance in it."""
    kind = done.opinion.facts.get("finish", "text")
    document = done.document
    if kind == "scan":
        document = scanning.scan(document)
    elif kind == "skewed-scan":
        document = scanning.scan(document, skew=1.5, noise=9.0, quality=30)
    elif kind == "bad-text":
        document = scanning.with_bad_text(document)
    document.set_metadata({"title": done.opinion.facts["case_name"], "creationDate": MADE, "modDate": MADE, "producer": "Headnote samples"})
    document.subset_fonts()
    return bytes(document.tobytes(garbage=4, deflate=True, deflate_fonts=True, no_new_id=True))


def describe(done: Typeset, earlier: dict[str, Typeset]) -> dict[str, object]:
    """One entry of INDEX.json."""
    facts = done.opinion.facts
    return {
        "file": f"{done.opinion.slug}.pdf",
        **{name: facts.get(name) for name in SHOWN},
        "citation": facts["citation"].partition(" (")[0] if "citation" in facts else None,
        "finish": facts.get("finish", "text"),
        "pages": len(done.document),
        "first_printed_page": done.opinion.first_page,
        "sections": [{"kind": kind, "page": page} for kind, page in done.sections],
        "pins": [{"file": f"{slug}.pdf", "page": earlier[slug].page_of(words), "words": words} for slug, words in pins(done.opinion)],
    }


def make(folder: Path) -> list[dict[str, object]]:
    """Write every PDF and INDEX.json into `folder`; returns the index."""
    opinions = sorted(map(read, (HERE / "texts").glob("*.md")), key=lambda opinion: opinion.facts["date_decided"])
    earlier: dict[str, Typeset] = {}
    index = []
    for opinion in opinions:
        done = earlier[opinion.slug] = typeset(opinion, earlier)
        index.append(describe(done, earlier))
        (folder / f"{opinion.slug}.pdf").write_bytes(finish(done))
    (folder / "INDEX.json").write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return index


if __name__ == "__main__":
    for entry in make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        sys.stdout.write(f"{entry['file']}: {entry['pages']} pages\n")
