"""The small list of snippets and people over the window: type to find, Enter inserts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, stroke_round
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.steady_list import Index, is_hovered, is_selected
from notesapp.ui.kit.widgets import Hairline, Label

WIDTH, TOP, SHADOW, MOST_ROWS = 480, 84, 32, 8
_NONE = Qt.KeyboardModifier.NoModifier
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
_OURS = (*_MOVES, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its name, the first words of what it inserts, and its text with variables."""

    name: str
    about: str
    text: str


class _Rows(QStyledItemDelegate):
    """A name, and behind it in quiet letters what it inserts."""

    def __init__(self, look: Callable[[], Look], view: QListWidget) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, max(28, self._look().fonts.line("body") + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, rect = self._look(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "soft" if is_selected(option) else "hover" if is_hovered(option) else ""
        if ground:
            fill_round(painter, rect.adjusted(8, 0, -8, 0), 6, look.color(ground))
        name = str(index.data())
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink"))
        box = rect.adjusted(20, 0, -20, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle, name)
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(name) + 12)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("ink3"))
        about = str(index.data(Qt.ItemDataRole.UserRole))
        shown = painter.fontMetrics().elidedText(about, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, middle, shown)
        painter.restore()


class SnippetBox(QWidget):
    """``chosen`` carries an Entry. ``closed`` says whether the focus shall go back to the text."""

    chosen = Signal(object)
    edit_requested = Signal()
    closed = Signal(bool)

    def __init__(self, look: Callable[[], Look], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._entries: Sequence[Entry] = ()
        self.found: list[Entry] = []
        self.setAccessibleName(self.tr("Insert snippet"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a snippet or a person"))
        self.field.setAccessibleName(self.tr("Find a snippet or a person"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setItemDelegate(_Rows(look, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit = QPushButton(self.tr("Edit snippets…"))
        self.edit.setProperty("role", "quiet")
        self.edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out(look())
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _: self._refresh())
        self.list.itemClicked.connect(lambda _: self._choose())
        self.edit.clicked.connect(self._edit)
        self.hide()

    def _lay_out(self, look: Look) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 12, 12, 8)
        top.addWidget(self.field)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 8, 6)
        foot.setSpacing(8)
        foot.addWidget(KeyCaps(look, "Enter"))
        foot.addWidget(Label(look, self.tr("insert"), role="small", token="ink3", elide=False))
        foot.addWidget(KeyCaps(look, "Esc"))
        words = self.tr("back to the text")
        foot.addWidget(Label(look, words, role="small", token="ink3", elide=False))
        foot.addStretch(1)
        foot.addWidget(self.edit)
        self.empty = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(SHADOW + 1, SHADOW + 1, SHADOW + 1, SHADOW + 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.list)
        nothing = QHBoxLayout(self.empty)
        nothing.setContentsMargins(20, 4, 20, 8)
        nothing.addWidget(Label(look, self.tr("Nothing found"), role="body", token="ink3"))
        column.addWidget(self.empty)
        column.addSpacing(4)
        column.addWidget(Hairline(look))
        column.addLayout(foot)

    def open_with(self, entries: Sequence[Entry]) -> None:
        """Show these, with the focus in the field."""
        self._entries = entries
        self.field.clear()
        self._refresh()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_box(self, *, return_focus: bool = True) -> None:
        """Hide it."""
        if self.isVisible():
            self.hide()
            self.closed.emit(return_focus)

    def _refresh(self) -> None:
        words = self.field.text().casefold().split()
        self.found = [e for e in self._entries if all(w in _searched(e) for w in words)]
        self.list.clear()
        for entry in self.found:
            item = QListWidgetItem(entry.name)
            item.setData(Qt.ItemDataRole.UserRole, entry.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {entry.about}")
            item.setToolTip(entry.text)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self.found else -1)
        self.empty.setVisible(not self.found)
        self._say_current()
        self._place()

    def _say_current(self) -> None:
        row = self.list.currentRow()
        words = self.found[row].name if row >= 0 else ""
        self.field.setAccessibleDescription(words)
        announce(self.field, words)

    def _choose(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.found):
            entry = self.found[row]
            self.close_box()
            self.chosen.emit(entry)

    def _edit(self) -> None:
        self.close_box()
        self.edit_requested.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NONE
            ours = bare and event.key() in _OURS
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
                return True
        elif (
            isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING
        ):
            self.close_box(return_focus=False)
        return False

    def _press(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in _MOVES:
            last = len(self.found) - 1
            self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + _MOVES[key])))
            self._say_current()
        else:
            self._choose()

    def _place(self) -> None:
        window, layout = self.window(), self.layout()
        assert layout is not None
        rows = max(1, min(MOST_ROWS, len(self.found)))
        row = max(28, self.list.sizeHintForRow(0) if self.found else 28)
        self.list.setFixedHeight(rows * row + 4 if self.found else 0)
        layout.activate()
        width = min(WIDTH, window.width() - 32)
        box = QRect((window.width() - width) // 2, TOP, width, 0)
        height = self.sizeHint().height()
        self.setGeometry(box.left() - SHADOW, TOP - SHADOW, width + 2 * SHADOW, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        shade = QColor(0, 0, 0, 4)
        for grow in range(SHADOW - 8, 0, -3):
            fill_round(painter, box.adjusted(-grow, 8 - grow, grow, 8 + grow), 10 + grow, shade)
        fill_round(painter, box, 10, look.color("surface"))
        stroke_round(painter, box, 10, look.color("edge"))
        painter.end()


def _searched(entry: Entry) -> str:
    return f"{entry.name} {entry.about}".casefold()
