"""A dialog's middle that scrolls where the screen has no room for all of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_LEAST = 160
_ABOVE = 48
_FRAME = 64  # the desktop's title and edges


class Room(QScrollArea):
    """As high as what is in it, if there is room; else ``edge`` says that there is more below."""

    def __init__(self, inside: QWidget, edge: QWidget) -> None:
        super().__init__()
        self._edge, self.inside = edge, inside
        self._part: QWidget | None = None
        edge.hide()
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def _on_range(self, _least: int, most: int) -> None:
        """What scrolls stays in one line with what does not: the bar stands in the margin."""
        self._edge.setVisible(most > 0)
        inside = self.inside.layout()
        if inside is not None:
            margins = inside.contentsMargins()
            bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
            margins.setRight(margins.left() - bar)
            inside.setContentsMargins(margins)
        self._scroll()

    def show_from(self, part: QWidget | None) -> None:
        """Bring a part that was unfolded into sight, as soon as there is room to scroll."""
        self._part = part
        self._scroll()

    def _scroll(self) -> None:
        if self._part is not None:
            bar = self.verticalScrollBar()
            wanted = max(bar.value(), self._part.y() - _ABOVE)
            bar.setValue(min(bar.maximum(), wanted))
            if bar.maximum() >= wanted:
                self._part = None

    def sizeHint(self) -> QSize:
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        hint = self.inside.minimumSizeHint()
        return QSize(hint.width(), min(_LEAST, hint.height()))


def fit_height(dialog: QWidget, room: Room) -> None:
    """Make a dialog as high as all it shows, or as the screen is."""
    inside, layout = room.inside.layout(), dialog.layout()
    assert inside is not None and layout is not None
    inside.activate()
    room.updateGeometry()
    layout.activate()
    width = max(dialog.width(), dialog.minimumWidth())
    wanted = layout.heightForWidth(width) if layout.hasHeightForWidth() else -1
    wanted = max(wanted, layout.sizeHint().height())
    most = dialog.screen().availableSize().height() - _FRAME
    dialog.resize(width, min(wanted, most))
