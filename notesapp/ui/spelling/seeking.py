"""Looking for the next misspelt word, a stretch at a time and across what must be asked about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from notesapp.core.edits.base import Position
from notesapp.core.spelling import Word

STRETCH = 200  # lines a turn: a few milliseconds


class Seeking(QObject):
    """``words`` gives a line's, ``is_wrong`` judges one or says None, ``ask`` has some judged.

    ``found`` carries line, start and end; ``found_none`` follows once around the document.
    """

    found = Signal(int, int, int)
    found_none = Signal()

    def __init__(
        self,
        document: QTextDocument,
        words: Callable[[QTextBlock], tuple[Word, ...]],
        is_wrong: Callable[[str], bool | None],
        ask: Callable[[list[str]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._words, self._is_wrong, self._ask = words, is_wrong, ask
        self._start: Position | None = None
        self._line = 0
        self._left = 0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.go_on)

    def begin(self, place: Position) -> None:
        """Look behind a place, then from the top."""
        self._start, self._line = place, place.line
        self._left = self._document.blockCount() + 1
        self.go_on()

    def stop(self) -> None:
        """Look no further: the text has changed."""
        self._start = None

    def go_on(self) -> None:
        """Look on; called again when words have been judged."""
        for _ in range(STRETCH):
            if self._start is None:
                return
            if self._left == 0:
                self._start = None
                self.found_none.emit()
                return
            if not self._look(self._start):
                return
            self._line = (self._line + 1) % self._document.blockCount()
            self._left -= 1
        self._turn.start()

    def _look(self, start: Position) -> bool:
        """One line; False where it ends here or must wait."""
        first = self._line == start.line and self._left > self._document.blockCount()
        for word in self._words(self._document.findBlockByNumber(self._line)):
            if first and word.start < start.column:
                continue
            wrong = self._is_wrong(word.text)
            if wrong is None:
                self._ask_ahead()
                return False
            if wrong:
                self._start = None
                self.found.emit(self._line, word.start, word.end)
                return False
        return True

    def _ask_ahead(self) -> None:
        block = self._document.findBlockByNumber(self._line)
        words: list[str] = []
        for _ in range(STRETCH):
            if not block.isValid():
                break
            words += [w.text for w in self._words(block) if self._is_wrong(w.text) is None]
            block = block.next()
        self._ask(words)
