"""Which programs read the chapters of which kind of audio file."""

from __future__ import annotations

from typing import Any

from tests.interop import audio_readers as by
from tests.interop.reader import Reader
from tests.interop.text_readers import ffprobe_chapters, mpv, of_node, of_python

PYTHON, NODE = ("python",), ("node",)
SLOW = ("lab", "golden")  # these play the file
DELAY = "Counts from the first sample that is heard: 25 ms of an encoder's delay are before it."


def ffprobe(**more: Any) -> Reader:
    return Reader("ffprobe", ffprobe_chapters, ("ffprobe",), **more)


def mpv_of(**more: Any) -> Reader:
    return Reader("mpv", lambda path: mpv(str(path)), ("mpv",), samples=SLOW, **more)


def vlc(**more: Any) -> Reader:
    return Reader("libVLC", by.libvlc, (), samples=SLOW, **more)


MEDIAINFO = Reader("mediainfo", by.mediainfo, ("mediainfo",))
KID3 = Reader("kid3-cli", by.kid3, ("kid3-cli",), urls=True)
MUTAGEN_COMMENTS = Reader("mutagen", of_python("mutagen_comments"), PYTHON, urls=True)

MP3 = (
    ffprobe(ends=True),
    mpv_of(tolerance_ms=30, quirk=DELAY),
    Reader("eyeD3", of_python("eyed3"), PYTHON, ends=True, urls=True),
    Reader("eyeD3, contents", of_python("eyed3_listed"), PYTHON, urls=True, only_listed=True),
    Reader("mutagen", of_python("mutagen_id3"), PYTHON, ends=True, urls=True),
    Reader("music-metadata", of_node("id3"), NODE, ends=True, urls=True, only_listed=True),
    Reader("node-id3", of_node("node-id3"), NODE, ends=True, urls=True),
    Reader("mp3val", by.mp3val, ("mp3val",)),
)
MP4 = (
    ffprobe(ends=True),
    mpv_of(),
    vlc(),
    MEDIAINFO,
    Reader("mutagen", of_python("mutagen_mp4"), PYTHON),
    Reader("exiftool", by.exiftool, ("exiftool",)),
    Reader("AtomicParsley", by.atomic_parsley, ("AtomicParsley",)),
)
COMMENTS = (ffprobe(), mpv_of(), vlc(), MEDIAINFO, KID3, MUTAGEN_COMMENTS)
MATROSKA = (
    ffprobe(ends=True),
    mpv_of(),
    vlc(only_listed=True, quirk="Hides silent chapters, as the file asks."),
    MEDIAINFO,
    Reader("mkvextract", by.mkvextract, ("mkvextract",), ends=True),
)

AUDIO_READERS: dict[str, tuple[Reader, ...]] = {
    "mp3 v2.3": MP3,
    "mp3 v2.4": MP3,
    "mp3 untagged": MP3,
    "m4a": MP4,
    "m4b": MP4,
    "opus": (*COMMENTS, Reader("opusinfo", by.opusinfo, ("opusinfo",), urls=True)),
    "ogg": (*COMMENTS, Reader("vorbiscomment", by.vorbiscomment, ("vorbiscomment",), urls=True)),
    "flac": (*COMMENTS, Reader("metaflac", by.metaflac, ("metaflac", "flac"), urls=True)),
    "mka": (*MATROSKA, Reader("enzyme", of_python("enzyme"), PYTHON, ends=True)),
    "webm": MATROSKA,
}
