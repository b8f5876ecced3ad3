"""The dialog shows each line and what it becomes, and does nothing by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from notesapp.formats.base import Option
from notesapp.importing.imported import ImportedAnything
from notesapp.importing.read_any import read_text
from notesapp.ui.importing.import_dialog import ImportDialog
from notesapp.ui.importing.import_list import ROW
from notesapp.ui.importing.import_words import spoken, verdict_words
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme

NOTES = "Episode 7: Bees\n\n00:00 Hello\n\n12:5 typo\n\nQ: Why? [7:00]\n\nA: So. [8:00.500]\n"
SPEECH = "Alban (00:00):\nHello there.\n\nJordan (00:21):\nHi.\n\nAlban (00:40):\nWell.\n"


def made(look: Look, qtbot: QtBot, done: ImportedAnything, **how: bool) -> ImportDialog:
    dialog = ImportDialog(look, done, **how)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def rows(dialog: ImportDialog) -> list[int]:
    model = dialog.list.model()
    return [model.index(n, 0).data(ROW).number for n in range(model.rowCount())]


def test_each_line_with_its_verdict(look: Look, qtbot: QtBot) -> None:
    done = read_text(NOTES, "bees.txt")
    dialog = made(look, qtbot, done)
    assert rows(dialog) == list(range(1, 10))
    assert [verdict_words(line) for line in done.lines] == [
        *("Title", "", "Chapter 0:00", "", "Looks like a time", ""),
        *("Question 7:00", "", "Answer 8:00.5"),
    ]
    assert dialog.what.text() == "bees.txt was read as: Show notes."
    assert dialog.count.text() == "2 chapters, 9 lines"
    assert dialog.words.text() == "1 line needs a look."


def test_only_what_needs_a_look(look: Look, qtbot: QtBot) -> None:
    dialog = made(look, qtbot, read_text(NOTES))
    assert dialog.only.text() == "Only what needs a look (1)"
    dialog.only.setChecked(True)
    assert rows(dialog) == [5]
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    assert dialog.words.text().startswith("Line 5: This looks like a time")
    dialog.show_done(read_text("0:00 Hello\n1:00 World\n"))
    assert not dialog.only.isEnabled()
    assert rows(dialog) == [1, 2]
    assert dialog.words.text() == "Every line was understood, or is kept as text."


def test_a_transcript_is_said_and_goes_into_notes_of_its_own(look: Look, qtbot: QtBot) -> None:
    dialog = made(look, qtbot, read_text(SPEECH), can_add=True)
    assert dialog.words.text().startswith("This looks like a transcript.")
    assert dialog.words.text().endswith("It can be imported as text.")
    assert dialog.new.isEnabled() and not dialog.add.isEnabled()
    assert dialog.new.text() == "New notes as text"
    assert dialog.count.text() == "0 chapters, 8 lines"


@pytest.mark.parametrize(("button", "choice"), [("new", "new"), ("add", "add")])
def test_the_buttons(look: Look, qtbot: QtBot, button: str, choice: str) -> None:
    dialog = made(look, qtbot, read_text(NOTES), can_add=True)
    with qtbot.waitSignal(dialog.accepted):
        getattr(dialog, button).click()
    assert dialog.choice == choice


def test_empty_notes_are_filled(look: Look, qtbot: QtBot) -> None:
    dialog = made(look, qtbot, read_text(NOTES), fills=True)
    assert dialog.new.text() == "Fill these notes"
    assert not dialog.add.isVisible()
    assert not made(look, qtbot, read_text("")).new.isEnabled()


def test_options_ask_to_read_again(look: Look, qtbot: QtBot) -> None:
    options = (
        Option("fps", "25", "Frames per second"),
        Option("captions", "text", "Captions become", ("text", "chapters")),
    )
    dialog = made(look, qtbot, replace(read_text(NOTES), options=options))
    fps = dialog.fields["fps"]
    fps.setText("30")
    with qtbot.waitSignal(dialog.options_changed) as told:
        fps.editingFinished.emit()
    assert told.args == [{"fps": "30", "captions": "text"}]
    dialog.show_trouble("“x” is no number of frames.")
    assert dialog.words.text() == "“x” is no number of frames."
    assert rows(dialog) == [] and not dialog.new.isEnabled()
    dialog.show_done(read_text(NOTES))
    assert dialog.new.isEnabled()


def test_a_screen_reader_hears_the_whole_row() -> None:
    line = read_text(NOTES).lines[2]
    assert spoken(line) == "Line 3, 00:00 Hello, Chapter 0:00, [0:00] Hello"


def test_a_long_source_is_painted_by_rows_in_sight(look: Look, qtbot: QtBot) -> None:
    text = "".join(f"{n // 60}:{n % 60:02d} Line {n} {'x' * 5000}\n" for n in range(0, 3000, 30))
    dialog = made(look, qtbot, read_text(text))
    asked = []
    delegate = dialog.list.itemDelegate()
    paint = delegate.paint

    def counting(*arguments: object) -> None:
        asked.append(1)
        paint(*arguments)

    delegate.paint = counting
    dialog.list.grab()
    assert 0 < len(asked) < 60


def test_another_look_is_taken(look: Look, qtbot: QtBot) -> None:
    dialog = made(look, qtbot, read_text(NOTES))
    dark = make_look(load_theme("dark"), look.fonts)
    dialog.list.set_look(dark)
    dialog.set_look(dark)
    assert dialog.grab().toImage().height() > 0


def test_it_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    large = make_look(load_theme("light"), load_fonts(scale=2.0))
    dialog = made(large, qtbot, read_text(NOTES))
    screen = dialog.screen().availableSize()
    assert dialog.width() <= screen.width() and dialog.height() <= screen.height()


def test_a_transcript_is_called_one(look: Look, qtbot: QtBot) -> None:
    dialog = made(look, qtbot, read_text(SPEECH, "talk.txt"))
    assert dialog.what.text() == "talk.txt was read as: Transcript."


def test_chapters_out_of_audio_have_no_lines_to_speak_of(look: Look, qtbot: QtBot) -> None:
    done = replace(read_text("0:00 Hello\n1:00 World\n", "bees.mp3"), from_audio=True)
    dialog = made(look, qtbot, replace(done, title="MP3"))
    assert dialog.what.text() == "bees.mp3 holds chapters (MP3)."
    assert dialog.words.text() == "Every chapter was read."
