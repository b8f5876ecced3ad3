"""A session bus of a test's own, and a client for it that is not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

WHY_NOT = "needs a session bus and clients (packaging/system_packages.py names the packages)"
IS_THERE = all(map(shutil.which, ("dbus-daemon", "dbus-monitor", "gdbus")))
PLAYER = "org.mpris.MediaPlayer2.Player"
_PATH = "/org/mpris/MediaPlayer2"
_LIMIT_S = 20


@dataclass(frozen=True)
class Client:
    """GLib's own D-Bus client, one process a question."""

    address: str

    def call(self, method: str, *arguments: str, name: str = "ShowNotes") -> str:
        """Its printed answer; an error is what it says about it."""
        line = [*self._at(name), "--object-path", _PATH, "--method", method, *arguments]
        done = subprocess.run(
            ["gdbus", "call", *line],
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
        )
        return (done.stdout or done.stderr).strip()

    def get(self, name: str, interface: str = PLAYER) -> str:
        """One property as GLib writes it, with its type where that is not the usual one."""
        answer = self.call("org.freedesktop.DBus.Properties.Get", interface, name)
        return answer.removeprefix("(<").removesuffix(">,)")

    def set(self, name: str, value: str) -> str:
        """Set a property to a value in GLib's writing."""
        return self.call("org.freedesktop.DBus.Properties.Set", PLAYER, name, f"<{value}>")

    def introspect(self) -> str:
        """What GLib makes of the description."""
        line = ["gdbus", "introspect", *self._at("ShowNotes"), "--object-path", _PATH]
        done = subprocess.run(
            line, env=self._environment(), capture_output=True, text=True, timeout=_LIMIT_S
        )
        return done.stdout

    @contextmanager
    def listening(self) -> Iterator[Callable[[str], str]]:
        """The bus's own monitor of the player's signals, already listening.

        Gives a function that reads on to a line with some words, and returns that line.
        """
        rule = f"type='signal',path='{_PATH}'"
        monitor = subprocess.Popen(
            ["dbus-monitor", "--address", self.address, rule],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
        )
        limit = threading.Timer(_LIMIT_S, monitor.kill)
        limit.start()

        def heard(words: str) -> str:
            assert monitor.stdout is not None
            said = next((line for line in monitor.stdout if words in line), "")
            assert said, f"nothing was said of {words}"
            return said

        try:
            heard("NameLost")  # a monitor has no name of its own
            yield heard
        finally:
            limit.cancel()
            monitor.terminate()
            monitor.communicate()

    def _at(self, name: str) -> list[str]:
        return ["--session", "--dest", f"org.mpris.MediaPlayer2.{name}"]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address}


@contextmanager
def private_bus() -> Iterator[Client]:
    """Start a bus that nothing else is on."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        yield Client(daemon.stdout.readline().strip())
    finally:
        daemon.terminate()
        daemon.wait(_LIMIT_S)
        daemon.stdout.close()
