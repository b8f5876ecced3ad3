"""A field that shows keys and takes new ones by pressing them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from notesapp.commands.keys import normal, types_text
from notesapp.ui.kit.actions import key_text
from notesapp.ui.kit.key_caps import caps_size, draw_caps, split_keys
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import fill_round, focus_ring, stroke_round

_HELD = (
    *(Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown),
    *(Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R),
    *(Qt.Key.Key_Multi_key, Qt.Key.Key_Mode_switch, Qt.Key(0)),
)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NONE = Qt.KeyboardModifier.NoModifier
_PAD = 8


class KeyRecorder(QAbstractButton):
    """Enter, Space or a click starts taking keys; the first takes the place of those shown.

    Another key is added. Backspace clears, Esc gives up, Enter or leaving the field is done: then
    ``recorded`` carries the keys, portable. With ``single`` the first key is all there is. Where
    ``takes_esc``, Esc is a key like any other and leaving is the way out. ``refused`` carries a key
    that types by itself.
    """

    recorded = Signal(tuple)
    refused = Signal(str)
    started = Signal()
    given_up = Signal()

    def __init__(self, look: Look, words: str, *, single: bool = False) -> None:
        super().__init__()
        self._look = look
        self._words = words
        self._single = single
        self._keys: tuple[str, ...] = ()
        self._new: tuple[str, ...] | None = None
        self.takes_esc = False
        self.recording = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setAccessibleName(words)
        self.clicked.connect(self.start)  # only assistive tools press it that way
        self._describe()

    def keys(self) -> tuple[str, ...]:
        """The keys shown, portable."""
        return self._keys if self._new is None else self._new

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show keys; what was being taken is given up."""
        self._keys, self._new, self.recording = keys, None, False
        self._describe()

    def start(self) -> None:
        """Take keys from now on."""
        if self.isEnabled() and not self.recording:
            self.recording = True
            self._describe()
            self.started.emit()

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(28, self._look.fonts.line("body") + 12))

    # --- keys

    def event(self, event: QEvent) -> bool:
        if self.recording and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            plain = event.modifiers() in (_NONE, Qt.KeyboardModifier.ShiftModifier)
            is_tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain
            if event.type() == QEvent.Type.KeyPress and not is_tab:
                self._press(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*_ENTERS, Qt.Key.Key_Space) and event.modifiers() == _NONE:
            self.start()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.start()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.recording:
            self._finish()
        self.update()

    def _press(self, event: QKeyEvent) -> None:
        key, plain = event.key(), event.modifiers() == _NONE
        if key in _HELD or event.isAutoRepeat():
            return
        if plain and key == Qt.Key.Key_Escape and not self.takes_esc:
            self.show_keys(self._keys)
            self.given_up.emit()
        elif plain and key in _ENTERS:
            self._finish()
        elif plain and key == Qt.Key.Key_Backspace:
            self._new = ()
            self._describe()
        else:
            self._take(event)

    def _take(self, event: QKeyEvent) -> None:
        sequence = QKeySequence(event.keyCombination())
        chord = normal(sequence.toString(QKeySequence.SequenceFormat.PortableText))
        if not chord or types_text(chord):
            self.refused.emit(key_text(sequence))
            return
        self._new = tuple(dict.fromkeys((*(self._new or ()), chord)))
        self._describe()
        if self._single:
            self._finish()

    def _finish(self) -> None:
        keys, self.recording = self._new, False
        if keys is None or keys == self._keys:
            self.show_keys(self._keys)
            self.given_up.emit()
            return
        self._keys, self._new = keys, None
        self._describe()
        self.recorded.emit(keys)

    # --- painting

    def _chords(self) -> list[str]:
        return list(dict.fromkeys(key_text(QKeySequence(key)) for key in self.keys()))

    def _describe(self) -> None:
        words = ", ".join(self._chords()) or self.tr("no key")
        self.setAccessibleDescription(self.tr("Press a key") if self.recording else words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, box = self._look, self.rect()
        fill_round(painter, box, 6, look.color("surface"))
        if self.recording or self.hasFocus():
            focus_ring(painter, box, 6, look.color("accent"))
        else:
            stroke_round(painter, box, 6, look.color("edge"))
        x = _PAD
        for number, chord in enumerate(self._chords()):
            keys = split_keys(chord)
            x += 14 if number else 0
            draw_caps(painter, QRect(x, 0, box.width(), box.height()), look, keys)
            x += caps_size(look, keys).width()
        hint = self._hint(bool(self.keys()))
        if hint:
            painter.setFont(look.font("body"))
            painter.setPen(look.color("ink3"))
            room = box.adjusted(x + (10 if self.keys() else 0), 0, -_PAD, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)
        painter.end()

    def _hint(self, has_keys: bool) -> str:
        if self._single:
            return self.tr("Press a key…") if self.recording else "" if has_keys else self._words
        if self.recording:
            again = self._new is not None and has_keys
            return self.tr("or another") if again else self.tr("press the new key")
        return "" if has_keys else self.tr("No key")
