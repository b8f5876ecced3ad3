"""What lists of chapters cannot hold is said before they are written."""

from __future__ import annotations

from types import ModuleType

import pytest

from notesapp.core.chapters import Chapter
from notesapp.formats import (
    audacity,
    audition,
    csv_list,
    cue,
    edl,
    ffmetadata,
    mp4chaps,
    ogm,
    reaper,
    srt,
    webvtt,
)
from notesapp.formats.base import Format
from notesapp.formats.registry import format_of
from tests.formats.chapter_strategies import chapters_snapshot
from tests.formats.episodes import AUDIO, snapshot_of

FULL = (
    Chapter(1500, "a", 2000, "https://a.b/", "https://a.b/c.jpg"),
    Chapter(60_000, "b", toc=False),
    Chapter(90_000, "c", 95_000),
)
SILENT = "Silent chapters are left out."
LINKS = "Links of chapters are left out."
PICTURES = "Pictures of chapters are left out."
UNSAFE = "Links that are no web address are left out."
LOCAL = "Pictures without a web address are left out."
ENDS = "Ends of chapters are left out: each lasts until the next one."
INTRO = "A chapter “Intro” is added at 0:00."
LENGTH = "The length of the audio is not known: the last chapter lasts a second."


def said(
    entry: Format, *chapters: Chapter, duration_ms: int | None = 100_000, **options: str
) -> dict[str, int]:
    snapshot = chapters_snapshot(chapters, duration_ms, **options)
    return {loss.message: loss.count for loss in entry.losses(snapshot)}


@pytest.mark.parametrize(
    "entry", [webvtt, srt, ffmetadata, audacity, reaper, audition], ids=lambda m: m.FORMAT.key
)
def test_lists_with_ends(entry: ModuleType):
    assert said(entry.FORMAT, *FULL) == {SILENT: 1, LINKS: 1, PICTURES: 1}


def test_lists_without_ends():
    assert said(ogm.FORMAT, *FULL) == {SILENT: 1, LINKS: 1, PICTURES: 1, ENDS: 2}
    implied = (Chapter(0, "a", 2000), Chapter(2000, "b"))
    assert said(ogm.FORMAT, *implied) == {}


def test_mp4chaps_adds_an_intro_and_may_hold_links():
    assert said(mp4chaps.FORMAT, *FULL) == {SILENT: 1, LINKS: 1, PICTURES: 1, ENDS: 2, INTRO: 1}
    assert LINKS not in said(mp4chaps.FORMAT, *FULL, links="yes")
    wrong = Chapter(0, "a", url="javascript:x")
    assert said(mp4chaps.FORMAT, wrong, links="yes") == {UNSAFE: 1}
    text = mp4chaps.write(chapters_snapshot(FULL, links="yes"))
    assert text == "00:00:00.000 Intro\n00:00:01.500 a <https://a.b/>\n00:01:30.000 c\n"


def test_signs_that_are_replaced():
    signs = (Chapter(0, '<"a" | b --> c>'), Chapter(1000, "plain"))
    assert said(mp4chaps.FORMAT, *signs) == {"Angle brackets in titles become ‹ and ›.": 1}
    assert said(cue.FORMAT, *signs) == {"Double quotes in titles become single ones.": 1}
    assert said(edl.FORMAT, *signs) == {"“|” in titles becomes “/”.": 1}
    assert said(srt.FORMAT, *signs) == {"“-->” in titles becomes “→”.": 1}
    for module in (ogm, webvtt, ffmetadata, audacity, reaper, audition, csv_list):
        assert said(module.FORMAT, *signs) == {}


def test_times_between_frames():
    times = (Chapter(0, "a"), Chapter(40, "b"), Chapter(45_001, "c"))
    assert said(cue.FORMAT, *times) == {"Times are rounded down to 1/75 of a second.": 1}
    assert said(edl.FORMAT, *times) == {"Times are rounded down to frames, 25 a second.": 1}
    assert said(edl.FORMAT, *times, fps="24") == {
        "Times are rounded down to frames, 24 a second.": 2
    }


def test_the_avid_flavour_has_no_ends():
    whole = (Chapter(0, "a", 1000), Chapter(2000, "b"))
    assert said(edl.FORMAT, *whole) == {}
    assert said(edl.FORMAT, *whole, flavour="avid") == {ENDS: 1}
    text = edl.write(chapters_snapshot(whole, flavour="avid", start="0"))
    assert "\r\n* LOC: 00:00:02:00 BLUE    b\r\n" in text


def test_a_spreadsheet_keeps_titles_that_look_like_formulas():
    chapters = (Chapter(0, "=1+2"), Chapter(1000, "-- so"), Chapter(2000, "plain"))
    words = (
        "Titles that begin with =, +, - or @ stay as they are: a spreadsheet may calculate them."
    )
    assert said(csv_list.FORMAT, *chapters) == {words: 2}
    assert "00:00:00.000,,=1+2,,,yes\r\n" in csv_list.write(chapters_snapshot(chapters))


def test_a_spreadsheet_holds_everything_with_an_address():
    assert said(csv_list.FORMAT, *FULL) == {}
    assert said(csv_list.FORMAT, Chapter(0, "a", image="local.jpg")) == {LOCAL: 1}


@pytest.mark.parametrize("key", ["json", "psc", "psc-json", "rss-item", "csv"])
def test_only_what_has_no_address_is_said_where_addresses_stay(key: str):
    wrong = Chapter(0, "a", url="javascript:x", image="local.jpg")
    right = Chapter(1000, "b", url="https://a.b/", image="https://a.b/c.jpg")
    found = said(format_of(key), wrong, right)
    assert (found[UNSAFE], found[LOCAL]) == (1, 1)
    assert LINKS not in found and PICTURES not in found


@pytest.mark.parametrize("module", [webvtt, srt, ffmetadata], ids=lambda m: m.FORMAT.key)
def test_an_end_that_nobody_knows(module: ModuleType):
    assert said(module.FORMAT, Chapter(0, "a"), duration_ms=None) == {LENGTH: 1}
    assert said(module.FORMAT, Chapter(0, "a", 500), duration_ms=None) == {}


@pytest.mark.parametrize("module", [audacity, reaper, audition], ids=lambda m: m.FORMAT.key)
def test_points_need_no_end_and_regions_do(module: ModuleType):
    assert said(module.FORMAT, Chapter(0, "a"), duration_ms=None) == {}
    assert said(module.FORMAT, Chapter(0, "a"), duration_ms=None, marks="regions") == {LENGTH: 1}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.mp3", 'FILE "a.mp3" MP3'),
        ("a.M4A", 'FILE "a.M4A" WAVE'),
        ("a.aiff", 'FILE "a.aiff" AIFF'),
        ("", 'FILE "small-garden-12.mp3" MP3'),
    ],
)
def test_the_audio_that_a_cue_sheet_names(name: str, line: str):
    audio = type(AUDIO)(name)
    assert line in cue.write(snapshot_of("[0:00] a", audio)).splitlines()
    losses = [loss.message for loss in cue.losses(snapshot_of("[0:00] a", audio))]
    expected = [] if name else ["No audio is named: the sheet says “small-garden-12.mp3”."]
    assert losses == expected


def test_values_are_escaped_for_ffmpeg():
    text = ffmetadata.write(chapters_snapshot((Chapter(0, "a=b;c#d\\e"),), 1000))
    assert "\ntitle=a\\=b\\;c\\#d\\\\e\n" in text


def test_cues_are_escaped_for_browsers():
    text = webvtt.write(chapters_snapshot((Chapter(0, "<b> & -->"),), 1000))
    assert text.endswith("\n&lt;b&gt; &amp; --&gt;\n")


def test_the_hundredth_ogm_chapter_has_three_digits():
    text = ogm.write(chapters_snapshot([Chapter(n * 1000, "x") for n in range(100)]))
    assert "\nCHAPTER99NAME=x\nCHAPTER100=00:01:39.000\n" in text
