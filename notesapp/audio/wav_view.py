"""A source as the bytes of a WAV file that is nowhere: what both players are given."""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from notesapp.audio.source import PcmSource

_LARGEST = 0xFFFFFFFF
_KNEE = 0.7


class WavView:
    """The bytes of a 16 bit WAV file with the sound of ``source``.

    Beyond 4 GB it is RF64. ``boost_db`` makes quiet sound louder (0, 6 or 12): what would be
    too loud is bent softly under full scale, each sample for itself, so that the bytes depend
    on nothing read before.
    """

    def __init__(self, source: PcmSource, boost_db: int = 0) -> None:
        self._source = source
        self._boost_db = boost_db
        self._sample_bytes = 2 * source.channels
        data = source.total * self._sample_bytes
        self._header = _header(source.rate, source.channels, data)
        self.size = len(self._header) + data

    def read(self, offset: int, count: int) -> bytes:
        """Return ``count`` bytes from ``offset``, fewer only at the end. Never raises."""
        count = max(0, min(count, self.size - offset))
        head = self._header[offset : offset + count]
        at = max(0, offset - len(self._header))
        wanted = count - len(head)
        if wanted <= 0:
            return head
        first, inside = divmod(at, self._sample_bytes)
        last = -(-(at + wanted) // self._sample_bytes)
        sound = self._source.read(first, last - first)
        if self._boost_db:
            sound = boosted(sound, self._boost_db)
        return head + sound[inside : inside + wanted]


def boosted(sound: bytes, boost_db: int) -> bytes:
    """Return 16 bit samples made louder, none beyond full scale."""
    import numpy as np

    return bytes(_louder(boost_db)[np.frombuffer(sound, "<u2")].tobytes())


@cache
def _louder(boost_db: int) -> NDArray[np.int16]:
    """What becomes of each sample value, looked up by its 16 bits without sign."""
    import numpy as np

    values = np.arange(65536).astype(np.uint16).view(np.int16) / 32768.0
    raised = np.abs(values) * 10 ** (boost_db / 20)
    over = np.maximum(0.0, raised - _KNEE) / (1 - _KNEE)
    bent = np.where(raised > _KNEE, _KNEE + (1 - _KNEE) * np.tanh(over), raised)
    return np.asarray(np.rint(np.sign(values) * bent * 32767), "<i2")


def _header(rate: int, channels: int, data: int) -> bytes:
    byte_rate, block = rate * channels * 2, channels * 2
    form = b"fmt " + struct.pack("<IHHIIHH", 16, 1, channels, rate, byte_rate, block, 16)
    if data + 36 <= _LARGEST:
        return b"RIFF" + struct.pack("<I", data + 36) + b"WAVE" + form + _chunk(data)
    sizes = struct.pack("<IQQQI", 28, data + 72, data, data // block, 0)
    return b"RF64" + struct.pack("<I", _LARGEST) + b"WAVE" + b"ds64" + sizes + form + _chunk(data)


def _chunk(data: int) -> bytes:
    return b"data" + struct.pack("<I", min(data, _LARGEST))
