"""The look of one moment: colours, type and icons, handed to every widget that paints itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from notesapp.ui.kit.fonts import Fonts, load_fonts
from notesapp.ui.kit.icons import Icons
from notesapp.ui.kit.palette_qss import build_palette, build_qss
from notesapp.ui.kit.theme import Theme, choose_theme, load_theme, theme_from_palette


@dataclass(frozen=True)
class Look:
    """What a widget needs to paint itself."""

    theme: Theme
    fonts: Fonts
    icons: Icons

    def color(self, token: str) -> QColor:
        """The colour of a token."""
        return self.theme.color(token)

    def font(self, role: str, **changes: object) -> QFont:
        """The font of a role; ``changes`` as in ``Fonts.font``."""
        return self.fonts.font(role, **changes)  # type: ignore[arg-type]

    def pixmap(self, name: str, token: str, size: int, widget: QWidget) -> QPixmap:
        """A coloured icon for the screen the widget is on."""
        return self.icons.pixmap(name, token, size, widget.devicePixelRatioF())


def make_look(theme: Theme, fonts: Fonts) -> Look:
    """A look with its own icon cache."""
    return Look(theme, fonts, Icons(theme))


def wanted_theme(setting: str) -> Theme:
    """The theme for ``system``, ``light`` or ``dark`` on this desktop, as it is now.

    Where the desktop asks for high contrast its own palette wins over the setting. Needs a
    QGuiApplication whose palette has not been replaced yet.
    """
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        wish = accessibility().contrastPreference()
        if wish == Qt.ContrastPreference.HighContrast:
            return theme_from_palette(QApplication.style().standardPalette())
    return load_theme(choose_theme(setting, hints.colorScheme()))


def make_wanted_look(setting: str, *, system_font: bool = False, scale: float = 1.0) -> Look:
    """The look for the user's settings. Needs a QApplication."""
    return make_look(wanted_theme(setting), load_fonts(system=system_font, scale=scale))


def dress(app: QApplication, look: Look) -> None:
    """Give the whole application the look: style, palette, font and style sheet."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(build_palette(look.theme))
    app.setFont(look.font("body"))
    QToolTip.setFont(look.font("small"))
    app.setStyleSheet(build_qss(look.theme, menus=sys.platform.startswith("linux")))


def hand_down(root: QWidget, look: Look) -> None:
    """Tell a widget and everything in it about a new look (``set_look`` of each that has it)."""
    for widget in (root, *root.findChildren(QWidget)):
        set_look = getattr(widget, "set_look", None)
        if set_look is not None:
            set_look(look)
