"""Plays through Qt Multimedia, which is always there. Use it from the GUI thread only."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal, qVersion
from PySide6.QtMultimedia import QAudio, QAudioOutput, QMediaDevices, QMediaPlayer

from notesapp.errors import AudioTrouble
from notesapp.player.session import Session, cannot_open, nothing_played
from notesapp.player.state import Phase, PlayerState, clamp_rate, clamp_volume

if TYPE_CHECKING:
    from pathlib import Path

TICK_MS = 40
NO_BACKEND = "The built-in player has no media backend. Install PySide6-Addons again, or VLC."


class _Orders(QObject):
    """Orders to QMediaPlayer as signals, because emitting one lets go of the GIL.

    Its methods do not. While Qt tears its pipeline down, its audio thread calls into the Python
    wrapper of QAudioOutput with a Qt lock held; a GUI thread that waits for that lock with the
    GIL in hand waits for ever (seen on PySide6 6.11.3; tests/player/test_reentry.py).
    """

    play_requested = Signal()
    pause_requested = Signal()
    stop_requested = Signal()
    source_requested = Signal(QUrl)
    position_requested = Signal("qlonglong")  # type: ignore[arg-type]
    rate_requested = Signal(float)

    def __init__(self, player: QMediaPlayer, parent: QObject) -> None:
        super().__init__(parent)
        self.play_requested.connect(player.play)
        self.pause_requested.connect(player.pause)
        self.stop_requested.connect(player.stop)
        self.source_requested.connect(player.setSource)
        self.position_requested.connect(player.setPosition)
        self.rate_requested.connect(player.setPlaybackRate)


class QtEngine(QObject):
    """The player port on Qt Multimedia.

    Without any audio output it still runs, silently and in time. Raises AudioTrouble when Qt
    Multimedia has no backend.
    """

    state_changed = Signal(object)
    position_ticked = Signal(int)
    seeked = Signal(int)
    ended = Signal()

    name = "Qt"

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.version = qVersion() or ""
        self._session = Session(self.name, self.state_changed.emit)
        self._devices = QMediaDevices(self)
        self._output = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        if not self._player.isAvailable():
            raise AudioTrouble(NO_BACKEND)
        self._player.setAudioOutput(self._output)
        if hasattr(self._player, "setPitchCompensation"):  # Qt 6.10 and later
            self._player.setPitchCompensation(True)
        self._orders = _Orders(self._player, self)
        self._player.mediaStatusChanged.connect(self._take_status)
        self._player.positionChanged.connect(self._take_position)
        self._player.errorOccurred.connect(self._take_error)
        self._devices.audioOutputsChanged.connect(self._follow_default_output)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._seek_timer = QTimer(self)
        self._seek_timer.setSingleShot(True)
        self._seek_timer.timeout.connect(self._send_target)

    @property
    def state(self) -> PlayerState:
        """What the player is doing now."""
        return self._session.state

    def position_ms(self) -> int:
        """Return what sounds now. Never blocks."""
        return self._session.clock.position_ms()

    def load(self, path: Path) -> None:
        """Open a file; READY or FAILED follows, never an exception."""
        self._drop_source()
        if self._session.open(path):
            self._orders.source_requested.emit(QUrl.fromLocalFile(str(path.absolute())))

    def play(self) -> None:
        """Play from here, or from the start after the end. While loading: as soon as it can."""
        session = self._session
        if session.state.phase is Phase.ENDED:
            self.seek(0)
        if session.state.phase is Phase.LOADING:
            session.wants_play = True
        elif session.state.is_usable and not session.state.is_playing:
            session.wants_play = True
            session.run()
            if session.state.is_playing:
                self._timer.start()
                self._send_target()
                self._orders.play_requested.emit()

    def pause(self) -> None:
        """Hold the sound where it is."""
        self._session.wants_play = False
        if self._session.state.is_playing:
            self._timer.stop()
            self._orders.pause_requested.emit()
            self._session.halt()

    def toggle(self) -> None:
        """Play when silent, pause when playing."""
        if self.state.is_playing or self._session.wants_play:
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        """Hold the sound and go back to the start; the file stays open."""
        self.pause()
        if self.state.is_usable:
            self.seek(0)
            self._session.change(Phase.READY)

    def seek(self, ms: int) -> None:
        """Go to ``ms``; of many in one turn of the event loop only the last is carried out."""
        if self._session.aim(ms) and not self._seek_timer.isActive():
            self._seek_timer.start(0)

    def set_rate(self, rate: float) -> None:
        """Set the speed from 0.5 to 3; the pitch stays."""
        rate = clamp_rate(rate)
        self._session.set_rate(rate)
        self._orders.rate_requested.emit(rate)

    def set_volume(self, volume: int) -> None:
        """Set the volume from 0 to 100, in even steps to the ear."""
        volume = clamp_volume(volume)
        self._session.set_loudness(volume, self.state.muted)
        scales = QAudio.VolumeScale
        loudness = QAudio.convertVolume(
            volume / 100, scales.CubicVolumeScale, scales.LinearVolumeScale
        )
        self._output.setVolume(loudness)

    def set_muted(self, muted: bool) -> None:
        """Silence the sound without forgetting the volume."""
        self._session.set_loudness(self.state.volume, muted)
        self._output.setMuted(muted)

    def release(self) -> None:
        """Let go of the file, so that it can be moved or deleted."""
        self._drop_source()
        self._session.empty()

    def close(self) -> None:
        """Let go of everything; the engine is not used again."""
        self.release()

    # --- the player

    def _drop_source(self) -> None:
        self._timer.stop()
        self._seek_timer.stop()
        if not self._player.source().isEmpty():
            self._orders.stop_requested.emit()
            self._orders.source_requested.emit(QUrl())

    def _send_target(self) -> None:
        if self.state.phase is Phase.LOADING:
            return  # sent when it is open
        target_ms = self._session.take_target_ms()
        if target_ms is not None:
            self._orders.position_requested.emit(target_ms)
            self.seeked.emit(target_ms)

    def _tick(self) -> None:
        self.position_ticked.emit(self.position_ms())

    def _follow_default_output(self) -> None:
        self._output.setDevice(QMediaDevices.defaultAudioOutput())

    # --- what Qt says

    def _take_status(self, status: QMediaPlayer.MediaStatus) -> None:
        kinds = QMediaPlayer.MediaStatus
        if status is kinds.LoadedMedia and self.state.phase is Phase.LOADING:
            self._on_open()
        elif status is kinds.EndOfMedia:
            self._on_end()
        elif status is kinds.InvalidMedia:
            self._refuse(cannot_open(self.state.path))

    def _take_position(self, claim_ms: int) -> None:
        if claim_ms != self._player.duration():  # said at every end, even of a file cut short
            self._session.hear(claim_ms, time.monotonic())

    def _take_error(self, _error: QMediaPlayer.Error, _text: str) -> None:
        self._refuse(cannot_open(self.state.path))

    def _on_open(self) -> None:
        length_ms = self._player.duration()
        if length_ms <= 0 or not self._player.hasAudio():
            self._refuse(nothing_played(self.state.path))
            return
        self._session.opened(length_ms)
        if self.state.phase is Phase.READY:
            self._send_target()
            if self._session.wants_play:
                self.play()

    def _on_end(self) -> None:
        self._timer.stop()
        if self.state.phase in (Phase.EMPTY, Phase.FAILED):
            return
        if self._session.end():
            self.ended.emit()
        else:
            self._refuse(nothing_played(self.state.path))

    def _refuse(self, sentence: str) -> None:
        if self.state.phase in (Phase.EMPTY, Phase.FAILED):
            return
        self._timer.stop()
        self._session.refuse(sentence)
        QTimer.singleShot(0, self, self._drop_refused)  # not inside Qt's own signal

    def _drop_refused(self) -> None:
        if self.state.phase is Phase.FAILED:
            self._drop_source()
