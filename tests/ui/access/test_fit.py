"""At 200 % of a small screen, and at the smallest window: nothing is cut, nothing lies on another.

1920 × 1080 at 200 % is 960 × 540 of the program's own pixels, less the desktop's title.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QMenuBar, QSplitterHandle, QWidget

from notesapp.ui.episode.episode import Episode
from tests.ui.access.scenes import SCENES, Scene, meet
from tests.ui.access.tree import family, path_of

SCREEN = QSize(928, 476)
SIZES = ((960, 500), (720, 480))
OVER_OTHERS = ("Ghost", "PaletteBox", "SnippetBox", "Gutter", "QSizeGrip")
WINDOW = tuple(scene for scene in SCENES if not scene.beside)
BESIDE = tuple(scene for scene in SCENES if scene.beside and scene.name not in ("palette",))


def laid_out(widget: QWidget) -> list[QWidget]:
    """The visible children of a widget that share its room."""
    return [
        child
        for child in widget.children()
        if isinstance(child, QWidget)
        and child.isVisible()
        and not child.isWindow()
        and type(child).__name__ not in OVER_OTHERS
        and not isinstance(child, QSplitterHandle)
    ]


def is_fixed(widget: QWidget) -> bool:
    """Whether its height was chosen for it, or its parts are put away."""
    own = widget.minimumHeight() == widget.maximumHeight()
    return own or isinstance(widget, QMenuBar)


def squeezed(widget: QWidget) -> list[str]:
    """What of a widget is cut off or lies on another, in it and in what it holds."""
    found: list[str] = []
    scrolls = widget.objectName() == "qt_scrollarea_viewport"
    if scrolls or isinstance(widget, (QAbstractScrollArea, QMenuBar)):
        return found
    inside = laid_out(widget)
    for number, child in enumerate(inside):
        box = child.geometry()
        if not QRect(0, 0, widget.width(), widget.height()).contains(box):
            found.append(f"{path_of(child)}: cut off, {box} in {widget.size()}")
        under = [o for o in inside[number + 1 :] if box.intersects(o.geometry())]
        found += [f"{path_of(child)}: lies on {path_of(other)}" for other in under]
        if isinstance(child, QLabel) and child.wordWrap():
            if child.height() < child.heightForWidth(child.width()):
                found.append(f"{path_of(child)}: its last lines are cut")
        elif child.height() < child.minimumSizeHint().height() and not is_fixed(child):
            found.append(f"{path_of(child)}: {child.height()} high")
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("scene", WINDOW, ids=lambda scene: scene.name)
def test_nothing_is_squeezed(episode: Episode, scene: Scene, size: tuple[int, int]) -> None:
    episode.window.resize(*size)
    found: list[str] = []

    def look(root: QWidget) -> None:
        QTest.qWait(20)
        for widget in family(root):
            found.extend(squeezed(widget))

    meet(scene, episode, look)
    assert (episode.window.width(), episode.window.height()) == size
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("scene", BESIDE, ids=lambda scene: scene.name)
def test_a_dialog_fits_the_screen(episode: Episode, scene: Scene) -> None:
    least: list[QSize] = []

    def look(root: QWidget) -> None:
        least.append(root.minimumSizeHint().expandedTo(root.minimumSize()))

    meet(scene, episode, look)
    assert least[0].boundedTo(SCREEN) == least[0], f"needs {least[0]}"
