"""How text becomes stems, in the word index and in the queries put to it."""

from __future__ import annotations

import tantivy

ANALYZER = "headnote_en"
LONGEST_WORD = 255  # bytes; a longer run of letters is no word that anyone would look for


def english_analyzer() -> tantivy.TextAnalyzer:
    """Letters and digits, lower case, accents and ligatures folded, English stems. Stop words stay: phrases need them."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (
        tantivy.Filter.remove_long(LONGEST_WORD),
        tantivy.Filter.lowercase(),
        tantivy.Filter.ascii_fold(),
        tantivy.Filter.stemmer("english"),
    ):
        builder = builder.filter(step)
    return builder.build()


def storable(text: str) -> str:
    """`text` without lone surrogates, which damaged PDFs yield and UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def positioned_stems(analyzer: tantivy.TextAnalyzer, text: str) -> list[tuple[int, str]]:
    """(position, stem) of each word; a word too long to index leaves a gap, as it does in the index."""
    tokens = analyzer.pre_tokenize(storable(text)).tokens
    return [(token.position, token.text) for token in tokens]
