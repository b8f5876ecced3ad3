"""A new version is proven before it is moved, and nobody sweeps it meanwhile."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import write_atomic
from notesapp.storage.fsops import REAL
from notesapp.storage.staging import stage
from notesapp.storage.sweeping import sweep_leftovers

OLD, NEW = b"old " * 50, b"the new one " * 70


def test_what_is_on_the_disk_is_read_back_and_compared(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)

    def write(fd: int, data: memoryview) -> int:
        os.write(fd, bytes(data).replace(b"new", b"odd"))
        return len(data)

    with pytest.raises(FileTrouble, match="the disk reported an error"):
        write_atomic(path, NEW, ops=replace(REAL, write=write))
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_it_is_read_back_from_the_disk_and_before_the_move(tmp_path, failing_ops):
    counted = failing_ops()
    write_atomic(tmp_path / "notes.md", NEW, ops=counted.ops)
    calls = counted.calls
    order = [calls.index(name) for name in ("fsync", "forget_cached", "read", "replace")]
    assert order == sorted(order)


def test_nobody_sweeps_it_from_the_first_byte_to_the_move(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    seen = []

    def watched(name: str):
        def call(*arguments):
            seen.append((name, sweep_leftovers(tmp_path)))
            return getattr(REAL, name)(*arguments)

        return call

    names = ("write", "fsync", "hold", "close", "open_read", "read", "keep_access", "replace")
    write_atomic(path, NEW, ops=replace(REAL, **{name: watched(name) for name in names}))
    assert {name for name, _ in seen} == set(names)
    assert sum(count for _, count in seen) == 0
    assert path.read_bytes() == NEW


def test_a_start_that_sweeps_at_the_very_first_moment_costs_one_more_try(tmp_path):
    swept = []

    def lock(fd: int) -> bool | None:
        if not swept:
            swept.append(sweep_leftovers(tmp_path))
        return REAL.lock(fd)

    write_atomic(tmp_path / "notes.md", NEW, ops=replace(REAL, lock=lock))
    assert swept == [1]
    assert (tmp_path / "notes.md").read_bytes() == NEW


def test_a_lock_that_somebody_else_has_costs_one_more_try(tmp_path):
    answers = iter([False, True])
    write_atomic(tmp_path / "notes.md", NEW, ops=replace(REAL, lock=lambda fd: next(answers)))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_disk_without_locks_is_written_all_the_same(tmp_path):
    write_atomic(tmp_path / "notes.md", NEW, ops=replace(REAL, lock=lambda fd: None))
    assert (tmp_path / "notes.md").read_bytes() == NEW


def test_no_number_of_an_open_file_is_lost(tmp_path, failing_ops):
    path = tmp_path / "notes.md"
    counted = failing_ops()
    write_atomic(path, NEW, ops=counted.ops)
    numbers = Path("/proc/self/fd")
    if not numbers.exists():
        pytest.skip("the system does not list open files")
    before = len(list(numbers.iterdir()))
    for fail_at in range(len(counted.calls)):
        broken = failing_ops(fail_at, 28)
        try:
            write_atomic(path, NEW, ops=broken.ops)
        except FileTrouble:
            assert broken.calls[fail_at] not in ("fsync_folder", "forget_cached")
    assert len(list(numbers.iterdir())) == before


def test_extended_attributes_and_rights_of_others_are_kept(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    path.chmod(0o640)
    try:
        os.setxattr(path, "user.show", b"notes")
    except (AttributeError, OSError):
        pytest.skip("this disk keeps no extended attributes")
    # Owner rw, the user 7 rw, group r, mask rw, others none: what setfacl -m u:7:rw makes.
    rights = b"\2\0\0\0" + b"".join(
        tag.to_bytes(2, "little") + may.to_bytes(2, "little") + who.to_bytes(4, "little")
        for tag, may, who in (
            *((1, 6, 0xFFFFFFFF), (2, 6, 7), (4, 4, 0xFFFFFFFF)),
            *((16, 6, 0xFFFFFFFF), (32, 0, 0xFFFFFFFF)),
        )
    )
    try:
        os.setxattr(path, "system.posix_acl_access", rights)
    except OSError:
        rights = b""
    before = path.stat()
    write_atomic(path, NEW)
    assert os.getxattr(path, "user.show") == b"notes"
    assert path.stat().st_mode == before.st_mode
    if rights:
        assert os.getxattr(path, "system.posix_acl_access") == rights


def test_the_owner_is_kept_where_that_is_allowed(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    if os.geteuid() == 0:
        os.chown(path, 1234, 5678)
    before = path.stat()
    write_atomic(path, NEW)
    after = path.stat()
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)


def test_a_file_that_only_takes_writing_is_read_back_too(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    path.chmod(0o200)
    write_atomic(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o200


def test_a_staged_file_that_is_dropped_leaves_nothing(tmp_path):
    staged = stage(tmp_path / "notes.md", (NEW,), None, REAL)
    assert staged.temp.read_bytes() == NEW
    staged.drop()
    assert list(tmp_path.iterdir()) == []
