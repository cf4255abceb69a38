"""What is being worked on, small and steady at the foot of the navigation of every page."""

from __future__ import annotations

import streamlit as st

from core.errors import HeadnoteError
from core.models import CaseState
from pages._library import WHO, library

READING = (CaseState.PROCESSING, CaseState.OCR_COMPLETE, CaseState.EMBEDDING_COMPLETE)
ROOM = 72  # pixels kept whether there is something to say or not, so that nothing jumps


@st.fragment(run_every=3.0)
def activity() -> None:
    """One line: how many files are being read and wait, or that all is read."""
    with st.container(height=ROOM, border=False):
        st.caption(_line())


def _line() -> str:
    try:
        states = library().states(WHO)
    except HeadnoteError as error:
        return f":material/hourglass_top: {error.message}"
    waiting = states.get(CaseState.UPLOADED, 0)
    reading = sum(states.get(state, 0) for state in READING)
    if reading or waiting:
        also = f", {waiting:,} waiting" if waiting else ""
        return f":material/sync: Reading {reading:,} {'file' if reading == 1 else 'files'}{also}"
    if failed := states.get(CaseState.FAILED, 0):
        return f":material/warning: {failed:,} could not be read"
    return ":material/check_circle: Everything is read"
