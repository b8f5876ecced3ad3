"""What was open on the disk, and what a start makes of it."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from notesapp.storage.session_file import (
    MAX_WINDOWS,
    OpenWindow,
    Session,
    SessionFile,
    begin_session,
)


def windows(*names: str) -> tuple[OpenWindow, ...]:
    return tuple(OpenWindow(Path(f"/notes/{name}.md"), name) for name in names)


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    return SessionFile(tmp_path / "state" / "session.json")


def test_a_session_comes_back_as_it_was(file: SessionFile) -> None:
    odd = OpenWindow(Path(os.fsdecode(b"/n/\xff\n.md")), "geo", False, True, "preview")
    session = Session((odd, OpenWindow()), 1, windows("w"), windows("h"), 2)
    assert file.write(session)
    assert file.read() == session
    assert file.path.stat().st_mode & 0o777 == 0o600


def test_no_file_is_an_empty_session(file: SessionFile) -> None:
    assert file.read() == Session()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"windows": 3, "active": "a", "tries": true, "held": {}}',
        b'{"windows": ["a", 1, null]}',
        b'{"active": 7, "tries": -1}',
    ],
)
def test_nonsense_counts_as_nothing(file: SessionFile, content: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    assert file.read() == Session()


@pytest.mark.parametrize(
    "entry",
    [
        {"notes": "beside.md"},
        {"notes": "/a\0b"},
        {"notes": 3, "geometry": ["x"], "tab": None, "outline": 1, "panel": "no"},
        {"geometry": "x" * 100_000},
    ],
)
def test_what_makes_no_sense_in_a_window_is_left_out(
    file: SessionFile, entry: dict[str, object]
) -> None:
    file.path.parent.mkdir()
    file.path.write_text(json.dumps({"windows": [entry]}), "utf-8")
    assert file.read().windows == (OpenWindow(),)


def test_a_list_without_end_is_cut(file: SessionFile) -> None:
    file.write(Session(windows(*map(str, range(MAX_WINDOWS + 30)))))
    assert len(file.read().windows) == MAX_WINDOWS


def test_any_operation_may_break_and_the_old_or_the_new_is_there(
    tmp_path: Path, failing_ops: type
) -> None:
    path = tmp_path / "session.json"
    old, new = Session(windows("old")), Session(windows("new"))
    counted = failing_ops()
    SessionFile(path, counted.ops).write(old)
    SessionFile(path, counted.ops).write(old)
    assert counted.calls
    for number in range(len(counted.calls)):
        SessionFile(path).write(old)
        SessionFile(path, failing_ops(number, errno.EIO).ops).write(new)
        assert SessionFile(path).read() in (old, new)
    assert not SessionFile(path, failing_ops(0, errno.EROFS, for_good=True).ops).write(new)


def test_a_plain_start_opens_everything_and_counts_itself_as_a_try() -> None:
    kept = Session(windows("a", "b"), 1, windows("w"), windows("h"))
    assert begin_session(kept, wanted=True, has_file=False) == Session(
        windows("w", "a", "b"), 2, (), windows("h"), 1
    )


def test_one_file_is_opened_once_and_untitled_notes_not_at_all() -> None:
    kept = Session((OpenWindow(), *windows("a", "b"), OpenWindow()), 0, windows("b"))
    begun = begin_session(kept, wanted=True, has_file=False)
    assert [one.notes_path for one in begun.windows] == [Path("/notes/b.md"), Path("/notes/a.md")]
    assert begun.active == 1


def test_nothing_to_open_is_no_try() -> None:
    assert begin_session(Session((OpenWindow(),)), wanted=True, has_file=False) == Session()


def test_starts_with_a_file_keep_what_was_open_before_and_do_not_add_up() -> None:
    first = begin_session(Session(windows("a", "b")), wanted=True, has_file=True)
    assert first == Session(waiting=windows("a", "b"))
    then = Session(windows("look"), 0, first.waiting)
    assert begin_session(then, wanted=True, has_file=True) == first
    assert begin_session(then, wanted=True, has_file=False).windows == windows("a", "b", "look")


def test_after_two_tries_everything_is_held() -> None:
    kept = Session(windows("a"), 0, windows("w"), windows("h"), 2)
    assert begin_session(kept, wanted=True, has_file=False) == Session(held=windows("w", "a", "h"))


def test_who_wants_none_gets_none() -> None:
    kept = Session(windows("a"), 0, windows("w"), windows("h"), 1)
    assert begin_session(kept, wanted=False, has_file=False) == Session()
