"""The four keys that carry the work, in a row under the text until each was used once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.key_caps import caps_size, draw_caps, split_keys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred
from notesapp.ui.kit.widgets import Label

COMMANDS = ("playback.toggle", "segment.stamp", "segment.next", "segment.hear")
HEIGHT, _GAP, _TICK, _LOW = 40, 24, 16, 640


class KeyHint(QLabel):
    """One key: its caps and what it does; a tick stands in place of the caps once it was used."""

    def __init__(self, look: Look, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._words = look, words
        self._chord = ""
        self._used = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()

    def set_chord(self, chord: str) -> None:
        """Show another key, as the desktop writes it."""
        self._chord = chord
        self._say()

    def set_used(self, used: bool) -> None:
        """Show whether it was used."""
        self._used = used
        self._say()

    def is_used(self) -> bool:
        """Whether it shows the tick."""
        return self._used

    def set_look(self, look: Look) -> None:
        """Take colours, type and icons from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        key = self._chord or self.tr("no key")
        words = self.tr("{0}: {1}, used") if self._used else self.tr("{0}: {1}")
        self.setAccessibleName(words.format(self._words, key))
        self.updateGeometry()
        self.update()

    def _caps(self) -> int:
        if self._used:
            return _TICK
        return max(_TICK, caps_size(self._look, split_keys(self._chord)).width())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font("body"))
        return QSize(self._caps() + 8 + metrics.horizontalAdvance(self._words) + 1, 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, caps = self._look, self._caps()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(0, 0, caps, self.height())
        if self._used:
            draw_centred(painter, box, look.pixmap("check", "accent", _TICK, self))
        else:
            draw_caps(painter, box, look, split_keys(self._chord))
        painter.setFont(look.font("body"))
        painter.setPen(look.color("ink3" if self._used else "ink"))
        words = self.rect().adjusted(caps + 8, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()


class FirstKeys(QWidget):
    """The row. It takes a second line where the column is narrow, and never covers the text."""

    closed = Signal()
    steps_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        words = (self.tr("Play, pause"), self.tr("Stamp"), self.tr("Next"), self.tr("Hear it"))
        self.hints = {
            key: KeyHint(look, text, self) for key, text in zip(COMMANDS, words, strict=True)
        }
        self.sentence = Label(look, self.tr("Try these"), role="caption", token="ink2")
        self.steps = QPushButton(self.tr("Your own episode…"))
        self.steps.setProperty("role", "quiet")
        self.steps.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button = FlatButton(look, self.tr("Close the four keys"), icon="close", size=24)
        self.close_button.setToolTip(self.tr("Close. Help > Show the four keys brings them back."))
        self.setAccessibleName(self.tr("Four keys"))
        self._columns = 0
        self._bars: list[QWidget] = []
        self._gave_way = False
        self._lay_out()
        self.close_button.clicked.connect(self.closed)
        self.steps.clicked.connect(self.steps_requested)
        self._show_state()

    def show_keys(self, key_of: Callable[[str], str]) -> None:
        """Show the keys as they are now."""
        for command, hint in self.hints.items():
            hint.set_chord(key_of(command))
        self._arrange(self.width())

    def show_used(self, used: Iterable[str]) -> None:
        """Tick what was used, by command."""
        names = set(used)
        for command, hint in self.hints.items():
            hint.set_used(command in names)
        self._show_state()

    def all_used(self) -> bool:
        """Whether there is nothing left to try."""
        return all(hint.is_used() for hint in self.hints.values())

    def stand_among(self, bars: list[QWidget]) -> None:
        """Give way to other bars while the window is low; call it once it is in the window."""
        self._bars = bars
        holder = self.parentWidget()
        assert holder is not None
        holder.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            others = any(bar.isVisible() for bar in self._bars if bar is not self)
            crowded = others and self.window().height() < _LOW
            if crowded != self._gave_way and (self.isVisible() or self._gave_way):
                self._gave_way = crowded
                self.setVisible(not crowded)
        return False

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 12, 0)
        row.setSpacing(0)
        row.addWidget(self.sentence)
        row.addSpacing(_GAP)
        row.addLayout(self._grid)
        row.addStretch(1)
        row.addWidget(self.steps)
        row.addSpacing(8)
        row.addWidget(self.close_button)

    def _show_state(self) -> None:
        done = self.all_used()
        self.steps.setVisible(done)
        finished = self.tr("These four keys carry the work")
        self.sentence.set_text(finished if done else self.tr("Try these"))
        for hint in self.hints.values():
            hint.setVisible(not done)
        self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        """One line where the hints fit beside the rest, else two."""
        hints = list(self.hints.values())
        rest = 16 + 12 + 24 + 8 + _GAP + self.sentence.sizeHint().width()
        wanted = rest + sum(hint.sizeHint().width() for hint in hints) + _GAP * len(hints)
        fits = wanted <= width or self.all_used()
        columns = len(hints) if fits else len(hints) // 2
        if columns == self._columns:
            return
        self._columns = columns
        for number, hint in enumerate(hints):
            self._grid.addWidget(hint, number // columns, number % columns)
        self.setFixedHeight(HEIGHT if columns == len(hints) else HEIGHT + 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def set_look(self, look: Look) -> None:
        """Take the colours of another look."""
        self._look = look
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("line"))
        painter.end()
