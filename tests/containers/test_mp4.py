"""Chapters into MP4 files and out of them."""

from __future__ import annotations

import io
from pathlib import Path

import mutagen.mp4
import pytest
from hypothesis import given, settings

from notesapp.audio.facts import probe
from notesapp.audio.identity import identify
from notesapp.audio.open_source import open_source
from notesapp.containers import mp4
from notesapp.containers.base import Wanted
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.formats.chapter_list import ready_chapters, with_ends
from tests.audio.mp4_media import with_delay, without_edits
from tests.containers.mp4_files import (
    DURATION_MS,
    av_chapters,
    chapters_in,
    embedded,
    find,
    made,
    packets,
    tagged,
    with_av_chapters,
)
from tests.formats.chapter_strategies import (
    TITLES,
    as_carried,
    chapter_lists,
    chapters_snapshot,
    comparable,
)

KINDS = ("m4a", "m4a-fast", "m4a-stereo", "alac", "mp3-in-mp4", "mp4-video", "mov-video")
TWO = (Chapter(0, "Intro & “Welcome”"), Chapter(1500, "Zweites Käpitel <2>; #1 = naïve \\ back"))
OTHER = (Chapter(0, "One"), Chapter(999, "Two"), Chapter(2000, "Three"))


def bare(chapters: tuple[Chapter, ...]) -> list[tuple[int, str]]:
    return [(chapter.start_ms, chapter.title) for chapter in chapters]


@pytest.mark.parametrize("kind", KINDS)
def test_chapters_are_read_back_and_nothing_else_changes(kind: str):
    before = tagged(kind) if kind.startswith("m4a") else made(kind)
    after = embedded(before, *TWO)
    assert chapters_in(after) == TWO
    assert av_chapters(after) == bare(TWO)
    assert packets(after) == packets(before)
    assert mp4.same_sound(io.BytesIO(before), io.BytesIO(after))


@pytest.mark.parametrize("kind", KINDS)
def test_embedding_again_gives_the_same_bytes(kind: str):
    once = embedded(made(kind), *TWO)
    assert embedded(once, *TWO) == once
    others = embedded(once, *OTHER)
    assert embedded(others, *OTHER) == others
    assert chapters_in(others) == OTHER
    assert packets(others) == packets(made(kind))
    assert len(find(others, b"mdat")) == 2, "texts that went leave nothing behind"


@pytest.mark.parametrize("kind", KINDS)
def test_without_chapters_the_old_ones_go(kind: str):
    nothing = embedded(embedded(made(kind), *TWO))
    assert chapters_in(nothing) == ()
    assert av_chapters(nothing) == []
    assert packets(nothing) == packets(made(kind))


@pytest.mark.parametrize("kind", ["m4a", "m4a-fast"])
def test_tags_stay_byte_for_byte(kind: str):
    before = tagged(kind)
    after = embedded(before, *TWO)
    path = (b"moov", b"udta", b"meta")
    assert find(after, *path) == find(before, *path)
    tags = mutagen.mp4.MP4(io.BytesIO(after))
    assert dict(tags) == dict(mutagen.mp4.MP4(io.BytesIO(before)))
    assert [(round(c.start * 1000), c.title) for c in tags.chapters] == bare(TWO)


def test_chapters_stay_when_tags_are_changed_afterwards():
    file = io.BytesIO(embedded(tagged("m4a-fast"), *TWO))
    tags = mutagen.mp4.MP4(file)
    tags["\xa9cmt"] = ["x" * 20_000]
    file.seek(0)
    tags.save(file)
    assert chapters_in(file.getvalue()) == TWO
    assert av_chapters(file.getvalue()) == bare(TWO)


@pytest.mark.parametrize("kind", ["m4a", "m4a-fast", "m4a-stereo", "alac", "mov-video"])
def test_our_player_finds_the_same_sound(kind: str, tmp_path: Path):
    sounds = []
    for name, data in (("old", made(kind)), ("new", embedded(made(kind), *TWO))):
        path = tmp_path / f"{name}.mp4"
        path.write_bytes(data)
        source = open_source(path)
        sounds.append((type(source), source.total, source.rate, source.read(0, 4000)))
        source.close()
        assert probe(path).duration_ms is not None
    assert sounds[0] == sounds[1]


@pytest.mark.parametrize("delay", [1024, 2112])
def test_the_delay_that_itunes_writes_is_still_that_of_the_sound(delay: int, tmp_path: Path):
    path = tmp_path / "old.m4a"
    path.write_bytes(made("m4a"))
    with_delay(path, delay)
    path.write_bytes(without_edits(path.read_bytes()))
    new = tmp_path / "new.m4a"
    new.write_bytes(embedded(path.read_bytes(), *TWO))
    old_source, new_source = open_source(path), open_source(new)
    assert new_source.total == old_source.total
    assert new_source.read(0, 4000) == old_source.read(0, 4000)
    assert type(new_source) is type(old_source)
    old_source.close()
    new_source.close()


@pytest.mark.parametrize("kind", ["m4a", "m4a-fast", "alac", "mp4-video", "mov-video"])
def test_notes_know_their_recording_again(kind: str, tmp_path: Path):
    old, new = tmp_path / "old.m4a", tmp_path / "new.m4a"
    old.write_bytes(made(kind))
    new.write_bytes(embedded(made(kind), *TWO))
    assert identify(new).digest == identify(old).digest


@pytest.mark.parametrize("kind", ["m4a", "mov-video"])
@pytest.mark.parametrize("title", TITLES)
def test_titles(kind: str, title: str):
    ready = ready_chapters(chapters_snapshot([Chapter(0, title)], DURATION_MS))
    after = embedded(made(kind), *ready)
    assert bare(chapters_in(after)) == bare(ready)
    assert av_chapters(after) == bare(ready)
    if kind == "m4a":
        short = ready[0].title.encode()[:255].decode("utf-8", "ignore")
        assert mutagen.mp4.MP4(io.BytesIO(after)).chapters[0].title == short


def test_long_titles_are_named_before():
    long = Wanted((Chapter(0, "ä" * 127), Chapter(1, "ä" * 128)), DURATION_MS)
    assert [loss.count for loss in mp4.losses(long)] == [1]
    longest = Wanted((Chapter(0, "x" * 65_535),), DURATION_MS)
    assert chapters_in(embedded(made("m4a"), *longest.chapters)) == longest.chapters
    longer = Wanted((Chapter(0, "x" * 65_536),), DURATION_MS)
    assert "65,535 bytes" in mp4.refusal(longer)
    assert mp4.refusal(longest) == ""
    assert not mp4.losses(Wanted(TWO, DURATION_MS))


def test_as_many_as_fit_and_one_more():
    many = tuple(Chapter(ms * 10, f"Chapter {ms}") for ms in range(256))
    after = embedded(made("m4a"), *many[:255])
    assert chapters_in(after) == many[:255]
    assert av_chapters(after) == bare(many[:255])
    assert len(mutagen.mp4.MP4(io.BytesIO(after)).chapters) == 255
    assert mp4.refusal(Wanted(many[:255], DURATION_MS)) == ""
    assert "255" in mp4.refusal(Wanted(many, DURATION_MS))
    assert "255" in mp4.refusal(Wanted(many[1:], DURATION_MS)), "an intro comes before them"
    with pytest.raises(AudioTrouble, match="255 chapters"):
        embedded(made("m4a"), *many)


def test_an_intro_fills_the_start_and_silent_chapters_stay_out():
    after = embedded(made("m4a"), Chapter(500, "First"), Chapter(700, "Quiet", toc=False))
    assert bare(chapters_in(after)) == [(0, "Intro"), (500, "First")]


def test_chapters_of_one_moment_stay_apart():
    same = (Chapter(0, "One"), Chapter(1000, "Two"), Chapter(1000, "Three"))
    after = embedded(made("m4a"), *same)
    assert bare(chapters_in(after)) == bare(same)
    assert av_chapters(after) == bare(same)


@pytest.mark.parametrize(("kind", "options"), [("m4a", {}), ("m4a", {"movflags": "faststart"})])
def test_chapters_of_libavformat_are_read_and_replaced(kind: str, options: dict[str, str]):
    theirs = [(0, 1500, "Eins ä"), (1500, DURATION_MS, "Zwei")]
    before = with_av_chapters(kind, theirs, **options)
    assert bare(chapters_in(before)) == [(0, "Eins ä"), (1500, "Zwei")]
    after = embedded(before, *OTHER)
    assert chapters_in(after) == OTHER
    assert av_chapters(after) == bare(OTHER)
    assert packets(after) == packets(before)
    assert len(find(after, b"moov", b"trak")) == 2
    assert len(find(after, b"moov", b"udta", b"chpl")) == 1


def test_a_gap_ends_a_chapter_and_two_lists_that_differ_are_remarked():
    before = with_av_chapters("m4a", [(500, 1000, "Eins"), (2000, 2500, "Zwei")])
    reading = mp4.read(io.BytesIO(before))
    assert [(c.start_ms, c.title, c.end_ms) for c in reading.chapters][-1][:2] == (2000, "Zwei")
    assert len(reading.remarks) == 1
    assert not mp4.read(io.BytesIO(embedded(before, *TWO))).remarks


@settings(max_examples=60, deadline=None)
@given(chapter_lists(max_ms=4000))
def test_round_trip(chapters: tuple[Chapter, ...]):
    ready = ready_chapters(chapters_snapshot(chapters, DURATION_MS))
    wanted = with_ends([c for c in ready if c.toc], DURATION_MS)
    after = embedded(made("m4a-fast"), *wanted)
    expected = as_carried(chapters, mp4.CONTAINER.carries, DURATION_MS)
    assert comparable(chapters_in(after), DURATION_MS) == expected
    assert mp4.same_sound(io.BytesIO(made("m4a-fast")), io.BytesIO(after))


@settings(max_examples=40, deadline=None)
@given(chapter_lists())
def test_both_lists_say_the_same(chapters: tuple[Chapter, ...]):
    wanted = with_ends(ready_chapters(chapters_snapshot(chapters)), None)
    after = embedded(made("m4a"), *wanted)
    text, nero = after, after.replace(b"chap", b"xxxx")
    cut = [(ms, t.encode()[:255].decode("utf-8", "ignore")) for ms, t in bare(chapters_in(text))]
    assert bare(chapters_in(nero)) == [(ms, t.strip()) for ms, t in cut]
    assert av_chapters(text) == bare(chapters_in(text))
