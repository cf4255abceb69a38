"""`ingest`: hand over files and folders of thousands, and watch them being read."""

from __future__ import annotations

import argparse
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from core.cli_files import find_files
from core.cli_library import checked, opened, read_settings
from core.cli_watch import Watch
from core.errors import BadArgument, BadFile
from core.ingest.archives import is_zip
from core.library import Library
from core.models import BatchItem, JobState, UploadOptions
from core.principal import LOCAL_ADMIN

SENDERS = 4  # files on their way at once: while one is synced to disk, others are hashed and looked into
STOPPED = 130


@dataclass(slots=True)
class Tally:
    """What became of the files: `kept` cases by id with the file's name, `refused` as (file, reason, what to do)."""

    kept: dict[str, str] = field(default_factory=dict)
    duplicates: int = 0
    refused: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, path: Path, item: BatchItem) -> None:
        name = str(path) if item.filename == path.name else f"{path}: {item.filename}"
        if item.case_id is None:
            self.refused.append((name, item.error or "", item.hint or ""))
            return
        self.duplicates += item.duplicate
        self.kept.setdefault(item.case_id, name)


def ingest(arguments: argparse.Namespace) -> int:
    """0: all were taken and read; 1: some were refused or could not be read; 130: stopped by Ctrl-C."""
    found = find_files(arguments.paths)
    said = _options(arguments, len(found.files))
    console = Console()
    if not found.files:
        raise BadArgument("There is no document and no ZIP in what was named.", f"{found.passed_over} other files were passed over.")
    tally = Tally()
    with opened(read_settings(), work=True) as library:
        watch = Watch(library)
        stopped = _run(library, found.files, said, tally, watch, console, wait=not arguments.no_wait)
    _report(console, tally, watch, found.passed_over, len(found.files))
    if stopped:
        console.print("Stopped. What was handed over is safe and will be read while Headnote runs; run this again for the rest.")
        return STOPPED
    if watch.pending:
        console.print("They are read while Headnote runs; `python -m core status` says how far they are.")
    return 1 if tally.refused or watch.failed else 0


def _options(arguments: argparse.Namespace, files: int) -> UploadOptions:
    if arguments.title and files > 1:
        raise BadArgument("A title names one document, and several files were named.", "Leave --title out, or name one file.")
    return checked(UploadOptions, title=arguments.title, case_type=arguments.case_type, court=arguments.court, jurisdiction=arguments.jurisdiction)


def _run(library: Library, files: list[Path], said: UploadOptions, tally: Tally, watch: Watch, console: Console, *, wait: bool) -> bool:
    """Upload, then watch; True when stopped by the user."""
    held = {item.case_id for item in library.queue(LOCAL_ADMIN, JobState.HELD, 500).items}
    with _Bars(console, len(files)) as bars:
        try:
            for path, items in _sent(library, files, said):
                for item in items:
                    tally.add(path, item)
                    if item.case_id and item.case_id not in held:
                        watch.add(item.case_id)
                bars.sent(watch)
            if wait:
                watch.until_over(lambda: bars.show(watch))
        except KeyboardInterrupt:
            return True
    return False


def _sent(library: Library, files: list[Path], said: UploadOptions) -> Iterator[tuple[Path, list[BatchItem]]]:
    """Each file with its outcomes (a ZIP has many), as they are done. What is under way is finished before an error or Ctrl-C leaves here."""
    stop = threading.Event()
    with ThreadPoolExecutor(SENDERS, "upload") as pool:
        tasks = {pool.submit(_send, library, path, said, stop): path for path in files}
        try:
            for task in as_completed(tasks):
                yield tasks[task], task.result()
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)


def _send(library: Library, path: Path, said: UploadOptions, stop: threading.Event) -> list[BatchItem]:
    if stop.is_set():
        return []
    try:
        with path.open("rb") as file:
            if is_zip(cast(BinaryIO, file)):
                return library.upload_batch(LOCAL_ADMIN, [(path.name, cast(BinaryIO, file))], said).items
            receipt = library.upload(LOCAL_ADMIN, cast(BinaryIO, file), path.name, said)
    except BadFile as refused:
        return [BatchItem(filename=path.name, success=False, error=refused.message, hint=refused.hint)]
    except OSError as unreadable:
        return [BatchItem(filename=path.name, success=False, error=f"It cannot be opened: {unreadable.strerror}.", hint="Check its permissions.")]
    return [BatchItem(filename=path.name, success=True, case_id=receipt.case_id, duplicate=receipt.duplicate)]


class _Bars(Progress):
    """Three bars: handed over, readable by words, complete."""

    def __init__(self, console: Console, files: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        super().__init__(*columns, console=console)
        self._bars: tuple[TaskID, ...] = tuple(self.add_task(name, total=files) for name in ("Handed over", "Readable by words", "Complete"))

    def sent(self, watch: Watch) -> None:
        self.advance(self._bars[0])
        self.show(watch)

    def show(self, watch: Watch) -> None:
        known = len(watch.pending | watch.complete)
        for task, done in zip(self._bars[1:], (watch.readable, watch.complete), strict=True):
            self.update(task, total=known, completed=len(done))


def _report(console: Console, tally: Tally, watch: Watch, passed_over: int, files: int) -> None:
    failed = [(tally.kept.get(case_id, case_id), reason, "") for case_id, reason in watch.failed.items()]
    if rows := [*tally.refused, *failed]:
        table = Table("File", "Why", "What to do", title="Refused or not readable")
        for row in sorted(rows):
            table.add_row(*map(escape, row))
        console.print(table)
    parts = [f"{files:,} files", f"{len(tally.kept):,} cases in the library", f"{len(watch.complete) - len(watch.failed):,} complete"]
    more = (
        (tally.duplicates, "were there already"),
        (len(watch.partial), "partly read"),
        (len(rows), "refused or not readable"),
        (passed_over, "passed over"),
    )
    parts += [f"{count:,} {words}" for count, words in more if count]
    console.print(", ".join(parts) + ".", highlight=False)
