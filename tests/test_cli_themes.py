"""The look of pages on the command line, with themes of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from notesapp.cli import main

NOTES = "Frost\n\nQ: Why? [0:10]\n"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "data"))
    path = tmp_path / "frost.md"
    path.write_text(NOTES, "utf-8")
    return path


def test_a_theme_a_colour_and_a_scheme(notes: Path):
    sets = [
        "--set",
        "html.theme=paper",
        "--set",
        "html.accent=#0a5c36",
        "--set",
        "html.scheme=dark",
    ]
    assert main(["export", str(notes), "--to", "html", *sets]) == 0
    page = notes.with_suffix(".html").read_text("utf-8")
    assert "A page out of a book" in page and 'content="dark"' in page


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("html.theme=mine", "There is no theme “mine”. Choose from: plain, paper, studio."),
        ("html.accent=red", "“red” is no colour. Write it as #0a5c36."),
        ("html-embed.scheme=blue", "“html-embed.scheme” is one of: auto, light, dark."),
        ("html.theme_page={{ body }}", "“html” has no option “theme_page”."),
    ],
)
def test_what_cannot_be_is_one_sentence(notes: Path, word: str, sentence: str, capsys):
    assert main(["export", str(notes), "--to", "html,html-embed", "--set", word]) == 2
    assert sentence in capsys.readouterr().err
    assert not notes.with_suffix(".html").exists()


@pytest.mark.skipif(sys.platform == "darwin", reason="its folder has no variable")
def test_a_theme_of_ones_own(notes: Path, tmp_path: Path, capsys):
    for data in (tmp_path / "data" / "notesapp", tmp_path / "data" / "notesapp" / "data"):
        folder = data / "themes" / "mine"
        folder.mkdir(parents=True)
        (folder / "page.html").write_text("<h1>{{ title }}!</h1>{{ body }}", "utf-8")
    command = ["--set", "html.theme=mine", "--to", "html"]
    assert main(["export", str(notes), *command]) == 0
    assert "<h1>Frost!</h1>" in notes.with_suffix(".html").read_text("utf-8")
    out = tmp_path / "out"
    assert main(["publish", str(notes), "-o", str(out), "--no-audio", *command]) in (0, 1)
    (page,) = out.glob("*.html")
    assert "<h1>Frost!</h1>" in page.read_text("utf-8")


def test_the_list_of_formats_says_what_an_option_takes(capsys):
    assert main(["formats"]) == 0
    listed = capsys.readouterr().out
    assert "--set html.theme=THEME" in listed and "--set html-embed.accent=ACCENT" in listed
