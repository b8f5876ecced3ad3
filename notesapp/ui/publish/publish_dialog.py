"""Publish: choose what is written and where; afterwards, what was."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.problems import Severity
from notesapp.errors import NotesError
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.panels.problem_row import SIGNS
from notesapp.ui.publish.publish_rows import Card, PublishRow, RowWidget, WrittenRow

_log = logging.getLogger(__name__)

Publish = Callable[[tuple[str, ...], Path, bool], tuple[WrittenRow, ...]]
ChooseFolder = Callable[[QWidget, Path], Path | None]

_GROUNDS = {Severity.RULE: "errSoft", Severity.ADVICE: "warnSoft", Severity.NOTE: "soft"}


def ask_folder(parent: QWidget, folder: Path) -> Path | None:
    """The system's own dialog for choosing a folder; None where it was left."""
    title = QCoreApplication.translate("PublishDialog", "Choose a folder")
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(chosen) if chosen else None


class Banner(QWidget):
    """One sentence on a tinted ground, with its shape and at most one action."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._severity = Severity.RULE
        self._icon = QLabel()
        self.words = WrappedText(look, "", role="body", token="ink")
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.action = QPushButton()
        self.action.setProperty("role", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        self.setMinimumHeight(40)
        self.hide()

    def show_message(self, severity: Severity, words: str, action: str = "") -> None:
        """Show a sentence; empty words hide the banner."""
        self._severity = severity
        self.words.setText(words)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        icon, token = SIGNS[self._severity]
        self._icon.setPixmap(look.pixmap(icon, token, 16, self))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill_round(painter, self.rect(), 6, self._look.color(_GROUNDS[self._severity]))
        painter.end()


class PublishDialog(QDialog):
    """Writes nothing itself: ``publish`` gets the chosen keys, the folder, whether to replace.

    It raises NotesError with the sentence to show. ``show_folder_requested`` carries the folder to
    show in the system's file browser; ``show_problems_requested`` follows closing the dialog.
    """

    show_folder_requested = Signal(object)
    show_problems_requested = Signal()

    def __init__(
        self,
        look: Look,
        rows: tuple[PublishRow, ...],
        folder: Path,
        parent: QWidget | None = None,
        *,
        publish: Publish,
        title: str = "",
        replace: bool = False,
        choose_folder: ChooseFolder = ask_folder,
    ) -> None:
        super().__init__(parent)
        self._publish, self._choose_folder = publish, choose_folder
        self._folder = folder
        self._done = False
        self.setWindowTitle(title or self.tr("Publish"))
        self.setMinimumWidth(800)
        self.rows = {row.key: RowWidget(look, row) for row in rows}
        self.files_fact = Label(look, "", role="small", token="ink3")
        self.banner = Banner(look)
        self.folder_field = QLineEdit()
        self.folder_field.setReadOnly(True)
        self.change = QPushButton(self.tr("Change…"))
        self.replace = QCheckBox(self.tr("Replace files from last time"))
        self.replace.setChecked(replace)
        self.show_folder = QPushButton(self.tr("Show folder"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Publish"))
        self.go.setProperty("role", "primary")
        self._lay_out(look)
        self._connect()
        self._look_in_folder()

    def _lay_out(self, look: Look) -> None:
        files = [row for row in self.rows.values() if not row.row.clipboard_text]
        texts = [row for row in self.rows.values() if row.row.clipboard_text]
        body = QVBoxLayout()
        body.setContentsMargins(24, 16, 24, 16)
        body.setSpacing(8)
        if files:
            body.addLayout(_caption(look, self.tr("Files"), self.files_fact))
            body.addWidget(Card(look, files))
            body.addSpacing(8)
        if texts:
            fact = self.tr("also written next to the files")
            label = Label(look, fact, role="small", token="ink3")
            body.addLayout(_caption(look, self.tr("For the clipboard"), label))
            body.addWidget(Card(look, texts))
            body.addSpacing(8)
        body.addLayout(_caption(look, self.tr("Folder")))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder_field, 1)
        row.addWidget(self.change)
        body.addLayout(row)
        body.addWidget(self.banner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body)
        column.addStretch(1)
        column.addWidget(Hairline(look))
        column.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self.replace)
        footer.addWidget(self.show_folder)
        footer.addStretch(1)
        footer.addWidget(self.cancel)
        footer.addWidget(self.go)
        self.go.setDefault(True)
        self.show_folder.hide()
        self.folder_field.setAccessibleName(self.tr("Folder"))
        return footer

    def _connect(self) -> None:
        for row in self.rows.values():
            row.toggled.connect(self._refresh)
        self.replace.toggled.connect(self._look_in_folder)
        self.change.clicked.connect(self._change_folder)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.show_folder.clicked.connect(lambda: self.show_folder_requested.emit(self._folder))
        self.banner.action.clicked.connect(self._see_problems)

    def chosen(self) -> tuple[str, ...]:
        """The keys of the ticked rows, in their order."""
        return tuple(key for key, row in self.rows.items() if row.is_chosen())

    def folder(self) -> Path:
        """Where the files go."""
        return self._folder

    def _change_folder(self) -> None:
        chosen = self._choose_folder(self, self._folder)
        if chosen is not None:
            self._folder = chosen
            self._look_in_folder()

    def _look_in_folder(self) -> None:
        self.folder_field.setText(_short(self._folder))
        for row in self.rows.values():
            row.look_in(self._folder, replace=self.replace.isChecked())
        self._refresh()

    def _refresh(self) -> None:
        files = [row for row in self.rows.values() if not row.row.clipboard_text]
        chosen = sum(row.is_chosen() for row in files)
        fact = self.tr("{0} kinds, {1} chosen").format(len(files), chosen)
        self.files_fact.set_text(fact)
        faults = self._faults()
        self._show_faults(faults)
        conflict = any(row.conflicts() for row in self.rows.values())
        self.replace.setVisible(conflict)
        blocked = conflict and not self.replace.isChecked()
        self.go.setText(self.tr("Publish anyway") if faults else self.tr("Publish"))
        self.go.setEnabled(bool(self.chosen()) and not blocked)
        tip = self.tr("Tick “Replace files from last time”, or choose another folder")
        self.go.setToolTip(tip if blocked else "")

    def _faults(self) -> list[str]:
        rows = (row for row in self.rows.values() if row.is_chosen())
        return [row.row.title for row in rows if row.row.severity == Severity.RULE]

    def _show_faults(self, titles: list[str]) -> None:
        words = ""
        if titles:
            last = titles[-1]
            names = ", ".join(titles[:-1])
            names = self.tr("{0} and {1}").format(names, last) if names else last
            words = self.tr("Will show a fault: {0}.").format(names)
        self.banner.show_message(Severity.RULE, words, self.tr("See problems") if words else "")

    def _see_problems(self) -> None:
        self.reject()
        self.show_problems_requested.emit()

    def _go(self) -> None:
        if self._done:
            self.accept()
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            written = self._publish(self.chosen(), self._folder, self.replace.isChecked())
        except NotesError as trouble:
            _log.info("Publishing stopped: %s", trouble.detail)
            self.banner.show_message(Severity.RULE, said_sentence(trouble.sentence))
        else:
            self._show_written(written)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _show_written(self, written: tuple[WrittenRow, ...]) -> None:
        self._done = True
        by_key = {row.key: row for row in written}
        for key, row in self.rows.items():
            row.show_written(by_key.get(key))
        self.files_fact.set_text(self.tr("{0} written").format(len(written)))
        self.banner.show_message(Severity.RULE, "")
        self.change.setEnabled(False)
        self.replace.hide()
        self.cancel.hide()
        self.show_folder.show()
        self.go.setText(self.tr("Close"))
        self.go.setToolTip("")
        self.go.setFocus()


def _caption(look: Look, words: str, fact: Label | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Label(look, words, role="caption"))
    if fact is not None:
        row.addWidget(fact)
    row.addStretch(1)
    return row


def _short(folder: Path) -> str:
    """A folder as people write it: with ~ for their own."""
    try:
        inside = folder.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return str(folder)
    return str(Path("~") / inside)
