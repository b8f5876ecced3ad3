"""The kit: what holds for every format and every text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.parser import parse
from notesapp.formats.base import Format
from notesapp.formats.publish import make_snapshot
from notesapp.formats.registry import FORMATS, format_of
from tests.formats.episodes import AUDIO, SEED, TEXTS, golden_file, golden_text, snapshot_of

EACH_FORMAT = pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.key)
EACH_TEXT = pytest.mark.parametrize("name", TEXTS)


@EACH_FORMAT
def test_the_golden_notes_come_out_as_agreed(entry: Format):
    assert golden_text(entry) == golden_file(entry).read_bytes().decode("utf-8")


@EACH_FORMAT
@EACH_TEXT
def test_any_notes_come_out(entry: Format, name: str):
    for preset in (*entry.presets, ""):
        for audio in (None, AUDIO):
            snapshot = snapshot_of(TEXTS[name], audio, preset)
            text = entry.write(snapshot)
            text.encode("utf-8", "replace")
            assert "{:" not in text
            assert all(loss.message and loss.count > 0 for loss in entry.losses(snapshot))


@EACH_FORMAT
@given(
    text=st.text(st.sampled_from('Q:A [1230.5](ab)*_`<>#-\n|{}="&;!\\é\ue000\ue001'), max_size=80)
)
def test_any_text_at_all_comes_out(entry: Format, text: str):
    snapshot = snapshot_of(text, AUDIO)
    entry.losses(snapshot)
    assert isinstance(entry.write(snapshot), str)


@EACH_FORMAT
def test_the_same_notes_give_the_same_file(entry: Format):
    assert golden_text(entry) == golden_text(entry)


@EACH_FORMAT
def test_every_format_says_what_it_is(entry: Format):
    assert format_of(entry.key) is entry
    assert entry.title and entry.summary.endswith(".") and entry.suffix.startswith(".")
    for option in entry.options:
        assert not option.allowed or option.default in option.allowed


def test_keys_and_names_are_the_promised_ones():
    assert {entry.key: entry.suffix for entry in FORMATS} == {
        "markdown": ".notes.md",
        "html": ".html",
        "text": ".notes.txt",
        "description": ".description.txt",
        "json": ".chapters.json",
        "html-feed": ".feed.html",
        "html-embed": ".embed.html",
        "rss-item": ".rss-item.xml",
        "psc": ".psc",
        "psc-json": ".psc.json",
        "mp4chaps": ".chapters.txt",
        "ogm": ".ogm.txt",
        "matroska": ".mkv-chapters.xml",
        "webvtt": ".chapters.vtt",
        "srt": ".chapters.srt",
        "ffmetadata": ".ffmeta",
        "cue": ".cue",
        "audacity": ".labels.txt",
        "reaper": ".reaper.csv",
        "audition": ".audition.csv",
        "edl": ".edl",
        "csv": ".chapters.csv",
    }


@pytest.mark.skipif(not SEED.exists(), reason="the example episode is not beside this checkout")
class TestSeed:
    def test_text_gives_back_the_bytes(self):
        text = SEED.read_bytes().decode("utf-8")
        snapshot = make_snapshot(parse(text), "episode-50")
        assert format_of("text").write(snapshot).encode() == SEED.read_bytes()
        assert format_of("markdown").write(snapshot).encode() == SEED.read_bytes()

    def test_chapters_are_there(self):
        snapshot = make_snapshot(parse(SEED.read_text("utf-8")), "episode-50")
        found = json.loads(format_of("json").write(snapshot))
        assert [c["startTime"] for c in found["chapters"]] == [0, 124, 519, 876]
        lines = format_of("description").write(snapshot).splitlines()
        stamped = [line for line in lines if line[:2].isdigit()]
        assert [line[:5] for line in stamped] == ["00:00", "02:04", "08:39", "14:36"]
        # These notes have no header, so they do not say what a feed wants of an episode.
        for entry in (entry for entry in FORMATS if entry.key != "rss-item"):
            found = [x.message for x in entry.losses(snapshot)]
            assert [x for x in found if "player" not in x and "audio" not in x] == []
