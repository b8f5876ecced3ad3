"""A second start gives its file to the program that runs: real processes, off screen."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest

from notesapp.storage.second_start import GO, MAX_REQUEST, TAKEN, Request, door_names, request_line
from notesapp.storage.session_file import SessionFile

ROOT = Path(__file__).parents[2]
FULL = "window has its notes"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="stops with signals")


class Starts:
    """Starts of one person with one profile, each a process; nothing of them is left."""

    def __init__(self, home: Path) -> None:
        self.home = home
        # A socket's path is short, and the folders of tests are not.
        self.runtime = Path(mkdtemp(prefix="notes"))
        self.running: list[subprocess.Popen[str]] = []

    @property
    def state(self) -> Path:
        return self.home / ".local" / "state" / "notesapp"

    @property
    def door(self) -> Path:
        env = {"XDG_RUNTIME_DIR": str(self.runtime)}
        return Path(door_names(self.state, env, sys.platform)[0])

    def start(self, *words: str | Path, debug: bool = True) -> subprocess.Popen[str]:
        kept = {key: os.environ[key] for key in ("PATH",) if key in os.environ}
        options = ["--debug"] if debug else []
        process = subprocess.Popen(
            [sys.executable, "-m", "notesapp", *options, *map(str, words)],
            cwd=self.home,
            env={
                **kept,
                "HOME": str(self.home),
                "XDG_RUNTIME_DIR": str(self.runtime),
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "QT_QPA_PLATFORM": "offscreen",
                "NOTESAPP_VLC_OPTIONS": "--aout=dummy",
            },
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def full(self, *words: str | Path) -> subprocess.Popen[str]:
        """Started and its window filled."""
        process = self.start(*words)
        self.wait_for(process, FULL)
        return process

    def wait_for(self, process: subprocess.Popen[str], wanted: str) -> list[str]:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if wanted in line:
                return lines
        raise AssertionError(f"it ended and never said “{wanted}”: {''.join(lines)}")

    def handed_over(self, *words: str | Path) -> None:
        process = self.start(*words, debug=False)
        assert process.communicate(timeout=60)[1] == ""
        assert process.returncode == 0

    def open_notes(self, process: subprocess.Popen[str]) -> list[str]:
        """What was open when it was stopped, in order."""
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        kept = SessionFile(self.state / "session.json").read()
        return [one.notes_path.name for one in kept.windows if one.notes_path is not None]

    def end(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()
        rmtree(self.runtime)


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    found = Starts(tmp_path)
    yield found
    found.end()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def written(name: str | bytes) -> Path:
        path = tmp_path / os.fsdecode(name)
        path.write_text(f"Title\n\nQ: Rye? [0:01]\n\n{len(name)}\n", "utf-8")
        return path

    return written


def test_files_of_any_name_are_handed_over(starts: Starts, write: Callable[..., Path]) -> None:
    first = starts.full(write("one.md"))
    odd = write(b"line\nbreak \xff and spaces.md")
    starts.handed_over(odd)
    starts.handed_over(write("two.md").name)  # relative to where it was started
    starts.handed_over()  # nothing to open: it only comes to the front
    starts.handed_over(odd)  # open already
    assert first.poll() is None
    assert starts.open_notes(first) == ["one.md", odd.name, "two.md"]


def test_others_are_programs_of_their_own(starts: Starts, write: Callable[..., Path]) -> None:
    first = starts.full(write("one.md"))
    for words in (("--demo",), ("--temp-profile",), ("--new-instance", write("two.md"))):
        other = starts.full(*words)
        other.send_signal(signal.SIGTERM)
        other.communicate(timeout=60)
        assert other.returncode == 128 + signal.SIGTERM
    assert starts.open_notes(first) == ["one.md"]


def test_after_a_kill_the_next_start_takes_the_place(
    starts: Starts, write: Callable[..., Path]
) -> None:
    first = starts.full(write("one.md"))
    first.kill()
    first.wait()
    assert starts.door.is_socket()
    second = starts.full(write("two.md"))
    starts.handed_over(write("three.md"))
    assert starts.open_notes(second) == ["two.md", "three.md"]
    assert not starts.door.exists()


def test_a_program_that_hangs_is_not_waited_for(starts: Starts, write: Callable[..., Path]) -> None:
    first = starts.full(write("one.md"))
    first.send_signal(signal.SIGSTOP)
    second = starts.full(write("two.md"))
    assert second.poll() is None
    second.send_signal(signal.SIGTERM)
    second.communicate(timeout=60)
    first.send_signal(signal.SIGCONT)
    starts.handed_over(write("three.md"))
    # What nobody waited for any more was not opened behind the second one's back.
    assert starts.open_notes(first) == ["one.md", "three.md"]


def test_of_starts_at_once_exactly_one_stays(starts: Starts, write: Callable[..., Path]) -> None:
    paths = [write(f"{n}.md") for n in range(4)]
    begun = [starts.start(path) for path in paths]
    names = {path.name for path in paths}
    left = [process for process in begun if _stays(starts, process)]
    assert len(left) == 1
    assert set(starts.open_notes(left[0])) == names


def _stays(starts: Starts, process: subprocess.Popen[str]) -> bool:
    """Whether it opened a window, after it said so or ended."""
    try:
        starts.wait_for(process, FULL)
    except AssertionError:
        assert process.wait(timeout=60) == 0
        return False
    return True


def talk(door: Path, *parts: bytes) -> bytes:
    """Send each part, and return all that is answered until it is cut off."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(30)
        client.connect(str(door))
        answers = b""
        try:
            for part in parts:
                client.sendall(part)
            while part := client.recv(64):
                answers += part
        except (BrokenPipeError, ConnectionResetError):
            pass
    return answers


def test_nothing_but_requests_is_answered(starts: Starts, write: Callable[..., Path]) -> None:
    first = starts.full(write("one.md"))
    door = starts.door
    assert door.stat().st_mode & 0o077 == 0
    path = write("two.md")
    line = request_line(Request(path))
    for parts in (
        (b"\n",),
        (bytes(range(256)) + b"\n",),
        (b"GET / HTTP/1.1\r\n\r\n",),
        (b"x" * (MAX_REQUEST + 10),),
        (b"[" * 60_000 + b"\n",),
        (json.dumps({"kind": "other", "path": str(path), "token": ""}).encode() + b"\n",),
        (line.replace(str(path).encode(), b"two.md"),),
        (line + GO,),
        (b"",),
    ):
        assert talk(door, *parts) == b"", parts
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as slow:
        slow.settimeout(30)
        slow.connect(str(door))
        slow.sendall(line[:20])
        slow.sendall(line[20:])
        assert slow.recv(64) == TAKEN
        slow.sendall(b"stop\n")
        assert slow.recv(64) == b""
    starts.handed_over(path)
    assert starts.open_notes(first) == ["one.md", "two.md"]


def test_a_quiet_caller_keeps_nobody_waiting(starts: Starts, write: Callable[..., Path]) -> None:
    first = starts.full(write("one.md"))
    with ExitStack() as quiet:
        for _ in range(5):
            client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            quiet.enter_context(client)
            client.connect(str(starts.door))
        starts.handed_over(write("two.md"))
    assert starts.open_notes(first) == ["one.md", "two.md"]


def test_what_was_open_at_a_kill_is_opened_again(
    starts: Starts, write: Callable[..., Path]
) -> None:
    first = starts.full(write("one.md"))
    starts.handed_over(write("two.md"))
    file = SessionFile(starts.state / "session.json")
    while len(file.read().windows) < 2:
        assert first.poll() is None
    first.kill()
    first.wait()
    assert starts.open_notes(starts.full()) == ["one.md", "two.md"]
