"""Icons from the program's own drawings, coloured when they are rendered."""

from __future__ import annotations

import logging

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap

from notesapp.errors import FileTrouble
from notesapp.storage.resources import resource
from notesapp.ui.kit.theme import Theme

_log = logging.getLogger(__name__)


class Icons:
    """Renders ``resources/icons/NAME.svg`` in the colours of one theme and remembers the result."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, int, str], QIcon] = {}

    def pixmap(self, name: str, token: str = "ink2", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """A drawing of ``size`` logical pixels in the colour of a token, at a pixel ratio."""
        key = (name, token, size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(name, self._theme.color(token), size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, size: int = 16, token: str = "ink2") -> QIcon:
        """The same for menus and standard buttons: plain, disabled and checked."""
        key = (name, size, token)
        if key not in self._icons:
            self._icons[key] = self._make_icon(name, size, token)
        return self._icons[key]

    def _make_icon(self, name: str, size: int, token: str) -> QIcon:
        icon = QIcon()
        modes = (
            (QIcon.Mode.Normal, QIcon.State.Off, token),
            (QIcon.Mode.Disabled, QIcon.State.Off, "ink3"),
            (QIcon.Mode.Normal, QIcon.State.On, "accent"),
            (QIcon.Mode.Disabled, QIcon.State.On, "ink3"),
        )
        for ratio in sorted({1.0, 2.0, _finest_ratio()}):
            for mode, state, colour in modes:
                icon.addPixmap(self.pixmap(name, colour, size, ratio), mode, state)
        return icon


def _render(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    file = _file_of(name)
    if file:
        painter = QPainter(image)
        QSvgRenderer(file).render(painter, QRectF(0, 0, side, side))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(image.rect(), color)
        painter.end()
    image.setDevicePixelRatio(ratio)
    return QPixmap.fromImage(image)


def _finest_ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


def _file_of(name: str) -> str:
    try:
        return str(resource("icons", f"{name}.svg"))
    except FileTrouble as error:
        _log.warning("The icon %s is missing: %s", name, error.detail)
        return ""
