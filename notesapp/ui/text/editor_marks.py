"""What several parts want marked in the text: hits of a search, spelling."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit


class EditorMarks(QObject):
    """Layers of extra selections; a later name is painted over an earlier one."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}

    def show(self, layer: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Replace what a layer shows; nothing takes it away."""
        if not marks and layer not in self._layers:
            return
        self._layers[layer] = marks
        if not marks:
            del self._layers[layer]
        every = [mark for name in sorted(self._layers) for mark in self._layers[name]]
        self._editor.setExtraSelections(every)
