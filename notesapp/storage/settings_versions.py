"""What older settings files say in other words, brought to the words of now.

The file carries a whole number, ``version``. A change of meaning gets the next number and a row
here; adding a setting needs neither. Files from before there was a number are version 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

__all__ = ["KEY", "MIGRATIONS", "Migration", "migrate", "newest", "renamed", "version_of"]

KEY = "version"

Raw = dict[str, object]


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: ``change`` takes what the version before said and returns it as ``to`` says it.

    It must keep every key that is not its own, and must not fail on values of any type.
    """

    to: int
    why: str
    change: Callable[[Raw], Raw]


def renamed(old: str, new: str) -> Callable[[Raw], Raw]:
    """A change that gives a setting another key; where both are there the new one holds."""

    def change(raw: Raw) -> Raw:
        if old not in raw:
            return raw
        rest = {key: value for key, value in raw.items() if key != old}
        return {new: raw[old], **rest}

    return change


MIGRATIONS: tuple[Migration, ...] = (
    Migration(1, "Files are numbered; what they say stays as it is.", dict),
)


def version_of(raw: Mapping[str, object]) -> int:
    """The number a file carries; 0 where it has none, or none that can be one."""
    found = raw.get(KEY)
    return found if type(found) is int and found > 0 else 0


def newest(migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """The version that is written."""
    return max((step.to for step in migrations), default=0)


def migrate(raw: Raw, migrations: tuple[Migration, ...] = MIGRATIONS) -> Raw:
    """What a file says, in the words of the newest version; a newer file stays as it is."""
    here = version_of(raw)
    if here >= newest(migrations):
        return raw
    said = {key: value for key, value in raw.items() if key != KEY}
    for step in sorted(migrations, key=lambda step: step.to):
        if step.to > here:
            said = step.change(said)
    return {KEY: newest(migrations), **said}
