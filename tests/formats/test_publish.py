from __future__ import annotations

import os
from pathlib import Path

import pytest

from notesapp.core.parser import parse
from notesapp.errors import FileTrouble, UsageError
from notesapp.formats.base import Option
from notesapp.formats.publish import deliver, parse_settings, parse_targets, render
from notesapp.storage.atomic import write_all_atomic

NOTES = parse("Show\n\nQ: Why? [1:00]\n")


def test_targets_are_read():
    targets = parse_targets("html, description:spotify,html")
    assert [(t.format.key, t.preset) for t in targets] == [("html", ""), ("description", "spotify")]


@pytest.mark.parametrize("text", ["", "pdf", "html:wide", "html,,text", "descriptions"])
def test_unknown_targets_are_refused(text: str):
    with pytest.raises(UsageError):
        parse_targets(text)


def test_an_unknown_key_names_the_known_ones():
    with pytest.raises(UsageError, match="markdown, html, text, description, json"):
        parse_targets("pdf")


def test_settings_are_read():
    assert parse_settings(["description.parts=chapters"]) == {"description": {"parts": "chapters"}}


@pytest.mark.parametrize("word", ["parts=all", "description.parts", "description.x=1", "pdf.x=1"])
def test_unknown_settings_are_refused(word: str):
    with pytest.raises(UsageError):
        parse_settings([word])


def test_settings_of_what_is_no_format_are_read_where_they_are_handed_in():
    more = {"apple": (Option("chapters", "first", "Where", ("first", "none")),)}
    words = ["apple.chapters=none", "description.parts=chapters"]
    assert parse_settings(words, more) == {
        "apple": {"chapters": "none"},
        "description": {"parts": "chapters"},
    }
    with pytest.raises(UsageError, match=r"“apple\.chapters” is one of: first, none"):
        parse_settings(["apple.chapters=top"], more)
    with pytest.raises(UsageError, match=r"no format or destination “pdf”.*html.*apple"):
        parse_settings(["pdf.x=1"], more)
    with pytest.raises(UsageError, match="no format “apple”"):
        parse_settings(["apple.chapters=none"])


def test_names_follow_the_notes():
    outputs = render(NOTES, "episode-1", parse_targets("markdown,html,text,description,json"))
    assert [output.name for output in outputs] == [
        "episode-1.notes.md",
        "episode-1.html",
        "episode-1.notes.txt",
        "episode-1.description.txt",
        "episode-1.chapters.json",
    ]


def test_two_presets_of_a_format_get_two_names():
    outputs = render(NOTES, "e", parse_targets("description:spotify,description:apple"))
    assert [o.name for o in outputs] == ["e.spotify.description.txt", "e.apple.description.txt"]


@pytest.mark.parametrize("kind", ["itself", "symlink", "hardlink", "roundabout"])
def test_notes_and_audio_are_never_written(tmp_path: Path, kind: str):
    notes = tmp_path / "notes.txt"
    notes.write_text("kept")
    path = tmp_path / "out.txt"
    if kind == "itself":
        path = notes
    elif kind == "symlink":
        path.symlink_to(notes)
    elif kind == "hardlink":
        os.link(notes, path)
    else:
        (tmp_path / "in").mkdir()
        path = tmp_path / "in" / ".." / "notes.txt"
    outputs = render(NOTES, "e", parse_targets("json,text"))
    with pytest.raises(FileTrouble, match="Choose another name"):
        deliver(outputs, [tmp_path / "a.json", path], protected=[notes], write=write_all_atomic)
    assert notes.read_text() == "kept"
    assert not (tmp_path / "a.json").exists()
