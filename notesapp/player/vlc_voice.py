"""One opening of one file in libVLC.

libVLC calls back from its own threads and must never be called from there: every handler only
puts a fact into a queue, which the player empties on its own thread.
"""

from __future__ import annotations

import os
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from notesapp.player.driver import BROKEN, ENDED, OPENED, SOUNDS, TIME, Fact
from notesapp.player.vlc_stream import WavStream

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from notesapp.player.vlc_stream import View

    Prepare = Callable[[Any], None]

# event name in libVLC -> (kind, field of the event's union that matters)
_EVENTS = (
    ("MediaPlayerPaused", OPENED, ""),
    ("MediaPlayerPlaying", SOUNDS, ""),
    ("MediaPlayerTimeChanged", TIME, "new_time"),
    ("MediaPlayerEndReached", ENDED, ""),
    ("MediaPlayerEncounteredError", BROKEN, ""),
)


class Voice:
    """Opens paused, tells what happens, is retired once.

    It plays ``view``, or the file at ``path`` where there is none. ``prepare`` is called with
    libVLC's player before that opens anything.
    """

    def __init__(
        self,
        vlc: Any,
        instance: Any,
        path: Path,
        view: View | None,
        prepare: Prepare | None = None,
    ) -> None:
        self._facts: SimpleQueue[Fact] = SimpleQueue()
        self._stream = WavStream(vlc, view, self._facts) if view else None
        self._is_open = False
        self._player = instance.media_player_new()
        if prepare:
            prepare(self._player)
        media = self._stream.media(instance) if self._stream else _file_media(instance, path)
        media.add_option(":start-paused")
        self._player.set_media(media)
        media.release()
        self._events = self._player.event_manager()
        self._attached = [getattr(vlc.EventType, name) for name, _, _ in _EVENTS]
        for event, (_, kind, field) in zip(self._attached, _EVENTS, strict=True):
            self._events.event_attach(event, self._listener(kind, field))
        self._player.play()

    def poll(self) -> list[Fact]:
        """Return what libVLC said since the last time."""
        said = []
        while True:
            try:
                said.append(self._facts.get_nowait())
            except Empty:
                return [fact for fact in said if self._counts(fact)]

    def length_ms(self) -> int:
        """Return the length libVLC believes in, or 0."""
        return max(0, int(self._player.get_length()))

    def resume(self) -> None:
        """Let it sound."""
        self._player.set_pause(0)

    def pause(self) -> None:
        """Hold it."""
        self._player.set_pause(1)

    def seek(self, ms: int) -> None:
        """Go to ``ms``; only heard once the voice is OPENED."""
        self._player.set_time(ms)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        self._player.set_rate(rate)

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set the volume in percent. Muting is also volume 0: not every output can mute."""
        self._player.audio_set_volume(0 if muted else volume)
        self._player.audio_set_mute(muted)

    def change_view(self, view: View) -> None:
        """Read other bytes for the same sound from now on."""
        if self._stream:
            self._stream.change(view)

    def retire(self) -> threading.Thread:
        """Stop and let go of the file, on the thread returned.

        libVLC's stop() may hang; then that thread is abandoned, not the window.
        """
        thread = threading.Thread(target=self._let_go, name="vlc-retire", daemon=True)
        thread.start()
        return thread

    def _let_go(self) -> None:
        for event in self._attached:
            self._events.event_detach(event)
        self._player.stop()
        self._player.release()

    def _counts(self, fact: Fact) -> bool:
        """Pausing is news only the first time, and running only after that."""
        if fact.kind == OPENED:
            was_open, self._is_open = self._is_open, True
            return not was_open
        return self._is_open or fact.kind in (BROKEN, ENDED)

    def _listener(self, kind: str, field: str) -> Callable[[Any], None]:
        put, now = self._facts.put, time.monotonic

        def listen(event: Any) -> None:
            put(Fact(kind, int(getattr(event.u, field)) if field else 0, now()))

        return listen


def _file_media(instance: Any, path: Path) -> Any:
    media = instance.media_new_path(os.fsencode(path))
    # libVLC's own demuxers miss by up to minutes in VBR MP3 and end Ogg on a seek.
    media.add_option(":demux=avformat")
    return media
