"""A screen and a keyboard outside of the machine that is tried: nothing is installed there."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

__all__ = ["Desk", "until"]

SOCKETS = Path("/tmp") / ".X11-unix"
_WAIT_S = 40.0
_Found = TypeVar("_Found")


def until(look: Callable[[], _Found | None], what: str, seconds: float = _WAIT_S) -> _Found:
    """Look again until there is something. Raises RuntimeError saying what was waited for."""
    until_s = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > until_s:
            raise RuntimeError(f"{what}: not within {seconds:.0f} seconds")
        time.sleep(0.1)


class Desk:
    """Xvfb with a window manager. Use it as a context."""

    def __init__(self, width: int = 1280, height: int = 800) -> None:
        self._size = f"{width}x{height}x24"
        self._started: list[subprocess.Popen[bytes]] = []
        self.display = ""

    def __enter__(self) -> Desk:
        read, write = os.pipe()
        line = ["Xvfb", "-displayfd", str(write), "-screen", "0", self._size, "-ac", "-nolisten"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._started.append(subprocess.Popen([*line, "tcp"], pass_fds=(write,), **quiet))  # type: ignore[call-overload]
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start.")
        self.display = f":{number}"
        self._started.append(subprocess.Popen(["openbox"], env=self._environment(), **quiet))  # type: ignore[call-overload]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for process in reversed(self._started):
            process.terminate()
            process.wait(10)

    def window(self, title: str, seconds: float = _WAIT_S) -> str:
        """Wait for a visible window whose title has this in it, and give it the keys."""

        def look() -> str:
            found = self._xdotool("search", "--onlyvisible", "--name", title).split()
            return found[-1] if found else ""

        number = until(look, f"a window called “{title}”", seconds)
        self._xdotool("windowactivate", "--sync", number)
        return number

    def has_window(self, title: str) -> bool:
        """Whether there is one now."""
        return bool(self._xdotool("search", "--onlyvisible", "--name", title).split())

    def key(self, *names: str) -> None:
        """Press keys, one after the other, as ``ctrl+j``."""
        for name in names:
            self._xdotool("key", "--clearmodifiers", name)

    def write(self, text: str) -> None:
        """Type a line."""
        self._xdotool("type", "--delay", "20", text)

    def picture(self, path: Path) -> None:
        """Keep what is on the screen as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        line = ["import", "-window", "root", "-define", "png:exclude-chunks=date,time", str(path)]
        subprocess.run(line, env=self._environment(), check=True, capture_output=True)

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=30,
        )
        return done.stdout
