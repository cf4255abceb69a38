"""The launcher: one process that serves the dashboard and the HTTP API. Run it with `streamlit run app.py`."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(f"Headnote needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from core.api.app import routes
from core.settings import Settings
from pages._library import open_library, warm


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Open the library that pages and API share; at shutdown close it, and with it workers, embedder and database."""
    from anyio import to_thread

    # A folder named `pages` switches on Streamlit's older navigation until `st.navigation` is called for the first
    # time: a first visit to a page's own address would run that page without `ui.py` around it.
    PagesManager.uses_pages_directory = False
    open_library()
    warm()
    yield {}
    await to_thread.run_sync(open_library.clear)


app = st.App("ui.py", routes=routes(open_library, Settings()), lifespan=lifespan)
