"""From notes pasted out of a site to blocks that every platform takes, judged without our code."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from notesapp.cli import main
from tests.publishing.platform_judge import chapters_in, faults_of

SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "episode-50.txt"
PLATFORMS = ("apple", "spotify", "youtube")
PASTED = (
    "Episode 7: Answering Questions About Rye, Salt, and When to Stop\n\n"
    "In this segment Ines answers listeners’ questions about flour <and> water.\n\n\n"
    "Have a question? Submit one here and Ines may answer it.\n\n"
    "Subscribe via your favorite platform:\n\n\u00a0\n\u00a0\n\n"
    "Q: How can a home baker with very little time move from a tight crumb to an open one without "
    "buying a new oven, and what should they look out for when they begin? [2:04]\n\n"
    "A: You wait longer. At 12:30 it is too late… and > 80 % water is fine. [2:32]\n\n"
    "Q: Should I leave my starter? [8:39]\n\nA: This is personal [for years]. [9:19]\n\n"
    "Q: As a baker, do I invest the same time in every loaf? [14:36]\n\nA: No. [15:06]\n\n\n"
    "Resources\n\nInes on LinkedIn | Twitter\n\nBread.example.com\n\nGuest User\n"
)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def published(notes: Path, *arguments: str) -> dict[str, str]:
    out = notes.parent / "out"
    assert main(["publish", str(notes), "-o", str(out), *arguments]) == 0
    return {path.name: path.read_text("utf-8") for path in out.iterdir()}


@pytest.fixture(
    params=[
        pytest.param(PASTED, id="pasted"),
        pytest.param(
            "",
            id="seed",
            marks=pytest.mark.skipif(not SEED.exists(), reason="the seed is not here"),
        ),
    ]
)
def notes(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "episode.txt"
    if request.param:
        path.write_text(request.param, "utf-8")
    else:
        shutil.copy(SEED, path)
    return path


def test_fixed_and_published_it_keeps_every_rule_of_the_three_platforms(notes: Path, capfd) -> None:
    before = notes.read_bytes().decode("utf-8")
    assert main(["check", str(notes), "--for", ",".join(PLATFORMS), "--fix"]) == 0
    after = notes.read_bytes().decode("utf-8")
    assert words(after) == words(before.replace("Guest User", ""))
    kept = [line for line in after.splitlines() if line.strip()]
    asked = iter(line for line in before.splitlines() if line.strip())
    assert all(line in asked for line in kept)  # the same lines in the same order
    files = published(notes)
    for key in PLATFORMS:
        plain = files[f"episode.{key}.txt"]
        assert faults_of(key, plain, files.get(f"episode.{key}.html", "")) == [], key
        assert [start for start, _ in chapters_in(plain.splitlines())] == [0, 124, 519, 876]
    written = json.loads(files["episode.chapters.json"])["chapters"]
    titles = [title for _, title in chapters_in(files["episode.youtube.txt"].splitlines())]
    assert [chapter["title"] for chapter in written] == titles
    assert notes.read_bytes().decode("utf-8") == after


def test_what_was_published_cannot_be_told_from_a_second_time(notes: Path, capfd) -> None:
    first = published(notes)
    assert published(notes, "--replace") == first


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        ("0:00 A\n0:20 B\n", ""),
        ("0:01 A\n0:20 B\n0:40 C\n", ""),
        ("0:00 A\n0:20 B\n0:25 C\n", ""),
        ("0:00 A\n0:20 B\n0:40 C\n\n1:00 later\n", ""),
        ("A 0:00\nB 0:20\nC 0:40\n", ""),
        ("0:00 A\n0:20 B\n0:40 C <b>\n", ""),
        ("0:00 A\n(0:20) B\n0:40 C\n", ""),
        ("0:00 A\n0:20 B\n0:40 C\n" + "x" * 5000, ""),
        ("0:00 A\n0:20 B\n0:40 C\n", "<p>0:00 A<br>0:20 B</p>"),
    ],
)
def test_the_judge_sees_what_is_wrong(plain: str, html: str) -> None:
    assert faults_of("youtube", plain, html) != []


def test_the_judge_takes_what_is_right() -> None:
    html = "<p>Words</p><p>0:00 A<br>0:20 B<br>0:40 C</p><p><a href='https://a.example'>a</a></p>"
    assert faults_of("apple", "Words\n\n0:00 A\n0:20 B\n0:40 C\n\na\n", html) == []
