"""Plays through libVLC. Use it from the GUI thread only."""

from __future__ import annotations

from queue import Empty
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from notesapp.player import libvlc
from notesapp.player.session import Session, cannot_open, nothing_played
from notesapp.player.state import Phase, PlayerState, clamp_rate, clamp_volume

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Thread

TICK_MS = 40
OPENING_TICK_MS = 10


class VlcEngine(QObject):
    """The player port on libVLC.

    ``options`` go to libVLC as they are, for instance ``--aout=dummy``. Raises AudioTrouble when
    libVLC is not there or does not start.
    """

    state_changed = Signal(object)
    position_ticked = Signal(int)
    seeked = Signal(int)
    ended = Signal()

    name = "VLC"

    def __init__(self, parent: QObject | None = None, *, options: tuple[str, ...] = ()) -> None:
        super().__init__(parent)
        self._vlc, self.version = libvlc.find()
        self._instance = libvlc.start(self._vlc, options)
        self._session = Session(self.name, self.state_changed.emit)
        self._voice: libvlc.Voice | None = None
        self._leaving: list[Thread] = []
        self._is_open = False  # the voice has answered and takes orders
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
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
        self._drop_voice()
        if self._session.open(path):
            self._open_voice(path)

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
                self._set_timer()
                self._resume_voice()

    def pause(self) -> None:
        """Hold the sound where it is."""
        self._session.wants_play = False
        if self._session.state.is_playing:
            if self._voice and self._is_open:
                self._voice.pause()
            self._session.halt()
            self._set_timer()

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
        if self._voice and self._is_open:
            self._voice.set_rate(rate)
            if not self.state.is_playing:  # libVLC would go on a second later
                self._voice.seek(self.position_ms())

    def set_volume(self, volume: int) -> None:
        """Set the volume from 0 to 100."""
        self._session.set_loudness(clamp_volume(volume), self.state.muted)
        self._send_loudness()

    def set_muted(self, muted: bool) -> None:
        """Silence the sound without forgetting the volume."""
        self._session.set_loudness(self.state.volume, muted)
        self._send_loudness()

    def release(self) -> None:
        """Let go of the file, so that it can be moved or deleted. Takes two seconds at most."""
        self._drop_voice()
        libvlc.wait_for(self._leaving)
        self._session.empty()

    def close(self) -> None:
        """Let go of everything; the engine is not used again."""
        if self._instance is not None:
            self.release()
            instance, self._instance = self._instance, None
            instance.release()

    # --- the voice

    def _open_voice(self, path: Path) -> None:
        self._is_open = False
        self._voice = libvlc.Voice(self._vlc, self._instance, path)
        self._set_timer()

    def _drop_voice(self) -> None:
        self._seek_timer.stop()
        self._is_open = False
        voice, self._voice = self._voice, None
        self._set_timer()
        self._leaving = [thread for thread in self._leaving if thread.is_alive()]
        if voice:
            self._leaving.append(voice.retire())

    def _resume_voice(self) -> None:
        if self._voice is None and self.state.path:
            self._open_voice(self.state.path)  # libVLC does not play on after an end
        elif self._voice and self._is_open:
            self._send_target()
            self._voice.resume()

    def _send_target(self) -> None:
        if self._voice and not self._is_open:
            return  # it opens at the target
        target_ms = self._session.take_target_ms()
        if target_ms is None:
            return
        if self._voice:
            self._voice.seek(target_ms)
        self.seeked.emit(target_ms)

    def _send_loudness(self) -> None:
        if self._voice and self._is_open:
            self._voice.set_loudness(self.state.volume, self.state.muted)

    def _set_timer(self) -> None:
        if self._voice and not self._is_open:
            self._timer.start(OPENING_TICK_MS)
        elif self.state.is_playing:
            self._timer.start(TICK_MS)
        else:
            self._timer.stop()

    # --- what libVLC says

    def _tick(self) -> None:
        self._drain()
        if self.state.is_playing:
            self.position_ticked.emit(self.position_ms())

    def _drain(self) -> None:
        while self._voice:
            try:
                fact = self._voice.facts.get_nowait()
            except Empty:
                return
            self._take(fact)

    def _take(self, fact: libvlc.Fact) -> None:
        if fact.kind == "time":
            self._session.hear(fact.value, fact.at_s)
        elif fact.kind == "paused" and not self._is_open:
            self._on_open()
        elif fact.kind == "playing" and self._is_open:
            self._session.sounds(fact.at_s)
            self._send_loudness()  # some outputs only take it once they sound
        elif fact.kind == "error":
            self._refuse(cannot_open(self.state.path))
        elif fact.kind == "ended":
            self._on_end()

    def _on_open(self) -> None:
        assert self._voice
        length_ms = self._voice.length_ms()
        if not length_ms and not self.state.duration_ms:
            self._refuse(nothing_played(self.state.path))
            return
        self._is_open = True
        self._voice.set_rate(self.state.rate)
        self._send_loudness()
        start_ms = self.position_ms()
        if start_ms or self.state.rate != 1.0:
            self._voice.seek(start_ms)
        self._set_timer()
        if self.state.is_playing:
            self._voice.resume()
        target_ms = self._session.take_target_ms()
        if target_ms is not None:
            self.seeked.emit(target_ms)
        if self.state.phase is Phase.LOADING:
            self._session.opened(length_ms)
            if self._session.wants_play:
                self.play()

    def _on_end(self) -> None:
        was_open = self._is_open
        self._drop_voice()
        if was_open and self._session.end():
            self._set_timer()
            self.ended.emit()
        else:
            self._session.refuse(nothing_played(self.state.path))

    def _refuse(self, sentence: str) -> None:
        self._drop_voice()
        self._session.refuse(sentence)
