"""“What works here”: one honest list for this system."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.remote.works_facts import Fact, Works

_SENTENCE = 420
_TITLE = 210


class WorksDialog(QDialog):
    """Facts in rows: a word for how far it works, what it is, and the sentence."""

    def __init__(self, look: Look, facts: tuple[Fact, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._facts: tuple[Fact, ...] = ()
        self.setWindowTitle(self.tr("What works here"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet = Ground(look)
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(24, 20, 24, 20)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnMinimumWidth(1, _TITLE)
        self._grid.setColumnMinimumWidth(2, _SENTENCE)
        self._grid.setColumnStretch(2, 1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self._sheet)
        self.area.setAccessibleName(self.windowTitle())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.area, 1)
        layout.addWidget(Hairline(look))
        layout.addLayout(self._footer())
        self.add(facts)
        self.close_button.setFocus()

    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def add(self, facts: tuple[Fact, ...]) -> None:
        """More rows below."""
        for fact in facts:
            row = self._grid.rowCount()
            mark = Label(self._look, self._word(fact.works), role="small", token="ink2")
            title = Label(self._look, fact.title, role="strong", elide=False)
            sentence = WrappedText(self._look, fact.sentence, role="body", token="ink")
            sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            sentence.setAccessibleName(f"{fact.title}: {mark.text()}. {fact.sentence}")
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(mark, row, 0, top)
            self._grid.addWidget(title, row, 1, top)
            self._grid.addWidget(sentence, row, 2)
        self._facts += facts
        self._fit()
        QTimer.singleShot(0, self, self._fit)

    def as_text(self) -> str:
        """The list as plain text, one row a line, for a report."""
        rows = (f"{self._word(f.works)}: {f.title}: {f.sentence}" for f in self._facts)
        return "\n".join(rows) + "\n"

    def _word(self, works: Works) -> str:
        words = {
            Works.YES: self.tr("Works"),
            Works.READY: self.tr("Possible"),
            Works.NO: self.tr("Not here"),
        }
        return words[works]

    def _fit(self) -> None:
        """As high as the rows need; a label knows its height once it has its font."""
        width = max(780, self._sheet.sizeHint().width() + 24)
        footer = self.close_button.sizeHint().height() + 32
        inside = width - self.area.verticalScrollBar().sizeHint().width()
        wanted = QSize(width, self._grid.totalHeightForWidth(inside) + footer)
        self.resize(wanted.boundedTo(self.screen().availableSize() - QSize(32, 64)))

    def _footer(self) -> QHBoxLayout:
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setProperty("role", "quiet")
        self.copy_button.clicked.connect(lambda: _copy(self.as_text()))
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.reject)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.addWidget(self.copy_button)
        footer.addStretch(1)
        footer.addWidget(self.close_button)
        return footer


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
