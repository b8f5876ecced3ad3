"""Foot pedals that are no keyboards: what the bytes they send mean.

One make is known here, from what its users recorded. No pedal was at hand to try it with. Most
others can be set to send keys by their maker's program, which needs nothing of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PLAY, BACK, FORWARD = "play", "back", "forward"


@dataclass(frozen=True, slots=True)
class Pedal:
    """One make: its USB numbers, and the bit of each pedal in one byte of its reports."""

    name: str
    vendor: int
    product: int
    bits: Mapping[str, int]
    at: int = 0

    def down(self, report: bytes) -> frozenset[str]:
        """Which pedals are down; none for a report that is too short."""
        if len(report) <= self.at:
            return frozenset()
        return frozenset(name for name, bit in self.bits.items() if report[self.at] & bit)


KNOWN: tuple[Pedal, ...] = (Pedal("VEC Infinity", 0x05F3, 0x00FF, {BACK: 1, PLAY: 2, FORWARD: 4}),)


def changes(before: frozenset[str], after: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    """Which pedals moved and whether down, those that came up first."""
    up = tuple((name, False) for name in sorted(before - after))
    return up + tuple((name, True) for name in sorted(after - before))
