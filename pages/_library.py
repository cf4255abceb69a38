"""The one `Library` that every page and the HTTP API share, and who asks when someone uses the dashboard."""

from __future__ import annotations

import threading

import streamlit as st

from core.errors import NotReady
from core.library import Library
from core.principal import LOCAL_ADMIN
from core.settings import Settings

WHO = LOCAL_ADMIN
"""The dashboard's principal: the one person at their own machine."""


@st.cache_resource(show_spinner=False, on_release=Library.close)
def open_library() -> Library:
    """The library of this process, made at the first call; clearing the cache closes it."""
    return Library(Settings())


def library() -> Library:
    """The library, once it answers. Raises `NotReady` at once while it starts, so that no page waits."""
    opened = open_library()
    if not opened.is_ready:
        raise NotReady("Headnote is starting.", "This page opens by itself in a moment.")
    return opened


def warm() -> None:
    """Import in the background what tables need, so that the first one shown does not wait for it."""
    threading.Thread(target=_import_tables, name="warm", daemon=True).start()


def _import_tables() -> None:
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
