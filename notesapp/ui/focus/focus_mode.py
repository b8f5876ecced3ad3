"""Focus mode: only the text, the play button and the time; Esc or its key leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt

from notesapp.ui.files.messages import Messages
from notesapp.ui.kit.actions import Actions
from notesapp.ui.text.escape import is_escape
from notesapp.ui.window.main_window import MainWindow


class FocusMode(QObject):
    """Says once how to leave; leaves also when a column is asked for."""

    def __init__(self, window: MainWindow, actions: Actions, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._messages = messages
        self._told = False
        window.editor.installEventFilter(self)
        window.quiet_changed.connect(self._on_quiet)

    def set_on(self, on: bool) -> None:
        """Put everything else away, or bring it back."""
        self._window.set_quiet(on)
        self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_quiet(self, on: bool) -> None:
        self._actions.set_checked("view.focus", on)
        if not on:
            self._window.bar.drop("focus")
        elif not self._told:
            self._told = True
            key = self._actions.key_of("view.focus")
            sentence = self.tr("Esc or {0} brings everything back.") if key else ""
            self._messages.say(
                "focus", sentence.format(key) or self.tr("Esc brings everything back.")
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._window.quiet or not is_escape(event):
            return False
        bars = (bar for bar in self._window.bars_below if bar.property("closes_with_escape"))
        if any(bar.isVisible() for bar in bars):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.set_on(False)
        return True
