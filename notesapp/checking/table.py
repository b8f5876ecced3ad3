"""Every check and every fix there is, gathered from the files of the themes."""

from __future__ import annotations

from notesapp.checking import (
    blanks,
    header,
    labels,
    leftovers,
    links,
    pairs,
    pictures,
    platforms,
    previous,
    sizes,
    tags,
    templates,
    text,
    times,
    titles,
)
from notesapp.checking.check import Check, Fix

_THEMES = (
    header,
    text,
    times,
    pairs,
    labels,
    platforms,
    titles,
    leftovers,
    blanks,
    links,
    pictures,
    templates,
    sizes,
    previous,
    tags,
)

CHECKS: tuple[Check, ...] = tuple(entry for theme in _THEMES for entry in theme.CHECKS)
FIXES: tuple[Fix, ...] = tuple(entry for theme in _THEMES for entry in theme.FIXES)

_CHECKS = {(entry.id, entry.destination): entry for entry in CHECKS}
_FIXES = {entry.key: entry for entry in FIXES}


def check_of(check_id: str, destination: str = "") -> Check | None:
    """The row of a problem; None where a feature found it."""
    return _CHECKS.get((check_id, destination))


def fix_of(fix: str) -> Fix | None:
    """The fix that ``Problem.fix`` names; None where it is a feature's or none."""
    return _FIXES.get(fix.partition(":")[0])
