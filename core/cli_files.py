"""The files that a path on the command line stands for."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import BadArgument
from core.models import ENDINGS


@dataclass(slots=True)
class Found:
    """`files` in order and once each; `passed_over` counts what in the folders is neither a document nor a ZIP."""

    files: list[Path] = field(default_factory=list)
    passed_over: int = 0


def find_files(paths: Iterable[str]) -> Found:
    """Files named are taken whatever they are called; of folders, the documents and ZIPs. Raises `BadArgument` for a path that is not there."""
    found = Found()
    seen: set[Path] = set()
    for named in map(Path, paths):
        if not named.exists():
            raise BadArgument(f"There is no {named}.", "Check the path; nothing was read.")
        for path in [named] if not named.is_dir() else _inside(named, found):
            if (real := path.resolve()) not in seen:
                seen.add(real)
                found.files.append(path)
    return found


def _inside(folder: Path, found: Found) -> list[Path]:
    kept = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(name for name in names if not _hidden(name)):
            if name.lower().endswith(ENDINGS):
                kept.append(Path(parent, name))
            else:
                found.passed_over += 1
    return kept


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"
