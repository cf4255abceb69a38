"""Upload: files, a folder or a ZIP handed over in one click, and how far each has come."""

from __future__ import annotations

from typing import Any

import streamlit as st
from pydantic import ValidationError

from core.models import ENDINGS, CaseType, UploadOptions
from pages._handover import HandOver
from pages._library import library
from pages._upload_progress import progress

st.title("Upload", anchor=False)
shelf = library()
round_ = st.session_state.setdefault("upload_round", 0)
overs: list[HandOver] = st.session_state.setdefault("handed_over", [])


def _options(several: bool) -> tuple[dict[str, Any], str | None]:
    with st.expander("Options", icon=":material/tune:"):
        left, right = st.columns(2)
        title = left.text_input(
            "Title", key=f"upload_title_{round_}", disabled=several, help="Instead of the name found in the document. For one file at a time."
        )
        kind = left.selectbox(
            "Case type", list(CaseType), index=None, format_func=lambda each: each.value.capitalize(), key="upload_type", placeholder="Not said"
        )
        password = left.text_input(
            "Password", type="password", key=f"upload_password_{round_}", help="For PDFs that are locked. Used once, never stored."
        )
        court = right.text_input("Court", key="upload_court", placeholder="As the document says")
        jurisdiction = right.text_input("Jurisdiction", key="upload_jurisdiction", placeholder="As the document says")
        extract = right.checkbox("Extract metadata", value=True, key="upload_extract", help="Case name, court, dates, docket number, citations")
        right.checkbox("Write a summary", key="upload_summary", disabled=True, help="Summaries are not part of this version.")
    said = {
        "title": None if several else title or None,
        "case_type": kind,
        "court": court or None,
        "jurisdiction": jurisdiction or None,
        "extract_metadata": extract,
    }
    return said, password or None


folder = st.segmented_control("What to add", ["Files or ZIPs", "A folder"], default="Files or ZIPs", required=True, key="upload_kind") == "A folder"
if folder:
    files = st.file_uploader(
        "A folder of opinions: PDF, DOCX, HTML, XML, text or ZIP",
        type=[ending.removeprefix(".") for ending in ENDINGS],
        accept_multiple_files="directory",
        key=f"folder_{round_}",
        max_upload_size=shelf.settings.max_upload_mb,
    )
else:
    files = st.file_uploader(
        "PDF, DOCX, HTML, XML or text files, or ZIPs of them",
        accept_multiple_files=True,
        key=f"files_{round_}",
        max_upload_size=shelf.settings.max_upload_mb,
    )
said, password = _options(several=len(files) > 1)

label = "Add to the library" if len(files) < 2 else f"Add {len(files):,} files to the library"
if st.button(label, type="primary", icon=":material/library_add:", disabled=not files, key="upload"):
    try:
        options = UploadOptions.model_validate(said)
    except ValidationError:
        st.error("Shorten the title, court or jurisdiction.", title="One of the options is too long. Nothing was stored.")
    else:
        overs.append(HandOver(shelf, [(file.name, file) for file in files], options, password).start())
        st.session_state.upload_round += 1  # a fresh uploader lets go of the buffers of this one
        st.rerun()

if overs:
    progress(overs)
