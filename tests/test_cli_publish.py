"""``notesapp publish`` as people and scripts meet it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from notesapp.cli import main
from notesapp.storage.places import places_from_environment
from notesapp.storage.show_store import ShowStore

TONE = Path(__file__).parent / "player" / "media" / "tone.mp3"
NOTES = (
    '---\npodcast: Rye and salt\naudio: "tone.mp3"\n---\n\nAll about rye.\n\n'
    "Q: Why rye? [0:01]\n\nA: It keeps. [0:02]\n\nQ: And salt? [0:02.500]\n\nA: Two per cent.\n"
)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(TONE, tmp_path / "tone.mp3")
    path = tmp_path / "rye.md"
    path.write_text(NOTES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_usual_set_goes_into_a_folder_beside_the_notes(notes: Path, capfd) -> None:
    assert main(["publish", "rye.md", "--for", "apple,spotify"]) == 0
    out, err = capfd.readouterr()
    assert err == ""
    assert names(notes.parent / "rye-published") == [
        *("rye.apple.html", "rye.apple.txt", "rye.chapters.json", "rye.html", "rye.notes.md"),
        *("rye.spotify.html", "rye.spotify.txt", "tone.mp3"),
    ]
    assert out.splitlines()[0] == f"8 files written to {notes.parent / 'rye-published'}"
    assert names(notes.parent) == ["rye-published", "rye.md", "tone.mp3"]
    assert notes.read_text("utf-8") == NOTES


def test_a_broken_rule_is_said_and_everything_is_written_all_the_same(notes: Path, capfd) -> None:
    assert main(["publish", "rye.md", "-o", "out", "--to", "youtube", "--json"]) == 1
    data = json.loads(capfd.readouterr().out)
    assert {row["destination"] for row in data["rules_broken"]} == {"youtube"}
    assert [row["key"] for row in data["items"]] == ["youtube"]
    (file,) = data["items"][0]["files"]
    assert Path(file["path"]).stat().st_size == file["size_bytes"]


def test_again_only_with_replace_and_then_the_same(notes: Path, capfd) -> None:
    assert main(["publish", "rye.md", "-o", "out", "--for", "apple"]) == 0
    said = capfd.readouterr()
    before = {path.name: path.read_bytes() for path in (notes.parent / "out").iterdir()}
    assert main(["publish", "rye.md", "-o", "out", "--for", "apple"]) == 2
    assert "Add --replace" in capfd.readouterr().err
    assert main(["publish", "rye.md", "-o", "out", "--for", "apple", "--replace"]) == 0
    assert capfd.readouterr() == said
    assert {path.name: path.read_bytes() for path in (notes.parent / "out").iterdir()} == before


def test_the_show_s_set_and_its_options_hold(notes: Path, capfd) -> None:
    places = places_from_environment(os.environ, sys.platform, Path.home())
    store = ShowStore(places.data / "shows")
    store.write(
        "rye",
        "---\npodcast: Rye and salt\nshow_publish: [text, spotify]\n"
        "show_set: [spotify.chapters=none, old.word=1]\n---\n",
    )
    assert main(["publish", "rye.md", "-o", "out"]) == 0
    out = capfd.readouterr().out
    assert names(notes.parent / "out") == ["rye.notes.txt", "rye.spotify.html", "rye.spotify.txt"]
    assert "00:00" not in (notes.parent / "out" / "rye.spotify.txt").read_text("utf-8")
    assert "“old.word=1” is not known here" in out
    assert (
        main(
            [
                *("publish", "rye.md", "-o", "out", "--replace"),
                *("--set", "spotify.chapters=first"),
            ]
        )
        == 0
    )
    assert "00:00" in (notes.parent / "out" / "rye.spotify.txt").read_text("utf-8")


def test_a_dry_run_writes_nothing(notes: Path, capfd) -> None:
    assert main(["publish", "rye.md", "--dry-run", "--for", "apple"]) == 0
    assert "would be written" in capfd.readouterr().out
    assert names(notes.parent) == ["rye.md", "tone.mp3"]


def test_audio_can_be_named_and_left_alone(notes: Path, capfd) -> None:
    arguments = ["publish", "rye.md", "-o", "out", "--for", "apple", "--no-audio"]
    assert main(arguments) == 0
    assert "tone.mp3" not in names(notes.parent / "out")
    (notes.parent / "tone.mp3").rename(notes.parent / "other.mp3")
    assert main(["publish", "rye.md", "-o", "two", "--to", "embed", "--audio", "other.mp3"]) == 0
    assert names(notes.parent / "two") == ["other.mp3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--to", "nothing"], "Choose from"),
        (["--for", "html"], "has no block"),
        (["-o", "-"], "need a folder"),
        (["-o", "rye.md"], "is a file"),
        (["--to", "embed", "--no-audio"], "Nothing is chosen"),
        (["--set", "html.nothing=1"], "has no option"),
        (["--audio", "gone.mp3"], "gone.mp3"),
    ],
)
def test_trouble_is_one_line_and_nothing_is_written(
    notes: Path, capfd, arguments: list[str], said: str
) -> None:
    assert main(["publish", "rye.md", *arguments]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("notesapp: ") and err.count("\n") == 1
    assert said in err
    assert names(notes.parent) == ["rye.md", "tone.mp3"]


def test_without_audio_to_embed_trouble_is_said_where_it_was_asked_for(notes: Path, capfd) -> None:
    (notes.parent / "tone.mp3").unlink()
    assert main(["publish", "rye.md", "-o", "out", "--to", "html,embed"]) == 2
    assert "not at hand" in capfd.readouterr().err
    assert not (notes.parent / "out").exists()
    assert main(["publish", "rye.md", "-o", "out", "--for", "apple"]) == 0
    assert "left out" in capfd.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_leaves_no_file(notes: Path) -> None:
    with (notes.parent / "tone.mp3").open("ab") as file:  # long enough to be stopped on the way
        for _ in range(400):
            file.write(b"\0" * (1 << 20))
    out = notes.parent / "out"
    command = [sys.executable, "-m", "notesapp", "publish", "rye.md", "-o", "out"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        deadline = time.monotonic() + 60
        while not list(out.glob(".*")):
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        said, trouble = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == b""
    assert trouble.decode() == "notesapp: Stopped. Nothing was written.\n"
    assert not out.exists()
