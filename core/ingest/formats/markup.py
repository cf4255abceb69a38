"""From a tree of elements to paragraphs: which elements are paragraphs and which stand inside one is told by the caller.

The tree is walked without recursion and never left in part: what cannot be read whole is refused by whoever parsed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from core.ingest.formats.blocks import Block, joined_numbers, joined_stars

_SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u2002\u2003\u2009]+")
_BREAKS = re.compile(r" ?\n ?")
_PARAGRAPH = re.compile(r"\n{2,}")
_NUMBER = re.compile(r"\[?\{?¶?\s?\d{1,4}\}?\]?\.?")
_STAR = re.compile(r"\*{1,3}\d{1,5}|\[\*{1,3}\d{1,5}\]")
_NOTE = re.compile(r"(?:\[|\()?(?:FN|fn\.?|n\.?)?\s?(\d{1,3}|\*{1,4}|[a-z]|†|‡)(?:\]|\))?\.?")


class Walker:
    """Gathers the text of elements into blocks. The three questions are asked of each element once.

    `skipped`: its text is not read. `apart`: it is a paragraph of its own, or holds some. `note`: the number of the footnote that it is."""

    def __init__(self, skipped: Callable[[Any], bool], apart: Callable[[Any], bool], note: Callable[[Any], str | None]) -> None:
        self._skipped, self._apart, self._note = skipped, apart, note
        self._blocks: list[Block] = []
        self._numbers: set[int] = set()
        self._text: list[str] = []
        self._notes: list[tuple[Any, str, list[str]]] = []  # notes that are open, and the text of the paragraph each stands in
        self._anchors: dict[str, int] = {}
        self._deferred: list[Block] = []  # notes that stand in the middle of a paragraph come after it
        self._after_number = False
        self._backlink: str | None = None
        self._ended_note: str | None = None

    def walk(self, root: Any) -> list[Block]:
        events = etree.iterwalk(root, events=("start", "end"))
        passed: Any = None
        for event, element in events:
            if event == "start":
                if not isinstance(element.tag, str) or self._skipped(element):
                    events.skip_subtree()
                    passed = element
                    continue
                self._open(element)
            else:
                if element is passed:
                    passed = None
                else:
                    self._close(element)
                if element is not root and element.tail:
                    self._text.append(_SPACE.sub(" ", element.tail))
        self._flush()
        self._emit_deferred()
        return joined_stars(joined_numbers(self._blocks, self._numbers))

    def _open(self, element: Any) -> None:
        number = self._note(element)
        if number is not None:
            self._notes.append((element, number, self._text if not self._apart(element) else self._flushed()))
            self._text = []
        elif self._apart(element):
            self._flush()
        self._anchor(element)
        name = local_name(element)
        if name in ("br", "eol", "lb") or name == "pre":
            self._text.append("\n")
        if name in ("sup", "noteref") and self._text and self._text[-1][-1:].isdigit():
            self._text.append(" ")  # "at 302" and a note 1 are not page 3021
        if element.text:
            self._text.append(element.text.replace("\xa0", " ") if name == "pre" else _SPACE.sub(" ", element.text))

    def _close(self, element: Any) -> None:
        if self._notes and self._notes[-1][0] is element:
            self._flush()
            self._text = self._notes.pop()[2]
            if not self._notes and not self._text:
                self._emit_deferred()
        elif self._apart(element):
            self._flush(is_number=_is_number(element))
        elif _is_number(element):
            self._after_number = True
            self._text.append(" ")
        elif element.text and _STAR.fullmatch(element.text.strip()):
            self._text.append(" ")  # the reporter's page is no part of the word that follows it

    def _flushed(self) -> list[str]:
        self._flush()
        return []

    def _flush(self, *, is_number: bool = False) -> None:
        joined = _BREAKS.sub("\n", "".join(self._text))
        is_number = is_number or self._after_number
        self._text, self._after_number = [], False
        for paragraph in _PARAGRAPH.split(joined):
            tidy = re.sub(r" {2,}", " ", paragraph).strip(" \n")
            if tidy:
                self._keep(tidy, is_number)
        self._backlink = None

    def _keep(self, text: str, is_number: bool) -> None:
        if self._backlink is not None:
            self._ended_note = self._backlink  # and so are the paragraphs that follow, until another begins
        number = self._notes[-1][1] if self._notes else self._ended_note
        if number == "":
            match = _NOTE.match(text)
            number = match[1] if match else "?"
            self._notes[-1] = (self._notes[-1][0], number, self._notes[-1][2])
        if self._notes:
            self._deferred.append(Block(text, number))
            return
        if is_number and _NUMBER.fullmatch(text):
            self._numbers.add(len(self._blocks))
        self._blocks.append(Block(text, number))
        self._emit_deferred()

    def _emit_deferred(self) -> None:
        self._blocks += self._deferred
        self._deferred = []

    def _anchor(self, element: Any) -> None:
        """A link at the head of a paragraph back to where a note is called begins that note."""
        for key in (element.get("id"), element.get("name")):
            if key:
                self._anchors.setdefault(key, len(self._blocks))
        target = element.get("href") or ""
        if not target.startswith("#") or "".join(self._text).strip(" [(\n"):
            return
        at = self._anchors.get(target[1:])
        label = _NOTE.fullmatch("".join(element.itertext()).strip())
        if at is not None and at < len(self._blocks) and label and (element.get("id") or element.get("name")):
            self._backlink = label[1]


def _is_number(element: Any) -> bool:
    return local_name(element) == "num" or "num" in classes(element)


def local_name(element: Any) -> str:
    """The element's name in lower case, without its namespace."""
    return str(element.tag).rpartition("}")[2].lower()


def classes(element: Any) -> list[str]:
    return (element.get("class") or "").lower().split()
