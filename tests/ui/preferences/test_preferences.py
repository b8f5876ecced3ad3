"""The preferences: what is chosen counts at once in every window, keys by pressing them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.commands.options import OPTIONS
from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.preferences.preferences_dialog import PreferencesDialog, page_of
from notesapp.ui.program import Program

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
Key = Qt.Key


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    made = Program(qapp, places_from_environment(os.environ, "linux", home))
    yield made
    made.abandon()


@pytest.fixture
def episodes(qtbot, program: Program) -> list[Episode]:
    """Two windows with notes; the first has the focus."""
    made = [program.new_window() for _ in range(2)]
    for episode in reversed(made):
        episode.session.start_new("Q: Why rye? [0:20]\n\nA: For the taste.\n", "loaf.md")
        episode.window.show_work()
        with qtbot.waitExposed(episode.window):
            episode.window.show()
    return made


@pytest.fixture
def dialog(episodes: list[Episode]) -> PreferencesDialog:
    episodes[0].actions.run("edit.preferences")
    return episodes[0].features.get("preferences").dialog


def press(widget: QWidget, *keys: tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> None:
    for key in keys:
        chord = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
        QTest.keyClick(widget, *chord)


def keys_in(episode: Episode, command: str) -> list[str]:
    return [k.toString() for k in episode.actions.actions[command].shortcuts()]


def chosen(program: Program) -> dict[str, list[str]]:
    return program.services.settings.read().lists("keys.overrides")


def test_every_setting_stands_on_a_page_or_is_a_list(dialog: PreferencesDialog) -> None:
    missing = {o.key for o in OPTIONS} - set(dialog.rows)
    assert missing == {o.key for o in OPTIONS if o.type is dict}
    for row in dialog.rows.values():
        assert row.field.widget.accessibleName()


def test_a_page_shows_its_own_settings(dialog: PreferencesDialog) -> None:
    dialog.show_page("sound")
    shown = {key for key, row in dialog.rows.items() if row.isVisibleTo(dialog)}
    assert shown == {o.key for o in OPTIONS if page_of(o) == "sound" and o.type is not dict}


def test_the_search_looks_through_all_pages(dialog: PreferencesDialog) -> None:
    dialog.search.setText("quiet")
    shown = {key for key, row in dialog.rows.items() if row.isVisibleTo(dialog)}
    assert shown == {"player.boost_db", "look.waveform_gain_db"}
    dialog.search.setText("restamp nothing of the kind")
    assert not any(row.isVisibleTo(dialog) for row in dialog.rows.values())
    dialog.search.setText("just before")
    assert dialog.found_keys.isVisibleTo(dialog)
    dialog.found_keys.click()
    assert dialog.page() == "keys"
    assert dialog.keys.tree.current_slot() == "segment.hear"


def test_a_change_counts_at_once_in_every_window(
    dialog: PreferencesDialog, episodes: list[Episode], program: Program
) -> None:
    row = dialog.rows["editor.text_size_px"]
    row.field.widget.setValue(20)  # type: ignore[attr-defined]
    assert [e.window.editor.text_size for e in episodes] == [20, 20]
    assert program.services.settings.read().whole("editor.text_size_px") == 20
    assert row.reset.isVisibleTo(row)
    row.reset.click()
    assert [e.window.editor.text_size for e in episodes] == [15, 15]
    assert not row.reset.isVisibleTo(row)


def test_a_theme_chosen_here_is_the_one_of_both_windows(
    dialog: PreferencesDialog, episodes: list[Episode]
) -> None:
    dialog.rows["look.theme"].choose("dark")
    assert all(e.window.look.theme.dark for e in episodes)
    dialog.rows["look.theme"].choose("light")
    assert not any(e.window.look.theme.dark for e in episodes)


def test_a_key_is_changed_by_pressing_it_and_counts_in_every_window(
    dialog: PreferencesDialog, episodes: list[Episode], program: Program
) -> None:
    dialog.show_page("keys")
    dialog.keys.choose("segment.play_only")
    press(dialog.keys.recorder, (Key.Key_F4, CTRL | SHIFT), (Key.Key_F5, CTRL), Key.Key_Return)
    assert chosen(program) == {"segment.play_only": ["Ctrl+Shift+F4", "Ctrl+F5"]}
    for episode in episodes:
        assert keys_in(episode, "segment.play_only") == ["Ctrl+Shift+F4", "Ctrl+F5"]
        assert {"Ctrl+Shift+F4", "Ctrl+F5"} <= episode.window.editor.own_keys
        assert "Shift+F4" not in episode.window.editor.own_keys
    dialog.keys.reset.click()
    assert chosen(program) == {}
    assert [keys_in(e, "segment.play_only") for e in episodes] == [["Shift+F4"], ["Shift+F4"]]


def test_buttons_and_the_empty_answer_name_the_new_key(
    dialog: PreferencesDialog, episodes: list[Episode]
) -> None:
    dialog.show_page("keys")
    dialog.keys.choose("segment.stamp")
    press(dialog.keys.recorder, (Key.Key_F8, ALT), Key.Key_Return)
    for episode in episodes:
        assert episode.actions.key_of("segment.stamp") == "Alt+F8"
        assert "Alt+F8" in episode.window.editor.placeholders.stamping


def test_a_key_that_belongs_to_another_is_taken_only_when_told(
    dialog: PreferencesDialog, program: Program
) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.choose("segment.hear")
    press(page.recorder, (Key.Key_J, CTRL), Key.Key_Return)
    assert page.said.text() == "Ctrl+J is “Stamp this segment” already."
    assert chosen(program) == {}
    page.keep.click()
    assert (chosen(program), page.recorder.keys()) == ({}, ("Ctrl+L",))
    page.choose("segment.hear")
    press(page.recorder, (Key.Key_J, CTRL), Key.Key_Return)
    page.take.click()
    assert chosen(program) == {"segment.hear": ["Ctrl+J"], "segment.stamp": ["F8"]}


def test_esc_gives_up_and_backspace_clears(dialog: PreferencesDialog, program: Program) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.choose("segment.hear")
    press(page.recorder, (Key.Key_F7, CTRL), Key.Key_Escape)
    assert (chosen(program), page.recorder.keys()) == ({}, ("Ctrl+L",))
    assert dialog.isVisible()
    page.choose("segment.hear")
    press(page.recorder, Key.Key_Backspace, Key.Key_Return)
    assert chosen(program) == {"segment.hear": []}


def test_a_key_that_types_is_refused_in_words(dialog: PreferencesDialog, program: Program) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.choose("segment.hear")
    press(page.recorder, (Key.Key_A, SHIFT))
    assert page.said.text() == "“Shift+A” writes or moves in the text. Add Ctrl or Alt to it."
    press(page.recorder, Key.Key_Return)
    assert chosen(program) == {}


def test_a_key_of_the_desktop_warns(dialog: PreferencesDialog) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.choose("segment.hear")
    press(page.recorder, (Key.Key_T, CTRL | ALT), Key.Key_Return)
    assert "Ctrl+Alt" in page.said.text()


def test_esc_for_play_is_a_key_like_any_other(
    dialog: PreferencesDialog, episodes: list[Episode], program: Program
) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.choose("playback.toggle@text")
    press(page.recorder, (Key.Key_P, CTRL | SHIFT | ALT), Key.Key_Return)
    assert chosen(program) == {"playback.toggle@text": ["Ctrl+Alt+Shift+P"]}
    assert "Esc" not in episodes[1].window.editor.own_keys
    page.choose("playback.toggle@text")
    press(page.recorder, Key.Key_Escape, Key.Key_Return)
    assert chosen(program) == {}


def test_keys_of_players_stay_where_typed_ones_change(
    dialog: PreferencesDialog, program: Program
) -> None:
    dialog.show_page("keys")
    dialog.keys.choose("playback.toggle")
    press(dialog.keys.recorder, (Key.Key_F4, CTRL), Key.Key_Return)
    kept = ["Ctrl+F4", "Media Play", "Toggle Media Play/Pause"]
    assert chosen(program) == {"playback.toggle": kept}


def test_a_command_is_found_by_its_key(dialog: PreferencesDialog) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.finder.setFocus()
    page.finder.start()
    press(page.finder, (Key.Key_R, CTRL))
    assert page.tree.current_slot() == "playback.back"
    page.finder.start()
    press(page.finder, (Key.Key_R, CTRL | ALT | SHIFT))
    assert page.said.text().startswith("“Ctrl+Alt+Shift+R” runs no command.")


def test_a_preset_says_what_changes_and_the_usual_keys_return(
    dialog: PreferencesDialog, episodes: list[Episode], program: Program
) -> None:
    page = dialog.keys
    dialog.show_page("keys")
    page.presets.show_value("f4")
    page.presets.activated.emit(page.presets.currentIndex())
    assert page.preset_dialog is not None
    slots = [change.before.slot for change in page.preset_dialog.changes]
    assert "playback.forward" in slots
    page.preset_dialog.cancel.click()
    assert (chosen(program), page.presets.currentData()) == ({}, "own")
    page.presets.show_value("f4")
    page.presets.activated.emit(page.presets.currentIndex())
    page.preset_dialog.change.click()
    assert [keys_in(e, "playback.back") for e in episodes] == [["F3"], ["F3"]]
    assert page.presets.currentData() == "f4"
    page.presets.show_value("own")
    page.presets.activated.emit(page.presets.currentIndex())
    page.preset_dialog.change.click()
    assert chosen(program) == {}


def test_keys_that_clash_in_a_settings_file_are_said_at_the_start(qtbot, program: Program) -> None:
    program.services.settings.choose("keys.overrides", {"segment.hear": ["Ctrl+J"]})
    episode = program.new_window()
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence.startswith("“Ctrl+J” is set for “Hear it from just before”")
    assert keys_in(episode, "segment.hear") == ["Ctrl+J"]
    assert keys_in(episode, "segment.stamp") == ["F8"]
