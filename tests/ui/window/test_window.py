"""The whole window: what gives way when it is narrow, what the menu says, what a reader hears."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMenu,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit.actions import with_letter
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.kit.message_bar import BarMessage
from notesapp.ui.program import Program

NOTES = """---
podcast: The Morning Loaf
number: 7
---

Q: Why does it go flat? [0:20]
{: chapter="Flat loaves" }

A: It waits too long. [0:28]
"""


@pytest.fixture
def episode(open_notes) -> Episode:
    return open_notes(NOTES, (1440, 900))


def _open(episode: Episode) -> tuple[bool, bool]:
    seen = (episode.window.outline.isVisible(), episode.window.panel.isVisible())
    checks = episode.actions.actions
    assert (checks["view.outline"].isChecked(), checks["view.panel"].isChecked()) == seen
    return seen


def _resize(episode: Episode, width: int) -> None:
    episode.window.resize(width, 700)
    QApplication.processEvents()


@pytest.mark.parametrize(
    ("width", "columns"),
    [(1920, (True, True)), (1180, (True, True)), (1100, (True, False)), (900, (False, False))],
)
def test_columns_give_way_and_the_menu_says_so(
    episode: Episode, width: int, columns: tuple[bool, bool]
) -> None:
    _resize(episode, width)
    assert _open(episode) == columns
    _resize(episode, 1440)
    assert _open(episode) == (True, True)


def test_a_narrow_window_opens_one_column_at_a_time(episode: Episode) -> None:
    _resize(episode, 720)
    episode.actions.run("view.panel")
    assert _open(episode) == (False, True)
    assert episode.window.width() == 720
    episode.actions.run("view.outline")
    assert _open(episode) == (True, False)
    episode.actions.run("view.preview")
    assert _open(episode) == (False, True)
    episode.actions.run("view.panel")
    assert _open(episode) == (False, False)
    _resize(episode, 1440)
    assert _open(episode) == (True, True)


def test_what_was_closed_in_a_wide_window_stays_closed(episode: Episode) -> None:
    episode.actions.run("view.panel")
    _resize(episode, 900)
    _resize(episode, 1500)
    assert _open(episode) == (True, False)


def test_esc_in_a_panel_of_a_narrow_window_closes_it(qtbot, episode: Episode) -> None:
    _resize(episode, 900)
    episode.actions.run("view.details")
    episode.window.panel.tabs.setFocus()
    qtbot.keyClick(episode.window.panel.tabs, Qt.Key.Key_Escape)
    assert _open(episode) == (False, False)
    assert episode.window.focusWidget() is episode.window.editor


def test_a_resize_within_a_class_leaves_the_columns_as_they_were(episode: Episode) -> None:
    columns: QSplitter = episode.window.columns
    columns.setSizes([330, 700, 410])
    before = columns.sizes()
    _resize(episode, 1500)
    after = columns.sizes()
    assert (after[0], after[2]) == (before[0], before[2])
    _resize(episode, 1850)
    assert (columns.sizes()[0], columns.sizes()[2]) == (320, 400)


def test_the_status_line_says_the_room_of_the_destination(qtbot, episode: Episode) -> None:
    room = episode.window.status.room
    assert not room.isVisible()
    episode.actions.run("view.preview")
    qtbot.waitUntil(lambda: room.text().startswith("Apple: "), timeout=5000)
    assert room.text().endswith(" bytes left")
    episode.actions.run("view.details")
    assert room.isVisible()
    room.click()
    assert episode.window.panel.current_tab() == "preview"


def test_the_room_past_its_limit_has_the_sign(qtbot, episode: Episode) -> None:
    room = episode.window.status.room
    qtbot.waitUntil(lambda: room.text().startswith("Apple: "), timeout=20_000)
    episode.previewing.sizes_changed.emit({"apple": 4212})
    assert room.text() == "Apple: 212 bytes too many"


def test_the_window_says_enter_as_keyboards_do(episode: Episode) -> None:
    assert episode.actions.key_of("segment.next") == "Ctrl+Enter"
    assert "(Ctrl+Enter)" in episode.window.next_move.toolTip() or (
        episode.window.next_move.toolTip().startswith("Starts")
    )
    keys = episode.actions.portable_keys()
    assert {"Ctrl+Return", "Ctrl+Enter", "Alt+Return", "Alt+Enter"} <= keys


def test_notes_without_audio_have_their_outline_and_problems_at_once(
    qtbot, episode: Episode
) -> None:
    rows = episode.window.outline.list.model()
    qtbot.waitUntil(lambda: rows.rowCount() >= 2, timeout=5000)
    assert "2 of 2 stamped" in episode.window.outline.head.fact.text()


def test_the_stamp_style_is_said_in_words(episode: Episode) -> None:
    assert episode.window.status.stamp_style.text() == "[m:ss], at the end"


def test_the_start_screen_has_no_overview_and_knows_the_volume(
    qtbot, qapp: QApplication, home: Path
) -> None:
    program = Program(qapp, places_from_environment(os.environ, "linux", home))
    program.services.settings.choose("player.volume", 40)
    made = program.new_window()
    made.window.show()
    assert not made.window.overview.isVisible()
    assert made.window.transport.volume.slider.value() == 40
    made.files.new()
    assert made.window.overview.isVisible()
    program.abandon()


def test_a_copy_of_the_sample_is_not_saved_into_the_program(
    qtbot, qapp: QApplication, home: Path
) -> None:
    offered: list[Path] = []

    class Asked(Dialogs):
        def save_notes(self, parent: QWidget, suggestion: Path) -> Path | None:
            offered.append(suggestion)
            return None

    program = Program(qapp, places_from_environment(os.environ, "linux", home), Asked())
    made = program.new_window()
    made.files.open_sample()
    made.files.save()
    assert offered == [Path.home() / "sample-episode.md"]
    program.abandon()


def _speakable(widget: QWidget) -> bool:
    """Whether it can have the focus by key or pointer and is not a part of such a widget."""
    inside = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not inside


def _unnamed(root: QWidget) -> list[str]:
    nameless = []
    for widget in root.findChildren(QWidget):
        if not _speakable(widget) or widget.focusProxy() is not None:
            continue
        name = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            name = name or widget.text()
        if not name.strip() and not _put_away(widget, root):
            nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return nameless


def _put_away(widget: QWidget, root: QWidget) -> bool:
    """Whether it is hidden, other than behind another page: then nothing can reach it."""
    while widget is not root:
        if widget.isHidden() and not isinstance(widget.parent(), QStackedWidget):
            return True
        widget = widget.parentWidget()
    return False


def test_every_widget_that_takes_the_focus_has_a_name(episode: Episode) -> None:
    found = [w for w in episode.window.findChildren(QWidget) if _speakable(w)]
    assert len(found) > 25
    episode.window.bar.show_message(BarMessage("audio", "warning", "It is gone.", "Find audio…"))
    assert _unnamed(episode.window) == []


def test_the_dialogs_have_names_too(qtbot, episode: Episode) -> None:
    episode.features.get("publish").publish()
    dialog = episode.features.get("publish").dialog
    assert dialog is not None
    assert _unnamed(dialog) == []
    dialog.reject()


def test_undoing_every_change_is_not_called_edited(qtbot, episode: Episode, tmp_path: Path) -> None:
    path = tmp_path / "loaf.md"
    path.write_text(NOTES, encoding="utf-8")
    episode.session.open(path)
    status = episode.window.status.saved
    assert status.text() == "Saved"
    episode.window.editor.textCursor().insertText("Well, ")
    qtbot.waitUntil(lambda: status.text() == "Edited", timeout=5000)
    episode.actions.run("edit.undo")
    qtbot.waitUntil(lambda: status.text() == "Saved", timeout=5000)
    assert episode.window.head.fact.text() == ""
    episode.window.editor.textCursor().insertText("Well, ")
    episode.actions.run("file.save")
    assert status.text().startswith("Saved ")


def _round(episode: Episode, command: str) -> list[QWidget]:
    window = episode.window
    regions = window.regions()
    window.editor.setFocus()
    seen = []
    for _ in regions:
        episode.actions.run(command)
        focus = window.focusWidget()
        assert focus is not None
        seen.append(next(r for r in regions if r is focus or r.isAncestorOf(focus)))
    return seen


def test_f6_goes_round_and_back_past_what_is_off(episode: Episode) -> None:
    window = episode.window
    window.bar.show_message(BarMessage("audio", "warning", "It is gone.", "Find audio…"))
    assert not window.overview.isEnabled()
    first_keys = [bar for bar in window.bars_below if bar.isVisible()]
    others = [window.bar, window.panel, window.status, window.transport, window.outline]
    order = [*first_keys, *others]
    assert _round(episode, "view.next_region") == [*order, window.editor]
    assert _round(episode, "view.previous_region") == [*reversed(order), window.editor]


def test_the_start_screen_waits_at_the_likeliest_way_in(
    qtbot, qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    program = Program(qapp, places_from_environment(os.environ, "linux", home))
    window = program.new_window().window
    window.show()
    assert window.focusWidget() is window.start.sample
    window.start.set_recent([(tmp_path / "loaf.md", "Loaf", "")])
    assert window.focusWidget() is window.start.recent_rows()[0]
    program.abandon()


def test_each_menu_has_a_letter_of_its_own_for_every_entry(episode: Episode) -> None:
    menus = [action.menu() for action in episode.window.menuBar().actions()]
    for menu in menus:
        assert isinstance(menu, QMenu)
        menus += [a.menu() for a in menu.actions() if a.menu() is not None and a.menu().actions()]
        marked = [a.text() for a in menu.actions() if not a.isSeparator()]
        letters = [text[text.index("&") + 1].lower() for text in marked]
        assert len(letters) == len(set(letters))
    assert episode.actions.title_of("segment.next") == "Next question, stamped"


@pytest.mark.parametrize(
    ("title", "letter", "marked"),
    [
        ("Save as…", "a", "Save &as…"),
        ("Faster", "s", "Fa&ster"),
        ("Play", "x", "Play"),
        ("Q & A", "a", "Q && A"),
    ],
)
def test_a_letter_is_marked_where_a_word_begins(title: str, letter: str, marked: str) -> None:
    assert with_letter(title, letter) == marked
