"""Calls the programs that show the chapters of audio files."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from tests.interop.programs import HERE, Row, as_rows, clock_ms, output, seconds_ms
from tests.interop.text_readers import matroska_xml

COMMENT = re.compile(r"^\s*CHAPTER(\d{3})(NAME|URL)?(?:=|\s{2,})(.*?)\s*$", re.MULTILINE)


def mediainfo(path: Path) -> list[Row]:
    """The first menu; a language stands before each name in Matroska."""
    rows = []
    for track in json.loads(output("mediainfo", "--Output=JSON", path))["media"]["track"]:
        if track["@type"] == "Menu" and not rows:
            for key, name in track["extra"].items():
                clock = re.fullmatch(r"_(\d+)_(\d\d)_(\d\d)_(\d{3})", key)
                if clock:
                    start = clock_ms("{}:{}:{}.{}".format(*clock.groups()))
                    rows.append((start, None, re.sub(r"^[a-z]{2}:", "", name), ""))
    return rows


def comments(text: str) -> list[Row]:
    """Rows from a listing of comments, in the order of the chapters' numbers."""
    found: dict[str, dict[str, str]] = {}
    for number, kind, value in COMMENT.findall(text):
        found.setdefault(number, {})[kind] = value
    return [
        (clock_ms(each[""]), None, each["NAME"], each.get("URL", ""))
        for _, each in sorted(found.items())
    ]


def kid3(path: Path) -> list[Row]:
    return comments(output("kid3-cli", "-c", "get all", path))


def vorbiscomment(path: Path) -> list[Row]:
    return comments(output("vorbiscomment", "-R", "-l", path))


def opusinfo(path: Path) -> list[Row]:
    return comments(output("opusinfo", path))


def metaflac(path: Path) -> list[Row]:
    output("flac", "-s", "-t", path)
    return comments(output("metaflac", "--no-utf8-convert", "--export-tags-to=-", path))


def mkvextract(path: Path) -> list[Row]:
    return matroska_xml(output("mkvextract", path, "chapters", "-"))


def exiftool(path: Path) -> list[Row]:
    """Times and texts of the track that the sound names as its list of chapters."""
    found = json.loads(output("exiftool", "-j", "-n", "-a", "-G3", "-ee", path))[0]
    assert any(key.endswith("ChapterListTrackID") for key in found), found
    rows = []
    for key, value in found.items():
        group, _, name = key.rpartition(":")
        if name == "SampleTime" and f"{group}:Text" in found:
            text = str(found[f"{group}:Text"])
            start = seconds_ms(value)
            rows.append((start, start + seconds_ms(found[f"{group}:SampleDuration"]), text, ""))
    return rows


def atomic_parsley(path: Path) -> None:
    """The tree of atoms: a list of chapters of either kind, and the reference to the track."""
    tree = output("AtomicParsley", path, "-T", "1")
    for atom in ("chpl", "chap", "tref", "text"):
        assert re.search(rf"Atom {atom} @", tree), f"no {atom}:\n{tree}"


def mp3val(path: Path) -> None:
    said = output("mp3val", path)
    assert "ID3v2" in said and "WARNING" not in said, said


def libvlc(path: Path) -> list[Row]:
    """A space stands before each name in Matroska, which is VLC's."""
    rows = as_rows(json.loads(output(sys.executable, HERE / "read_with_vlc.py", path)))
    return [(start, end, title.removeprefix(" "), url) for start, end, title, url in rows]
