"""The edge to libVLC: finding it, starting it, and where it can play. No Qt here."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notesapp.errors import AudioTrouble
from notesapp.player.state import Output

NOT_FOUND = "VLC was not found. Install VLC, or play with the built-in player."
NO_PLUGINS = "VLC was found without its plugins. Install vlc-plugin-base, or the whole of VLC."
QUIET = ("--quiet", "--no-video", "--no-spu", "--audio-time-stretch")
AOUT = "--aout="


@dataclass(frozen=True, slots=True)
class Library:
    """libVLC, started: python-vlc's module, libVLC's version, its instance and its options."""

    vlc: Any
    version: str
    instance: Any
    options: tuple[str, ...]


def load(options: tuple[str, ...]) -> Library:
    """Find and start libVLC; a tenth of a second, on any thread. Raises AudioTrouble."""
    vlc, version = find()
    return Library(vlc, version, start(vlc, options), options)


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


def output_module(library: Library) -> str:
    """Return the output module libVLC will use: the one asked for, or else its first choice.

    On Linux that is PulseAudio where a server (also PipeWire's) listens; "" elsewhere.
    """
    asked = [option.removeprefix(AOUT) for option in library.options if option.startswith(AOUT)]
    if asked:
        return asked[-1]
    has_pulse = "pulse" in _modules(library.vlc, library.instance)
    return "pulse" if has_pulse and _pulse_listens() else ""


def outputs(vlc: Any, instance: Any) -> tuple[Output, ...]:
    """Return the devices libVLC can play on, its own default left out."""
    player = instance.media_player_new()
    first = player.audio_output_device_enum()
    found, entry = [], first
    while entry:
        output_id, name = _text(entry.contents.device), _text(entry.contents.description)
        if output_id:
            found.append(Output(output_id, name or output_id))
        entry = entry.contents.next
    if first:
        vlc.libvlc_audio_output_device_list_release(first)
    player.release()
    return tuple(found)


def _modules(vlc: Any, instance: Any) -> list[str]:
    first = entry = vlc.libvlc_audio_output_list_get(instance)
    names = []
    while entry:
        names.append(_text(entry.contents.name))
        entry = entry.contents.next
    if first:
        vlc.libvlc_audio_output_list_release(first)
    return names


def _pulse_listens() -> bool:
    if os.environ.get("PULSE_SERVER"):
        return True
    if sys.platform != "linux":
        return False
    places = [os.environ.get("PULSE_RUNTIME_PATH", "")]
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    places.append(f"{runtime}/pulse")
    return any(place and Path(place, "native").exists() for place in places)


def _text(value: bytes | None) -> str:
    return value.decode("utf-8", "replace") if value else ""
