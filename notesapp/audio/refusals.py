"""The sentences for audio files that cannot be played."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OF_AUDIO = (
    *((0, b"ID3"), (0, b"OggS"), (0, b"fLaC"), (0, b"RIFF"), (0, b"RF64"), (0, b"FORM")),
    *((4, b"ftyp"), (0, b"\x1aE\xdf\xa3")),
)


def refusal(path: Path) -> str:
    """Say why a file gives nothing: of a known kind it is damaged, else it is no audio at all."""
    head = _head(path)
    if any(head[at : at + len(magic)] == magic for at, magic in _OF_AUDIO):
        return damaged(path)
    return not_audio(path)


def not_audio(path: Path) -> str:
    """It is something else."""
    return f"“{path.name}” is not audio. Choose an MP3, M4A, Opus, Ogg, FLAC or WAV file."


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(16)
    except OSError:
        return b""


def missing(path: Path) -> str:
    """There is nothing at the path."""
    return f"There is no file at {path}. Choose the audio again."


def unreadable(path: Path) -> str:
    """The system does not let it be read."""
    return f"“{path.name}” cannot be read. Check its permissions or choose another file."


def folder(path: Path) -> str:
    """It is a folder."""
    return f"“{path.name}” is a folder. Choose an audio file."


def empty(path: Path) -> str:
    """It has no bytes."""
    return f"“{path.name}” is empty. Choose another audio file."


def heavy_tags(path: Path) -> str:
    """Its tags are of thousands of parts, as no program writes them."""
    return f"“{path.name}” has more tags than can be read. Get the file again or choose another."


def damaged(path: Path) -> str:
    """It is of a known kind and does not hold together."""
    return f"“{path.name}” is damaged or cut short. Get the file again or choose another."


def without_sound(path: Path) -> str:
    """It opens and has no audio stream."""
    return f"“{path.name}” has no sound in it. Choose another file."


def protected(path: Path) -> str:
    """It is encrypted by a shop."""
    return f"“{path.name}” is protected against copying. Choose a copy without protection."


def unknown_codec(path: Path) -> str:
    """No decoder is there for it."""
    return f"“{path.name}” has sound of an unknown kind. Convert it to MP3 or choose another."


def free_format(path: Path) -> str:
    """Its MP3 frames do not state their length."""
    return f"“{path.name}” is an MP3 in free format. Convert it to a usual bit rate."
