"""A new file said as pieces: spans of an old one, and new bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """A span of the old file that is copied as it is."""

    offset: int
    length: int


Piece = Kept | bytes
