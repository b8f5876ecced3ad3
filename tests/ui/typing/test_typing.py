"""A typist in the real window: keys, clipboard, the link bar and undo."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import Position
from notesapp.storage.places import places_from_environment
from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program
from notesapp.ui.text.clipboard import empty_data
from notesapp.ui.typing.link_bar import LinkBar

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
HEADER = '---\npodcast: "Loaf"\nlanguage: de\n---\n\n'

Write = Callable[[str], Episode]


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    made = Program(qapp, places_from_environment(os.environ, "linux", home))
    yield made
    made.abandon()


@pytest.fixture
def write(qtbot: QtBot, program: Program) -> Write:
    """Open a window on a text; ``|`` in it is the caret, a second one the end of a selection."""

    def begin(marked: str) -> Episode:
        made = program.new_window()
        first, _, rest = marked.partition("|")
        second, mark, third = rest.partition("|")
        made.session.start_new(first + second + third, "notes.md")
        made.window.show_work()
        with qtbot.waitExposed(made.window):
            made.window.show()
        made.features.wake()
        editor = made.window.editor
        editor.setFocus()
        cursor = editor.textCursor()
        cursor.setPosition(len(first))
        if mark:
            cursor.setPosition(len(first + second), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        return made

    return begin


def copy(text: str, html: str = "") -> None:
    data = empty_data()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def seen(episode: Episode) -> str:
    """The text with the caret as ``|``."""
    text = episode.document.text()
    at = episode.window.editor.textCursor().position()
    return f"{text[:at]}|{text[at:]}"


def press(episode: Episode, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(episode.window.editor, key, modifiers)


NONE = Qt.KeyboardModifier.NoModifier


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


# --- links


def bar(episode: Episode) -> LinkBar:
    found = episode.window.findChild(LinkBar)
    assert found is not None
    return found


def test_a_link_is_made_with_the_keyboard_alone(write: Write) -> None:
    copy("https://example.org/bees")
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    shown = bar(episode)
    assert shown.isVisible()
    assert shown.address.hasFocus()
    assert (shown.words.text(), shown.address.text()) == ("the bees", "https://example.org/bees")
    QTest.keyClick(shown.address, Qt.Key.Key_Return)
    assert seen(episode) == "About [the bees](https://example.org/bees)| here"
    assert not shown.isVisible()
    assert episode.window.editor.hasFocus()
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "About the bees here"


def test_a_link_is_changed_and_removed(write: Write) -> None:
    copy("no address")
    episode = write("About [the b|ees](https://example.org/) here")
    press(episode, Qt.Key.Key_K)
    shown = bar(episode)
    assert shown.address.text() == "https://example.org/"
    shown.address.setText("two words")
    QTest.keyClick(shown.address, Qt.Key.Key_Return)
    assert shown.isVisible()
    shown.address.setText("example.org/wasps")
    QTest.keyClick(shown.address, Qt.Key.Key_Return)
    assert seen(episode) == "About [the bees](https://example.org/wasps)| here"
    press(episode, Qt.Key.Key_K)
    shown.remove_button.click()
    assert seen(episode) == "About the bees| here"


def test_escape_leaves_the_text_as_it_was(write: Write) -> None:
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    QTest.keyClick(bar(episode).address, Qt.Key.Key_Escape)
    assert not bar(episode).isVisible()
    assert episode.document.text() == "About the bees here"
    assert episode.window.editor.textCursor().selectedText() == "the bees"


def test_the_bar_closes_when_the_text_changes_under_it(write: Write) -> None:
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_K)
    episode.document.replace_all("Another text")
    assert not bar(episode).isVisible()


def test_where_no_link_fits_a_sentence_says_so(write: Write) -> None:
    episode = write("|two\nlines|")
    press(episode, Qt.Key.Key_K)
    message = episode.window.bar.current()
    assert message is not None
    assert message.sentence.startswith("No link fits here.")


def test_an_address_pasted_over_words_makes_a_link(write: Write) -> None:
    copy("https://example.org/\n")
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "About [the bees](https://example.org/)| here"
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "About the bees here"


def test_an_address_pasted_over_an_address_replaces_it(write: Write) -> None:
    copy("https://example.org/")
    episode = write("See |http://old.example.org/| here")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == "See https://example.org/ here"


def test_pasting_plainly_over_words_replaces_them(write: Write) -> None:
    copy("https://example.org/")
    episode = write("About |the bees| here")
    press(episode, Qt.Key.Key_V, CTRL | SHIFT)
    assert episode.document.text() == "About https://example.org/ here"


# --- pasting and copying


def test_pasted_html_is_markdown_and_one_step(write: Write) -> None:
    copy("bold one", "<ul><li><b>bold</b></li><li><a href='https://e.org/'>one</a></li></ul>")
    episode = write("|")
    QTest.keyClicks(episode.window.editor, "Words")
    press(episode, Qt.Key.Key_V)
    assert seen(episode) == "Words\n- **bold**\n- [one](https://e.org/)|"
    QTest.keyClicks(episode.window.editor, " more")
    press(episode, Qt.Key.Key_Z)
    press(episode, Qt.Key.Key_Z)
    assert episode.document.text() == "Words"


def test_pasted_text_loses_what_nobody_sees(write: Write) -> None:
    copy("a\u00a0b\u200bc\r\n“d”")
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == "a bc\n“d”"


def test_quotes_of_pasted_text_can_be_straight(write: Write, program: Program) -> None:
    program.services.settings.choose("editor.paste_quotes", "straight")
    copy("“d” it’s")
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == '"d" it\'s'


NOTES = f'{HEADER}Title\u00a0x\n\nQ: Why? [1:00]\n{{: chapter="W" }}\n\nA: So\u202f! 🐝 [2:00]\n'


def test_all_of_it_in_another_window_is_the_same_bytes(write: Write) -> None:
    episode = write(NOTES)
    press(episode, Qt.Key.Key_A)
    press(episode, Qt.Key.Key_C)
    body = NOTES.removeprefix(HEADER)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == body.replace('{: chapter="W" }\n', "")
    assert "chapter" not in clipboard.mimeData().html()
    other = write("|")
    press(other, Qt.Key.Key_V)
    assert other.document.text() == body


def test_part_of_a_segment_brings_its_attributes_along_only_if_it_spans_them(
    write: Write,
) -> None:
    episode = write('Q: |Why? [1:00]\n{: chapter="W" }\n\nA:| So')
    press(episode, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "Why? [1:00]\n\nA:"
    other = write("|")
    press(other, Qt.Key.Key_V)
    assert other.document.text() == 'Why? [1:00]\n{: chapter="W" }\n\nA:'


def test_rich_text_has_links_and_lists(write: Write) -> None:
    episode = write("|- **one**\n- [two](https://e.org/)|")
    press(episode, Qt.Key.Key_C)
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<li><strong>one</strong></li>" in html
    assert '<a href="https://e.org/">two</a>' in html


def test_five_megabytes_are_pasted_as_they_are(write: Write) -> None:
    line = "word " * 19 + "“end”\n"
    copy(line * 50_000, "<p>other</p>" * 100_000)
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == line * 50_000


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


def test_a_mark_is_set_found_again_and_taken_away(write: Write, qtbot: QtBot) -> None:
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


def test_an_own_copy_is_not_cleaned(write: Write) -> None:
    data: QMimeData = empty_data()
    data.setText("a b")
    data.setData("application/x-notesapp-notes", "a\u00a0b".encode())
    QGuiApplication.clipboard().setMimeData(data)
    episode = write("|")
    press(episode, Qt.Key.Key_V)
    assert episode.document.text() == "a\u00a0b"
