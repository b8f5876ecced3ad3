"""``notesapp versions``: earlier states are listed, printed and written, never over anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notesapp.cli import main
from notesapp.storage.versions import VersionStore


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Notes with two versions, in a profile of their own."""
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("sys.platform", "linux")
    path = tmp_path / "notes.md"
    path.write_text("now\n", "utf-8")
    store = VersionStore(tmp_path / "DATA" / "notesapp" / "versions")
    store.keep("imported", "", path, "", data=b"caf\xe9\r\n")
    store.keep("saved", "then\n", path, "")
    return path


def test_they_are_listed_newest_first(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["versions", str(notes)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[::2] for line in lines] == [["1", "saved"], ["2", "imported"]]


def test_as_json(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["versions", str(notes), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [sorted(row) for row in rows] == [["digest", "kept_at", "number", "reason"]] * 2


def test_one_is_printed_as_it_was(notes: Path, capfdbinary) -> None:
    assert main(["versions", str(notes), "--show", "2"]) == 0
    assert capfdbinary.readouterr().out == b"caf\xe9\r\n"


def test_one_is_written_to_a_new_file_only(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = notes.with_name("old.md")
    assert main(["versions", str(notes), "--show", "1", "-o", str(target)]) == 0
    assert target.read_bytes() == b"then\n"
    target.write_text("mine")
    assert main(["versions", str(notes), "--show", "1", "-o", str(target)]) == 2
    assert target.read_text() == "mine"
    assert main(["versions", str(notes), "--show", "1", "-o", str(target), "--force"]) == 0
    assert target.read_bytes() == b"then\n"


def test_the_notes_are_never_written(notes: Path) -> None:
    for more in ((), ("--force",)):
        assert main(["versions", str(notes), "--show", "1", "-o", str(notes), *more]) == 2
    assert notes.read_text() == "now\n"


def test_versions_outlive_their_file(notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes.unlink()
    assert main(["versions", str(notes), "--show", "1", "-o", "-"]) == 0


@pytest.mark.parametrize("number", ["0", "3", "-1"])
def test_a_number_that_is_not_there(
    notes: Path, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["versions", str(notes), f"--show={number}"]) == 2
    assert "from 1 to 2" in capsys.readouterr().err


def test_without_versions_that_is_said(
    notes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["versions", str(tmp_path / "other.md")]) == 0
    said = capsys.readouterr()
    assert said.out == "" and "No earlier versions" in said.err
    assert main(["versions", str(tmp_path / "other.md"), "--show", "1"]) == 2


def test_what_does_not_go_together_is_said(notes: Path) -> None:
    assert main(["versions", str(notes), "-o", "x.md"]) == 2
    assert main(["versions", str(notes), "--json", "--show", "1"]) == 2
