"""Listening, as the window needs it: one engine behind the port, made when first needed."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from notesapp.errors import NotesError
from notesapp.player.port import PlayerPort
from notesapp.player.resuming import resume_ms
from notesapp.player.state import Phase, PlayerState

Maker = Callable[[str], tuple[PlayerPort, str]]


class Playback(QObject):
    """Owns the engine. ``make`` gives an engine for a wanted key, and a sentence or nothing.

    ``prepare`` is called on a thread of its own before the first one, because what it does
    takes a tenth of a second or more.
    ``state_changed`` carries a PlayerState, ``position_changed`` milliseconds; ``trouble_found``
    a sentence for the user; ``sought`` where the user jumped to; ``engine_made`` a new engine, or
    None when it is let go; ``file_released`` that nobody may hold the file now.
    """

    state_changed = Signal(object)
    position_changed = Signal(int)
    audio_changed = Signal()
    trouble_found = Signal(str)
    sought = Signal(int)
    engine_made = Signal(object)
    file_released = Signal()
    _prepared = Signal(int)

    def __init__(
        self,
        make: Maker,
        wanted: str,
        parent: QObject | None = None,
        *,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._prepare = prepare
        self._prepared.connect(self._open, Qt.ConnectionType.QueuedConnection)
        self._wanted = wanted
        self.rewind_ms = 0  # how much earlier playing goes on after a pause
        self.floor_ms = 0  # the start of a loop, which going on does not leave
        self._paused_at_ms: int | None = None
        self._engine: PlayerPort | None = None
        self._path: Path | None = None
        self._loads = 0
        self._since_ms = 0
        self._resume_ms = 0
        self._play_when_ready = False
        self._volume = 80
        self._rate = 1.0
        self._muted = False
        self._state = PlayerState()

    @property
    def state(self) -> PlayerState:
        """The player's state."""
        return self._state

    @property
    def path(self) -> Path | None:
        """The audio that was asked for, also where it could not be opened."""
        return self._path

    @property
    def engine_name(self) -> str:
        """What plays and its version; empty while nothing does."""
        engine = self._engine
        return f"{engine.name} {engine.version}" if engine is not None else ""

    @property
    def has_audio(self) -> bool:
        """Whether there is audio to play and stamp."""
        return self._state.is_usable

    @property
    def since_ms(self) -> int:
        """Where playing last began, or where it jumped to: nothing before it was just heard."""
        return self._since_ms

    def position_ms(self) -> int:
        """What sounds now; 0 without audio."""
        return self._engine.position_ms() if self._engine is not None and self.has_audio else 0

    def load(self, path: Path, at_ms: int = 0, *, play: bool = False) -> None:
        """Open audio and stand at a position."""
        if self._engine is None:
            # Before any worker begins: importing it beside PyAV locked the two up for good, one
            # with Python's lock and the other with the loader's.
            importlib.import_module("PySide6.QtMultimedia")
        self._path = path
        self._resume_ms = at_ms
        self._play_when_ready = play
        self.audio_changed.emit()
        self._loads += 1
        if self._engine is None and self._prepare is not None:
            work = (self._prepare, self._loads)
            threading.Thread(target=self._get_ready, args=work, daemon=True).start()
        else:
            self._prepared.emit(self._loads)

    def _get_ready(self, prepare: Callable[[], None], load: int) -> None:
        prepare()
        with suppress(RuntimeError):  # the window has gone
            self._prepared.emit(load)

    def _open(self, load: int) -> None:
        """In a turn of its own: text is there before an engine is."""
        engine = self._ready_engine() if load == self._loads else None
        if engine is not None and self._path is not None:
            engine.load(self._path)

    def toggle(self) -> None:
        """Play or pause."""
        if self._state.is_playing:
            self.pause()
        else:
            self.resume()

    def resume(self) -> None:
        """Play on: from a little earlier after a pause, from here after a jump."""
        if self._engine is None or not self.has_audio or self._state.is_playing:
            return
        here = self.position_ms()
        start = resume_ms(
            self._state.phase,
            here,
            self._paused_at_ms,
            self.rewind_ms,
            self.floor_ms,
            self._state.duration_ms,
        )
        if start != here:
            self.jump(start)
        self._since_ms = start
        self._engine.play()

    def pause(self) -> None:
        """Pause where it plays."""
        if self._engine is not None and self._state.is_playing:
            self._engine.pause()

    def play_from(self, ms: int) -> None:
        """Jump and play."""
        if self._engine is not None and self.has_audio:
            self.seek(ms)
            self._engine.play()

    def seek(self, ms: int) -> None:
        """Jump as the user wants; plays on where it played."""
        if self._engine is not None and self.has_audio:
            self.jump(ms)
            self.sought.emit(max(0, ms))

    def jump(self, ms: int) -> None:
        """Jump as the program does by itself, in a loop; ``sought`` says nothing of it."""
        if self._engine is not None and self.has_audio:
            self._paused_at_ms = None
            self._since_ms = max(0, min(ms, self._state.duration_ms or ms))
            self._engine.seek(self._since_ms)
            self.position_changed.emit(self.position_ms())

    def skip(self, by_ms: int) -> None:
        """Jump by some milliseconds, back if negative."""
        self.seek(self.position_ms() + by_ms)

    def set_rate(self, rate: float) -> None:
        """Play faster or slower, the pitch kept."""
        self._rate = rate
        if self._engine is not None:
            self._engine.set_rate(rate)
        else:
            self._on_state(replace(self._state, rate=rate))

    def set_volume(self, volume: int) -> None:
        """0 to 100."""
        self._volume = volume
        if self._engine is not None:
            self._engine.set_volume(volume)
        else:
            self._on_state(replace(self._state, volume=volume))

    def set_muted(self, muted: bool) -> None:
        """Silence without losing the volume."""
        self._muted = muted
        if self._engine is not None:
            self._engine.set_muted(muted)
        else:
            self._on_state(replace(self._state, muted=muted))

    @property
    def wanted_engine(self) -> str:
        """The key of the engine that was asked for."""
        return self._wanted

    def use_engine(self, wanted: str) -> None:
        """Change the engine; the same audio stays at its place and speed, paused."""
        self._wanted = wanted
        path, at = self._path, self._resume_ms or self.position_ms()
        self.close()
        if path is not None:
            self.load(path, at)

    def make_spare(self) -> PlayerPort:
        """One more engine of the same kind and loudness, for the caller to close.

        Raises NotesError.
        """
        engine, _ = self._make(self._wanted)
        engine.set_volume(self._volume)
        return engine

    def drop_audio(self) -> None:
        """Let go of the file: other notes are opened."""
        self._path = None
        self._loads += 1
        if self._engine is not None:
            self._engine.release()
        self.audio_changed.emit()

    def let_go(self) -> int:
        """Let go of the file, which is about to be replaced; ``load`` takes it up again.

        Returns where it stood. Those who show this audio keep its place.
        """
        at_ms = self._resume_ms or self.position_ms()
        self._loads += 1
        if self._engine is not None:
            self._engine.release()
        self.file_released.emit()
        return at_ms

    def close(self) -> None:
        """Stop and let go of everything."""
        self._loads += 1
        engine, self._engine = self._engine, None
        self._paused_at_ms = None
        if engine is not None:
            self.engine_made.emit(None)
            engine.close()
        self._state = PlayerState(rate=self._rate, volume=self._volume, muted=self._muted)
        self.state_changed.emit(self._state)

    def _ready_engine(self) -> PlayerPort | None:
        if self._engine is not None:
            return self._engine
        try:
            engine, note = self._make(self._wanted)
        except NotesError as error:
            self.trouble_found.emit(error.sentence)
            return None
        self._engine = engine
        engine.set_volume(self._volume)
        engine.set_muted(self._muted)
        engine.set_rate(self._rate)
        engine.state_changed.connect(self._on_state)
        engine.position_ticked.connect(self.position_changed)
        engine.seeked.connect(self.position_changed)
        self.engine_made.emit(engine)
        if note:
            self.trouble_found.emit(note)
        return engine

    def _on_state(self, state: PlayerState) -> None:
        before, self._state = self._state, state
        if state.phase is not before.phase:
            paused = before.is_playing and state.phase is Phase.PAUSED
            self._paused_at_ms = self.position_ms() if paused else None
        opened = state.is_usable and not before.is_usable
        if opened and self._resume_ms:
            resume, self._resume_ms = self._resume_ms, 0
            QTimer.singleShot(0, self, lambda: self.seek(resume))
        if opened and self._play_when_ready:
            self._play_when_ready = False
            QTimer.singleShot(0, self, self.toggle)
        self.state_changed.emit(state)
        if opened or before.is_usable != state.is_usable:
            self.audio_changed.emit()
        if state.phase is Phase.FAILED and before.phase is not Phase.FAILED:
            self.trouble_found.emit(state.message)
