"""A typist in the real window: Enter, quotes, keys, lines and marks."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from notesapp.core.edits.base import Position
from notesapp.ui.program import Program
from tests.ui.typing.steps import ALT, CTRL, HEADER, NONE, SHIFT, Write, press, seen

# --- Enter


def test_enter_in_running_text_is_a_line_break_and_nothing_else(write: Write) -> None:
    episode = write("|")
    typed = 'He said "yes" -- it\'s so...\n12. May was warm\n"x"\n'
    for part in typed.splitlines(keepends=True):
        QTest.keyClicks(episode.window.editor, part.rstrip("\n"))
        press(episode, Qt.Key.Key_Return, NONE)
    assert episode.document.text() == typed


def test_enter_goes_on_with_a_list_and_ends_it(write: Write) -> None:
    episode = write("- one|")
    press(episode, Qt.Key.Key_Return, NONE)
    assert seen(episode) == "- one\n- |"
    press(episode, Qt.Key.Key_Return, NONE)
    assert seen(episode) == "- one\n|"
    press(episode, Qt.Key.Key_Z)
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "- one"


def test_shift_enter_breaks_the_line_only(write: Write) -> None:
    episode = write("- one|")
    press(episode, Qt.Key.Key_Return, SHIFT)
    assert seen(episode) == "- one\n|"


def test_lists_can_be_left_alone(write: Write, program: Program) -> None:
    program.services.settings.choose("editor.continue_lists", value=False)
    episode = write("- one|")
    press(episode, Qt.Key.Key_Return, NONE)
    assert seen(episode) == "- one\n|"


def test_a_list_in_code_is_code(write: Write) -> None:
    episode = write("```\n- one|\n```")
    press(episode, Qt.Key.Key_Return, NONE)
    assert seen(episode) == "```\n- one\n|\n```"


# --- typographic characters


def test_quotes_follow_the_language_and_undo_takes_one_back(write: Write, program: Program) -> None:
    program.services.settings.choose("editor.smart_quotes", value=True)
    episode = write(f"{HEADER}|")
    editor = episode.window.editor
    QTest.keyClicks(editor, 'Sie sagt "ja"')
    assert seen(episode) == f"{HEADER}Sie sagt „ja“|"
    press(episode, Qt.Key.Key_Z)
    assert seen(episode) == f'{HEADER}Sie sagt „ja"|'
    QTest.keyClicks(editor, " dann")
    press(episode, Qt.Key.Key_Z)
    assert seen(episode) == f'{HEADER}Sie sagt „ja"|'


def test_quotes_in_code_stay_as_they_are_typed(write: Write, program: Program) -> None:
    program.services.settings.choose("editor.smart_quotes", value=True)
    episode = write("```\n|\n```")
    QTest.keyClicks(episode.window.editor, 'say "yes" -- ...')
    assert seen(episode) == '```\nsay "yes" -- ...|\n```'


def test_nothing_acts_while_a_character_is_composed(write: Write, program: Program) -> None:
    program.services.settings.choose("editor.smart_quotes", value=True)
    episode = write("say |")
    editor = episode.window.editor
    QApplication.sendEvent(editor, QInputMethodEvent("´", []))
    QTest.keyClicks(editor, '"')
    assert "“" not in episode.document.text()
    done = QInputMethodEvent("", [])
    done.setCommitString("é")
    QApplication.sendEvent(editor, done)
    assert "é" in episode.document.text()
    QTest.keyClicks(editor, ' "')
    assert episode.document.text().endswith("“")


# --- keys that Qt and X11 give to every text


LETTERS = range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1)
CHORDS = [
    *((Qt.Key(key), modifiers) for key in LETTERS for modifiers in (CTRL, CTRL | SHIFT)),
    *((key, ALT | SHIFT) for key in (Qt.Key.Key_Up, Qt.Key.Key_Down)),
    *((key, CTRL) for key in (Qt.Key.Key_F2, Qt.Key.Key_PageUp)),
]


def test_chords_of_commands_that_cannot_run_do_not_edit(write: Write) -> None:
    episode = write("one\ntwo| three\nfour")
    for action in episode.actions.actions.values():
        action.setEnabled(False)
    owned = episode.window.editor.own_keys
    assert {"Ctrl+K", "Ctrl+D", "Alt+Shift+Up", "Ctrl+Shift+K"} & owned
    for key, modifiers in CHORDS:
        press(episode, key, modifiers)
    assert episode.document.text() == "one\ntwo three\nfour"


# --- lines


def test_a_held_key_moves_lines_in_one_step(write: Write) -> None:
    episode = write("a\nb\nc|c\nd\ne")
    editor = episode.window.editor
    for _ in range(2):
        episode.actions.run("edit.line_up")
    assert seen(episode) == "c|c\na\nb\nd\ne"
    QTest.keyRelease(editor, Qt.Key.Key_Up, ALT | SHIFT)
    press(episode, Qt.Key.Key_Down, ALT | SHIFT)
    assert seen(episode) == "a\nc|c\nb\nd\ne"
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "cc\na\nb\nd\ne"
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "a\nb\ncc\nd\ne"


def test_a_selection_moves_and_stays_selected(write: Write) -> None:
    episode = write("a\n|b\nc|\nd")
    press(episode, Qt.Key.Key_Down, ALT | SHIFT)
    assert episode.document.text() == "a\nd\nb\nc"
    assert episode.window.editor.textCursor().selection().toPlainText() == "b\nc"


def test_lines_stop_below_the_header_and_take_attributes_along(write: Write) -> None:
    episode = write(f'{HEADER}one\nQ: t|wo\n{{: chapter="C" }}\nthree')
    press(episode, Qt.Key.Key_Up, ALT | SHIFT)
    assert episode.document.text() == f'{HEADER}Q: two\n{{: chapter="C" }}\none\nthree'
    press(episode, Qt.Key.Key_Up, ALT | SHIFT)
    assert episode.document.text() == f'{HEADER}Q: two\n{{: chapter="C" }}\none\nthree'


def test_lines_move_far_down_a_long_text_that_is_not_parsed_yet(write: Write) -> None:
    lines = [f"line {number}" for number in range(3000)]
    episode = write(HEADER + "\n".join(lines))
    editor = episode.window.editor
    below = HEADER.count("\n")
    editor.set_place(Position(below + 2000, 0))
    QTest.keyClicks(editor, "x")
    assert episode.document.stale
    press(episode, Qt.Key.Key_Up, ALT | SHIFT)
    lines[1999], lines[2000] = "xline 2000", "line 1999"
    assert episode.document.text() == HEADER + "\n".join(lines)
    assert editor.place() == Position(below + 1999, 1)


# --- what is still to check


def test_a_mark_is_set_found_again_and_taken_away(write: Write) -> None:
    episode = write("|Born in 1974.\n\nQ: Why? [1:00]\n")
    editor = episode.window.editor
    editor.set_place(Position(0, 12))
    press(episode, Qt.Key.Key_F2)
    assert seen(episode).startswith("Born in 1974 TK|.")
    editor.set_place(Position(2, 7))
    press(episode, Qt.Key.Key_F2)
    assert "Q: Why? TK [1:00]" in episode.document.text()
    press(episode, Qt.Key.Key_F2, NONE)
    assert editor.place() == Position(0, 13)
    assert editor.textCursor().selectedText() == "TK"
    press(episode, Qt.Key.Key_F2, NONE)
    assert editor.place() == Position(2, 8)
    press(episode, Qt.Key.Key_F2, NONE)
    press(episode, Qt.Key.Key_F2)
    assert episode.document.text().startswith("Born in 1974.")


def test_without_marks_a_sentence_says_so(write: Write) -> None:
    episode = write("words|")
    press(episode, Qt.Key.Key_F2, NONE)
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence == "Nothing is marked as still to check."


def test_a_mark_looks_like_a_warning(write: Write) -> None:
    episode = write("Born TK in| `TK`")
    episode.window.grab()
    block = episode.document.qt.firstBlock()
    warned = [
        span.start
        for span in block.layout().formats()
        if span.format.foreground().color() == episode.window.look.color("warn")
    ]
    assert warned == [5]
