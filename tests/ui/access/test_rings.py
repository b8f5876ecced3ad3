"""Where the keyboard is can be seen: a ring in the accent, or in ink on what is accent itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.theme import contrast
from tests.ui.access.scenes import SCENES, Scene, meet
from tests.ui.access.tree import family, path_of, takes_tab

LEAST_PX = 24  # of the ring's colour that were not there before
RING_CONTRAST = 3.0
GROUNDS = ("bg", "surface", "soft", "wavebg", "warnSoft", "errSoft")
CARET_IS_ENOUGH = ("NotesEditor",)
OWN_RINGS = {"PlayButton": "surface"}  # on accent


def picture(widget: QWidget) -> QImage:
    """A widget as it is on the screen, with what lies under it."""
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    shot: QPixmap = window.grab(place)
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


def ring_pixels(before: QImage, after: QImage, wanted: tuple[int, ...]) -> int:
    """How many pixels took one of the colours."""
    size = before.size().boundedTo(after.size())
    return sum(
        after.pixel(x, y) in wanted and after.pixel(x, y) != before.pixel(x, y)
        for y in range(size.height())
        for x in range(size.width())
    )


def bring_into_sight(widget: QWidget) -> None:
    """Scroll as Tab would."""
    at = widget.parentWidget()
    while at is not None:
        if isinstance(at, QScrollArea):
            at.ensureWidgetVisible(widget)
        at = at.parentWidget()
    QApplication.processEvents()


def without_ring(root: QWidget, look: Look) -> list[str]:
    """Every widget of a scene that looks with the keyboard in it as it does without."""
    found = []
    stops = [w for w in family(root) if takes_tab(w)]
    for widget in stops:
        if type(widget).__name__ in CARET_IS_ENOUGH or not widget.isVisible():
            continue
        if len(stops) == 1 and isinstance(widget, QLineEdit):  # it always has the keyboard
            continue
        bring_into_sight(widget)
        widget.clearFocus()
        before = picture(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        names = ("accent", "ink", OWN_RINGS.get(type(widget).__name__, "accent"))
        wanted = tuple(look.color(name).rgb() for name in names)
        if ring_pixels(before, picture(widget), wanted) < LEAST_PX:
            found.append(path_of(widget))
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_focus_is_seen(
    episode: Episode, scene: Scene, theme: str, choose_theme: Callable[[str], None]
) -> None:
    choose_theme(theme)
    look = episode.window.look
    found: list[str] = []

    def see(root: QWidget) -> None:
        QTest.qWait(1)
        found.extend(without_ring(root, look))

    meet(scene, episode, see)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ring_stands_out_from_every_ground(
    episode: Episode, theme: str, choose_theme: Callable[[str], None]
) -> None:
    choose_theme(theme)
    look = episode.window.look
    for ground in GROUNDS:
        assert contrast(look.color("accent"), look.color(ground)) >= RING_CONTRAST, ground
