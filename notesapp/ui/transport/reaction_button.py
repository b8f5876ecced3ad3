"""Reaction time: what is taken off each stamp, in real seconds; a list, the wheel, a reset."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QMenu, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.transport.speed_button import PresetMenu

PRESETS_MS = (0, 100, 200, 300, 400, 500, 700, 1000)
STEP_MS = 50
MOST_MS = 2000
MINUS = "\u2212"


def reaction_text(ms: int) -> str:
    """``−0.30 s``, or that it is off."""
    if not ms:
        return QCoreApplication.translate("ReactionButton", "off")
    words = QCoreApplication.translate("ReactionButton", "{0} s")
    return MINUS + words.format(QLocale().toString(ms / 1000, "f", 2))


class ReactionButton(FlatButton):
    """Shows the reaction time and asks for another with ``reaction_requested`` (milliseconds)."""

    reaction_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(
            look,
            "",
            text=reaction_text(0),
            weight=600,
            token="ink",
            trailing_icon="chevron-down",
            parent=parent,
        )
        self._ms = 0
        self._wheel = 0
        self.set_reaction(0)
        self.clicked.connect(self.open_presets)

    def set_reaction(self, ms: int) -> None:
        """Show a reaction time."""
        self._ms = ms
        self.set_text(reaction_text(ms))
        self.setAccessibleName(self.tr("Reaction time") + " " + reaction_text(ms))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 28)

    def build_menu(self) -> QMenu:
        """The list of presets, the present one ticked; one between them has a row of its own."""
        menu = PresetMenu(self)
        menu.reset_requested.connect(self._reset)
        for preset in sorted({*PRESETS_MS, self._ms}):
            action = menu.addAction(reaction_text(preset))
            action.setCheckable(True)
            action.setChecked(preset == self._ms)
            action.triggered.connect(lambda _=False, ms=preset: self.reaction_requested.emit(ms))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def open_presets(self) -> None:
        """Open the list under the button."""
        menu = self.build_menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _reset(self) -> None:
        self.reaction_requested.emit(0)

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
        """On to the next multiple of the step."""
        ms = max(0, min(MOST_MS, (self._ms // STEP_MS + steps) * STEP_MS))
        if ms != self._ms:
            self.reaction_requested.emit(ms)
