"""Going round the regions of a window with one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from notesapp.ui.window.main_window import MainWindow


def regions_of(window: MainWindow) -> list[QWidget]:
    """The regions of a window that can be entered now, in their order."""
    if not window.works:
        return [window.start.first_focus(), window.transport]
    every = [
        window.editor,
        *window.bars_below,
        window.bar,
        window.panel,
        window.status,
        window.transport,
        *([window.overview_row] if window.overview_row.is_usable() else []),
        window.waveform,
        window.outline,
    ]
    return [region for region in every if region.isVisible() and region.isEnabled()]


def enter_next(window: MainWindow, step: int) -> None:
    """Move the focus into the next region that takes it, 1 on or -1 back from where it is."""
    regions, focus = window.regions(), window.focusWidget()
    here = next(
        (i for i, r in enumerate(regions) if focus is r or (focus and r.isAncestorOf(focus))),
        0,
    )
    for way in range(1, len(regions) + 1):
        if focus_into(regions[(here + way * step) % len(regions)]):
            return


def focus_into(region: QWidget) -> bool:
    """Give the keyboard to a region, or to the first thing in it that takes it."""
    if region.focusPolicy() & Qt.FocusPolicy.TabFocus:
        region.setFocus(Qt.FocusReason.TabFocusReason)
        return True
    for child in region.findChildren(QWidget):
        usable = child.isVisible() and child.isEnabled()
        if usable and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False
