from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from notesapp.core.edits.base import insertion
from notesapp.storage.recovery import LeftOver, RecoveryStore
from notesapp.ui.files.journal_keeper import JournalKeeper
from notesapp.ui.text.document import NotesDocument


class Desk:
    """A document in an editor, and its journal."""

    def __init__(self, folder: Path, qtbot: QtBot, text: str = "", path: Path | None = None):
        self.folder = folder
        self.document = NotesDocument()
        self.editor = QPlainTextEdit()
        qtbot.addWidget(self.editor)
        self.editor.setDocument(self.document.qt)
        self.document.setParent(self.editor)
        self.document.caret = lambda: self.editor.textCursor().position()
        self.keeper = JournalKeeper(self.document, RecoveryStore(folder), self.editor)
        self.document.load(text)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        self.keeper.begin(path, "Untitled", digest if path else "")

    def type(self, words: str) -> None:
        QTest.keyClicks(self.editor, words)

    def undo(self) -> None:
        self.editor.setTextCursor(self.document.undo(QTextCursor(self.document.qt)))

    def redo(self) -> None:
        self.editor.setTextCursor(self.document.redo(QTextCursor(self.document.qt)))

    def left(self) -> LeftOver | None:
        """What a start after a kill would find now: the bytes as they are, with nobody's lock."""
        copied = self.folder.with_name(f"{self.folder.name}-copy")
        copied.mkdir(exist_ok=True)
        for file in copied.iterdir():
            file.unlink()
        for file in self.folder.glob("*.journal"):
            (copied / file.name).write_bytes(file.read_bytes())
        store = RecoveryStore(copied, mark_of=lambda pid: None)
        return next(iter(store.list_left_over()), None)


def undone_to_the_start(document: NotesDocument) -> list[str]:
    """The text and every other text that undoing leads to."""
    texts = [document.text()]
    while document.qt.isUndoAvailable():
        document.undo(QTextCursor(document.qt))
        if document.text() != texts[-1]:
            texts.append(document.text())
    return texts


def do_anything(desk: Desk, chance: random.Random) -> None:
    """One thing a user or a command may do."""
    editor, document = desk.editor, desk.document
    words = ("a", "word ", "é", "\U0001f600", "end. ", "x\ny", "—")
    what = chance.randrange(14)
    length = max(0, document.qt.characterCount() - 1)
    if what < 5:
        desk.type(chance.choice(("a", "word ", "end. ", "q")))
    elif what == 5:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    elif what == 6:
        for _ in range(chance.randint(1, 3)):
            QTest.keyClick(editor, chance.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete)))
    elif what == 7:
        desk.undo()
    elif what == 8:
        desk.redo()
    elif what == 9:
        editor.insertPlainText(chance.choice(words))
    elif what == 10:
        cursor = editor.textCursor()
        cursor.setPosition(chance.randint(0, length))
        move = QTextCursor.MoveMode
        cursor.setPosition(
            chance.randint(0, length), chance.choice((move.KeepAnchor, move.MoveAnchor))
        )
        editor.setTextCursor(cursor)
    elif what == 11:
        last = document.qt.blockCount() - 1
        edits = (insertion(0, 0, chance.choice(words)), insertion(last, 9, chance.choice(words)))
        document.apply(edits if last else edits[:1], join=chance.choice((None, "field")))
    elif what == 12:
        document.replace_all(document.text() + chance.choice(("", "\nmore", "!")))
    else:
        document.break_undo()


@pytest.mark.parametrize("seed", range(12))
def test_what_a_kill_leaves_is_the_text_with_its_undo_steps(
    tmp_path: Path, qtbot: QtBot, seed: int
) -> None:
    chance = random.Random(seed)
    desk = Desk(tmp_path / "r", qtbot, "Q: Rye \U0001f600? [0:20]\n\nA: It is.")
    for number in range(150):
        do_anything(desk, chance)
        if number % 10 == 0:
            left = desk.left()
            assert left is None or left.text == desk.document.text()
    assert desk.keeper.heal_count == 0
    desk.type("z")
    left = desk.left()
    assert left is not None
    assert left.text == desk.document.text()
    assert left.base is not None
    other = Desk(tmp_path / "other", qtbot)
    other.keeper.resume(left)
    assert undone_to_the_start(other.document) == undone_to_the_start(desk.document)


def test_nothing_is_kept_before_the_first_key_and_nothing_after_it_is_undone(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(tmp_path / "r", qtbot, "Q: Rye?", tmp_path / "n.md")
    assert not (tmp_path / "r").exists()
    desk.type("x")
    (file,) = (tmp_path / "r").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    left = desk.left()
    assert left is not None
    assert (left.text, left.base, left.notes_path) == ("Q: Rye?x", "Q: Rye?", tmp_path / "n.md")
    assert left.caret == 8
    desk.undo()
    assert desk.left() is None


def test_what_was_saved_is_not_left_over_and_undo_reaches_behind_it(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(tmp_path / "r", qtbot)
    desk.type("one")
    desk.document.mark_saved("one")
    desk.keeper.written(tmp_path / "n.md", "d1", "one")
    assert desk.left() is None
    desk.document.break_undo()
    desk.type("two")
    left = desk.left()
    assert left is not None
    assert (left.text, left.base, left.notes_path) == ("onetwo", "", tmp_path / "n.md")
    assert (left.saved_digest, len(left.steps)) == ("d1", 2)


@pytest.mark.parametrize("on_disk", ["Q: Rye?", "Q: Another wrote this."])
def test_resuming_leads_back_to_where_it_began(tmp_path: Path, qtbot: QtBot, on_disk: str) -> None:
    first = Desk(tmp_path / "r", qtbot, "Q: Rye?", tmp_path / "n.md")
    QTest.keyClick(first.editor, Qt.Key.Key_End)
    first.type(" No.")
    left = first.left()
    assert left is not None
    second = Desk(tmp_path / "s", qtbot, on_disk, tmp_path / "n.md")
    carets: list[int] = []
    second.document.put_caret = carets.append
    second.keeper.resume(left)
    assert second.document.text() == "Q: Rye? No."
    assert second.document.dirty
    assert carets == [11]
    again = second.left()
    assert again is not None
    assert (again.text, again.base, again.steps) == (left.text, left.base, left.steps)
    assert undone_to_the_start(second.document) == ["Q: Rye? No.", "Q: Rye?"]
    second.document.fresh_notes()
    assert second.document.dirty == (on_disk != "Q: Rye?")


def test_without_steps_undo_leads_to_the_file(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path / "r", qtbot, "Q: Rye?", tmp_path / "n.md")
    desk.keeper.resume(LeftOver("a", "Q: Rye? No.", tmp_path / "n.md", 0.0))
    assert undone_to_the_start(desk.document) == ["Q: Rye? No.", "Q: Rye?"]


def test_a_disk_that_refuses_is_told_once_and_tried_again(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "r").write_text("a file where the folder would be")
    desk = Desk(tmp_path / "r", qtbot)
    said: list[str] = []
    desk.keeper.refused.connect(said.append)
    desk.type("abc")
    desk.keeper.keep()
    assert len(said) == 1
    assert desk.document.text() == "abc"
    assert not desk.keeper.holds
    (tmp_path / "r").unlink()
    desk.keeper.keep()
    assert desk.keeper.holds
    desk.type("d")
    left = desk.left()
    assert left is not None
    assert left.text == "abcd"
    assert len(said) == 1


def test_a_journal_that_was_cleaned_away_is_written_again(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path / "r", qtbot)
    desk.type("abc")
    for file in (tmp_path / "r").iterdir():
        file.unlink()
    assert desk.left() is None
    desk.keeper.keep()
    left = desk.left()
    assert left is not None
    assert left.text == "abc"


@pytest.mark.expects_log("The journal (has|differs)")
def test_a_change_that_was_told_wrong_is_healed(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path / "r", qtbot, "Q: Rye?")
    desk.type("a")
    watch, desk.document.watch = desk.document.watch, lambda *_: None
    desk.type("not told")
    desk.document.watch = watch
    desk.type("b")
    assert desk.keeper.heal_count == 1
    left = desk.left()
    assert left is not None
    assert left.text == desk.document.text()


def test_closing_keeps_what_is_unsaved_and_removes_the_rest(tmp_path: Path, qtbot: QtBot) -> None:
    unsaved, saved = Desk(tmp_path / "a", qtbot), Desk(tmp_path / "b", qtbot)
    for desk in (unsaved, saved):
        desk.type("abc")
    saved.document.mark_saved("abc")
    saved.keeper.written(tmp_path / "n.md", "d", "abc")
    for desk in (unsaved, saved):
        desk.keeper.close()
    assert len(list((tmp_path / "a").iterdir())) == 1
    assert list((tmp_path / "b").iterdir()) == []


def test_a_large_paste_keeps_the_journal_in_bounds(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk(tmp_path / "r", qtbot)
    paste = "word " * 200_000
    for _ in range(6):
        desk.document.replace_all(paste)
        desk.document.replace_all("x")
    (file,) = (tmp_path / "r").iterdir()
    assert file.stat().st_size < 7 * len(paste)
    desk.document.replace_all(paste)
    left = desk.left()
    assert left is not None
    assert left.text == paste


def test_the_caret_is_known_also_where_it_went_without_a_change(
    tmp_path: Path, qtbot: QtBot
) -> None:
    desk = Desk(tmp_path / "r", qtbot)
    desk.type("rye bread")
    desk.keeper.keep()
    QTest.keyClick(desk.editor, Qt.Key.Key_Home)

    def is_known() -> bool:
        left = desk.left()
        return left is not None and left.caret == 0

    qtbot.waitUntil(is_known, timeout=15_000)
