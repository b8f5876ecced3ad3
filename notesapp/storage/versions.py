"""Earlier states of notes, so that what was written over can be looked at and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from notesapp.storage.fsops import REAL, FileOps

__all__ = ["REASONS", "Version", "VersionStore"]

REASONS = ("imported", "opened", "saved", "reloaded", "replaced", "recovered")
"""Why a state was kept.

``imported``: as it came from elsewhere, kept for good. ``opened``: as it was found. ``saved``: as
it was written. ``reloaded``: what stood in the window before the disk's was taken. ``replaced``:
what another program had written before the user's was saved over it. ``recovered``: the side that
was not chosen after a crash.
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One kept state. ``kept_at_s`` is seconds since 1970; ``name`` finds it again."""

    name: str
    kept_at_s: float
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class VersionStore:
    """A folder of earlier states, shared by all running programs of one user."""

    folder: Path
    ops: FileOps = REAL
