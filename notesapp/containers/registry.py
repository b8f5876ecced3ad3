"""All kinds of audio files that can hold chapters."""

from __future__ import annotations

from typing import BinaryIO

from notesapp.containers import flac, matroska, mp3, mp4, ogg, wav
from notesapp.containers.base import Container

CONTAINERS: tuple[Container, ...] = (
    mp3.CONTAINER,
    mp4.CONTAINER,
    flac.CONTAINER,
    ogg.CONTAINER,
    matroska.CONTAINER,
    matroska.WEBM,
    wav.CONTAINER,
)


def container_of(file: BinaryIO) -> Container | None:
    """The kind of an open file, by its content; None where it is none of them."""
    for entry in CONTAINERS:
        file.seek(0)
        if entry.recognises(file):
            return entry
    return None
