"""The lock of a profile, the names of its door, and what may be asked there."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from notesapp.storage.second_start import (
    GO,
    TAKEN,
    Lock,
    Request,
    door_names,
    hand_over,
    read_request,
    request_line,
    take_lock,
)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="locks and sockets of Unix")

HOLD = """
import sys
from pathlib import Path
from notesapp.storage.second_start import take_lock
lock = take_lock(Path(sys.argv[1]))
print(lock.fd is not None, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def door() -> Iterator[Path]:
    """A path short enough for a socket."""
    folder = Path(mkdtemp(prefix="notes"))
    yield folder / "door"
    rmtree(folder)


def test_a_lock_is_held_by_one_process_and_ends_with_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "state")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        assert take_lock(tmp_path / "state") == Lock(is_taken=True)
        other.kill()
    lock = take_lock(tmp_path / "state")
    assert lock.fd is not None
    assert (tmp_path / "state" / "first.lock").stat().st_mode & 0o777 == 0o600
    os.close(lock.fd)


def test_where_nothing_can_be_locked_there_is_no_telling(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", "utf-8")
    assert take_lock(tmp_path / "state") == Lock()


def test_the_door_is_of_one_profile_and_its_path_is_short(tmp_path: Path) -> None:
    env = {"XDG_RUNTIME_DIR": "/run/user/1"}
    one = door_names(Path("/home/a/state"), env, "linux")
    other = door_names(Path("/home/b/state"), env, "linux")
    assert one[0] == "/home/a/state/door"
    assert not set(one) & set(other)
    long = door_names(Path("/home/" + "x" * 100), env, "linux")
    assert long[0].startswith("/run/user/1/notesapp-")
    assert all(len(os.fsencode(name)) < 100 for name in long)
    assert door_names(Path("/home/a/state"), {"XDG_RUNTIME_DIR": "here"}, "linux")[0] == one[0]
    (name,) = door_names(tmp_path, {}, "win32")
    assert "/" not in name


@pytest.mark.parametrize(
    "path", [None, Path("/a b/c.md"), Path("/a\nb.md"), Path(os.fsdecode(b"/\xff\xfe.md"))]
)
def test_a_request_is_one_line_and_comes_back(path: Path | None) -> None:
    line = request_line(Request(path, "token"))
    assert line.count(b"\n") == 1
    assert read_request(line.rstrip(b"\n")) == Request(path, "token")


def changed(**values: object) -> bytes:
    fresh = json.loads(request_line(Request(Path("/a.md"))))
    return json.dumps(fresh | values).encode()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\x00",
        b"3",
        b"[" * 50_000,
        changed(kind="other"),
        changed(path=3),
        changed(path="a.md"),
        changed(path="/a\0.md"),
        changed(path="/\ud800.md"),
        changed(token=None),
        changed(token="x" * 5_000),
    ],
)
def test_anything_else_is_no_request(line: bytes) -> None:
    assert read_request(line) is None


def answering(door: Path, answer: bytes) -> tuple[threading.Thread, list[bytes]]:
    """Somebody behind a door who says one thing; returns what is heard there."""
    heard: list[bytes] = []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(door))
    server.listen()

    def serve() -> None:
        with server, server.accept()[0] as talk:
            talk.settimeout(30)
            heard.append(talk.recv(65_536))
            talk.sendall(answer)
            heard.append(talk.recv(64))

    thread = threading.Thread(target=serve)
    thread.start()
    return thread, heard


def test_what_is_taken_is_followed_by_go(door: Path) -> None:
    thread, heard = answering(door, TAKEN)
    assert hand_over((str(door),), Request(Path("/a.md")), 30) is True
    thread.join()
    assert read_request(heard[0].rstrip(b"\n")) == Request(Path("/a.md"))
    assert heard[1] == GO


def test_another_answer_is_none(door: Path) -> None:
    thread, heard = answering(door, b"hello, who is there\n")
    assert hand_over((str(door),), Request(), 30) is False
    thread.join()
    assert heard[1] == b""


def test_without_an_answer_nobody_waits(door: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(door))
        server.listen()
        assert hand_over((str(door),), Request(), 0.05) is False


def test_where_nobody_listens_is_told_apart(door: Path) -> None:
    assert hand_over((str(door),), Request(), 30) is None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(door))  # what is left after a kill
    assert hand_over((str(door),), Request(), 30) is None
