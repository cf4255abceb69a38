"""System: how every part stands, the queue, the settings in force and the disk used."""

from __future__ import annotations

import platform

import streamlit as st

from core.views import StorageUse
from pages._errors import errors_shown
from pages._library import WHO, library, open_library
from pages._markup import plain
from pages._states import SERVICE

NAMES = {
    "database": "Record",
    "index": "Search indexes",
    "embedder": "Embedding model",
    "language_model": "Language model",
    "ocr": "OCR",
    "workers": "Readers",
    "disk": "Disk",
}

st.title("System", anchor=False)


@st.fragment(run_every=3.0)
def _health() -> None:
    report = open_library().health()
    rows = [f"| {NAMES.get(name, name)} | {SERVICE[part.status]} | {plain(part.detail)} |" for name, part in report.services.items()]
    st.markdown("\n".join(["| Part | State | Detail |", "|---|---|---|", *rows]))
    with errors_shown():
        _queue()


def _queue() -> None:
    queue = library().queue(WHO, limit=10)
    st.subheader("Queue", anchor=False)
    st.caption(" · ".join(f"{count:,} {state}" for state, count in queue.counts.items()))
    waiting = [item for item in queue.items if item.state in ("running", "queued", "failed", "held")]
    if waiting:
        rows = [f"| {plain(item.title)} | {item.state} | {item.stage} | {item.attempts} | {plain(item.error or '')} |" for item in waiting]
        st.markdown("\n".join(["| Case | State | Step | Attempts | What happened |", "|---|---|---|--:|---|", *rows]))


@st.cache_data(ttl=60, max_entries=1, show_spinner=False)
def _storage() -> StorageUse:
    return open_library().storage()


_health()

st.subheader("Disk", anchor=False)
use = _storage()
rows = [f"| {plain(name.capitalize())} | {size / 1e6:,.1f} MB |" for name, size in use.parts.items()]
st.markdown("\n".join(["| Kept | Size |", "|---|--:|", *rows, f"| Free on this disk | {use.free / 1e6:,.1f} MB |"]))

with st.expander("Settings in force", icon=":material/settings:"):
    st.caption("Set as environment variables or in `.env` before the start. Secrets are masked.")
    settings = [f"| {plain(name)} | {plain(value) or ':gray[not set]'} |" for name, value in open_library().settings_in_force().items()]
    st.markdown("\n".join(["| Setting | Value |", "|---|---|", *settings]))
st.caption(f"Headnote {open_library().health().version} · Streamlit {st.__version__} · Python {platform.python_version()}")
