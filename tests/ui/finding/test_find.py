"""The find bar over a real window: what is typed, what is found, what Esc does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from notesapp.ui.episode.episode import Episode
from notesapp.ui.finding.find_actions import FindActions
from notesapp.ui.finding.line_bar import GoToLine

NOTES = """---
title: The window
---

Q: Which window faces east? [1:12]
{: chapter="The window seat" }

A: The window
in the kitchen. [1:38]

Q: And the windowsill?
"""
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def episode(open_notes) -> Episode:
    made = open_notes(NOTES, (1200, 700))
    made.window.editor.setFocus()
    made.window.editor.show_line(4)
    return made


@pytest.fixture
def find(episode: Episode) -> FindActions:
    episode.actions.run("edit.find")
    return episode.features.get("find")


def selected(episode: Episode) -> tuple[int, str]:
    cursor = episode.window.editor.textCursor()
    return cursor.blockNumber(), cursor.selectedText()


def wait_count(qtbot, find: FindActions, words: str) -> None:
    qtbot.waitUntil(lambda: find.bar.count.text() == words)


def test_typing_finds_and_enter_goes_round(qtbot, episode: Episode, find: FindActions) -> None:
    bar = find.bar
    qtbot.keyClicks(bar.field, "window")
    wait_count(qtbot, find, "1 of 3")
    assert selected(episode) == (4, "window")
    seen = []
    for _ in range(3):
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
        seen.append((selected(episode)[0], bar.count.text()))
    assert seen == [(7, "2 of 3"), (10, "3 of 3"), (4, "1 of 3")]
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    assert selected(episode) == (10, "window")
    assert bar.field.hasFocus() or not episode.window.isActiveWindow()


def test_keys_pressed_before_the_hits_are_known_still_count(
    qtbot, episode: Episode, find: FindActions
) -> None:
    find.bar.field.setText("window")
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Return)
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Return)
    wait_count(qtbot, find, "3 of 3")


def test_lines_out_of_sight_count_when_source_is_shown(
    qtbot, episode: Episode, find: FindActions
) -> None:
    find.bar.field.setText("The window")
    wait_count(qtbot, find, "1 of 2")
    find.close()
    episode.actions.run("view.show_source")
    episode.actions.run("edit.find")
    wait_count(qtbot, find, "3 of 4")


@pytest.mark.parametrize(
    ("switch", "words"), [("word", "1 of 2"), ("segment", "1 of 1"), ("case", "1 of 3")]
)
def test_switches_narrow_the_search(
    qtbot, episode: Episode, find: FindActions, switch: str, words: str
) -> None:
    find.bar.field.setText("window")
    find.bar.switches[switch].click()
    wait_count(qtbot, find, words)


def test_this_segment_follows_the_caret(qtbot, episode: Episode, find: FindActions) -> None:
    find.bar.field.setText("window")
    find.bar.switches["segment"].click()
    wait_count(qtbot, find, "1 of 1")
    episode.window.editor.show_line(10)
    wait_count(qtbot, find, "1 found")
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Return)
    assert selected(episode) == (10, "window")


def test_esc_goes_back_to_the_hit_and_esc_in_the_text_closes_first(
    qtbot, episode: Episode, find: FindActions
) -> None:
    toggled = []
    episode.actions.actions["playback.toggle"].triggered.connect(toggled.append)
    find.bar.field.setText("kitchen")
    wait_count(qtbot, find, "1 of 1")
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Escape)
    assert not find.bar.isVisible()
    assert selected(episode) == (8, "kitchen")
    episode.actions.run("edit.find")
    qtbot.keyClick(episode.window.editor, Qt.Key.Key_Escape)
    assert not find.bar.isVisible()
    assert toggled == []


def test_f3_works_without_the_bar_and_says_what_is_not_there(
    qtbot, episode: Episode, find: FindActions
) -> None:
    find.bar.field.setText("window")
    wait_count(qtbot, find, "1 of 3")
    find.close()
    episode.actions.run("edit.find_next")
    qtbot.waitUntil(lambda: selected(episode)[0] == 7)
    episode.actions.run("edit.find_previous")
    qtbot.waitUntil(lambda: selected(episode)[0] == 4)
    episode.document.replace_all("Nothing here.")
    episode.actions.run("edit.find_next")
    qtbot.waitUntil(episode.window.bar.isVisible)
    assert episode.window.bar.sentence.text() == "“window” is not in these notes."


def test_what_is_selected_is_looked_for(qtbot, episode: Episode, find: FindActions) -> None:
    find.close()
    cursor = episode.window.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.NextWord, cursor.MoveMode.KeepAnchor)
    episode.window.editor.setTextCursor(cursor)
    words = cursor.selectedText()
    episode.actions.run("edit.find")
    assert find.bar.field.text() == words


def test_one_is_replaced_and_the_next_is_current(
    qtbot, episode: Episode, find: FindActions
) -> None:
    find.bar.field.setText("window")
    find.bar.words.setText("\\1 pane")
    wait_count(qtbot, find, "1 of 3")
    qtbot.keyClick(find.bar.words, Qt.Key.Key_Return)
    wait_count(qtbot, find, "1 of 2")
    assert selected(episode) == (7, "window")
    assert episode.document.text() == NOTES.replace("Which window", "Which \\1 pane")


def test_all_are_replaced_as_one_step_and_the_bar_undoes_it(
    qtbot, episode: Episode, find: FindActions
) -> None:
    bar = find.bar
    bar.switches["regex"].click()
    bar.field.setText(r"(win)(dow)")
    bar.words.setText("$2$1")
    wait_count(qtbot, find, "1 of 3")
    bar.replace_all.click()
    message = episode.window.bar
    qtbot.waitUntil(message.isVisible)
    assert message.sentence.text() == "3 replaced."
    text = episode.document.text()
    assert text.count("dowwin") == 3
    assert text.startswith("---\ntitle: The window\n") and "The window seat" in text
    message.action.click()
    assert episode.document.text() == NOTES
    assert message.current() is None


def test_what_is_typed_meanwhile_is_not_replaced_over(
    qtbot, episode: Episode, find: FindActions
) -> None:
    find.bar.field.setText("window")
    find.bar.words.setText("door")
    wait_count(qtbot, find, "1 of 3")
    find.bar.replace_all.click()
    qtbot.keyClicks(episode.window.editor, "X")
    text = episode.document.text()
    wait_count(qtbot, find, "2 found")
    assert episode.document.text() == text


def test_replacing_all_leaves_the_text_where_it_is_in_view(
    qtbot, episode: Episode, find: FindActions
) -> None:
    episode.document.replace_all("window\n" + "line\n" * 200 + "window\n")
    find.bar.field.setText("window")
    find.bar.words.setText("a long door")
    wait_count(qtbot, find, "1 of 2")
    bar = episode.window.editor.verticalScrollBar()
    bar.setValue(90)
    find.bar.replace_all.click()
    qtbot.waitUntil(lambda: "window" not in episode.document.text())
    assert bar.value() == 90


def test_typing_takes_the_offer_to_undo_away(qtbot, episode: Episode, find: FindActions) -> None:
    find.bar.field.setText("kitchen")
    find.bar.words.setText("hall")
    wait_count(qtbot, find, "1 of 1")
    find.bar.replace_all.click()
    qtbot.waitUntil(episode.window.bar.isVisible)
    qtbot.keyClicks(episode.window.editor, "x")
    assert episode.window.bar.current() is None


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(win", "This pattern opens a “(” and does not close it."),
        ("(n|nn)+$", "This pattern takes too long. Make it simpler."),
    ],
)
def test_a_pattern_that_does_not_work_says_so_under_the_field(
    qtbot, episode: Episode, find: FindActions, pattern: str, sentence: str
) -> None:
    episode.document.replace_all("n" * 60 + "!\n")
    find.bar.switches["regex"].click()
    find.bar.field.setText(pattern)
    qtbot.waitUntil(lambda: find.bar.trouble.accessibleName() == sentence)
    assert not find.bar.next.isEnabled()
    find.bar.field.setText("n+")
    wait_count(qtbot, find, "1 of 1")
    assert not find.bar.trouble.isVisible()


def test_words_with_a_group_too_many_are_refused_and_can_be_mended(
    qtbot, episode: Episode, find: FindActions
) -> None:
    bar = find.bar
    bar.show_replace(True)
    bar.switches["regex"].click()
    bar.field.setText("wind(ow)")
    wait_count(qtbot, find, "1 of 3")
    bar.words.setText("$2")
    bar.replace_all.click()
    qtbot.waitUntil(bar.trouble.isVisible)
    assert bar.count.text() == "1 of 3"
    bar.words.setText("$1")
    assert not bar.trouble.isVisible()
    bar.replace_all.click()
    qtbot.waitUntil(lambda: "Which ow faces" in episode.document.text())


def test_hits_follow_the_text(qtbot, episode: Episode, find: FindActions) -> None:
    find.bar.field.setText("window")
    wait_count(qtbot, find, "1 of 3")
    episode.window.editor.show_line(8)
    qtbot.keyClicks(episode.window.editor, "window ")
    wait_count(qtbot, find, "4 found")


def test_hits_in_view_are_painted_and_gone_with_the_bar(
    qtbot, episode: Episode, find: FindActions
) -> None:
    viewport = episode.window.editor.viewport()
    episode.window.editor.show_line(8)
    without = viewport.grab().toImage()
    find.bar.field.setText("east")
    wait_count(qtbot, find, "1 of 1")
    episode.window.editor.show_line(8)
    assert viewport.grab().toImage() != without
    find.close()
    episode.window.editor.show_line(8)
    image = viewport.grab().toImage().copy(0, 0, without.width(), image_height := 200)
    assert image == without.copy(0, 0, without.width(), image_height)


@pytest.mark.parametrize(("typed", "line"), [("9", 8), ("8:3", 7), ("2", 4), ("6", 6)])
def test_going_to_a_line_of_the_file(qtbot, episode: Episode, typed: str, line: int) -> None:
    episode.actions.run("edit.go_to_line")
    goto: GoToLine = episode.features.get("go_to_line")
    assert goto.bar.field.text() == "5"
    goto.bar.field.setText(typed)
    qtbot.keyClick(goto.bar.field, Qt.Key.Key_Return)
    assert episode.window.editor.place().line == line
    assert not goto.bar.isVisible()


@pytest.mark.parametrize("typed", ["0", "99", "x", ""])
def test_a_line_that_is_not_there_is_said(qtbot, episode: Episode, typed: str) -> None:
    episode.actions.run("edit.go_to_line")
    goto: GoToLine = episode.features.get("go_to_line")
    goto.bar.field.setText(typed)
    goto.bar.go.click()
    assert goto.bar.trouble.isVisible()
    assert goto.bar.trouble.accessibleName().endswith("from 1 to 12.")
    qtbot.keyClick(goto.bar.field, Qt.Key.Key_Escape)
    assert episode.window.editor.place().line == 4
