"""What a file says about itself: length, kind and title, read with mutagen and without playing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from notesapp.audio import refusals
from notesapp.audio.heavy_tags import has_heavy_tags
from notesapp.audio.open_source import open_file
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
    ".aif",
    ".aifc",
    ".mka",
    ".mkv",
    ".mp4",
    ".m4v",
    ".mov",
    ".webm",
    ".wma",
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
    ".aif": "audio/aiff",
    ".aifc": "audio/aiff",
    ".mka": "audio/x-matroska",
    ".mkv": "video/x-matroska",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".wma": "audio/x-ms-wma",
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
    "ASF": ("WMA", "audio/x-ms-wma"),
}

_TITLE_KEYS = ("title", "TIT2")


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """One audio file as it describes itself.

    ``duration_ms`` is None where the file does not say. For an MP3 without a header that says it
    all frames are counted. ``mime`` follows the content, not the name.
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

    What mutagen does not know is opened as for playing, which takes a little longer. Raises
    AudioTrouble when the file is missing, unreadable, empty, damaged or not audio, or has more
    tags than anybody writes.
    """
    with open_file(path) as file:
        size_bytes = file.seek(0, 2)
        if has_heavy_tags(file):
            raise AudioTrouble(refusals.heavy_tags(path), str(path))
        media = _parse(path)
        if media is None:
            duration_ms, kind, mime = _by_playing(path, file)
            return AudioFacts(path, size_bytes, duration_ms, mime, kind, None)
        duration_ms = _duration_ms(media)
        if _is_guess(media, size_bytes):
            duration_ms = _walked_ms(file) or duration_ms
    kind, mime = _kind_of(media, path)
    return AudioFacts(path, size_bytes, duration_ms, mime, kind, _title(media))


def _kind_of(media: Any, path: Path) -> tuple[str, str]:
    name = type(media).__name__
    if name == "EasyMP4" and mime_of(path).startswith("video/"):
        return path.suffix[1:].upper(), mime_of(path)
    return _KINDS.get(name, (name, mime_of(path)))


def _is_guess(media: Any, size_bytes: int) -> bool:
    """Whether an MP3 has no header with its length, or one that cannot be for the whole file."""
    if type(media).__name__ not in ("MP3", "EasyMP3"):
        return False
    claimed = media.info.bitrate * media.info.length / 8
    return not media.info.bitrate_mode or abs(claimed - size_bytes) > 0.03 * size_bytes


def _walked_ms(file: BinaryIO) -> int | None:
    from notesapp.audio.open_source import frame_index

    index = frame_index(file)
    return None if index is None else round(index.total * 1000 / index.rate)


def _parse(path: Path) -> Any:
    """What mutagen makes of a file; None where it knows no kind, or finds damage."""
    import mutagen  # imported late: the command line and the first paint do not need it

    try:
        media = mutagen.File(path, easy=True)
    except Exception:  # damaged files raise far more than MutagenError
        return None
    length = getattr(getattr(media, "info", None), "length", None)
    return media if length else None


def _by_playing(path: Path, file: BinaryIO) -> tuple[int | None, str, str]:
    """Duration, kind and MIME type of a file that only a player understands."""
    from notesapp.audio.mp3_frames import is_free_format
    from notesapp.audio.open_source import frame_index

    index = frame_index(file)
    if index is not None:
        kind, mime = _KINDS["MP3" if index.codec.startswith("mp3") else "AAC"]
        return round(index.total * 1000 / index.rate), kind, mime
    if is_free_format(file):
        raise AudioTrouble(refusals.free_format(path), str(path))
    return _of_container(path)


def _of_container(path: Path) -> tuple[int | None, str, str]:
    try:
        from notesapp.audio.stream_reader import Reader

        reader = Reader(path)
    except ImportError as error:  # no PyAV
        raise AudioTrouble(refusals.refusal(path), f"{path}: {error}") from error
    reader.close()
    return reader.claimed_ms, path.suffix[1:].upper() or "Audio", mime_of(path)


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
