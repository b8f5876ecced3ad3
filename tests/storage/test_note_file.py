from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notesapp.errors import FileTrouble
from notesapp.storage import note_file
from notesapp.storage.fsops import REAL
from notesapp.storage.note_file import (
    AlreadyThere,
    ChangedOnDisk,
    DiskState,
    disk_state,
    load_notes,
    save_notes,
)


@settings(deadline=None)
@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "replace")))
@example(b"\xef\xbb\xbfa\xff\r\n\rb\n")
@example(b"\xff\xfea")
@example("a\u2029b\r\nc\0\n".encode())
def test_notes_that_did_not_change_are_the_same_bytes(data):
    with tempfile.TemporaryDirectory() as name:
        path, other = Path(name, "notes.md"), Path(name, "other.md")
        path.write_bytes(data)
        try:
            loaded = load_notes(path)
        except FileTrouble as trouble:
            assert "not a text file" in trouble.sentence
            return
        save_notes(path, loaded.text, loaded)
        saved = save_notes(other, loaded.text, loaded)
        assert path.read_bytes() == other.read_bytes() == data
        save_notes(other, saved.text + "x", saved)
        assert other.read_bytes() != data


@settings(deadline=None)
@given(st.text(), st.text())
def test_notes_are_read_as_they_were_written(first, second):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "notes.md")
        loaded = save_notes(path, first)
        loaded = save_notes(path, second, loaded)
        back = load_notes(path)
        clean = second.replace("\r\n", "\n").replace("\r", "\n")
        assert back.text == clean
        assert back.digest == loaded.digest
        assert disk_state(loaded) is DiskState.SAME


def test_a_loaded_file_says_how_it_stands(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes("\ufeffone\r\ntwo\u2029\r\n".encode())
    loaded = load_notes(path)
    assert (loaded.encoding, loaded.bom, loaded.newline) == ("utf-8", True, "\r\n")
    assert not loaded.mixed_newlines
    assert loaded.path == path
    assert loaded.mtime_ns == path.stat().st_mtime_ns
    assert "paragraph separators" in loaded.losses[0]
    assert "two" not in repr(loaded)


def test_saving_keeps_the_coding(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"caf\xe9\r\n")
    saved = save_notes(path, "café ü\n", load_notes(path))
    assert path.read_bytes() == b"caf\xe9 \xfc\r\n"
    saved = save_notes(path, "café →\n", saved)
    assert path.read_bytes() == "café →\r\n".encode()
    assert saved.encoding == "utf-8"
    assert saved.losses


def test_an_unchanged_file_is_not_written(tmp_path, failing_ops):
    path = tmp_path / "notes.md"
    path.write_bytes(b"a\n")
    counted = failing_ops()
    save_notes(path, "a\n", load_notes(path), ops=counted.ops)
    assert "open_new" not in counted.calls


def test_a_file_changed_by_another_program_is_not_overwritten(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(b"mine\n")
    loaded = load_notes(path)
    before = path.stat()
    path.write_bytes(b"your\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert disk_state(loaded) is DiskState.CHANGED
    for text in ("mine\n", "more\n"):
        with pytest.raises(ChangedOnDisk, match=r"another program changed “notes\.md”"):
            save_notes(path, text, loaded)
    assert path.read_bytes() == b"your\n"
    save_notes(path, "more\n", loaded, force=True)
    assert path.read_bytes() == b"more\n"


def test_the_same_change_by_another_program_is_no_trouble(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(b"a\n")
    loaded = load_notes(path)
    path.write_bytes(b"b\n")
    assert disk_state(save_notes(path, "b\n", loaded)) is DiskState.SAME


def test_a_touched_file_is_the_same(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(b"a\n")
    loaded = load_notes(path)
    os.utime(path, (1, 1))
    assert disk_state(loaded) is DiskState.SAME


def test_a_file_that_is_gone_is_written_again(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(b"a\n")
    loaded = load_notes(path)
    path.unlink()
    assert disk_state(loaded) is DiskState.GONE
    save_notes(path, "b\n", loaded)
    assert path.read_bytes() == b"b\n"


def test_a_change_through_a_link_is_seen(tmp_path):
    path, link = tmp_path / "notes.md", tmp_path / "link.md"
    path.write_bytes(b"a\n")
    link.symlink_to(path)
    loaded = load_notes(link)
    path.write_bytes(b"b\n")
    with pytest.raises(ChangedOnDisk):
        save_notes(path, "c\n", loaded)


def test_another_file_is_not_overwritten_silently(tmp_path):
    path, other = tmp_path / "notes.md", tmp_path / "other.md"
    path.write_bytes(b"a\n")
    other.write_bytes(b"precious\n")
    for like in (None, load_notes(path)):
        with pytest.raises(AlreadyThere):
            save_notes(other, "new\n", like)
    assert other.read_bytes() == b"precious\n"
    assert save_notes(other, "new\n", overwrite=True).path == other
    assert other.read_bytes() == b"new\n"


@pytest.mark.parametrize("text", ["new text\n", "old text\n"])
def test_every_fault_of_a_save(tmp_path, failing_ops, text):
    path = tmp_path / "notes.md"
    path.write_bytes(b"old text\n")
    loaded = load_notes(path)
    counted = failing_ops()
    save_notes(path, text, loaded, ops=counted.ops)
    for fail_at in range(len(counted.calls)):
        path.write_bytes(b"old text\n")
        try:
            saved = save_notes(path, text, loaded, ops=failing_ops(fail_at, errno.EIO).ops)
        except FileTrouble as trouble:
            assert trouble.sentence.startswith("Not saved: ")
            assert path.read_bytes() == b"old text\n"
            assert disk_state(loaded) is DiskState.SAME
        else:
            assert path.read_bytes() == text.encode()
            assert disk_state(saved) is DiskState.SAME
        assert list(tmp_path.iterdir()) == [path]


def test_every_fault_of_a_load(tmp_path, failing_ops):
    path = tmp_path / "notes.md"
    path.write_bytes(b"text\n")
    counted = failing_ops()
    loaded = load_notes(path, ops=counted.ops)
    assert len(counted.calls) > 3
    for fail_at in range(len(counted.calls)):
        with pytest.raises(FileTrouble, match="Not opened: the disk reported an error"):
            load_notes(path, ops=failing_ops(fail_at, errno.EIO).ops)
        assert disk_state(loaded, ops=failing_ops(fail_at, errno.EIO).ops) is DiskState.CHANGED


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.md", "Not opened: there is no file “gone.md”. Check the name."),
        ("folder", "Not opened: “folder” is a folder. Choose a file in it."),
        ("talk.mp3", "Not opened: “talk.mp3” is not a text file."),
        ("large.txt", "Not opened: “large.txt” is larger than 8 MB."),
        ("pipe", "Not opened: the system says “not an ordinary file”."),
        ("a\0b", "Not opened: the name holds a character that no file can have."),
    ],
)
def test_files_that_are_no_notes(tmp_path, name, words):
    (tmp_path / "folder").mkdir()
    (tmp_path / "talk.mp3").write_bytes(b"ID3\x04\0\0\0\0\0\x7f")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large.txt").touch()
    os.truncate(tmp_path / "large.txt", note_file.MAX_NOTES_BYTES + 1)
    with pytest.raises(FileTrouble) as caught:
        load_notes(tmp_path / name)
    assert caught.value.sentence.startswith(words)


def test_a_file_one_may_not_read(plain_folder, as_plain_user):
    path = plain_folder / "notes.md"
    path.write_bytes(b"a\n")
    path.chmod(0)
    with as_plain_user(), pytest.raises(FileTrouble, match=r"you may not read “notes\.md”"):
        load_notes(path)


def between(act):
    """The real disk, on which another program acts directly before the move is made ready."""

    def forget_cached(fd: int) -> None:
        act()
        REAL.forget_cached(fd)

    return replace(REAL, forget_cached=forget_cached)


@pytest.mark.parametrize("new", [b"theirs", b"The Text", b""])
def test_what_is_written_while_we_write_is_not_written_over(tmp_path, new):
    path = tmp_path / "notes.md"
    path.write_bytes(b"the text")
    loaded = load_notes(path)
    stamp = path.stat()

    def act() -> None:
        path.write_bytes(new)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))

    with pytest.raises(ChangedOnDisk):
        save_notes(path, "mine", loaded, ops=between(act))
    assert path.read_bytes() == new
    assert [item.name for item in tmp_path.iterdir()] == ["notes.md"]


def test_what_is_moved_over_it_while_we_write_is_not_written_over(tmp_path):
    path, other = tmp_path / "notes.md", tmp_path / "other"
    path.write_bytes(b"the text")
    loaded = load_notes(path)
    other.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk):
        save_notes(path, "mine", loaded, ops=between(lambda: other.rename(path)))
    assert path.read_bytes() == b"theirs"


def test_a_file_that_was_gone_and_is_written_anew_while_we_write(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(b"the text")
    loaded = load_notes(path)
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        save_notes(path, "mine", loaded, ops=between(lambda: path.write_bytes(b"theirs")))
    assert path.read_bytes() == b"theirs"


def test_a_file_that_vanishes_while_we_write_is_written_anew(tmp_path):
    path = tmp_path / "notes.md"
    path.write_bytes(b"the text")
    loaded = load_notes(path)
    save_notes(path, "mine", loaded, ops=between(path.unlink))
    assert path.read_bytes() == b"mine"


def test_a_disk_that_does_not_answer_at_the_last_look_saves_nothing(tmp_path, failing_ops):
    path = tmp_path / "notes.md"
    path.write_bytes(b"the text")
    loaded = load_notes(path)
    counted = failing_ops()
    save_notes(path, "mine", loaded, ops=counted.ops)
    path.write_bytes(b"the text")
    last_look = len(counted.calls) - 1 - counted.calls[::-1].index("open_read")
    with pytest.raises(FileTrouble, match="is away"):
        save_notes(path, "mine", loaded, ops=failing_ops(last_look, errno.ESTALE).ops)
    assert path.read_bytes() == b"the text"
