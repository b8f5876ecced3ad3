"""Stamps by keys alone, in the real window with real audio."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import Position
from notesapp.core.parser import parse
from notesapp.ui.episode.episode import Episode
from notesapp.ui.files.audio_memory import AudioChange
from tests.flows.conftest import Answers
from tests.flows.driving import CTRL, Start, opened, ready

SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


@pytest.fixture
def episode(start: Start, sample: Path, qtbot: QtBot) -> Episode:
    made = opened(start(), qtbot)
    made.files.open_path(sample)
    ready(made, qtbot)
    return made


@pytest.fixture
def press(episode: Episode) -> Callable[..., None]:
    def press(key: Qt.Key, chord: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(episode.window.editor, key, chord)

    return press


def stamps(episode: Episode) -> list[int | None]:
    return [s.start_ms for s in episode.document.fresh_notes().segments]


def caret_in(episode: Episode, index: int) -> None:
    segment = episode.document.fresh_notes().segments[index]
    episode.window.editor.set_place(Position(segment.first_line, 4))


def test_a_held_nudge_is_one_undo_step_and_typing_another(episode: Episode, press) -> None:
    text, before = episode.document.text(), stamps(episode)
    caret_in(episode, 1)
    place = episode.window.editor.place()
    QTest.keyClicks(episode.window.editor, "so ")
    typed = episode.document.text()
    press(Key.Key_D, CTRL, 3)
    press(Key.Key_E, CTRL)
    assert before[1] is not None
    assert stamps(episode)[1] == before[1] + 2000
    assert episode.window.editor.place() == Position(place.line, place.column + 3)
    QTest.keyClicks(episode.window.editor, "yes ")
    press(Key.Key_Z, CTRL)
    assert stamps(episode)[1] == before[1] + 2000
    press(Key.Key_Z, CTRL)
    assert episode.document.text() == typed
    press(Key.Key_Z, CTRL)
    assert episode.document.text() == text
    press(Key.Key_Z, CTRL | SHIFT, 2)
    assert stamps(episode)[1] == before[1] + 2000


def test_tenths_give_a_whole_stamp_its_fraction_and_only_that_one(episode: Episode, press) -> None:
    before = stamps(episode)
    caret_in(episode, 1)
    press(Key.Key_E, CTRL | SHIFT, 3)
    press(Key.Key_D, CTRL | SHIFT)
    assert before[1] is not None
    assert stamps(episode) == [before[0], before[1] - 200, *before[2:]]


def test_no_stamp_leaves_the_audio(episode: Episode, press) -> None:
    caret_in(episode, 0)
    press(Key.Key_E, CTRL, 400)
    assert stamps(episode)[0] == 0
    message = episode.window.bar.current()
    assert message is not None
    assert "cannot go before" in message.sentence


def test_a_nudge_is_heard_where_that_is_wanted(episode: Episode, press, qtbot: QtBot) -> None:
    episode._services.settings.choose("stamp.hear_after_nudge", True)
    caret_in(episode, 1)
    start_ms = stamps(episode)[1]
    assert start_ms is not None
    with qtbot.waitSignal(episode.playback.sought, timeout=5000) as sought:
        press(Key.Key_D, CTRL, 2)
    assert sought.args == [start_ms + 2000 - 1000]


def test_stamps_are_walked_and_removed(episode: Episode, press) -> None:
    notes = episode.document.fresh_notes()
    editor = episode.window.editor
    editor.set_place(Position(0, 0))
    press(Key.Key_PageDown, CTRL, 2)
    second = notes.stamps[1]
    assert editor.place() == Position(second.line, second.start)
    press(Key.Key_PageUp, CTRL)
    first = notes.stamps[0]
    assert editor.place() == Position(first.line, first.start)
    press(Key.Key_F8, CTRL | SHIFT)
    assert stamps(episode)[0] is None


def test_the_last_stamp_is_found_again_whatever_was_written_above(episode: Episode, press) -> None:
    caret_in(episode, 2)
    press(Key.Key_F8)
    editor = episode.window.editor
    editor.set_place(Position(episode.document.fresh_notes().segments[0].first_line, 0))
    QTest.keyClicks(editor, "above")
    press(Key.Key_Return, NONE, 3)
    press(Key.Key_F8, SHIFT)
    segment = episode.document.fresh_notes().segments[2]
    assert segment.stamp is not None
    assert editor.place().line == segment.stamp.line
    assert editor.place().column == segment.stamp.start - 1


def test_the_moment_goes_to_the_clipboard_in_the_document_s_style(
    episode: Episode, press, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(episode.playback.sought):
        episode.playback.seek(64_000)
    qtbot.waitUntil(lambda: episode.playback.position_ms() == 64_000)
    episode.window.editor.set_place(Position(0, 0))
    press(Key.Key_F8, CTRL)
    stamp = QGuiApplication.clipboard().text()
    assert stamp in ("[1:04]", "[1:04.000]")
    assert (".000" in stamp) is episode.document.fresh_notes().style.fraction


def test_five_corrections_that_agree_offer_a_reaction_time_once(
    episode: Episode, press, qtbot: QtBot
) -> None:
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 1000, timeout=15_000)
    for index in range(5):
        caret_in(episode, index)
        press(Key.Key_F8)
        press(Key.Key_E, CTRL | SHIFT, 4)
        assert episode.window.bar.current() is None
    watch = episode.features.get("stamps").reaction
    watch.settle()
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence == "You moved 5 stamps back by about 0.4 s after the key."
    assert message.action == "Set 0.4 s as reaction time"
    assert episode._services.settings.read().whole("stamp.reaction_ms") == 0
    episode.window.bar.action.click()
    assert episode._services.settings.read().whole("stamp.reaction_ms") == 400
    watch.settle()
    assert episode.window.bar.current() is None


def test_the_same_reaction_time_is_offered_once_whatever_was_answered(
    episode: Episode, press, qtbot: QtBot
) -> None:
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 1000, timeout=15_000)
    offered = []
    for _ in range(2):
        for index in range(5):
            caret_in(episode, index)
            press(Key.Key_F8)
            press(Key.Key_E, CTRL | SHIFT, 4)
        episode.features.get("stamps").reaction.settle()
        offered.append(episode.window.bar.current() is not None)
        episode.window.bar.drop("reaction")
    assert offered == [True, False]


def corrections(episode: Episode) -> tuple[int, ...]:
    """What was learned of the stamps set so far."""
    episode.features.get("stamps").reaction.settle()
    return episode.features.get("stamps").reaction._desk.state.corrections()[0]


def test_a_segment_that_is_undone_or_shifted_with_others_teaches_nothing(
    episode: Episode, press, qtbot: QtBot
) -> None:
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 1000, timeout=15_000)
    editor = episode.window.editor
    caret_in(episode, 0)
    press(Key.Key_Return, CTRL)
    qtbot.wait(300)
    press(Key.Key_Return, CTRL)
    press(Key.Key_Z, CTRL)
    assert corrections(episode) == ()
    editor.set_place(Position(editor.place().line, 0))
    press(Key.Key_F8)
    press(Key.Key_A, CTRL | SHIFT)
    dialog = episode.features.get("stamps").rewriting.shift_dialog
    dialog.by.setText("0:01")
    before = stamps(episode)
    dialog.go.click()
    assert stamps(episode) != before
    assert corrections(episode) == ()


def test_a_relabelled_stamp_is_still_watched(episode: Episode, press, qtbot: QtBot) -> None:
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 1000, timeout=15_000)
    caret_in(episode, 0)
    press(Key.Key_F8)
    press(Key.Key_K, CTRL | SHIFT)
    press(Key.Key_E, CTRL | SHIFT, 2)
    assert corrections(episode) == (200,)


def test_in_a_long_text_a_stamp_is_set_without_parsing_again(
    episode: Episode, press, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "Q: Why rye? [0:10]\n\n"
    episode.session.start_new(line * 600)
    episode.actions.run("playback.toggle")
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 1000, timeout=15_000)
    parsed: list[int] = []
    monkeypatch.setattr(
        "notesapp.ui.text.document.parse", lambda text: parsed.append(1) or parse(text)
    )
    press(Key.Key_F8)
    press(Key.Key_Return, CTRL | SHIFT)
    assert len(parsed) == 1  # the second key finds the first one's notes stale
    qtbot.waitUntil(lambda: not episode.document.stale)
    press(Key.Key_E, CTRL | SHIFT, 2)
    assert corrections(episode) == (200,)


def test_a_shift_after_an_advert_is_one_undo_step(episode: Episode, press) -> None:
    text, before = episode.document.text(), stamps(episode)
    caret_in(episode, 3)
    press(Key.Key_A, CTRL | SHIFT)
    dialog = episode.features.get("stamps").rewriting.shift_dialog
    assert dialog.start.ms() == before[3]
    dialog.by.setText("0:10")
    dialog.go.click()
    moved = [ms if ms is None or n < 3 else ms + 10_000 for n, ms in enumerate(before)]
    assert stamps(episode) == moved
    press(Key.Key_Z, CTRL)
    assert episode.document.text() == text


def test_a_shift_planned_on_other_text_is_not_done(episode: Episode, press) -> None:
    press(Key.Key_A, CTRL | SHIFT)
    dialog = episode.features.get("stamps").rewriting.shift_dialog
    dialog.by.setText("0:10")
    episode.session.start_new("Q: Another text altogether [0:10]\n")
    text = episode.document.text()
    dialog.go.click()
    assert episode.document.text() == text


def test_nudges_of_two_segments_are_two_undo_steps(episode: Episode, press) -> None:
    before = stamps(episode)
    for index in (0, 1):
        caret_in(episode, index)
        press(Key.Key_D, CTRL)
    press(Key.Key_Z, CTRL)
    assert [a == b for a, b in zip(before, stamps(episode), strict=True)][:2] == [False, True]


def test_another_style_is_one_undo_step_and_stands_in_the_header(episode: Episode, press) -> None:
    text, before = episode.document.text(), stamps(episode)
    press(Key.Key_Y, CTRL | SHIFT)
    dialog = episode.features.get("stamps").rewriting.style_dialog
    dialog.brackets.setCurrentIndex(dialog.brackets.findData("("))
    dialog.go.click()
    assert stamps(episode) == before
    notes = episode.document.fresh_notes()
    assert notes.style.opening == "("
    assert notes.header.text("stamps").startswith("(")
    press(Key.Key_Z, CTRL)
    assert episode.document.text() == text


def test_longer_audio_offers_to_shift_by_the_difference(episode: Episode, press) -> None:
    episode.messages._say_audio_differs(AudioChange(42_000))
    bar = episode.window.bar
    assert (bar.second.text(), bar.action.text()) == ("Shift…", "It is right")
    bar.second.click()
    dialog = episode.features.get("stamps").rewriting.shift_dialog
    assert dialog.by.ms() == 42_000
    assert bar.current() is not None
    dialog.reject()


def test_the_chapter_title_is_one_key_away_and_esc_comes_back(
    episode: Episode, press, answers: Answers, sample: Path, qtbot: QtBot
) -> None:
    text = episode.document.text()
    caret_in(episode, 4)
    press(Key.Key_H, CTRL | SHIFT)
    form = episode.window.panel.details.segment
    assert form.chapter.hasFocus()
    QTest.keyClicks(form.chapter, "Ten minutes")
    assert episode.document.fresh_notes().segments[4].attribute("chapter") == "Ten minutes"
    picture = sample.parent / "pictures" / "dough.png"
    answers.put("open_image", picture)
    form.image_button.click()
    assert episode.document.fresh_notes().segments[4].attribute("image") == "pictures/dough.png"
    QTest.keyClick(form.chapter, Key.Key_Escape)
    assert episode.window.editor.hasFocus()
    press(Key.Key_Z, CTRL, 2)
    assert episode.document.text() == text


def test_the_reaction_time_in_the_transport_is_the_setting(episode: Episode, qtbot: QtBot) -> None:
    button = episode.window.transport.reaction
    QTest.keyClick(button, Key.Key_Up, NONE)
    QTest.keyClick(button, Key.Key_Up, NONE)
    assert button.text() == "\u22120.10 s"
    assert episode._services.settings.read().whole("stamp.reaction_ms") == 100
