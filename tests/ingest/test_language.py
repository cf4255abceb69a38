"""The language guess."""

from __future__ import annotations

from core.ingest.language import guess_language

ENGLISH = "The judgment of the court was that it had no power to hear the case, and for that it is reversed. " * 5
GERMAN = "Das Urteil des Gerichts wird aufgehoben und die Sache zur erneuten Entscheidung an das Gericht verwiesen. " * 6


def test_english_is_known() -> None:
    assert guess_language(ENGLISH) == "en"


def test_another_language_is_not_guessed() -> None:
    assert guess_language(GERMAN) is None


def test_a_short_text_is_not_guessed() -> None:
    assert guess_language("The judgment of the court is affirmed.") is None
