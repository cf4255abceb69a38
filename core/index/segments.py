"""One Tantivy index on disk: opening, one writer, commits, and readers that follow them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tantivy

from core.errors import Conflict, StorageFull, Unavailable
from core.index.analysis import ANALYZER, english_analyzer, storable

WRITER_HEAP = 64_000_000  # bytes; reached only by a commit of about 10 MB of text


class Segments:
    """`keys` are stored words, indexed as they are; `texts` are analysed with positions and not stored; `kept` are stored bytes.

    Searches may run in any thread at any time; the callers of the writing methods take turns.
    """

    def __init__(self, folder: Path, *, keys: Sequence[str], texts: Sequence[str], kept: Sequence[str] = (), writable: bool) -> None:
        """Open or make the index. Raises `Conflict` when another process writes it, `ValueError` when it cannot be read."""
        self._folder = folder
        self._schema = _schema(keys, texts, kept)
        self._writable = writable
        self._writer: tantivy.IndexWriter | None = None
        if writable:
            folder.mkdir(parents=True, exist_ok=True)
        self.index = self._open()
        if writable:
            self._writer = self._new_writer()

    def _open(self) -> tantivy.Index:
        # A reader may come before the first writer: it sees an empty index until `reload` finds one.
        stored = self._writable or self._stored()
        index = tantivy.Index(self._schema, str(self._folder)) if stored else tantivy.Index(self._schema)
        index.register_tokenizer(ANALYZER, english_analyzer())
        index.config_reader("manual")
        index.reload()
        return index

    def _stored(self) -> bool:
        return self._folder.is_dir() and bool(tantivy.Index.exists(str(self._folder)))

    def _new_writer(self) -> tantivy.IndexWriter:
        try:
            return self.index.writer(WRITER_HEAP, 1)
        except ValueError as error:
            if "LockBusy" not in str(error):
                raise _trouble(error) from error
            raise Conflict("Another Headnote process is writing this index.", "Stop that process, or give this one its own data folder.") from error

    @property
    def writer(self) -> tantivy.IndexWriter:
        if not self._writable:
            raise Conflict("The word index is open for reading only.")
        if self._writer is None:
            self._writer = self._new_writer()
        return self._writer

    @property
    def searcher(self) -> tantivy.Searcher:
        return self.index.searcher()

    @property
    def opstamp(self) -> int:
        """The number of the last commit on disk; 0 before the first."""
        try:
            return int(json.loads((self._folder / "meta.json").read_bytes()).get("opstamp", 0))
        except FileNotFoundError:
            return 0

    def add(self, document: Mapping[str, bytes | str | Sequence[str]]) -> None:
        """Add a document; seen by searches after `commit`."""
        fields = {name: value if isinstance(value, bytes) else _storables(value) for name, value in document.items()}
        try:
            self.writer.add_document(tantivy.Document(**fields))
        except ValueError as error:
            raise _trouble(error) from error

    def remove(self, field: str, value: str) -> None:
        """Remove what bears `value`, also what was added since the last commit."""
        self.writer.delete_documents_by_term(field, storable(value))

    def commit(self) -> None:
        """Make everything durable and visible. After a failure what was not committed is dropped."""
        try:
            self.writer.commit()
        except ValueError as error:
            self.drop_writer()
            raise _trouble(error) from error
        self.index.reload()

    def drop_writer(self) -> None:
        """Forget what is not committed. A writer whose disk was full never works again; the next write makes a new one."""
        self._writer = None

    def reload(self) -> None:
        """See what another process has committed."""
        if self._writable:
            self.index.reload()
        else:
            self.index = self._open()

    def documents(self) -> Iterator[dict[str, list[str]]]:
        """The stored fields of every document."""
        searcher = self.searcher
        if not searcher.num_docs:
            return
        for _, address in searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits:
            yield searcher.doc(address).to_dict()

    def one(self, field: str, value: str) -> dict[str, list[Any]] | None:
        """The stored fields of the document that bears `value`; None when there is none."""
        searcher = self.searcher
        hits = searcher.search(tantivy.Query.term_query(self._schema, field, storable(value), index_option="basic"), 1, count=False).hits
        return searcher.doc(hits[0][1]).to_dict() if hits else None

    def values(self, field: str) -> list[str]:
        """Every word that a key field holds; may include some of removed documents."""
        return [word for word, _ in self.searcher.terms_with_prefix(field, "")]

    def bytes_on_disk(self) -> int:
        return sum(path.stat().st_size for path in self._folder.glob("*") if path.is_file())

    def close(self) -> None:
        """Let merges finish and free the writer's lock. What is not committed is dropped."""
        writer, self._writer, self._writable = self._writer, None, False
        if writer is not None:
            writer.wait_merging_threads()


def _storables(value: str | Sequence[str]) -> list[str]:
    return [storable(one) for one in ([value] if isinstance(value, str) else value)]


def _schema(keys: Sequence[str], texts: Sequence[str], kept: Sequence[str]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in keys:
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in texts:
        builder.add_text_field(name, stored=False, tokenizer_name=ANALYZER, index_option="position")
    for name in kept:
        builder.add_bytes_field(name, stored=True, indexed=False, fast=False)
    return builder.build()


def _trouble(error: ValueError) -> Unavailable:
    if "No space left" in str(error) or "os error 28" in str(error):
        return StorageFull("The disk is full: the word index could not be written.", "Free some space; indexing goes on by itself.")
    return Unavailable(f"The word index could not be written: {error}", "Indexing is tried again by itself.")
