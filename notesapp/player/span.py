"""A stretch that is played again and again, or once and no further."""

from __future__ import annotations

from dataclasses import dataclass

SHORTEST_MS = 200
_NEAR_MS = 3  # a timer may fire this much early


@dataclass(frozen=True, slots=True)
class Span:
    """From ``start_ms`` to ``end_ms``. ``repeats``: a loop; else playing pauses at the end."""

    start_ms: int
    end_ms: int
    repeats: bool = True

    def holds(self, ms: int) -> bool:
        """Whether a position lies inside; the end belongs to what follows."""
        return self.start_ms <= ms < self.end_ms

    def turn_ms(self, rate: float, delay_ms: int) -> int:
        """The position, as heard, at which to turn: what is on its way to the ear still follows.

        ``delay_ms`` is how late the output is heard, in real time.
        """
        lead_ms = min(max(0, delay_ms) * rate, (self.end_ms - self.start_ms) / 2)
        return round(self.end_ms - lead_ms)

    def is_over(self, ms: int, rate: float = 1.0, delay_ms: int = 0) -> bool:
        """Whether it is time to turn."""
        return ms >= self.turn_ms(rate, delay_ms) - _NEAR_MS

    def wait_ms(self, ms: int, rate: float, delay_ms: int = 0) -> int:
        """Real milliseconds from a position to the turn at a speed."""
        return max(0, round((self.turn_ms(rate, delay_ms) - ms) / rate))

    def step(self, ms: int) -> int:
        """Where a step of a few seconds may lead: a loop is not left by one."""
        return max(self.start_ms, min(ms, self.end_ms - SHORTEST_MS))


def span_between(one_ms: int, other_ms: int) -> Span | None:
    """A loop between two marks, whichever was set first; None where it would be too short."""
    start_ms, end_ms = sorted((max(0, one_ms), max(0, other_ms)))
    return Span(start_ms, end_ms) if end_ms - start_ms >= SHORTEST_MS else None
