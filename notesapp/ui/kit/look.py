"""The look of one moment: colours, type and icons, handed to every widget that paints itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPixmap
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from notesapp.storage.settings_file import Settings
from notesapp.ui.kit.fonts import MOST_SCALE, Fonts, load_fonts, system_scale
from notesapp.ui.kit.icons import Icons
from notesapp.ui.kit.motion import STILL, wants_motion
from notesapp.ui.kit.palette_qss import build_palette, build_qss
from notesapp.ui.kit.theme import Theme, choose_theme, load_theme, theme_from_palette

LOOK_KEYS = ("look.theme", "editor.font", "look.text_percent", "look.motion")


@dataclass(frozen=True)
class Look:
    """What a widget needs to paint itself; ``moves`` is False where nothing shall glide or fade."""

    theme: Theme
    fonts: Fonts
    icons: Icons
    moves: bool = True

    def duration_ms(self, wanted_ms: int) -> int:
        """How long a change may take on the screen: none where motion is reduced."""
        return wanted_ms if self.moves else 0

    def color(self, token: str) -> QColor:
        """The colour of a token."""
        return self.theme.color(token)

    def font(self, role: str, **changes: object) -> QFont:
        """The font of a role; ``changes`` as in ``Fonts.font``."""
        return self.fonts.font(role, **changes)  # type: ignore[arg-type]

    def pixmap(self, name: str, token: str, size: int, widget: QWidget) -> QPixmap:
        """A coloured icon for the screen the widget is on."""
        return self.icons.pixmap(name, token, size, widget.devicePixelRatioF())


def make_look(theme: Theme, fonts: Fonts, *, moves: bool = True) -> Look:
    """A look with its own icon cache."""
    return Look(theme, fonts, Icons(theme), moves)


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


def make_wanted_look(
    setting: str, *, system_font: bool = False, scale: float = 1.0, motion: str = "system"
) -> Look:
    """The look for the user's settings. Needs a QApplication."""
    fonts = load_fonts(system=system_font, scale=scale)
    return make_look(wanted_theme(setting), fonts, moves=wants_motion(motion))


def look_of(values: Settings) -> Look:
    """The look that settings and desktop ask for now. Needs a QApplication."""
    return make_wanted_look(
        values.word("look.theme"),
        system_font=values.word("editor.font") == "system",
        scale=min(MOST_SCALE, system_scale() * values.whole("look.text_percent") / 100),
        motion=values.word("look.motion"),
    )


def look_choices(values: Settings) -> tuple[object, ...]:
    """What the look depends on: with the same choices it need not be made again."""
    return tuple(values.value(key) for key in LOOK_KEYS)


def dress(app: QApplication, look: Look) -> None:
    """Give the whole application the look: style, palette, font and style sheet."""
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(build_palette(look.theme))
    app.setFont(look.font("body"))
    QToolTip.setFont(look.font("small"))
    sheet = build_qss(look.theme, menus=sys.platform.startswith("linux"))
    app.setStyleSheet(sheet if look.moves else sheet + STILL)
    if not look.moves:
        app.setEffectEnabled(Qt.UIEffect.UI_General, False)


def hand_down(root: QWidget, look: Look) -> None:
    """Tell a widget and everything in it about a new look (``set_look`` of each that has it)."""
    for widget in (root, *root.findChildren(QWidget)):
        set_look = getattr(widget, "set_look", None)
        if set_look is not None:
            set_look(look)
