"""The command line as people and scripts meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from notesapp import selftest
from notesapp.cli import OpenWindow, main
from notesapp.formats.registry import FORMATS
from notesapp.storage.resources import resource

ROOT = Path(__file__).parents[1]
TONE = ROOT / "tests" / "player" / "media" / "tone.mp3"
SEED = ROOT.parent / "shared" / "seed" / "episode-50.txt"
NOTES = """---
podcast: "Breád"
episode: 4
title: "On bread"
audio: "tone.mp3"
---

Q: Why? [0:01.500]
{: chapter="Reasons" }

A: So. [0:02]

Tom: text

Q: How long?
"""
KEYS = [entry.key for entry in FORMATS]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "bread.md"
    path.write_bytes(NOTES.encode())
    (tmp_path / "tone.mp3").write_bytes(TONE.read_bytes())
    return path


def files_in(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def run(*words: str | Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    env = {key: os.environ[key] for key in ("HOME", "PATH", "SYSTEMROOT") if key in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "notesapp", *map(str, words)],
        env={**env, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
    )


# What opens a window is only described.


def test_a_window_is_asked_for_by_name_by_demo_or_by_nothing(notes: Path):
    assert main([]) == OpenWindow()
    assert main(["--demo"]) == OpenWindow(demo=True)
    assert main([str(notes)]) == OpenWindow(notes)


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-file.md"],
        ["exprot", "x.md"],
        ["--nothing"],
        ["."],
        ["export"],
        ["export", "NOTES"],
        ["export", "NOTES", "--to", "pdf"],
        ["export", "NOTES", "--to", "html:wide"],
        ["export", "NOTES", "--to", "html,text", "-o", "-"],
        ["export", "NOTES", "--to", "html,text", "-o", "FOLDER/tone.mp3"],
        ["export", "NOTES", "--to", "text", "-o", "NOTES"],
        ["export", "NOTES", "--to", "text", "-o", "FOLDER/tone.mp3"],
        ["export", "NOTES", "--to", "text", "-o", "FOLDER/no/such/folder.txt"],
        ["export", "NOTES", "--to", "text", "--audio", "FOLDER/none.mp3"],
        ["export", "NOTES", "--to", "text", "--audio", "NOTES"],
        ["export", "NOTES", "--to", "text", "--set", "text.colour=red"],
        ["export", "NOTES", "--to", "text", "--set", "text.title=maybe"],
        ["export", "FOLDER", "--to", "text"],
        ["export", "FOLDER/tone.mp3", "--to", "text"],
        ["inspect", "FOLDER/none.md", "--json"],
        ["check", "FOLDER/none.md"],
        ["import", "FOLDER/none.txt"],
        ["import", "NOTES", "-o", "NOTES"],
        ["import", "NOTES", "-o", "FOLDER/tone.mp3"],
        ["import", "NOTES", "-o", "FOLDER/new.md", "--audio", "FOLDER/none.mp3"],
        [""],
        ["inspect", ""],
        ["export", "NOTES", "--to", "html", "-o", ""],
        ["export", "NOTES", "--to", "html", "--audio", ""],
        ["inspect", "NOTES", "--js"],
    ],
)
def test_bad_input_is_one_line_and_nothing_is_written(words, notes: Path, capsys):
    before = files_in(notes.parent)
    swapped = [w.replace("NOTES", str(notes)).replace("FOLDER", str(notes.parent)) for w in words]
    assert main(swapped) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("notesapp: ") and err.endswith(".\n") and err.count("\n") == 1
    assert files_in(notes.parent) == before
    assert notes.read_bytes() == NOTES.encode()
    assert (notes.parent / "tone.mp3").read_bytes() == TONE.read_bytes()


def test_formats(capsys):
    assert main(["formats"]) == 0
    listed = capsys.readouterr().out
    assert all(key in listed for key in KEYS)
    assert main(["formats", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    promised = (
        "markdown html html-feed text description json psc psc-json rss-item mp4chaps ogm matroska "
        "webvtt srt ffmetadata cue audacity reaper audition edl csv html-embed"
    )
    assert {row["key"] for row in rows} == set(promised.split())
    assert {"apple", "spotify", "youtube", "podigee", "transistor"} <= set(rows[3]["presets"])
    assert rows[3]["options"][0]["name"] == "parts"


def test_a_dry_run_says_what_would_be_written_and_lost(notes: Path, capsys):
    notes.write_text('Q: Why? [0:01]\n{: url="https://a.b/" }\n\nQ: So? [0:02]\n', "utf-8")
    before = files_in(notes.parent)
    assert main(["export", str(notes), "--to", "json,mp4chaps", "--dry-run"]) == 0
    said = capsys.readouterr()
    names = [Path(line).name for line in said.out.splitlines()]
    assert names == ["bread.chapters.json", "bread.chapters.txt"]
    assert "Links of chapters are left out." in said.err
    assert files_in(notes.parent) == before
    assert main(["export", str(notes), "--to", "json,mp4chaps"]) == 0
    assert capsys.readouterr() == said


def test_export_goes_beside_the_notes(notes: Path, capsys):
    assert main(["export", str(notes), "--to", ",".join(KEYS)]) == 0
    made = {f"bread{entry.suffix}" for entry in FORMATS}
    assert set(files_in(notes.parent)) == {"bread.md", "tone.mp3", *made}
    assert len(made) == len(FORMATS)
    assert capsys.readouterr().out.split()[0].endswith("bread.notes.md")
    assert (notes.parent / "bread.notes.txt").read_bytes() == (
        b"Episode 4: On bread\n\nQ: Why? [0:01]\n\nA: So. [0:02]\n\nTom: text\n\nQ: How long?\n"
    )


@pytest.mark.parametrize("name", ["new", "new/", "new/deeper/"])
def test_export_makes_its_folder(notes: Path, name: str, capsys):
    assert main(["export", str(notes), "--to", "json,text", "-o", f"{notes.parent}/{name}"]) == 0
    assert files_in(notes.parent / name) == ["bread.chapters.json", "bread.notes.txt"]


def test_export_to_one_file_or_a_folder_that_is_there(notes: Path, capsys):
    target = notes.parent / "out.json"
    assert main(["export", str(notes), "--to", "json", "-o", str(target)]) == 0
    assert json.loads(target.read_text("utf-8"))["fileName"] == "tone.mp3"
    folder = notes.parent / "there"
    folder.mkdir()
    assert main(["export", str(notes), "--to", "json", "-o", str(folder)]) == 0
    assert files_in(folder) == ["bread.chapters.json"]


def test_export_never_writes_through_a_link_to_the_audio(notes: Path, capsys):
    link = notes.parent / "bread.html"
    link.symlink_to(notes.parent / "tone.mp3")
    assert main(["export", str(notes), "--to", "json,html"]) == 2
    assert (notes.parent / "tone.mp3").read_bytes() == TONE.read_bytes()
    assert not (notes.parent / "bread.chapters.json").exists()


def test_export_says_what_is_lost(notes: Path, capsys):
    assert main(["export", str(notes), "--to", "description", "-o", "-"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[:2] == ["00:00 Intro", "00:01 Reasons"]
    assert "description: Fewer than three chapters" in err


def test_presets_and_options(notes: Path, capsys):
    words = ["export", str(notes), "--to", "description:spotify", "-o", "-"]
    assert main([*words, "--set", "description.parts=chapters"]) == 0
    assert capsys.readouterr().out == "(00:00) Intro\n(00:01) Reasons\n"


def test_audio_named_on_the_command_line_wins(notes: Path, capsys):
    other = notes.parent / "other.mp3"
    other.write_bytes(TONE.read_bytes())
    words = ["export", str(notes), "--to", "html", "-o", "-", "--audio", str(other)]
    assert main(words) == 0
    assert 'src="other.mp3"' in capsys.readouterr().out


def test_inspect_keeps_its_promise(notes: Path, capsys):
    assert main(["inspect", str(notes), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["header"]["episode"] == 4
    assert (found["title"], found["number"], found["pairs"]) == ("On bread", 4, 1)
    assert found["style"] == "[m:ss] end" or found["style"] == "[m:ss.mmm] end"
    first, second, third = found["segments"]
    assert first["kind"] == "question" and first["label"] == "Q" and first["line"] == 8
    assert (first["start_ms"], first["end_ms"], first["text"]) == (1500, None, "Why?")
    assert first["attrs"] == {"chapter": "Reasons"}
    assert first["source"] == 'Q: Why? [0:01.500]\n{: chapter="Reasons" }'
    assert (second["kind"], second["pair"]) == ("answer", 1)
    assert third["start_ms"] is None
    assert [c["start_ms"] for c in found["chapters"]] == [0, 1500]
    keys = {"id", "severity", "destination", "line", "message", "fix"}
    assert found["problems"] and all(set(p) == keys for p in found["problems"])
    assert found["audio"]["duration_ms"] > 0
    assert main(["inspect", str(notes)]) == 0
    assert "3 segments, 1 pairs, 2 chapters" in capsys.readouterr().out


def test_check_is_1_only_for_rules(notes: Path, capsys):
    assert main(["check", str(notes)]) == 1
    said = capsys.readouterr().out
    assert "YouTube: 3 rules" in said
    assert "rule: YouTube shows chapters only when there are three." in said
    assert main(["check", str(notes), "--json"]) == 1
    assert {p["id"] for p in json.loads(capsys.readouterr().out)} >= {"few-chapters", "no-answer"}
    good = notes.with_name("good.md")
    good.write_text("Show\n\nQ: a [0:20]\n\nQ: b [1:00]\n", "utf-8")
    assert main(["check", str(good)]) == 0
    assert "2 advice" in capsys.readouterr().out
    assert main(["check", str(good), "--audio", str(TONE)]) == 1


def test_import_writes_new_notes(notes: Path, capsys):
    source = notes.with_name("old.txt")
    source.write_bytes(b"My show\r\n\r\n0:30 Hello\r\n1:00 World\r\n")
    target = notes.with_name("new.md")
    assert main(["import", str(source), "-o", str(target), "--audio", str(TONE)]) == 0
    capsys.readouterr()
    assert main(["inspect", str(target), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [s["start_ms"] for s in found["segments"]] == [30_000, 60_000]
    assert (target.parent / found["header"]["audio"]).resolve() == TONE.resolve()
    before = target.read_bytes()
    assert main(["import", str(source), "-o", str(target)]) == 2
    assert target.read_bytes() == before
    assert main(["import", str(source)]) == 0
    assert "World" in capsys.readouterr().out


def test_import_names_the_audio_as_seen_from_the_notes(notes: Path, capsys):
    (notes.parent / "out").mkdir()
    target = notes.parent / "out" / "new.md"
    audio = notes.parent / "tone.mp3"
    source = notes.with_name("old.txt")
    source.write_text("0:30 Hello\n\nGuest User\n")
    assert main(["import", str(source), "-o", str(target), "--audio", str(audio)]) == 0
    assert '\naudio: "../tone.mp3"\n' in target.read_text("utf-8")
    assert capsys.readouterr().err.startswith("line 3: “Guest User” is probably left over")


def test_where_one_output_is_refused_none_is_written(notes: Path, capsys):
    (notes.parent / "bread.notes.txt").mkdir()
    assert main(["export", str(notes), "--to", "html,text"]) == 2
    assert "bread.notes.txt” is a folder" in capsys.readouterr().err
    assert files_in(notes.parent) == ["bread.md", "tone.mp3"]


def test_audio_of_the_header_that_is_none_is_one_line(notes: Path, capsys):
    (notes.parent / "tone.mp3").write_text("no sound")
    assert main(["inspect", str(notes), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err.startswith("notesapp: “tone.mp3” is not audio.") and err.count("\n") == 1
    assert json.loads(out)["audio"]["duration_ms"] is None


def test_what_concerns_the_whole_text_names_no_line(notes: Path, capsys):
    notes.write_text("Ana (00:00): Hi\nBo (00:10): Yes\nAna (00:20): So\n")
    assert main(["import", str(notes)]) == 0
    assert capsys.readouterr().err.startswith("This looks like a transcript.")


def test_inspect_says_season_and_stamps_as_written(tmp_path: Path, capsys):
    path = tmp_path / "s.md"
    path.write_text("S2E5: Rye\n\nQ: Why? (1:02,5)\nA: So.\n")
    assert main(["inspect", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["season"], found["number"], found["title"]) == (2, 5, "Rye")
    assert [s["stamp"] for s in found["segments"]] == ["(1:02,5)", ""]


def test_the_sample_goes_through_everything(capsys, tmp_path: Path):
    (sample,) = resource("sample").glob("*.md")
    assert main(["check", str(sample)]) == 0
    assert main(["export", str(sample), "--to", ",".join(KEYS), "-o", str(tmp_path)]) == 0
    assert len(files_in(tmp_path)) == len(KEYS)


def test_the_self_test_looks_at_all_that_is_needed(capsys):
    assert main(["selftest", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["ok"]
    rows = {row["name"]: row for row in report["findings"]}
    assert {f"sample as {key}" for key in KEYS} <= set(rows)
    assert rows["engine Qt"]["detail"].endswith(", plays")


def test_the_self_test_says_that_qt_does_not_start(capsys, monkeypatch):
    monkeypatch.setattr(selftest, "own_command", lambda *words: [sys.executable, "-c", "1 / 0"])
    assert main(["selftest"]) == 1
    report = capsys.readouterr().out
    assert "MISSING  Qt window: Qt does not start: ZeroDivisionError" in report
    assert "MISSING  an engine that plays: none could be tried" in report


def test_the_self_test_says_what_is_missing(capsys, monkeypatch, tmp_path: Path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert main(["selftest"]) == 1
    report = capsys.readouterr().out
    assert "MISSING  resources/fonts: A part of the program is missing: fonts." in report
    assert report.endswith("Missing: 6.\n")


@pytest.mark.skipif(not SEED.exists(), reason="the example episode is not beside this checkout")
def test_the_example_episode_comes_back(capsysbinary):
    assert main(["export", str(SEED), "--to", "text", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out == SEED.read_bytes()
    assert main(["inspect", str(SEED), "--json"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert found["number"] == 50
    starts = [s["start_ms"] for s in found["segments"]]
    assert starts == [124_000, 152_000, 519_000, 559_000, 876_000, 906_000]


# In a process of its own.


def test_words_come_out_in_utf8_wherever_it_runs(notes: Path):
    done = run("export", notes, "--to", "html", "-o", "-", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Breád" in done.stdout.decode("utf-8")
    done = run("inspect", notes, "--json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)["header"]["podcast"] == "Breád"


def test_nothing_of_qt_is_loaded_to_export(notes: Path):
    program = (
        "import sys\nfrom notesapp.cli import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "assert not {'PySide6', 'vlc'} & set(sys.modules), 'loaded'"
    )
    words = ["export", str(notes), "--to", ",".join(KEYS)]
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_version_and_help():
    done = run("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, b"notesapp")
    assert run("--help").returncode == 0
    assert b"--to" in run("export", "--help").stdout


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
@pytest.mark.parametrize("words", ["", "--demo", "check {}", "inspect {} --json"])
def test_it_runs_where_there_is_no_standard_output(notes: Path, words: str):
    program = f"import sys; from notesapp.cli import main; main({words.format(notes).split()!r})"
    done = subprocess.run(
        f'"{sys.executable}" -c "{program}" >&-', shell=True, cwd=ROOT, capture_output=True
    )
    assert done.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="a shell that closes streams")
@pytest.mark.parametrize("words", ["import {}", "export {} --to html -o -"])
def test_what_has_nowhere_to_go_is_one_line(notes: Path, words: str):
    command = f'"{sys.executable}" -m notesapp {words.format(notes)} >&-'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"Name a file with -o." in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes of this kind")
def test_a_reader_that_leaves_is_no_trouble(notes: Path):
    command = f'"{sys.executable}" -m notesapp export "{notes}" --to html -o - | true'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True)
    assert b"Traceback" not in done.stderr and b"Broken" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only there a display can be missing")
def test_a_window_without_a_display_is_refused_in_one_line(notes: Path):
    done = run(notes)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode().startswith("notesapp: There is no display")
    assert done.stderr.count(b"\n") == 1
