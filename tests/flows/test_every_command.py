"""Each command of the table is run in a window with notes and audio, and does what is noted here.

A command that is added to the table needs a line in EXPECTED: what of a window it changes, by the
names in ``observed.seen``. Where it needs more than notes, audio and the caret in a stamped
question, READY says how that comes about.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.commands.table import COMMANDS, FILLED, MENUS, Command
from notesapp.ui.episode.episode import Episode
from notesapp.ui.help.first_keys import FirstKeys
from notesapp.ui.program import Program
from tests.flows.conftest import Answers
from tests.flows.driving import opened, ready
from tests.flows.expected import EXPECTED
from tests.flows.observed import changed, seen

QUESTION = 11  # a line of the sample: its first question, stamped
AT_MS = 30_000
Steps = Callable[[Episode, Answers, Path], object]

LATER = (
    "file.pdf",
    "file.print",
    "file.recover",
    "publish.copy",
)  # what is made elsewhere first, and their kin
READ_FIRST = ("file.import_notes", "file.import_clipboard")  # their dialog shows what was read
ENDS = ("file.close", "file.quit")


def _type(episode: Episode, *_: object) -> None:
    episode.window.editor.textCursor().insertText("Well, ")
    episode.document.settle()


def _undone(episode: Episode, *_: object) -> None:
    _type(episode)
    episode.history.undo()


def _select(episode: Episode, *_: object) -> None:
    cursor = episode.window.editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    episode.window.editor.setTextCursor(cursor)


def _copied(episode: Episode, *_: object) -> None:
    QGuiApplication.clipboard().setText("pasted")


def _marked(episode: Episode, *_: object) -> None:
    cursor = QTextCursor(episode.document.qt)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("\n\nTK look this up")
    episode.document.settle()


def _faster(episode: Episode, *_: object) -> None:
    episode.playback.set_rate(1.5)


def _larger(episode: Episode, *_: object) -> None:
    episode.actions.run("view.larger")


def _zoomed(episode: Episode, *_: object) -> None:
    for _step in range(4):
        episode.actions.run("view.zoom_in")


def _stamped(episode: Episode, *_: object) -> None:
    episode.actions.run("segment.stamp")
    episode.window.editor.show_line(0)


def _searched(episode: Episode, *_: object) -> None:
    episode.actions.run("edit.find")
    field = QApplication.focusWidget() or episode.window.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "the")
    QTest.qWait(300)
    episode.window.editor.setFocus()


def _at_second_question(episode: Episode, *_: object) -> None:
    notes = episode.document.notes
    second = next(s for s in notes.segments if s.pair == 2)
    episode.window.editor.show_line(second.first_line)


def _other_on_disk(episode: Episode, _: Answers, notes: Path) -> None:
    notes.write_text(notes.read_text("utf-8") + "\nFrom elsewhere.\n", "utf-8")


def _reopened(episode: Episode, notes: Path, old: str, new: str) -> None:
    text = notes.read_text("utf-8")
    assert old in text
    notes.write_text(text.replace(old, new, 1), "utf-8")
    episode.session.open(notes)


def _without_audio_name(episode: Episode, _: Answers, notes: Path) -> None:
    _reopened(episode, notes, 'audio: "sample-episode.mp3"\n', "")


def _six_speakers(episode: Episode, _: Answers, notes: Path) -> None:
    _reopened(episode, notes, "chapters:", "speakers: [Nora, Tom, Ann, Ben, Cleo, Dan]\nchapters:")
    episode.window.editor.show_line(QUESTION + 1)


def _at_an_answer(episode: Episode, *_: object) -> None:
    answer = next(s for s in episode.document.notes.segments if s.pair == 1 and s.index == 1)
    episode.window.editor.show_line(answer.first_line)


def _other_notes(episode: Episode, answers: Answers, notes: Path) -> None:
    other = notes.with_name("other.md")
    other.write_text("Q: Another? [0:01]\n", "utf-8")
    answers.put("open_notes", other)


def _playing(episode: Episode, *_: object) -> None:
    episode.playback.toggle()


def _four_keys_closed(episode: Episode, *_: object) -> None:
    for row in episode.window.findChildren(FirstKeys):
        row.close_button.click()


def _left_over(episode: Episode, _: Answers, notes: Path) -> None:
    """The caret where a website left its words, and the list of problems knows."""
    cursor = QTextCursor(episode.document.qt)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText("\n\nGuest User")
    episode.window.editor.setTextCursor(cursor)
    episode.document.settle()
    problems = episode.window.panel.problems
    line = cursor.blockNumber() + 1
    for _step in range(500):
        if any(p.line == line and problems.fix_name(p) for p in problems.shown()):
            break
        QTest.qWait(20)


def _puts(name: str, answer: object) -> Steps:
    return lambda episode, answers, notes: answers.put(name, answer)


READY: dict[str, Steps] = {
    "edit.undo": _type,
    "edit.redo": _undone,
    "edit.cut": _select,
    "edit.copy": _select,
    "edit.paste": _copied,
    "edit.paste_plain": _copied,
    "edit.next_mark": _marked,
    "edit.find_next": _searched,
    "edit.find_previous": _searched,
    "file.save": _type,
    "file.reload": _other_on_disk,
    "file.open_notes": _other_notes,
    "file.keep_audio": _without_audio_name,
    "playback.stop": _playing,
    "segment.label_1": _at_an_answer,
    "segment.label_3": _six_speakers,
    "segment.label_4": _six_speakers,
    "segment.label_5": _six_speakers,
    "segment.label_6": _six_speakers,
    "check.next": _left_over,
    "check.previous": _left_over,
    "check.fix": _left_over,
    "check.fix_all": _left_over,
    "check.silence": _left_over,
    "help.four_keys": _four_keys_closed,
    "file.pdf": lambda e, answers, notes: answers.put("save_pdf", notes.with_name("other.pdf")),
    "file.print": lambda e, answers, notes: answers.put(
        "printer", QPdfWriter(str(notes.with_name("other.pdf")))
    ),
    "file.open_audio": lambda e, answers, notes: answers.put(
        "open_audio", notes.with_suffix(".mp3")
    ),
    "file.import_notes": lambda e, answers, notes: answers.put("import_notes", notes),
    "file.import_clipboard": _copied,
    "file.save_as": lambda e, answers, notes: answers.put(
        "save_notes", notes.with_name("other.md")
    ),
    "playback.go_to": _puts("time", "1:00"),
    "playback.speed": _puts("rate", "1.3"),
    "playback.slower": _faster,
    "view.normal": _larger,
    "view.zoom_out": _zoomed,
    "view.zoom_whole": _zoomed,
    "view.earlier": _zoomed,
    "view.later": _zoomed,
    "segment.last_stamp": _stamped,
    "segment.move_pair_up": _at_second_question,
    "segment.move_up": _at_second_question,
    "segment.previous": _at_second_question,
    "segment.previous_stamp": _at_second_question,
    "segment.join": _at_second_question,
}


def test_every_command_has_a_line_and_every_line_a_command() -> None:
    assert set(EXPECTED) == {entry.id for entry in COMMANDS}


@pytest.mark.parametrize("menu", MENUS)
def test_the_commands_of_a_menu_do_what_they_say(
    menu: str, start: Callable[..., Program], answers: Answers, qtbot: QtBot, sample: Path
) -> None:
    wrong = []
    program = start()
    episode = _window(program, qtbot, sample)
    original = sample.read_text("utf-8")
    for entry in COMMANDS:
        if entry.menu != menu or entry.id in ENDS:
            continue
        _put_back(episode, sample, original)
        if entry.id in READY:
            READY[entry.id](episode, answers, sample)
        episode.refresh_context()
        before = seen(program, episode, sample.parent)
        did = _run(episode, entry)
        QApplication.processEvents()
        if entry.id.startswith(LATER):
            qtbot.waitUntil(lambda: episode.window.bar.current() is not None, timeout=30_000)
        if entry.id in READ_FIRST:
            importing = episode.features.get("import")
            qtbot.waitUntil(lambda i=importing: i.dialog is not None, timeout=30_000)
        if entry.id == "check.fix_all":
            safe = episode.features.get("problems").safe
            qtbot.waitUntil(lambda s=safe: s.dialog is not None, timeout=30_000)
        what = did | changed(before, seen(program, episode, sample.parent))
        _close_others(program, episode)
        if not set(EXPECTED.get(entry.id, ("nothing known",))) <= what:
            wrong.append(f"{entry.id}: wanted {EXPECTED.get(entry.id)}, saw {sorted(what)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("command", ENDS)
def test_the_commands_that_end_a_window(
    command: str, start: Callable[..., Program], qtbot: QtBot, sample: Path
) -> None:
    program = start()
    episode = _window(program, qtbot, sample)
    episode.actions.run(command)
    assert program.episodes == []


def _window(program: Program, qtbot: QtBot, notes: Path) -> Episode:
    episode = opened(program, qtbot)
    episode.window.resize(1440, 900)
    with qtbot.waitActive(episode.window):
        episode.window.activateWindow()
    episode.files.open_path(notes)
    ready(episode, qtbot)
    return episode


def _put_back(episode: Episode, notes: Path, text: str) -> None:
    """The same notes, caret, sound and panels for each command."""
    notes.write_text(text, "utf-8")
    for other in notes.parent.glob("other.*"):
        other.unlink()
    episode.session.forget_unsaved()
    episode.session.open(notes)
    episode.playback.pause()
    episode.playback.set_rate(1.0)
    episode.playback.set_muted(False)
    episode.controls.looping.stop()
    episode.playback.seek(AT_MS)
    QTest.qWait(30)
    window = episode.window
    while window.bar.current() is not None:
        window.bar.drop(window.bar.current().id)  # type: ignore[union-attr]
    window.editor.set_text_size(15)
    window.editor.show_line(QUESTION)
    episode.document.settle()
    episode.refresh_context()
    QGuiApplication.clipboard().setText("")
    QApplication.processEvents()


def _run(episode: Episode, entry: Command) -> set[str]:
    action = episode.actions.actions[entry.id]
    if entry.id in FILLED:
        menu = action.menu()
        menu.aboutToShow.emit()
        return {"menu"} if menu.actions() else set()
    if entry.choices:
        chosen = [c for c in episode.actions.choices[entry.id].values() if not c.isChecked()]
        chosen[-1].trigger()
        return set()
    if not action.isEnabled():
        return {"cannot run"}
    action.trigger()
    return set()


def _close_others(program: Program, episode: Episode) -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and widget is not episode.window:
            widget.close()
    for other in list(program.episodes):
        if other is not episode:
            other.session.forget_unsaved()
            other.window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
