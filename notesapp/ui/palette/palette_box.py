"""The palette's box over the window: a field, what it finds, and two keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, stroke_round
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.palette.entries import Entry
from notesapp.ui.palette.palette_list import ROW, EntryModel, PaletteList

WIDTH, TOP, SHADOW = 640, 84, 48
_MOST_ROWS = 11
_NONE = Qt.KeyboardModifier.NoModifier
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _MOST_ROWS,
}
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class PaletteBox(QWidget):
    """A child of the window with room for its shadow. ``find`` gives the entries for a text.

    ``chosen`` and ``key_change_requested`` carry an Entry; ``closed`` says whether the focus shall
    go back to where it came from.
    """

    chosen = Signal(object)
    key_change_requested = Signal(object)
    closed = Signal(bool)

    def __init__(self, look: Look, find: Callable[[str], list[Entry]], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._find = find
        self.setAccessibleName(self.tr("Command palette"))
        self.field = QLineEdit()
        self.field.setFrame(False)
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Command palette"))
        self.model = EntryModel()
        self.list = PaletteList(look)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("Found"))
        self._icon = QLabel()
        self.count = Label(look, "", role="small", token="ink3", elide=False)
        self._change = QWidget()
        self._lay_out(look)
        self.set_look(look)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _: self.show_found())
        self.list.clicked.connect(lambda index: self.chosen.emit(self.model.entries[index.row()]))
        parent.installEventFilter(self)

    def _lay_out(self, look: Look) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(20, 0, 20, 0)
        top.setSpacing(8)
        top.addWidget(self._icon)
        top.addWidget(self.field, 1)
        top.addWidget(self.count)
        self._head = QWidget()
        self._head.setLayout(top)
        self._head.setFixedHeight(max(48, look.fonts.line("heading") + 20))
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 0)
        foot.setSpacing(8)
        words = self.tr("Type : for a line, @ for a question, 8:26 for a time")
        foot.addWidget(Label(look, words, role="small", token="ink3", fill=True))
        foot.addWidget(KeyCaps(look, "Enter"))
        foot.addWidget(Label(look, self.tr("run"), role="small", token="ink3", elide=False))
        change = QHBoxLayout(self._change)
        change.setContentsMargins(8, 0, 0, 0)
        change.setSpacing(8)
        change.addWidget(KeyCaps(look, "F2"))
        change.addWidget(
            Label(look, self.tr("change key"), role="small", token="ink3", elide=False)
        )
        foot.addWidget(self._change)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        self._foot.setFixedHeight(max(36, look.fonts.line("small") + 16))
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 1)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline(look))
        column.addSpacing(4)
        column.addWidget(self.list)
        column.addSpacing(4)
        column.addWidget(Hairline(look))
        column.addWidget(self._foot)

    def open(self) -> None:
        """Show it empty, with the focus."""
        self.field.clear()
        self.show_found()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_box(self, *, return_focus: bool = True) -> None:
        """Hide it."""
        if self.isVisible():
            self.hide()
            self.closed.emit(return_focus)

    def show_found(self) -> None:
        """Ask for the entries anew and show them."""
        entries = self._find(self.field.text())
        self.model.show_entries(entries)
        if entries:
            self._select(0)
        only_commands = all(entry.kind == "command" for entry in entries)
        words = self.tr("{0} commands") if only_commands else self.tr("{0} found")
        if len(entries) == 1:
            words = self.tr("1 command") if only_commands else self.tr("1 found")
        self.count.set_text(words.format(len(entries)) if entries else self.tr("Nothing found"))
        self._place()

    def current(self) -> Entry | None:
        """The entry that Enter would choose."""
        row = self.list.currentIndex().row()
        return self.model.entries[row] if 0 <= row < len(self.model.entries) else None

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self._icon.setPixmap(look.pixmap("search", "ink2", 16, self))
        self.field.setFont(look.font("heading", weight=400))
        self.field.setStyleSheet(
            "QLineEdit, QLineEdit:focus, QLineEdit:hover"
            " { border: none; background: transparent; padding: 0 4px; }"
        )
        self.update()

    # --- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent():
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._is_ours(event):
                event.accept()
                return True
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._is_ours(event) and self._press(event)
        lost = isinstance(event, QFocusEvent) and event.lostFocus()
        if lost and event.reason() not in _PASSING:  # type: ignore[attr-defined]
            self.close_box(return_focus=False)
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        keys = (*_MOVES, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NONE
        return plain and event.key() in (*keys, Qt.Key.Key_Tab)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        entry = self.current()
        if key in _MOVES:
            self._move(_MOVES[key])
        elif key == Qt.Key.Key_Escape:
            self.close_box()
        elif key == Qt.Key.Key_F2:
            if entry is not None and entry.slot and not entry.choice:
                self.key_change_requested.emit(entry)
        elif key != Qt.Key.Key_Tab and entry is not None:
            self.chosen.emit(entry)
        return True

    def _move(self, by: int) -> None:
        last = len(self.model.entries) - 1
        row = self.list.currentIndex().row() + by
        if abs(by) == 1:
            row = 0 if row > last else last if row < 0 else row
        self._select(max(0, min(last, row)))

    def _select(self, row: int) -> None:
        index = self.model.index(row)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flags)
        self.list.scrollTo(index)
        entry = self.current()
        self._change.setVisible(entry is not None and bool(entry.slot) and not entry.choice)
        self.list.setAccessibleDescription(entry.title if entry is not None else "")
        announce(self.field, index.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    # --- place and paint

    def _place(self) -> None:
        window = self.window()
        width = min(WIDTH, window.width() - 32)
        room = window.height() - TOP - 16 - self._head.height() - self._foot.height() - 12
        row = max(ROW, self._look.fonts.line("body") + 16)
        rows = min(len(self.model.entries), _MOST_ROWS, max(1, room // row))
        self.list.setFixedHeight(rows * row)
        height = self._head.height() + self._foot.height() + rows * row + 12
        box = QRect((window.width() - width) // 2, TOP, width, height)
        self.setGeometry(box.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        if not inside.contains(event.position().toPoint()):
            self.close_box()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shade = QColor(0, 0, 0, 5)
        for grow in range(SHADOW - 12, 0, -3):
            fill_round(painter, box.adjusted(-grow, 12 - grow, grow, 12 + grow), 10 + grow, shade)
        fill_round(painter, box, 10, self._look.color("bg"))
        stroke_round(painter, box, 10, self._look.color("edge"))
        painter.end()
