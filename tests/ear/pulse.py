"""A sound server of our own, with outputs that nobody hears, for tests and benches.

It has a folder and a socket of its own and no D-Bus, so that it neither finds nor disturbs a
person's sound.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

FRONT = "front"
SPARE = "spare"
RATE = 44100
START_S = 15.0
NEEDED = ("pulseaudio", "pactl", "parec")


class NoPulse(Exception):
    """Why there is no sound server here; a sentence."""


class Pulse:
    """A running PulseAudio with the outputs FRONT (the default) and SPARE; mono, 44.1 kHz.

    Use it as a context. Entering raises NoPulse where it cannot be started.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._modules: dict[str, str] = {}
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Pulse:
        if not sys.platform.startswith("linux"):
            raise NoPulse("PulseAudio is only used on Linux.")
        absent = [program for program in NEEDED if not shutil.which(program)]
        if absent:
            raise NoPulse(f"{' and '.join(absent)} is not installed.")
        self._folder = Path(tempfile.mkdtemp(prefix="ear-"))  # short: a socket's path is bounded
        self.environment = environment_in(self._folder)
        try:
            self._start(self._folder)
            for name in (FRONT, SPARE):
                self.plug(name)
            self.set_default(FRONT)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end()

    def plug(self, name: str) -> None:
        """Add an output."""
        options = [f"sink_name={name}", f"rate={RATE}", "channels=1", "format=s16le"]
        described = f"sink_properties=device.description={name.capitalize()}"
        self._modules[name] = self.control("load-module", "module-null-sink", *options, described)

    def module(self, name: str) -> str:
        """Return the number of an output's module, for others to unload it."""
        return self._modules[name]

    def forget(self, name: str) -> None:
        """Take an output as gone that something else may have taken away."""
        number = self._modules.pop(name)
        with suppress(NoPulse):
            self.control("unload-module", number)

    def set_default(self, name: str) -> None:
        """Choose where sound goes that asks for no output."""
        self.control("set-default-sink", name)

    def kill(self) -> None:
        """Let the server die."""
        assert self._server
        self._server.kill()
        self._server.wait()

    def revive(self) -> None:
        """Start a new one in its place, with the same outputs."""
        assert self._folder
        (self._folder / "pulse" / "native").unlink(missing_ok=True)
        self._start(self._folder)
        for name in list(self._modules):
            self.plug(name)
        self.set_default(FRONT)

    def control(self, *words: str) -> str:
        """Run pactl and return what it prints."""
        done = subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, text=True, timeout=START_S
        )
        if done.returncode:
            raise NoPulse(f"pactl {words[0]}: {done.stderr.strip()}")
        return done.stdout.strip()

    def _start(self, folder: Path) -> None:
        socket = folder / "pulse" / "native"
        native = f"module-native-protocol-unix socket={socket} auth-anonymous=1"
        command = [*("pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no"), "-L", native]
        command += ["--exit-idle-time=-1", "--disallow-exit=no", "--high-priority=yes"]
        command += ["--realtime=yes", "--log-target=stderr"]
        log = (folder / "log").open("wb")
        with log:
            self._server = subprocess.Popen(
                [*first_in_line(), *command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until_s = time.monotonic() + START_S
        while True:
            if self._server.poll() is not None or time.monotonic() > until_s:
                said = (folder / "log").read_text("utf-8", "replace").strip().splitlines()
                raise NoPulse(f"PulseAudio does not start: {said[-1] if said else 'no word'}")
            if socket.exists() and self._answers():
                return
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            self.control("info")
        except NoPulse:
            return False
        return True

    def _end(self) -> None:
        if self._server is not None:
            self._server.terminate()
            try:
                self._server.wait(5)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def environment_in(folder: Path) -> dict[str, str]:
    """Give the environment in which programs play to the server in ``folder``."""
    (folder / "pulse").mkdir(mode=0o700)
    foreign = ("PULSE_SINK", "PULSE_SOURCE", "DBUS_SESSION_BUS_ADDRESS", "PIPEWIRE_REMOTE")
    return {
        **{name: value for name, value in os.environ.items() if name not in foreign},
        "XDG_RUNTIME_DIR": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PULSE_RUNTIME_PATH": str(folder / "pulse"),
        "PULSE_STATE_PATH": str(folder / "state"),
        "PULSE_COOKIE": str(folder / "cookie"),
        "PULSE_SERVER": f"unix:{folder / 'pulse' / 'native'}",
    }


def first_in_line() -> list[str]:
    """Begin a command that must not wait for the processor, where that is allowed."""
    return ["nice", "-n", "-15"] if os.geteuid() == 0 and shutil.which("nice") else []
