"""Cutting a document into passages: whole sentences of one part, sized for the embedder's window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from core.ingest.reading import Reading, folded
from core.ingest.sentences import sentence_starts
from core.ingest.structure import Part
from core.ingest.wordpieces import WordPieces, count_pieces
from core.models import Passage, Span

END_MARKS = 2  # the two pieces with which the embedder frames every text
_IDEAL = 0.78  # share of the window that a passage aims at
_CHARACTERS = 8  # a passage has at most this many characters a piece, so that unknown words do not make it endless
_BREAKS = (re.compile(r"[;:—]\s+|\n\s*"), re.compile(r"[,)]\s+"), re.compile(r"\s+"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the reading's text and its word pieces."""

    start: int
    end: int
    tokens: int


@dataclass(frozen=True, slots=True)
class Window:
    """What counts and limits a passage: word pieces and characters."""

    pieces: WordPieces
    tokens: int
    tokenizer_file: str | None

    @property
    def characters(self) -> int:
        return self.tokens * _CHARACTERS

    def whole(self, start: int, end: int) -> Piece | None:
        """A run that begins and ends at white space as one piece, if it fits."""
        if end - start > self.characters:
            return None
        tokens = self.pieces.count(start, end)
        return Piece(start, end, tokens) if tokens <= self.tokens else None


def passages(case_id: str, workspace: str, reading: Reading, parts: Sequence[Part], *, max_tokens: int, tokenizer_file: str | None) -> list[Passage]:
    """All passages in order. Every character of the reading that is not blank stands in exactly one."""
    blanks_folded = re.sub(r"[^\S ]", " ", reading.text)  # one for one, so that offsets hold
    window = Window(WordPieces(blanks_folded, tokenizer_file), max(max_tokens - END_MARKS, 8), tokenizer_file)
    found: list[Passage] = []
    for part in parts:
        for start, end, heading in blocks(reading.text, part):
            title = f"{part.title} · {heading}" if heading else part.title
            for piece in pack(sentences(reading.text, start, end, window), window):
                spans = reading.spans(piece.start, piece.end)
                if spans:
                    found.append(_passage(case_id, workspace, reading, piece, spans, len(found), part.kind, title))
    return found


def _passage(case_id: str, workspace: str, reading: Reading, piece: Piece, spans: list[Span], order: int, kind: str, title: str) -> Passage:
    text = folded(reading.text[piece.start : piece.end])
    page, start = spans[0].page, spans[0].start
    digest = blake2b(f"{page}:{start}:{text}".encode(errors="surrogatepass"), digest_size=8).hexdigest()
    return Passage(
        passage_id=f"{case_id}-{digest}",
        case_id=case_id,
        workspace=workspace,
        order=order,
        text=text,
        spans=spans,
        page=page,
        printed_page=reading.page_at(piece.start + _blank(reading.text, piece.start, piece.end)).printed_number,
        section=kind,
        section_title=title,
        tokens=piece.tokens,
    )


def blocks(text: str, part: Part) -> Iterator[tuple[int, int, str]]:
    """The stretches of a part between headings, each with the heading it stands under; a bare "II" stays with what follows."""
    cuts = [part.start, *(heading.start for heading in part.headings), part.end]
    titles = ["", *(heading.title for heading in part.headings)]
    ends = [part.start, *(heading.end for heading in part.headings)]
    begin, words = part.start, ""
    for index, title in enumerate(titles):
        start, end = cuts[index], cuts[index + 1]
        words = title if not words or begin == start else f"{words} {title}"
        if text[ends[index] : end].strip() or index == len(titles) - 1:
            yield begin, end, words
            begin, words = end, ""


def sentences(text: str, start: int, end: int, window: Window) -> Iterator[Piece]:
    """The sentences of a block; one that is longer than the window comes in several pieces."""
    starts = sentence_starts(text, start, end)
    for first, last in zip(starts, [*starts[1:], end], strict=True):
        piece = window.whole(first, last)
        if piece:
            yield piece
        else:
            yield from _split(text, first, last, window)


def pack(parts: Iterator[Piece], window: Window) -> Iterator[Piece]:
    """Neighbouring pieces joined into passages of about the ideal size, evenly, so that no scrap is left at the end."""
    pieces = list(parts)
    remaining = sum(piece.tokens for piece in pieces)
    ideal = max(window.tokens * _IDEAL, 1)
    index = 0
    while index < len(pieces):
        aim = remaining / max(1, round(remaining / ideal))
        joined = pieces[index]
        index += 1
        while index < len(pieces) and _belongs(joined, pieces[index], aim, window):
            joined = Piece(joined.start, pieces[index].end, joined.tokens + pieces[index].tokens)
            index += 1
        remaining -= joined.tokens
        yield joined


def _belongs(joined: Piece, piece: Piece, aim: float, window: Window) -> bool:
    total = joined.tokens + piece.tokens
    if total > window.tokens or piece.end - joined.start > window.characters:
        return False
    return joined.tokens + piece.tokens / 2 <= aim


def _split(text: str, start: int, end: int, window: Window) -> Iterator[Piece]:
    while start < end:
        limit = _limit(start, end, window)
        stop, tokens = _counted(text, start, limit if limit == end else _last_break(text, start, limit), window)
        yield Piece(start, stop, tokens)
        start = stop


def _limit(start: int, end: int, window: Window) -> int:
    """As far as the window reaches from `start`."""
    furthest = min(end, start + window.characters)
    reach = window.pieces.reach(start, furthest, window.tokens)
    return furthest if reach is None else max(reach, start + 1)


def _last_break(text: str, start: int, limit: int) -> int:
    """The last clause boundary of the window's further half, else the last comma, else the last blank, else its end."""
    for pattern in _BREAKS:
        last = max((found.end() for found in pattern.finditer(text, start + (limit - start) // 2, limit)), default=0)
        if start < last <= limit:
            return last
    return limit


def _counted(text: str, start: int, stop: int, window: Window) -> tuple[int, int]:
    """A run and its pieces. One cut inside a word is counted by itself, and shortened until it fits."""
    if _is_edge(text, start) and _is_edge(text, stop):
        return stop, window.pieces.count(start, stop)
    while (tokens := count_pieces(text[start:stop], window.tokenizer_file)) > window.tokens and stop - start > 1:
        stop = start + (stop - start) // 2
    return stop, tokens


def _is_edge(text: str, offset: int) -> bool:
    """Whether a run that begins or ends here cuts no word."""
    return offset == 0 or offset >= len(text) or text[offset].isspace() or text[offset - 1].isspace()


def _blank(text: str, start: int, end: int) -> int:
    chunk = text[start:end]
    return len(chunk) - len(chunk.lstrip())
