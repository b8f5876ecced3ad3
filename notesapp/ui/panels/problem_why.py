"""Why a problem is one: the check's reason, whose rule it is, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QScrollArea, QVBoxLayout, QWidget

from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline

MOST_HEIGHT, LEAST_HEIGHT = 240, 72
SHARE = 5  # of the panel's height; the list above it keeps the row that is explained in sight
_SELECTED = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


@dataclass(frozen=True, slots=True)
class Why:
    """What is said of one problem; ``destination`` is the name of whose check can be silenced."""

    title: str
    reason: str = ""
    source: str = ""
    fix: str = ""
    has_place: bool = False
    destination: str = ""


class WhyBox(QWidget):
    """Stands below the list while a problem is selected. ``silence_requested``: everywhere or not.

    As high as its words, up to its share of the panel; then they scroll.
    """

    fix_requested = Signal()
    place_requested = Signal()
    silence_requested = Signal(bool)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = WrappedText(look, "", role="strong", token="ink")
        self.reason = WrappedText(look, "", role="body", token="ink2")
        self.source = WrappedText(look, "", role="small", token="ink3")
        self.title.setAccessibleDescription(self.tr("Why"))
        for text in (self.title, self.reason, self.source):
            text.setTextInteractionFlags(_SELECTED)
        self.fix = self._button("")
        self.go = self._button(self.tr("Go to line"))
        self.silence = self._button(self.tr("Silence"))
        self.menu = QMenu(self)
        self.here = self.menu.addAction("")
        self.everywhere = self.menu.addAction(self.tr("Everywhere in these notes"))
        self._ground = Ground(look, "surface")
        self._lay_out(look)
        self.fix.clicked.connect(self.fix_requested)
        self.go.clicked.connect(self.place_requested)
        self.silence.clicked.connect(lambda: self.silence_requested.emit(True))
        self.here.triggered.connect(lambda: self.silence_requested.emit(False))
        self.everywhere.triggered.connect(lambda: self.silence_requested.emit(True))
        self.hide()

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("role", "quiet")
        button.setAutoDefault(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self, look: Look) -> None:
        body = QVBoxLayout(self._ground)
        body.setContentsMargins(16, 10, 16, 2)
        body.setSpacing(4)
        for text in (self.title, self.reason, self.source):
            body.addWidget(text)
        self._area = _LowArea(self)
        self._area.setWidget(self._ground)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(3, 0, 8, 8)
        buttons.setSpacing(0)
        for button in (self.go, self.silence):
            buttons.addWidget(button)
        buttons.addStretch(1)
        first = QHBoxLayout()
        first.setContentsMargins(3, 4, 8, 0)
        first.addWidget(self.fix)
        first.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(look))
        column.addWidget(self._area)
        column.addLayout(first)
        column.addLayout(buttons)

    def show_why(self, why: Why | None) -> None:
        """Say it; None hides the box."""
        if why is not None:
            for label, words in (
                (self.title, why.title),
                (self.reason, why.reason),
                (self.source, why.source),
            ):
                label.setText(words)
                label.setVisible(bool(words))
            self.fix.setText(why.fix)
            self.fix.setVisible(bool(why.fix))
            self.go.setVisible(why.has_place)
            self._offer_to_silence(why.destination)
            self._area.verticalScrollBar().setValue(0)
            self._area.updateGeometry()
        self.setVisible(why is not None)

    def _offer_to_silence(self, destination: str) -> None:
        if destination:
            self.here.setText(self.tr("For {0} in these notes").format(destination))
            self.silence.setMenu(self.menu)
        else:
            self.silence.setMenu(None)  # type: ignore[arg-type]


class _LowArea(QScrollArea):
    """As high as what is in it, up to a limit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        inner = self.widget()
        rows = inner.layout() if inner is not None else None
        if rows is None:
            return super().sizeHint()
        width = max(self.width(), 200)
        return QSize(width, min(self._most(), rows.heightForWidth(width)))

    def _most(self) -> int:
        box = self.parentWidget()
        panel = box.parentWidget() if box is not None else None
        share = panel.height() // SHARE if panel is not None else MOST_HEIGHT
        return min(MOST_HEIGHT, max(LEAST_HEIGHT, share))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, min(LEAST_HEIGHT, self.sizeHint().height()))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()
