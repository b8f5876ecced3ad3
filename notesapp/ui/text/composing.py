"""What an input method or a dead key has begun and not finished, when a command's key comes."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class Composition:
    """The letters not yet in the text. A command's key puts them there first: nothing is lost.

    Esc leaves the letters away, and is no command then.
    """

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._letters = ""

    @property
    def is_open(self) -> bool:
        """Whether something is being composed."""
        return bool(self._letters)

    def take(self, event: QInputMethodEvent) -> None:
        """Follow what the input method says."""
        self._letters = event.preeditString()

    def finish(self, *, keep: bool) -> None:
        """Put the letters into the text, or leave them away; the input method starts afresh.

        One that commits by itself when asked is let; others only show letters.
        """
        if not self._letters:
            return
        method = QGuiApplication.inputMethod()
        if keep:
            method.commit()
        letters, self._letters = self._letters, ""
        if letters:
            event = QInputMethodEvent()
            event.setCommitString(letters if keep else "")
            QApplication.sendEvent(self._widget, event)
        method.reset()
