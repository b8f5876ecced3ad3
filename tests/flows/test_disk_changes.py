"""Another program writes, removes, renames or replaces the file of open notes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.core.comparing import Side
from notesapp.ui.episode.episode import Episode
from notesapp.ui.files.difference_view import CYCLE
from notesapp.ui.files.disk_side import EMPTY_SETTLE_MS
from notesapp.ui.program import Program
from tests.flows.meddler import (
    START,
    compared,
    disagreed,
    let_go,
    looked,
    meddle,
    message_id,
    notes_in,
    opened_notes,
    type_ahead,
    wait_for,
    write,
)

Start = Callable[..., Program]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return notes_in(tmp_path)


@pytest.fixture
def episode(start: Start, notes: Path, qtbot: QtBot) -> Episode:
    return opened_notes(start(), notes, qtbot)


def test_clean_notes_are_read_again_and_the_view_stays(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    long = START + "".join(f"Q: Number {n}? [1:{n % 60:02}]\n\n" for n in range(200))
    write(notes, long)
    qtbot.waitUntil(lambda: episode.document.text() == long)
    editor = episode.window.editor
    editor.show_line(300)
    line = editor.document().findBlockByNumber(300).text()
    editor.verticalScrollBar().setValue(290)
    top = editor.firstVisibleBlock().text()
    write(notes, "Intro\n\nMore\n\n" + long)
    qtbot.waitUntil(lambda: episode.document.text().startswith("Intro"))
    assert editor.textCursor().block().text() == line
    assert editor.firstVisibleBlock().text() == top
    assert "read again" in wait_for(episode, "reread", qtbot)
    episode.window.bar.second.click()
    assert episode.document.text() == long
    let_go(episode)


def test_what_was_read_is_undone_by_its_button_only_while_it_is_the_last_step(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    type_ahead(episode, "")
    write(notes, START + "theirs\n")
    wait_for(episode, "reread", qtbot)
    assert episode.window.bar.second.text() == "Undo"
    QTest.keyClicks(episode.window.editor, "mine ")
    assert "read again" in wait_for(episode, "reread", qtbot)
    assert not episode.window.bar.second.isVisible()
    write(notes, START + "once more\n")
    wait_for(episode, "disk", qtbot)
    compared(episode, qtbot).take.click()
    let_go(episode)


def test_unsaved_notes_are_not_written_over_and_can_be_kept(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    type_ahead(episode, "mine ")
    write(notes, START + "theirs\n")
    assert "changed these notes at" in wait_for(episode, "disk", qtbot)
    episode._services.settings.choose("editor.autosave", True)
    QTest.keyClicks(episode.window.editor, "more ")
    episode.session.flush()
    assert not episode.files.save()
    assert notes.read_text("utf-8") == START + "theirs\n"
    wait_for(episode, "disk", qtbot)
    episode.window.bar.action.click()
    assert notes.read_text("utf-8") == "mine more " + START
    assert not episode.document.dirty
    assert message_id(episode) == ""


def test_a_save_that_is_held_back_says_so_until_it_is_decided(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    type_ahead(episode, "mine ")
    write(notes, START + "theirs\n")
    assert wait_for(episode, "disk", qtbot).startswith("Another program changed")
    episode.actions.run("file.save")
    assert wait_for(episode, "disk", qtbot).startswith("Not saved: another program changed")
    assert episode.window.bar.action.text() == "Keep mine"
    assert episode.window.bar.second.text() == "Compare…"
    looked(episode, qtbot)
    assert wait_for(episode, "disk", qtbot).startswith("Not saved: ")
    episode.window.bar.drop("disk")
    episode.actions.run("file.save")
    assert wait_for(episode, "disk", qtbot).startswith("Not saved: ")
    episode.window.bar.action.click()
    QTest.keyClicks(episode.window.editor, "more ")
    write(notes, START + "once more\n")
    assert wait_for(episode, "disk", qtbot).startswith("Another program changed")
    let_go(episode)


def test_a_save_before_the_change_was_noticed_says_it_too(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    type_ahead(episode, "mine ")
    write(notes, START + "theirs\n")
    episode.actions.run("file.save")
    assert wait_for(episode, "disk", qtbot).startswith("Not saved: another program changed")
    looked(episode, qtbot)
    assert wait_for(episode, "disk", qtbot).startswith("Not saved: ")
    assert notes.read_text("utf-8") == START + "theirs\n"
    let_go(episode)


def test_both_sides_are_merged_by_place(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    type_ahead(episode, "mine ")
    mine = episode.document.text()
    write(notes, START.replace("High.", "Very high.").replace("Q: Rye?", "Q: Spelt?"))
    wait_for(episode, "disk", qtbot)
    dialog = compared(episode, qtbot)
    assert [part.is_conflict for part in dialog.parts] == [True, False]
    dialog.view.rows_model.decide(0, Side.BOTH)
    dialog.merged.click()
    merged = notes.read_text("utf-8")
    assert "mine Q: Rye?" in merged
    assert "Q: Spelt?" in merged
    assert "Very high." in merged
    assert episode.document.text() == merged
    assert not episode.document.dirty
    episode.actions.run("edit.undo")
    assert episode.document.text() == mine
    let_go(episode)


def test_places_are_chosen_and_merged_by_keys_alone(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    type_ahead(episode, "mine ")
    theirs = START.replace("High.", "Very high.").replace("Q: Rye?", "Q: Spelt?")
    write(notes, theirs)
    wait_for(episode, "disk", qtbot)
    dialog = compared(episode, qtbot)
    view = dialog.view
    qtbot.waitUntil(lambda: view.hasFocus())
    assert view.choices() == {0: Side.MINE, 1: Side.THEIRS}
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.choices()[0] is Side.THEIRS
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.choices()[0] is Side.MINE
    for _ in CYCLE[1:]:
        QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.choices()[0] is Side.BOTH
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.choices() == {0: Side.BOTH, 1: Side.MINE}
    stops = [view, dialog.both, dialog.take, dialog.keep, dialog.merged]
    for stop in (*stops[1:], view):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is stop
    QTest.keyClick(view, Qt.Key.Key_Return)
    merged = notes.read_text("utf-8")
    assert merged == episode.document.text()
    assert "mine Q: Rye?" in merged
    assert "Q: Spelt?" in merged
    assert "Very high." not in merged


def test_to_leave_the_comparison_decides_nothing(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    dialog = disagreed(episode, notes, qtbot)
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: episode.features.get("conflict").dialog is None)
    assert notes.read_text("utf-8") == START + "theirs\n"
    assert episode.document.text() == "mine " + START
    assert not episode.files.save()
    assert wait_for(episode, "disk", qtbot).startswith("Not saved: ")
    let_go(episode)


def test_theirs_can_be_taken_and_undone(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    dialog = disagreed(episode, notes, qtbot)
    mine = episode.document.text()
    dialog.take.click()
    assert episode.document.text() == START + "theirs\n"
    assert not episode.document.dirty
    episode.actions.run("edit.undo")
    assert episode.document.text() == mine
    let_go(episode)


def test_both_can_be_kept(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    notes.with_name("notes (mine).md").write_text("taken", "utf-8")
    disagreed(episode, notes, qtbot).both.click()
    assert "notes (mine 2).md" in wait_for(episode, "kept_both", qtbot)
    assert notes.with_name("notes (mine 2).md").read_text("utf-8") == "mine " + START
    assert notes.with_name("notes (mine).md").read_text("utf-8") == "taken"
    assert notes.read_text("utf-8") == START + "theirs\n"
    assert episode.document.text() == START + "theirs\n"


def test_what_is_written_while_the_user_chooses_is_asked_for_again(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    dialog = disagreed(episode, notes, qtbot)
    write(notes, START + "theirs again\n")
    dialog.merged.click()
    assert notes.read_text("utf-8") == START + "theirs again\n"
    assert episode.document.dirty
    wait_for(episode, "disk", qtbot)
    assert "theirs\n" in episode.document.text()
    let_go(episode)


def test_back_to_what_it_was_is_nothing(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    type_ahead(episode, "mine ")
    write(notes, START + "theirs\n")
    wait_for(episode, "disk", qtbot)
    write(notes, START)
    qtbot.waitUntil(lambda: message_id(episode) == "")
    assert episode.files.save()
    assert notes.read_text("utf-8") == "mine " + START


def test_a_touch_is_nothing(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    type_ahead(episode, "mine ")
    meddle("os.utime(path, (1, 1))", notes)
    looked(episode, qtbot)
    assert message_id(episode) == ""
    assert episode.files.save()


def test_an_edit_of_the_same_size_and_time_is_seen(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    code = "s = os.stat(path)\npath.write_bytes(path.read_bytes().replace(b'Rye', b'Oat'))\n"
    meddle(code + "os.utime(path, ns=(s.st_atime_ns, s.st_mtime_ns))", notes)
    qtbot.waitUntil(lambda: "Q: Oat?" in episode.document.text())


def test_a_file_that_is_written_in_pieces_is_waited_for(
    episode: Episode, notes: Path, qtbot: QtBot
) -> None:
    texts: list[str] = []
    episode.document.text_changed.connect(lambda: texts.append(episode.document.text()))
    whole = START + "Q: Last? [2:00]\n"
    code = "import time\nf = open(path, 'wb', 0)\ntime.sleep(0.6)\n"
    meddle(code + f"for one in {whole!r}: f.write(one.encode()); time.sleep(0.002)", notes)
    qtbot.waitUntil(lambda: episode.document.text() == whole)
    assert texts == [whole]


def test_an_emptied_file_is_not_taken(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    meddle("os.truncate(path, 0)", notes)
    qtbot.wait(EMPTY_SETTLE_MS // 2)
    assert message_id(episode) == ""
    assert "emptied" in wait_for(episode, "disk", qtbot)
    assert episode.document.text() == START
    episode.window.bar.action.click()
    assert notes.read_text("utf-8") == START


def test_a_deleted_file_is_saved_again(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    meddle("os.unlink(path)", notes)
    assert "is not where it was" in wait_for(episode, "disk_gone", qtbot)
    QTest.keyClicks(episode.window.editor, "mine ")
    episode.session.flush()
    assert not notes.exists()
    episode.window.bar.action.click()
    assert notes.read_text("utf-8") == "mine " + START
    assert message_id(episode) == ""


def test_a_file_that_comes_back_is_no_news(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    meddle("os.unlink(path)", notes)
    wait_for(episode, "disk_gone", qtbot)
    write(notes, START)
    qtbot.waitUntil(lambda: message_id(episode) == "")


def test_a_renamed_file_is_followed(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    other = notes.with_name("bread.md")
    meddle("os.rename(path, others[0])", notes, other)
    assert "notes.md is now called bread.md." in wait_for(episode, "disk_moved", qtbot)
    type_ahead(episode, "mine ")
    episode.window.bar.action.click()
    assert episode.session.path == other
    assert message_id(episode) == ""
    assert episode.files.save()
    assert other.read_text("utf-8") == "mine " + START
    assert not notes.exists()


def test_another_file_under_its_name_is_read(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    other = notes.with_name("new.md")
    other.write_text("Q: New? [0:01]\n", "utf-8")
    meddle("os.replace(others[0], path)", notes, other)
    qtbot.waitUntil(lambda: episode.document.text() == "Q: New? [0:01]\n")
    write(notes, "Q: Newer? [0:01]\n")  # the one that is there now is watched
    qtbot.waitUntil(lambda: episode.document.text() == "Q: Newer? [0:01]\n")


@pytest.mark.parametrize(
    "code", ["os.mkdir(path)", "os.mkfifo(path)", "path.write_bytes(b'\\0\\1\\2' * 999)"]
)
def test_what_is_no_notes_is_left_alone(
    episode: Episode, notes: Path, qtbot: QtBot, code: str
) -> None:
    meddle(f"os.unlink(path)\n{code}", notes)
    assert "is no longer a file with notes" in wait_for(episode, "disk_other", qtbot)
    before = os.lstat(notes)
    QTest.keyClicks(episode.window.editor, "mine ")
    episode.session.flush()
    episode.session.keep_mine()
    assert os.path.samestat(before, os.lstat(notes))
    assert episode.document.text() == "mine " + START
    let_go(episode)


def test_a_link_to_other_notes_is_a_change(episode: Episode, notes: Path, qtbot: QtBot) -> None:
    other = notes.with_name("other.md")
    other.write_text("Q: Other? [0:01]\n", "utf-8")
    type_ahead(episode, "mine ")
    meddle("os.unlink(path)\nos.symlink(others[0], path)", notes, other)
    wait_for(episode, "disk", qtbot)
    assert not episode.files.save()
    assert other.read_text("utf-8") == "Q: Other? [0:01]\n"
    let_go(episode)
