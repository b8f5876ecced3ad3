"""Texts no window could show while somebody types are refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from notesapp.core.parser import parse
from notesapp.errors import FileTrouble
from notesapp.storage.note_file import load_notes
from notesapp.storage.text_limits import (
    LONGEST_LINE,
    LONGEST_RUN,
    MAX_LINES,
    MAX_NOTES_BYTES,
    beyond_limits,
)
from tests.torture.hostile_files import texts

SMALL = 40_000
MADE = texts(SMALL)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n" * MAX_LINES, "Not opened: “n.md” has more than 200,000 lines."),
        ("a " * LONGEST_LINE, "Not opened: “n.md” has a line of more than 100,000 characters."),
        ("a\n" + "a" * (LONGEST_RUN + 1), "Not opened: “n.md” has a word of more than 30,000"),
        ("a " * (MAX_NOTES_BYTES // 2) + "b", "Not opened: “n.md” is larger than 8 MB."),
    ],
    ids=("lines", "line", "word", "bytes"),
)
def test_too_much_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "n.md"
    path.write_text(text, "utf-8")
    with pytest.raises(FileTrouble) as refused:
        load_notes(path)
    assert refused.value.sentence.startswith(words)


@pytest.mark.parametrize(
    "text", ["\n" * (MAX_LINES - 1), "a " * (LONGEST_LINE // 2), "a" * LONGEST_RUN + "\n" + "b"]
)
def test_just_within_the_limits_is_fine(text: str) -> None:
    assert beyond_limits(text) == ""


@pytest.mark.parametrize("name", MADE)
def test_hostile_bytes_are_read_or_refused_and_come_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / "n.md"
    data = MADE[name]()
    path.write_bytes(data)
    try:
        loaded = load_notes(path)
    except FileTrouble as trouble:
        assert trouble.sentence.startswith("Not opened: “n.md”")
        return
    assert loaded.original == data
    assert parse(loaded.text).text == loaded.text
