"""The one `Library` that every page and the HTTP API share, and who asks when someone uses the dashboard."""

from __future__ import annotations

import gc
import threading
from contextlib import suppress

import streamlit as st

from core.errors import NotReady
from core.library import Library
from core.logs import configure
from core.principal import LOCAL_ADMIN
from core.settings import Settings

WHO = LOCAL_ADMIN
"""The dashboard's principal: the one person at their own machine."""


@st.cache_resource(show_spinner=False, on_release=Library.close)
def open_library() -> Library:
    """The library of this process, made at the first call; clearing the cache closes it."""
    settings = Settings()
    configure(settings.log_level)
    return Library(settings)


def library() -> Library:
    """The library, once it answers. Raises `NotReady` at once while it starts, so that no page waits."""
    opened = open_library()
    if not opened.is_ready:
        raise NotReady("Headnote is starting.", "This page opens by itself in a moment.")
    return opened


def warm() -> None:
    """Get ready in the background what the first pages would otherwise wait for."""
    threading.Thread(target=_warm, name="warm", daemon=True).start()


def _warm() -> None:
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401

    with suppress(NotReady):
        open_library().wait_ready()
    # Streamlit collects garbage after every run of a page. What has been imported by now is never garbage: set apart,
    # it is not looked through each time, which was most of the time a page took.
    gc.collect()
    gc.freeze()
