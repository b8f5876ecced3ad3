from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.core.parser import parse
from notesapp.storage.fsops import REAL
from notesapp.storage.previous_notes import MOST_BYTES, MOST_FILES, previous_notes

HEAD = "---\npodcast: {podcast}\nepisode: {number}\n---\n\n{words}\n"


def put(folder: Path, name: str, number: int, words: str = "", podcast: str = "Bee Talk") -> Path:
    path = folder / name
    path.write_text(HEAD.format(podcast=podcast, number=number, words=words or name), "utf-8")
    return path


def previous_number(path: Path) -> int | None:
    found = previous_notes(path, parse(path.read_text("utf-8")))
    return None if found is None else found.number


def test_the_highest_number_below_is_the_one_before(tmp_path: Path):
    for number in (7, 48, 49, 51, 52):
        put(tmp_path, f"bees {number}.md", number)
    put(tmp_path, "other.txt", 49, podcast="Ant Talk")
    assert previous_number(put(tmp_path, "bees 50.md", 50)) == 49
    assert previous_number(tmp_path / "bees 48.md") == 7
    assert previous_number(tmp_path / "bees 7.md") is None


def test_the_podcast_counts_and_not_how_it_is_written(tmp_path: Path):
    put(tmp_path, "a.md", 1, podcast="bee  TALK")
    assert previous_number(put(tmp_path, "b.md", 2)) == 1
    assert previous_number(put(tmp_path, "c.md", 2, podcast="''")) is None


def test_a_season_comes_before_the_next(tmp_path: Path):
    for name, season, number in (("a", 1, 9), ("b", 2, 1), ("c", 2, 2)):
        text = f"---\nseason: {season}\nepisode: {number}\n---\n\n{name}\n"
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    assert previous_number(tmp_path / "c.md") == 1
    assert previous_number(tmp_path / "b.md") == 9


def test_the_number_may_stand_in_the_title(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Episode 49: Ants\n\nText\n", "utf-8")
    (tmp_path / "b.txt").write_text("Episode 50: Bees\n\nText\n", "utf-8")
    assert previous_number(tmp_path / "b.txt") == 49
    (tmp_path / "c.txt").write_text("Bees\n\nText\n", "utf-8")
    assert previous_number(tmp_path / "c.txt") is None


def test_another_folder_can_be_named(tmp_path: Path):
    older = tmp_path / "older"
    older.mkdir()
    put(older, "b.md", 1)
    path = put(tmp_path, "b.md", 2)
    found = previous_notes(path, parse(path.read_text("utf-8")), older)
    assert found is not None and found.number == 1


def test_what_was_rewritten_is_read_again(tmp_path: Path):
    other = put(tmp_path, "a.md", 1, "first")
    path = put(tmp_path, "b.md", 2)
    notes = parse(path.read_text("utf-8"))
    assert "first" in getattr(previous_notes(path, notes), "text", "")
    put(tmp_path, "a.md", 1, "second words")
    os.utime(other, ns=(1, 10**18))
    assert "second" in getattr(previous_notes(path, notes), "text", "")


def test_what_cannot_be_read_is_passed_over(tmp_path: Path):
    put(tmp_path, "1.md", 1)
    (tmp_path / "2.md").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "3.md").write_text(HEAD.format(podcast="Bee Talk", number=3, words=""), "utf-8")
    with (tmp_path / "3.md").open("ab") as file:
        file.truncate(MOST_BYTES + 1)
    (tmp_path / "4.md").mkdir()
    assert previous_number(put(tmp_path, "5.md", 5)) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_never_opened(tmp_path: Path):
    os.mkfifo(tmp_path / "4.md")
    assert previous_number(put(tmp_path, "5.md", 5)) is None


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path):
    assert previous_notes(tmp_path / "gone" / "a.md", parse("Episode 2: a\n")) is None


def test_a_disk_that_fails_is_no_trouble(tmp_path: Path):
    put(tmp_path, "1.md", 1)
    path = put(tmp_path, "2.md", 2)

    def broken(*_: object) -> int:
        raise OSError("the disk is gone")

    notes = parse(path.read_text("utf-8"))
    for field in ("list_entries", "stat", "open_read", "read"):
        assert previous_notes(path, notes, ops=replace(REAL, **{field: broken})) is None


def test_of_very_many_files_the_near_ones_are_looked_at(tmp_path: Path):
    for number in range(1, MOST_FILES + 40):
        put(tmp_path, f"bees-{number:03}.md", number)
    assert previous_number(tmp_path / f"bees-{MOST_FILES + 39}.md") == MOST_FILES + 38
