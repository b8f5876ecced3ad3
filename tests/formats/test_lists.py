"""Lists of chapters: what their settings change, where their limits are, what damage does."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats import audacity, audition, csv_list, cue, edl, reaper
from notesapp.formats.base import Carries, Format
from notesapp.formats.frames import RATES
from notesapp.formats.readers import READERS
from notesapp.formats.reading import ChapterReader
from tests.formats.chapter_strategies import chapter_lists, chapters_snapshot
from tests.formats.round_trips import BOTH_WAYS, expected_of, round_trip

UNLIMITED = [entry for entry in BOTH_WAYS if entry.key not in ("cue", "edl")]
DURATIONS = st.sampled_from([None, 3_600_000, 7_200_001])


@pytest.mark.parametrize("entry", [audacity.FORMAT, reaper.FORMAT, audition.FORMAT])
@given(wanted=chapter_lists(), duration_ms=DURATIONS)
def test_regions_have_the_same_ends(
    entry: Format, wanted: tuple[Chapter, ...], duration_ms: int | None
):
    expected = expected_of(entry, wanted, duration_ms, Carries(end="yes"))
    assert round_trip(entry, wanted, duration_ms, marks="regions") == expected


@pytest.mark.parametrize("flavour", ["resolve", "avid"])
@pytest.mark.parametrize("rate", RATES, ids=lambda rate: rate.name)
@given(wanted=chapter_lists())
def test_edit_lists_keep_the_frame(flavour: str, rate: edl.Rate, wanted: tuple[Chapter, ...]):
    options = {"fps": rate.name, "start": "3", "flavour": flavour}
    fps = Fraction(rate.top, rate.bottom)
    expected = expected_of(edl.FORMAT, wanted, None, Carries(step="frame"), fps)
    found = round_trip(edl.FORMAT, wanted, None, **options)
    starts = [(c.start_ms, c.title) for c in found]
    assert starts == [(c.start_ms, c.title) for c in expected]


def test_edit_lists_keep_ends_in_frames():
    wanted = (Chapter(0, "a", 1234), Chapter(2000, "b"))
    assert [c.end_ms for c in round_trip(edl.FORMAT, wanted, 9000, fps="25")] == [1200, 9000]


def numbered(count: int) -> tuple[Chapter, ...]:
    return tuple(Chapter(n * 10_000, f"Part {n}") for n in range(count))


def test_a_cue_sheet_holds_99():
    assert "TRACK 99 AUDIO" in cue.write(chapters_snapshot(numbered(99)))
    with pytest.raises(FileTrouble, match="holds 99 chapters and these are 100"):
        cue.write(chapters_snapshot(numbered(100)))


def test_an_edit_list_holds_999():
    assert "\r\n999  001 " in edl.write(chapters_snapshot(numbered(999)))
    with pytest.raises(FileTrouble, match="holds 999 markers and these are 1000"):
        edl.write(chapters_snapshot(numbered(1000)))


@pytest.mark.parametrize("entry", UNLIMITED, ids=lambda entry: entry.key)
def test_no_other_list_has_a_limit(entry: Format):
    found = round_trip(entry, numbered(1000), None)
    assert [c.title for c in found] == [f"Part {n}" for n in range(1000)]


@pytest.mark.parametrize("entry", BOTH_WAYS, ids=lambda entry: entry.key)
def test_line_ends_are_the_promised_ones(entry: Format):
    text = entry.write(chapters_snapshot(numbered(3), 60_000))
    ends = "\r\n" if entry.key in ("srt", "cue", "audition", "edl", "csv") else "\n"
    assert text.endswith(ends)
    assert text.count("\n") == text.count(ends)
    assert text.count("\r") == (text.count(ends) if ends == "\r\n" else 0)
    assert not text.startswith("\ufeff")


@pytest.mark.parametrize("entry", [audition.FORMAT, csv_list.FORMAT])
def test_a_byte_order_mark_where_asked_for(entry: Format):
    text = entry.write(chapters_snapshot(numbered(3), bom="yes"))
    assert text.startswith("\ufeff")
    assert len(round_trip(entry, numbered(3), None, bom="yes")) == 3


HOSTILE = (
    "",
    "\n" * 50_000,
    '"' * 100_001,
    "\t" * 100_000,
    "<" * 100_000,
    "\\" * 100_001,
    "<v " * 50_000,
    "9" * 100_000,
    "1:" * 50_000,
    "=" * 100_000,
    "CHAPTER" + "1" * 50_000,
    "\x00\ud800\u2028" * 1000,
    ("a\n" + "[CHAPTER]\nSTART=" + "9" * 500 + "\n") * 100,
    "00:00:00.000 " * 10_000,
    "FILE " * 10_000 + "\nTRACK 1",
    "|M:" * 50_000,
)
HEADS = (
    "WEBVTT\n\n",
    ";FFMETADATA1\n",
    "CHAPTER01=00:00:00.000\n",
    'FILE "a.mp3" MP3\n  TRACK 01 AUDIO\n',
    "TITLE: a\nFCM: DROP FRAME\n\n001  001 V C 01:00:00:00 01:00:00:01 01:00:00:00 01:00:00:01\n",
    "#,Name,Start,End,Length\n",
    "Name\tStart\tDuration\tTime Format\tType\n",
    "Marker Name\tDescription\tIn\tOut\tDuration\tMarker Type\n",
    "start,title\n",
    "0.5\t0.5\t",
    "1\n00:00:00,000 --> 00:00:01,000\n",
    "00:00:00.000 ",
)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.key)
@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_readers_end_with_chapters_or_a_sentence(reader: ChapterReader, body: str):
    for head in ("", *HEADS):
        reader.recognises(head + body)
        try:
            reader.read(head + body, {})
        except FileTrouble as trouble:
            assert trouble.sentence.endswith(".")


@pytest.mark.parametrize("head", HEADS)
@given(body=st.text(st.sampled_from('0129:;.,\t\n"\\=->#|MCD[]<>&a '), max_size=60))
def test_any_text_is_read_without_losing_words(head: str, body: str):
    for reader in READERS:
        if not reader.recognises(head + body):
            continue
        try:
            found = reader.read(head + body, {})
        except FileTrouble:
            continue
        assert [c.start_ms for c in found.chapters] == sorted(c.start_ms for c in found.chapters)
        assert all(1 <= c.line <= len(found.lines) for c in found.chapters)
