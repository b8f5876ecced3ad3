"""One door to the exact sound of any audio file, chosen by its content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from notesapp.audio import refusals
from notesapp.audio.frames import FrameIndex, after_tag, read_at
from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from notesapp.audio.source import PcmSource

_CONTAINERS = ((0, b"fLaC"), (0, b"OggS"), (0, b"FORM"), (4, b"ftyp"), (0, b"\x1aE\xdf\xa3"))
_MP3_IN_WAV = (0x50, 0x55)


def open_source(path: Path) -> PcmSource:
    """Open the sound of ``path``. A tenth of a second for an hour, so not on the GUI thread.

    Raises AudioTrouble with a sentence when there is nothing to play, and ImportError where
    PyAV or numpy are not there.
    """
    file = open_file(path)
    try:
        source = _frames_of(file, path) or _stream_of(path)
    except BaseException:
        file.close()
        raise
    if source.total <= 0:
        source.close()
        raise AudioTrouble(refusals.damaged(path), f"{path}: no samples")
    return source


def open_file(path: Path) -> BinaryIO:
    """Open a file to read, unbuffered. Raises AudioTrouble if it cannot be or is empty."""
    try:
        if path.is_dir():
            raise AudioTrouble(refusals.folder(path), str(path))
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise AudioTrouble(refusals.not_audio(path), str(path))
        file = path.open("rb", buffering=0)
    except FileNotFoundError as error:
        raise AudioTrouble(refusals.missing(path), str(error)) from error
    except (OSError, ValueError) as error:
        raise AudioTrouble(refusals.unreadable(path), str(error)) from error
    if not read_at(file, 0, 1):
        file.close()
        raise AudioTrouble(refusals.empty(path), str(path))
    return file


def _frames_of(file: BinaryIO, path: Path) -> PcmSource | None:
    """Return the sound of a file that is walked here; it then owns ``file``."""
    from notesapp.audio.joined_source import JoinedSource
    from notesapp.audio.mp3_frames import is_free_format
    from notesapp.audio.mp3_source import FrameSource
    from notesapp.audio.mp4_reader import open_mp4
    from notesapp.audio.ogg_reader import open_ogg
    from notesapp.audio.stream_source import StreamSource

    if read_at(file, _after_tags(file), 4) == b"OggS" and (reader := open_ogg(file)):
        return StreamSource(reader, reader.total)
    if read_at(file, 4, 4) == b"ftyp" and (mp4 := open_mp4(file)):
        return StreamSource(mp4, mp4.total)
    parts = [FrameSource(file, index) for index in _frame_indexes(file)]
    if len(parts) > 1:
        return JoinedSource(parts)
    if parts:
        return parts[0]
    if is_free_format(file):
        raise AudioTrouble(refusals.free_format(path), str(path))
    file.close()
    return None


def frame_index(file: BinaryIO) -> FrameIndex | None:
    """Return the frames of an MP3 or raw AAC file, and None for everything else.

    None too for MP3s of different sample rates in one file.
    """
    indexes = _frame_indexes(file)
    return indexes[0] if len(indexes) == 1 else None


def _frame_indexes(file: BinaryIO) -> list[FrameIndex]:
    from notesapp.audio.adts_frames import adts_index, frame_size
    from notesapp.audio.adts_source import checked
    from notesapp.audio.mp3_frames import mp3_parts

    head = read_at(file, _after_tags(file), 64)
    if any(head[i : i + len(magic)] == magic for i, magic in _CONTAINERS):
        return []
    if head[:4] in (b"RIFF", b"RF64"):
        return mp3_parts(file) if _holds_mp3(head) else []
    if frame_size(head[:7]):
        index = adts_index(file)
        return [checked(file, index)] if index else []
    return mp3_parts(file)


def _after_tags(file: BinaryIO) -> int:
    end = file.seek(0, 2)
    at = 0
    while (after := after_tag(file, at, end)) != at:
        at = after
    return at


def _holds_mp3(head: bytes) -> bool:
    return head[12:16] == b"fmt " and int.from_bytes(head[20:22], "little") in _MP3_IN_WAV


def _stream_of(path: Path) -> PcmSource:
    from notesapp.audio.stream_source import open_stream

    return open_stream(path)
