"""Texts no window could show while somebody types are refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

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
from notesapp.ui.text.document import LOADED_LINES, NotesDocument
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


def test_the_start_of_a_long_text_is_parsed_at_once_and_the_rest_soon(qtbot: QtBot) -> None:
    document = NotesDocument()
    text = "---\ntitle: Long\n---\n\n" + "Q: One? [0:10]\n\n" * LOADED_LINES
    document.load(text)
    assert document.notes.header.text("title") == "Long"
    assert 0 < len(document.notes.lines) <= LOADED_LINES + 1
    assert (document.dirty, document.stale) == (False, True)
    qtbot.waitUntil(lambda: not document.stale, timeout=30_000)
    assert document.notes == parse(text)
    assert not document.dirty


def test_what_asks_for_the_notes_of_a_long_text_gets_all_of_them(qtbot: QtBot) -> None:
    document = NotesDocument()
    document.load("\n" * (LOADED_LINES + 5) + "Q: Last? [0:10]")
    assert document.fresh_notes().segments[-1].start_ms == 10_000
