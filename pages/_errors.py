"""How errors are shown: what happened, and what to do. The one place that maps `core.errors` to the dashboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from core.errors import HeadnoteError, NotFound, NotReady, Unavailable
from pages._library import open_library
from pages._markup import plain


@contextmanager
def errors_shown() -> Iterator[None]:
    """Show an error of Headnote where it happens instead of what would have stood there."""
    try:
        yield
    except NotReady:
        _starting()
    except Unavailable as error:
        show(error)
        st.button("Try again", icon=":material/refresh:", key="try_again")
    except HeadnoteError as error:
        show(error)


def show(error: HeadnoteError) -> None:
    """One error as message and hint; what cannot be found or reached is not the reader's mistake."""
    notice = st.warning if isinstance(error, NotFound | Unavailable) else st.error
    notice(plain(error.hint or ""), title=plain(error.message), icon=":material/error:")


@st.fragment(run_every=1.0)
def _starting() -> None:
    if open_library().is_ready:
        st.rerun()
    detail = open_library().health().services["database"].detail
    st.info(f"This page opens by itself in a moment. {plain(detail)}", title="Headnote is starting", icon=":material/hourglass_top:")
    st.skeleton(height=320)
