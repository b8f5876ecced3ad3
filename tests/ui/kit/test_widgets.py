"""The small pieces: buttons, labels, caps, heads, status line and message bar."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import notesapp.ui
from notesapp.storage.resources import resource
from notesapp.ui.kit.buttons import FlatButton, PillButton
from notesapp.ui.kit.heads import ColumnHead
from notesapp.ui.kit.key_caps import KeyCaps, split_keys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.message_bar import BarMessage, MessageBar
from notesapp.ui.kit.widgets import Label
from notesapp.ui.window.status_line import StatusLine


@pytest.mark.parametrize(
    ("chord", "keys"),
    [
        ("Ctrl+Enter", ("Ctrl", "Enter")),
        ("F8", ("F8",)),
        ("Ctrl++", ("Ctrl", "+")),
        ("+", ("+",)),
        ("Ctrl+K, Ctrl+C", ("Ctrl", "K")),
        ("", ()),
    ],
)
def test_a_chord_becomes_caps(chord: str, keys: tuple[str, ...]) -> None:
    assert split_keys(chord) == keys


def test_caps_take_room_only_where_there_is_a_key(qtbot, look: Look) -> None:
    caps = KeyCaps(look)
    qtbot.addWidget(caps)
    assert caps.sizeHint().width() == 0
    caps.set_chord("Ctrl+Enter")
    assert caps.sizeHint().width() > 40
    assert caps.sizeHint().height() == 20


def test_flat_buttons_are_square_around_an_icon_and_wide_enough_for_text(qtbot, look: Look) -> None:
    icon = FlatButton(look, "Add", icon="plus", size=24)
    text = FlatButton(look, "Add", icon="plus", text="Next answer")
    for button in (icon, text):
        qtbot.addWidget(button)
    assert (icon.sizeHint().width(), icon.sizeHint().height()) == (24, 24)
    assert text.sizeHint().width() > 80
    before = text.sizeHint().width()
    text.set_text("Next question, stamped")
    assert text.sizeHint().width() > before


def test_the_ring_is_for_the_keyboard_not_for_the_mouse(qtbot, look: Look) -> None:
    button = FlatButton(look, "Add", icon="plus")
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.clearFocus()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.grab().toImage().pixelColor(16, 0) != look.color("accent")
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage().pixelColor(16, 0) == look.color("accent")


def test_a_checked_button_shows_it(qtbot, look: Look) -> None:
    button = FlatButton(look, "Mine", icon="plus")
    button.setCheckable(True)
    qtbot.addWidget(button)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert button.isChecked()
    image = button.grab().toImage()
    assert image.pixelColor(16, 16) == look.color("accent")


def test_a_warning_pill_takes_room_for_its_sign(qtbot, look: Look) -> None:
    pill = PillButton(look, "Qt")
    qtbot.addWidget(pill)
    before = pill.sizeHint().width()
    pill.set_pill("Qt", warning=True)
    assert pill.sizeHint().width() > before


def test_a_label_elides_and_keeps_the_whole_text_for_pointer_and_reader(qtbot, look: Look) -> None:
    label = Label(look, "Listener questions: tired soil, balcony beds and late frosts")
    qtbot.addWidget(label)
    label.resize(120, 16)
    label.grab()
    assert label.toolTip() == label.text() == label.accessibleName()
    label.resize(label.sizeHint())
    label.grab()
    assert label.toolTip() == ""


def test_a_heads_moves_ask_and_lose_only_their_caps_when_narrow(qtbot, look: Look) -> None:
    head = ColumnHead(look, "notes.md")
    qtbot.addWidget(head)
    move = head.add_move("plus", "Next answer", "Ctrl+Enter")
    head.resize(600, 40)
    head.show()
    with qtbot.waitSignal(move.clicked, timeout=1000):
        qtbot.mouseClick(move, Qt.MouseButton.LeftButton)
    wide = move.sizeHint().width()
    head.set_compact(True)
    assert 80 < move.sizeHint().width() < wide
    move.set_move("Next question", "Ctrl+Enter")
    assert move.accessibleName() == "Next question"
    assert move.toolTip() == "Next question (Ctrl+Enter)"


def test_a_long_file_name_never_pushes_the_moves_out_of_the_head(qtbot, look: Look) -> None:
    head = ColumnHead(look, "a-very-long-file-name-for-notes-of-an-episode-of-a-podcast.md")
    qtbot.addWidget(head)
    move = head.add_move("stamp", "Stamp", "Ctrl+J")
    head.resize(320, 40)
    head.show()
    assert move.geometry().right() < 320
    assert head.name.geometry().right() < move.x()


STATUS = [
    ("saved", "saved_requested"),
    ("problems", "problems_requested"),
    ("place", "place_requested"),
    ("words", "words_requested"),
    ("stamp_style", "stamp_style_requested"),
    ("room", "room_requested"),
]


@pytest.fixture
def status(qtbot, look: Look) -> StatusLine:
    line = StatusLine(look)
    qtbot.addWidget(line)
    line.resize(1440, 28)
    line.show()
    return line


def _fill(line: StatusLine) -> None:
    line.set_saved("Saved 14:03")
    line.set_problems(2, 4)
    line.set_place("Q 3 of 5")
    line.set_words("1,186 words")
    line.set_stamp_style("m:ss, at line end")
    line.set_room("Apple: 2,786 bytes left")


@pytest.mark.parametrize(("entry", "signal"), STATUS)
def test_every_entry_of_the_status_line_opens_what_it_names(
    qtbot, status: StatusLine, entry: str, signal: str
) -> None:
    assert not getattr(status, entry).isVisible()
    _fill(status)
    assert getattr(status, entry).isVisible()
    with qtbot.waitSignal(getattr(status, signal), timeout=1000):
        qtbot.mouseClick(getattr(status, entry), Qt.MouseButton.LeftButton)


def test_problems_are_said_in_words_and_vanish_when_they_are_gone(status: StatusLine) -> None:
    status.set_problems(2, 0, 1)
    assert status.problems.accessibleName() == "Errors: 2, Notes: 1"
    status.set_problems(0, 0)
    assert not status.problems.isVisible()


def test_a_narrow_status_line_keeps_what_matters(status: StatusLine) -> None:
    _fill(status)
    status.resize(720, 28)
    assert status.saved.isVisible()
    assert status.problems.isVisible()
    assert status.room.isVisible()
    assert not status.words.isVisible()
    status.resize(1280, 28)
    assert status.words.isVisible()


def test_messages_wait_behind_each_other_until_closed(qtbot, look: Look) -> None:
    bar = MessageBar(look)
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.show_message(BarMessage("moved", "warning", "The audio is not where it was.", "Find…"))
    bar.show_message(BarMessage("disk", "error", "Not saved: the disk is full."))
    assert bar.sentence.text() == "Not saved: the disk is full."
    assert not bar.action.isVisible()
    with qtbot.waitSignal(bar.message_closed, timeout=1000) as closed:
        qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert closed.args == ["disk"]
    with qtbot.waitSignal(bar.action_requested, timeout=1000) as acted:
        qtbot.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    assert acted.args == ["moved"]
    assert bar.isVisible()
    bar.drop("moved")
    assert not bar.isVisible()


def test_a_message_of_the_same_id_replaces_the_old_one(qtbot, look: Look) -> None:
    bar = MessageBar(look)
    qtbot.addWidget(bar)
    bar.show_message(BarMessage("a", "note", "One."))
    bar.show_message(BarMessage("a", "note", "Two."))
    assert bar.sentence.text() == "Two."
    bar.drop("a")
    assert bar.current() is None


def test_every_icon_the_widgets_name_is_drawn() -> None:
    folder = Path(notesapp.ui.__file__).parent
    sources = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    named = set(re.findall(r'(?:icon=|trailing_icon=|set_icon\()"([a-z0-9-]+)"', sources))
    assert {"back", "forward", "hear"} <= named
    for name in sorted(named):
        assert resource("icons", f"{name}.svg").is_file()
