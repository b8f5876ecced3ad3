"""Audio that was moved or renamed is found; another file is never taken for it."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.storage.audio_search import (
    MAX_FOLDERS,
    AudioFound,
    Root,
    WantedAudio,
    leads_away,
    name_in,
    search_audio,
    search_roots,
    standing_audio,
)
from notesapp.storage.fsops import REAL

SUFFIXES = (".mp3", ".m4a")
SOUND = b"the sound" * 50


def digest_of(path: Path) -> str:
    """As the audio layer does it: what stands before the sound does not count."""
    try:
        return hashlib.blake2b(path.read_bytes().rpartition(b"tags")[2]).hexdigest()
    except OSError:
        return ""


WANTED = WantedAudio("a.mp3", len(SOUND), hashlib.blake2b(SOUND).hexdigest())


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "shows" / "episode 12"
    folder.mkdir(parents=True)
    path = folder / "a.md"
    path.write_bytes(b"")
    return path


def put(path: Path, data: bytes = SOUND) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def search(notes: Path, wanted: WantedAudio = WANTED, last: str = "", **how: object) -> AudioFound:
    roots = search_roots(notes, last, ())
    return search_audio(wanted, roots, SUFFIXES, digest_of, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "place",
    [
        "shows/episode 12/a.mp3",
        "shows/episode 12/audio/final/mixed/a.mp3",
        "shows/a.mp3",
        "shows/episode 13/a.mp3",
        "elsewhere/a.mp3",
        "elsewhere/2026/a.mp3",
        "shows/episode 12/A.MP3",
        "shows/episode 12/other name.mp3",
        "shows/episode 13/other name.m4a",
    ],
)
def test_the_same_sound_is_found(notes: Path, tmp_path: Path, place: str):
    there = put(tmp_path / place)
    put(notes.with_name("b.mp3"), b"other")
    assert search(notes, last=str(tmp_path / "elsewhere" / "a.mp3")) == AudioFound(there)


def test_rewritten_tags_and_a_new_name_do_not_hide_it(notes: Path):
    put(notes.with_name("b.mp3"), b"x" * len(SOUND))
    there = put(notes.with_name("new name.mp3"), b"long tags" + SOUND)
    assert search(notes) == AudioFound(there)


def test_the_same_name_with_other_sound_is_offered_and_not_taken(notes: Path):
    other = put(notes.parent / "audio" / "a.mp3", b"x" * len(SOUND))
    assert search(notes) == AudioFound(other=other)
    there = put(notes.parent / "audio" / "right.mp3")
    assert search(notes) == AudioFound(there)


def test_a_name_on_another_system_is_the_same_name(notes: Path):
    there = put(notes.with_name("cafe\u0301.mp3"))
    assert search(notes, replace(WANTED, name="CAFÉ.mp3", digest="")) == AudioFound(there)
    assert name_in("C:\\Users\\Ada\\a.mp3") == name_in("/home/ada/a.mp3") == name_in("a.mp3")


def test_without_a_digest_one_name_is_enough_and_rivals_are_too_many(notes: Path):
    named = WantedAudio("a.mp3")
    assert search(notes, named) == AudioFound()
    put(notes.with_name("b.mp3"))
    assert search(notes, named) == AudioFound()
    first = put(notes.parent / "audio" / "a.mp3")
    assert search(notes, named) == AudioFound(first)
    second = put(notes.parent / "backup" / "a.mp3")
    assert search(notes, named) == AudioFound(first)
    second.write_bytes(b"shorter")
    assert search(notes, named) == AudioFound(other=first)


def test_too_deep_hidden_and_far_places_are_left_alone(notes: Path, tmp_path: Path):
    put(notes.parent / "1" / "2" / "3" / "4" / "a.mp3")
    put(notes.parent / ".hidden" / "a.mp3")
    put(tmp_path / "shows" / "episode 13" / "below" / "a.mp3")
    put(tmp_path / "a.mp3")
    assert search(notes) == AudioFound()


def test_links_that_lead_round_come_to_an_end(notes: Path):
    (notes.parent / "here").symlink_to(notes.parent)
    (notes.parent / "up").symlink_to(notes.parent.parent)
    (notes.parent / "round.mp3").symlink_to("round.mp3")
    (notes.parent / "a.mp3").symlink_to("nowhere.mp3")
    os.mkfifo(notes.parent / "pipe.mp3")
    (notes.parent / "folder.mp3").mkdir()
    listed: list[Path] = []

    def counted(folder: Path, limit: int) -> tuple[object, ...]:
        listed.append(folder)
        return REAL.list_entries(folder, limit)

    ops = replace(REAL, list_entries=counted)
    assert search(notes, replace(WANTED, digest=""), ops=ops) == AudioFound()
    assert len(listed) == len({folder.resolve() for folder in listed})


def test_a_link_to_the_audio_is_the_audio(notes: Path, tmp_path: Path):
    put(tmp_path / "vault" / "raw" / "x.mp3")
    link = notes.with_name("a.mp3")
    link.symlink_to(tmp_path / "vault" / "raw" / "x.mp3")
    assert search(notes) == AudioFound(link)


def test_a_folder_that_may_not_be_read_is_passed_over(
    plain_folder: Path, as_plain_user: Callable[[], AbstractContextManager[None]]
):
    closed = plain_folder / "closed"
    put(closed / "a.mp3")
    locked = put(plain_folder / "a.mp3")
    there = put(plain_folder / "open" / "b.mp3")
    for path in (there.parent, there, plain_folder):
        path.chmod(0o755)
    closed.chmod(0)
    locked.chmod(0)
    with as_plain_user():
        found = search(plain_folder / "notes.md")
    closed.chmod(0o755)
    assert found == AudioFound(there)


def test_a_disk_with_errors_ends_the_search_without_a_word(notes: Path):
    put(notes.with_name("a.mp3"))

    def broken(*_: object) -> object:
        raise OSError(errno.EIO, "disk")

    for name in ("stat", "list_entries"):
        ops = replace(REAL, **{name: broken})
        assert search(notes, replace(WANTED, digest=""), ops=ops) == AudioFound()


def test_the_search_stops_when_time_is_up_or_nobody_waits(notes: Path):
    for number in range(30):
        put(notes.parent / f"{number:02}" / "b.mp3")
    there = put(notes.parent / "zz" / "a.mp3")
    asked = itertools.count()
    assert search(notes, is_wanted=lambda: next(asked) < 10) == AudioFound()
    clock = itertools.count()
    assert search(notes, now=lambda: next(clock) / 8) == AudioFound()
    assert search(notes) == AudioFound(there)


def test_a_great_many_folders_are_not_all_visited(tmp_path: Path):
    listed: list[Path] = []

    def endless(folder: Path, limit: int) -> tuple[object, ...]:
        listed.append(folder)
        inside = folder / str(len(listed))
        inside.mkdir()
        return REAL.list_entries(folder, limit)

    ops = replace(REAL, list_entries=endless)
    roots = [Root(tmp_path, 10**6)]
    still = lambda: 0.0  # noqa: E731
    assert search_audio(WANTED, roots, SUFFIXES, digest_of, ops=ops, now=still) == AudioFound()
    assert len(listed) == MAX_FOLDERS


def test_where_audio_stands(notes: Path, tmp_path: Path):
    def standing(written: str, remembered: str = "") -> Path | None:
        return standing_audio(notes, written, remembered, SUFFIXES)

    elsewhere = put(tmp_path / "elsewhere" / "b.mp3")
    beside = put(notes.with_suffix(".m4a"))
    assert standing("") == beside
    assert standing("", str(elsewhere)) == elsewhere
    assert standing("b.mp3") is None
    assert standing("b.mp3", str(elsewhere)) == elsewhere
    assert standing("../../elsewhere/b.mp3") == notes.parent / "../../elsewhere/b.mp3"
    assert standing(str(elsewhere)) == elsewhere
    assert standing("..") == notes.parent / ".."
    assert standing("null\0.mp3") is None
    os.mkfifo(notes.with_name("pipe.mp3"))
    assert standing("pipe.mp3") is None
    assert standing_audio(None, "a.mp3", "", SUFFIXES) is None


@pytest.mark.parametrize(
    "written",
    [
        "//server/share/a.mp3",
        "\\\\server\\share\\a.mp3",
        "/\\server/a.mp3",
        "https://example.org/a.mp3",
        "smb://server/a.mp3",
    ],
)
def test_a_name_that_leads_to_the_network_is_not_followed(notes: Path, written: str):
    asked: list[str] = []

    def noted(path: Path) -> os.stat_result:
        asked.append(str(path))
        return REAL.stat(path)

    ops = replace(REAL, stat=noted)
    assert leads_away(written)
    assert standing_audio(notes, written, "", SUFFIXES, ops=ops) is None
    assert asked == []
    assert name_in(written) == "a.mp3"
