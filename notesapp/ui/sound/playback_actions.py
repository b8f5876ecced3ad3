"""Commands on listening, and what the transport shows of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from notesapp.core.going import parse_place, parse_rate
from notesapp.core.timecode import format_time
from notesapp.player.state import MAX_RATE, MIN_RATE
from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.sound.looping import Looping
from notesapp.ui.sound.playback import Playback
from notesapp.ui.transport.rates import PRESETS, rate_text
from notesapp.ui.window.main_window import MainWindow

_REST_MS = 400


class PlaybackActions(QObject):
    """Esc plays and pauses from the text; anywhere else it first returns to the text."""

    refused = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        playback: Playback,
        looping: Looping,
        settings: SettingsFile,
        dialogs: Dialogs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._looping = looping
        self._settings = settings
        self._dialogs = dialogs
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._keep_volume)
        window.closed.connect(self._keep_volume_now)

    def toggle(self) -> None:
        """Play or pause."""
        self._playback.toggle()

    def back(self) -> None:
        """Jump back by the set length, in a loop to its start at most."""
        self._step(-self._settings.read().whole("player.back_ms"))

    def forward(self) -> None:
        """Jump forward by the set length, in a loop to its end at most."""
        self._step(self._settings.read().whole("player.forward_ms"))

    def go_to(self) -> None:
        """Ask for a time and go there."""
        now_ms = self._playback.position_ms()
        typed = self._dialogs.time(self._window, format_time(now_ms))
        if typed is None or not typed.strip():
            return
        ms = parse_place(typed, now_ms)
        duration_ms = self._playback.state.duration_ms
        if ms is None:
            sentence = self.tr("“{0}” is not a time. Write it as 2:04, 1:02:03, 90 s, +10 or -5.")
            self.refused.emit(sentence.format(typed))
        elif duration_ms and ms > duration_ms:
            sentence = self.tr("The audio ends at {0}. Type an earlier time.")
            self.refused.emit(sentence.format(format_time(duration_ms)))
        else:
            self._window.bar.drop("playback")
            self._playback.seek(ms)

    def ask_speed(self) -> None:
        """Ask for any speed."""
        typed = self._dialogs.rate(self._window, rate_text(self._playback.state.rate))
        if typed is None or not typed.strip():
            return
        rate = parse_rate(typed)
        if rate is None or not MIN_RATE <= rate <= MAX_RATE:
            sentence = self.tr("“{0}” is not a speed. Type a number from 0.5 to 3.")
            self.refused.emit(sentence.format(typed))
            return
        self._window.bar.drop("playback")
        self._playback.set_rate(rate)

    def keep_speed(self) -> None:
        """Make the speed of now the user's own."""
        self._settings.prefer("player.my_speed", round(self._playback.state.rate, 2))

    def my_speed(self) -> None:
        """1× or the user's own speed."""
        own = self._settings.read().decimal("player.my_speed")
        rate = self._playback.state.rate
        self._playback.set_rate(own if abs(rate - 1.0) < 0.01 else 1.0)

    def slower(self) -> None:
        """The next preset down."""
        rate = self._playback.state.rate
        self._playback.set_rate(max((r for r in PRESETS if r < rate - 0.01), default=PRESETS[0]))

    def faster(self) -> None:
        """The next preset up."""
        rate = self._playback.state.rate
        self._playback.set_rate(min((r for r in PRESETS if r > rate + 0.01), default=PRESETS[-1]))

    def _step(self, by_ms: int) -> None:
        self._playback.seek(self._looping.step_ms(by_ms))

    def mute(self) -> None:
        """Silence, or sound again."""
        self._playback.set_muted(not self._playback.state.muted)

    def set_volume(self, volume: int) -> None:
        """0 to 100, remembered once it rests: a slider goes through many on its way."""
        self._playback.set_volume(volume)
        self._resting.start()

    def _keep_volume(self) -> None:
        self._settings.prefer("player.volume", self._playback.state.volume)

    def _keep_volume_now(self) -> None:
        if self._resting.isActive():
            self._resting.stop()
            self._keep_volume()

    def choose_engine(self, key: str) -> None:
        """Automatic, VLC or Qt, remembered."""
        self._settings.prefer("player.engine", key)
        self._playback.use_engine(key)
