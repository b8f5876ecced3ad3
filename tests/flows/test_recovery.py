"""The program is killed while somebody types, and asked about it at the next start."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.storage.places import Places
from notesapp.ui.episode.episode import Episode
from notesapp.ui.files.start_notice import BAR
from notesapp.ui.kit.message_bar import MessageBar
from notesapp.ui.program import Program
from notesapp.ui.recovery.finds import Choice, Standing
from notesapp.ui.recovery.recovery_dialog import RecoveryDialog
from tests.flows.driving import opened, ready
from tests.flows.stopped import Typed, type_and_kill

Start = Callable[..., Program]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")


def asked(program: Program, qtbot: QtBot) -> RecoveryDialog:
    """The dialog that the start brings."""
    program.recover()
    qtbot.waitUntil(lambda: program.recoverer.dialog is not None, timeout=10_000)
    dialog = program.recoverer.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def nothing_asked(program: Program, qtbot: QtBot) -> None:
    program.recover()
    qtbot.waitUntil(lambda: not program.recoverer.is_looking, timeout=10_000)
    assert program.recoverer.dialog is None


def settled(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.recoverer.is_looking, timeout=10_000)


def window_of(program: Program, path: Path | None) -> Episode:
    return next(e for e in program.episodes if e.session.is_open and e.session.path == path)


def press(dialog: RecoveryDialog, *keys: Qt.Key) -> None:
    for key in keys:
        focus = dialog.focusWidget()
        QTest.keyClick(focus if focus is not None else dialog, key)


def test_what_was_typed_comes_back_where_it_was(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    before = sample.read_text("utf-8")
    place = before.index("Four letters")
    type_and_kill(places, Typed("Slowly. ", str(sample), place))
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    (find,) = dialog.finds
    assert find.standing is Standing.KNOWN
    assert not dialog.isModal()
    assert dialog.go.text() == "Open recovered text"
    press(dialog, Qt.Key.Key_Return)
    episode = window_of(program, sample)
    wanted = before.replace("Four letters", "Slowly. Four letters")
    assert episode.document.text() == wanted
    assert sample.read_text("utf-8") == before
    assert episode.document.dirty
    assert episode.window.editor.textCursor().position() == place + len("Slowly. ")
    assert episode.window.bar.current().id == "recovered"
    assert program.services.recovery.list_left_over() == ()
    ready(episode, qtbot)
    episode.actions.run("edit.undo")
    assert episode.document.text() != wanted
    episode.actions.run("edit.redo")
    episode.actions.run("file.save")
    assert sample.read_text("utf-8") == wanted


def test_the_sentence_goes_once_the_recovered_text_is_undone_or_saved(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Undone. ", str(sample)))
    program = start()
    episode = opened(program, qtbot)
    asked(program, qtbot).go.click()
    ready(episode, qtbot)
    assert episode.window.bar.current().id == "recovered"
    for _ in "Undone. ":
        episode.actions.run("edit.undo")
    assert not episode.document.dirty
    assert "recovered" not in shown_in(episode)
    QTest.keyClicks(episode.window.editor, "more")
    assert "recovered" not in shown_in(episode)


def shown_in(episode: Episode) -> str:
    """The name of the sentence above the text, empty where there is none."""
    current = episode.window.bar.current()
    return "" if current is None else current.id


def test_several_notes_are_asked_about_at_once_and_by_keys_alone(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    other = sample.with_name("other.md")
    other.write_text("Q: Rye? [0:20]\n", "utf-8")
    before = sample.read_text("utf-8")
    type_and_kill(
        places,
        Typed("One. ", str(sample)),
        Typed("Two. ", str(other)),
        Typed("Words without a file"),
    )
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    assert len(dialog.finds) == 3
    assert dialog.focusWidget() is dialog.list
    row = next(n for n, find in enumerate(dialog.finds) if find.left.notes_path == other)
    press(dialog, *[Qt.Key.Key_Down] * row, Qt.Key.Key_Right)
    assert [choice for _, choice in dialog.decisions()].count(Choice.DISK) == 1
    assert {f.left.notes_path: c for f, c in dialog.decisions()}[other] is Choice.DISK
    press(dialog, Qt.Key.Key_Return)
    settled(program, qtbot)
    assert window_of(program, sample).document.text() == before + "One. "
    assert window_of(program, None).document.text() == "Words without a file"
    assert window_of(program, other).document.text() == "Q: Rye? [0:20]\n"
    assert program.services.recovery.list_left_over() == ()
    kept = [v.reason for v in program.services.versions.list_versions(other)]
    assert "recovered" in kept


def test_decide_later_keeps_everything_for_the_menu_and_the_next_start(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Later. ", str(sample)))
    program = start()
    episode = opened(program, qtbot)
    press(asked(program, qtbot), Qt.Key.Key_Escape)
    assert program.recoverer.dialog is None
    assert len(program.services.recovery.list_left_over()) == 1
    (notice,) = episode.window.start.findChildren(MessageBar, BAR)
    assert notice.current().id == "recover_later"
    assert "Recover notes" in notice.current().sentence
    episode.actions.run("file.recover")
    qtbot.waitUntil(lambda: program.recoverer.dialog is not None, timeout=10_000)
    assert notice.current() is None
    dialog = program.recoverer.dialog
    assert dialog is not None
    dialog.later.click()
    again = start()
    opened(again, qtbot)
    asked(again, qtbot).go.click()
    assert window_of(again, sample).document.text().endswith("Later. ")


def test_the_window_that_shows_the_file_is_used_and_undone_into(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Kept. ", str(sample)))
    program = start()
    episode = opened(program, qtbot)
    episode.files.open_path(sample)
    dialog = asked(program, qtbot)
    QTest.keyClicks(episode.window.editor, "meanwhile ")
    mine = episode.document.text()
    dialog.go.click()
    assert len(program.episodes) == 1
    assert episode.document.text().endswith("Kept. ")
    episode.actions.run("edit.undo")
    assert episode.document.text() == mine


def test_what_another_program_wrote_since_is_said_and_both_open(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    before = sample.read_text("utf-8")
    type_and_kill(places, Typed("Mine. ", str(sample)))
    sample.write_text(before + "Theirs.\n", "utf-8")
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    assert "Another program changed the file" in dialog.said.text()
    dialog.tiles[Choice.BOTH].click()
    dialog.go.click()
    assert window_of(program, sample).document.text() == before + "Theirs.\n"
    beside = window_of(program, None)
    assert beside.document.text() == before + "Mine. "
    assert beside.session.name == "sample-episode (recovered).md"
    assert sample.read_text("utf-8") == before + "Theirs.\n"


def test_a_file_that_is_gone_comes_back_as_notes_of_its_name(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Mine. ", str(sample)))
    sample.unlink()
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    assert "not where it was" in dialog.said.text()
    dialog.go.click()
    episode = next(e for e in program.episodes if e.session.is_open)
    assert episode.session.name == sample.name
    assert episode.document.text().endswith("Mine. ")
    assert program.services.recovery.list_left_over() == ()


def test_notes_without_a_file_find_their_audio_and_the_caret(
    start: Start, engine: str, sample: Path, places: Places, qtbot: QtBot
) -> None:
    audio = sample.with_suffix(".mp3")
    type_and_kill(places, Typed("Words", audio=str(audio)))
    program = start(engine)
    opened(program, qtbot)
    asked(program, qtbot).go.click()
    episode = window_of(program, None)
    ready(episode, qtbot)
    assert episode.playback.path == audio
    assert episode.document.text() == "Words"
    assert episode.window.editor.textCursor().position() == len("Words")


def test_what_was_saved_is_not_asked_about(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    before = sample.read_text("utf-8")
    type_and_kill(places, Typed("Mine.", str(sample)), Typed(" "))
    sample.write_text(before + "Mine.", "utf-8")
    program = start()
    episode = opened(program, qtbot)
    nothing_asked(program, qtbot)
    assert program.services.recovery.list_left_over() == ()
    episode.files.new()
    episode.actions.run("file.recover")
    qtbot.waitUntil(lambda: episode.window.bar.current() is not None, timeout=10_000)
    assert episode.window.bar.current().sentence == "There is nothing to recover."


def test_another_program_does_not_ask_while_one_does(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Mine. ", str(sample)))
    first, second = start(), start()
    for program in (first, second):
        opened(program, qtbot)
    dialog = asked(first, qtbot)
    nothing_asked(second, qtbot)
    dialog.go.click()
    nothing_asked(second, qtbot)
    assert window_of(first, sample).document.text().endswith("Mine. ")


def test_the_window_in_front_is_asked_over_and_told(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("In front. ", str(sample)))
    program = start()
    behind, front = opened(program, qtbot), opened(program, qtbot)
    program.session.keeper.activated(front)
    dialog = asked(program, qtbot)
    assert dialog.parentWidget() is front.window
    dialog.later.click()
    assert front.window.start.findChild(MessageBar, BAR) is not None
    assert behind.window.start.findChild(MessageBar, BAR) is None


def test_the_dialog_leaves_with_its_window(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Mine. ", str(sample)))
    program = start()
    episode, other = opened(program, qtbot), opened(program, qtbot)
    program.session.keeper.activated(episode)
    asked(program, qtbot)
    episode.window.close()
    QApplication.processEvents()
    assert program.recoverer.dialog is None
    other.actions.run("file.recover")
    qtbot.waitUntil(lambda: program.recoverer.dialog is not None, timeout=10_000)
    dialog = program.recoverer.dialog
    assert dialog is not None
    dialog.reject()


def test_what_is_let_go_is_found_among_the_versions(
    start: Start, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Words to let go"))
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    press(dialog, Qt.Key.Key_Right)
    assert dialog.kept.text().startswith("The text is kept")
    press(dialog, Qt.Key.Key_Return)
    settled(program, qtbot)
    assert program.services.recovery.list_left_over() == ()
    versions = program.services.versions
    assert [versions.read(one) for one in versions.list_unnamed()] == ["Words to let go"]


def test_what_cannot_be_kept_as_a_version_stays(start: Start, places: Places, qtbot: QtBot) -> None:
    type_and_kill(places, Typed("Words to let go"))
    places.versions_folder.parent.mkdir(parents=True, exist_ok=True)
    places.versions_folder.write_text("a file is in the way", "utf-8")
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    dialog.tiles[Choice.LET_GO].click()
    dialog.go.click()
    settled(program, qtbot)
    (left,) = program.services.recovery.list_left_over()
    assert left.text == "Words to let go"


def test_blanks_at_an_end_are_not_asked_about_but_kept(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    before = sample.read_text("utf-8")
    type_and_kill(places, Typed("  ", str(sample)))
    program = start()
    opened(program, qtbot)
    nothing_asked(program, qtbot)
    versions = program.services.versions
    assert before + "  " in [versions.read(one) for one in versions.list_versions(sample)]
    assert program.services.recovery.list_left_over() == ()


def test_a_damaged_journal_gives_what_can_be_read_and_says_where_it_lies(
    start: Start, sample: Path, places: Places, qtbot: QtBot
) -> None:
    type_and_kill(places, Typed("Half of it", str(sample)))
    (journal,) = places.recovery_folder.glob("*.journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[-3] = b"#" + lines[-3][1:]
    journal.write_bytes(b"".join(lines))
    program = start()
    opened(program, qtbot)
    dialog = asked(program, qtbot)
    (find,) = dialog.finds
    assert find.left.kept_aside is not None
    assert str(find.left.kept_aside) in dialog.damage.text()
    dialog.go.click()
    assert "Half of" in window_of(program, sample).document.text()
    assert program.services.recovery.list_left_over() == ()
    assert find.left.kept_aside.exists()
