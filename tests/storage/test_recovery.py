from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import notesapp
from notesapp.errors import FileTrouble
from notesapp.storage.fsops import REAL
from notesapp.storage.processes import process_mark
from notesapp.storage.recovery import RecoveryStore, new_document_id

KEEP_AND_WAIT = """
import sys
from pathlib import Path
from notesapp.storage.recovery import RecoveryStore

RecoveryStore(Path(sys.argv[1])).keep("other", "Q: typed and never saved\\n")
print("kept", flush=True)
sys.stdin.read()
"""


def gone(pid: int) -> str | None:
    return None


def left_by_a_dead_program(folder: Path, doc_id: str, text: str, path: Path | None = None) -> None:
    RecoveryStore(folder, pid=1, mark_of=lambda pid: "earlier").keep(doc_id, text, path)


def test_what_a_killed_program_left_is_listed(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(Path(notesapp.__file__).parents[1])}
    command = [sys.executable, "-c", KEEP_AND_WAIT, str(tmp_path)]
    store = RecoveryStore(tmp_path)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"kept\n"
        assert store.list_left_over() == ()  # it still runs
        child.kill()
    (found,) = store.list_left_over()
    assert found.doc_id == "other"
    assert found.text == "Q: typed and never saved\n"
    assert found.notes_path is None
    assert found.kept_at_s > 1.7e9
    store.drop("other")
    assert store.list_left_over() == ()


def test_a_lock_that_outlives_its_program_for_a_moment_is_waited_for(tmp_path):
    left_by_a_dead_program(tmp_path, "a", "mine")
    answers = iter([False, False, False])

    def lock(fd: int) -> bool | None:
        return next(answers, True)

    store = RecoveryStore(tmp_path, ops=replace(REAL, lock=lock))
    assert [item.text for item in store.list_left_over()] == ["mine"]


def test_a_lock_of_a_program_elsewhere_is_respected(tmp_path):
    left_by_a_dead_program(tmp_path, "a", "mine")
    store = RecoveryStore(tmp_path, ops=replace(REAL, lock=lambda fd: False))
    assert store.list_left_over() == ()
    assert RecoveryStore(tmp_path).list_left_over() != ()


def test_own_copies_are_not_left_over(tmp_path):
    store = RecoveryStore(tmp_path)
    store.keep(new_document_id(), "mine")
    assert store.list_left_over() == ()


def test_a_number_used_anew_by_another_program(tmp_path):
    RecoveryStore(tmp_path, pid=os.getpid(), mark_of=lambda pid: "an earlier boot:1").keep("a", "x")
    assert [item.doc_id for item in RecoveryStore(tmp_path).list_left_over()] == ["a"]


@pytest.mark.parametrize("text", ["", "Q: é \U0001f600\0\r\n\u2029", "lone \ud800"])
def test_every_text_comes_back(tmp_path, text):
    path = Path("/notes/\udcff.md")
    left_by_a_dead_program(tmp_path, "a", text, path)
    (found,) = RecoveryStore(tmp_path).list_left_over()
    assert (found.text, found.notes_path) == (text.replace("\ud800", ""), path)


def test_the_last_copy_counts_and_the_newest_is_first(tmp_path):
    left_by_a_dead_program(tmp_path, "b", "older")
    left_by_a_dead_program(tmp_path, "a", "one")
    left_by_a_dead_program(tmp_path, "a", "two")
    for name, kept in (("a", 200.0), ("b", 100.0)):
        os.utime(tmp_path / f"{name}.journal", (kept, kept))
    found = RecoveryStore(tmp_path).list_left_over()
    assert [(item.doc_id, item.text) for item in found] == [("a", "two"), ("b", "older")]


def test_dropping_twice_and_where_nothing_is(tmp_path):
    store = RecoveryStore(tmp_path / "not made yet")
    assert store.list_left_over() == ()
    store.drop("a")
    store.keep("a", "x")
    store.drop("a")
    store.drop("a")
    assert list(store.folder.iterdir()) == []


@pytest.mark.parametrize("doc_id", ["", "../a", "a/b", "a.b", "a" * 65])
def test_names_that_could_lead_elsewhere_are_refused(tmp_path, doc_id):
    with pytest.raises(FileTrouble):
        RecoveryStore(tmp_path).keep(doc_id, "x")


def test_files_that_are_no_copies_are_left_alone(tmp_path):
    for name, data in {"a.json": b"{", "b.json": b"{}", "c.txt": b"", "d e.journal": b""}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "folder.journal").mkdir()
    before = sorted(tmp_path.iterdir())
    assert RecoveryStore(tmp_path).list_left_over() == ()
    assert sorted(tmp_path.iterdir()) == before


def test_every_fault_leaves_the_old_or_the_new_copy(tmp_path, failing_ops):
    counted = failing_ops()
    RecoveryStore(tmp_path, counted.ops, 1, gone).keep("a", "old")
    for fail_at in range(len(counted.calls)):
        RecoveryStore(tmp_path, pid=1, mark_of=gone).keep("a", "old")
        broken = RecoveryStore(tmp_path, failing_ops(fail_at, errno.ENOSPC).ops, 1, gone)
        expected = "new"
        try:
            broken.keep("a", "new")
        except FileTrouble:
            expected = "old"
        (found,) = RecoveryStore(tmp_path).list_left_over()
        assert found.text == expected
        assert len(list(tmp_path.iterdir())) == 1


def test_processes_are_told_apart():
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        alive = process_mark(child.pid)
        assert alive is not None
        assert alive == process_mark(child.pid)
        child.kill()
    assert process_mark(child.pid) != alive
    assert process_mark(os.getpid()) is not None
    assert process_mark(0) is None
    assert process_mark(-1) is None


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the start is not known")
def test_a_zombie_is_dead():
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert process_mark(child.pid) is None


def test_a_copy_of_an_earlier_version_is_offered_and_dropped(tmp_path):
    entry = {"version": 1, "pid": 1, "mark": "gone", "kept_at_s": 5.0, "notes_path": "/n.md"}
    (tmp_path / "a.json").write_text(json.dumps({**entry, "text": "Q: kept now and then"}))
    store = RecoveryStore(tmp_path)
    (found,) = store.list_left_over()
    assert (found.text, found.notes_path) == ("Q: kept now and then", Path("/n.md"))
    assert (found.kept_at_s, found.steps, found.base) == (5.0, (), None)
    store.drop("a")
    assert list(tmp_path.iterdir()) == []
