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
