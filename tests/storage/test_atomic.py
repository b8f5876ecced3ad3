from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage.atomic import (
    copy_atomic,
    is_same_file,
    make_folder,
    remove_file,
    write_all_atomic,
    write_atomic,
    write_chunks_atomic,
)
from notesapp.storage.fsops import REAL
from notesapp.storage.trouble import AlreadyThere

OLD = b"old " * 50
NEW = b"the new one " * 70
TEMP = re.compile(r"\.notesapp-[0-9a-f]{16}\.part")
HARMLESS = ("forget_cached", "close", "fsync_folder")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT)


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def points(failing_ops, path: Path, **arguments) -> list[str]:
    counted = failing_ops(short_write=200)
    write_atomic(path, NEW, ops=counted.ops, **arguments)
    path.unlink()
    return counted.calls


@pytest.mark.parametrize(("exists", "overwrite"), [(True, True), (False, True), (False, False)])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("for_good", [False, True])
def test_every_fault_leaves_the_old_or_the_new_file(
    tmp_path, failing_ops, exists, overwrite, after, for_good
):
    path = tmp_path / "notes.md"
    if exists:
        path.write_bytes(OLD)
    calls = points(failing_ops, path, overwrite=overwrite)
    assert {"open_new", "write", "fsync", "close", "fsync_folder"} <= set(calls)
    assert calls.count("write") > 3
    raised = 0
    for error in ERRORS:
        for fail_at in range(len(calls)):
            if exists:
                path.write_bytes(OLD)
            broken = failing_ops(fail_at, error, after, for_good, short_write=200)
            try:
                write_atomic(path, NEW, overwrite=overwrite, ops=broken.ops)
            except FileTrouble as trouble:
                raised += 1
                assert trouble.sentence.startswith("Not saved: ")
                assert trouble.detail
                happened = after and {"replace", "place_new"} & set(broken.calls)
                expected = NEW if happened else OLD if exists else None
            else:
                expected = NEW
                assert calls[fail_at] in HARMLESS
            assert (path.read_bytes() if path.exists() else None) == expected
            left = [name for name in names(tmp_path) if name != path.name]
            assert all(TEMP.fullmatch(name) for name in left)
            if not for_good and not (after and calls[fail_at] == "open_new"):
                assert left == []
            for name in left:
                (tmp_path / name).unlink()
            path.unlink(missing_ok=True)
    # After the file is written and closed once, only reading it back is closed, what held its
    # lock is let go, and the folder is forced; the first of these breaks later reads for good.
    harmless = 2 if for_good else 4
    assert calls[-2:] == ["close", "fsync_folder"]
    assert raised == (len(calls) - harmless) * len(ERRORS)


def test_short_writes_are_continued(tmp_path, failing_ops):
    path = tmp_path / "notes.md"
    short = failing_ops(short_write=7)
    write_atomic(path, NEW, ops=short.ops)
    assert path.read_bytes() == NEW
    assert short.calls.count("write") == -(-len(NEW) // 7)


def test_a_disk_that_takes_nothing_is_full(tmp_path, failing_ops):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    with pytest.raises(FileTrouble, match="the disk is full"):
        write_atomic(path, NEW, ops=replace(REAL, write=lambda fd, data: 0))
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["notes.md"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOSPC, "Not saved: the disk is full. Free some space, then save again."),
        (errno.EROFS, "Not saved: the disk is read-only. Save in another folder."),
        (errno.EACCES, "Not saved: you may not write “notes.md” here. Save in another folder."),
        (
            errno.EBUSY,
            "Not saved: another program holds “notes.md”. Close it there, then save again.",
        ),
        *(
            (away, "Not saved: the disk or the network is away. Save in another folder.")
            for away in (errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN)
        ),
        (
            errno.ERANGE,
            f"Not saved: the system says “{os.strerror(errno.ERANGE)}”. Save in another folder.",
        ),
    ],
)
def test_the_sentence_says_what_is_wrong(tmp_path, failing_ops, error, words):
    with pytest.raises(FileTrouble) as caught:
        write_atomic(tmp_path / "notes.md", NEW, ops=failing_ops(1, error).ops)
    assert caught.value.sentence == words


def test_a_folder_that_is_gone(tmp_path):
    with pytest.raises(FileTrouble, match="the folder “gone” is gone"):
        write_atomic(tmp_path / "gone" / "notes.md", NEW)


def test_a_folder_is_not_written_over(tmp_path):
    with pytest.raises(FileTrouble, match="is a folder"):
        write_atomic(tmp_path, NEW)


def test_a_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileTrouble, match="not an ordinary file"):
        write_atomic(tmp_path / "pipe", NEW)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("name", ["a\nb.md", "a" * 252 + ".md", "é̂.md", "\udcff.md"])
def test_names_of_every_kind(tmp_path, name):
    path = tmp_path / name
    write_atomic(path, OLD)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == [name]


@pytest.mark.parametrize(
    ("name", "words"), [("a" * 256, "name is too long"), ("a\0b", "no file can have")]
)
def test_names_that_cannot_be(tmp_path, name, words):
    with pytest.raises(FileTrouble, match=words):
        write_atomic(tmp_path / name, NEW)


def test_a_link_is_followed_and_stays(tmp_path):
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "notes.md", tmp_path / "link.md"
    link.symlink_to("far/notes.md")
    write_atomic(link, OLD)  # the target does not exist yet
    assert target.read_bytes() == OLD
    write_atomic(link, NEW)
    assert target.read_bytes() == NEW
    assert link.readlink() == Path("far/notes.md")
    assert names(tmp_path) == ["far", "link.md"]
    assert names(tmp_path / "far") == ["notes.md"]


def test_a_link_to_itself(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FileTrouble, match="leads back to itself"):
        write_atomic(tmp_path / "loop", NEW)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_the_mode_is_kept(tmp_path, mode):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    path.chmod(mode)
    write_atomic(path, NEW)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_the_mode_of_a_new_file_is_the_usual_one(tmp_path):
    write_atomic(tmp_path / "ours", NEW)
    (tmp_path / "usual").write_bytes(NEW)
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_private_file_is_private_while_it_is_written(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    path.chmod(0o600)
    seen = []

    def fsync(fd: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(fd).st_mode))

    write_atomic(path, NEW, ops=replace(REAL, fsync=fsync))
    assert seen == [0o600]


def test_a_protected_file_is_not_replaced(plain_folder, as_plain_user):
    plain_folder.chmod(0o777)
    path = plain_folder / "notes.md"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with as_plain_user(), pytest.raises(FileTrouble, match=r"you may not write “notes\.md”"):
        write_atomic(path, NEW)
    assert path.read_bytes() == OLD


def test_a_folder_one_may_not_write_in(plain_folder, as_plain_user):
    path = plain_folder / "notes.md"
    path.write_bytes(OLD)
    path.chmod(0o666)
    plain_folder.chmod(0o555)
    with as_plain_user(), pytest.raises(FileTrouble, match="you may not write"):
        write_atomic(path, NEW)
    assert path.read_bytes() == OLD
    assert names(plain_folder) == ["notes.md"]


def test_a_name_that_is_taken_is_refused(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(OLD)
    with pytest.raises(AlreadyThere, match="exists already"):
        write_atomic(path, NEW, overwrite=False)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["notes.md"]


def test_a_name_that_is_taken_at_the_last_moment(tmp_path):
    path = tmp_path / "notes.md"

    def chunks():
        yield NEW
        path.write_bytes(OLD)

    with pytest.raises(AlreadyThere):
        write_chunks_atomic(path, chunks(), overwrite=False)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["notes.md"]


def test_trouble_of_the_source_leaves_nothing(tmp_path):
    def chunks():
        yield NEW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_chunks_atomic(tmp_path / "notes.md", chunks())
    assert names(tmp_path) == []


def test_copying(tmp_path):
    source = tmp_path / "a"
    source.write_bytes(os.urandom(3_000_000))
    copy_atomic(source, tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == source.read_bytes()
    with pytest.raises(AlreadyThere):
        copy_atomic(source, tmp_path / "b")
    with pytest.raises(FileTrouble, match="Not opened: there is no file “c”"):
        copy_atomic(tmp_path / "c", tmp_path / "d")
    with pytest.raises(FileTrouble, match="Not opened: “folder” is a folder"):
        (tmp_path / "folder").mkdir()
        copy_atomic(tmp_path / "folder", tmp_path / "d")
    assert names(tmp_path) == ["a", "b", "folder"]


def test_every_fault_of_a_copy(tmp_path, failing_ops):
    source, target = tmp_path / "a", tmp_path / "b"
    source.write_bytes(NEW)
    counted = failing_ops()
    copy_atomic(source, target, ops=counted.ops)
    for fail_at in range(len(counted.calls)):
        target.write_bytes(OLD)
        broken = failing_ops(fail_at, errno.EIO)
        try:
            copy_atomic(source, target, overwrite=True, ops=broken.ops)
        except FileTrouble:
            assert target.read_bytes() == OLD
        else:
            assert target.read_bytes() == NEW
        assert names(tmp_path) == ["a", "b"]


def test_folders(tmp_path):
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "own" / "b", private=True)
    usual = tmp_path / "usual"
    usual.mkdir()
    assert (tmp_path / "a").stat().st_mode == usual.stat().st_mode
    assert (tmp_path / "own" / "b").stat().st_mode & 0o077 == 0
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file", tmp_path / "file" / "c"):
        with pytest.raises(FileTrouble, match="is not a folder"):
            make_folder(path)


def test_removing(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    remove_file(tmp_path / "a")
    remove_file(tmp_path / "a")
    assert names(tmp_path) == []
    with pytest.raises(FileTrouble, match="cannot be removed"):
        remove_file(tmp_path)


def test_the_same_file_by_other_names(tmp_path):
    one = tmp_path / "one"
    one.write_bytes(b"")
    (tmp_path / "link").symlink_to("one")
    (tmp_path / "hard").hardlink_to(one)
    (tmp_path / "other").write_bytes(b"")
    assert is_same_file(one, tmp_path / "link")
    assert is_same_file(one, tmp_path / "hard")
    assert is_same_file(tmp_path / "new", tmp_path / "x" / ".." / "new")
    assert not is_same_file(one, tmp_path / "other")
    assert not is_same_file(one, tmp_path / "new")
    assert not is_same_file(one, tmp_path / "a\0b")


def all_states(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_of_several_files_none_is_touched_before_all_are_complete(tmp_path, failing_ops):
    names_of = ("a", "b", "c")
    for fail_at in range(200):
        for name in names_of:
            (tmp_path / name).unlink(missing_ok=True)
        (tmp_path / "a").write_bytes(OLD)
        broken = failing_ops(fail_at, errno.ENOSPC)
        try:
            write_all_atomic([(tmp_path / name, NEW) for name in names_of], ops=broken.ops)
        except FileTrouble as trouble:
            assert "Not saved" in trouble.sentence
            states = all_states(tmp_path)
            if "replace" not in broken.calls:
                assert states == {"a": OLD}
            assert set(states.values()) <= {OLD, NEW}
            assert set(states) <= set(names_of)
        else:
            assert all_states(tmp_path) == dict.fromkeys(names_of, NEW)
            if fail_at >= len(broken.calls):
                return
    raise AssertionError("the writing never came through")
