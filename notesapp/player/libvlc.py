"""The edge to libVLC: finding it, and one opened file at a time. No Qt here.

libVLC calls back from its own threads and must never be called from there: every handler only
puts a fact into a queue, which the engine empties on its own thread.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIVE_UP_S = 2.0  # libVLC's stop() can hang; the window must not
NOT_FOUND = "VLC was not found. Install VLC, or play with the built-in player."
NO_PLUGINS = "VLC was found without its plugins. Install vlc-plugin-base, or the whole of VLC."
QUIET = ("--quiet", "--no-video", "--no-spu", "--audio-time-stretch")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something libVLC said at ``at_s`` (monotonic); ``value`` is a time in ms or 0."""

    kind: str
    value: int
    at_s: float


# event name in libVLC -> (kind, field of the event's union that matters)
_EVENTS = (
    ("MediaPlayerPaused", "paused", ""),
    ("MediaPlayerPlaying", "playing", ""),
    ("MediaPlayerTimeChanged", "time", "new_time"),
    ("MediaPlayerLengthChanged", "length", "new_length"),
    ("MediaPlayerEndReached", "ended", ""),
    ("MediaPlayerEncounteredError", "error", ""),
)


def find() -> tuple[Any, str]:
    """Return python-vlc's module and libVLC's version.

    python-vlc exits the interpreter where a named library is wrong, and imports well without
    any library: only a call proves it. Raises AudioTrouble when libVLC cannot be used.
    """
    try:
        import vlc

        version = vlc.libvlc_get_version().decode("utf-8", "replace")
    except (Exception, SystemExit) as error:
        raise AudioTrouble(NOT_FOUND, repr(error)) from error
    if not version.startswith("3."):
        raise AudioTrouble(NOT_FOUND, f"libVLC {version} is not version 3")
    return vlc, version


def start(vlc: Any, options: tuple[str, ...]) -> Any:
    """Return a libVLC instance. Raises AudioTrouble when it has no plugins or a bad option."""
    instance = vlc.Instance([*QUIET, *options])
    if instance is None:
        raise AudioTrouble(NO_PLUGINS, f"libvlc_new returned nothing for {options}")
    outputs = vlc.libvlc_audio_output_list_get(instance)
    if not outputs:
        instance.release()
        raise AudioTrouble(NO_PLUGINS, "no audio output module")
    vlc.libvlc_audio_output_list_release(outputs)
    return instance


class Voice:
    """One opening of one file in libVLC: opens paused, tells what happens, is retired once."""

    def __init__(self, vlc: Any, instance: Any, path: Path) -> None:
        self.facts: SimpleQueue[Fact] = SimpleQueue()
        self._player = instance.media_player_new()
        media = instance.media_new_path(os.fsencode(path))
        # libVLC's own demuxers miss by up to minutes in VBR MP3 and end Ogg on a seek.
        media.add_option(":demux=avformat")
        media.add_option(":start-paused")
        self._player.set_media(media)
        media.release()
        self._events = self._player.event_manager()
        self._attached = [getattr(vlc.EventType, name) for name, _, _ in _EVENTS]
        for event, (_, kind, field) in zip(self._attached, _EVENTS, strict=True):
            self._events.event_attach(event, self._listener(kind, field))
        self._player.play()

    def resume(self) -> None:
        """Let it sound."""
        self._player.set_pause(0)

    def pause(self) -> None:
        """Hold it."""
        self._player.set_pause(1)

    def seek(self, ms: int) -> None:
        """Go to ``ms``; only heard once the voice has said "paused" or "playing"."""
        self._player.set_time(ms)

    def set_rate(self, rate: float) -> None:
        """Set the speed; the pitch stays."""
        self._player.set_rate(rate)

    def set_loudness(self, volume: int, muted: bool) -> None:
        """Set the volume in percent. Muting is also volume 0: not every output can mute."""
        self._player.audio_set_volume(0 if muted else volume)
        self._player.audio_set_mute(muted)

    def length_ms(self) -> int:
        """Return the length libVLC believes in, or 0."""
        return max(0, int(self._player.get_length()))

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

    def _listener(self, kind: str, field: str) -> Callable[[Any], None]:
        put, now = self.facts.put, time.monotonic

        def listen(event: Any) -> None:
            put(Fact(kind, int(getattr(event.u, field)) if field else 0, now()))

        return listen


def wait_for(threads: list[threading.Thread]) -> None:
    """Wait for retired voices to let go of their files, for two seconds in all."""
    until_s = time.monotonic() + GIVE_UP_S
    for thread in threads:
        thread.join(max(0.0, until_s - time.monotonic()))
