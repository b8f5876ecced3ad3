"""The report of what went wrong, to be read, copied or saved; it is sent nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from notesapp.ui.kit.enter_presses import EnterPresses
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.screen_room import resize_within
from notesapp.ui.kit.spoken import announce
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline


class CrashDialog(QDialog):
    """Stands beside the window and holds nobody up. ``report`` gives the text, with the notes or
    without; with ``has_notes`` the user may choose. No button is the default, so that keys which
    were meant for the notes press none."""

    save_requested = Signal(str)
    folder_requested = Signal()

    def __init__(
        self,
        look: Look,
        said: str,
        report: Callable[[bool], str],
        parent: QWidget | None = None,
        *,
        has_notes: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        self._report = report
        self.said = WrappedText(look, said, role="heading", token="ink")
        self.advice = WrappedText(look, self._advice(), role="body", token="ink2")
        self.field = QTextBrowser()
        self.field.setOpenLinks(False)
        self.field.document().setDefaultFont(look.font("small"))
        self.field.setLineWrapMode(QTextBrowser.LineWrapMode.NoWrap)
        self.field.setAccessibleName(self.tr("Report"))
        self.field.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.notes = QCheckBox(self.tr("Add the text of these notes"))
        self.notes.setVisible(has_notes)
        self.copy_button = QPushButton(self.tr("Copy report"))
        self.save_button = QPushButton(self.tr("Save…"))
        self.folder_button = QPushButton(self.tr("Open log folder"))
        self.close_button = QPushButton(self.tr("Close"))
        self.copy_button.setProperty("role", "primary")
        for button in self._buttons():
            button.setAutoDefault(False)
        EnterPresses(self)
        self._lay_out(look)
        self._connect()
        self._fill()
        resize_within(self, round(640 * look.fonts.scale), round(520 * look.fonts.scale))
        self.field.setFocus()
        announce(self, said)

    def show_saved(self, said: str) -> None:
        """What became of saving the report."""
        self.advice.setText(said)
        announce(self, said)

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (self.folder_button, self.save_button, self.copy_button, self.close_button)

    def _advice(self) -> str:
        return self.tr(
            "You may go on working. If it happens again, save your notes and start Show Notes"
            " anew. This report helps whoever mends it; it is sent nowhere unless you do so."
        )

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout()
        body.setContentsMargins(24, 20, 24, 12)
        body.setSpacing(12)
        body.addWidget(self.said)
        body.addWidget(self.advice)
        body.addWidget(self.field, 1)
        body.addWidget(self.notes)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.setSpacing(8)
        footer.addWidget(self.folder_button)
        footer.addStretch(1)
        for button in (self.save_button, self.close_button, self.copy_button):
            footer.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _connect(self) -> None:
        self.notes.toggled.connect(self._fill)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(lambda: self.save_requested.emit(self._text()))
        self.folder_button.clicked.connect(self.folder_requested)
        self.close_button.clicked.connect(self.reject)

    def _text(self) -> str:
        return self._report(self.notes.isChecked())

    def _fill(self) -> None:
        self.field.setPlainText(self._text())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.copy_button.setText(self.tr("Copied"))
        announce(self, self.tr("Copied"))
