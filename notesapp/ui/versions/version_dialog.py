"""Earlier versions: which there are, what they say, what differs from now, and taking back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.comparing import Difference, changed_counts
from notesapp.storage.versions import Version
from notesapp.ui.files.difference_view import DifferenceView
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.versions.version_list import VersionList
from notesapp.ui.versions.version_words import amount

WIDTH, HEIGHT, LIST = 860, 600, 232
_SHOWN = 2_000_000


class VersionDialog(QDialog):
    """Changes nothing itself. ``wanted`` asks for the content of a version, ``taken`` is said
    when what ``view.chosen()`` holds is to be taken back.
    """

    wanted = Signal(object)
    taken = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Earlier versions"))
        self.version: Version | None = None
        self.now: list[str] = []
        self.then: list[str] = []
        self.list = VersionList(look)
        self.differs = QRadioButton(self.tr("What differs from now"))
        self.whole = QRadioButton(self.tr("The whole text"))
        self.amount = Label(look, "", role="small", token="ink2")
        self.view = DifferenceView(look)
        self.view.empty_words = self.tr("The same as now.")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(12)
        self.text.setAccessibleName(self.tr("The whole text"))
        self.said = WrappedText(look, "", role="body", token="ink2")
        self.all = QPushButton(self.tr("Tick all"))
        self.none = QPushButton(self.tr("Tick none"))
        self.close_button = QPushButton(self.tr("Close"))
        self.go = QPushButton(self.tr("Take back"))
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self._lay_out(look)
        self.set_look(look)
        self._connect()
        self.differs.setChecked(True)
        resize_within(self, round(WIDTH * look.fonts.scale), round(HEIGHT * look.fonts.scale))
        self._refresh()

    def set_look(self, look: Look) -> None:
        """Take type from another look."""
        self.text.setFont(look.font("body"))

    def show_versions(self, versions: tuple[Version, ...]) -> None:
        """Show which there are."""
        self.list.show_versions(versions)
        if not versions:
            self.say(
                self.tr("There are no earlier versions yet.")
                + " "
                + self.tr("One is kept whenever the notes are opened or saved.")
            )
            self.list.empty_words = self.tr("None yet")
            self.close_button.setFocus()
        else:
            self.list.setFocus()

    def show_content(
        self, version: Version, now: list[str], then: list[str], found: tuple[Difference, ...]
    ) -> None:
        """Show a version beside what stands in the window now."""
        self.version, self.now, self.then = version, now, then
        self.said.setText("")
        self.text.setPlainText("\n".join(then)[:_SHOWN])
        self.view.show_difference(now, then, ticks=True, differences=found)
        self._turn()

    def say(self, sentence: str) -> None:
        """One sentence in place of a version."""
        self.version, self.now, self.then = None, [], []
        self.view.show_difference([], [], ticks=True)
        self.said.setText(sentence)
        self.pages.setCurrentWidget(self.message)
        self._refresh()

    def _connect(self) -> None:
        self.list.version_changed.connect(self._on_row)
        self.differs.toggled.connect(lambda _: self._turn())
        self.view.chosen_changed.connect(self._refresh)
        self.all.clicked.connect(lambda: self.view.tick_all(True))
        self.none.clicked.connect(lambda: self.view.tick_all(False))
        self.close_button.clicked.connect(self.reject)
        self.go.clicked.connect(self._take)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.list.rows.versions):
            self.version = None
            self._refresh()
            self.wanted.emit(self.list.rows.versions[row])

    def _take(self) -> None:
        self.accept()
        self.taken.emit()

    def _turn(self) -> None:
        if self.version is not None:
            self.pages.setCurrentWidget(self.view if self.differs.isChecked() else self.text)
        self._refresh()

    def _refresh(self) -> None:
        shown, chosen = self.version is not None, self.view.chosen()
        every = self.view.differences
        some = shown and bool(every) and self.pages.currentWidget() is self.view
        for button in (self.all, self.none):
            button.setVisible(some and len(every) > 1)
        for page in (self.differs, self.whole):
            page.setEnabled(shown)
        self.amount.set_text(amount(*changed_counts(every)) if shown else "")
        self.go.setEnabled(shown and bool(chosen))
        words = self.tr("Take back")
        if shown and len(every) > 1:
            words = self.tr("Take back {0} of {1} places").format(len(chosen), len(every))
            if len(chosen) == len(every):
                words = self.tr("Take back all")
        self.go.setText(words)

    def _lay_out(self, look: Look) -> None:
        self.message = QWidget()
        empty = QVBoxLayout(self.message)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.addWidget(self.said)
        self.pages = QStackedWidget()
        for page in (self.message, self.view, self.text):
            self.pages.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.differs)
        row.addWidget(self.whole)
        row.addStretch(1)
        row.addWidget(self.amount)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(row)
        right.addWidget(self.pages, 1)
        self.list.setFixedWidth(round(LIST * look.fonts.scale))
        body = QHBoxLayout()
        body.setContentsMargins(24, 20, 24, 16)
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(self._footer(look))

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        words = self.tr("One undo step. What stands here is kept first.")
        footer.addWidget(Label(look, words, role="small", token="ink3"))
        footer.addStretch(1)
        for button in (self.none, self.all, self.close_button, self.go):
            footer.addWidget(button)
        return footer
