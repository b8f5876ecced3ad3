"""The answer to each message of MPRIS, and what it wishes of the player."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from notesapp.player.state import clamp_rate
from notesapp.remote import mpris_words as words
from notesapp.remote.mpris_words import PLAYER, ROOT, Typed
from notesapp.remote.showing import Showing, Wish

PROPERTIES = "org.freedesktop.DBus.Properties"
_NO = "org.freedesktop.DBus.Error."


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply with a signature and its values, or the name of an error; and a wish or none."""

    signature: str = ""
    body: tuple[object, ...] = ()
    wish: Wish | None = None
    error: str = ""


DONE = Answer()
_PLAIN: Mapping[tuple[str, str], Wish | None] = {
    (ROOT, "Raise"): Wish("raise"),
    (ROOT, "Quit"): None,
    (PLAYER, "Play"): Wish("play"),
    (PLAYER, "Pause"): Wish("pause"),
    (PLAYER, "PlayPause"): Wish("toggle"),
    (PLAYER, "Stop"): Wish("pause"),  # the place is worth more to a writer than a true stop
    (PLAYER, "Next"): Wish("forward"),
    (PLAYER, "Previous"): Wish("back"),
}


def answer(
    interface: str, member: str, body: tuple[Any, ...], shown: Showing, now_s: float
) -> Answer:
    """Answer a method call; an empty ``interface`` means any, as D-Bus allows."""
    if member == "Introspect":
        return Answer("s", (words.introspection(),))
    if member == "Ping":
        return DONE
    try:
        if interface == PROPERTIES or member in _ACCESS:
            return _ACCESS[member](body, shown, now_s)
        for name in (interface,) if interface else (ROOT, PLAYER):
            if (name, member) in _PLAIN:
                return Answer(wish=_PLAIN[name, member])
        if interface in ("", PLAYER):
            return _PLAYER[member](body, shown, now_s)
    except KeyError:
        return Answer(error=f"{_NO}UnknownMethod")
    except (TypeError, ValueError, OverflowError):
        return Answer(error=f"{_NO}InvalidArgs")
    return Answer(error=f"{_NO}UnknownMethod")


def _properties(interface: str, shown: Showing, now_s: float) -> dict[str, Typed]:
    if interface == ROOT:
        return words.root_properties()
    if interface == PLAYER:
        position = words.position(shown, now_s)
        return {**words.player_properties(shown), "Position": position}
    return {}


def _get(body: tuple[Any, ...], shown: Showing, now_s: float) -> Answer:
    interface, name = body
    found = _properties(interface, shown, now_s).get(name)
    if found is None:
        return Answer(error=f"{_NO}UnknownProperty")
    return Answer("v", (found,))


def _get_all(body: tuple[Any, ...], shown: Showing, now_s: float) -> Answer:
    (interface,) = body
    return Answer("a{sv}", (_properties(interface, shown, now_s),))


def _set(body: tuple[Any, ...], shown: Showing, now_s: float) -> Answer:
    interface, name, (_, value) = body
    if interface == PLAYER and name == "Rate":
        rate = float(value)
        return Answer(wish=Wish("rate", clamp_rate(rate)) if rate > 0 else Wish("pause"))
    if interface == PLAYER and name == "Volume":
        return Answer(wish=Wish("volume", round(max(0.0, min(1.0, float(value))) * 100)))
    known = name in _properties(interface, shown, now_s)
    return Answer(error=f"{_NO}PropertyReadOnly" if known else f"{_NO}UnknownProperty")


def _seek(body: tuple[Any, ...], shown: Showing, now_s: float) -> Answer:
    (by_us,) = body
    return Answer(wish=Wish("step", int(by_us) // 1000))


def _set_position(body: tuple[Any, ...], shown: Showing, now_s: float) -> Answer:
    """A place outside the audio, or in audio that has gone, is left alone as the norm says."""
    track, at_us = body
    at_ms = int(at_us) // 1000
    fits = track == words.track_path(shown) and 0 <= at_ms <= (shown.duration_ms or at_ms)
    return Answer(wish=Wish("go_to", at_ms)) if fits else DONE


def _open_uri(body: tuple[Any, ...], shown: Showing, now_s: float) -> Answer:
    return Answer(error=f"{_NO}NotSupported")


_Reader = Callable[[tuple[Any, ...], Showing, float], Answer]
_ACCESS: Mapping[str, _Reader] = {"Get": _get, "GetAll": _get_all, "Set": _set}
_PLAYER: Mapping[str, _Reader] = {
    "Seek": _seek,
    "SetPosition": _set_position,
    "OpenUri": _open_uri,
}
