"""The preview's paper: text with links that loads nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.panels.preview_text import sheet


class Card(QTextBrowser):
    """Text with links. It loads nothing: no pictures, no pages, no files."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(12)
        self.set_look(look)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return b""

    def show_html(self, html: str, place: int) -> None:
        """Show other text, scrolled to a place in pixels."""
        self.setHtml(html)
        self.document().size()  # lays it out to the end, so that the bar has its range
        self.verticalScrollBar().setValue(place)

    def place(self) -> int:
        """Where it is scrolled to, in pixels."""
        return self.verticalScrollBar().value()

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look; show the text again afterwards."""
        self.document().setDefaultFont(look.font("body"))
        self.document().setDefaultStyleSheet(sheet(look))
        hexes = look.theme.hex
        self.setStyleSheet(
            f"QTextBrowser {{ background: {hexes('surface')}; color: {hexes('ink')};"
            f" border: 1px solid {hexes('line')}; border-radius: 8px; padding: 2px;"
            f" selection-background-color: {hexes('sel')}; selection-color: {hexes('ink')}; }}"
            f"QTextBrowser:focus {{ border: 2px solid {hexes('accent')}; padding: 1px; }}"
        )
