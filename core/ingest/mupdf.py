"""PyMuPDF without its layout models: importing it would load three neural networks (0.3 s and 100 MB) into every worker."""

from __future__ import annotations

import sys

sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]  # an import of it now fails, which PyMuPDF allows for

import pymupdf  # noqa: E402 - after the line above, or it would be too late

__all__ = ["pymupdf"]
