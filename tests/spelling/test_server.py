"""What the process that spells answers, with a real dictionary of a few words."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from notesapp.spelling.server import Speller, own_folder, serve
from tests.spelling.tiny import tiny_dictionary

SYSTEM = Path("/usr/share/hunspell/en_US")


@pytest.fixture
def tiny(tmp_path: Path) -> str:
    return str(tiny_dictionary(tmp_path))


def test_says_which_words_are_wrong(tiny: str) -> None:
    words = ["the", "words", "teh", "recieves", "日本"]
    answered = Speller().answer({"number": 7, "dictionary": tiny, "words": words})
    assert answered == {"number": 7, "wrong": ["teh", "recieves", "日本"]}


def test_suggests_what_was_meant(tiny: str) -> None:
    answered = Speller().answer({"number": 1, "dictionary": tiny, "suggest": "recieve"})
    assert answered["suggestions"][0] == "receive"


def test_a_dictionary_that_is_not_there_is_said(tmp_path: Path) -> None:
    request = {"number": 2, "dictionary": str(tmp_path / "en_XX"), "words": ["the"]}
    assert "trouble" in Speller().answer(request)


def test_answers_line_by_line_until_the_end(tiny: str) -> None:
    requests = [
        {"number": 1, "dictionary": tiny, "words": ["the", "teh"]},
        {"number": 2, "dictionary": tiny, "suggest": "teh"},
    ]
    asked = io.BytesIO(b"".join(json.dumps(r).encode() + b"\n" for r in requests))
    replies = io.BytesIO()
    assert serve(asked, replies) == 0
    first, second = (json.loads(line) for line in replies.getvalue().splitlines())
    assert first["wrong"] == ["teh"]
    assert "the" in second["suggestions"]


def test_english_comes_with_it() -> None:
    folder = own_folder()
    assert folder is not None
    request = {"number": 1, "dictionary": str(folder / "en_US"), "words": ["receive", "recieve"]}
    assert Speller().answer(request)["wrong"] == ["recieve"]


@pytest.mark.skipif(
    not SYSTEM.with_suffix(".dic").exists(),
    reason="needs hunspell-en-us (packaging/system_packages.py)",
)
def test_the_system_s_dictionary_is_used_too() -> None:
    request = {"number": 1, "dictionary": str(SYSTEM), "words": ["podcast's", "recieve"]}
    assert Speller().answer(request)["wrong"] == ["recieve"]
