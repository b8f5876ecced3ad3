"""What a file says about itself: length, kind and title, read with mutagen and without playing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from pathlib import Path

AUDIO_SUFFIXES = (
    ".mp3",
    ".m4a",
    ".m4b",
    ".opus",
    ".ogg",
    ".oga",
    ".flac",
    ".wav",
    ".aac",
    ".aiff",
)

_MIME_BY_SUFFIX = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".aac": "audio/aac",
    ".aiff": "audio/aiff",
}

# mutagen's class for the file -> (kind shown to the user, MIME type a browser understands)
_KINDS = {
    "MP3": ("MP3", "audio/mpeg"),
    "EasyMP3": ("MP3", "audio/mpeg"),
    "MP4": ("M4A", "audio/mp4"),
    "EasyMP4": ("M4A", "audio/mp4"),
    "OggOpus": ("Opus", "audio/ogg"),
    "OggVorbis": ("Ogg Vorbis", "audio/ogg"),
    "OggFLAC": ("Ogg FLAC", "audio/ogg"),
    "FLAC": ("FLAC", "audio/flac"),
    "WAVE": ("WAV", "audio/wav"),
    "AAC": ("AAC", "audio/aac"),
    "AIFF": ("AIFF", "audio/aiff"),
}

_AUDIO_MAGIC = ((0, b"ID3"), (0, b"OggS"), (0, b"fLaC"), (0, b"RIFF"), (0, b"FORM"), (4, b"ftyp"))
_TITLE_KEYS = ("title", "TIT2")


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """One audio file as it describes itself.

    ``duration_ms`` is None where the file does not say. For an MP3 without a Xing header it is
    an estimate from the first frames. ``mime`` follows the content, not the name.
    """

    path: Path
    size_bytes: int
    duration_ms: int | None
    mime: str
    kind: str
    title: str | None


def mime_of(path: Path) -> str:
    """Return the MIME type for a file name; the file need not exist."""
    return _MIME_BY_SUFFIX.get(path.suffix.lower(), "application/octet-stream")


def probe(path: Path) -> AudioFacts:
    """Read a file's own facts. A few milliseconds, no decoding.

    Raises AudioTrouble when the file is missing, unreadable, empty, damaged or not audio.
    """
    size_bytes, head = _look(path)
    if size_bytes == 0:
        raise AudioTrouble(f"“{path.name}” is empty. Choose another audio file.", str(path))
    media = _parse(path, head)
    name = type(media).__name__
    kind, mime = _KINDS.get(name, (name, mime_of(path)))
    return AudioFacts(path, size_bytes, _duration_ms(media), mime, kind, _title(media))


def _look(path: Path) -> tuple[int, bytes]:
    try:
        if path.is_dir():
            raise AudioTrouble(f"“{path.name}” is a folder. Choose an audio file.", str(path))
        with path.open("rb") as file:
            return path.stat().st_size, file.read(16)
    except FileNotFoundError as error:
        sentence = f"There is no file at {path}. Choose the audio again."
        raise AudioTrouble(sentence, str(error)) from error
    except (OSError, ValueError) as error:
        sentence = f"“{path.name}” cannot be read. Check its permissions or choose another file."
        raise AudioTrouble(sentence, str(error)) from error


def _parse(path: Path, head: bytes) -> Any:
    import mutagen  # imported late: the command line and the first paint do not need it

    detail = ""
    media = None
    try:
        media = mutagen.File(path, easy=True)
    except Exception as error:  # damaged files raise far more than MutagenError
        detail = f"{path}: {error!r}"
    if media is None or getattr(media, "info", None) is None:
        raise AudioTrouble(_refusal(path, head), detail or f"{path}: unknown kind")
    return media


def _refusal(path: Path, head: bytes) -> str:
    if any(head[at : at + len(magic)] == magic for at, magic in _AUDIO_MAGIC):
        return f"“{path.name}” is damaged or cut short. Get the file again or choose another."
    return f"“{path.name}” is not audio. Choose an MP3, M4A, Opus, Ogg, FLAC or WAV file."


def _duration_ms(media: Any) -> int | None:
    seconds = getattr(media.info, "length", None)
    return round(seconds * 1000) if seconds else None


def _title(media: Any) -> str | None:
    tags = media.tags
    if not tags:
        return None
    for key in _TITLE_KEYS:
        try:
            value = tags.get(key)
        except (KeyError, ValueError):
            continue
        text = str(value[0] if isinstance(value, list) and value else value or "").strip()
        if text:
            return text
    return None
