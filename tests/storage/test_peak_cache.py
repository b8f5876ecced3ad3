"""Levels kept on the disk: whole or not there, within bounds, never in the way."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from notesapp.storage.fsops import REAL
from notesapp.storage.peak_cache import PeakCache

AUDIO = Path("/audio/episode.mp3")
LEVELS = bytes(range(256)) * 4
LIMIT = 64 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "peaks"


def entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def used_at(folder: Path, seconds: int) -> None:
    """Say of every entry without an older time that it was used then."""
    for entry in folder.iterdir():
        if entry.stat().st_mtime > 1_000_000:
            os.utime(entry, (seconds, seconds))


def test_what_was_put_is_there_for_the_same_file_only(folder: Path):
    cache = PeakCache(folder, LIMIT)
    assert cache.get(AUDIO, "a") is None
    cache.put(AUDIO, "a", LEVELS)
    assert PeakCache(folder, LIMIT).get(AUDIO, "a") == LEVELS
    assert cache.get(AUDIO, "b") is None
    assert cache.get(AUDIO.with_name("other.mp3"), "a") is None


def test_a_changed_file_takes_the_place_of_its_older_self(folder: Path):
    cache = PeakCache(folder, LIMIT)
    cache.put(AUDIO, "old", LEVELS)
    cache.put(AUDIO, "new", LEVELS[::-1])
    assert cache.get(AUDIO, "new") == LEVELS[::-1]
    assert cache.get(AUDIO, "old") is None
    assert len(entries(folder)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_folder_is_for_its_owner_alone(folder: Path):
    PeakCache(folder, LIMIT).put(AUDIO, "a", LEVELS)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_every_damaged_byte_is_noticed(folder: Path):
    cache = PeakCache(folder, LIMIT)
    cache.put(AUDIO, "a", LEVELS)
    (entry,) = entries(folder)
    whole = entry.read_bytes()
    for at in range(0, len(whole), 7):
        entry.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert cache.get(AUDIO, "a") is None, at
    for length in (0, 10, len(whole) - 1):
        entry.write_bytes(whole[:length])
        assert cache.get(AUDIO, "a") is None, length
    entry.write_bytes(whole)
    assert cache.get(AUDIO, "a") == LEVELS


def test_an_entry_that_is_no_file_of_ours_is_not_followed(folder: Path, tmp_path: Path):
    cache = PeakCache(folder, LIMIT)
    cache.put(AUDIO, "a", LEVELS)
    (entry,) = entries(folder)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(entry.read_bytes())
    entry.unlink()
    entry.symlink_to(elsewhere)
    assert cache.get(AUDIO, "a") is None
    entry.unlink()
    entry.mkdir()
    assert cache.get(AUDIO, "a") is None


def test_the_least_recently_used_go_first(folder: Path):
    cache = PeakCache(folder, LIMIT)
    part = bytes(LIMIT // 5)
    paths = [AUDIO.with_name(f"{number}.mp3") for number in range(5)]
    for number, path in enumerate(paths[:4]):
        cache.put(path, "a", part)
        used_at(folder, 1000 + number)
    assert cache.get(paths[0], "a") == part  # used again just now
    cache.put(paths[4], "a", part)
    there = [path for path in paths if cache.get(path, "a")]
    assert there == [paths[0], *paths[2:]]
    assert sum(entry.stat().st_size for entry in entries(folder)) <= LIMIT


def test_what_is_too_large_is_not_kept_and_pushes_nothing_out(folder: Path):
    cache = PeakCache(folder, LIMIT)
    cache.put(AUDIO, "a", LEVELS)
    cache.put(AUDIO.with_name("endless.mp3"), "a", bytes(LIMIT))
    assert cache.get(AUDIO, "a") == LEVELS
    assert len(entries(folder)) == 1


def test_files_of_others_in_the_folder_stay(folder: Path):
    cache = PeakCache(folder, LIMIT)
    folder.mkdir(parents=True)
    foreign = folder / "holiday.txt"
    foreign.write_bytes(bytes(2 * LIMIT))
    cache.put(AUDIO, "a", LEVELS)
    assert foreign.exists()
    assert cache.get(AUDIO, "a") == LEVELS


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES])
def test_no_point_at_which_the_disk_breaks_raises(folder: Path, failing_ops: type, error: int):
    watched = failing_ops()
    good = PeakCache(folder, LIMIT, watched.ops)
    good.put(AUDIO, "a", LEVELS)
    good.get(AUDIO, "a")
    assert len(watched.calls) > 8
    for number in range(len(watched.calls)):
        broken = failing_ops(fail_at=number, error=error, for_good=True)
        place = folder.with_name(f"peaks-{number}")
        cache = PeakCache(place, LIMIT, broken.ops)
        cache.put(AUDIO, "a", LEVELS)
        assert cache.get(AUDIO, "a") in (None, LEVELS)
        assert PeakCache(place, LIMIT).get(AUDIO, "a") in (None, LEVELS)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_folder_that_may_not_be_written_is_no_cache(
    plain_folder: Path, as_plain_user: Callable[[], AbstractContextManager[None]]
):
    plain_folder.chmod(0o555)
    with as_plain_user():
        cache = PeakCache(plain_folder / "peaks", LIMIT)
        cache.put(AUDIO, "a", LEVELS)
        assert cache.get(AUDIO, "a") is None
    plain_folder.chmod(0o755)


def test_a_name_that_is_no_text_has_an_entry_too(folder: Path):
    cache = PeakCache(folder, LIMIT)
    odd = Path(os.fsdecode(b"/audio/caf\xe9.mp3"))
    cache.put(odd, "a", LEVELS)
    assert cache.get(odd, "a") == LEVELS


MANY = """
import sys
from pathlib import Path
from notesapp.storage.peak_cache import PeakCache
cache = PeakCache(Path(sys.argv[1]), 40_000)
for turn in range(60):
    path = Path(f"/audio/{turn % 7}.mp3")
    data = bytes([turn % 7]) * 9_000
    cache.put(path, "a", data)
    for other in range(7):
        got = cache.get(Path(f"/audio/{other}.mp3"), "a")
        assert got in (None, bytes([other]) * 9_000), other
"""


def test_two_processes_share_a_folder(folder: Path):
    command = [sys.executable, "-c", MANY, str(folder)]
    root = Path(__file__).resolve().parents[2]
    both = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint.decode()
    assert all(entry.suffix == ".levels" for entry in entries(folder))


def test_leftovers_of_a_killed_save_are_swept(folder: Path):
    folder.mkdir(parents=True)
    left = folder / ".notesapp-0123456789abcdef.part"
    left.write_bytes(b"half")
    os.utime(left, (1000, 1000))
    PeakCache(folder, LIMIT, REAL).put(AUDIO, "a", LEVELS)
    assert not left.exists()
