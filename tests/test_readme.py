"""README's table of settings is `core.settings.Settings`, row for row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from core.settings import Settings

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| `([A-Z_]+)` \| (.+?) \| (.+?) \|$", re.M)
TABLE = {name: (default.strip("`"), meaning) for name, default, meaning in ROW.findall((ROOT / "README.md").read_text("utf-8"))}
FIELDS = {str(field.alias): field for field in Settings.model_fields.values()}


def written(default):
    """A default as the README writes it."""
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, bool):
        return str(int(default))
    return f"{default:g}" if isinstance(default, float) else str(default) or "empty"


def test_no_setting_is_missing_or_invented():
    assert set(TABLE) == set(FIELDS)


@pytest.mark.parametrize("name", sorted(set(FIELDS) & set(TABLE)))
def test_the_default_is_the_one_in_force(name):
    field = FIELDS[name]
    expected = "one a core" if field.default_factory else written(field.default)
    assert TABLE[name][0] == expected


@pytest.mark.parametrize("name", sorted(set(FIELDS) & set(TABLE)))
def test_every_setting_has_a_meaning(name):
    assert len(TABLE[name][1].split()) >= 3 or TABLE[name][1].startswith("`")


def test_every_make_command_is_there():
    targets = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))
    shown = set()
    for document in ("README.md", "CONTRIBUTING.md"):
        shown |= set(re.findall(r"\bmake ([a-z-]+)(?= )(?:\s+#|`| TORCH)", (ROOT / document).read_text("utf-8")))
    assert shown
    assert shown <= targets
