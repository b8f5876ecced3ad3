from __future__ import annotations

import pytest

from notesapp.checking.subject import AudioTags, subject_of
from notesapp.checking.surroundings import LIMITED, complete, measured
from notesapp.checking.tags import CHECKS
from notesapp.containers.tag_facts import TagFacts
from notesapp.core.parser import parse
from notesapp.core.problems import Severity
from notesapp.formats.base import AudioInfo
from tests.checking.fixing import found_in, problems_of

NEW, OLD, NONE = AudioTags("mp3", "2.4"), AudioTags("mp3", "2.3"), AudioTags("mp3")
LONG = "b" * 52


def titled(title: str, url: str = "") -> str:
    more = f' url="{url}"' if url else ""
    return f'Show\n\nQ: a? [0:10]\n{{: chapter="{title}"{more} }}\n\nA: b'


def test_a_title_that_hides_all_chapters():
    assert found_in(CHECKS, titled(LONG), tags=NEW) == [("tag-long-title", 3)]
    assert found_in(CHECKS, titled(LONG[1:]), tags=NEW) == []
    for tags in (OLD, NONE, AudioTags("mp4"), None):
        assert found_in(CHECKS, titled(LONG), tags=tags) == []


def test_a_chapter_that_ffmpeg_drops():
    long_link = "https://example.org/" + "x" * 120
    (problem,) = problems_of(CHECKS, titled("b", long_link), tags=NEW)
    assert problem.id == "tag-large-part" and "link" in problem.message
    assert found_in(CHECKS, titled("b", "https://example.org"), tags=NEW) == []
    assert found_in(CHECKS, titled("b", long_link), tags=OLD) == []
    wide = found_in(CHECKS, titled("ä" * 70), tags=NEW)
    assert wide == [("tag-long-title", 3), ("tag-large-part", 3)]


def test_more_chapters_than_an_mp3_lists():
    def text(count: int) -> str:
        stamps = (f"[{n // 60}:{n % 60:02}] topic {n}" for n in range(count))
        return "\n".join(stamps)

    (problem,) = problems_of(CHECKS, text(256), tags=OLD)
    assert (problem.id, problem.severity) == ("tag-too-many", Severity.RULE)
    assert "255" in problem.message and "256" in problem.message
    assert found_in(CHECKS, text(255), tags=OLD) == []
    assert found_in(CHECKS, text(256), tags=AudioTags("mp4")) == []


@pytest.mark.parametrize(("kind", "word"), [("wav", "WAV"), ("", "This audio")])
def test_audio_that_takes_no_chapters(kind: str, word: str):
    (problem,) = problems_of(CHECKS, titled("b"), tags=AudioTags(kind))
    assert (problem.id, problem.severity) == ("tag-no-place", Severity.NOTE)
    assert problem.message.startswith(word)
    assert found_in(CHECKS, "Only words", tags=AudioTags(kind)) == []


def test_what_is_known_around_notes_is_put_together():
    subject = subject_of(parse(titled("b")))
    assert complete(subject) == subject
    before = parse("Episode 1: a")
    full = complete(subject, previous=before, tags=TagFacts("mp3", "2.4", 3), sizes={"apple": 1})
    assert (full.previous, full.tags, dict(full.sizes)) == (
        before,
        AudioTags("mp3", "2.4", 3),
        {"apple": 1},
    )
    assert complete(full) == full


def test_sizes_are_measured_where_there_is_a_limit():
    short = measured(subject_of(parse("Show\n\nText")), AudioInfo(), "a")
    assert set(short) == set(LIMITED)
    long = measured(subject_of(parse("Show\n\nText" + " more" * 1000)), AudioInfo(), "a")
    assert all(long[key] >= short[key] + 4999 for key in LIMITED)
