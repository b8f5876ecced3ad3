"""What a destination is given, and how it shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from notesapp.core.destinations import Destination
from notesapp.formats.base import Option, Snapshot


@dataclass(frozen=True, slots=True)
class Clip:
    """Exactly what goes onto the clipboard; ``html`` is empty where plain text alone is taken.

    ``made_of`` is the outlet's own memory of how it was made, for ``show``; not part of the clip.
    """

    plain: str
    html: str = ""
    made_of: Any = field(default=None, compare=False, repr=False)

    def size(self, destination: Destination) -> int:
        """How much of the destination's room it takes, in the destination's unit."""
        text = self.html or self.plain
        return len(text.encode("utf-8", "replace")) if destination.in_bytes else len(text)


@dataclass(frozen=True, slots=True)
class Shown:
    """What listeners will see. ``html`` is safe to show, its stamps that jump are ``a.stamp``.

    ``remarks`` say in sentences what the destination changes or drops. ``size`` is in its unit.
    ``usual`` are those of the remarks that are no reason to hesitate.
    """

    html: str
    size: int
    remarks: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outlet:
    """One row: a destination, what it is given, and what it makes of that.

    ``clip`` and ``show`` are total. ``options`` are set by ``--set KEY.OPTION=VALUE`` and by shows.
    """

    destination: Destination
    summary: str
    clip: Callable[[Snapshot], Clip]
    show: Callable[[Clip, Snapshot], Shown]
    options: tuple[Option, ...] = ()
