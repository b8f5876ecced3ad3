"""Focus mode: what is left, how it ends, what still works."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from notesapp.ui.episode.episode import Episode

NOTES = "---\ntitle: Bread\n---\n\nQ: Why? [0:10]\n\nA: Because. [0:20]\n"


@pytest.fixture
def episode(open_notes) -> Episode:
    return open_notes(NOTES, (1300, 800))


def shown(episode: Episode) -> set[str]:
    window = episode.window
    parts = {
        "text": window.editor,
        "bar": window.bar,
        "line": window.overview_line,
        "overview": window.overview_row,
        "outline": window.outline,
        "panel": window.panel,
        "head": window.head,
        "card": window.card,
        "status": window.status,
        "play": window.transport.play,
        "time": window.transport.position,
        "publish": window.transport.publish,
        "volume": window.transport.volume,
    }
    return {name for name, part in parts.items() if part.isVisible()}


def test_only_the_text_is_left_and_esc_brings_all_back(qtbot, episode: Episode) -> None:
    before = shown(episode)
    episode.actions.run("view.focus")
    assert shown(episode) == {"text", "play", "time", "line", "bar"}
    assert episode.window.bar.sentence.text() == "Esc or F11 brings everything back."
    assert episode.window.menuBar().height() == 0
    episode.window.editor.insertPlainText("more ")
    episode.document.settle()
    assert "card" not in shown(episode)
    episode.window.resize(1500, 800)
    assert "outline" not in shown(episode)
    qtbot.keyClick(episode.window.editor, Qt.Key.Key_Escape)
    assert shown(episode) == before
    assert not episode.actions.actions["view.focus"].isChecked()
    assert episode.window.menuBar().height() > 0


def test_how_to_leave_is_said_once(episode: Episode) -> None:
    for _ in range(3):
        episode.actions.run("view.focus")
    assert "bar" not in shown(episode) and "outline" not in shown(episode)


def test_asking_for_a_column_ends_it(episode: Episode) -> None:
    episode.actions.run("view.focus")
    episode.actions.run("view.problems")
    assert {"outline", "panel", "head", "status"} <= shown(episode)
    assert not episode.actions.actions["view.focus"].isChecked()


def test_keys_of_commands_work_without_the_menu(qtbot, episode: Episode) -> None:
    episode.actions.run("view.focus")
    qtbot.keyClick(episode.window.editor, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    find = episode.features.get("find")
    assert find.bar.isVisible()
    qtbot.keyClick(episode.window.editor, Qt.Key.Key_Escape)
    assert not find.bar.isVisible() and "outline" not in shown(episode)
    qtbot.keyClick(episode.window.editor, Qt.Key.Key_Escape)
    assert "outline" in shown(episode)


def test_the_line_follows_the_overview(episode: Episode) -> None:
    window = episode.window
    episode.actions.run("view.focus")
    window.overview.set_duration(100_000)
    window.overview.show_position(50_000)
    assert window.overview_line.played_px() == round(window.overview_line.width() / 2)


def test_the_line_width_is_chosen_and_remembered(episode: Episode, home: Path) -> None:
    episode.actions.choices["view.line_width"]["520"].trigger()
    margins = episode.window.editor.viewportMargins()
    episode.actions.choices["view.line_width"]["780"].trigger()
    assert episode.window.editor.viewportMargins().right() < margins.right()
    assert episode.actions.choices["view.line_width"]["780"].isChecked()
