"""How often something went wrong at one place, and what is still worth doing about it."""

from __future__ import annotations

import threading
from dataclasses import dataclass

KEEP_EVERY_S = 10.0
SHOW_EVERY_S = 10.0
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """The count so far, whether to write it down, and whether to make the work safe again."""

    count: int
    log: bool
    keep: bool


class Tally:
    """Counts by place. From any thread; cheap, because it may be called a hundred times a second.

    Written down are the 1st, 10th, 100th and so on of a place. A dialog is due once for a place,
    and not sooner than ten seconds after the one before.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, int] = {}
        self._shown: set[str] = set()
        self._kept_s = self._shown_s = float("-inf")

    def note(self, place: str, now_s: float) -> Verdict:
        """Once more at this place."""
        with self._lock:
            if place not in self._counts and len(self._counts) >= MOST_PLACES:
                place = "elsewhere"
            count = self._counts[place] = self._counts.get(place, 0) + 1
            keep = count == 1 or now_s - self._kept_s >= KEEP_EVERY_S
            if keep:
                self._kept_s = now_s
            return Verdict(count, str(count).strip("0") == "1", keep)

    def shall_show(self, place: str, now_s: float) -> bool:
        """Whether a dialog is due for a place; if so it counts as shown."""
        with self._lock:
            if place in self._shown or now_s - self._shown_s < SHOW_EVERY_S:
                return False
            self._shown.add(place)
            self._shown_s = now_s
            return True

    def total(self) -> int:
        """How many there were."""
        with self._lock:
            return sum(self._counts.values())
