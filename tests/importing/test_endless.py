"""Files that no person has: refused in words before they cost time, or read to their end."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from notesapp.errors import AudioTrouble, FileTrouble
from notesapp.formats.decoding import MOST_BYTES, MOST_LINES
from notesapp.formats.reading_rows import MOST_CHAPTERS, MOST_KEPT, MOST_REMARKS
from notesapp.importing.from_text import MOST_LINES as MOST_NOTES
from notesapp.importing.from_text import MOST_TIMES
from notesapp.importing.read_any import read_any, read_clipboard, read_text

HEADS = {
    "cue": 'FILE "a.mp3" MP3\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n',
    "ffmetadata": ";FFMETADATA1\n",
    "mp4chaps": "00:00:00.000 One\n",
    "audacity": "0.000\t1.000\tOne\n",
    "ogm": "CHAPTER01=00:00:00.000\nCHAPTER01NAME=One\n",
    "edl": "TITLE: One\nFCM: NON-DROP FRAME\n",
    "csv": "start,title\n0:00,One\n",
}


def test_what_is_longer_than_any_notes_is_refused(tmp_path: Path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"a" * (MOST_BYTES + 1))
    for read in (
        lambda: read_any(path),
        lambda: read_text("a\n" * (MOST_LINES + 1)),
        lambda: read_text("a" * (MOST_BYTES + 1)),
        lambda: read_clipboard("a", "<p>a" + "\n" * (MOST_LINES + 1)),
    ):
        with pytest.raises(FileTrouble, match="8 MB"):
            read()


def test_notes_of_very_many_lines_are_refused():
    with pytest.raises(FileTrouble, match="50,000 at most"):
        read_text("word\n" * (MOST_NOTES + 1))
    with pytest.raises(FileTrouble, match="50,000 at most"):
        read_clipboard("", "<p>word</p>" * MOST_NOTES)


def test_notes_of_very_many_characters_are_refused():
    with pytest.raises(FileTrouble, match="2,000,000 characters"):
        read_text("words " * 400_000)


def test_a_page_of_very_many_tags_is_refused():
    with pytest.raises(FileTrouble, match="300,000 tags"):
        read_text("<p>x" * 300_001)


@pytest.mark.parametrize("between", ["\n", "; "])
def test_notes_of_very_many_times_are_refused(between: str):
    text = between.join(f"Topic {n} [{n // 60 % 999}:{n % 60:02d}]" for n in range(MOST_TIMES + 1))
    with pytest.raises(FileTrouble, match="15,001 times"):
        read_text(text)


@pytest.mark.parametrize("key", sorted(HEADS))
def test_a_list_with_very_many_lines_of_something_else_is_refused(key: str):
    assert read_text(HEADS[key] + "what is this\n" * 5).key == key
    with pytest.raises(FileTrouble, match="20,000 lines"):
        read_text(HEADS[key] + "what is this\n" * (MOST_KEPT + 1))


def test_a_list_of_very_many_chapters_is_refused():
    text = "".join(
        f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}.000 T\n" for n in range(10_001)
    )
    with pytest.raises(FileTrouble, match="10,000 chapters"):
        read_text(text)
    assert len(read_text(text.rpartition("\n0")[0]).chapters) == MOST_CHAPTERS


def test_remarks_end_after_a_thousand():
    rows = ",\n".join(f'{{"startTime": {n}, "title": "T", "odd": 1}}' for n in range(3000))
    done = read_text(f'{{"version": "1.2.0", "chapters": [{rows}]}}')
    assert len(done.chapters) == 3000
    assert len(done.remarks) == MOST_REMARKS + 1
    assert "more to say" in done.remarks[-1].message


@pytest.mark.parametrize(
    "unit", ["[1:00] a; ", "(1h ", "[x](http://a?t=1a ", '[a](b "', "*_", "> ", "at 1:00 ", "&#1"]
)
def test_one_very_long_line_is_read(unit: str):
    text = unit * min(14_000, 200_000 // len(unit))
    assert read_text(f"Words first: {text}").lines


def test_a_page_that_may_be_one_is_looked_at_once():
    comments = "<!-- -->" * 400
    assert read_text(f"{comments}no page</p>").lines


def chapters_in_flac(folder: Path, entries: list[bytes]) -> Path:
    """A FLAC file of comments only."""
    body = struct.pack("<I", 0) + struct.pack("<I", len(entries))
    body += b"".join(struct.pack("<I", len(entry)) + entry for entry in entries)
    path = folder / "a.flac"
    path.write_bytes(
        b"fLaC\0\0\0\x22" + bytes(34) + b"\x84" + len(body).to_bytes(3, "big") + body + b"\xff\xf8"
    )
    return path


def test_a_title_in_audio_that_is_longer_than_any_text_is_refused(tmp_path: Path):
    title = b"CHAPTER001NAME=" + b"x" * 2_000_001
    path = chapters_in_flac(tmp_path, [b"CHAPTER001=00:00:00.000", title])
    with pytest.raises(AudioTrouble, match="2,000,000 characters"):
        read_any(path)
