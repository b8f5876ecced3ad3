"""One window as the outside sees it: what it plays, and what may be asked of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from notesapp.remote.showing import Showing, Wish

if TYPE_CHECKING:
    from pathlib import Path

    from notesapp.ui.episode.desk import Desk


class WindowReach(QObject):
    """``changed`` says that ``showing`` has; ``came_forward`` that the window is used now."""

    changed = Signal()
    came_forward = Signal()
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self.desk = desk
        self.track = 0
        self.counted: Path | None = None
        playback = desk.playback
        playback.state_changed.connect(lambda _: self.changed.emit())
        playback.position_changed.connect(lambda _: self.changed.emit())
        playback.audio_changed.connect(self.changed)
        desk.document.notes_changed.connect(lambda _: self.changed.emit())
        desk.window.activated.connect(self.came_forward)
        desk.window.closed.connect(self.closed)

    def showing(self) -> Showing:
        """What plays here now."""
        playback, header = self.desk.playback, self.desk.document.notes.header
        state, path = playback.state, playback.path
        if path is None or not state.is_usable:
            return Showing(rate=state.rate, volume=state.volume, at_s=time.monotonic())
        return Showing(
            track=self.track,
            path=path,
            title=header.text("title") or path.stem,
            podcast=header.text("podcast"),
            duration_ms=state.duration_ms,
            is_playing=state.is_playing,
            rate=state.rate,
            volume=0 if state.muted else state.volume,
            position_ms=playback.position_ms(),
            at_s=time.monotonic(),
        )

    def do(self, wish: Wish) -> None:
        """Do what somebody outside asks for, as the key for it would."""
        playback, playing = self.desk.playback, self.desk.controls.playing
        match wish.act:
            case "toggle":
                playing.toggle()
            case "play":
                playback.resume()
            case "pause":
                playback.pause()
            case "back":
                playing.back()
            case "forward":
                playing.forward()
            case "step":
                playback.skip(round(wish.value))
            case "go_to":
                playback.seek(round(wish.value))
            case "rate":
                playback.set_rate(wish.value)
            case "volume":
                playing.set_volume(round(wish.value))
            case "raise":
                self.desk.window.raise_()
                self.desk.window.activateWindow()
