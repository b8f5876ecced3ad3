"""Whole files of every kind that can be read, for ``fuzz.py`` to damage."""

from __future__ import annotations

import contextlib
import io
import struct
from dataclasses import dataclass
from pathlib import Path

from notesapp.cli import main
from notesapp.containers.registry import CONTAINERS
from notesapp.errors import NotesError
from notesapp.formats.registry import FORMATS
from tests import media
from tests.formats.episodes import AUDIO, TEXTS, snapshot_of

AUDIO_KINDS = (
    *("mp3", "m4a", "m4a-fast", "alac", "opus", "flac", "ogg-flac", "wav", "mka-aac", "mka-opus"),
    *("webm", "mp4-video", "mov-video", "mkv-video"),
)
SECONDS = 2.5

ENTITIES = """<?xml version="1.0"?>
<!DOCTYPE chapters [<!ENTITY a SYSTEM "file://{secret}">
<!ENTITY b "&c;&c;"><!ENTITY c "ccccccccc">]>
<psc:chapters xmlns:psc="http://podlove.org/simple-chapters" version="1.2">
<psc:chapter start="00:00:00.000" title="&a;"/><psc:chapter start="00:01:00" title="&b;"/>
</psc:chapters>
"""
PREMIERE = (
    "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\r\n"
    "One\t\t00:00:00:00\t00:00:00:00\t00:00:00:00\tChapter\r\n"
    "Two\tmore\t00:01:01;12\t00:01:01;12\t00:00:00:00\tComment\r\n"
)
PAGE = """<html><body><h1>Folge 7: Ein Titel</h1><p>Worum es geht.<br>Und mehr.</p>
<ul><li><a href="https://youtu.be/abc?t=125">2:05</a> Sourdough &amp; science</li>
<li>(3:07) Zweitens</li><li><b>4:10</b> Drittens</li></ul>
<table><tr><td>1</td><td>00:00</td><td>Welcome</td><td>00:54</td></tr></table></body></html>
"""
PROSE = """Episode 12 - Words
Sauna routine [10:45]; sleep apps [16:15]; light [19:30]

Q: First? [0:01]
A: Yes – “no” [0:02]
00:00 A 00:02:04 B 00:10:00 C
Links
- [x](https://example.org) | y
"""


@dataclass(frozen=True)
class Seed:
    """A whole file; ``name`` says which."""

    name: str
    suffix: str
    data: bytes


def make_seeds(folder: Path, secret: Path) -> tuple[Seed, ...]:
    """Every format and every container; ``secret`` is a file that must stay unread."""
    return (*_texts(secret), *_sounds(folder))


def _texts(secret: Path) -> list[Seed]:
    snapshot = snapshot_of(TEXTS["golden"], AUDIO)
    found = []
    for entry in FORMATS:
        with contextlib.suppress(NotesError):
            text = entry.write(snapshot)
            found.append(Seed(entry.key, f".{entry.suffix.rsplit('.', 1)[-1]}", text.encode()))
    return [
        *found,
        Seed("entities", ".psc", ENTITIES.format(secret=secret).encode()),
        Seed("premiere", ".csv", PREMIERE.encode("utf-16")),
        Seed("page", ".html", PAGE.encode()),
        Seed("prose", ".txt", PROSE.encode()),
        Seed("cp1252", ".txt", PROSE.encode("cp1252")),
    ]


def _sounds(folder: Path) -> list[Seed]:
    found = []
    for kind in AUDIO_KINDS:
        path = media.make(folder, kind, SECONDS)
        found.append(Seed(kind, path.suffix, path.read_bytes()))
        done = folder / f"with{path.suffix}"
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            code = main(["embed", str(folder / "notes.md"), str(path), "-o", str(done)])
        if code == 0:
            found.append(Seed(f"{kind} with chapters", path.suffix, done.read_bytes()))
            done.unlink()
        path.unlink()
    wav = media.make(folder, "wav", SECONDS)
    found.append(Seed("wav with cues", ".wav", with_cues(wav.read_bytes())))
    wav.unlink()
    short = [name for name in ("mp3", "flac") if f"{name} with chapters" not in _names(found)]
    if short and CONTAINERS:
        raise SystemExit(f"fuzz: no chapters came into {', '.join(short)}")
    return found


def _names(seeds: list[Seed]) -> set[str]:
    return {seed.name for seed in seeds}


def with_cues(wav: bytes) -> bytes:
    """A WAV with two markers, as an audio editor writes them."""
    points = ((1, 0, b"One\0"), (2, 44100, b"Two & more\0\0"))
    cue = struct.pack("<I", len(points)) + b"".join(
        struct.pack("<II4sIII", mark, at, b"data", 0, 0, at) for mark, at, _ in points
    )
    labels = b"adtl" + b"".join(
        b"labl" + struct.pack("<II", 4 + len(text), mark) + text for mark, _, text in points
    )
    tail = b"cue " + struct.pack("<I", len(cue)) + cue
    tail += b"LIST" + struct.pack("<I", len(labels)) + labels
    return wav[:4] + struct.pack("<I", len(wav) - 8 + len(tail)) + wav[8:] + tail
