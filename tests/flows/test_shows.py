"""A show made out of last week's notes, the next episode from it, its people and snippets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.parser import parse
from notesapp.storage.places import Places
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from tests.flows.driving import CTRL, opened, ready

Start = Callable[..., Program]
SHIFT = Qt.KeyboardModifier.ShiftModifier

LAST_WEEK = """Episode 50: Adding Product Ops

In this segment, Mel answers questions about product operations.

Have a question for Mel? Submit one here.

Subscribe via your favorite platform:

Q: How can an organization pivot? [2:04]

A: It is key. [2:32]

Resources

Mel on LinkedIn | Twitter
"""


def shows(episode: Episode) -> Any:
    return episode.features.get("shows")


def written(field: Any, words: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)


def test_the_next_episode_from_pasted_notes(
    start: Start, sample: Path, places: Places, tmp_path: Path, answers: Any, qtbot: QtBot
) -> None:
    shown = start()
    episode = opened(shown, qtbot)
    episode.files.new()
    QGuiApplication.clipboard().setText(LAST_WEEK)
    episode.window.editor.paste()
    assert episode.document.text() == LAST_WEEK
    QTest.keyClick(episode.window.editor, Qt.Key.Key_N, CTRL | SHIFT)
    dialog = shows(episode).dialog
    assert dialog is not None
    assert dialog.show_field.currentText() == "A new show, made from these notes"
    assert dialog.number.text() == "51"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.trouble.words.text() == "A show needs a name. Write it above."
    written(dialog.podcast, "Dear Mel")
    written(dialog.title, "What a CPO knows")
    written(dialog.guests, "Tom Ashby")
    answers.put("open_audio", sample.with_suffix(".mp3"))
    dialog.audio_button.click()
    answers.folder = lambda parent, begin: tmp_path / "new"
    dialog._choose_folder = answers.folder
    dialog.folder_button.click()
    assert dialog.file_name.text() == "dear-mel-51.md"
    dialog.go.click()
    path = tmp_path / "new" / "dear-mel-51.md"
    other = next(e for e in shown.episodes if e.session.path == path)
    notes = parse(path.read_text("utf-8"))
    assert (notes.number, notes.title) == (51, "What a CPO knows")
    assert notes.header.text("podcast") == "Dear Mel"
    assert notes.header.items("guests") == ("Tom Ashby",)
    assert notes.header.text("audio") == "../episode/sample-episode.mp3"
    assert notes.segments == ()
    assert "Submit one here." in notes.text
    assert "Mel on LinkedIn | Twitter" in notes.text
    assert "How can an organization" not in notes.text
    ready(other, qtbot)
    other.segments.next()
    QTest.keyClicks(other.window.editor, "Why now?")
    made = other.document.fresh_notes()
    assert [s.text for s in made.segments] == ["Why now?"]
    question = made.segments[0].first_line
    assert made.lines.index("Resources") > question
    assert made.lines.index("Subscribe via your favorite platform:") < question
    folder = places.data / "shows"
    assert sorted(p.name for p in folder.iterdir()) == ["dear-mel.md"]
    assert "show_next: 52" in (folder / "dear-mel.md").read_text("utf-8")


def test_the_show_of_the_notes_is_chosen_and_counts_on(
    start: Start, sample: Path, qtbot: QtBot
) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    episode.actions.run("file.save_show")
    template = shows(episode).dialog
    assert template.name.text() == "The Morning Loaf"
    assert "Sam's kitchen" not in template.text.toPlainText()
    template.go.click()
    assert "Ctrl+Shift+N" in episode.window.bar.current().sentence
    episode.actions.run("file.new_episode")
    dialog = shows(episode).dialog
    assert dialog.show_field.currentText() == "The Morning Loaf"
    assert dialog.number.text() == "8"
    assert dialog.folder.text() == str(sample.parent)
    dialog.file_name.setText(sample.name)
    dialog.go.click()
    assert "exists already" in dialog.trouble.words.text()
    assert dialog.isVisible()
    dialog.reject()


def test_what_was_published_is_ticked_the_next_time(
    start: Start, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    episode.actions.run("file.save_show")
    shows(episode).dialog.go.click()
    publishing = episode.features.get("publish")
    episode.actions.run("publish.publish")
    everything = publishing.dialog.chosen()
    assert len(everything) > 2
    dialog = publishing.dialog
    for key, row in dialog.rows.items():
        row.tick.setChecked(key in ("html", "markdown"))
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.go.text() == "Close", timeout=15_000)
    dialog.accept()
    episode.actions.run("publish.publish")
    assert set(publishing.dialog.chosen()) == {"html", "markdown"}
    publishing.dialog.reject()


def test_a_template_is_changed_and_a_damaged_show_is_said(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    folder = places.data / "shows"
    folder.mkdir(parents=True)
    (folder / "broken.md").write_bytes(b"\x00\x01\xff\x00" * 400)
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    qtbot.waitUntil(lambda: episode.window.bar.current() is not None)
    assert "“broken.md” cannot be read" in episode.window.bar.current().sentence
    for _ in range(2):
        episode.actions.run("file.save_show")
        template = shows(episode).dialog
        template.text.appendPlainText("Thanks for listening.")
        template.go.click()
    (stored,) = [p for p in folder.iterdir() if p.name != "broken.md"]
    assert stored.read_text("utf-8").count("Thanks for listening.") == 1
    episode.actions.run("file.new_episode")
    assert "broken.md" in shows(episode).dialog.trouble.words.text()
    shows(episode).dialog.reject()


@pytest.fixture
def with_people(start: Start, sample: Path, qtbot: QtBot) -> Episode:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    episode.actions.run("file.save_show")
    shows(episode).dialog.go.click()
    qtbot.waitUntil(lambda: shows(episode).dialog is None)
    episode.actions.run("file.people")
    dialog = shows(episode).dialog
    assert [person.name for person in dialog.people()] == ["Tom Ashby"]
    written(dialog.bio, "Baker.")
    written(dialog.links, "Site, https://example.org/tom")
    dialog.roster.add.click()
    written(dialog.name, "Melissa Perri")
    dialog.go.click()
    qtbot.waitUntil(lambda: shows(episode).dialog is None)
    episode.window.activateWindow()
    qtbot.waitUntil(episode.window.isActiveWindow)
    return episode


def at_end(episode: Episode) -> None:
    editor = episode.window.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.setFocus()


def test_names_are_offered_and_typed_only_when_taken(with_people: Episode, qtbot: QtBot) -> None:
    episode = with_people
    editor, ghost = episode.window.editor, episode.features.get("names").ghost
    at_end(episode)
    QTest.keyClicks(editor, "Mel")
    assert ghost.rest == "issa Perri"
    qtbot.waitUntil(lambda: not episode.document.stale)
    qtbot.waitUntil(lambda: getattr(episode.live.facts, "notes", None) is episode.document.notes)
    assert ghost.rest == "issa Perri"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert episode.document.text().endswith("Mel\n")
    QTest.keyClicks(editor, "Mel")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert episode.document.text().endswith("Mel\nMelissa Perri")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert episode.document.text().endswith("Melissa Perri\t")
    episode._services.settings.choose("editor.offer_names", False)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "Mel")
    assert ghost.rest == ""


def test_a_name_nearly_right_is_a_note_with_a_fix(with_people: Episode, qtbot: QtBot) -> None:
    episode = with_people
    at_end(episode)
    before = episode.document.text()
    QTest.keyClicks(episode.window.editor, "Melisa bakes.")
    panel = episode.window.panel
    episode.actions.run("view.problems")

    def said() -> list[Any]:
        facts = episode.live.facts
        return [p for p in facts.problems if p.id == "name-spelling"] if facts else []

    qtbot.waitUntil(lambda: bool(said()))
    assert said()[0].message == "“Melisa” may be “Melissa”."
    rows = panel.problems.list
    qtbot.waitUntil(lambda: rows.model().rowCount() > 0)
    texts = [rows.model().index(n, 0).data() for n in range(rows.model().rowCount())]
    rows.setCurrentIndex(rows.model().index(texts.index("“Melisa” may be “Melissa”."), 0))
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_F)
    assert episode.document.text() == before + "Melissa bakes."
    qtbot.waitUntil(lambda: not said())
    episode.history.undo()
    assert episode.document.text() == before + "Melisa bakes."


def test_a_rename_reaches_the_whole_text_as_one_step(with_people: Episode, qtbot: QtBot) -> None:
    episode = with_people
    before = episode.document.text()
    episode.actions.run("edit.rename")
    dialog = shows(episode).dialog
    assert dialog.old.currentText() == "Tom Ashby"
    assert not dialog.go.isEnabled()
    written(dialog.new, "Tom Ashley")
    assert dialog.go.text() == "Rename 2 places"
    assert dialog.lines.topLevelItemCount() == 2
    dialog.go.click()
    after = episode.document.text()
    assert after == before.replace("Tom Ashby", "Tom Ashley")
    assert after.count("Tom Ashley") == 2
    episode.history.undo()
    assert episode.document.text() == before


def test_a_snippet_takes_the_moment_of_its_key(with_people: Episode, qtbot: QtBot) -> None:
    episode = with_people
    ready(episode, qtbot)
    episode.playback.seek(65_432)
    qtbot.waitUntil(lambda: episode.playback.position_ms() == 65_432)
    at_end(episode)
    before = episode.document.text()
    editor = episode.window.editor
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_I, CTRL | SHIFT)
    box = episode.features.get("snippets").box
    assert box.isVisible()
    assert box.field.hasFocus()
    QTest.keyClicks(box.field, "moment")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert not box.isVisible()
    QTest.keyClicks(editor, "here")
    expected = "\n[1:05.432](https://example.org/episode-7?t=65) here"
    assert episode.document.text() == before + expected
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_I, CTRL | SHIFT)
    QTest.keyClicks(box.field, "tom ash")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert episode.document.text().endswith("\nTom Ashby — Baker. [Site](https://example.org/tom)")


def test_escape_leaves_the_list_and_the_text_alone(with_people: Episode, qtbot: QtBot) -> None:
    episode = with_people
    at_end(episode)
    before = episode.document.text()
    episode.actions.run("edit.snippet")
    box = episode.features.get("snippets").box
    QTest.keyClicks(box.field, "zzz")
    assert box.found == []
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    QTest.keyClick(box.field, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert episode.window.editor.hasFocus()
    assert episode.document.text() == before


def test_snippets_are_changed_in_a_dialog(with_people: Episode, places: Places) -> None:
    episode = with_people
    episode.actions.run("edit.snippets")
    dialog = episode.features.get("snippets").dialog
    dialog.roster.add.click()
    dialog.text.setPlainText("Hello {{guest}}")
    dialog.go.click()
    assert dialog.trouble.words.text() == "This snippet needs a name."
    written(dialog.name, "Greeting")
    dialog.go.click()
    assert "# Greeting\n\nHello {{guest}}" in (places.data / "snippets.md").read_text("utf-8")
    at_end(episode)
    episode.actions.run("edit.snippet")
    box = episode.features.get("snippets").box
    QTest.keyClicks(box.field, "greet")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert episode.document.text().endswith("Hello Tom Ashby")


def test_without_a_show_people_lead_to_one(start: Start, sample: Path, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    episode.actions.run("file.people")
    message = episode.window.bar.current()
    assert message is not None
    assert "belong to none yet" in message.sentence
    episode.window.bar.action_requested.emit("no_show")
    assert shows(episode).dialog is not None
    shows(episode).dialog.reject()
