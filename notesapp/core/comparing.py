"""Two texts beside each other: what differs, by lines and by segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Lines from the first up to and without the second."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines of one text that stand otherwise in the other; one span may be empty.

    ``segment`` names what it belongs to, as the outline does; empty outside of segments.
    """

    old: Span
    new: Span
    segment: str = ""


def compare(old: Sequence[str], new: Sequence[str]) -> tuple[Difference, ...]:
    """What turns the old lines into the new ones, top down, each within one segment."""
    raise NotImplementedError
