from __future__ import annotations

import json
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from notesapp.cli import main
from tests import media

FINE = "Show\n\nQ: Why? [1:00]\n\nA: So. [1:30]\n\nQ: How? [2:00]\n\nA: Thus. [2:30]\n"
LEFT = FINE + "\n\u00a0\n\u00a0\n\nThe end — é\n\nGuest User\n"
FIXED = FINE + "\nThe end — é\n"
KEYS = [
    *("id", "severity", "destination", "line", "message", "fix"),
    *("title", "explanation", "source", "read_on"),
]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "bread.txt"
    path.write_text(LEFT, "utf-8")
    return path


def test_problems_are_grouped_by_destination(notes: Path, capsys):
    assert main(["check", str(notes)]) == 0
    lines = capsys.readouterr().out.splitlines()
    heads = [line.partition(":")[0] for line in lines if not line.startswith("  ")]
    assert heads[:4] == ["Notes", "Apple Podcasts", "Spotify", "YouTube"]
    assert "Notes: 2 advice" in lines
    assert lines[1].startswith(f"  {notes}:")
    assert any(line.endswith("[cms-leftover] (fix: Remove what was left over)") for line in lines)
    assert lines[-1].startswith("2 can be fixed safely")


def test_only_the_wanted_destinations_speak(notes: Path, capsys):
    assert main(["check", str(notes), "--for", "apple, youtube"]) == 0
    said = capsys.readouterr().out
    assert "Apple Podcasts: " in said and "YouTube: " in said and "Notes: " in said
    assert "Spotify" not in said


def test_an_unknown_destination_is_one_sentence(notes: Path, capsys):
    assert main(["check", str(notes), "--for", "appel"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert "“appel”" in said.err and "apple, spotify, youtube" in said.err


def test_json_says_why_and_whose_rule(notes: Path, capsys):
    assert main(["check", str(notes), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(list(row) == KEYS for row in rows)
    youtube = next(row for row in rows if row["destination"] == "youtube")
    assert youtube["source"].startswith("support.google.com") and youtube["read_on"]
    assert all(row["explanation"] and row["title"] for row in rows)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_fix_keeps_encoding_and_line_ends(tmp_path: Path, capsys, newline: str, encoding: str):
    path = tmp_path / "bread.txt"
    path.write_bytes(LEFT.replace("\n", newline).encode(encoding))
    assert main(["check", str(path), "--fix"]) == 0
    assert path.read_bytes() == FIXED.replace("\n", newline).encode(encoding)
    said = capsys.readouterr().out
    assert f"{path}:16: Remove what was left over [cms-leftover]" in said
    assert "2 fixed." in said and "Apple Podcasts: 2 notes" in said
    assert main(["check", str(path), "--fix"]) == 0
    assert "Nothing here can be fixed safely." in capsys.readouterr().out
    assert path.read_bytes() == FIXED.replace("\n", newline).encode(encoding)


def test_a_dry_run_shows_the_difference_and_writes_nothing(notes: Path, capsys):
    before = notes.read_bytes()
    assert main(["check", str(notes), "--fix", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert notes.read_bytes() == before
    lines = said.out.splitlines()
    assert lines[:3] == ["--- bread.txt", "+++ bread.txt", "@@ -8,9 +8,4 @@"]
    assert [line for line in lines[3:] if line[0] in "+-"] == [
        *("-\u00a0", "-\u00a0", "-", "-", "-Guest User"),
    ]
    assert "2 would be fixed." in said.err


def test_a_dry_run_says_where_a_last_line_has_no_end(tmp_path: Path, capsys):
    path = tmp_path / "bread.md"
    path.write_text(LEFT.rstrip("\n"), "utf-8")
    assert main(["check", str(path), "--fix", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[lines.index("-Guest User") + 1] == "\\ No newline at end of file"


def test_a_dry_run_without_fix_is_no_dry_run(notes: Path, capsys):
    assert main(["check", str(notes), "--dry-run"]) == 2
    assert "--fix" in capsys.readouterr().err


def test_json_with_fix_prints_what_is_left(notes: Path, capsys):
    assert main(["check", str(notes), "--fix", "--json", "--for", "apple"]) == 0
    said = capsys.readouterr()
    assert {row["id"] for row in json.loads(said.out)} == {"no-start", "stamps-as-written"}
    assert "2 fixed." in said.err
    assert notes.read_text("utf-8") == FIXED


def test_a_rule_that_stays_broken_is_1(notes: Path, capsys):
    notes.write_text("---\nintro: no\n---\n" + LEFT, "utf-8")
    assert main(["check", str(notes), "--fix"]) == 1
    assert "[late-start] (fix: Begin with an Intro at 0:00)" in capsys.readouterr().out
    assert main(["check", str(notes), "--for", "web"]) == 0


def test_notes_without_problems_say_so(tmp_path: Path, capsys):
    path = tmp_path / "plain.md"
    path.write_text("Only words.\n", "utf-8")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_the_episode_before_is_looked_at(tmp_path: Path, capsys):
    head = "---\npodcast: Bread\nepisode: {}\ntitle: Rye\n---\n"
    (tmp_path / "11.md").write_text(head.format(11) + FINE, "utf-8")
    (tmp_path / "12.md").write_text(head.format(12) + FINE, "utf-8")
    assert main(["check", str(tmp_path / "12.md"), "--for", "web"]) == 0
    assert "12.md:4: advice: The title is that of episode 11." in capsys.readouterr().out
    assert main(["check", str(tmp_path / "11.md"), "--for", "web"]) == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_what_is_too_large_breaks_a_rule(tmp_path: Path, capsys):
    path = tmp_path / "long.md"
    path.write_text(FINE + "\nResources\n\n" + "Very many words. " * 400, "utf-8")
    assert main(["check", str(path), "--for", "apple"]) == 1
    said = capsys.readouterr().out
    assert "of 4,000 bytes for Apple Podcasts" in said and "[too-large]" in said
    path.write_text(FINE + "\nResources\n\nFew words.\n", "utf-8")
    assert main(["check", str(path), "--for", "apple"]) == 0


def test_the_tag_of_the_audio_is_looked_at(tmp_path: Path, capsys):
    audio = media.make(tmp_path, "mp3", 3)
    title = "x" * 60
    path = tmp_path / "tag.md"
    text = f'Q: a [0:00]\n{{: chapter="{title}" }}\n\nA: b [0:01]\n'
    path.write_text(text, "utf-8")
    ID3().save(audio, v2_version=4)
    main(["check", str(path), "--for", "audio", "--audio", str(audio)])
    assert "version 2.4: Apple Podcasts may hide all chapters." in capsys.readouterr().out
    ID3().save(audio, v2_version=3)
    main(["check", str(path), "--for", "audio", "--audio", str(audio)])
    assert "version 2.4" not in capsys.readouterr().out


def test_what_the_header_silences_is_said(tmp_path: Path, capsys):
    path = tmp_path / "bread.txt"
    path.write_text("---\nsilenced: [no-start/apple, cms-leftover]\n---\n" + LEFT, "utf-8")
    assert main(["check", str(path), "--for", "apple"]) == 0
    said = capsys.readouterr().out
    assert "Silenced in the header: cms-leftover, no-start/apple." in said.splitlines()
    assert "[cms-leftover]" not in said and "[no-start]" not in said
