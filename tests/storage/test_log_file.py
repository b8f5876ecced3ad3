"""The log stays small and tells nothing of what was written."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage.log_file import HALF_BYTES, RecentLines, keep_warnings, start_log

SECRET = "Q: What Ada said in confidence"
log = logging.getLogger("notesapp.test_log_file")
pytestmark = pytest.mark.expects_log("stopped|full|Retrying|No document")


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[Path, io.StringIO]]:
    stream = io.StringIO()
    path, end = start_log(tmp_path / "state", tmp_path, stream)
    yield path, stream
    end()


def fail_with_text() -> None:
    raise ValueError(SECRET)


def test_the_file_and_the_stream_say_the_same(started):
    path, stream = started
    log.debug("a small thing")
    assert "DEBUG notesapp.test_log_file: a small thing" in stream.getvalue()
    assert stream.getvalue() in path.read_text("utf-8")


def test_an_error_says_where_but_not_what_it_quotes(started):
    path, _ = started
    try:
        fail_with_text()
    except ValueError as error:
        log.error("The job stopped.", exc_info=error)
    said = path.read_text("utf-8")
    assert "fail_with_text" in said
    assert "ValueError" in said
    assert SECRET not in said.replace("raise ValueError(SECRET)", "")


def test_text_that_cannot_be_encoded_is_not_quoted(started):
    path, _ = started
    try:
        f"{SECRET}\ud800".encode()
    except UnicodeEncodeError as error:
        log.error("The job stopped.", exc_info=error)
    assert "UnicodeEncodeError" in path.read_text("utf-8")
    assert "confidence" not in path.read_text("utf-8")


def test_the_system_s_and_our_own_errors_are_said_in_full(started, tmp_path: Path):
    path, _ = started
    for error in (OSError(28, "No space left"), FileTrouble("Not saved: the disk is full.")):
        try:
            raise error
        except (OSError, FileTrouble) as caught:
            log.error("Writing stopped.", exc_info=caught)
    said = path.read_text("utf-8")
    assert "No space left" in said
    assert "the disk is full" in said


def test_the_home_folder_is_not_named(started, tmp_path: Path):
    path, _ = started
    log.info("read %s", tmp_path / "notes.md")
    assert "~/notes.md" in path.read_text("utf-8").replace("\\", "/")
    assert str(tmp_path) not in path.read_text("utf-8")


def test_two_files_of_a_megabyte_are_the_most(started):
    path, _ = started
    for number in range(1_000):
        log.debug("%s %s", number, "x" * 10_000)
    kept = [file.stat().st_size for file in path.parent.iterdir()]
    assert len(kept) == 2
    assert all(size <= HALF_BYTES for size in kept)


def test_after_its_end_nothing_is_written(tmp_path: Path):
    level = logging.getLogger().level
    path, end = start_log(tmp_path, tmp_path, None)
    end()
    log.debug("late")
    assert "late" not in path.read_text("utf-8")
    assert logging.getLogger().level == level


def test_the_log_is_the_user_s_alone(started):
    path, _ = started
    log.debug("one")
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_what_libraries_say_is_not_written_only_where_they_said_it(started):
    path, _ = started
    logging.getLogger("urllib3.connectionpool").warning("Retrying /%s", SECRET)
    logging.getLogger("qt").warning("default: No document for https://ada.example/secret “Rye”")
    said = path.read_text("utf-8")
    assert "WARNING urllib3.connectionpool: line" in said
    assert "default: No document for (address)" in said
    assert not [word for word in ("confidence", "ada.example", "Rye") if word in said]


def test_what_an_error_followed_from_is_said_as_quietly(started):
    path, _ = started
    try:
        try:
            fail_with_text()
        except ValueError as error:
            raise FileTrouble(f"Not opened: there is no file “{SECRET}”.") from error
    except FileTrouble as trouble:
        log.error("Reading stopped.", exc_info=trouble)
    said = path.read_text("utf-8")
    assert "ValueError" in said
    assert "FileTrouble: Not opened: there is no file “…”." in said
    assert SECRET not in said.replace("raise ValueError(SECRET)", "")


def test_warnings_are_kept_without_being_asked(tmp_path: Path):
    end = keep_warnings(tmp_path / "log", tmp_path)
    try:
        log.info("a small thing")
        log.warning("it stopped")
    finally:
        end()
    said = (tmp_path / "log" / "notesapp.log").read_text("utf-8")
    assert "it stopped" in said
    assert "a small thing" not in said


def test_with_everything_logged_warnings_are_not_written_twice(started):
    path, _ = started
    end = keep_warnings(path.parent, path.parent)
    log.warning("it stopped")
    end()
    log.warning("it stopped again")
    said = path.read_text("utf-8")
    assert said.count("it stopped\n") == said.count("it stopped again\n") == 1


def test_several_programs_share_one_log_and_lose_no_line(tmp_path: Path):
    """More than a file holds, so that it is put away while all of them write."""
    program = """
import logging, sys
from pathlib import Path
from notesapp.storage.log_file import keep_warnings
keep_warnings(Path(sys.argv[1]), Path("/none"))
for number in range(250):
    logging.getLogger("notesapp.x").warning("%s-%s %s", sys.argv[2], number, "x" * 1_600)
"""
    root = Path(__file__).parents[2]
    words = [sys.executable, "-c", program, str(tmp_path)]
    running = [subprocess.Popen([*words, name], cwd=root) for name in "abc"]
    assert [process.wait(60) for process in running] == [0, 0, 0]
    kept = [tmp_path / "notesapp.log.1", tmp_path / "notesapp.log"]
    lines = "".join(path.read_text("utf-8") for path in kept).splitlines()
    found = {line.split("notesapp.x: ")[1].split()[0] for line in lines}
    assert found == {f"{name}-{number}" for name in "abc" for number in range(250)}
    assert len(lines) == 750


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")
def test_while_another_program_puts_it_away_no_line_is_lost(started):
    import fcntl

    path, _ = started
    path.write_bytes(b"x" * HALF_BYTES)
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        log.warning("It stopped in between.")
    assert "It stopped in between." in path.read_text("utf-8")
    log.warning("It stopped once more.")
    assert path.read_text("utf-8").count("stopped") == 1
    assert path.with_name("notesapp.log.1").read_text("utf-8").count("in between") == 1


def test_a_log_that_cannot_be_written_stops_nobody(started):
    path, stream = started
    path.unlink()
    path.mkdir()
    log.warning("it stopped")
    assert "it stopped" in stream.getvalue()


def test_the_last_lines_hold_nothing_that_was_put_into_them(tmp_path: Path):
    recent = RecentLines(str(tmp_path))
    log.addHandler(recent)
    try:
        for number in range(100):
            log.warning("It stopped at %s: %s", number, SECRET)
    finally:
        log.removeHandler(recent)
    assert len(recent.lines()) == 40
    assert all("It stopped at %s: %s" in line for line in recent.lines())
