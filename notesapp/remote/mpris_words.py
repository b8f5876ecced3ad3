"""MPRIS, the interface by which a desktop's media keys reach a player (specification 2.2)."""

from __future__ import annotations

from notesapp.player.state import MAX_RATE, MIN_RATE
from notesapp.remote.showing import Showing

NAME = "org.mpris.MediaPlayer2.ShowNotes"
PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
DESKTOP_ENTRY = "org.notesapp.ShowNotes"

Typed = tuple[str, object]  # a D-Bus signature and the value
_US = 1000


def root_properties() -> dict[str, Typed]:
    """What the program is."""
    return {
        "CanQuit": ("b", False),
        "CanRaise": ("b", True),
        "HasTrackList": ("b", False),
        "Identity": ("s", "Show Notes"),
        "DesktopEntry": ("s", DESKTOP_ENTRY),
        "SupportedUriSchemes": ("as", []),
        "SupportedMimeTypes": ("as", []),
    }


def player_properties(shown: Showing) -> dict[str, Typed]:
    """What it plays; without the position, which is asked for and never announced."""
    there = shown.track > 0
    return {
        "PlaybackStatus": ("s", _status(shown)),
        "Rate": ("d", shown.rate),
        "MinimumRate": ("d", MIN_RATE),
        "MaximumRate": ("d", MAX_RATE),
        "Volume": ("d", shown.volume / 100),
        "Metadata": ("a{sv}", metadata(shown)),
        "CanGoNext": ("b", there),
        "CanGoPrevious": ("b", there),
        "CanPlay": ("b", there),
        "CanPause": ("b", there),
        "CanSeek": ("b", there),
        "CanControl": ("b", True),
    }


def position(shown: Showing, now_s: float) -> Typed:
    """The position, in the microseconds of the specification."""
    return ("x", shown.position_at(now_s) * _US)


def track_path(shown: Showing) -> str:
    """The object path that names the audio."""
    return f"/org/notesapp/ShowNotes/track/{shown.track}"


def metadata(shown: Showing) -> dict[str, Typed]:
    """Title, show and length of the audio."""
    if not shown.track:
        return {}
    found: dict[str, Typed] = {"mpris:trackid": ("o", track_path(shown))}
    if shown.duration_ms:
        found["mpris:length"] = ("x", shown.duration_ms * _US)
    if shown.title:
        found["xesam:title"] = ("s", shown.title)
    if shown.podcast:
        found["xesam:album"] = ("s", shown.podcast)
        found["xesam:artist"] = ("as", [shown.podcast])
    if shown.path is not None and shown.path.is_absolute():
        found["xesam:url"] = ("s", shown.path.as_uri())
    return found


def _status(shown: Showing) -> str:
    if shown.is_playing:
        return "Playing"
    return "Paused" if shown.track else "Stopped"


def _interface(name: str, methods: str, signals: str, properties: str) -> str:
    rows = [f' <interface name="{name}">']
    for method in methods.split():
        title, _, arguments = method.partition(":")
        inner = "".join(f'<arg direction="in" type="{kind}"/>' for kind in arguments)
        rows.append(f'  <method name="{title}">{inner}</method>')
    for signal in signals.split():
        title, _, kind = signal.partition(":")
        rows.append(f'  <signal name="{title}"><arg type="{kind}"/></signal>')
    for row in properties.split():
        title, kind, access = row.split(":")
        rows.append(f'  <property name="{title}" type="{kind}" access="{access}"/>')
    return "\n".join([*rows, " </interface>"])


_STANDARD = """ <interface name="org.freedesktop.DBus.Introspectable">
  <method name="Introspect"><arg direction="out" type="s"/></method>
 </interface>
 <interface name="org.freedesktop.DBus.Peer">
  <method name="Ping"/>
 </interface>
 <interface name="org.freedesktop.DBus.Properties">
  <method name="Get"><arg direction="in" type="s"/><arg direction="in" type="s"/>
   <arg direction="out" type="v"/></method>
  <method name="GetAll"><arg direction="in" type="s"/><arg direction="out" type="a{sv}"/></method>
  <method name="Set"><arg direction="in" type="s"/><arg direction="in" type="s"/>
   <arg direction="in" type="v"/></method>
  <signal name="PropertiesChanged"><arg type="s"/><arg type="a{sv}"/><arg type="as"/></signal>
 </interface>"""


def introspection() -> str:
    """The description of both interfaces, made from the same tables."""
    root = " ".join(f"{name}:{kind}:read" for name, (kind, _) in root_properties().items())
    settable = ("Rate", "Volume")
    rows = {**player_properties(Showing()), "Position": ("x", 0)}
    player = " ".join(
        f"{name}:{kind}:{'readwrite' if name in settable else 'read'}"
        for name, (kind, _) in rows.items()
    )
    methods = "Play Pause PlayPause Stop Next Previous Seek:x SetPosition:ox OpenUri:s"
    parts = [
        "<node>",
        _interface(ROOT, "Raise Quit", "", root),
        _interface(PLAYER, methods, "Seeked:x", player),
        _STANDARD,
        "</node>",
    ]
    return "\n".join(parts)
