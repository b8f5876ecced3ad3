"""The type scale: one family for the window, a cut of it with room between lines for the paper."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from notesapp.errors import FileTrouble
from notesapp.storage.resources import resource

_log = logging.getLogger(__name__)

UI_FAMILY = "Inter"
PAPER_FAMILY = "Show Notes Text"
SMALLEST_PX = 11
MOST_SCALE = 1.5  # the window is laid out for that; a screen's own scaling goes further
_USUAL_PT = {"win32": 9.0, "darwin": 13.0}


@dataclass(frozen=True)
class Role:
    """One step of the scale; sizes in pixels before the user's factor."""

    name: str
    px: int
    line_px: int
    weight: int
    tabular: bool = False
    paper: bool = False


ROLES = (
    Role("time", 20, 24, 600, tabular=True),
    Role("title", 24, 32, 600),
    Role("heading", 16, 24, 600),
    Role("paper", 15, 24, 400, paper=True),
    Role("paper_small", 13, 21, 400, paper=True),
    Role("body", 13, 16, 400),
    Role("strong", 13, 16, 600),
    Role("small", 12, 16, 400),
    Role("caption", 12, 16, 600),
    Role("micro", 11, 16, 500),
)
_BY_NAME = {role.name: role for role in ROLES}


@dataclass(frozen=True)
class Fonts:
    """Families and the factor of the system's text size; make it with ``load_fonts``."""

    family: str
    paper_family: str
    scale: float = 1.0

    def font(
        self,
        role: str,
        *,
        weight: int | None = None,
        tabular: bool | None = None,
        italic: bool = False,
        px: int | None = None,
    ) -> QFont:
        """The font of a role; ``px`` replaces its size before scaling (zoom of the paper)."""
        step = _BY_NAME[role]
        return QFont(
            _made(
                self.paper_family if step.paper else self.family,
                self.px(px or step.px),
                weight or step.weight,
                step.tabular if tabular is None else tabular,
                italic,
            )
        )

    def line(self, role: str) -> int:
        """The line height of a role in pixels, scaled."""
        return round(_BY_NAME[role].line_px * self.scale)

    def px(self, size: int) -> int:
        """A size of the scale in whole pixels, never below the smallest readable one."""
        return max(SMALLEST_PX, round(size * self.scale))


def system_scale() -> float:
    """How much larger than usual the desktop's own text is, 1 to ``MOST_SCALE``.

    Needs a QGuiApplication. A screen's scaling is not in it: that scales everything.
    """
    usual_pt = _USUAL_PT.get(sys.platform, 11.0)
    size_pt = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    return min(MOST_SCALE, max(1.0, size_pt / usual_pt))


def load_fonts(*, system: bool = False, scale: float = 1.0) -> Fonts:
    """Load the bundled families; the system's font stands in where one is missing or wanted.

    Needs a QGuiApplication. Loading twice is harmless: Qt is asked first what it already has.
    """
    fallback = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    if system:
        return Fonts(fallback, fallback, scale)
    known = set(QFontDatabase.families())
    if not {UI_FAMILY, PAPER_FAMILY} <= known:
        for file in _files():
            QFontDatabase.addApplicationFont(str(file))
        known = set(QFontDatabase.families())
    family = UI_FAMILY if UI_FAMILY in known else fallback
    return Fonts(family, PAPER_FAMILY if PAPER_FAMILY in known else family, scale)


def _files() -> list[Path]:
    try:
        return sorted(resource("fonts").glob("*.[to]tf"))
    except FileTrouble as error:
        _log.warning("The fonts are missing: %s", error.detail)
        return []


@lru_cache(maxsize=256)
def _made(family: str, px: int, weight: int, tabular: bool, italic: bool) -> QFont:
    """A font to copy: making one, with its features, takes longer than drawing a word with it."""
    font = QFont(family)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    # Inter's contextual forms raise hyphens and turn -> into an arrow; names stay as written.
    font.setFeature(QFont.Tag("calt"), 0)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
