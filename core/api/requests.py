"""What routes take from a request besides their own fields: the library, and checked numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Path, Request

from core.errors import NotFound
from core.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PAGES = 1_000_000


def library(request: Request) -> Library:
    """The one library of this process."""
    opened: Callable[[], Library] = request.app.state.library
    return opened()


def page_number(number: Annotated[int, Path(description="Page of the document, from 1")]) -> int:
    """A number that can be a page's; the library knows whether this case has it."""
    if not 1 <= number <= MOST_PAGES:
        raise NotFound("There is no such page.", "Pages are numbered from 1.")
    return number


Held = Annotated[Library, Depends(library)]
PageNumber = Annotated[int, Depends(page_number)]
