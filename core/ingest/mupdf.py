"""PyMuPDF by itself: importing it would load its layout models and what they run on (0.5 s and 100 MB) into every worker."""

from __future__ import annotations

import sys

for name in ("pymupdf.layout", "pymupdf4llm"):
    # An import of these fails from now on, which PyMuPDF allows for: they are extras to it.
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]

import pymupdf  # noqa: E402 - after the lines above, or it would be too late

__all__ = ["pymupdf"]
