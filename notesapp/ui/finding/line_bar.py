"""Going to a line of the file by its number."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QGridLayout, QPushButton

from notesapp.core.edits.base import Position
from notesapp.core.going import parse_line
from notesapp.ui.finding.find_bar import EnterField
from notesapp.ui.finding.text_bar import TextBar, TroubleLine
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.widgets import Label
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.window.main_window import MainWindow


class LineBar(TextBar):
    """One field for a number."""

    def __init__(self, look: Look, window: MainWindow) -> None:
        super().__init__(look, window)
        self.setAccessibleName(self.tr("Go to line"))
        self.field = EnterField()
        self.field.setAccessibleName(self.tr("Line"))
        self.field.setFixedWidth(96)
        self.of = Label(look, "", role="small", token="ink2", elide=False)
        self.go = QPushButton(self.tr("Go"))
        self.go.setAutoDefault(True)
        self.go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.trouble = TroubleLine(look)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(Label(look, self.tr("Go to line"), elide=False), 0, 0)
        for column, part in enumerate((self.field, self.of, self.go), 1):
            grid.addWidget(part, 0, column)
        grid.setColumnStretch(4, 1)
        grid.addWidget(self.close_button, 0, 5)
        grid.addWidget(self.trouble, 1, 1, 1, 4)


class GoToLine(QObject):
    """Lines are counted as in the file, those out of sight too."""

    def __init__(self, window: MainWindow, document: NotesDocument) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self.bar = LineBar(window.look, window)
        self.bar.field.entered.connect(lambda _: self._go())
        self.bar.go.clicked.connect(self._go)

    def open(self) -> None:
        """Ask for a line; the present one stands there."""
        bar = self.bar
        bar.open_bar()
        bar.trouble.say("")
        bar.of.set_text(self.tr("of {0}").format(self._number(self._lines())))
        bar.field.setText(str(self._window.editor.place().line + 1))
        bar.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        bar.field.selectAll()

    def _lines(self) -> int:
        return self._document.qt.blockCount()

    def _number(self, number: int) -> str:
        return self._window.locale().toString(number)

    def _go(self) -> None:
        place = parse_line(self.bar.field.text())
        if place is None or not 0 <= place[0] < self._lines():
            sentence = self.tr("There is no such line. Type a number from 1 to {0}.")
            self.bar.trouble.say(sentence.format(self._number(self._lines())))
            self.bar.field.selectAll()
            return
        self.bar.close_bar()
        editor = self._window.editor
        editor.set_place(Position(*place))
        editor.centerCursor()
