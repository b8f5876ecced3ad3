"""The window that searches other notes: a field, switches, and hits by file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from notesapp.core.edits.base import Position
from notesapp.core.finding import Query
from notesapp.ui.finding.find_bar import EnterField
from notesapp.ui.finding.note_search import FileHits
from notesapp.ui.finding.result_rows import ROW, FileRow, HitRow, ResultDelegate, ResultModel
from notesapp.ui.finding.text_bar import TroubleLine
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.steady_list import SteadyList
from notesapp.ui.kit.widgets import Ground, Hairline, Label

AFTER_MS, SHOW_MS = 200, 50
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class EverywhereDialog(QDialog):
    """Stays open beside the notes. ``query_changed`` comes shortly after the last key."""

    query_changed = Signal()
    place_requested = Signal(Path, Position)
    hidden = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: list[FileRow | HitRow] = []
        self.setWindowTitle(self.tr("Find in notes"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self.query_changed)
        self._shown = QTimer(self)
        self._shown.setSingleShot(True)
        self._shown.setInterval(SHOW_MS)
        self._shown.timeout.connect(self._show)
        self._make(look)
        self._lay_out(look)
        self.resize(QSize(720, 520).boundedTo(self.screen().availableSize() - QSize(32, 64)))

    def _make(self, look: Look) -> None:
        self.field = EnterField()
        self.field.setAccessibleName(self.tr("Find in notes"))
        self.field.setPlaceholderText(self.tr("Find in the notes of this folder and recent ones"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(lambda _: self._soon.start())
        self.field.entered.connect(lambda _: self._open_current())
        self.switches: dict[str, FlatButton] = {}
        for key, text, name in (
            ("case", "Aa", self.tr("Match case")),
            ("word", self.tr("Word"), self.tr("Whole words")),
            ("regex", ".*", self.tr("Pattern (regular expression)")),
        ):
            button = self.switches[key] = FlatButton(look, name, text=text, size=28)
            button.setCheckable(True)
            button.setToolTip(name)
            button.toggled.connect(lambda _: self._soon.start())
        self.trouble = TroubleLine(look)
        self.model = ResultModel(self)
        self.list = SteadyList(self.model)
        self.list.setAccessibleName(self.tr("Hits"))
        self._delegate = ResultDelegate(look, self.list)
        self.list.setItemDelegate(self._delegate)
        self.list.clicked.connect(lambda _: self._open_current())
        self.list.installEventFilter(self)
        self.facts = Label(look, "", role="small", token="ink2", fill=True)

    def _lay_out(self, look: Look) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.field, 1)
        for button in self.switches.values():
            top.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(6)
        head.addLayout(top)
        head.addWidget(self.trouble)
        paper = Ground(look, "surface")
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.addWidget(self.list)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self.facts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Hairline(look))
        whole.addWidget(paper, 1)
        whole.addWidget(Hairline(look))
        whole.addLayout(foot)

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self._delegate.set_look(look)
        self.list.viewport().update()

    def query(self) -> Query:
        """What is asked for now."""
        on = {key: button.isChecked() for key, button in self.switches.items()}
        return Query(self.field.text(), on["case"], on["word"], on["regex"])

    def clear(self) -> None:
        """Forget the hits."""
        self._rows = []
        self._show()

    def add(self, found: FileHits, trouble: str) -> None:
        """Show what was found in one more file, or why it could not be looked into."""
        number = self.locale().toString
        if not found.hits and not trouble:
            return
        count = number(len(found.hits)) if found.hits else ""
        self._rows.append(FileRow(found.path, count, trouble))
        for hit in found.hits:
            place = self.tr("Line {0}").format(number(hit.start.line + 1))
            self._rows.append(HitRow(found.path, hit, place))
        if not self._shown.isActive():
            self._shown.start()

    def show_facts(self, words: str) -> None:
        """How much was searched and found."""
        self.facts.set_text(words)

    def _show(self) -> None:
        self._shown.stop()
        keys = [(number, row.words()) for number, row in enumerate(self._rows)]
        self.list.replace_rows(self._rows, keys)
        if not self.list.currentIndex().isValid():
            self._move(1)

    def _move(self, step: int) -> None:
        """The current row one on, past the heads of files."""
        row = self.list.currentIndex().row() + step
        while 0 <= row < len(self._rows) and isinstance(self._rows[row], FileRow):
            row += 1 if step > 0 else -1
        if 0 <= row < len(self._rows):
            self.list.select_row(row)
            self.list.scrollTo(self.model.index(row))

    def _open_current(self) -> None:
        row = self.list.currentIndex().data(ROW)
        if isinstance(row, HitRow):
            self.place_requested.emit(row.path, row.hit.start)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list from the field too; Enter opens from both."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in _KEYS:
            steps = dict(zip(_KEYS, (-1, 1, -10, 10), strict=True))
            self._move(steps[Qt.Key(event.key())])
            return True
        if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_current()
            return True
        return False

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()
