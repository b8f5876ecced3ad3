from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from dataclasses import fields, replace
from pathlib import Path

import pytest

from notesapp.storage.fsops import REAL
from notesapp.storage.lock_owner import LockOwner, owner_from, owner_here
from notesapp.storage.note_lock import NoteLocks, lock_path
from notesapp.storage.processes import process_mark


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "episode"
    folder.mkdir()
    path = folder / "notes.md"
    path.write_text("Q: Rye?\n", "utf-8")
    return path


@pytest.fixture
def locks(tmp_path: Path) -> NoteLocks:
    return NoteLocks(tmp_path / "state" / "locks")


def put(notes: Path, age_s: float = 0, **changed: object) -> Path:
    """A lock as another program leaves it."""
    lock = lock_path(notes)
    lock.write_text(json.dumps({**owner_here().as_object(), **changed}), "utf-8")
    os.utime(lock, (lock.stat().st_mtime - age_s,) * 2)
    return lock


def names(notes: Path) -> list[str]:
    return sorted(path.name for path in notes.parent.iterdir())


def test_a_lock_says_who_has_it_and_goes_away(locks: NoteLocks, notes: Path):
    answer = locks.take(notes)
    assert answer.held is not None
    said = json.loads(lock_path(notes).read_text("utf-8"))
    assert said["pid"] == os.getpid()
    assert said["host"]
    assert said["since_s"] > 1e9
    assert len(list(locks.folder.iterdir())) == 1
    assert locks.refresh(answer.held)
    locks.release(answer.held)
    assert names(notes) == ["notes.md"]
    assert list(locks.folder.iterdir()) == []


def test_who_comes_second_is_told_who_has_them(locks: NoteLocks, notes: Path):
    put(notes, user="Anna", host="studio-mac")
    answer = locks.take(notes)
    assert answer.held is None
    assert answer.owner is not None
    assert (answer.owner.user, answer.owner.host) == ("Anna", "studio-mac")
    assert list(locks.folder.glob("*")) == []


def test_a_lock_of_a_dead_process_is_taken_over_without_a_word(locks: NoteLocks, notes: Path):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    put(notes, pid=gone.pid, mark="boot:1")
    answer = locks.take(notes)
    assert answer.held is not None
    assert answer.dead is None


def test_a_process_number_used_anew_is_another_process(locks: NoteLocks, notes: Path):
    put(notes, pid=os.getpid(), mark="other-boot:77")
    assert locks.take(notes).held is not None


def test_another_machine_is_believed_until_it_is_silent(locks: NoteLocks, notes: Path):
    put(notes, place="elsewhere", pid=1, age_s=500)
    assert locks.take(notes).owner is not None
    put(notes, place="elsewhere", host="studio-mac", pid=1, age_s=700)
    answer = locks.take(notes)
    assert answer.held is not None
    assert answer.dead is not None
    assert answer.dead.host == "studio-mac"


def test_the_age_is_counted_by_the_clock_of_the_disk(locks: NoteLocks, notes: Path):
    put(notes, place="elsewhere")
    ahead = replace(locks, now_s=lambda: lock_path(notes).stat().st_mtime + 5000)
    assert ahead.take(notes).owner is not None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"user": 3}', "\0" * 5000])
def test_an_odd_lock_holds_for_a_minute_only(locks: NoteLocks, notes: Path, content: str):
    lock = lock_path(notes)
    lock.write_text(content, "utf-8")
    assert locks.take(notes).owner == LockOwner()
    os.utime(lock, (lock.stat().st_mtime - 90,) * 2)
    assert locks.take(notes).held is not None


def test_what_is_no_lock_is_left_alone(locks: NoteLocks, notes: Path, tmp_path: Path):
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", "utf-8")
    lock_path(notes).symlink_to(precious)
    answer = locks.take(notes)
    assert answer.held is None
    assert answer.owner is None
    assert precious.read_text("utf-8") == "mine"
    assert lock_path(notes).is_symlink()


def test_the_lock_lies_beside_the_file_and_not_beside_the_link(tmp_path: Path, notes: Path):
    link = tmp_path / "link.md"
    link.symlink_to(notes)
    assert lock_path(link) == lock_path(notes)
    assert lock_path(notes).parent == notes.parent


@pytest.mark.parametrize("name", ["a\nb.md", "n" * 252 + ".md", "\udcff.md", "ö.md", ".md"])
def test_any_name_can_be_locked(locks: NoteLocks, tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_text("Q: Rye?\n", "utf-8")
    held = locks.take(path).held
    assert held is not None
    assert locks.take(path).owner is not None
    locks.release(held)
    assert not lock_path(path).exists()


def test_without_the_right_to_write_there_is_no_lock(locks: NoteLocks, notes: Path):
    def refuse(path: Path, mode: int) -> int:
        raise PermissionError(errno.EACCES, "no")

    refused = replace(locks, ops=replace(REAL, open_new=refuse))
    answer = refused.take(notes)
    assert answer.held is None
    assert answer.owner is None
    assert names(notes) == ["notes.md"]


def test_a_lock_that_another_took_is_neither_touched_nor_removed(locks: NoteLocks, notes: Path):
    held = locks.take(notes).held
    assert held is not None
    lock = put(notes, user="Anna")
    assert not locks.refresh(held)
    locks.release(held)
    assert lock.exists()
    lock.unlink()
    assert not locks.refresh(held)


def test_of_many_at_once_one_wins_a_dangling_lock(locks: NoteLocks, notes: Path):
    for _ in range(20):
        put(notes, mark="other-boot:1")
        answers = []
        begin = threading.Barrier(6)

        def take(begin: threading.Barrier = begin, answers: list[object] = answers) -> None:
            begin.wait()
            answers.append(locks.take(notes))

        threads = [threading.Thread(target=take) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        held = [answer.held for answer in answers if answer.held is not None]
        owner = owner_from(json.loads(lock_path(notes).read_text("utf-8")))
        assert len(held) == 1
        assert owner is not None
        assert owner.id == held[0].id
        locks.release(held[0])


def test_the_next_start_removes_what_a_killed_one_held(locks: NoteLocks, notes: Path):
    dead = replace(owner_here(), mark="other-boot:1")
    killed = replace(locks, me=lambda: dead)
    assert killed.take(notes).held is not None
    other = notes.with_name("other.md")
    assert locks.take(other).held is not None
    assert locks.sweep() == 1
    assert names(notes) == [lock_path(other).name, "notes.md"]
    assert len(list(locks.folder.iterdir())) == 1


def test_a_kill_right_after_the_lock_was_made_leaves_nothing(locks: NoteLocks, notes: Path):
    killed = replace(locks, me=lambda: replace(owner_here(), mark="other-boot:1"))
    assert killed.take(notes).held is not None
    lock_path(notes).write_bytes(b"")
    assert locks.sweep() == 1
    assert names(notes) == ["notes.md"]


def test_a_lock_that_is_another_s_by_now_stays(locks: NoteLocks, notes: Path):
    killed = replace(locks, me=lambda: replace(owner_here(), mark="other-boot:1"))
    assert killed.take(notes).held is not None
    put(notes, user="Anna")
    assert locks.sweep() == 0
    assert lock_path(notes).exists()
    assert list(locks.folder.iterdir()) == []


def test_a_disk_that_is_away_is_waited_for(locks: NoteLocks, notes: Path):
    killed = replace(locks, me=lambda: replace(owner_here(), mark="other-boot:1"))
    assert killed.take(notes).held is not None
    away = notes.parent.rename(notes.parent.with_name("away"))
    assert locks.sweep() == 0
    away.rename(notes.parent)
    assert locks.sweep() == 1
    assert names(notes) == ["notes.md"]


@pytest.mark.parametrize("name", [f.name for f in fields(REAL)])
def test_a_disk_that_breaks_any_call_hurts_nobody(locks: NoteLocks, notes: Path, name: str):
    def broken(*_: object) -> object:
        raise OSError(errno.EIO, "broken")

    odd = replace(locks, ops=replace(REAL, **{name: broken}))
    for left in (False, True):
        if left:
            put(notes, mark="other-boot:1")
        answer = odd.take(notes)
        if answer.held is not None:
            odd.refresh(answer.held)
            odd.release(answer.held)
        odd.sweep()
        assert notes.read_text("utf-8") == "Q: Rye?\n"
        lock_path(notes).unlink(missing_ok=True)


def test_what_others_write_is_shown_in_one_line():
    value = {**owner_here().as_object(), "user": "An\nna\u202e", "host": "x" * 500}
    owner = owner_from(value)
    assert owner is not None
    assert owner.user == "Anna"
    assert len(owner.host) == 60
    assert process_mark(os.getpid()) == owner.mark
