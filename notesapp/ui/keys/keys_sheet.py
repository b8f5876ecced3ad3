"""The sheet of keys: three columns by task that scroll where the screen is low."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp.ui.keys.sheet_rows import COLUMNS, KeyRow, Section
from notesapp.ui.kit.key_caps import KeyCaps
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline, Label

_TALLEST = 640
_NARROW = 1000


class KeysSheet(QDialog):
    """Shows sections; typing in the field hides what does not hold the words."""

    pdf_requested = Signal()
    print_requested = Signal()
    change_requested = Signal()

    def __init__(self, look: Look, sections: tuple[Section, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.sections = sections
        self.setWindowTitle(self.tr("Keys"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(240)
        self._parts: list[tuple[list[QWidget], list[KeyLine]]] = []
        self._nothing = Label(look, "", token="ink2")
        self._fact = WrappedText(look, self._honest(), role="small", token="ink3")
        self._sign = QLabel()
        self._sign.setPixmap(look.pixmap("note", "ink3", 16, self))
        self.pdf = QPushButton(self.tr("Save as PDF…"))
        self.print = QPushButton(self.tr("Print…"))
        self.change = QPushButton(self.tr("Change keys…"))
        self.close_button = QPushButton(self.tr("Close"))
        self._lay_out(look)
        self.search.textChanged.connect(self._filter)
        self.pdf.clicked.connect(self.pdf_requested)
        self.print.clicked.connect(self.print_requested)
        self.change.clicked.connect(self.change_requested)
        self.close_button.clicked.connect(self.reject)
        self.search.setFocus()

    def say(self, sentence: str) -> None:
        """Say what became of saving, in the line at the bottom."""
        self._fact.setText(sentence)

    def lines_shown(self) -> list[str]:
        """The commands in sight, in reading order."""
        return [line.row.words for _, lines in self._parts for line in lines if not line.isHidden()]

    def _lay_out(self, look: Look) -> None:
        sheet = Ground(look)
        columns = QHBoxLayout(sheet)
        columns.setContentsMargins(24, 8, 24, 16)
        narrow = self.screen().availableSize().width() < _NARROW
        columns.setSpacing(16 if narrow else 40)
        for number in range(len(COLUMNS)):
            columns.addLayout(self._column(look, number), 1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(sheet)
        self.area.setAccessibleName(self.tr("Keys"))
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 24, 8)
        top.addWidget(self.search)
        top.addSpacing(12)
        top.addWidget(self._nothing)
        top.addStretch(1)
        if any(row.changed for section in self.sections for row in section.rows):
            words = self.tr("Changed keys carry a dot")
            top.addWidget(Label(look, words, role="small", token="ink3", elide=False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.area, 1)
        layout.addWidget(Hairline(look))
        layout.addLayout(self._footer())
        rest = layout.sizeHint().height() - self.area.sizeHint().height()
        wanted = sheet.sizeHint() + QSize(16, rest)
        room = self.screen().availableSize() - QSize(32, 64)
        self.resize(wanted.boundedTo(QSize(room.width(), min(_TALLEST, room.height()))))

    def _footer(self) -> QHBoxLayout:
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self._sign)
        footer.addWidget(self._fact, 1)
        for button in (self.pdf, self.print, self.change):
            footer.addWidget(button)
        footer.addWidget(self.close_button)
        return footer

    def _column(self, look: Look, number: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for section in self.sections:
            if section.column != number or not section.rows:
                continue
            head = QWidget()
            inside = QVBoxLayout(head)
            inside.setContentsMargins(0, 8 if column.count() else 0, 0, 4)
            inside.setSpacing(0)
            title = Label(look, section.title, role="caption", token="ink2")
            title.setFixedHeight(24)
            inside.addWidget(title)
            inside.addWidget(Hairline(look))
            column.addWidget(head)
            lines = [KeyLine(look, row) for row in section.rows]
            for line in lines:
                column.addWidget(line)
            self._parts.append(([head], lines))
        column.addStretch(1)
        return column

    def _filter(self, typed: str) -> None:
        words = typed.lower().split()
        for heads, lines in self._parts:
            for line in lines:
                line.setVisible(all(word in line.text for word in words))
            for head in heads:
                head.setVisible(any(not line.isHidden() for line in lines))
        found = bool(self.lines_shown())
        self._nothing.set_text("" if found else self.tr("No command with a key fits."))

    def _honest(self) -> str:
        return self.tr(
            "Media keys count where the desktop hands them on. A foot pedal works where it sends"
            " keys: give them to commands."
        )


class KeyLine(QWidget):
    """What a key does, a dot where it is one's own, and its caps at the right."""

    def __init__(self, look: Look, row: KeyRow) -> None:
        super().__init__()
        self.row = row
        self._look = look
        self.text = f"{row.words} {' '.join(row.chords)}".lower()
        changed = self.tr(", changed") if row.changed else ""
        self.setAccessibleName(f"{row.words}: {', '.join(row.chords)}{changed}")
        self.setFixedHeight(max(26, look.fonts.line("body") + 8))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self._words = Label(look, row.words, elide=False)
        line.addWidget(self._words)
        line.addStretch(1)
        for chord in row.chords:
            line.addWidget(KeyCaps(look, chord))

    def set_look(self, look: Look) -> None:
        """Take colours from another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.row.changed:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.color("accent"))
        painter.setBrush(self._look.color("accent"))
        middle = self._words.geometry()
        painter.drawEllipse(middle.right() + 5, middle.center().y() - 2, 4, 4)
        painter.end()
