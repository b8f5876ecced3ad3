"""The overview with the buttons of the zoomed view at its right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.waveform.overview import HEIGHT, MARGIN, Overview


class OverviewRow(QWidget):
    """``follow_requested`` says whether the zoomed view shall follow the playhead."""

    zoom_in_requested = Signal()
    zoom_out_requested = Signal()
    follow_requested = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.overview = Overview(look)
        self.zoom_out = FlatButton(look, self.tr("Zoom out"), icon="minus", size=28)
        self.zoom_in = FlatButton(look, self.tr("Zoom in"), icon="plus", size=28)
        self.follow = FlatButton(look, self.tr("Follow playback"), icon="follow", size=28)
        self.follow.setCheckable(True)
        self.setFixedHeight(HEIGHT)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, MARGIN, 0)
        row.setSpacing(0)
        row.addWidget(self.overview, 1)
        for button in (self.zoom_out, self.zoom_in, self.follow):
            row.addWidget(button)
        self.zoom_out.clicked.connect(lambda: self.zoom_out_requested.emit())
        self.zoom_in.clicked.connect(lambda: self.zoom_in_requested.emit())
        self.follow.clicked.connect(self.follow_requested)
        self.show_zoom(False)

    def show_zoom(self, shown: bool) -> None:
        """The buttons stand there while there is a zoomed view to press them for."""
        for button in (self.zoom_out, self.zoom_in, self.follow):
            button.setVisible(shown)
        self._row.setContentsMargins(0, 0, MARGIN if shown else 0, 0)

    def is_usable(self) -> bool:
        """Whether there is anything in it to go to."""
        return self.overview.isEnabled()

    def set_keys(self, zoom_in: str, zoom_out: str, follow: str) -> None:
        """The keys of the buttons, for their tooltips."""
        for button, key in (
            (self.zoom_in, zoom_in),
            (self.zoom_out, zoom_out),
            (self.follow, follow),
        ):
            name = button.accessibleName()
            button.setToolTip(f"{name} ({key})" if key else name)
