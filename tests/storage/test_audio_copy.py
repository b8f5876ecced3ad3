"""A copy made of pieces is proven and moved, or nothing has happened."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.errors import Cancelled, FileTrouble, NotesError
from notesapp.storage import fsops_spans
from notesapp.storage.audio_copy import Copying, HeldElsewhere, copy_pieces, open_original
from notesapp.storage.fsops import REAL
from notesapp.storage.pieces import Kept
from notesapp.storage.trouble import AlreadyThere, ChangedOnDisk

OLD = random.Random(1).randbytes(700_000)
PIECES = (b"new head", Kept(100, 300_000), b"", b"middle", Kept(10, 50), Kept(400_000, 300_000))
NEW = b"new head" + OLD[100:300_100] + b"middle" + OLD[10:60] + OLD[400_000:]
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)


def copy(source: Path, target: Path, how: Copying, pieces=PIECES) -> int:
    with open_original(source, how.ops) as original:
        return copy_pieces(original, target, pieces, how)


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.mp3"
    path.write_bytes(OLD)
    return path


def test_the_source_itself_is_replaced(source):
    source.chmod(0o640)
    assert copy(source, source, Copying(replace=True)) == len(NEW)
    assert source.read_bytes() == NEW
    assert source.stat().st_mode & 0o777 == 0o640
    assert names(source.parent) == ["a.mp3"]


def test_a_new_file(source, tmp_path):
    copy(source, tmp_path / "b.mp3", Copying())
    assert (tmp_path / "b.mp3").read_bytes() == NEW
    assert source.read_bytes() == OLD


def test_another_file_is_replaced_only_where_that_is_wanted(source, tmp_path):
    other = tmp_path / "b.mp3"
    other.write_bytes(b"other")
    with pytest.raises(AlreadyThere):
        copy(source, other, Copying())
    assert other.read_bytes() == b"other"
    copy(source, other, Copying(replace=True))
    assert other.read_bytes() == NEW


def test_a_link_stays_a_link(source, tmp_path):
    (tmp_path / "far").mkdir()
    link = tmp_path / "far" / "link.mp3"
    link.symlink_to(source)
    copy(link, link, Copying(replace=True))
    assert link.is_symlink()
    assert source.read_bytes() == NEW


def test_extended_attributes_are_kept(source, tmp_path):
    try:
        os.setxattr(source, "user.episode", b"50")
    except OSError:
        pytest.skip("the disk keeps no extended attributes")
    copy(source, tmp_path / "b.mp3", Copying())
    copy(source, source, Copying(replace=True))
    for path in (source, tmp_path / "b.mp3"):
        assert os.getxattr(path, "user.episode") == b"50"


@pytest.mark.parametrize("in_place", [True, False])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("for_good", [False, True])
def test_every_fault_leaves_the_old_or_the_new_file(
    source, tmp_path, failing_ops, in_place, after, for_good
):
    target = source if in_place else tmp_path / "b.mp3"
    counted = failing_ops(short_write=5)
    copy(source, target, Copying(in_place, ops=counted.ops))
    assert {"copy_span", "read_into", "lock", "fsync", "free_bytes"} <= set(counted.calls)
    untouched = OLD if in_place else None
    for error in ERRORS:
        for fail_at, name in enumerate(counted.calls):
            source.write_bytes(OLD)
            if not in_place:
                target.unlink(missing_ok=True)
            broken = failing_ops(fail_at, error, after, for_good, short_write=5)
            try:
                copy(source, target, Copying(in_place, ops=broken.ops))
            except FileTrouble as trouble:
                assert trouble.sentence.startswith("Not ")
                moved = after and name in ("replace", "place_new")
                assert (target.read_bytes() if target.exists() else None) == (
                    NEW if moved else untouched
                )
            else:
                assert name in ("fsync_folder", "close")
                assert target.read_bytes() == NEW
            left = set(names(tmp_path)) - {"a.mp3", "b.mp3"}
            if not for_good and not (after and name == "open_new"):
                assert left == set()
            for one in left:
                (tmp_path / one).unlink()


def test_stopping_at_every_step_leaves_everything(source, tmp_path):
    asked = []

    def count() -> bool:
        asked.append(1)
        return False

    copy(source, tmp_path / "b.mp3", Copying(cancelled=count))
    (tmp_path / "b.mp3").unlink()
    assert len(asked) > 6
    for stop_at in range(len(asked)):
        left = iter([False] * stop_at + [True])
        with pytest.raises(Cancelled):
            copy(source, source, Copying(True, cancelled=lambda left=left: next(left)))
        assert source.read_bytes() == OLD
        assert names(tmp_path) == ["a.mp3"]


def test_the_progress_ends_at_all(source):
    said = []
    copy(source, source, Copying(True, progress=lambda done, total: said.append((done, total))))
    assert said[-1] == (2 * len(NEW), 2 * len(NEW))
    assert said == sorted(said)


def test_a_check_that_finds_something_stops_it(source, tmp_path):
    def check(made: Path) -> None:
        assert made.read_bytes() == NEW
        raise NotesError("That is not it.")

    with pytest.raises(NotesError, match="That is not it"):
        copy(source, source, Copying(True, check=check))
    assert source.read_bytes() == OLD
    assert names(tmp_path) == ["a.mp3"]


def test_a_source_that_grows_meanwhile(source, tmp_path):
    def grow(_: Path) -> None:
        with source.open("ab") as file:
            file.write(b"more")

    with pytest.raises(ChangedOnDisk, match=r"another program changed “a\.mp3” meanwhile"):
        copy(source, source, Copying(True, check=grow))
    assert source.read_bytes() == OLD + b"more"
    assert names(tmp_path) == ["a.mp3"]


def test_a_source_that_changes_meanwhile_is_said_before_what_came_of_it(source, tmp_path):
    """A check that finds other sound, or a copy that ends too soon, has the change as its cause."""

    def differs(_: Path) -> None:
        with source.open("ab") as file:
            file.write(b"more")
        raise NotesError("The sound would differ.")

    with pytest.raises(ChangedOnDisk):
        copy(source, source, Copying(True, check=differs))
    assert source.read_bytes() == OLD + b"more"

    def cut_short(into: int, out_of: int, offset: int, count: int) -> int:
        source.write_bytes(b"short")
        return fsops_spans.copy_span(into, out_of, offset, count)

    with pytest.raises(ChangedOnDisk):
        copy(source, source, Copying(True, ops=replace(REAL, copy_span=cut_short)))
    assert source.read_bytes() == b"short"
    assert names(tmp_path) == ["a.mp3"]


def test_a_disk_that_writes_something_else(source, tmp_path):
    def lying(into: int, out_of: int, offset: int, count: int) -> int:
        return (
            fsops_spans.copy_span(into, out_of, offset + 1, count - 1)
            and os.write(into, b"x") * count
        )

    with pytest.raises(FileTrouble):
        copy(source, source, Copying(True, ops=replace(REAL, copy_span=lying)))
    assert source.read_bytes() == OLD
    assert names(tmp_path) == ["a.mp3"]


def test_pieces_beyond_the_end_of_the_source(source):
    for beyond in (Kept(600_000, 300_000), Kept(699_999, 2)):
        with pytest.raises(FileTrouble):
            copy(source, source, Copying(True), pieces=(beyond,))
    assert source.read_bytes() == OLD


def test_too_little_room_is_said_before_anything_is_written(source, failing_ops):
    counted = failing_ops()
    ops = replace(counted.ops, free_bytes=lambda _: 1_000_000)
    with pytest.raises(FileTrouble, match="needs 17 MB more than this disk has"):
        copy(source, source, Copying(True, ops=ops))
    assert "open_new" not in counted.calls


def test_a_player_that_holds_the_file(source, tmp_path):
    pauses: list[float] = []

    def held(temp: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "in use", str(target))

    how = Copying(True, tries=10, pause=pauses.append, ops=replace(REAL, replace=held))
    with pytest.raises(HeldElsewhere, match="Close it there, or save a copy"):
        copy(source, source, how)
    assert pauses == [0.1] * 9
    assert names(tmp_path) == ["a.mp3"]


def test_a_player_that_lets_go(source):
    tried: list[int] = []

    def held_twice(temp: Path, target: Path) -> None:
        tried.append(1)
        if len(tried) < 3:
            raise PermissionError(errno.EACCES, "in use", str(target))
        REAL.replace(temp, target)

    ops = replace(REAL, replace=held_twice)
    copy(source, source, Copying(True, tries=10, pause=lambda _: None, ops=ops))
    assert source.read_bytes() == NEW


@pytest.mark.parametrize("ways", [1, 2])
def test_other_ways_to_copy(source, tmp_path, monkeypatch, ways):
    def refuse(*_: object) -> int:
        raise OSError(errno.EXDEV, "not this way")

    monkeypatch.setattr(os, "copy_file_range", refuse)
    if ways == 2:
        monkeypatch.setattr(os, "sendfile", refuse)
    copy(source, tmp_path / "b.mp3", Copying())
    assert (tmp_path / "b.mp3").read_bytes() == NEW


def test_without_reading_at_a_place(source, tmp_path, monkeypatch):
    monkeypatch.delattr(os, "preadv")
    copy(source, tmp_path / "b.mp3", Copying())
    assert (tmp_path / "b.mp3").read_bytes() == NEW


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("mount"), reason="needs root to mount")
@pytest.mark.parametrize("knows", [True, False])
def test_a_disk_that_is_full(tmp_path, knows):
    """Also where the disk does not say beforehand how much room it has."""
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)], capture_output=True
    )
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        source = tmp_path / "a.mp3"
        source.write_bytes(OLD)
        ops = REAL if knows else replace(REAL, free_bytes=lambda _: None)
        with pytest.raises(FileTrouble, match="MB more" if knows else "the disk is full"):
            copy(source, source, Copying(True, ops=ops))
        assert source.read_bytes() == OLD
        assert names(tmp_path) == ["a.mp3"]
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
