"""A sentence-transformers model, in the precision that this machine is fastest at. Imported by the embedding process only."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from core.index.model_files import loaded_fingerprint

MICRO_BATCH = 8
DEFAULT_TOKENS, MOST_TOKENS = 512, 8192
SAMPLE = (
    "The judgment of the court of appeals is reversed.",
    "A warrantless search of a home is presumptively unreasonable.",
    "The statute requires notice in writing within thirty days of the breach.",
    "Petitioner argues that the trial court erred in admitting the hearsay statement of a witness who did not testify.",
    "We review the grant of summary judgment de novo, drawing every inference in favor of the party opposing it.",
    "The tenant withheld rent after the landlord failed to repair the boiler, and the lease says nothing of such a case.",
    "Because the agency gave no reason for departing from its earlier rule, the order cannot stand and is set aside.",
    "Costs are awarded to the defendant.",
)


class ModelRunner:
    """Encodes texts into rows of unit length."""

    def __init__(self, location: str, name: str, fingerprint: str | None) -> None:
        """Load from a folder or by a Hugging Face name; whatever that raises goes to the caller."""
        torch.set_num_threads(_cores())
        self._model = SentenceTransformer(location)
        self._model.eval()
        self._limit_tokens()
        self._dimension = int(self._model.get_embedding_dimension() or 0)
        self._fingerprint = fingerprint or self._computed_fingerprint(name)
        self._quality = self._lower_precision()
        self._query_prompt = self._model.prompts.get("query") or ""
        self._plain = not any(type(module).__name__ == "Router" for module in self._model)  # a router must be told what is a query

    def _limit_tokens(self) -> None:
        declared = self._model.max_seq_length
        self.max_tokens = min(declared, MOST_TOKENS) if declared else DEFAULT_TOKENS
        self._model.max_seq_length = self.max_tokens

    def _computed_fingerprint(self, name: str) -> str:
        config = getattr(getattr(self._model[0], "auto_model", None), "config", None)
        pooling = [module.get_config_dict() for module in self._model if type(module).__name__ == "Pooling"]
        return loaded_fingerprint(name, getattr(config, "_commit_hash", None), self._dimension, self.max_tokens, pooling)

    def _lower_precision(self) -> float:
        """Go over to half precision where the hardware computes in it; return the mean cosine of a sample to float32."""
        kind = _half_precision(self._model.device)
        if kind is None:
            return 1.0
        exact = self._unit_rows(list(SAMPLE), query=False)
        self._model.to(kind)
        rounded = self._unit_rows(list(SAMPLE), query=False)
        return float(np.mean(np.sum(exact * rounded, axis=1)))

    def facts(self) -> dict[str, Any]:
        """What Headnote has to know of the model."""
        return {
            "fingerprint": self._fingerprint,
            "dimension": self._dimension,
            "max_tokens": self.max_tokens,
            "quality": round(self._quality, 6),
            "precision": str(self._model.dtype).removeprefix("torch."),
            "device": str(self._model.device),
        }

    def encode(self, texts: list[str], *, query: bool) -> NDArray[np.float32] | NDArray[np.float16]:
        """[n, dimension]: float32 of a query, float16 of passages."""
        if query and len(texts) == 1 and self._plain:
            return self._query_row(texts[0])
        rows = self._unit_rows(texts, query=query)
        return rows if query else rows.astype(np.float16)

    def _query_row(self, text: str) -> NDArray[np.float32]:
        """One query by the model itself, without what `encode` does for many texts (a fifth of the time), and in one thread: one is
        hardly slower for a few words, and leaves the other cores to the search that runs meanwhile."""
        features = self._model.preprocess([self._query_prompt + text])
        features = {name: value.to(self._model.device) if isinstance(value, torch.Tensor) else value for name, value in features.items()}
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                vector = self._model(features)["sentence_embedding"].float()
                unit = torch.nn.functional.normalize(torch.nan_to_num(vector), dim=1)
        finally:
            torch.set_num_threads(_cores())
        row: NDArray[np.float32] = unit.cpu().numpy()
        return row

    def _unit_rows(self, texts: list[str], *, query: bool) -> NDArray[np.float32]:
        encode = self._model.encode_query if query else self._model.encode_document
        with torch.inference_mode():
            vectors = encode(texts, batch_size=MICRO_BATCH, convert_to_tensor=True, show_progress_bar=False).float()
            unit = torch.nn.functional.normalize(torch.nan_to_num(vectors), dim=1)
        rows: NDArray[np.float32] = unit.cpu().numpy()
        return rows


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _half_precision(device: torch.device) -> torch.dtype | None:
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported(including_emulation=False) else torch.float16
    if device.type == "cpu" and _cpu_has_bfloat16():
        return torch.bfloat16
    return None


def _cpu_has_bfloat16() -> bool:
    """Whether the CPU multiplies bfloat16 itself; emulated it is slower than float32. Known for Linux on x86."""
    if not sys.platform.startswith("linux"):
        return False
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    return "avx512_bf16" in flags or "amx_bf16" in flags
