"""A virtual WAV file as libVLC reads it: through callbacks, on libVLC's threads."""

from __future__ import annotations

import ctypes
import itertools
import time
from typing import TYPE_CHECKING, Any, Protocol

from notesapp.player.driver import BROKEN, Fact

if TYPE_CHECKING:
    from queue import SimpleQueue

LARGEST_READ = 65536
# python-vlc declares the buffer as text, which ctypes would copy; a bare address is needed.
_READ = ctypes.CFUNCTYPE(ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)


class View(Protocol):
    """Bytes that are made when they are read."""

    @property
    def size(self) -> int:
        """How many there are."""

    def read(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset``, fewer only at the end."""


class WavStream:
    """Gives libVLC the bytes of ``view``. Keep it until the player that reads it is gone.

    Nothing here calls libVLC or takes a lock but the source's own. An exception ends the
    stream and is a BROKEN fact.
    """

    def __init__(self, vlc: Any, view: View, facts: SimpleQueue[Fact]) -> None:
        self._view = view
        self._facts = facts
        self._offsets: dict[int, int] = {}  # by opening: libVLC may open it more than once
        self._numbers = itertools.count(1)
        kinds = vlc.CallbackDecorators
        self._read_callback = _READ(self._read)
        self._callbacks = (
            kinds.MediaOpenCb(self._open),
            ctypes.cast(self._read_callback, kinds.MediaReadCb),
            kinds.MediaSeekCb(self._seek),
            kinds.MediaCloseCb(self._close),
        )

    def media(self, instance: Any) -> Any:
        """Return a medium that reads from here."""
        return instance.media_new_callbacks(*self._callbacks, None)

    def _open(self, _opaque: Any, opening: Any, size: Any) -> int:
        number = next(self._numbers)
        self._offsets[number] = 0
        opening[0] = number
        size[0] = self._view.size
        return 0

    def _read(self, number: int, buffer: int, count: int) -> int:
        try:
            offset = self._offsets[number]
            data = self._view.read(offset, min(count, LARGEST_READ))
            ctypes.memmove(buffer, data, len(data))
            self._offsets[number] = offset + len(data)
        except Exception:  # must not reach C
            self._facts.put(Fact(BROKEN, 0, time.monotonic()))
            return -1
        return len(data)

    def _seek(self, number: int, offset: int) -> int:
        self._offsets[number] = offset
        return 0

    def _close(self, number: int) -> None:
        self._offsets.pop(number, None)
