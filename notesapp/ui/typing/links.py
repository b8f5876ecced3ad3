"""Making links: with the bar, and by pasting an address over words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication

from notesapp.core.edits.base import Edits, Position
from notesapp.core.edits.links import (
    LinkPlace,
    address_of,
    link_place,
    remove_link,
    set_link,
    typed_address,
)
from notesapp.ui.files.messages import Messages
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.escape import is_escape
from notesapp.ui.text.positions import place_of
from notesapp.ui.typing.link_bar import LinkBar
from notesapp.ui.typing.nearby import Nearby, notes_near
from notesapp.ui.window.main_window import MainWindow

_LONGEST = 4000


class Links(QObject):
    """Knows the words the bar is open for; any other change of the text closes it."""

    def __init__(self, window: MainWindow, document: NotesDocument, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._messages = messages
        self._bar: LinkBar | None = None
        self._place: LinkPlace | None = None
        document.text_changed.connect(self._on_text_changed)

    @property
    def bar(self) -> LinkBar:
        """The bar, made when it is first wanted."""
        if self._bar is None:
            self._bar = LinkBar(self._window.look)
            self._window.add_below_text(self._bar)
            self._bar.link_set.connect(self._set)
            self._bar.link_removed.connect(self._remove)
            self._bar.close_requested.connect(self.close)
            self._window.editor.installEventFilter(self)
        return self._bar

    def ask(self) -> None:
        """Open the bar for the selected words, or for the link under the caret."""
        place, near = self._here()
        if place is None:
            sentence = self.tr("No link fits here. Select words in one line, without a stamp.")
            self._messages.say("link", sentence)
            return
        self._window.bar.drop("link")
        self._place = place
        line = place.line + near.offset
        self._place = LinkPlace(line, place.start, place.end, place.words, place.link)
        address = place.link.address if place.link is not None else _copied_address()
        for other in self._window.bars_below:
            if other.property("closes_with_escape"):
                other.hide()
        self.bar.open_for(place.words, address, exists=place.link is not None)

    def close(self) -> None:
        """Hide the bar and go back to the text."""
        self._place = None
        if self._bar is not None and not self._bar.isHidden():
            self._bar.hide()
            self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste_over(self, data: QMimeData) -> bool:
        """Make a link of the selected words if an address is pasted; False where it is not so."""
        if not self._window.editor.textCursor().hasSelection() or not data.hasText():
            return False
        text = data.text()
        address = address_of(text) if len(text) < _LONGEST else ""
        if not address:
            return False
        place, near = self._here()
        if place is None or place.link is not None or address_of(place.words):
            return False
        self._apply(near.outside(set_link(place, place.words, address)))
        return True

    def _here(self) -> tuple[LinkPlace | None, Nearby]:
        cursor = self._window.editor.textCursor()
        start = place_of(self._document.qt, cursor.selectionStart())
        end = place_of(self._document.qt, cursor.selectionEnd())
        near = notes_near(self._document, start.line, end.line)
        return link_place(near.notes, near.inside(start), near.inside(end)), near

    def _set(self, words: str, typed: str) -> None:
        place = self._place
        known = place is not None and place.link is not None and place.link.address == typed
        address = typed if known or typed.startswith("#") else typed_address(typed)
        if not address:
            self.bar.refuse_address()
        elif place is not None:
            self._finish(set_link(place, words, address))

    def _remove(self) -> None:
        if self._place is not None:
            self._finish(remove_link(self._place))

    def _finish(self, edits: Edits) -> None:
        self.close()
        self._apply(edits)

    def _apply(self, edits: Edits) -> None:
        caret: Position | None = self._document.apply(edits)
        self._document.settle()
        if caret is not None:
            self._window.editor.set_place(caret)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the text closes the bar before it plays."""
        if self._bar is None or not self._bar.isVisible() or not is_escape(event):
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.close()
        return True

    def _on_text_changed(self) -> None:
        if self._place is not None:
            self.close()


def _copied_address() -> str:
    """The address on the clipboard, if that is all there is on it."""
    text = QGuiApplication.clipboard().text()
    return address_of(text) if len(text) < _LONGEST else ""
