"""Earlier states of notes are kept, shown, and taken back whole or by segment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from notesapp.storage.versions import Version
from notesapp.ui.episode.episode import Episode
from notesapp.ui.versions.version_dialog import VersionDialog
from tests.flows.conftest import Answers
from tests.flows.driving import Start, opened

FIRST = "Show\n\nQ: Why? [0:20]\n\nA: So. [0:40]\n\nQ: When? [1:00]\n\nA: Now. [1:20]\n"
LATER = FIRST.replace("So.", "So it is.").replace("Now.", "Later.")


def written(episode: Episode, qtbot: QtBot, folder: Path) -> Path:
    """Notes that were opened, changed and saved."""
    path = folder / "notes.md"
    path.write_text(FIRST, "utf-8")
    episode.files.open_path(path)
    episode.document.replace_all(LATER)
    with qtbot.waitSignal(episode.session.saved, timeout=10_000):
        episode.session.save()
    kept(episode, qtbot, 2)
    return path


def kept(episode: Episode, qtbot: QtBot, count: int) -> tuple[Version, ...]:
    """The versions, newest first, once there are so many."""
    session = episode.session
    store, doc_id = session.versions.store, session.journal.doc_id
    qtbot.waitUntil(lambda: len(store.list_versions(session.path, doc_id)) == count, timeout=10_000)
    return store.list_versions(session.path, doc_id)


def shown(episode: Episode, qtbot: QtBot, row: int) -> VersionDialog:
    """The dialog with the content of a version in it."""
    episode.actions.run("file.versions")
    dialog = episode.features.get("versions").dialog
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() > row, timeout=10_000)
    dialog.list.setCurrentIndex(dialog.list.rows.index(row))
    wanted = dialog.list.rows.versions[row]
    qtbot.waitUntil(lambda: dialog.version == wanted, timeout=10_000)
    return dialog


def test_a_whole_version_is_taken_back_as_one_step(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    dialog = shown(episode, qtbot, 1)
    assert [one.reason for one in dialog.list.rows.versions] == ["saved", "opened"]
    assert dialog.go.text() == "Take back all"
    dialog.go.click()
    assert episode.document.text() == FIRST
    episode.actions.run("edit.undo")
    assert episode.document.text() == LATER


def test_what_was_taken_back_is_not_replaced_by_the_next_key(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    shown(episode, qtbot, 1).go.click()
    bar = episode.window.bar
    assert bar.current().id == "versions"
    assert not episode.window.editor.textCursor().hasSelection()
    QTest.keyClicks(episode.window.editor, "x")
    assert len(episode.document.text()) == len(FIRST) + 1
    assert bar.current() is None  # its Undo would take the x away alone


def test_the_button_undoes_what_was_taken_back(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    shown(episode, qtbot, 1).go.click()
    episode.window.bar.action.click()
    assert episode.document.text() == LATER
    assert episode.window.bar.current() is None


def test_only_a_ticked_segment_is_taken_back(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    dialog = shown(episode, qtbot, 1)
    assert [one.segment for one in dialog.view.differences] == ["So.", "Now."]
    QTest.keyClick(dialog.view, Qt.Key.Key_Space)
    assert dialog.go.text() == "Take back 1 of 2 places"
    dialog.go.click()
    assert episode.document.text() == LATER.replace("Later.", "Now.")
    episode.actions.run("edit.undo")
    assert episode.document.text() == LATER


def test_what_is_taken_over_is_a_version_itself(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    episode.document.replace_all(LATER.replace("Later.", "Never saved."))
    shown(episode, qtbot, 1).go.click()
    newest = kept(episode, qtbot, 3)[0]
    assert newest.reason == "replaced"
    assert "Never saved." in episode.session.versions.store.read(newest)


def test_the_version_of_now_has_nothing_to_take(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    dialog = shown(episode, qtbot, 0)
    assert not dialog.go.isEnabled()
    assert dialog.view.rows_model.rowCount() == 0
    dialog.whole.click()
    assert dialog.text.toPlainText() == LATER
    dialog.reject()


def test_a_damaged_version_says_so_and_the_next_is_shown(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    store, versions = episode.session.versions.store, kept(episode, qtbot, 2)
    (store.folder / versions[0].name).write_bytes(b"broken")
    episode.actions.run("file.versions")
    dialog = episode.features.get("versions").dialog
    qtbot.waitUntil(lambda: "damaged" in dialog.said.text(), timeout=10_000)
    assert not dialog.go.isEnabled()
    dialog.list.setCurrentIndex(dialog.list.rows.index(1))
    qtbot.waitUntil(lambda: dialog.version == versions[1], timeout=10_000)
    dialog.reject()


def test_without_versions_that_is_said(start: Start, qtbot: QtBot) -> None:
    episode = opened(start(), qtbot)
    episode.session.start_new("Q: Why?\n")
    episode.window.show_work()
    episode.actions.run("file.versions")
    dialog = episode.features.get("versions").dialog
    qtbot.waitUntil(lambda: "no earlier versions" in dialog.said.text(), timeout=10_000)
    dialog.reject()
    episode.session.forget_unsaved()


def test_what_was_imported_is_kept_also_after_the_first_save(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    source = b"Show\r\n\r\n0:20 Caf\xe9\r\n1:00 End\r\n"
    (tmp_path / "old.html").write_bytes(source)
    episode = opened(start(), qtbot)
    answers.put("import_notes", tmp_path / "old.html")
    episode.actions.run("file.import_notes")
    importing = episode.features.get("import")
    qtbot.waitUntil(lambda: importing.dialog is not None, timeout=10_000)
    importing.dialog.new.click()
    store = episode.session.versions.store
    (version,) = kept(episode, qtbot, 1)
    assert version.reason == "imported"
    assert store.read_bytes(version) == source
    episode.session.save_as(tmp_path / "new.md")
    qtbot.waitUntil(lambda: len(store.list_versions(tmp_path / "new.md")) == 2, timeout=10_000)
    first = store.list_versions(tmp_path / "new.md")[-1]
    assert store.read_bytes(first) == source


def test_what_was_copied_is_kept(start: Start, qtbot: QtBot) -> None:
    copied = QMimeData()
    copied.setText("0:20 Begin\n1:00 End\n")
    QGuiApplication.clipboard().setMimeData(copied)
    episode = opened(start(), qtbot)
    episode.actions.run("file.import_clipboard")
    importing = episode.features.get("import")
    qtbot.waitUntil(lambda: importing.dialog is not None, timeout=10_000)
    importing.dialog.new.click()
    (version,) = kept(episode, qtbot, 1)
    assert episode.session.versions.store.read_bytes(version) == b"0:20 Begin\n1:00 End\n"
    episode.session.forget_unsaved()


def test_what_is_let_go_when_it_is_closed_is_a_version(
    start: Start, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    program.services.settings.choose("editor.autosave", False)
    episode = opened(program, qtbot)
    path = written(episode, qtbot, tmp_path)
    QTest.keyClicks(episode.window.editor, "Not wanted. ")
    text, store = episode.document.text(), episode.session.versions.store
    answers.put("unsaved", "discard")
    episode.files.close()
    qtbot.waitUntil(lambda: store.list_versions(path)[0].reason == "discarded", timeout=10_000)
    assert store.read(store.list_versions(path)[0]) == text
    assert path.read_text("utf-8") == LATER


def test_what_notes_are_saved_over_is_a_version(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("Q: The other one? [0:10]\n", "utf-8")
    episode = opened(start(), qtbot)
    written(episode, qtbot, tmp_path)
    assert episode.session.save_as(other)
    saved, replaced = kept(episode, qtbot, 2)
    assert (saved.reason, replaced.reason) == ("saved", "replaced")
    assert episode.session.versions.store.read(replaced) == "Q: The other one? [0:10]\n"
    assert other.read_text("utf-8") == LATER
