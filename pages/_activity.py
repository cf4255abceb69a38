"""What is being worked on, small and steady at the foot of the navigation of every page."""

from __future__ import annotations

import streamlit as st

from core.errors import HeadnoteError
from pages._library import WHO, library

ROOM = 72  # pixels kept whether there is something to say or not, so that nothing jumps


@st.fragment(run_every=3.0)
def activity() -> None:
    """One line: how many files are being read and wait, or that all is read."""
    with st.container(height=ROOM, border=False):
        st.caption(_line())


def _line() -> str:
    try:
        counts = library().queue(WHO, limit=1).counts
    except HeadnoteError as error:
        return f":material/hourglass_top: {error.message}"
    running, queued = counts.get("running", 0), counts.get("queued", 0)
    if running or queued:
        waiting = f", {queued:,} waiting" if queued else ""
        return f":material/sync: Reading {running:,} {'file' if running == 1 else 'files'}{waiting}"
    if failed := counts.get("failed", 0):
        return f":material/warning: {failed:,} could not be read"
    return ":material/check_circle: Everything is read"
