"""Commands on listening, and what the transport shows of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from notesapp.core.timecode import format_time, parse_time
from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.dialogs import Dialogs
from notesapp.ui.main_window import MainWindow
from notesapp.ui.playback import Playback

RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class PlaybackActions(QObject):
    """Esc plays and pauses from the text; anywhere else it first returns to the text."""

    refused = Signal(str)

    def __init__(
        self, window: MainWindow, playback: Playback, settings: SettingsFile, dialogs: Dialogs
    ) -> None:
        super().__init__(window)
        self._window = window
        self._playback = playback
        self._settings = settings
        self._dialogs = dialogs

    def toggle(self) -> None:
        """Play or pause."""
        self._playback.toggle()

    def back(self) -> None:
        """Jump back by the set length."""
        self._playback.skip(-self._settings.read().whole("player.back_ms"))

    def forward(self) -> None:
        """Jump forward by the set length."""
        self._playback.skip(self._settings.read().whole("player.forward_ms"))

    def go_to(self) -> None:
        """Ask for a time and go there."""
        now = format_time(self._playback.position_ms())
        typed = self._dialogs.time(self._window, now)
        if typed is None:
            return
        ms = parse_time(typed)
        if ms is None:
            self.refused.emit(
                self.tr("“{0}” is not a time. Write minutes and seconds, as 2:04.").format(typed)
            )
            return
        self._window.bar.drop("playback")
        self._playback.seek(ms)

    def my_speed(self) -> None:
        """1× or the user's own speed."""
        own = self._settings.read().decimal("player.my_speed")
        rate = self._playback.state.rate
        self._playback.set_rate(own if abs(rate - 1.0) < 0.01 else 1.0)

    def slower(self) -> None:
        """The next preset down."""
        rate = self._playback.state.rate
        self._playback.set_rate(max((r for r in RATES if r < rate - 0.01), default=RATES[0]))

    def faster(self) -> None:
        """The next preset up."""
        rate = self._playback.state.rate
        self._playback.set_rate(min((r for r in RATES if r > rate + 0.01), default=RATES[-1]))

    def mute(self) -> None:
        """Silence, or sound again."""
        self._playback.set_muted(not self._playback.state.muted)

    def set_volume(self, volume: int) -> None:
        """0 to 100, remembered."""
        self._playback.set_volume(volume)
        self._settings.prefer("player.volume", volume)

    def choose_engine(self, key: str) -> None:
        """Automatic, VLC or Qt, remembered."""
        self._settings.prefer("player.engine", key)
        self._playback.use_engine(key)
