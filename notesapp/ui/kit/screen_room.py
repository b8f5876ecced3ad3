"""How large a dialog may become."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_FRAME = QSize(32, 64)  # the desktop's title and edges, and a little room


def resize_within(dialog: QWidget, width: int, height: int) -> None:
    """Give a dialog its size, or what the screen has: its buttons stay in reach at 200 %."""
    dialog.resize(QSize(width, height).boundedTo(dialog.screen().availableSize() - _FRAME))
