"""``notesapp embed`` as people and scripts meet it: real audio, read again afterwards."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from notesapp.audio.identity import identify
from notesapp.cli import main
from notesapp.containers.registry import container_of

TONE = Path(__file__).parent / "player" / "media" / "tone.mp3"
NOTES = (
    '---\naudio: "tone.mp3"\n---\n\nQ: Why rye? [0:01]\n'
    '{: url="https://example.com/rye" }\n\nA: It keeps. [0:02]\n\nQ: And salt? [0:02.500]\n'
)


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(TONE, tmp_path / "tone.mp3")
    path = tmp_path / "rye.md"
    path.write_text(NOTES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def starts(path: Path) -> list[int]:
    with path.open("rb") as file:
        kind = container_of(file)
        assert kind is not None
        return [chapter.start_ms for chapter in kind.read(file).chapters]


def test_without_a_target_the_audio_itself_is_replaced(notes: Path, capfd) -> None:
    before = identify(TONE).digest
    assert main(["embed", "rye.md", "tone.mp3"]) == 0
    out, _ = capfd.readouterr()
    assert out.splitlines() == [
        "tone.mp3",
        "  1     0:00  Intro",
        "  2     0:01  Why rye?  https://example.com/rye",
        "  3     0:02  And salt?",
    ]
    audio = notes.with_name("tone.mp3")
    assert starts(audio) == [0, 1000, 2500]
    assert identify(audio).digest == before
    assert sorted(path.name for path in notes.parent.iterdir()) == ["rye.md", "tone.mp3"]


def test_a_dry_run_says_the_same_and_writes_nothing(notes: Path, capfd) -> None:
    assert main(["embed", "rye.md", "tone.mp3", "--dry-run"]) == 0
    said = capfd.readouterr()
    assert notes.with_name("tone.mp3").read_bytes() == TONE.read_bytes()
    assert main(["embed", "rye.md", "tone.mp3"]) == 0
    assert capfd.readouterr() == said
    assert len(said.out.splitlines()) == 4


def test_a_copy_leaves_the_audio_as_it_is(notes: Path, capfd) -> None:
    assert main(["embed", "rye.md", "tone.mp3", "-o", "out.mp3"]) == 0
    assert notes.with_name("tone.mp3").read_bytes() == TONE.read_bytes()
    assert len(ID3(notes.with_name("out.mp3")).getall("CHAP")) == 3
    assert capfd.readouterr().out.startswith("out.mp3\n")


def test_a_folder_takes_the_audio_s_name(notes: Path, capfd) -> None:
    (notes.parent / "out").mkdir()
    assert main(["embed", "rye.md", "tone.mp3", "-o", "out"]) == 0
    assert starts(notes.parent / "out" / "tone.mp3") == [0, 1000, 2500]


def test_what_is_there_is_only_replaced_when_asked(notes: Path, capfd) -> None:
    other = notes.with_name("other.mp3")
    other.write_bytes(b"mine")
    assert main(["embed", "rye.md", "tone.mp3", "-o", "other.mp3"]) == 2
    assert other.read_bytes() == b"mine"
    assert "already there" in capfd.readouterr().err
    assert main(["embed", "rye.md", "tone.mp3", "-o", "other.mp3", "--replace"]) == 0
    assert starts(other) == [0, 1000, 2500]


def test_the_audio_by_another_way_is_still_the_audio(notes: Path) -> None:
    (notes.parent / "here").symlink_to(notes.parent, target_is_directory=True)
    assert main(["embed", "rye.md", "tone.mp3", "-o", "here"]) == 0
    assert starts(notes.with_name("tone.mp3")) == [0, 1000, 2500]


def test_json_holds_what_was_read_back(notes: Path, capfd) -> None:
    assert main(["embed", "rye.md", "tone.mp3", "-o", "out.mp3", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["path"] == "out.mp3"
    assert found["size_bytes"] == notes.with_name("out.mp3").stat().st_size
    assert [(c["start_ms"], c["title"], c["toc"]) for c in found["chapters"]] == [
        (0, "Intro", True),
        (1000, "Why rye?", True),
        (2500, "And salt?", True),
    ]
    assert found["chapters"][1]["url"] == "https://example.com/rye"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rye.md", "gone.mp3"], "gone.mp3"),
        (["gone.md", "tone.mp3"], "gone.md"),
        (["rye.md", "rye.md"], "rye.md"),
        (["rye.md", "tone.mp3", "-o", "rye.md"], "rye.md"),
        (["rye.md", "tone.mp3", "-o", "out.wav"], "out.wav"),
        (["rye.md", "tone.mp3", "-o", "-"], "standard output"),
        (["rye.md", "tone.mp3", "-o", "no/where/out.mp3"], "where"),
        (["rye.md"], "AUDIO"),
    ],
)
def test_trouble_is_one_sentence_and_changes_nothing(
    notes: Path, words: list[str], said: str, capfd
) -> None:
    assert main(["embed", *words]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("notesapp: ") and err.count("\n") == 1 and said in err
    assert notes.read_text("utf-8") == NOTES
    assert notes.with_name("tone.mp3").read_bytes() == TONE.read_bytes()
    assert sorted(path.name for path in notes.parent.iterdir()) == ["rye.md", "tone.mp3"]


def test_notes_longer_than_any_episode_are_not_read(notes: Path, capfd) -> None:
    notes.write_text(NOTES + "A: word\n" * 300_000, "utf-8")
    assert main(["embed", "rye.md", "tone.mp3"]) == 2
    assert "rye.md” is longer than 2 MB" in capfd.readouterr().err
    assert notes.with_name("tone.mp3").read_bytes() == TONE.read_bytes()
