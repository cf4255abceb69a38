"""Every setting of Headnote, once. Names of environment variables are the aliases; `.env` is read too."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """Read from the environment when made; immutable afterwards."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True)

    data_dir: Path = Field(
        Path("data"), alias="HEADNOTE_DATA_DIR", description="Everything Headnote keeps: originals, embedded database, indexes, cache, logs"
    )
    host: str = Field("127.0.0.1", alias="HEADNOTE_HOST", description="Address the one process listens on")
    port: int = Field(8501, alias="HEADNOTE_PORT", ge=1, le=65535, description="Port the one process listens on")
    samples: bool = Field(True, alias="HEADNOTE_SAMPLES", description="Read the sample library into an empty library at first start")
    environment: Literal["development", "production"] = Field(
        "development", alias="HEADNOTE_ENVIRONMENT", description="production switches the API's description pages off"
    )
    api_keys: SecretStr = Field(
        SecretStr(""), alias="HEADNOTE_API_KEYS", description="Comma-separated keys of the HTTP API; empty: clients of the same machine only"
    )
    demo: bool = Field(False, alias="HEADNOTE_DEMO", description="Read-only demo: nothing can be uploaded, changed or deleted")
    workers: int = Field(
        default_factory=lambda: max(1, os.cpu_count() or 1),
        alias="HEADNOTE_WORKERS",
        ge=1,
        le=256,
        description="Ingestion worker processes (default: one a core)",
    )
    max_upload_mb: int = Field(200, alias="HEADNOTE_MAX_UPLOAD_MB", ge=1, description="Largest file taken, in MB")
    page_limit: int = Field(5000, alias="HEADNOTE_PAGE_LIMIT", ge=1, description="Most pages one file may have")
    page_deadline_s: float = Field(60.0, alias="HEADNOTE_PAGE_DEADLINE_S", gt=0, description="Longest one page may take to read, in seconds")
    file_deadline_s: float = Field(
        0.0, alias="HEADNOTE_FILE_DEADLINE_S", ge=0, description="Longest one file may take to read, in seconds; 0: no limit, the page deadline holds"
    )
    worker_memory_mb: int = Field(4096, alias="HEADNOTE_WORKER_MEMORY_MB", ge=256, description="Address space of one worker process, in MB")
    ocr: Literal["auto", "off"] = Field(
        "auto", alias="HEADNOTE_OCR", description="auto reads scanned pages with Tesseract where it is installed; off leaves them waiting"
    )
    ocr_language: str = Field("eng", alias="HEADNOTE_OCR_LANGUAGE", description="Tesseract language or languages, such as eng+fra")
    allowed_hosts: str = Field("", alias="HEADNOTE_ALLOWED_HOSTS", description="Comma-separated host names answered besides local ones")
    allowed_origins: str = Field(
        "", alias="HEADNOTE_ALLOWED_ORIGINS", description="Comma-separated origins that may call the API from a browser (CORS)"
    )
    trusted_proxies: str = Field("", alias="HEADNOTE_TRUSTED_PROXIES", description="Comma-separated proxies whose forwarding headers count")
    mongodb_uri: SecretStr = Field(SecretStr(""), alias="MONGODB_URI", description="The record; empty: an embedded server in the data folder")
    mongodb_db_name: str = Field("headnote", alias="MONGODB_DB_NAME", description="Name of the database")
    embedding_model: str = Field("", alias="EMBEDDING_MODEL", description="A Hugging Face name or a folder; empty: the packaged all-MiniLM-L6-v2")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", alias="HEADNOTE_LOG_LEVEL", description="How much is logged")

    @field_validator("data_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        # Worker processes and the command line may run from other folders.
        return value.expanduser().resolve()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The API keys, without blanks."""
        return tuple(key for key in map(str.strip, self.api_keys.get_secret_value().split(",")) if key)

    @property
    def max_upload_bytes(self) -> int:
        return self.max_upload_mb * MEGABYTE

    @property
    def originals_dir(self) -> Path:
        return self.data_dir / "originals"

    @property
    def index_dir(self) -> Path:
        return self.data_dir / "index"

    @property
    def record_dir(self) -> Path:
        return self.data_dir / "record"

    @property
    def cache_dir(self) -> Path:
        return self.data_dir / "cache"

    @property
    def incoming_dir(self) -> Path:
        """Uploads on their way in; on the same disk as the originals, so that a rename is atomic."""
        return self.data_dir / "incoming"

    def masked(self) -> dict[str, str]:
        """Every setting by its variable's name, secrets as dots. Safe to show."""
        shown: dict[str, str] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, SecretStr):
                value = "••••••" if value.get_secret_value() else ""
            shown[field.alias or name] = str(value)
        return shown
