"""Where the last page of an Ogg file begins: FFmpeg gives false times after a jump into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.audio.frames import read_at

if TYPE_CHECKING:
    from pathlib import Path

_MOST_OF_A_PAGE = 65_307
_NO_PACKET_ENDS = b"\xff" * 8


def last_page_start(path: Path) -> int:
    """Return the granule position where the last page begins; 0 where it is not to be found."""
    try:
        with path.open("rb", buffering=0) as file:
            size = file.seek(0, 2)
            tail = read_at(file, max(0, size - 4 * _MOST_OF_A_PAGE), 4 * _MOST_OF_A_PAGE)
    except OSError:
        return 0
    positions = _positions(tail)
    return positions[-2] if len(positions) > 1 else 0


def _positions(data: bytes) -> list[int]:
    """The granule positions of the pages that begin in ``data``, of the last stream in it."""
    found = []
    at = data.find(b"OggS")
    while 0 <= at <= len(data) - 27:
        granule, serial = data[at + 6 : at + 14], data[at + 14 : at + 18]
        if data[at + 4] == 0 and granule != _NO_PACKET_ENDS:
            found.append((serial, int.from_bytes(granule, "little")))
        at = data.find(b"OggS", at + 27)
    return [granule for serial, granule in found if serial == found[-1][0]]
