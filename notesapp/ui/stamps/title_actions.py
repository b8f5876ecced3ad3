"""The inspector by key: to the chapter's title, and a picture chosen for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk


class TitleActions(QObject):
    """Opens the form of the segment under the caret."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        details = desk.window.panel.details
        details.segment.choose_image_requested.connect(self._choose_image)

    def title(self) -> None:
        """The keyboard into the chapter's title."""
        self._desk.actions.run("view.details")
        self._desk.window.panel.details.focus_title()

    def _choose_image(self, index: int) -> None:
        folder = self._desk.session.folder
        chosen = self._desk.dialogs.open_image(self._desk.window, folder)
        if chosen is None:
            return
        name = str(chosen)
        if folder is not None:
            try:
                name = os.path.relpath(chosen, folder)
            except ValueError:  # another drive
                name = str(chosen)
        value = name.replace(os.sep, "/")
        self._desk.window.panel.details.attribute_changed.emit(index, "image", value)
