"""Only what this program left half written goes, and nothing that is being written."""

from __future__ import annotations

import fcntl
import os
from dataclasses import replace
from pathlib import Path

from notesapp.storage.fsops import REAL
from notesapp.storage.sweeping import sweep_leftovers

OURS, HELD = ".notesapp-0123456789abcdef.part", ".notesapp-fedcba9876543210.part"


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_only_our_own_leftovers_are_swept(tmp_path):
    foreign = [".notesapp-xyz.part", "notes.md", f"{OURS}.bak"]
    for name in (OURS, HELD, *foreign):
        (tmp_path / name).write_bytes(b"x")
    folder, link = ".notesapp-aaaaaaaaaaaaaaaa.part", ".notesapp-bbbbbbbbbbbbbbbb.part"
    (tmp_path / folder).mkdir()
    (tmp_path / link).symlink_to("notes.md")
    with (tmp_path / HELD).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert sweep_leftovers(tmp_path) == 1
    assert names(tmp_path) == sorted([HELD, *foreign, folder, link])
    assert sweep_leftovers(tmp_path) == 1
    assert sweep_leftovers(tmp_path / "gone") == 0


def test_without_locks_what_is_old_is_swept(tmp_path):
    (tmp_path / OURS).write_bytes(b"x")
    os.utime(tmp_path / OURS, (1000, 1000))
    without = replace(REAL, lock=lambda fd: None)
    assert sweep_leftovers(tmp_path, now_s=1000 + 3600, ops=without) == 0
    assert sweep_leftovers(tmp_path, now_s=1000 + 3601, ops=without) == 1


def test_a_name_that_was_taken_anew_meanwhile_stays(tmp_path):
    """Between the look and the lock somebody else may have put a file there."""
    (tmp_path / OURS).write_bytes(b"x")

    def lock(fd: int) -> bool:
        (tmp_path / OURS).unlink()
        (tmp_path / OURS).write_bytes(b"new")
        return True

    assert sweep_leftovers(tmp_path, ops=replace(REAL, lock=lock)) == 0
    assert names(tmp_path) == [OURS]


def test_what_cannot_be_removed_stays(tmp_path, failing_ops):
    (tmp_path / OURS).write_bytes(b"x")
    counted = failing_ops()
    assert sweep_leftovers(tmp_path, ops=counted.ops) == 1
    for fail_at in range(len(counted.calls)):
        (tmp_path / OURS).write_bytes(b"x")
        sweep_leftovers(tmp_path, ops=failing_ops(fail_at, 5).ops)
        assert names(tmp_path) in ([], [OURS])
