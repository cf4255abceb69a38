"""The record: one path to the database, embedded or elsewhere, and the collections that stand in it."""

from __future__ import annotations

import threading
import time
from typing import Any

import pymongo
import structlog
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.write_concern import WriteConcern

from core.errors import HeadnoteError
from core.settings import Settings
from core.store import authorities, batches, cases, jobs, pages, passages
from core.store.embedded import EmbeddedServer
from core.store.reach import reaches_record

log = structlog.get_logger(__name__)
Document = dict[str, Any]
WATCH_SECONDS = 0.5
PING_SECONDS = 3.0
COLLECTIONS = {
    "cases": cases.INDEXES,
    "pages": pages.INDEXES,
    "passages": passages.INDEXES,
    "authorities": authorities.INDEXES,
    "citings": authorities.INDEXES,
    "jobs": jobs.INDEXES,
    "batches": batches.INDEXES,
}


@reaches_record
class Record:
    """Opens the database and keeps it open: a dead embedded server is started again, and the client finds it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._uri = settings.mongodb_uri.get_secret_value()
        self._server = None if self._uri else EmbeddedServer(settings.record_dir, settings.data_dir / "logs" / "record.log")
        self._client: MongoClient[Document] | None = None
        self._closing = threading.Event()
        self._watcher: threading.Thread | None = None
        self.cases = cases.CaseStore(lambda: self._named("cases"))
        self.pages = pages.PageStore(lambda: self._named("pages"))
        self.passages = passages.PassageStore(lambda: self._named("passages"))
        self.authorities = authorities.AuthorityStore(lambda: self._named("authorities"), lambda: self._named("citings"))
        self.jobs = jobs.JobStore(lambda: self._named("jobs"))
        self.batches = batches.BatchStore(lambda: self._named("batches"))

    @property
    def embedded(self) -> bool:
        return self._server is not None

    def open(self) -> None:
        """Start or join the server, connect, and see to the indexes. Raises `RecordUnavailable`."""
        uri = self._server.start().uri if self._server else self._uri
        if self._client is not None:
            self._client.close()  # a start that is tried again
        self._client = _connect(uri)
        self._client.admin.command("ping")
        self._make_indexes()
        if self._server and self._watcher is None:
            self._watcher = threading.Thread(target=self._watch, args=(self._server,), name="record-watch", daemon=True)
            self._watcher.start()

    def close(self) -> None:
        """Disconnect; the embedded server stops with its last user."""
        self._closing.set()
        if self._watcher is not None:
            self._watcher.join(WATCH_SECONDS * 4)  # or it would start again what is stopped here
        if self._client is not None:
            self._client.close()
        if self._server:
            self._server.stop()

    def ping(self) -> float:
        """Seconds for a round trip; `RecordUnavailable` after `PING_SECONDS`."""
        start = time.perf_counter()
        with pymongo.timeout(PING_SECONDS):
            self._database().command("ping")
        return time.perf_counter() - start

    def describe(self) -> Document:
        """Version and size, for the health page."""
        database = self._database()
        info = database.client.server_info()
        return {"version": info.get("version"), "engine": "embedded" if self.embedded else "MongoDB", "name": database.name}

    def _named(self, name: str) -> Collection[Document]:
        return self._database()[name]

    def _database(self) -> Database[Document]:
        if self._client is None:
            from pymongo.errors import ConnectionFailure

            raise ConnectionFailure("not connected yet")
        return self._client.get_database(self._settings.mongodb_db_name, write_concern=WriteConcern("majority"))

    def _make_indexes(self) -> None:
        for name, wanted in COLLECTIONS.items():
            for keys, options in wanted:
                self._named(name).create_index(keys, **options)

    def _watch(self, server: EmbeddedServer) -> None:
        """Start the embedded server again when it is found dead."""
        while not self._closing.wait(WATCH_SECONDS):
            if server.is_alive():
                continue
            log.warning("record.restarting", reason="the embedded database is gone")
            try:
                uri = server.start().uri
            except (HeadnoteError, OSError) as error:
                log.error("record.restart_failed", error=str(error))  # noqa: TRY400 - expected, tried again
                continue
            old, self._client = self._client, _connect(uri)
            if old is not None:
                old.close()


def _connect(uri: str) -> MongoClient[Document]:
    return MongoClient(
        uri,
        tz_aware=True,
        maxPoolSize=64,
        minPoolSize=1,
        maxIdleTimeMS=300_000,
        waitQueueTimeoutMS=10_000,
        serverSelectionTimeoutMS=3_000,
        connectTimeoutMS=3_000,
        socketTimeoutMS=60_000,
        retryWrites=True,
        retryReads=True,
        w="majority",
        appname="headnote",
    )
