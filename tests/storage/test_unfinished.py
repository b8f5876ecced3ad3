"""What a killed run left is removed at the next start; what is being written is not touched."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.storage.audio_copy import Copying, copy_pieces, open_original
from notesapp.storage.fsops import REAL
from notesapp.storage.json_file import write_object
from notesapp.storage.pieces import Kept
from notesapp.storage.unfinished import Unfinished

NAME = ".notesapp-0123456789abcdef.part"


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    folder = tmp_path / "audio"
    folder.mkdir()
    return folder


@pytest.fixture
def unfinished(tmp_path: Path) -> Unfinished:
    return Unfinished(tmp_path / "state" / "unfinished")


def note(unfinished: Unfinished, path: object, name: str = "one.json") -> Path:
    write_object(unfinished.folder / name, {"path": str(path)})
    return unfinished.folder / name


def later() -> float:
    return time.time() + 4000


def test_a_copy_is_noted_while_it_is_made_and_locked(audio, unfinished):
    (audio / "a.mp3").write_bytes(b"sound")
    seen = []

    def check(temp: Path) -> None:
        assert len(list(unfinished.folder.iterdir())) == 1
        assert unfinished.sweep(now_s=later()) == 0
        seen.append(temp.exists())

    with open_original(audio / "a.mp3") as original:
        how = Copying(True, check=check, unfinished=unfinished)
        copy_pieces(original, audio / "a.mp3", (b"tag", Kept(0, 5)), how)
    assert seen == [True]
    assert (audio / "a.mp3").read_bytes() == b"tagsound"
    assert list(unfinished.folder.iterdir()) == []


def test_what_was_left_goes_at_once(audio, unfinished):
    (audio / NAME).write_bytes(b"half")
    kept = note(unfinished, audio / NAME)
    assert unfinished.sweep() == 1
    assert list(audio.iterdir()) == []
    assert not kept.exists()
    assert unfinished.sweep() == 0


def test_what_somebody_writes_stays(audio, unfinished):
    kept = note(unfinished, audio / NAME)
    with (audio / NAME).open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert unfinished.sweep(now_s=later()) == 0
        assert (audio / NAME).exists()
        assert kept.exists()
    assert unfinished.sweep() == 1


def test_without_locks_only_what_is_old_goes(audio, unfinished):
    (audio / NAME).write_bytes(b"half")
    note(unfinished, audio / NAME)
    without = replace(unfinished, ops=replace(REAL, lock=lambda _: None))
    assert without.sweep() == 0
    assert without.sweep(now_s=later()) == 1


def test_a_name_whose_file_is_not_there_yet_is_forgotten_later(audio, unfinished):
    kept = note(unfinished, audio / NAME)
    unfinished.sweep()
    assert kept.exists()
    unfinished.sweep(now_s=later())
    assert not kept.exists()


def test_a_disk_that_is_away_is_waited_for(audio, unfinished):
    kept = note(unfinished, audio / "away" / NAME)
    unfinished.sweep(now_s=later())
    assert kept.exists()
    unfinished.sweep(now_s=time.time() + 100 * 24 * 3600)
    assert not kept.exists()


@pytest.mark.parametrize("name", ["notes.md", ".notesapp-xyz.part", f"{NAME}.bak", f"x{NAME}"])
def test_nothing_else_is_ever_removed(audio, unfinished, name):
    (audio / name).write_bytes(b"mine")
    kept = note(unfinished, audio / name)
    assert unfinished.sweep(now_s=later()) == 0
    assert (audio / name).exists()
    assert not kept.exists()


def test_no_link_no_folder_and_no_relative_name(audio, unfinished, monkeypatch):
    (audio / "notes.md").write_bytes(b"mine")
    (audio / NAME).symlink_to("notes.md")
    folder = audio / NAME.replace("0", "1")
    folder.mkdir()
    note(unfinished, audio / NAME)
    note(unfinished, folder, "two.json")
    (audio / "notes.md").with_name(NAME.replace("0", "2")).write_bytes(b"half")
    note(unfinished, NAME.replace("0", "2"), "three.json")
    monkeypatch.chdir(audio)
    assert unfinished.sweep(now_s=later()) == 0
    assert len(list(audio.iterdir())) == 4


@pytest.mark.parametrize("text", ["", "{", "[]", '{"path": 3}', '{"path": "\\u0000"}'])
def test_damaged_notes_are_dropped(unfinished, text):
    unfinished.folder.mkdir(parents=True)
    (unfinished.folder / "one.json").write_text(text, "utf-8")
    assert unfinished.sweep() == 0
    assert list(unfinished.folder.iterdir()) == []


def test_no_state_to_keep_it_in(audio, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    without = Unfinished(tmp_path / "file" / "state")
    with without.kept(audio / NAME):
        assert without.sweep() == 0


def half(folder: Path) -> Path:
    (folder / NAME).write_bytes(b"half")
    return folder / NAME


def test_the_folder_of_files_that_are_written_is_swept_at_the_next_start(audio, unfinished):
    unfinished.expect(audio / "notes.md", audio / "notes.html")
    assert len(list(unfinished.folder.iterdir())) == 1
    left = half(audio)
    assert unfinished.sweep() == 1
    assert not left.exists()
    half(audio)
    assert unfinished.sweep() == 1


def test_a_folder_behind_a_link_is_swept_too(audio, unfinished, tmp_path):
    (tmp_path / "link.md").symlink_to(audio / "notes.md")
    unfinished.expect(tmp_path / "link.md")
    half(audio)
    assert unfinished.sweep() == 1


def test_a_folder_nobody_writes_in_is_forgotten(audio, unfinished):
    unfinished.expect(audio / "notes.md")
    unfinished.sweep(now_s=later())
    assert list(unfinished.folder.iterdir()) == []
    unfinished.expect(audio / "notes.md")
    audio.rmdir()
    unfinished.sweep(now_s=later())
    assert len(list(unfinished.folder.iterdir())) == 1
    unfinished.sweep(now_s=time.time() + 91 * 24 * 3600)
    assert list(unfinished.folder.iterdir()) == []


def test_who_goes_on_writing_is_not_forgotten(audio, unfinished):
    unfinished.expect(audio / "notes.md")
    (kept,) = unfinished.folder.iterdir()
    os.utime(kept, (1000, 1000))
    unfinished.expect(audio / "other.md")
    assert kept.stat().st_mtime > 1000


def test_our_own_folders_and_those_in_them_are_swept(unfinished, tmp_path):
    own = tmp_path / "config"
    for folder in (own, own / "shows", unfinished.folder, unfinished.folder.parent):
        folder.mkdir(parents=True, exist_ok=True)
        half(folder)
    assert unfinished.sweep((own, tmp_path / "gone")) == 4


@pytest.mark.parametrize("error", [errno.EIO, errno.EROFS])
def test_without_a_state_it_is_written_all_the_same(audio, unfinished, failing_ops, error):
    broken = failing_ops(0, error, for_good=True)
    replace(unfinished, ops=broken.ops).expect(audio / "notes.md", Path("a\0b"))
    assert not unfinished.folder.exists()
