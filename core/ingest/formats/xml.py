"""XML of any vocabulary: an element that stands among text belongs to its paragraph, any other is a paragraph or holds some.

That is how Akoma Ntoso, LegalDocML and the courts' own schemas are read alike. A record whose text is escaped HTML (Fastcase and its
like) is read as that HTML, and its other fields as its card. No entity is loaded from outside, and none may multiply.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5
from typing import Any

from lxml import etree

from core.errors import DamagedFile
from core.ingest.formats.blocks import Block
from core.ingest.formats.html import blocks_of_html
from core.ingest.formats.labels import FIELDS, joined_citation, placed
from core.ingest.formats.markup import Walker, local_name

_ESCAPED = re.compile(r"</?(?:p|br|center|blockquote|div|b|i|em|strong|span|sup|small|table|section)\b[^<>]{0,300}>", re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_UNSEEN = frozenset({"script", "style", "meta", "object", "binary"})
_INLINE = frozenset(
    "a abbr affectedDocument b br cite date def docketNumber eol em i inline ins judge lawyer lb mref neutralCitation note noteRef party person placeholder q"
    " quote quotedText ref role rref s signature span strong sub sup term time u emph emphasis hi citation courtType docDate".lower().split()
)
_NOTES = frozenset({"authorialnote", "footnote", "fn", "endnote"})
_FEW_WORDS = 4


def blocks_of_xml(text: str) -> list[Block]:
    """The paragraphs. Raises DamagedFile for XML that is not well-formed, or whose entities reach outside or multiply."""
    root = _parsed(text)
    if any(element.text and _ESCAPED.search(element.text) for element in _leaves(root)):
        return _record(root)
    return _walker(root).walk(root)


def _parsed(text: str) -> Any:
    body = _DECLARATION.sub("", text, count=1)  # what it says of the encoding held for the bytes
    try:
        return _strictly(body)
    except etree.XMLSyntaxError as error:
        # Courts write HTML's entities (&nbsp;, &sect;) without declaring them.
        mended = body if "<!ENTITY" in body else _ENTITY.sub(_known_entity, body)
        if mended == body:
            raise _damaged(error) from error
    try:
        return _strictly(mended)
    except etree.XMLSyntaxError as error:
        raise _damaged(error) from error


def _known_entity(match: re.Match[str]) -> str:
    return match[0] if match[1] in _OWN_ENTITIES else html5.get(match[1] + ";", match[0])


def _damaged(error: etree.XMLSyntaxError) -> DamagedFile:
    reason = str(error.msg or "it is not well-formed").split(", line")[0]
    return DamagedFile(
        f"This XML is damaged and cannot be read ({reason}). Nothing was stored.", "Export it again, or save it as PDF and upload that."
    )


def _strictly(body: str) -> Any:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities="internal",
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    return etree.fromstring(body.encode("utf-8", errors="replace"), parser)


def _leaves(root: Any) -> list[Any]:
    return [element for element in root.iter() if isinstance(element.tag, str) and not len(element)]


def _walker(root: Any) -> Walker:
    among_text = {element for element in root.iter() if _has_text(element)}

    def apart(element: Any) -> bool:
        if local_name(element) in _INLINE:
            return False
        parent = element.getparent()
        return parent is None or parent not in among_text

    def note(element: Any) -> str | None:
        return (element.get("marker") or element.get("number") or element.get("label") or "") if local_name(element) in _NOTES else None

    return Walker(lambda element: local_name(element) in _UNSEEN, apart, note)


def _has_text(element: Any) -> bool:
    """Whether text stands directly in it."""
    if not isinstance(element.tag, str):
        return False
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _record(root: Any) -> list[Block]:
    """A record: its longest texts are escaped HTML, its fields say what the case is."""
    blocks: list[Block] = []
    fields: list[tuple[str, str]] = []
    others: list[str] = []
    for element in _leaves(root):
        said = unescape((element.text or "").strip())
        if element.text and _ESCAPED.search(element.text):
            blocks += blocks_of_html(element.text)
        elif said and (name := FIELDS.get(local_name(element))):
            fields.append((name, said))
        elif said and len(said.split()) >= _FEW_WORDS:
            others.append(said)
    fields += [("citation", cite) for element in root.iter() if (cite := joined_citation(element))]
    words = _words(" ".join(block.text for block in blocks))
    blocks = [Block(" ".join(text.split())) for text in others if _words(text) not in words] + blocks
    return placed(fields, blocks)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
