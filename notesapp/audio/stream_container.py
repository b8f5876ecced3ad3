"""Opening a container with FFmpeg, and what to say where that does not work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.audio.refusals import missing, protected, refusal, unknown_codec, without_sound
from notesapp.errors import AudioTrouble

if TYPE_CHECKING:
    from pathlib import Path

    from av.audio.stream import AudioStream
    from av.container import InputContainer

# Never a playlist, a picture, a script or a network address.
_FORMATS = (
    "mov,matroska,ogg,flac,wav,w64,aiff,caf,asf,avi,flv,mpegts,mpeg,au,amr,ac3,eac3,aac,loas,"
    "mp3,ape,wv,tta,mpc,mpc8,dsf,dts"
)
_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": _FORMATS}
_QUIET = -8
_PROTECTED = ("drms", "enca", "drmi", "encv")


def open_container(path: Path) -> tuple[InputContainer, AudioStream]:
    """Open a file and its best sound; nothing else in it is read. Raises AudioTrouble."""
    import av
    import av.logging
    from av.error import FFmpegError

    av.logging.set_libav_level(_QUIET)
    try:
        container = av.open(
            f"file:{path}", "r", container_options=_OPTIONS, metadata_errors="replace"
        )
    except FileNotFoundError as error:
        raise AudioTrouble(missing(path), f"{path}: {error!r}") from error
    except (FFmpegError, OSError, ValueError) as error:
        raise AudioTrouble(refusal(path), f"{path}: {error!r}") from error
    try:
        stream = _sound_of(container, path)
    except BaseException:
        container.close()
        raise
    return container, stream


def _sound_of(container: InputContainer, path: Path) -> AudioStream:
    from av.stream import Discard

    if not container.streams.audio:
        raise AudioTrouble(without_sound(path), f"{path}: no audio stream")
    best = container.streams.best("audio")
    stream = next(
        (each for each in container.streams.audio if best is None or each.index == best.index),
        container.streams.audio[0],
    )
    if stream.codec_context is None:
        raise AudioTrouble(unknown_codec(path), f"{path}: no decoder")
    if stream.codec_tag in _PROTECTED:
        raise AudioTrouble(protected(path), f"{path}: {stream.codec_tag}")
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all
    stream.codec_context.thread_count = 1
    return stream
