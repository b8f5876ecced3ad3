"""The sheet of keys: by task, searched, printed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.commands.keys import settled
from notesapp.commands.table import COMMANDS, FILLED
from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.keys.keys_sheet import KeysSheet
from notesapp.ui.keys.sheet_print import pdf_of, sheet_html
from notesapp.ui.keys.sheet_rows import Section, sheet_sections, shown_keys
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.program import Program


class Saves(Dialogs):
    def __init__(self, path: Path) -> None:
        self.path = path

    def save_pdf(self, parent: QWidget, suggestion: str) -> Path | None:
        return self.path


@pytest.fixture
def program(qapp: QApplication, home: Path, tmp_path: Path) -> Iterator[Program]:
    places = places_from_environment(os.environ, "linux", home)
    made = Program(qapp, places, Saves(tmp_path / "keys.pdf"))
    yield made
    made.abandon()


@pytest.fixture
def episode(qtbot, program: Program) -> Episode:
    made = program.new_window()
    with qtbot.waitExposed(made.window):
        made.window.show()
    return made


def sheet_of(episode: Episode) -> KeysSheet:
    episode.actions.run("help.keys")
    sheet = episode.features.get("keys").sheet
    assert isinstance(sheet, KeysSheet)
    return sheet


def sections(overrides: dict[str, list[str]]) -> tuple[Section, ...]:
    return sheet_sections(settled(overrides)[0])


def test_every_command_with_a_key_stands_there_once(qapp: QApplication) -> None:
    rows = [row.words for section in sections({}) for row in section.rows]
    with_keys = [c.title for c in COMMANDS if (c.keys or c.text_keys) and c.id not in FILLED]
    assert sorted(rows) == sorted(with_keys)


def test_each_chord_is_shown_once() -> None:
    assert shown_keys(("Ctrl+Return", "Ctrl+Enter")) == ("Ctrl+Enter",)
    assert shown_keys(("F4", "Media Play", "Esc")) == ("F4", "Esc")


def test_changed_keys_carry_a_dot_and_say_so() -> None:
    rows = {r.words: r for s in sections({"segment.hear": ["F2"]}) for r in s.rows}
    assert rows["Hear it from just before"].changed
    assert not rows["Play"].changed
    page = sheet_html(sections({"segment.hear": ["F2"]}))
    assert "Hear it from just before •" in page
    assert "•" not in sheet_html(sections({}))


def test_it_fits_the_screen_and_is_found_by_typing(episode: Episode) -> None:
    sheet = sheet_of(episode)
    assert sheet.height() <= sheet.screen().availableSize().height()
    sheet.search.setText("ctrl+l")
    assert "Hear it from just before" in sheet.lines_shown()
    assert "Save" not in sheet.lines_shown()
    sheet.search.setText("no such thing")
    assert sheet.lines_shown() == []
    sheet.reject()


def test_it_is_saved_as_a_pdf(episode: Episode, tmp_path: Path) -> None:
    sheet = sheet_of(episode)
    sheet.pdf.click()
    written = (tmp_path / "keys.pdf").read_bytes()
    assert written.startswith(b"%PDF-")
    assert b"%%EOF" in written[-32:]
    sheet.reject()


def test_the_paper_holds_every_row(qapp: QApplication) -> None:
    paper = QTextDocument()
    paper.setHtml(sheet_html(sections({})))
    text = paper.toPlainText()
    for section in sections({}):
        for row in section.rows:
            assert row.words in text
            assert ", ".join(row.chords) in text
    assert len(pdf_of(sections({}))) > 2000


def test_changing_keys_is_one_button_away(episode: Episode) -> None:
    sheet = sheet_of(episode)
    sheet.change.click()
    assert episode.features.get("keys").sheet is None
    dialog = episode.features.get("preferences").dialog
    assert dialog.page() == "keys"
    dialog.reject()
