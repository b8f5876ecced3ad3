"""All kinds of audio files that can hold chapters."""

from __future__ import annotations

from typing import BinaryIO

from notesapp.containers import mp3, mp4
from notesapp.containers.base import Container

CONTAINERS: tuple[Container, ...] = (mp3.CONTAINER, mp4.CONTAINER)


def container_of(file: BinaryIO) -> Container | None:
    """The kind of an open file, by its content; None where it is none of them."""
    for entry in CONTAINERS:
        file.seek(0)
        if entry.recognises(file):
            return entry
    return None
