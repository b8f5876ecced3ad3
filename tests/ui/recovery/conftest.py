"""Left-overs to look at: of notes with a file, and of notes that had none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from notesapp.storage.recovery import LeftOver
from notesapp.ui.recovery.finds import Find, find_of

DISK = "# Slugs\n\nQ: Slugs. Please.\n\n## Resources\n"
TYPED = (
    "# Slugs\n\nQ: Slugs. Please. Anything that works?\n\nA: Go out with a torch. [16:02]\n\n"
    "## Resources\n"
)
AT_S = 1_700_000_000.0

Left = Callable[..., LeftOver]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A file of 2023, four minutes before the program stopped."""
    path = tmp_path / "small-garden-12.md"
    path.write_text(DISK, "utf-8")
    os.utime(path, (AT_S - 240, AT_S - 240))
    return path


@pytest.fixture
def left() -> Left:
    """Makes a left-over; the file is as the program knew it, unless ``known`` says what it knew."""

    def made(
        path: Path | None = None, text: str = TYPED, known: str = DISK, **more: object
    ) -> LeftOver:
        digest = hashlib.sha256(known.encode()).hexdigest() if path is not None else ""
        return LeftOver("doc", text, path, AT_S, saved_digest=digest, **more)  # type: ignore[arg-type]

    return made


@pytest.fixture
def find(left: Left, notes: Path) -> Find:
    """Typed and never saved."""
    return find_of(left(notes))
