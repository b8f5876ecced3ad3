"""``notesapp chapters`` and ``notesapp import`` on anything that holds chapters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notesapp.cli import main
from notesapp.core.chapters import chapters_of
from notesapp.core.parser import parse

CHAPTERS = {
    "title": "Small garden",
    "chapters": [
        {"startTime": 0, "title": "Welcome"},
        {"startTime": 124.5, "title": "Bees", "url": "https://example.org/bees", "toc": False},
    ],
}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(CHAPTERS, indent=1), "utf-8")
    return path


def test_chapters_as_data(listed: Path, capsys):
    assert main(["chapters", str(listed), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["title"], found["remarks"]) == ("json", "Small garden", [])
    assert found["chapters"][1] == {
        "start_ms": 124_500,
        "end_ms": None,
        "title": "Bees",
        "url": "https://example.org/bees",
        "image": "",
        "toc": False,
    }


def test_chapters_as_lines(listed: Path, capsys):
    assert main(["chapters", str(listed)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["    0:00  Welcome", "2:04.500  Bees  <https://example.org/bees>"]


def test_chapters_of_notes(tmp_path: Path, capsys):
    path = tmp_path / "notes.md"
    path.write_text("Show\n\nQ: Why? [0:20]\n\nA: So. [0:40]\n", "utf-8")
    assert main(["chapters", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["chapters"]
    assert [(c["start_ms"], c["title"]) for c in found] == [(0, "Intro"), (20_000, "Why?")]


def test_no_chapters_is_an_empty_list_and_a_line(tmp_path: Path, capsys):
    path = tmp_path / "notes.md"
    path.write_text("Only words.\n", "utf-8")
    assert main(["chapters", str(path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["chapters"] == []
    assert err == "“notes.md” holds no chapters.\n"


def test_what_cannot_be_read_is_one_line(tmp_path: Path, capsys):
    path = tmp_path / "thing.bin"
    path.write_bytes(bytes(range(256)) * 4)
    assert main(["chapters", str(path)]) == 2
    assert main(["chapters", str(tmp_path / "missing")]) == 2
    assert main(["chapters", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 3


@pytest.mark.parametrize("word", ["json", "json.none=1", "none.fps=25", "edl.fps"])
def test_settings_that_no_reader_knows_are_usage_trouble(word: str, listed: Path, capsys):
    assert main(["chapters", str(listed), "--set", word]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_import_reads_a_chapter_file(listed: Path, capsys):
    target = listed.with_name("new.md")
    assert main(["import", str(listed), "-o", str(target)]) == 0
    notes = parse(target.read_text("utf-8"))
    assert notes.title == "Small garden"
    assert [(c.start_ms, c.title, c.toc) for c in chapters_of(notes)] == [
        (0, "Welcome", True),
        (124_500, "Bees", False),
    ]
