"""Pictures for chapters, from files beside the notes and from nowhere else."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from notesapp.containers.base import Picture
from notesapp.core.chapters import Chapter
from notesapp.formats.base import Loss
from notesapp.formats.carried import counted
from notesapp.formats.hygiene import web_url
from notesapp.storage.fsops import REAL, read_all

MOST_BYTES = 16 << 20
HEAVY_BYTES = 1_000_000
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


@dataclass(slots=True)
class Pictures:
    """Pictures by the place of their chapter, and what was not taken."""

    found: dict[int, Picture] = field(default_factory=dict)
    on_the_web: int = 0
    outside: int = 0
    missing: int = 0
    of_other_kinds: int = 0

    def losses(self) -> tuple[Loss, ...]:
        """In sentences, with a word about pictures that make the file heavy."""
        size = sum(len(picture.data) for picture in self.found.values())
        heavy = (
            f"The pictures of chapters take {size / 1e6:.1f} MB in front of the sound:"
            " use smaller ones, or some players begin late."
        )
        rows = (
            ("Pictures at web addresses are not fetched, and left out.", self.on_the_web),
            ("Pictures outside the notes' folder are left out.", self.outside),
            ("Pictures that are not there or cannot be read are left out.", self.missing),
            ("Pictures that are neither JPEG nor PNG are left out.", self.of_other_kinds),
            (heavy, int(size > HEAVY_BYTES)),
        )
        return counted(rows)


def pictures_of(chapters: Sequence[Chapter], folder: Path | None) -> Pictures:
    """Read the pictures named by the chapters. Never outside ``folder``, also not by a link."""
    pictures = Pictures()
    for place, chapter in enumerate(chapters):
        if chapter.image:
            _take(pictures, place, chapter.image, folder)
    return pictures


def _take(pictures: Pictures, place: int, name: str, folder: Path | None) -> None:
    if web_url(name) or "://" in name:
        pictures.on_the_web += 1
        return
    path = _within(name, folder)
    if path is None:
        pictures.outside += 1
        return
    data = _content(path)
    if data is None:
        pictures.missing += 1
        return
    mime = next((mime for magic, mime in _KINDS if data.startswith(magic)), "")
    if not mime or len(data) > MOST_BYTES:
        pictures.of_other_kinds += 1
        return
    pictures.found[place] = Picture(mime, data)


def _within(name: str, folder: Path | None) -> Path | None:
    """The real path of a picture, where it lies in the folder."""
    if folder is None:
        return None
    try:
        home = Path(os.path.realpath(folder))
        path = Path(os.path.realpath(home / name))
    except (OSError, ValueError):
        return None
    return path if path.is_relative_to(home) else None


def _content(path: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(REAL.stat(path).st_mode):
            return None
        return read_all(path, MOST_BYTES + 1, REAL)
    except (OSError, ValueError):
        return None
