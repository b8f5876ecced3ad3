"""The window of the links: a table, and two buttons that ask the web."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.edits.web_link_edits import lacks_words
from notesapp.ui.kit.enter_presses import EnterPresses
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.links.link_table import ADDRESS, LinkTable
from notesapp.ui.links.link_words import LinkRow, count_words, sentence


class LinksDialog(QDialog):
    """Stays open beside the notes and changes nothing itself; ``hidden`` ends what was asked.

    ``address_typed`` and ``words_typed`` carry the place of a row and what was typed there;
    ``use_requested`` the rows whose suggestion is taken.
    """

    address_typed = Signal(int, str)
    words_typed = Signal(int, str)
    line_requested = Signal(int)
    check_requested = Signal()
    titles_requested = Signal()
    stop_requested = Signal()
    use_requested = Signal(tuple)
    undo_requested = Signal(bool)
    hidden = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._busy = False
        self.setWindowTitle(self.tr("Links"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self.count = Label(look, "", role="body", token="ink", elide=False)
        self.table = LinkTable(look)
        self.words = WrappedText(look, "", role="small", token="ink2")
        self.use = QPushButton()
        self.use_all = QPushButton()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Links asked about"))
        self.stop = QPushButton(self.tr("Stop"))
        self.titles = QPushButton(self.tr("Fetch titles"))
        self.titles.setToolTip(self.tr("Suggests words for links that show their bare address"))
        self.check = QPushButton(self.tr("Check links"))
        self.check.setProperty("role", "primary")
        for button in (self.use, self.use_all, self.stop, self.titles, self.check):
            button.setAutoDefault(False)
        EnterPresses(self)
        self._lay_out(look)
        self._connect()
        resize_within(self, round(840 * look.fonts.scale), round(520 * look.fonts.scale))
        self.show_rows(())
        self.show_busy(False)
        self.table.setFocus()

    def _lay_out(self, look: Look) -> None:
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.words, 1)
        said.addWidget(self.use)
        said.addWidget(self.use_all)
        self.words.setMinimumHeight(self.check.sizeHint().height())  # nothing jumps
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 12)
        body.setSpacing(12)
        body.addWidget(self.count)
        body.addWidget(self.table, 1)
        body.addLayout(said)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        honest = self.tr("Nothing is asked on the web until you press Check links or Fetch titles.")
        self.honest = WrappedText(look, honest, role="small", token="ink3")
        self.honest.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        footer.addWidget(self.honest, 1)
        for button in (self.stop, self.titles, self.check):
            footer.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self.progress)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _connect(self) -> None:
        self.table.links.typed.connect(self._typed)
        self.table.row_chosen.connect(lambda _: self._show_current())
        self.table.row_clicked.connect(self._clicked)
        self.check.clicked.connect(self.check_requested)
        self.titles.clicked.connect(self.titles_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.use.clicked.connect(self._use_current)
        self.use_all.clicked.connect(lambda: self.use_requested.emit(self._with_titles()))

    @property
    def rows(self) -> tuple[LinkRow, ...]:
        """The rows as they are shown."""
        return self.table.links.rows

    def show_rows(self, rows: tuple[LinkRow, ...]) -> None:
        """Show the links as they are now."""
        self.table.show_rows(rows)
        self.count.set_text(count_words(rows))
        self._show_current()
        self._enable()

    def show_busy(self, busy: bool) -> None:
        """Whether the web is being asked."""
        self._busy = busy
        if not busy and self.stop.hasFocus():
            self.check.setFocus()
        self.stop.setVisible(busy)
        self.progress.setVisible(busy)
        self._enable()

    def show_progress(self, done: int, of: int) -> None:
        """How many addresses are known."""
        self.progress.setRange(0, max(1, of))
        self.progress.setValue(done)

    def say(self, words: str) -> None:
        """Say something below the table, till another row is chosen."""
        self.words.setText(words)
        announce(self, words)

    def _enable(self) -> None:
        self.check.setEnabled(not self._busy and any(row.link.is_web for row in self.rows))
        self.titles.setEnabled(not self._busy and any(lacks_words(row.link) for row in self.rows))

    def _show_current(self) -> None:
        row = self.table.current_row()
        self.words.setText(sentence(row) if row is not None else "")
        label = ""
        if row is not None and row.title:
            label = self.tr("Use this title")
        elif row is not None and row.better_address:
            label = self.tr("Use this address")
        self.use.setText(label)
        self.use.setVisible(bool(label))
        titles = len(self._with_titles())
        self.use_all.setText(self.tr("Use all {0} titles").format(titles))
        self.use_all.setVisible(titles > 1)

    def _with_titles(self) -> tuple[int, ...]:
        return tuple(number for number, row in enumerate(self.rows) if row.title)

    def _use_current(self) -> None:
        self.use_requested.emit((self.table.currentIndex().row(),))
        if not self.use.isVisible():
            self.table.setFocus()

    def _typed(self, row: int, column: int, text: str) -> None:
        (self.address_typed if column == ADDRESS else self.words_typed).emit(row, text)

    def _clicked(self, row: int) -> None:
        self.line_requested.emit(self.rows[row].link.line)

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo are those of the notes."""
        for key, redo in (
            (QKeySequence.StandardKey.Undo, False),
            (QKeySequence.StandardKey.Redo, True),
        ):
            if event.matches(key):
                self.undo_requested.emit(redo)
                return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()
