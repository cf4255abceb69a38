"""The library, opened for one command beside whatever else has it open."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rich.console import Console

from core.errors import BadArgument
from core.library import Library
from core.logs import configure
from core.principal import LOCAL_ADMIN
from core.settings import Settings
from core.views import CaseQuery, CaseSummary

START_SECONDS = 60.0
MODEL_SECONDS = 120.0
PAGE = 500
M = TypeVar("M", bound=BaseModel)


def read_settings() -> Settings:
    """The settings, or `BadArgument` with what is wrong with them."""
    try:
        return Settings()
    except ValidationError as bad:
        raise BadArgument(f"A setting is not valid. {_said(bad)}", "The README lists every setting and what it takes.") from bad


def checked(model: type[M], **values: Any) -> M:
    """`model` from what was typed; values left out keep their defaults. Raises `BadArgument`."""
    try:
        return model.model_validate({name: value for name, value in values.items() if value is not None})
    except ValidationError as bad:
        raise BadArgument(_said(bad), "`--help` says what each option takes.") from bad


@contextmanager
def opened(settings: Settings, *, work: bool) -> Iterator[Library]:
    """The library, ready. With `work`, this process reads the files unless another one (the running app) does already."""
    _log_to_stderr()
    library = Library(settings, work=work)
    try:
        library.wait_ready(START_SECONDS)
        yield library
    finally:
        library.close()


def wait_for_model(library: Library, console: Console, seconds: float = MODEL_SECONDS) -> None:
    """Return when the embedding model has loaded or cannot; search says then what it went by."""
    end = time.monotonic() + seconds
    with console.status("Loading the embedding model"):
        while library.health().services["embedder"].status == "loading" and time.monotonic() < end:
            time.sleep(0.1)


def rows(library: Library) -> Iterator[CaseSummary]:
    """Every case, newest first."""
    offset = 0
    while found := library.cases(LOCAL_ADMIN, CaseQuery(offset=offset, limit=PAGE)).items:
        yield from found
        offset += PAGE


def _said(bad: ValidationError) -> str:
    return " ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}." for problem in bad.errors()[:5])


def _log_to_stderr() -> None:
    # Standard output is the answer's alone; what goes on behind it is said only when something is wrong.
    configure("ERROR")
