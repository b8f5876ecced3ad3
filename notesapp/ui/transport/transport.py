"""The transport row: play, move, time, speed, volume, engine, publish. It asks; it never plays."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QWidget

from notesapp.player.state import Exactness, Phase, PlayerState
from notesapp.ui.kit.buttons import FlatButton, PaintedButton, PillButton
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.painting import draw_centred, fill_round, focus_ring, stroke_round
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.widgets import Hairline, Label
from notesapp.ui.transport.reaction_button import ReactionButton
from notesapp.ui.transport.skip_button import SkipButton
from notesapp.ui.transport.speed_button import SpeedButton
from notesapp.ui.transport.transport_time import PositionButton
from notesapp.ui.transport.volume import VolumeControl

HEIGHT = 52
NARROW, TIGHT, MINIMUM = 960, 840, 720
_PLAY_SIZE = 36


class PlayButton(PaintedButton):
    """The only round and only filled control of the window."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._playing = False
        self.set_playing(False)

    def set_playing(self, playing: bool) -> None:
        """Show what a press would do: pause while playing, else play."""
        self._playing = playing
        self.setAccessibleName(self.tr("Pause") if playing else self.tr("Play"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_PLAY_SIZE, _PLAY_SIZE)

    def paint_ground(self, painter: QPainter) -> None:
        self.radius = _PLAY_SIZE // 2
        token = "accentPressed" if self.isDown() else "accentHover" if self.is_hot() else "accent"
        colour = self._look.color(token if self.isEnabled() else "press")
        fill_round(painter, self.rect(), self.radius, colour)

    def paint_content(self, painter: QPainter) -> None:
        name = "pause" if self._playing else "play"
        token = "on" if self.isEnabled() else "ink3"
        draw_centred(painter, self.rect(), self._look.pixmap(name, token, 20, self))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._ring and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, self.rect(), self.radius, self._look.color("accent"))
            inner = self.rect().adjusted(2, 2, -2, -2)
            stroke_round(painter, inner, self.radius - 2, self._look.color("surface"), 2.0)
            painter.end()


class Transport(QWidget):
    """See LOOK of the window: 52 high, above everything but the menu bar.

    ``show_state`` and ``show_position`` set what is seen; nothing changes by a click alone.
    """

    play_toggled_requested = Signal()
    back_requested = Signal()
    forward_requested = Signal()
    hear_requested = Signal()
    loop_requested = Signal()
    go_to_requested = Signal()
    rate_requested = Signal(float)
    reaction_requested = Signal(int)
    volume_requested = Signal(int)
    mute_requested = Signal(bool)
    engine_clicked = Signal()
    publish_requested = Signal()

    def __init__(
        self,
        look: Look,
        *,
        back_s: int = 5,
        forward_s: int = 5,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._steps_s: tuple[float, float] = (back_s, forward_s)
        self._keys: dict[str, str] = {}
        self._audible = False
        self._engine_words = ""
        self._is_tight = self._has_news = self._alone = False
        self._playing = False
        self._publish_needs = self.tr("Needs notes")
        self._hear_needs = self._loop_words = ""
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Transport"))
        self._make_parts(look)
        self._lay_out(look)
        self._connect()
        self.show_state(PlayerState())
        self.set_publish_needs(self._publish_needs)

    def _make_parts(self, look: Look) -> None:
        self.back = SkipButton(look, icon="back", seconds=self._steps_s[0])
        self.play = PlayButton(look)
        self.forward = SkipButton(look, icon="forward", seconds=self._steps_s[1])
        self.position = PositionButton(look)
        self.hear = FlatButton(look, self.tr("Hear this stamp"), icon="hear", icon_size=20)
        self.loop = FlatButton(look, self.tr("Loop"), icon="loop", icon_size=20)
        self.loop.setCheckable(True)
        self.speed_label = Label(look, self.tr("Speed"), role="small", token="ink2", elide=False)
        self.speed = SpeedButton(look)
        words = self.tr("Reaction")
        self.reaction_label = Label(look, words, role="small", token="ink2", elide=False)
        self.reaction = ReactionButton(look)
        self.volume = VolumeControl(look)
        self.engine = PillButton(look, "")
        self.publish = QPushButton(self.tr("Publish…"))
        self.publish.setAutoDefault(True)
        self.publish.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self, look: Look) -> None:
        self._row = row = QHBoxLayout(self)
        self._lines: list[Hairline] = []
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(8)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        left = (self.back, self.play, self.forward, self.position, 8, "|", 8, self.hear, self.loop)
        right = (
            *(self.speed_label, -4, self.speed),
            *(self.reaction_label, -4, self.reaction, 4, "|", 4),
            *(self.volume, 4, "|", 4, self.engine, 4, self.publish),
        )
        for group in (left, right):
            for part in group:
                if isinstance(part, int):
                    row.addSpacing(part)
                elif isinstance(part, str):
                    self._lines.append(Hairline(look, upright=True, length=20))
                    row.addWidget(self._lines[-1])
                else:
                    row.addWidget(part)
            if group is left:
                row.addStretch(1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.play.clicked.connect(self.play_toggled_requested)
        self.forward.clicked.connect(self.forward_requested)
        self.position.clicked.connect(self.go_to_requested)
        self.hear.clicked.connect(self.hear_requested)
        self.loop.clicked.connect(self._ask_loop)
        self.speed.rate_requested.connect(self.rate_requested)
        self.reaction.reaction_requested.connect(self.reaction_requested)
        self.volume.volume_requested.connect(self.volume_requested)
        self.volume.mute_requested.connect(self.mute_requested)
        self.engine.clicked.connect(self.engine_clicked)
        self.publish.clicked.connect(self.publish_requested)

    def _ask_loop(self) -> None:
        self.loop.setChecked(not self.loop.isChecked())  # shown when it is so, not by the click
        self.loop_requested.emit()

    def show_loop(self, words: str) -> None:
        """Show a loop that is on, with words about it; empty where none is."""
        self._loop_words = words
        self.loop.setChecked(bool(words))
        self.loop.setAccessibleDescription(words)
        self._write_tooltips()

    def set_steps(self, back_ms: int, forward_ms: int) -> None:
        """How far the skip buttons go."""
        self._steps_s = (back_ms / 1000, forward_ms / 1000)
        for button, seconds in zip((self.back, self.forward), self._steps_s, strict=True):
            button.set_seconds(seconds)
        self._write_tooltips()

    def set_look(self, look: Look) -> None:
        """Take the colours of another look; the parts are told by ``hand_down``."""
        self._look = look
        self.update()

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Keys for the tooltips: play, back, forward, hear, go_to, mute, speed, publish."""
        self._keys = dict(keys)
        self._write_tooltips()

    def set_publish_needs(self, needs: str) -> None:
        """What publishing waits for, such as "Needs notes"; empty when it can be done."""
        self._publish_needs = needs
        self.publish.setEnabled(not needs)
        self._write_tooltips()

    def set_hear_needs(self, needs: str) -> None:
        """What hearing a stamp waits for, beside audio; empty when it can be done."""
        self._hear_needs = needs
        self.hear.setEnabled(self._audible and not needs)
        self._write_tooltips()

    def show_state(self, state: PlayerState) -> None:
        """Show what the player says of itself."""
        self._playing = state.is_playing
        self.play.set_playing(self._playing)
        self.speed.set_rate(state.rate)
        self.volume.show_volume(state.volume, muted=state.muted)
        self.show_audio(state.is_usable, state.duration_ms)
        self._show_engine(state)

    def _show_engine(self, state: PlayerState) -> None:
        without = state.phase is Phase.EMPTY or not state.engine_name
        name = self.tr("No audio") if without else state.engine_name
        rough = state.is_usable and state.exactness is Exactness.APPROXIMATE
        self._engine_words = self._words_on(state, name)
        self._has_news = rough or bool(state.message)
        self._show_pill()
        self.engine.set_pill(f"{name} ± 0.1 s" if rough else name, warning=bool(state.message))
        self.engine.setAccessibleName(self.tr("Sound engine") + ": " + self.engine.text())
        self.engine.setAccessibleDescription(self._engine_words)
        self.engine.setToolTip(self._engine_words)

    def _words_on(self, state: PlayerState, name: str) -> str:
        if state.message:
            return said_sentence(state.message)
        if not state.is_usable:
            return self.tr("Sound engine")
        if state.exactness is Exactness.APPROXIMATE:
            words = self.tr("{0}. Positions may be 0.1 s off: the exact reader is missing.")
            return words.format(name)
        return self.tr("{0}. Positions are exact.").format(name)

    def engine_words(self) -> str:
        """What sounds, and how exactly."""
        return self._engine_words

    def show_position(self, position_ms: int) -> None:
        """Show where playback is; cheap enough for every tick."""
        self.position.set_position(position_ms)
        if not self._playing:
            self.position.describe()

    def show_audio(self, audible: bool, duration_ms: int = 0) -> None:
        """Enable what needs audio."""
        self._audible = audible
        for part in (self.back, self.play, self.forward, self.position, self.loop, self.speed):
            part.setEnabled(audible)
        self.hear.setEnabled(audible and not self._hear_needs)
        self.position.set_duration(duration_ms, audible=audible)
        self._write_tooltips()

    def minimumSizeHint(self) -> QSize:
        return QSize(MINIMUM, HEIGHT)

    def set_width_class(self, width: int) -> None:
        """Drop the volume slider, then the field label, the lines and a pill with no news."""
        if self._alone:
            return
        self.volume.set_narrow(width < NARROW)
        self._is_tight = width < TIGHT
        self.speed_label.setVisible(not self._is_tight)
        self.reaction_label.setVisible(width >= NARROW)
        self.reaction.setVisible(not self._is_tight)
        self.volume.set_brief(self._is_tight)
        self._row.setSpacing(4 if self._is_tight else 8)
        for line in self._lines:
            line.setVisible(not self._is_tight)
        self._show_pill()

    def show_only_play(self, alone: bool) -> None:
        """Leave only the play button and the time, or show all again."""
        self._alone = alone
        kept = (self.play, self.position)
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if part not in kept:
                part.setVisible(not alone)
        if not alone:
            self.set_width_class(self.width())

    def _show_pill(self) -> None:
        shown = not self._is_tight or self._has_news
        self.engine.setVisible(shown and not self._alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.set_width_class(event.size().width())
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._write_tooltips()
        super().changeEvent(event)

    def _write_tooltips(self) -> None:
        back, forward = (
            words.format(QLocale().toString(float(seconds), "g", 4))
            for words, seconds in zip(
                (self.tr("Back {0} s"), self.tr("Forward {0} s")), self._steps_s, strict=True
            )
        )
        self.back.setAccessibleName(back)
        self.forward.setAccessibleName(forward)
        rows = (
            (self.back, "back", back),
            (self.play, "play", self.tr("Play or pause")),
            (self.forward, "forward", forward),
            (self.position, "go_to", self.tr("Go to time")),
            (self.hear, "hear", self.tr("Hear this stamp")),
            (self.loop, "loop", self._loop_words or self.tr("Loop this segment")),
            (self.speed, "speed", self.tr("Speed")),
        )
        for part, key, name in rows:
            part.setToolTip(self._tip(name, key) if self._audible else self.tr("Needs audio"))
        if self._audible and self._hear_needs:
            self.hear.setToolTip(self._hear_needs)
        self.reaction.setToolTip(self.tr("Reaction time: stamps are set this much earlier"))
        self.volume.set_key(self._keys.get("mute", ""))
        publish = self._tip(self.tr("Publish"), "publish")
        self.publish.setToolTip(self._publish_needs or publish)

    def _tip(self, name: str, key: str) -> str:
        keys = self._keys.get(key, "")
        return f"{name} ({keys})" if keys else name

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("bg"))
        painter.end()
