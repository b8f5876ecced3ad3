"""The preview: the notes as listeners will read them, and the room a description has left."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from notesapp.core.model import Notes
from notesapp.formats.base import AudioInfo
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.panels.preview_text import (
    description_html,
    heading_html,
    page_html,
    play_target,
    sheet,
    shortened,
)
from notesapp.ui.text.clipboard import empty_data

LIMIT = 4000
PAGE, DESCRIPTION = "page", "description"
_HAS_TITLE = "<h1"
_COPIED_MS = 1500


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


class Room(QWidget):
    """How much of a destination's room is used: a meter, what is left, and how much of what."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state = ""
        self.meter = QProgressBar()
        self.meter.setTextVisible(False)
        self.meter.setRange(0, 1000)
        self.meter.setFixedHeight(4)
        self.sign = QLabel()
        self.left = Label(look, "", role="strong")
        self.used = Label(look, "", role="small", token="ink3")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.sign)
        row.addWidget(self.left)
        row.addStretch(1)
        row.addWidget(self.used)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.meter)
        column.addLayout(row)
        self.show_count(0)

    def show_count(self, count: int, limit: int = LIMIT) -> None:
        """Show so many characters of a limit."""
        over = count - limit
        self._state = "err" if over > 0 else "warn" if count >= limit * 0.9 else ""
        locale = self.locale()
        words = self.tr("{0} characters too many") if over > 0 else self.tr("{0} characters left")
        self.left.set_text(words.format(locale.toString(abs(over))))
        used = self.tr("{0} of {1}")
        self.used.set_text(used.format(locale.toString(count), locale.toString(limit)))
        self.meter.setValue(min(1000, round(1000 * count / limit)))
        self.meter.setAccessibleName(f"{self.left.text()}, {self.used.text()}")
        if self.meter.property("state") != self._state:
            self.meter.setProperty("state", self._state)
            self.meter.style().unpolish(self.meter)
            self.meter.style().polish(self.meter)
        self.set_look(self._look)

    def state(self) -> str:
        """``err`` past the limit, ``warn`` from 90 %, else empty."""
        return self._state

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self.left.set_token(self._state or "ink")
        self.sign.setVisible(bool(self._state))
        if self._state:
            icon = "error" if self._state == "err" else "warning"
            self.sign.setPixmap(look.pixmap(icon, self._state, 16, self))


class Preview(Ground):
    """``play_requested`` carries milliseconds; ``link_activated`` an address nobody has opened."""

    play_requested = Signal(int)
    link_activated = Signal(QUrl)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "surface", parent)
        self._notes: Notes | None = None
        self._audio = AudioInfo()
        self._body = self._description = ""
        self._shown: tuple[str, str] = ("", "")
        self._places = {PAGE: 0, DESCRIPTION: 0}
        self._mode = PAGE
        self.setAccessibleName(self.tr("Preview"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("What to preview"))
        named = QLabel(self.kind.accessibleName(), self)  # a reader takes the name from a label
        named.setBuddy(self.kind)
        named.hide()
        self.kind.addItem(self.tr("Show notes page"), PAGE)
        self.kind.addItem(self.tr("Description"), DESCRIPTION)
        self.copy_button = FlatButton(look, self.tr("Copy"), icon="copy", size=28)
        self.copy_button.setToolTip(self.tr("Copy"))
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(_COPIED_MS)
        self.room = Room(look)
        self.card = Card(look)
        self.card.setAccessibleName(self.tr("Preview"))
        stale = self.tr("This text takes too long to show. Here is how it was before.")
        self.stale = WrappedText(look, stale, role="small", token="ink2")
        self.stale.hide()
        self._hint_sign = QLabel()
        words = self.tr(
            "Chapters are added from your stamps. The notes themselves stay as they are."
        )
        self.hint = WrappedText(look, words, role="small", token="ink3")
        self._lay_out(look)
        self._connect()
        self._show_mode()

    def _lay_out(self, look: Look) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 12)
        top.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.kind, 1)
        row.addWidget(self.copy_button)
        top.addLayout(row)
        top.addWidget(self.room)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 12)
        below.setSpacing(8)
        below.addWidget(self._hint_sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.hint, 1)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 12, 16, 12)
        middle.setSpacing(8)
        middle.addWidget(self.stale)
        middle.addWidget(self.card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Hairline(look))
        column.addLayout(middle, 1)
        column.addLayout(below)
        self._hint_sign.setPixmap(look.pixmap("note", "ink3", 16, self))

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_mode)
        self.copy_button.clicked.connect(self._copy)
        self.card.anchorClicked.connect(self._follow)
        self._copied.timeout.connect(lambda: self.copy_button.set_icon("copy"))

    def show_rendered(
        self, notes: Notes, audio: AudioInfo, html_body: str, description: str
    ) -> None:
        """Show the notes' page and description; the view stays where it was scrolled to.

        While the preview is hidden nothing is laid out: that happens when it is shown.
        """
        self._notes, self._audio = notes, audio
        self._body, self._description = html_body, description
        self.stale.hide()
        if self.isVisible():
            self._refresh()

    def keep_last(self) -> None:
        """Say that what is shown is older than the text, which took too long."""
        self.stale.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _show_mode(self) -> None:
        self._places[self._mode] = self.card.verticalScrollBar().value()
        self._mode = self.kind.currentData()
        described = self._mode == DESCRIPTION
        self.room.setVisible(described)
        self.hint.setVisible(described)
        self._hint_sign.setVisible(described)
        if self.isVisible():
            self._refresh(self._places[self._mode])

    def _refresh(self, place: int | None = None) -> None:
        self.room.show_count(len(self._description))
        html = self._html()
        if (self._mode, html) == self._shown:
            return
        self._shown = (self._mode, html)
        bar = self.card.verticalScrollBar()
        place = bar.value() if place is None else place
        self.card.setHtml(html)
        self.card.document().size()  # lays it out to the end, so that the bar has its range
        bar.setValue(place)

    def _html(self) -> str:
        if self._notes is None or not self._notes.text.strip():
            return f'<p class="rest">{self.tr("What you write appears here.")}</p>'
        described = self._mode == DESCRIPTION
        text, cut = shortened(self._description if described else self._body)
        text = description_html(text) if described else page_html(text)
        words = (self.tr("Episode {0}"), self.tr("{0} min"))
        heading = ""
        if _HAS_TITLE not in self._body:
            heading = heading_html(self._notes, self._audio.duration_ms, *words)
        if cut:
            rest = self.tr("Only the first part is shown here. Publishing writes everything.")
            text += f'<p class="rest">{rest}</p>'
        return f"<body>{heading}{text}</body>"

    def _copy(self) -> None:
        data = empty_data()
        if self._mode == DESCRIPTION:
            data.setText(self._description)
        else:
            data.setHtml(self._body)
            data.setText(self.card.toPlainText())
        QGuiApplication.clipboard().setMimeData(data)
        self.copy_button.set_icon("check")
        self._copied.start()

    def _follow(self, url: QUrl) -> None:
        ms = play_target(url)
        if ms is not None:
            self.play_requested.emit(ms)
        elif url.scheme() in ("http", "https", "mailto"):
            self.link_activated.emit(url)

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        super().set_look(look)
        self.card.set_look(look)
        self._hint_sign.setPixmap(look.pixmap("note", "ink3", 16, self))
        self._shown = ("", "")
        if self.isVisible():
            self._refresh()
