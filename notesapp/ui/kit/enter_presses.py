"""Enter presses the button that has the focus, in a dialog where no button is the default."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton


class EnterPresses(QObject):
    """Watches a dialog whose buttons are not auto-default; Enter in its fields does nothing more.

    Where one button is the default, Qt does the same by itself, unless ``setAutoDefault(False)``
    is said of the others: then Enter on "Cancel" presses the default.
    """

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        button = self._dialog.focusWidget()
        if isinstance(button, QPushButton):
            button.click()
        return True
