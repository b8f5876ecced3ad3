"""The palette: finds, says what would happen, runs, and gives the focus back to the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from notesapp.commands.table import COMMANDS
from notesapp.ui.episode.episode import Episode
from notesapp.ui.palette.entries import Entry, found_commands
from notesapp.ui.palette.palette_box import SHADOW, TOP, WIDTH, PaletteBox

NOTES = """Bread

Q: Why does it go flat? [0:20]

A: It waits too long. [0:28]

Q: How cold is a kitchen?
"""
Key = Qt.Key


@pytest.fixture
def episode(qtbot, open_notes) -> Episode:
    made = open_notes(NOTES, (1440, 900))
    with qtbot.waitActive(made.window):
        made.window.activateWindow()
    made.window.editor.show_line(4)
    made.window.editor.setFocus()
    return made


@pytest.fixture
def box(episode: Episode) -> PaletteBox:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(episode.window.editor, Key.Key_P, modifiers)
    made: PaletteBox = episode.features.get("palette").box
    assert made.isVisible()
    return made


def shown(box: PaletteBox) -> list[Entry]:
    return box.model.entries


def test_it_lies_over_the_window_where_the_look_wants_it(box: PaletteBox, episode: Episode) -> None:
    inner = box.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert (inner.width(), inner.top()) == (WIDTH, TOP)
    assert inner.center().x() == pytest.approx(episode.window.width() / 2, abs=1)
    assert box.field.hasFocus()


def test_it_holds_every_command_and_those_that_cannot_run_come_last(box: PaletteBox) -> None:
    held = {entry.slot for entry in shown(box)}
    assert held == {entry.id for entry in COMMANDS} - {"help.palette"}
    can = [entry.can for entry in shown(box)]
    assert can == sorted(can, reverse=True)
    stuck = next(entry for entry in shown(box) if entry.slot == "playback.toggle")
    assert (stuck.can, stuck.now) == (False, "Needs audio")


def test_letters_that_fit_are_marked_and_the_key_is_shown(box: PaletteBox) -> None:
    QTest.keyClicks(box.field, "just before")
    entry = shown(box)[0]
    assert entry.slot == "segment.hear"
    assert "".join(entry.title[i] for i in entry.places) == "justbefore"
    assert entry.chord == "Ctrl+L"


def test_enter_runs_and_the_focus_returns_to_the_text(box: PaletteBox, episode: Episode) -> None:
    place = episode.window.editor.place()
    QTest.keyClicks(box.field, "previous segment")
    QTest.keyClick(box.field, Key.Key_Return)
    assert not box.isVisible()
    assert episode.window.editor.hasFocus()
    assert episode.window.editor.place().line == 2 != place.line


def test_what_cannot_run_stays_and_esc_closes(box: PaletteBox, episode: Episode) -> None:
    text = episode.document.text
    QTest.keyClicks(box.field, "play from its stamp")
    assert not shown(box)[0].can
    QTest.keyClick(box.field, Key.Key_Return)
    assert box.isVisible()
    QTest.keyClick(box.field, Key.Key_Escape)
    assert not box.isVisible()
    assert episode.window.editor.hasFocus()
    assert episode.document.text == text


def test_the_arrows_go_round(box: PaletteBox) -> None:
    QTest.keyClicks(box.field, "stamp")
    first, last = shown(box)[0], shown(box)[-1]
    QTest.keyClick(box.field, Key.Key_Up)
    assert box.current() == last
    QTest.keyClick(box.field, Key.Key_Down)
    assert box.current() == first


def test_a_colon_goes_to_a_line(box: PaletteBox, episode: Episode) -> None:
    QTest.keyClicks(box.field, ":5")
    assert [entry.title for entry in shown(box)] == ["Go to line 5"]
    QTest.keyClick(box.field, Key.Key_Return)
    assert episode.window.editor.place().line == 4


@pytest.mark.parametrize(("typed", "line"), [("@kitchen", 6), ("@2", 6), ("@flat", 2), ("@1", 2)])
def test_an_at_goes_to_a_question(box: PaletteBox, episode: Episode, typed: str, line: int) -> None:
    QTest.keyClicks(box.field, typed)
    QTest.keyClick(box.field, Key.Key_Return)
    assert episode.window.editor.place().line == line


def test_a_time_without_audio_says_what_it_needs(box: PaletteBox) -> None:
    QTest.keyClicks(box.field, "8:26")
    entry = shown(box)[0]
    assert (entry.title, entry.now, entry.can) == ("Go to 8:26", "Needs audio", False)


def test_what_is_nowhere_is_said(box: PaletteBox) -> None:
    QTest.keyClicks(box.field, "qqzz")
    assert shown(box) == []
    assert box.count.text() == "Nothing found"
    QTest.keyClick(box.field, Key.Key_Return)
    assert box.isVisible()


def test_a_choice_of_a_submenu_is_one_entry(box: PaletteBox, episode: Episode) -> None:
    QTest.keyClicks(box.field, "theme dark")
    assert shown(box)[0].title == "Theme: Dark"
    QTest.keyClick(box.field, Key.Key_Return)
    assert episode.window.look.theme.dark
    episode.actions.choices["view.theme"]["light"].trigger()


def test_f2_changes_the_key(box: PaletteBox, episode: Episode) -> None:
    QTest.keyClicks(box.field, "hear it from")
    QTest.keyClick(box.field, Key.Key_F2)
    dialog = episode.features.get("preferences").dialog
    assert dialog.page() == "keys"
    assert dialog.keys.tree.current_slot() == "segment.hear"
    assert dialog.keys.recorder.recording


def test_its_own_key_closes_it(box: PaletteBox, episode: Episode) -> None:
    episode.actions.run("help.palette")
    assert not box.isVisible()


def test_a_command_is_found_by_its_usual_name_too() -> None:
    remove = Entry("command", "Remove its stamp", slot="remove", usual="Remove its stamp")
    stamp = Entry("command", "Restamp this question", slot="stamp", usual="Stamp this segment")
    found = found_commands("stamp", [remove, stamp])
    assert [entry.slot for entry in found] == ["stamp", "remove"]
    assert "".join(found[0].title[i] for i in found[0].places) == "stamp"
    assert [e.slot for e in found_commands("segment", [remove, stamp])] == ["stamp"]
