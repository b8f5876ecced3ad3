"""The log stays small and tells nothing of what was written."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from notesapp.errors import FileTrouble
from notesapp.storage.log_file import HALF_BYTES, start_log

SECRET = "Q: What Ada said in confidence"
log = logging.getLogger("notesapp.test_log_file")
pytestmark = pytest.mark.expects_log("stopped|full")


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
