"""What the files of a publication are called, where that depends on the disk."""

from __future__ import annotations

from pathlib import Path

from notesapp.storage.atomic import is_same_file

COPY_WORD = "chapters"


def copy_path(audio: Path, folder: Path, word: str = COPY_WORD) -> Path:
    """Where in ``folder`` a copy goes: under its own name, unless that is the audio itself."""
    path = folder / audio.name
    if is_same_file(path, audio):
        return folder / f"{audio.stem} ({word}){audio.suffix}"
    return path
