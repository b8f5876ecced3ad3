"""The reaction time that stamps seem to need, learned from the corrections that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

KEPT = 12
LEAST = 5
WITHIN_S = 30.0
_AGREE_MS = 250
_SMALLEST_MS = 100
_STEP_MS = 50
_LONGEST_MS = 5_000
_MOST_MS = 2_000


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``moved`` stamps went ``by_ms`` of real time earlier (later if negative).

    ``reaction_ms`` is what the setting would have to be so that they need not.
    """

    moved: int
    by_ms: int
    reaction_ms: int


def real_ms(stamped_ms: int, corrected_ms: int, rate: float) -> int:
    """How much real time earlier a stamp was put, at the speed it was set at."""
    return round((stamped_ms - corrected_ms) / max(rate, 0.1))


def with_correction(corrections: Sequence[int], by_ms: int) -> tuple[int, ...]:
    """Take one more correction in; only the last few are kept.

    What is no reaction time (nothing at all, or seconds: another moment was meant) is left out.
    """
    if by_ms == 0 or abs(by_ms) > _LONGEST_MS:
        return tuple(corrections)
    return (*corrections, by_ms)[-KEPT:]


def suggested(corrections: Sequence[int], reaction_ms: int) -> Suggestion | None:
    """What the last corrections say when they agree; None where they are few or differ.

    ``reaction_ms`` is the setting they were made under. Five that lie within a quarter of a second
    around their median agree.
    """
    last = list(corrections[-LEAST:])
    if len(last) < LEAST:
        return None
    middle = median(last)
    if any(abs(by_ms - middle) > _AGREE_MS for by_ms in last):
        return None
    by_ms = round(middle / _STEP_MS) * _STEP_MS
    wanted_ms = max(0, min(_MOST_MS, reaction_ms + by_ms))
    if abs(wanted_ms - reaction_ms) < _SMALLEST_MS:
        return None
    agreeing = sum(abs(by_ms - middle) <= _AGREE_MS for by_ms in corrections)
    return Suggestion(agreeing, by_ms, wanted_ms)
