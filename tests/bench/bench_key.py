"""A key with a forced repaint in a 10,000-line document, and how long the GUI thread is held."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from table import HEAD, percentile, row

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from notesapp.ui.kit.look import dress, make_wanted_look
from notesapp.ui.quiet_collector import QuietCollector
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor

BOUND = 3.0
SLICE_BOUND_MS = 16.0
PART = (
    "Q: What do you do when the dough is late, and the oven is already hot? [{0}:05]\n"
    "\n"
    "A: Wait. Dough that is late is not lost, as I said at [{0}:20], and bread forgives. [{0}:10]\n"
    "\n"
    "Some plain words with a [link](https://example.org/{0}) between the pairs.\n"
    "\n"
)


def text_of(lines: int) -> str:
    return "".join(PART.format(n) for n in range(lines // 6 + 1))


def keys(editor: QPlainTextEdit, count: int) -> list[float]:
    """Milliseconds for a key and the repaint it causes, in the middle of the document."""
    block = editor.document().findBlockByNumber(editor.document().blockCount() // 2)
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    editor.centerCursor()
    took = []
    for _ in range(count):
        began = perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_X)
        editor.viewport().repaint()
        took.append((perf_counter() - began) * 1000)
    return took


def slices(document: NotesDocument) -> list[float]:
    """How long each slice of the deferred parse holds the GUI thread."""
    took: list[float] = []
    work = document._work

    def timed() -> None:
        began = perf_counter()
        work()
        took.append((perf_counter() - began) * 1000)

    document._timer.timeout.disconnect()
    document._timer.timeout.connect(timed)
    loop = QEventLoop()
    document.notes_changed.connect(lambda _: QTimer.singleShot(0, loop.quit))
    document._on_contents_change(0, 0, 0)
    loop.exec()
    return took


class PaintCounter(QObject):
    """Counts paint events, so that a repaint that never came is noticed."""

    def __init__(self, parent: QObject, seen: list[int]) -> None:
        super().__init__(parent)
        self._seen = seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._seen.append(1)
        return False


def main(rounds: int = 5) -> None:
    app = QApplication([])
    look = make_wanted_look("light")
    dress(app, look)
    document = NotesDocument()
    editor = NotesEditor(document, look)
    document.setParent(editor)
    bare = QPlainTextEdit()
    bare.setFont(editor.font())
    text = text_of(10_000)
    collector = QuietCollector()  # as the program has it
    document.text_changed.connect(collector.noticed)
    document.load(text)
    bare.setPlainText(text)
    for widget in (editor, bare):
        widget.resize(900, 700)
        widget.show()
        QTest.qWaitForWindowExposed(widget)
    painted: list[int] = []
    bare.viewport().installEventFilter(PaintCounter(bare, painted))
    editor.viewport().installEventFilter(PaintCounter(editor, painted))
    keys(editor, 30), keys(bare, 30)
    if len(painted) < 60:
        raise SystemExit("the forced repaints did not happen; nothing was measured")
    ours: list[float] = []
    others: list[float] = []
    for _ in range(rounds):
        others += keys(bare, 60)
        ours += keys(editor, 60)
    print(HEAD)
    print(row("key and forced repaint, 10,000 lines, bare QPlainTextEdit", ours, others, BOUND))
    held = [ms for _ in range(rounds) for ms in slices(document)]
    verdict = "holds" if max(held) <= SLICE_BOUND_MS else "does not hold"
    print()
    print("| parsing 10,000 lines, one slice of the GUI thread | ms |")
    print("| --- | --- |")
    print(f"| median | {median(held):.2f} |")
    print(f"| 95 % | {percentile(held, 0.95):.2f} |")
    print(f"| longest (bound {SLICE_BOUND_MS:.0f}: {verdict}) | {max(held):.2f} |")
    print(
        f"| key, 95 %: ours, bare | {percentile(ours, 0.95):.2f}, {percentile(others, 0.95):.2f} |"
    )


if __name__ == "__main__":
    main()
