"""Colours by name: the two themes, and the system's own where it asks for contrast."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from notesapp.errors import FileTrouble
from notesapp.storage.resources import resource

TOKENS = (
    *("bg", "surface", "hover", "press", "well", "line", "edge", "ink", "ink2", "ink3"),
    *("accent", "accentHover", "accentPressed", "on", "soft", "softHover", "band", "region"),
    *("sel", "wavebg", "waveIdle", "wave", "waveHi", "warn", "warnSoft", "err", "errSoft"),
    *("tip", "tipInk"),
)


_PALETTE = "palette"
_STARK = 7.0


@dataclass(frozen=True)
class Theme:
    """A complete set of colours; ``colors`` holds every name of ``TOKENS``."""

    name: str
    dark: bool
    colors: Mapping[str, QColor]

    @property
    def is_stark(self) -> bool:
        """Whether it has ink, paper and one live colour, and nothing in between."""
        return self.name == _PALETTE

    def color(self, token: str) -> QColor:
        """The colour of a token. An unknown one is a KeyError: a slip of ours."""
        return self.colors[token]

    def hex(self, token: str) -> str:
        """The same as ``#rrggbb``, for style sheets and HTML."""
        return self.colors[token].name()


def load_theme(name: str) -> Theme:
    """Read ``light`` or ``dark``; raises FileTrouble if the file is missing or incomplete."""
    path = resource("themes", f"{name}.json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        colors = {token: QColor(data["colors"][token]) for token in TOKENS}
        dark = bool(data["dark"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        sentence = "The colours of the program cannot be read. Install Show Notes again."
        raise FileTrouble(sentence, f"{path}: {error!r}") from error
    return Theme(name, dark, MappingProxyType(colors))


def choose_theme(setting: str, scheme: Qt.ColorScheme) -> str:
    """The theme for ``system``, ``light`` or ``dark``; ``scheme`` decides where the system does."""
    if setting in ("light", "dark"):
        return setting
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.1 defines it, 0 to 1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = color.redF(), color.greenF(), color.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio as WCAG 2.1 defines it, 1 to 21, the same both ways round."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _selected(paper: QColor, ink: QColor, live: QColor) -> QColor:
    """The strongest mix of ground and highlight that words and highlight can be read on."""
    for share in range(40, 0, -2):
        mixed = _mixed(paper, live, share / 100)
        if min(contrast(ink, mixed), contrast(live, mixed)) >= _STARK:
            return mixed
    return paper


def _mixed(first: QColor, second: QColor, share: float) -> QColor:
    def between(one: float, other: float) -> float:
        return one + (other - one) * share

    return QColor.fromRgbF(
        between(first.redF(), second.redF()),
        between(first.greenF(), second.greenF()),
        between(first.blueF(), second.blueF()),
    )


def theme_from_palette(palette: QPalette) -> Theme:
    """The system's own colours as a theme, for desktops that ask for high contrast.

    Nothing is softened: secondary text is plain text and grounds are the plain background. What is
    live carries the palette's highlight; what is selected stands on as much of it as leaves the
    words at 7 to 1.
    """
    ground = palette.color(QPalette.ColorRole.Window)
    paper = palette.color(QPalette.ColorRole.Base)
    ink = palette.color(QPalette.ColorRole.WindowText)
    live = palette.color(QPalette.ColorRole.Highlight)
    on_live = palette.color(QPalette.ColorRole.HighlightedText)
    colors = dict.fromkeys(TOKENS, ink)
    colors |= dict.fromkeys(("bg", "well", "hover", "press"), ground)
    colors |= dict.fromkeys(("surface", "band", "region", "wavebg", "warnSoft", "errSoft"), paper)
    colors |= dict.fromkeys(("soft", "softHover", "sel"), _selected(paper, ink, live))
    colors |= dict.fromkeys(("accent", "accentHover", "accentPressed"), live)
    colors |= {
        "on": on_live,
        "tip": palette.color(QPalette.ColorRole.ToolTipBase),
        "tipInk": palette.color(QPalette.ColorRole.ToolTipText),
    }
    dark = luminance(ground) < luminance(ink)
    return Theme(_PALETTE, dark, MappingProxyType(colors))
