"""The find bar: what to look for, how, and what to put in its place."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from notesapp.core.finding import Query
from notesapp.ui.finding.text_bar import TextBar, TroubleLine
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.widgets import Label
from notesapp.ui.window.main_window import MainWindow

FIELD, NARROW = 280, 680
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class EnterField(QLineEdit):
    """A field whose Enter asks for something, Shift+Enter for the opposite."""

    entered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~_KEYPAD
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and plain in (Qt.KeyboardModifier.NoModifier, _SHIFT):
            self.entered.emit(plain == _SHIFT)
            return
        super().keyPressEvent(event)


class FindBar(TextBar):
    """Asks; it neither searches nor replaces. ``changed`` follows the field and every switch."""

    changed = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal()
    replace_all_requested = Signal()

    def __init__(self, look: Look, window: MainWindow) -> None:
        super().__init__(look, window)
        self.setAccessibleName(self.tr("Find"))
        self._make_find(look)
        self._make_switches(look)
        self._make_replace()
        self._lay_out()
        self._connect()
        self.show_replace(False)

    def _make_find(self, look: Look) -> None:
        self.unfold = FlatButton(look, self.tr("Replace"), icon="chevron-down", size=28)
        self.replaces = False
        self.field = EnterField()
        self.field.setAccessibleName(self.tr("Find"))
        self.field.setPlaceholderText(self.tr("Find in these notes"))
        self.count = Label(look, "", role="small", token="ink2", elide=False)
        self.previous = FlatButton(look, self.tr("Previous hit"), icon="chevron-up", size=28)
        self.next = FlatButton(look, self.tr("Next hit"), icon="chevron-down", size=28)
        self.trouble = TroubleLine(look)

    def _make_switches(self, look: Look) -> None:
        rows = (
            ("case", "Aa", self.tr("Match case")),
            ("word", self.tr("Word"), self.tr("Whole words")),
            ("regex", ".*", self.tr("Pattern (regular expression)")),
            ("segment", self.tr("This segment"), self.tr("Only in this segment")),
        )
        self.switches: dict[str, FlatButton] = {}
        for key, text, name in rows:
            button = self.switches[key] = FlatButton(look, name, text=text, size=28)
            button.setCheckable(True)
            button.setToolTip(name)

    def _make_replace(self) -> None:
        self.words = EnterField()
        self.words.setAccessibleName(self.tr("Replace with"))
        self.words.setPlaceholderText(self.tr("Replace with"))
        self.replace = QPushButton(self.tr("Replace"))
        self.replace_all = QPushButton(self.tr("Replace all"))
        for button in (self.replace, self.replace_all):
            button.setAutoDefault(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        for field in (self.field, self.words):
            field.setMinimumWidth(120)
            field.setMaximumWidth(FIELD)
        self._steps = _row(self.count, self.previous, self.next)
        self._row = _row(*self.switches.values())
        self._buttons = _row(self.replace, self.replace_all)
        self.count.setMinimumWidth(64)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(10, 8, 16, 8)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(6)
        grid.addWidget(self.unfold, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self._steps, 0, 2)
        grid.addWidget(self.close_button, 0, 5)
        grid.addWidget(self.trouble, 1, 1, 1, 4)
        grid.addWidget(self.words, 2, 1)
        grid.addWidget(self._buttons, 2, 2, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1000)
        grid.setColumnStretch(4, 1)
        self._place_switches(narrow=False)
        order = (self.unfold, self.field, self.previous, self.next, *self.switches.values())
        order += (self.words, self.replace, self.replace_all, self.close_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _place_switches(self, *, narrow: bool) -> None:
        self._is_narrow = narrow
        if narrow:
            self._grid.addWidget(self._row, 3, 1, 1, 4, Qt.AlignmentFlag.AlignLeft)
        else:
            self._grid.addWidget(self._row, 0, 3, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self.changed.emit())
        for button in self.switches.values():
            button.toggled.connect(lambda _: self.changed.emit())
        self.field.entered.connect(self._step)
        self.words.entered.connect(lambda _: self.replace_requested.emit())
        self.next.clicked.connect(lambda: self.next_requested.emit())
        self.previous.clicked.connect(lambda: self.previous_requested.emit())
        self.replace.clicked.connect(lambda: self.replace_requested.emit())
        self.replace_all.clicked.connect(lambda: self.replace_all_requested.emit())
        self.unfold.clicked.connect(lambda: self.show_replace(not self.replaces))

    def _step(self, back: bool) -> None:
        (self.previous_requested if back else self.next_requested).emit()

    def query(self) -> Query:
        """What is asked for now."""
        on = {key: button.isChecked() for key, button in self.switches.items()}
        return Query(self.field.text(), on["case"], on["word"], on["regex"])

    @property
    def within_segment(self) -> bool:
        """Whether only the segment under the caret counts."""
        return self.switches["segment"].isChecked()

    def show_replace(self, shown: bool) -> None:
        """Unfold the row below, or fold it."""
        self.replaces = shown
        self.unfold.set_icon("chevron-up" if shown else "chevron-down")
        words = self.tr("Hide replace") if shown else self.tr("Show replace")
        self.unfold.setAccessibleName(words)
        self.unfold.setToolTip(words)
        self.words.setVisible(shown)
        self._buttons.setVisible(shown)

    def show_count(self, words: str, *, any_hits: bool) -> None:
        """How many hits there are and which is the current one."""
        if words != self.count.text():
            announce(self.field, words)
        self.count.set_text(words)
        for button in (self.next, self.previous, self.replace, self.replace_all):
            button.setEnabled(any_hits)

    def set_keys(self, following: str, previous: str) -> None:
        """The keys of the buttons, for their tooltips."""
        for button, key in ((self.next, following), (self.previous, previous)):
            name = button.accessibleName()
            button.setToolTip(f"{name} ({key})" if key else name)

    def take_focus(self, *, in_words: bool = False) -> None:
        """Be ready to type; what stands in the field is selected."""
        field = self.words if in_words else self.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < NARROW
        if narrow != self._is_narrow:
            self._place_switches(narrow=narrow)
        super().resizeEvent(event)


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(4, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    return holder
