"""``notesapp shift`` as people and scripts meet it: real files, real processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TONE = ROOT / "tests" / "player" / "media" / "tone.mp3"
NOTES = (
    b'\xef\xbb\xbf---\r\naudio: "tone.mp3"\r\n---\r\n\r\n'
    b"Q: One\xc2\xa0two? [0:10]\r\n\r\nA: Three. [1:00.5]\r\n\r\nas said at [0:40](#t=40), yes"
)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "bread.md"
    path.write_bytes(NOTES)
    return path


def shift(notes: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    env = {key: os.environ[key] for key in ("HOME", "PATH", "SYSTEMROOT") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "notesapp", "shift", notes.name, *words],
        env={**env, "PYTHONPATH": str(ROOT)},
        cwd=notes.parent,
        capture_output=True,
    )


def test_only_the_stamps_change_and_every_other_byte_stays(notes: Path):
    done = shift(notes, "--from", "30", "--by", "0:42")
    assert (done.returncode, done.stderr) == (0, b"")
    assert notes.read_bytes() == NOTES.replace(b"1:00.5", b"1:42.5").replace(
        b"0:40](#t=40", b"1:22](#t=82"
    )
    assert done.stdout.decode().splitlines() == [
        "    5         0:10        stays  Q1    One two?",
        "    7     1:00.500     1:42.500  A     Three",
        "    9         0:40         1:22  link  as said at 0:40, yes",
        "2 of 3 stamps moved.",
    ]


@pytest.mark.parametrize("by", ["-0:30", "-30", "-30s", "\u221230"])
def test_a_cut_is_a_minus_however_it_is_written(notes: Path, by: str):
    assert shift(notes, "--from", "0:40", "--to", "40", "--by", by).returncode == 0
    assert notes.read_bytes() == NOTES.replace(b"0:40](#t=40", b"0:10](#t=10")


def test_a_dry_run_writes_nothing_and_says_the_same(notes: Path):
    before = notes.stat().st_mtime_ns
    tried = shift(notes, "--from", "0", "--by", "1:00", "--dry-run")
    assert notes.read_bytes() == NOTES
    assert notes.stat().st_mtime_ns == before
    done = shift(notes, "--from", "0", "--by", "1:00")
    assert done.stdout.splitlines()[:-1] == tried.stdout.splitlines()[:-1]
    assert tried.stdout.splitlines()[-1] == b"3 of 3 stamps would move."


def test_another_file_is_written_and_the_notes_stay(notes: Path):
    assert shift(notes, "--from", "0", "--by", "1", "--output", "other.md").returncode == 0
    assert notes.read_bytes() == NOTES
    other = notes.with_name("other.md").read_bytes()
    assert other.startswith(b"\xef\xbb\xbf---\r\n")
    assert b"[0:11]\r\n" in other
    again = shift(notes, "--from", "0", "--by", "9", "-o", "other.md")
    assert again.returncode == 2
    assert notes.with_name("other.md").read_bytes() == other


def test_standard_output_holds_the_notes_alone(notes: Path):
    done = shift(notes, "--from", "0:50", "--by", "1", "-o", "-")
    assert done.stdout == NOTES.replace(b"1:00.5", b"1:01.5")
    assert b"1 of 3 stamps moved." in done.stderr
    assert notes.read_bytes() == NOTES


def test_what_would_stand_wrong_is_said(notes: Path):
    shutil.copy(TONE, notes.with_name("tone.mp3"))
    done = shift(notes, "--from", "0:40", "--to", "0:40", "--by", "1:00")
    assert done.returncode == 0
    assert done.stderr.decode().startswith("line 9: 1:40 is past the end of the audio, ")


def test_nothing_to_move_is_no_trouble(notes: Path):
    done = shift(notes, "--from", "2:00", "--by", "5")
    assert done.stdout.decode().splitlines()[-1] == "No stamp moves. Nothing is changed."
    assert (done.returncode, notes.read_bytes()) == (0, NOTES)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "0", "--by", "-11"), "0:10 in line 5 would come before 0:00."),
        (("--from", "soon", "--by", "1"), "--from takes a time such as 7:50"),
        (("--from", "0", "--by", "much"), "--by takes a time such as 42"),
        (("--from", "9", "--to", "8", "--by", "1"), "--to is before --from."),
        (("--from", "0"), "the following arguments are required: --by"),
        (("--from", "0", "--by"), "argument --by: expected one argument"),
        (("--from", "0", "--by", "1", "-o", "tone.mp3"), "does not end in .md or .txt"),
        (("--from", "0", "--by", "1", "-o", "x.md", "--dry-run"), "not allowed with"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_nothing_is_written(
    notes: Path, words: tuple[str, ...], sentence: str
):
    done = shift(notes, *words)
    (line,) = done.stderr.decode().splitlines()
    assert sentence in line
    assert (done.returncode, done.stdout, notes.read_bytes()) == (2, b"", NOTES)
    assert [path.name for path in notes.parent.iterdir()] == ["bread.md"]
