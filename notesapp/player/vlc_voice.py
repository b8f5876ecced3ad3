"""One opening of one file in libVLC.

libVLC calls back from its own threads and must never be called from there: every handler only
puts a fact into a queue, which the player empties on its own thread.
"""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from notesapp.player.driver import BROKEN, ENDED, OPENED, SOUNDS, TIME, Fact
from notesapp.player.vlc_stream import WavStream

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from notesapp.player.vlc_stream import View

    Prepare = Callable[[Any], None]

# libVLC would read 16 MB ahead at each seek, all of which has to be decoded.
_READ_LITTLE = (
    ":prefetch-buffer-size=128",
    ":prefetch-read-size=16384",
    ":prefetch-seek-threshold=1",
)
_TRACKS = "tracks"  # another track is chosen, or none
RENEW_S = 0.05  # libVLC needs a millisecond to let go of a track

# event name in libVLC -> (kind, field of the event's union that matters)
_EVENTS = (
    ("MediaPlayerPaused", OPENED, ""),
    ("MediaPlayerPlaying", SOUNDS, ""),
    ("MediaPlayerTimeChanged", TIME, "new_time"),
    ("MediaPlayerEndReached", ENDED, ""),
    ("MediaPlayerEncounteredError", BROKEN, ""),
    ("MediaPlayerESSelected", _TRACKS, ""),
)


class Voice:
    """Opens paused, tells what happens, is retired once.

    It plays ``view``, or the file at ``path`` where there is none. ``prepare`` is called with
    libVLC's player before each time that opens a stream to the output. If it ``renews``, each
    seek in a sound that has begun makes a new stream, by choosing the track anew.
    """

    def __init__(
        self,
        vlc: Any,
        instance: Any,
        path: Path,
        view: View | None,
        prepare: Prepare | None = None,
        renews: bool = False,
    ) -> None:
        self._facts: SimpleQueue[Fact] = SimpleQueue()
        self._stream = WavStream(vlc, view, self._facts) if view else None
        self._is_open = self._has_begun = False
        self._renews = renews
        self._prepare = prepare
        self._volume = 100
        self._said: list[Fact] = []
        self._player = instance.media_player_new()
        if prepare:
            prepare(self._player)
        media = self._stream.media(instance) if self._stream else _file_media(instance, path)
        for option in (":start-paused", *_READ_LITTLE):
            media.add_option(option)
        self._player.set_media(media)
        media.release()
        self._events = self._player.event_manager()
        self._attached = [getattr(vlc.EventType, name) for name, _, _ in _EVENTS]
        for event, (_, kind, field) in zip(self._attached, _EVENTS, strict=True):
            self._events.event_attach(event, self._listener(kind, field))
        self._player.play()

    def poll(self) -> list[Fact]:
        """Return what libVLC said since the last time."""
        self._hear()
        said, self._said = self._said, []
        return [fact for fact in said if self._counts(fact)]

    def length_ms(self) -> int:
        """Return the length libVLC believes in, or 0."""
        return max(0, int(self._player.get_length()))

    def resume(self) -> None:
        """Let it sound."""
        self._has_begun = True
        self._player.set_pause(0)

    def pause(self) -> None:
        """Hold it."""
        self._player.set_pause(1)

    def seek(self, ms: int) -> None:
        """Go to ``ms``; only heard once the voice is OPENED."""
        track = self._player.audio_get_track() if self._renews and self._has_begun else -1
        if track < 0:
            self._player.set_time(ms)
            return
        self._hear()
        self._player.audio_set_track(-1)
        self._hear(until_tracks_s=RENEW_S)
        # The next stream would begin at 100 and on the default output.
        self._player.audio_set_volume(self._volume)
        if self._prepare:
            self._prepare(self._player)
        self._player.audio_set_track(track)
        self._player.set_time(ms)  # not before: without a track libVLC buffers in real time

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        self._player.set_rate(rate)

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set the volume in percent. Muting is also volume 0: not every output can mute."""
        self._volume = 0 if muted else volume
        self._player.audio_set_volume(self._volume)
        self._player.audio_set_mute(muted)

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

    def _hear(self, until_tracks_s: float = 0.0) -> None:
        """Take what was said; wait so long, at most, for the news of another track."""
        until_s = time.monotonic() + until_tracks_s
        with suppress(Empty):
            while True:
                left_s = until_s - time.monotonic()
                fact = self._facts.get(block=left_s > 0, timeout=max(left_s, 0.0))
                if fact.kind != _TRACKS:
                    self._said.append(fact)
                elif until_tracks_s:
                    return

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
