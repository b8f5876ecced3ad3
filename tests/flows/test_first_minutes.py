"""The first five minutes: the sample plays, four keys tick themselves, then one's own file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.storage.places import Places
from notesapp.storage.resources import resource
from notesapp.storage.state_file import DocumentState, StateFile
from notesapp.ui.episode.episode import Episode
from notesapp.ui.help.first_keys import HEIGHT, FirstKeys
from notesapp.ui.help.first_steps import FirstSteps
from notesapp.ui.shows.template_dialog import TemplateDialog
from tests.flows.conftest import Answers
from tests.flows.driving import Start, opened, ready

CTRL = Qt.KeyboardModifier.ControlModifier


def row_of(episode: Episode) -> FirstKeys | None:
    rows = episode.window.findChildren(FirstKeys)
    return next((row for row in rows if row.isVisible()), None)


def steps_of(episode: Episode) -> FirstSteps | None:
    found = episode.window.findChildren(FirstSteps)
    return next((dialog for dialog in found if dialog.isVisible()), None)


@pytest.fixture
def begun(start: Start, qtbot: QtBot) -> Episode:
    """The sample, chosen on the start screen of a first start."""
    episode = opened(start(), qtbot)
    qtbot.waitUntil(lambda: "welcome" in episode.features._built)
    episode.window.start.sample.click()
    return episode


def test_the_sample_plays_and_four_keys_tick_themselves(begun: Episode, qtbot: QtBot):
    ready(begun, qtbot)
    qtbot.waitUntil(lambda: begun.playback.state.is_playing)
    row = row_of(begun)
    assert row is not None
    editor = begun.window.editor
    assert (
        editor.mapTo(begun.window, editor.rect().bottomLeft()).y()
        < row.mapTo(begun.window, row.rect().topLeft()).y()
    )
    assert begun.window.focusWidget() is editor
    assert [hint.is_used() for hint in row.hints.values()] == [False] * 4
    QTest.keyClick(editor, Qt.Key.Key_J, CTRL)
    assert [key for key, hint in row.hints.items() if hint.is_used()] == ["segment.stamp"]
    QTest.keyClick(editor, Qt.Key.Key_L, CTRL)
    QTest.keyClick(editor, Qt.Key.Key_F4)
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL)
    assert row.all_used()
    assert row.steps.isVisible()
    assert "used" in row.hints["segment.hear"].accessibleName()


def test_typing_goes_on_below_the_question(begun: Episode, qtbot: QtBot):
    place = begun.window.editor.place()
    line = begun.document.fresh_notes().lines[place.line]
    assert line[: place.column].endswith("wrong?")


def test_what_was_tried_stays_tried_and_closed_stays_closed(
    begun: Episode, start: Start, qtbot: QtBot
):
    begun.actions.run("segment.next")
    second = opened(start(), qtbot)
    qtbot.waitUntil(lambda: "welcome" in second.features._built)
    second.files.new()
    row = row_of(second)
    assert row is not None
    assert [key for key, hint in row.hints.items() if hint.is_used()] == ["segment.next"]
    row.close_button.click()
    assert row_of(second) is None
    assert second.window.focusWidget() is second.window.editor
    third = opened(start(), qtbot)
    qtbot.waitUntil(lambda: "welcome" in third.features._built)
    third.files.new()
    assert row_of(third) is None
    third.actions.run("help.four_keys")
    again = row_of(third)
    assert again is not None
    assert not any(hint.is_used() for hint in again.hints.values())


def test_who_has_worked_here_before_is_not_taught(
    start: Start, places: Places, sample: Path, qtbot: QtBot
):
    first = opened(start(), qtbot)
    qtbot.waitUntil(lambda: "welcome" in first.features._built)
    StateFile(places.state_file).remember(sample, DocumentState(title="Bread"))
    second = opened(start(), qtbot)
    qtbot.waitUntil(lambda: "welcome" in second.features._built)
    second.files.new()
    assert row_of(second) is None


def test_changed_keys_show(begun: Episode):
    row = row_of(begun)
    assert row is not None
    begun.actions.set_overrides({"segment.stamp": ["F9"]})
    assert row.hints["segment.stamp"].accessibleName() == "Stamp: F9"


def test_a_narrow_window_gives_the_row_a_second_line(begun: Episode, qtbot: QtBot):
    row = row_of(begun)
    assert row is not None
    row.resize(300, row.height())
    assert row.height() > HEIGHT
    qtbot.waitUntil(lambda: len({hint.y() for hint in row.hints.values()}) == 2)
    row.resize(900, row.height())
    assert row.height() == HEIGHT


def test_the_steps_begin_with_one_s_own_audio_in_a_window_of_its_own(
    start: Start, answers: Answers, tmp_path: Path, qtbot: QtBot
):
    shown = start()
    begun = opened(shown, qtbot)
    begun.files.open_sample()
    audio = tmp_path / "mine.mp3"
    shutil.copy(resource("sample", "sample-episode.mp3"), audio)
    begun.actions.run("help.first_steps")
    steps = steps_of(begun)
    assert steps is not None
    assert not steps._fields["podcast"].isEnabled()
    answers.put("open_audio", audio)
    before = begun.document.text
    steps.open_audio.click()
    assert begun.document.text == before
    assert steps_of(begun) is None
    other = shown.episodes[-1]
    assert other is not begun
    assert other.playback.path == audio
    qtbot.waitUntil(lambda: steps_of(other) is not None)
    going_on = steps_of(other)
    assert going_on is not None
    assert going_on._fields["podcast"].isEnabled()


def test_what_is_typed_in_the_steps_is_in_the_notes(start: Start, qtbot: QtBot):
    episode = opened(start(), qtbot)
    episode.files.new()
    episode.actions.run("help.first_steps")
    steps = steps_of(episode)
    assert steps is not None
    QTest.keyClicks(steps._fields["podcast"], "Rye Radio")
    QTest.keyClicks(steps._fields["speakers"], "Nora, Tom")
    notes = episode.document.fresh_notes()
    assert notes.header.text("podcast") == "Rye Radio"
    assert notes.header.items("speakers") == ("Nora", "Tom")
    QTest.keyClick(steps._fields["speakers"], Qt.Key.Key_Z, CTRL)
    assert episode.document.fresh_notes().header.items("speakers") == ()
    steps.reaction.setCurrentIndex(steps.reaction.findData(300))
    steps.reaction.activated.emit(steps.reaction.currentIndex())
    assert episode._services.settings.read().whole("stamp.reaction_ms") == 300
    steps.close()
    assert steps_of(episode) is None


def test_the_start_shows_a_key_for_each_of_the_four(start: Start, qtbot: QtBot):
    episode = opened(start(), qtbot)
    shown = {key: caps.accessibleName() for key, caps in episode.window.start._caps.items()}
    assert shown == {
        "play": "F4",
        "stamp": "Ctrl+J",
        "next_segment": "Ctrl+Enter",
        "hear": "Ctrl+L",
    }


def test_last_week_s_notes_become_the_show_and_the_step_is_ticked(start: Start, qtbot: QtBot):
    episode = opened(start(), qtbot)
    episode.files.new()
    episode.window.editor.insertPlainText(
        "Episode 50: Soil\n\nThanks for listening.\n\nQ: Why? [0:10]\n\nA: So. [0:20]\n"
    )
    episode.actions.run("help.first_steps")
    steps = steps_of(episode)
    assert steps is not None
    assert not steps.cards["template"].mark.is_done()
    steps.keep.setFocus()
    QTest.keyClick(steps.keep, Qt.Key.Key_Return)
    assert steps_of(episode) is None
    template = episode.window.findChild(TemplateDialog)
    assert template is not None
    template.name.setText("Small Garden")
    template.go.click()
    current = episode.window.bar.current()
    assert current is not None and "Small Garden" in current.sentence
    episode.actions.run("help.first_steps")
    again = steps_of(episode)
    assert again is not None
    assert again.cards["template"].mark.is_done()
    again.close()
