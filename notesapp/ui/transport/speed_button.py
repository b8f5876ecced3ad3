"""Playback speed: the value with a list behind it, steps by wheel, back to 1 by double click."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.transport.rates import PRESETS, rate_text, step_rate


class PresetMenu(QMenu):
    """The list. A second press on the button that opened it, made in haste, is a double click."""

    reset_requested = Signal()

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        self._button = button
        self._since_open = QElapsedTimer()
        self.aboutToShow.connect(self._since_open.start)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._button.mapFromGlobal(event.globalPosition().toPoint())
        hasty = self._since_open.elapsed() <= QApplication.doubleClickInterval()
        if self._button.rect().contains(place):
            self.close()
            if hasty:
                self.reset_requested.emit()
            return
        super().mousePressEvent(event)


class SpeedButton(FlatButton):
    """Shows the rate and asks for another with ``rate_requested``.

    ``other_requested`` asks for one that is typed, ``keep_requested`` to make this one "my speed".
    """

    rate_requested = Signal(float)
    other_requested = Signal()
    keep_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(
            look,
            "",
            text=rate_text(1.0),
            weight=600,
            token="ink",
            trailing_icon="chevron-down",
            parent=parent,
        )
        self._rate = self._own = 1.0
        self._wheel = 0
        self.set_rate(1.0)
        self.clicked.connect(self.open_presets)

    def set_rate(self, rate: float) -> None:
        """Show a rate."""
        self._rate = rate
        self.set_text(rate_text(rate))
        self.setAccessibleName(self.tr("Speed") + " " + rate_text(rate))

    def set_own(self, rate: float) -> None:
        """Know the user's own speed, for the list."""
        self._own = rate

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 28)

    def build_menu(self) -> QMenu:
        """The list of presets, the present one ticked."""
        menu = PresetMenu(self)
        menu.reset_requested.connect(self._reset)
        for preset in PRESETS:
            action = menu.addAction(rate_text(preset))
            action.setCheckable(True)
            action.setChecked(abs(preset - self._rate) < 0.001)
            action.triggered.connect(lambda _=False, rate=preset: self.rate_requested.emit(rate))
        menu.addSeparator()
        other = menu.addAction(self.tr("Other speed…"))
        other.triggered.connect(self.other_requested)
        keep = menu.addAction(self._keep_words())
        keep.setEnabled(abs(self._rate - 1.0) > 0.001 and abs(self._rate - self._own) > 0.001)
        keep.triggered.connect(self.keep_requested)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _keep_words(self) -> str:
        if abs(self._rate - 1.0) <= 0.001 or abs(self._rate - self._own) <= 0.001:
            return self.tr("My speed is {0}").format(rate_text(self._own))
        return self.tr("Make {0} my speed").format(rate_text(self._rate))

    def open_presets(self) -> None:
        """Open the list under the button."""
        menu = self.build_menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _reset(self) -> None:
        self.rate_requested.emit(1.0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._reset()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if steps:
            self._step(steps)
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)
        self._wheel -= steps * 120
        if steps:
            self._step(steps)
        event.accept()

    def _step(self, steps: int) -> None:
        rate = step_rate(self._rate, steps)
        if rate != self._rate:
            self.rate_requested.emit(rate)
