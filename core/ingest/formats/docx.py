"""DOCX: the text that Word would show, paragraph by paragraph, with its automatic numbers and its notes.

Deleted and hidden text is left out, inserted text read; headers and footers are running heads and are not. python-docx opens the
package and resolves its parts; the tree itself is walked here, because its paragraphs leave out insertions, text boxes and notes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from core.errors import DamagedFile, FileTooLarge
from core.ingest.formats.blocks import Block
from core.ingest.formats.docx_numbering import Numbering

MOST_BYTES = 512 * 1024**2
"""Bytes a document may take when unpacked, pictures and all."""
MOST_TEXT = 128 * 1024**2
MOST_RATIO = 400
"""How often text may be longer than its packed form. Word's own XML, which repeats itself, stays under 60."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    [_W + name for name in ("del", "moveFrom", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "instrText", "delText", "commentReference")]
    + [_MC + "Fallback"]  # what stands in a text box stands here a second time
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


def blocks_of_docx(path: str) -> list[Block]:
    """The paragraphs, notes last. Raises DamagedFile, or FileTooLarge for a package that expands without measure."""
    _check(path)
    from docx import Document  # takes a tenth of a second, which only DOCX need spend

    try:
        document = Document(path)
        reader = _Reader(document)
        return reader.blocks(document.element.body) + reader.notes()
    except MemoryError:
        raise
    except Exception as error:
        raise DamagedFile("This Word document is damaged and cannot be opened. Nothing was stored.", "Open it in Word and save it again.") from error


def _check(path: str) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise DamagedFile("This Word document is damaged and cannot be opened. Nothing was stored.", "Open it in Word and save it again.") from error
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    swollen = any(part.file_size > MOST_RATIO * max(part.compress_size, 4096) for part in parts)
    if swollen or sum(part.file_size for part in parts) > MOST_BYTES or sum(part.file_size for part in texts) > MOST_TEXT:
        raise FileTooLarge("This Word document expands to more than a document can. Nothing was stored.", "Save it as PDF and upload that.")


class _Reader:
    def __init__(self, document: Any) -> None:
        self._part = document.part
        self._numbering = Numbering(_tree(document.part, "numbering"), document.styles.element)
        self._hidden = _hidden_styles(document.styles.element)
        self._order: list[tuple[str, str]] = []  # notes as they are called: (kind, id)

    def blocks(self, root: Any) -> list[Block]:
        found: list[Block] = []
        for paragraph in _paragraphs(root):
            label = self._numbering.label(paragraph)
            text = "".join(self._text(paragraph)).strip()
            text = "\n".join(" ".join(line.split(" ")).strip() for line in text.split("\n"))
            if text:
                found.append(Block(f"{label} {text}" if label else text))
        return found

    def notes(self) -> list[Block]:
        """The notes in the order in which the text calls them, numbered as it shows them."""
        trees = {kind: _tree(self._part, kind + "s") for kind in ("footnote", "endnote")}
        bodies = {
            (kind, note.get(_W + "id")): note
            for kind, tree in trees.items()
            if tree is not None
            for note in tree.iter(_W + kind)
            if not note.get(_W + "type")
        }
        found: list[Block] = []
        for number, key in enumerate(self._order, 1):
            blocks = self.blocks(bodies[key]) if key in bodies else []
            for index, block in enumerate(blocks):
                block.footnote = str(number)
                block.text = f"{number} {block.text}" if index == 0 else block.text
            found += blocks
        return found

    def _text(self, paragraph: Any) -> Iterator[str]:
        last = ""
        for element in _within(paragraph):
            name = element.tag.removeprefix(_W)
            if element.tag == _W + "r" or not self._shown(element):
                continue
            piece = element.text or "" if name == "t" else _SIGNS.get(name, "")
            if name in ("footnoteReference", "endnoteReference"):
                self._order.append((name.removesuffix("Reference"), element.get(_W + "id")))
                piece = (" " if last.isdigit() else "") + str(len(self._order))
            elif name == "sym":
                piece = _symbol(element)
            last = piece[-1:] or last
            yield piece

    def _shown(self, element: Any) -> bool:
        run = element.getparent()
        if run is None or run.tag != _W + "r":
            return True
        properties = run.find(_W + "rPr")
        if properties is None:
            return True
        own = properties.find(_W + "vanish")
        if own is not None:
            return own.get(_W + "val") in ("0", "false", "off")
        style = properties.find(_W + "rStyle")
        return style is None or style.get(_W + "val") not in self._hidden


def _paragraphs(root: Any) -> Iterator[Any]:
    """The paragraphs of the text in order, those of a text box after the one it hangs on."""
    stack = list(reversed(root))
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT:
            continue
        if element.tag == _W + "p":
            yield element
        stack.extend(reversed(element))


def _within(paragraph: Any) -> Iterator[Any]:
    """What a paragraph holds, in order, without paragraphs that stand in its text boxes."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _LEFT_OUT or element.tag == _W + "p" or not isinstance(element.tag, str):
            continue
        yield element
        if element.tag != _W + "pPr":
            stack.extend(reversed(element))


def _symbol(element: Any) -> str:
    """A character of a symbol font; § and ¶ are the ones opinions use, others have no place in Unicode."""
    code = int(element.get(_W + "char") or "0", 16) & 0xFF
    return chr(code) if code in (0xA7, 0xB6) else ""


def _hidden_styles(styles: Any) -> frozenset[str]:
    vanish = [style.get(_W + "styleId") for style in styles.iter(_W + "style") if style.find(f"{_W}rPr/{_W}vanish") is not None]
    return frozenset(filter(None, vanish))


def _tree(part: Any, name: str) -> Any:
    """The tree of the part that a relationship of this kind leads to; None when the document has none."""
    from docx.oxml import parse_xml

    for relationship in part.rels.values():
        if not relationship.is_external and relationship.reltype.endswith("/" + name):
            return parse_xml(relationship.target_part.blob)
    return None
