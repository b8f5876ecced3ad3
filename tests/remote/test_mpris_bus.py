"""MPRIS over a real bus of the test's own, asked by GLib's client."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from notesapp.remote.mpris_bus import MprisBus, bus_address
from notesapp.remote.showing import Showing, Wish
from tests.remote.bus import IS_THERE, PLAYER, WHY_NOT, Client, private_bus

needs_bus = pytest.mark.skipif(not IS_THERE, reason=WHY_NOT)
WAIT_S = 20
PLAYING = Showing(
    track=3,
    path=Path("/sound/episode 50.mp3"),
    title="Fifty",
    podcast="Talk “daily”",
    duration_ms=65_000,
    rate=1.4,
    volume=80,
    position_ms=12_345,
)


@dataclass
class Met:
    bus: MprisBus
    client: Client
    wishes: queue.Queue[Wish]
    names: queue.Queue[str]

    def wished(self, method: str, *arguments: str) -> Wish:
        self.client.call(f"{PLAYER}.{method}", *arguments)
        return self.wishes.get(timeout=WAIT_S)


def connect(client: Client) -> Met:
    wishes: queue.Queue[Wish] = queue.Queue()
    names: queue.Queue[str] = queue.Queue()
    bus = MprisBus(client.address, wishes.put, names.put)
    bus.start()
    return Met(bus, client, wishes, names)


@pytest.fixture
def met() -> Iterator[Met]:
    with private_bus() as client:
        made = connect(client)
        assert made.names.get(timeout=WAIT_S) == "org.mpris.MediaPlayer2.ShowNotes"
        yield made
        made.bus.close()
        assert made.bus.join(WAIT_S)


@needs_bus
def test_says_what_the_program_is_and_can(met: Met) -> None:
    root = "org.mpris.MediaPlayer2"
    assert met.client.get("Identity", root) == "'Show Notes'"
    assert met.client.get("DesktopEntry", root) == "'org.notesapp.ShowNotes'"
    assert met.client.get("PlaybackStatus") == "'Stopped'"
    assert met.client.get("CanPlay") == "false"
    assert met.client.get("Metadata") == "@a{sv} {}"
    described = met.client.introspect()
    for part in ("PlayPause();", "SetPosition(in  o", "Seeked(x", "readwrite d Volume", "Position"):
        assert part in described


@needs_bus
def test_shows_what_plays_with_the_types_of_the_norm(met: Met) -> None:
    met.bus.show(PLAYING)
    assert met.client.get("PlaybackStatus") == "'Paused'"
    assert met.client.get("Position") == "int64 12345000"
    assert met.client.get("Rate") == "1.3999999999999999"
    assert met.client.get("Volume") == "0.80000000000000004"
    shown = met.client.get("Metadata")
    assert "'mpris:length': <int64 65000000>" in shown
    assert "'mpris:trackid': <objectpath '/org/notesapp/ShowNotes/track/3'>" in shown
    assert "'xesam:title': <'Fifty'>" in shown
    assert "'xesam:album': <'Talk “daily”'>" in shown
    assert "'xesam:url': <'file:///sound/episode%2050.mp3'>" in shown
    everything = met.client.call("org.freedesktop.DBus.Properties.GetAll", PLAYER)
    assert "'CanSeek': <true>" in everything
    assert "'Position': <int64 12345000>" in everything


@needs_bus
def test_every_method_becomes_a_wish(met: Met) -> None:
    met.bus.show(PLAYING)
    assert met.wished("PlayPause") == Wish("toggle")
    assert met.wished("Play") == Wish("play")
    assert met.wished("Pause") == Wish("pause")
    assert met.wished("Stop") == Wish("pause")
    assert met.wished("Next") == Wish("forward")
    assert met.wished("Previous") == Wish("back")
    assert met.wished("Seek", "--", "-2500000") == Wish("step", -2500)
    track = "/org/notesapp/ShowNotes/track/3"
    assert met.wished("SetPosition", track, "60000000") == Wish("go_to", 60_000)
    met.client.set("Rate", "1.5")
    assert met.wishes.get(timeout=WAIT_S) == Wish("rate", 1.5)
    met.client.set("Volume", "0.25")
    assert met.wishes.get(timeout=WAIT_S) == Wish("volume", 25)
    met.client.call("org.mpris.MediaPlayer2.Raise")
    assert met.wishes.get(timeout=WAIT_S) == Wish("raise")


@needs_bus
def test_a_place_outside_or_in_other_audio_is_left_alone(met: Met) -> None:
    met.bus.show(PLAYING)
    track = "/org/notesapp/ShowNotes/track/"
    for path, at in ((f"{track}3", "65000001000"), (f"{track}2", "1000000"), (f"{track}3", "-5")):
        assert met.client.call(f"{PLAYER}.SetPosition", "--", path, at) == "()"
    assert met.wished("Play") == Wish("play")


@needs_bus
def test_refuses_what_it_cannot_do(met: Met) -> None:
    assert "NotSupported" in met.client.call(f"{PLAYER}.OpenUri", "file:///a.mp3")
    assert "ReadOnly" in met.client.set("CanSeek", "true")
    assert "InvalidArgs" in met.client.set("Volume", "'loud'")
    assert "UnknownProperty" in met.client.get("Colour")


@needs_bus
def test_announces_changes_and_jumps(met: Met) -> None:
    met.bus.show(PLAYING)
    met.client.get("Position")
    with met.client.listening() as heard:
        playing = replace(PLAYING, is_playing=True, at_s=time.monotonic())
        met.bus.show(playing)
        assert "string" in heard('"PlaybackStatus"')
        assert '"Playing"' in heard("variant")
        met.bus.show(replace(playing, position_ms=40_000))
        heard("member=Seeked")
        assert "int64 40000000" in heard("int64")
        met.bus.show(replace(PLAYING, title="Fifty-one", position_ms=40_000))
        assert '"Paused"' in heard("variant")
        heard('"Fifty-one"')


@needs_bus
def test_a_second_run_has_a_name_of_its_own(met: Met) -> None:
    second = connect(met.client)
    name = f"ShowNotes.instance{os.getpid()}"
    assert second.names.get(timeout=WAIT_S) == f"org.mpris.MediaPlayer2.{name}"
    met.client.call(f"{PLAYER}.Play", name=name)
    assert second.wishes.get(timeout=WAIT_S) == Wish("play")
    assert met.wishes.empty()
    second.bus.close()
    assert second.bus.join(WAIT_S)


@needs_bus
def test_a_bus_that_goes_away_ends_it_quietly() -> None:
    with private_bus() as client:
        met = connect(client)
        assert met.names.get(timeout=WAIT_S)
    assert met.names.get(timeout=WAIT_S) == ""
    assert met.bus.join(WAIT_S)
    met.bus.show(PLAYING)


def test_no_bus_is_said_and_nothing_else(tmp_path: Path) -> None:
    met = connect(Client(f"unix:path={tmp_path / 'nobody'}"))
    assert met.names.get(timeout=WAIT_S) == ""
    assert met.bus.join(WAIT_S)


def test_the_address_is_the_environment_s_or_the_usual_place(tmp_path: Path) -> None:
    assert bus_address({}) == ""
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == ""
    (tmp_path / "bus").touch()
    assert bus_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == f"unix:path={tmp_path / 'bus'}"
    told = {"DBUS_SESSION_BUS_ADDRESS": "unix:abstract=x", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert bus_address(told) == "unix:abstract=x"
