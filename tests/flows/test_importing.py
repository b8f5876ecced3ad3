"""Other people's notes and chapters come into a window: seen first, then new, added or filled."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from notesapp.containers import mp3
from notesapp.containers.base import Wanted
from notesapp.core.chapters import Chapter, chapters_of
from notesapp.formats.chapter_list import with_ends
from notesapp.ui.episode.episode import Episode
from notesapp.ui.importing.import_dialog import ImportDialog
from notesapp.ui.program import Program
from tests import media
from tests.containers.rebuilding import rebuilt
from tests.flows.conftest import Answers
from tests.flows.driving import Start, opened, ready

CHAPTERS = {"title": "Small garden", "chapters": [{"startTime": 0, "title": "Q: Hello"}]}
OLD = "Show\n\nQ: a [0:20]\n\nA: b [0:40]\n\nQ: c [1:00]\n"


def listed(folder: Path) -> Path:
    path = folder / "garden.chapters.json"
    path.write_text(json.dumps(CHAPTERS), "utf-8")
    return path


def preview(episode: Episode, qtbot: QtBot) -> ImportDialog:
    importing = episode.features.get("import")
    qtbot.waitUntil(lambda: importing.dialog is not None, timeout=10_000)
    return importing.dialog


def old_notes(program: Program, qtbot: QtBot, folder: Path) -> Episode:
    path = folder / "old.md"
    path.write_text(OLD, "utf-8")
    episode = opened(program, qtbot)
    episode.files.open_path(path)
    return episode


def test_notes_that_are_open_stay_and_the_import_gets_a_window(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    episode = old_notes(program, qtbot, tmp_path)
    answers.put("import_notes", listed(tmp_path))
    episode.actions.run("file.import_notes")
    preview(episode, qtbot).new.click()
    other = program.episodes[-1]
    assert other is not episode
    assert other.session.name == "garden.md" and other.session.path is None
    assert other.document.notes.title == "Small garden"
    assert [c.title for c in chapters_of(other.document.notes)] == ["Q: Hello"]
    assert episode.document.text() == OLD and not episode.document.dirty
    other.session.forget_unsaved()


def test_adding_is_one_step_below_the_pair_of_the_caret(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = old_notes(start(), qtbot, tmp_path)
    episode.window.editor.show_line(2)
    episode.files.open_path(listed(tmp_path))
    preview(episode, qtbot).add.click()
    added = '[0:00] Q: Hello\n{: chapter="Q: Hello" }'
    assert episode.document.text() == OLD.replace("[0:40]\n", f"[0:40]\n\n{added}\n")
    episode.actions.run("edit.undo")
    assert episode.document.text() == OLD


def test_plain_text_is_offered_as_markdown_first(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    path = tmp_path / "old.txt"
    path.write_text(OLD, "utf-8")
    episode.files.open_path(path)
    episode.files.open_path(listed(tmp_path))
    preview(episode, qtbot).add.click()
    assert episode.window.bar.current().id == "plain_text"
    assert episode.document.text() == OLD


def test_empty_notes_are_filled_and_that_can_be_undone(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    episode = opened(program, qtbot)
    episode.actions.run("file.new")
    before = episode.document.text()
    episode.files.open_paths([listed(tmp_path)])
    dialog = preview(episode, qtbot)
    assert dialog.new.text() == "Fill these notes"
    dialog.new.click()
    assert program.episodes == [episode]
    assert episode.document.notes.title == "Small garden"
    cursor = episode.window.editor.textCursor()
    assert not cursor.hasSelection()  # the next key would replace it
    assert cursor.block().text().startswith("[0:00] Q: Hello")
    episode.actions.run("edit.undo")
    assert episode.document.text() == before


def test_cancelling_changes_nothing(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    program = start()
    episode = opened(program, qtbot)
    episode.files.open_path(listed(tmp_path))
    preview(episode, qtbot).cancel.click()
    assert not episode.session.is_open
    assert program.episodes == [episode]
    assert episode.features.get("import").dialog is None


def test_the_clipboard_as_a_page(start: Start, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    data = QMimeData()
    data.setText("0:00 Hello 2:05 Rye")
    data.setHtml('<ul><li>0:00 Hello</li><li>2:05 <a href="https://e.org">Rye</a></li></ul>')
    QGuiApplication.clipboard().setMimeData(data)
    episode.actions.run("file.import_clipboard")
    preview(episode, qtbot).new.click()
    chapters = chapters_of(episode.document.notes)
    assert [(c.start_ms, c.title, c.url) for c in chapters] == [
        (0, "Hello", ""),
        (125_000, "Rye", "https://e.org"),
    ]
    episode.session.forget_unsaved()


def test_an_empty_clipboard_is_said(start: Start, answers: Answers, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    QGuiApplication.clipboard().clear()
    episode.actions.run("file.import_clipboard")
    assert answers.told == ["The clipboard holds no text to import."]


def test_what_cannot_be_read_is_said(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    path = tmp_path / "thing.bin"
    path.write_bytes(bytes(range(256)) * 9)
    episode.files.open_path(path)
    qtbot.waitUntil(lambda: bool(answers.told), timeout=10_000)
    assert answers.told == ["“thing.bin” is neither text nor audio that is known here."]


def test_an_empty_file_is_said(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    path = tmp_path / "nothing.txt"
    path.write_text("\n \n", "utf-8")
    answers.put("import_notes", path)
    episode.actions.run("file.import_notes")
    qtbot.waitUntil(lambda: bool(answers.told), timeout=10_000)
    assert answers.told == ["nothing.txt holds nothing to import."]


def test_what_was_said_about_the_last_import_goes_with_the_next(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = old_notes(start(), qtbot, tmp_path)
    empty = tmp_path / "nothing.txt"
    empty.write_text("", "utf-8")
    answers.put("import_notes", empty)
    episode.actions.run("file.import_notes")
    bar = episode.window.bar
    qtbot.waitUntil(lambda: bar.current() is not None and bar.current().id == "import")
    answers.put("import_notes", listed(tmp_path))
    episode.actions.run("file.import_notes")
    preview(episode, qtbot).cancel.click()
    assert bar.current() is None


def with_chapters(folder: Path) -> Path:
    path = media.make(folder, "mp3", 6)
    wanted = Wanted(with_ends((Chapter(0, "Hello"), Chapter(2500, "Bees")), 6000), 6000)
    path.write_bytes(rebuilt(mp3.CONTAINER, path.read_bytes(), wanted))
    return path


def test_audio_that_holds_chapters_says_so_where_the_notes_are_empty(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    episode = opened(program, qtbot)
    episode.files.open_path(with_chapters(tmp_path))
    ready(episode, qtbot)
    bar = episode.window.bar
    qtbot.waitUntil(lambda: bar.current() is not None, timeout=10_000)
    assert bar.current().sentence == "mp3.mp3 holds 2 chapters."
    bar.action.click()
    preview(episode, qtbot).new.click()
    assert episode.document.text() == "[0:00.000] Hello\n[0:02.500] Bees\n"
    assert program.episodes == [episode]
    assert episode.playback.has_audio
    assert bar.current() is None


def test_notes_with_words_are_left_in_peace(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    episode = old_notes(start(), qtbot, tmp_path)
    episode.files.open_path(with_chapters(tmp_path))
    ready(episode, qtbot)
    message = episode.window.bar.current()
    assert message is None or message.id == "keep_audio"


def test_audio_without_chapters_is_said(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    answers.put("import_notes", media.make(tmp_path, "flac", 2))
    episode.actions.run("file.import_notes")
    qtbot.waitUntil(lambda: bool(answers.told), timeout=10_000)
    assert answers.told == ["flac.flac holds no chapters to import."]
