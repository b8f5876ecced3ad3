"""Drives libVLC, which is called from the GUI thread only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from notesapp.player import libvlc
from notesapp.player.driver import OPENED, Fact
from notesapp.player.timings import vlc_timing
from notesapp.player.vlc_voice import Voice

if TYPE_CHECKING:
    import threading

    from notesapp.player.loading import Audio
    from notesapp.player.state import Output
    from notesapp.player.vlc_voice import Prepare


class VlcDriver:
    """libVLC as a driver, on a ``library`` that it keeps for itself until it is closed.

    ``prepare`` is called with every player of libVLC's before it opens a file.
    """

    name = "VLC"

    def __init__(self, library: libvlc.Library, prepare: Prepare | None = None) -> None:
        self._vlc, self._instance = library.vlc, library.instance
        self.version = library.version
        self._instance.retain()
        self._prepare = prepare
        self._output_id = ""
        self._voice: Voice | None = None
        self._leaving: list[threading.Thread] = []
        self.timing = vlc_timing(libvlc.output_module(library))

    def open(self, audio: Audio, boost_db: int) -> None:
        """Open it, silent, at the start; OPENED or BROKEN follows."""
        self.drop()
        view = audio.view(boost_db)
        self._voice = Voice(
            self._vlc,
            self._instance,
            audio.path,
            view,
            self._prepare_player,
            renews=self.timing.renews,
        )

    def poll(self) -> list[Fact]:
        """Return what was said since the last time about what is open, in order."""
        voice = self._voice
        if voice is None:
            return []
        return [
            replace(fact, value=voice.length_ms()) if fact.kind == OPENED else fact
            for fact in voice.poll()
        ]

    def resume(self) -> None:
        """Let it sound."""
        if self._voice:
            self._voice.resume()

    def pause(self) -> None:
        """Hold it."""
        if self._voice:
            self._voice.pause()

    def seek(self, ms: int) -> None:
        """Go to ``ms``."""
        if self._voice:
            self._voice.seek(ms)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        if self._voice:
            self._voice.set_rate(rate)

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set the volume in percent."""
        if self._voice:
            self._voice.set_loudness(volume, muted)

    def set_boost(self, _audio: Audio, _boost_db: int) -> bool:
        """libVLC keeps some of what it has read: it is opened again."""
        return True

    def finish(self) -> bool:
        """libVLC does not play on after an end: it is opened again."""
        self.drop()
        return True

    def drop(self) -> list[threading.Thread]:
        """Stop and let go of the file; return the threads still at it."""
        voice, self._voice = self._voice, None
        if voice:
            self._leaving.append(voice.retire())
        self._leaving = [thread for thread in self._leaving if thread.is_alive()]
        return self._leaving

    def outputs(self) -> tuple[Output, ...]:
        """Return where it can play, without the system's default."""
        return libvlc.outputs(self._vlc, self._instance)

    def set_output(self, output_id: str) -> bool:
        """Play there from the next opening on."""
        self._output_id = output_id
        return True

    def close(self) -> None:
        """Let go of libVLC."""
        if self._instance is not None:
            instance, self._instance = self._instance, None
            instance.release()

    def _prepare_player(self, player: Any) -> None:
        if self._output_id:
            player.audio_output_device_set(None, self._output_id)
        if self._prepare:
            self._prepare(player)
