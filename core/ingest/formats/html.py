"""HTML: what a reader would see of it, as paragraphs. Scripts, styles and hidden text are left out."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from core.errors import DamagedFile
from core.ingest.formats.blocks import Block
from core.ingest.formats.markup import Walker, classes, local_name

_APART = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "nav",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "input",
        "button",
        "select",
        "textarea",
        "datalist",
        "meta",
        "link",
        "title",
    ]
)
_HIDDEN = re.compile(
    r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|font-size\s{0,5}:\s{0,5}0(?:px|pt|em|%)?\s{0,5}(?:;|!|\Z)", re.IGNORECASE
)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_SELECTOR = re.compile(r"[A-Za-z0-9]{0,20}([.#])([\w-]{1,100})")
_NOTE_CLASSES = frozenset({"footnote", "endnote", "fn", "footnote-text", "footnotetext"})
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"})


def blocks_of_html(text: str) -> list[Block]:
    """The paragraphs. Raises DamagedFile for a page whose elements stand in one another deeper than can be read."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    data = text.encode("utf-8", errors="replace")
    try:
        root = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError as error:  # nothing in it that could be a page
        raise DamagedFile("This HTML cannot be read. Nothing was stored.", "Open it in a browser, print it to PDF and upload that.") from error
    # The parser drops what stands too deep, and only its log tells.
    if any("depth" in entry.message for entry in parser.error_log):
        raise DamagedFile("This HTML is nested too deeply to be read whole. Nothing was stored.", "Print it to PDF and upload that.")
    return [] if root is None else _walker(root).walk(root)


def _walker(root: Any) -> Walker:
    hidden = _hidden_by_style(root)

    def skipped(element: Any) -> bool:
        return (
            local_name(element) in _UNSEEN
            or element.get("hidden") is not None
            or bool(_HIDDEN.search(element.get("style") or ""))
            or bool(
                hidden and not hidden.isdisjoint([*("." + name for name in (element.get("class") or "").split()), "#" + (element.get("id") or "")])
            )
        )

    return Walker(skipped, lambda element: local_name(element) in _APART, _note)


def _hidden_by_style(root: Any) -> frozenset[str]:
    """ ".class" and "#id" that a style sheet of the page hides."""
    found: set[str] = set()
    for sheet in root.iter("style"):
        for rule in _RULE.finditer(sheet.text or ""):
            if _HIDDEN.search(rule[2]) and "@media print" not in rule[1]:
                found.update(
                    kind + name for part in rule[1].split(",") if (match := _SELECTOR.fullmatch(part.strip())) for kind, name in [match.groups()]
                )
    return frozenset(found)


def _note(element: Any) -> str | None:
    """The number of the footnote that an element is; empty when its text begins with it."""
    role = element.get("role") or element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or ""
    if local_name(element) in _APART and (role in _NOTE_ROLES or not _NOTE_CLASSES.isdisjoint(classes(element))):
        return element.get("data-label") or element.get("value") or ""
    return None
