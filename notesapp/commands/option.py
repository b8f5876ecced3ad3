"""What a setting is."""

from __future__ import annotations

from dataclasses import dataclass

Value = bool | int | float | str | dict[str, list[str]] | dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One setting. ``limits`` are inclusive and in ``unit``; ``since`` is a program version.

    ``type`` is bool, int, float, str, or dict: names that map to lists of texts, and with
    ``limits`` names that map to whole numbers.
    """

    key: str
    type: type
    default: Value
    title: str
    help: str
    allowed: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None
    unit: str = ""
    since: str = "0.1.0"
