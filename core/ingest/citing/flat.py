"""A text on one line, mended where print or OCR has broken a citation, with the way back to every character."""

from __future__ import annotations

import re
from bisect import bisect_right

_BLANKS = dict.fromkeys(
    map(
        ord,
        "\n\r\t\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    ),
    " ",
)
_SIGNS: dict[int, str] = {0x2011: "-", 0x2010: "-", 0x2012: "–", 0x2212: "–"}
_BROKEN = re.compile(
    r" {2,}"
    r"|§ (?=§)"  # "§ §" is one sign
    r"|(?<=\d )(?!U\. ?S\.)U[.,] ?[S8$][.,](?= ?,? ?(?:\d|at\b|C\b|_|—|App))"  # OCR: "U. 8.", "U, S."
    r"|(?<=\d )(?!F\. ?3)F[.,] ?[38Bs]d(?= \d)"  # OCR: "F. 8d", "F. Bd"
    r"|(?<=\d )(?!S\. ?Ct\.)[S5][.,] ?[CG]t[.,]?(?= ?,? ?(?:\d|at\b|_))"  # OCR: "S. Gt."
    r"|(?<=\d )(?!L\. ?Ed\.)L[.,] ?E[a-z][.,](?= ?2d | \d)"
    r"|(?<=\d–) (?=\d)"  # "55– 56"
)
_OCR_NUMBER = re.compile(
    r"(?<=[a-z,)] )(\d{1,2}) (\d{1,2})(?= (?:U\. ?S\.|S\. ?Ct\.|F\. ?[23]d|F\. ?Supp|L\. ?Ed|[NS]\. ?[EW]\. ?[23]d|P\. ?[23]d|A\. ?[23]d) )"
)


class Flat:
    """Every run of white space is one blank; thin and fixed blanks are blanks; what OCR makes of "U. S." is "U. S." again.

    `scanned` allows a number before a reporter to be mended that OCR has split ("4 10 U. S. 113"): printed text has no such.
    """

    def __init__(self, text: str, *, scanned: bool = False) -> None:
        self._flat: list[int] = [0]
        self._source: list[int] = [0]
        self.text = self._mended(text.translate(_BLANKS | _SIGNS), scanned)

    def _mended(self, text: str, scanned: bool) -> str:
        pieces: list[str] = []
        done = length = 0
        for start, end, new in sorted(_edits(text, scanned)):
            if start < done:
                continue
            pieces += (text[done:start], new)
            length += start - done
            if end - start != len(new):
                self._flat += (length, length + len(new))
                self._source += (start, end)
            length += len(new)
            done = end
        pieces.append(text[done:])
        return "".join(pieces)

    def original(self, offset: int) -> int:
        """The offset in the text of the character at `offset` here."""
        at = bisect_right(self._flat, offset) - 1
        source = self._source[at] + offset - self._flat[at]
        return min(source, self._source[at + 1]) if at + 1 < len(self._source) else source


def _edits(text: str, scanned: bool) -> list[tuple[int, int, str]]:
    edits = [(match.start(), match.end(), _mend(match.group())) for match in _BROKEN.finditer(text)]
    if scanned:
        edits += [(match.end(1), match.start(2), "") for match in _OCR_NUMBER.finditer(text)]
    return edits


def _mend(broken: str) -> str:
    first = broken[0]
    if first == " ":
        return "" if broken == " " else " "
    if first == "§":
        return "§"
    if first == "U":
        return "U. S."
    if first == "F":
        return "F. 3d"
    return "L. Ed." if first == "L" else "S. Ct."
