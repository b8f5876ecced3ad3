"""What this program writes, into files and into audio, it reads in again as notes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from notesapp.containers.base import Container, Wanted
from notesapp.containers.registry import CONTAINERS
from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.parser import parse
from notesapp.formats.base import Format
from notesapp.formats.chapter_list import with_ends
from notesapp.formats.readers import READERS
from notesapp.formats.registry import FORMATS, format_of
from notesapp.importing.read_any import read_any, read_text
from tests import media
from tests.containers.rebuilding import rebuilt
from tests.formats.episodes import GOLDEN_NOTES, TEXTS, golden_file, golden_text

LISTS = tuple(entry for entry in FORMATS if entry.carries is not None)
KINDS = ("mp3", "m4a", "flac", "opus", "ogg-flac", "mka-opus", "webm")
TWELVE = tuple(
    Chapter(n * 500, title)
    for n, title in enumerate(["Hello", "Q: asks", "A. b", *(f"Part {n}" for n in range(9))])
)


def heard(chapters: tuple[Chapter, ...]) -> list[tuple[object, ...]]:
    return [(c.start_ms, c.title, c.url, c.image, c.toc) for c in chapters]


def from_notes(text: str) -> list[tuple[object, ...]]:
    return heard(chapters_of(parse(text)))


@pytest.mark.parametrize("entry", LISTS, ids=lambda entry: entry.key)
def test_a_list_gives_its_chapters_to_the_notes(entry: Format):
    done = read_any(golden_file(entry))
    assert done.chapters
    assert from_notes(done.notes_text) == heard(done.chapters)
    if entry.key in {reader.key for reader in READERS}:
        assert done.key == entry.key


@pytest.mark.parametrize("key", ["text", "markdown", "html", "html-feed", "description"])
def test_whole_notes_keep_when_their_chapters_are(key: str):
    entry = format_of(key)
    own = chapters_of(parse(TEXTS["golden"]))
    done = read_any(golden_file(entry))
    assert not done.transcript
    times = {c.start_ms // 1000 for c in done.chapters}
    assert {c.start_ms // 1000 for c in own if c.toc} <= times


def test_our_own_page_keeps_fractions_titles_and_links():
    done = read_text(golden_text(format_of("html")), "page.html")
    own = [c for c in chapters_of(parse(GOLDEN_NOTES.read_text("utf-8"))) if c.toc]
    found = {c.start_ms: c for c in done.chapters}
    for chapter in own:
        assert found[chapter.start_ms].title == chapter.title
        assert found[chapter.start_ms].url == chapter.url


def test_a_page_that_only_looks_like_ours_is_read_all_the_same():
    hostile = '<nav class="chapters"><p data-start-ms="1">0:10 Hello</p>'
    assert [c.title for c in read_text(hostile, "x.html").chapters] == ["Intro", "Hello"]
    far = (
        '<nav class="chapters"><a class="chapter" data-start-ms="9999999999">'
        '<span class="name">x</span></a></nav>'
        '<p>0:10 Hello</p><a class="stamp" data-start-ms="9999999999">far</a>'
    )
    assert [c.title for c in read_text(far, "x.html").chapters] == ["Intro", "Hello"]


def container_of_kind(data: bytes) -> Container:
    return next(entry for entry in CONTAINERS if entry.recognises(io.BytesIO(data)))


@pytest.mark.parametrize("kind", KINDS)
def test_chapters_inside_audio_become_notes(kind: str, tmp_path: Path):
    path = media.make(tmp_path, kind, 8)
    container = container_of_kind(path.read_bytes())
    empty = read_any(path)
    assert empty.from_audio and empty.chapters == ()
    wanted = Wanted(with_ends(TWELVE, 8000), 8000)
    path.write_bytes(rebuilt(container, path.read_bytes(), wanted))
    done = read_any(path)
    assert done.key == container.key
    assert [(c.start_ms, c.title) for c in done.chapters] == [(c.start_ms, c.title) for c in TWELVE]
    assert from_notes(done.notes_text) == heard(done.chapters)
    assert "–" not in done.notes_text  # the last one ends with the audio
    assert [line.start_ms for line in done.lines] == [c.start_ms for c in TWELVE]


def test_subtitles_of_every_word_are_speech():
    cues = "".join(
        f"{n + 1}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\nword {n}\n\n" for n in range(60)
    )
    for text in (cues, "WEBVTT\n\n" + cues.replace(",", ".")):
        done = read_text(text)
        assert done.transcript
        assert chapters_of(parse(done.notes_text)) == ()
        assert all(f"word {n}\n" in done.notes_text for n in range(60))


def test_what_a_list_does_not_say_can_be_told():
    text = golden_text(format_of("edl"))
    slow = read_text(text, "x.edl", {"fps": "25"})
    fast = read_text(text, "x.edl", {"fps": "50"})
    assert "fps" in [option.name for option in slow.options]
    assert [c.start_ms for c in slow.chapters] != [c.start_ms for c in fast.chapters]
