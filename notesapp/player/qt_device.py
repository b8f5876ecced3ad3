"""A virtual WAV file as Qt Multimedia reads it: a QIODevice, on Qt's own threads."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QIODevice

if TYPE_CHECKING:
    from collections.abc import Callable

    from notesapp.player.vlc_stream import View

LARGEST_READ = 65536


class WavDevice(QIODevice):
    """Gives Qt the bytes of ``view``; keep it until Qt has let go of it.

    Unbuffered, because QIODevice would otherwise read ahead. An exception ends the stream and
    is told by ``tell_broken``, on the reading thread. Where no bytes are to follow it has no
    size either: FFmpeg asks for ever where it gets nothing and is not at the end.
    """

    def __init__(self, view: View, tell_broken: Callable[[], None]) -> None:
        super().__init__()
        self._view: View | None = view
        self._size = view.size
        self._tell_broken = tell_broken
        self._is_idle = threading.Event()
        self._is_idle.set()
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def change(self, view: View) -> None:
        """Read from another view of the same size from now on."""
        self._view = view

    def readData(self, count: int) -> Any:
        """Return the next bytes; Qt's name for it."""
        view = self._view
        self._is_idle.clear()
        try:
            return view.read(self.pos(), min(count, LARGEST_READ)) if view else b""
        except Exception:  # must not reach C++
            self._size = 0
            self._tell_broken()
            return b""
        finally:
            self._is_idle.set()

    def leave(self, seconds: float) -> bool:
        """Give no more bytes; False where a read that has begun does not end in so long."""
        self._view = None
        self._size = 0
        self._tell_broken = _nothing
        return self._is_idle.wait(seconds)

    def writeData(self, _data: Any, _size: int) -> int:
        """Refuse to write."""
        return -1

    def size(self) -> int:
        """Return how many bytes there are."""
        return self._size

    def isSequential(self) -> bool:
        """Say that it can be read anywhere."""
        return False


def _nothing() -> None:
    """Do nothing: who would be told is gone."""
