"""The rows of the publish dialog: what can be written, and what has been."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from notesapp.core.problems import Severity
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, stroke_round
from notesapp.ui.kit.widgets import Label
from notesapp.ui.panels.problem_row import SIGNS

ROW_HEIGHT = 36
_TITLE, _FILE = 168, 216
_COPIED_MS = 1500


@dataclass(frozen=True, slots=True)
class PublishRow:
    """One kind of file. ``severity`` is empty where all is well, else a ``Severity``.

    A row with a clipboard text stands apart, with a button that copies it.

    ``state`` is a short sentence: "Ready, 5 chapters", or what will be lost.
    """

    key: str
    title: str
    file_name: str
    state: str
    severity: str = ""
    checked: bool = True
    clipboard_text: str = ""


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """What became of a row: where it was written; ``losses`` says what it could not carry."""

    key: str
    path: Path | None
    losses: str = ""


class State(QWidget):
    """A shape and a short sentence: a tick where all is well."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sign: tuple[str, str] = ("", "")
        self._icon = QLabel()
        self._icon.setFixedWidth(16)
        self.words = Label(look, "", role="body", token="ink2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch(1)

    def show_state(self, words: str, severity: str) -> None:
        """Say how a row stands; nothing at all for empty words."""
        self.words.set_text(words)
        self._sign = SIGNS[Severity(severity)] if severity else ("check", "ink2")
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        icon, token = self._sign
        self._icon.setVisible(bool(self.words.text()))
        if icon:
            self._icon.setPixmap(look.pixmap(icon, token, 16, self))


class RowWidget(QWidget):
    """Tick, kind, file name and state; a click anywhere on the row ticks it."""

    toggled = Signal()

    def __init__(self, look: Look, row: PublishRow) -> None:
        super().__init__()
        self.row = row
        self._replaced: QDateTime | None = None
        self._replace = False
        self.setFixedHeight(max(ROW_HEIGHT, look.fonts.line("body") + 20))
        self.tick = QCheckBox()
        self.tick.setChecked(row.checked)
        self.tick.setAccessibleName(row.title)
        policy = self.tick.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.tick.setSizePolicy(policy)
        self.title = Label(look, row.title, weight=500)
        self.file = Label(look, row.file_name, token="ink3")
        self.state = State(look)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(12)
        layout.addWidget(self.tick)
        layout.addWidget(_boxed(self.title, _TITLE))
        layout.addWidget(_boxed(self.file, _FILE))
        layout.addWidget(self.state, 1)
        self.copy = self._add_copy(layout)
        self.tick.toggled.connect(self._on_tick)
        self._show_state()

    def _add_copy(self, layout: QHBoxLayout) -> QPushButton | None:
        if not self.row.clipboard_text:
            return None
        button = QPushButton(self.tr("Copy"))
        button.setProperty("role", "quiet")
        button.setAccessibleName(self.tr("Copy {0}").format(self.row.title))
        button.clicked.connect(self._copy)
        layout.addWidget(button)
        return button

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.row.clipboard_text)
        assert self.copy is not None
        self.copy.setText(self.tr("Copied"))
        QTimer.singleShot(_COPIED_MS, self.copy, self._name_copy)

    def _name_copy(self) -> None:
        if self.copy is not None:
            self.copy.setText(self.tr("Copy"))

    def is_chosen(self) -> bool:
        """Whether this file is to be written."""
        return self.tick.isChecked()

    def conflicts(self) -> bool:
        """Whether it is chosen and a file of that name is there already."""
        return self.is_chosen() and self._replaced is not None

    def look_in(self, folder: Path, *, replace: bool) -> None:
        """See whether the folder already has a file of that name."""
        try:
            stamp = (folder / self.row.file_name).stat().st_mtime
        except OSError:
            self._replaced = None
        else:
            self._replaced = QDateTime.fromSecsSinceEpoch(int(stamp))
        self._replace = replace
        self._show_state()

    def show_written(self, written: WrittenRow | None) -> None:
        """Show what became of this row; one that was not chosen steps back."""
        self.tick.hide()
        self.setEnabled(written is not None)
        if written is None:
            self.state.show_state("", "")
            return
        if written.path is not None:
            self.file.set_text(written.path.name)
        severity = Severity.ADVICE if written.losses else ""
        self.state.show_state(written.losses or self.tr("Written"), severity)

    def _on_tick(self) -> None:
        self._show_state()
        self.toggled.emit()

    def _show_state(self) -> None:
        if not self.is_chosen():
            self.state.show_state("", "")
            return
        row = self.row
        words, severity = row.state, row.severity
        if self._replaced is not None:
            when = self.locale().toString(self._replaced, self.tr("d MMM, HH:mm"))
            if not self._replace:
                words, severity = self.tr("A file of {0} is there").format(when), Severity.ADVICE
            elif not severity:
                words = self.tr("Replaces the file of {0}").format(when)
        self.state.show_state(words, severity)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.tick.isVisible():
            self.tick.toggle()


class Card(QWidget):
    """Rows on one surface, hairlines between them."""

    def __init__(self, look: Look, rows: list[RowWidget]) -> None:
        super().__init__()
        self._look, self._rows = look, rows
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        for row in rows:
            column.addWidget(row)

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, self.rect(), 8, self._look.color("surface"))
        stroke_round(painter, self.rect(), 8, self._look.color("line"))
        for row in self._rows[1:]:
            painter.fillRect(12, row.y(), self.width() - 24, 1, self._look.color("line"))
        painter.end()


def _boxed(label: Label, width: int) -> QWidget:
    """A label in a column of fixed width."""
    box = QWidget()
    box.setFixedWidth(width)
    box.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)
    layout.addStretch(1)
    return box
