"""The evening's work: three pairs to real audio, restamped, shifted, titled, undone and redone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import Position
from notesapp.core.model import Segment, SegmentKind
from notesapp.storage.resources import resource
from notesapp.ui.episode.episode import Episode
from notesapp.ui.stamps.shift_dialog import ShiftDialog
from tests.flows.driving import CTRL, Start, opened, ready

SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
PAIRS = (
    ("Why does rye stay flat?", "It has little gluten. Bake it in a tin."),
    ("What if the kitchen is cold?", "Give it time, not heat."),
    ("Where do loaves keep best?", "In a cloth, in a drawer. Never in the fridge."),
)
TITLES = ("Flat rye", "Cold kitchens", "Keeping bread")
ADVERT_MS = 30_000
MOST_UNDOS = 200


@pytest.fixture
def episode(start: Start, engine: str, tmp_path: Path, answers: Any, qtbot: QtBot) -> Episode:
    audio = tmp_path / "loaf.mp3"
    audio.write_bytes(resource("sample", "sample-episode.mp3").read_bytes())
    made = opened(start(engine), qtbot)
    answers.put("open_audio", audio)
    made.actions.run("file.open_audio")
    ready(made, qtbot)
    return made


def segments(episode: Episode) -> tuple[Segment, ...]:
    return episode.document.fresh_notes().segments


def stamps(episode: Episode) -> list[int]:
    return [segment.start_ms or 0 for segment in segments(episode)]


def hear_on(episode: Episode, qtbot: QtBot) -> None:
    """Let half a second sound."""
    until = episode.playback.position_ms() + 500
    qtbot.waitUntil(lambda: episode.playback.position_ms() > until, timeout=15_000)


def write_the_pairs(episode: Episode, qtbot: QtBot) -> None:
    editor = episode.window.editor
    QTest.keyClick(editor, Key.Key_F4)
    for pair in PAIRS:
        for words in pair:
            hear_on(episode, qtbot)
            QTest.keyClick(editor, Key.Key_Return, CTRL)
            QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Key.Key_F4)
    qtbot.waitUntil(lambda: not episode.playback.state.is_playing, timeout=15_000)


def shift_the_rest(episode: Episode, index: int) -> None:
    """An advert was put in before a segment: everything from it on is later."""

    editor = episode.window.editor
    editor.set_place(Position(segments(episode)[index].first_line, 4))
    QTest.keyClick(editor, Key.Key_A, CTRL | SHIFT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ShiftDialog)
    dialog.by.selectAll()
    QTest.keyClicks(dialog.by, "0:30")
    assert dialog.go.text() == "Shift 4 stamps"
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def title(episode: Episode, index: int, words: str) -> None:
    editor = episode.window.editor
    editor.set_place(Position(segments(episode)[index].first_line, 4))
    QTest.keyClick(editor, Key.Key_H, CTRL | SHIFT)
    field = QApplication.focusWidget()
    assert field is not None
    assert episode.window.panel.isAncestorOf(field)
    QTest.keyClicks(field, words)
    editor.setFocus()


def test_the_evening_s_work_is_undone_to_the_first_byte_and_redone(
    episode: Episode, qtbot: QtBot
) -> None:
    first = episode.document.text()
    write_the_pairs(episode, qtbot)
    notes = episode.document.fresh_notes()
    asked, answered = SegmentKind.QUESTION, SegmentKind.ANSWER
    assert [s.kind for s in notes.segments] == [asked, answered] * 3
    assert [s.text for s in notes.segments] == [words for pair in PAIRS for words in pair]
    before = stamps(episode)
    assert before == sorted(set(before))
    assert before[0] >= 500

    editor = episode.window.editor
    editor.set_place(Position(notes.segments[1].first_line, 5))
    moment_ms = (before[1] + before[2]) // 2
    episode.playback.seek(moment_ms)
    qtbot.waitUntil(lambda: abs(episode.playback.position_ms() - moment_ms) < 60, timeout=15_000)
    QTest.keyClick(editor, Key.Key_J, CTRL)
    restamped = stamps(episode)
    assert abs(restamped[1] - moment_ms) < 60
    assert [restamped[0], *restamped[2:]] == [before[0], *before[2:]]

    shift_the_rest(episode, 2)
    shifted = stamps(episode)
    assert shifted == [*restamped[:2], *(ms + ADVERT_MS for ms in restamped[2:])]

    for index, words in zip((0, 2, 4), TITLES, strict=True):
        title(episode, index, words)
    assert [segments(episode)[index].attribute("chapter") for index in (0, 2, 4)] == list(TITLES)

    last = episode.document.text()
    seen = [last]
    while episode.document.qt.isUndoAvailable():
        QTest.keyClick(editor, Key.Key_Z, CTRL)
        seen.append(episode.document.text())
        assert len(seen) < MOST_UNDOS
    assert seen[-1] == first
    assert len(seen) >= 1 + 6 + 6 + 1 + 1 + 3, "each stamp, text, shift and title is its own step"
    for text in reversed(seen[:-1]):
        QTest.keyClick(editor, Key.Key_Z, CTRL | SHIFT)
        assert episode.document.text() == text
    assert episode.document.text() == last
    assert stamps(episode) == shifted
