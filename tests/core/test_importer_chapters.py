"""Any list of chapters becomes notes that give the same chapters again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notesapp.core.chapters import Chapter, chapters_of
from notesapp.core.importer_chapters import chapter_notes
from notesapp.core.parser import parse
from tests.core.texts import any_text, nasty_text, notes_texts

LATEST_MS = 999 * 3_600_000 + 59 * 60_000 + 59_999
HOSTILE = (
    "Q: Why?",
    "A: Because.",
    "Frage: Warum?",
    "Ana: and so on",
    "Ends with a stop.",
    "a. B",
    "One. Two",
    "[2:04] not a stamp",
    "(0:30)",
    "closes (12:30)",
    "x - 4:10",
    "– dash first",
    "* starred *",
    "**bold**",
    "&amp; and &",
    "[x](https://example.org)",
    "`code`",
    "Resources",
    "---",
    '{: chapter="x" }',
    "~~~",
    "x" * 130,
    "word " * 40,
    'say "quoted" \\ back',
    "日本語。次",
    "\u202eevil",
    "a\u00a0b",
    "",
)


def one_line(text: str) -> str:
    return " ".join(text.split())


titles = st.one_of(st.sampled_from(HOSTILE), any_text, nasty_text, notes_texts).map(one_line)
starts = st.one_of(
    st.integers(0, LATEST_MS),
    st.integers(0, 10_000).map(lambda seconds: seconds * 1000),
    st.sampled_from([0, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, LATEST_MS]),
)


@st.composite
def chapter_lists(draw: st.DrawFn) -> list[Chapter]:
    found = []
    for start_ms in sorted(draw(st.lists(starts, max_size=8))):
        end_ms = draw(st.none() | st.integers(start_ms, start_ms + 90_000))
        end_ms = None if end_ms is not None and end_ms > LATEST_MS else end_ms
        url = draw(st.sampled_from(["", "https://example.org/a?b=1&c=2#d"]))
        image = draw(st.sampled_from(["", "pictures/1.png"]))
        toc = draw(st.booleans())
        found.append(Chapter(start_ms, draw(titles), end_ms, url, image, toc, line=1))
    return found


def named(chapters: list[Chapter]) -> list[Chapter]:
    """As the notes give them: one of two that are the same, names for those without."""
    unique: list[Chapter] = []
    for place, chapter in enumerate(chapters, start=1):
        chapter = replace(chapter, title=chapter.title or f"Chapter {place}")
        if not any((c.start_ms, c.title) == (chapter.start_ms, chapter.title) for c in unique[-4:]):
            unique.append(chapter)
    return unique


def facts(chapters: list[Chapter]) -> list[tuple[object, ...]]:
    return [(c.start_ms, c.title, c.url, c.image, c.toc) for c in chapters]


def read(text: str) -> list[Chapter]:
    return [chapter for chapter in chapters_of(parse(text)) if chapter.kind != "intro"]


@given(chapter_lists())
@example([Chapter(n * 1000, one_line(title)) for n, title in enumerate(HOSTILE)])
def test_the_notes_give_the_same_chapters(chapters: list[Chapter]):
    assert facts(read(chapter_notes(chapters))) == facts(named(chapters))


@given(chapter_lists(), st.lists(st.one_of(notes_texts, nasty_text, any_text), max_size=5))
@example([Chapter(0, "Q: asks")], ["goes on", "1:00 not a chapter"])
@example([Chapter(0, "x")], ["~~~", "1:00 not a chapter", "~~~~"])
@example([], ["---", "title: x", "---"])
def test_kept_lines_are_there_and_change_no_chapter(chapters: list[Chapter], kept: list[str]):
    text = chapter_notes(chapters, title="T", kept=kept)
    assert facts(read(text)) == facts(named(chapters))
    assert parse(text).title == "T"
    words = text.split()
    for line in kept:
        assert all(word in words for word in line.split())


@given(chapter_lists())
def test_ends_that_say_something_are_kept(chapters: list[Chapter]):
    found = {(c.start_ms, c.title): c.end_ms for c in read(chapter_notes(chapters))}
    later = sorted({c.start_ms for c in chapters})
    for chapter in named(chapters):
        after = [ms for ms in later if ms > chapter.start_ms]
        implied = after[0] if after else chapter.start_ms + 1000
        said = chapter.end_ms if chapter.end_ms and chapter.end_ms > chapter.start_ms else None
        expected = None if said == implied else said
        assert found[chapter.start_ms, chapter.title] == expected


def test_the_end_of_the_audio_is_no_range():
    chapters = [Chapter(0, "a", 5000), Chapter(5000, "b", 9000)]
    assert chapter_notes(chapters, duration_ms=9040) == "[0:00] a\n[0:05] b\n"
    assert chapter_notes(chapters, duration_ms=60_000) == "[0:00] a\n[0:05–0:09] b\n"


def test_fractions_only_where_there_are_some():
    assert chapter_notes([Chapter(0, "a"), Chapter(5000, "b")]) == "[0:00] a\n[0:05] b\n"
    text = chapter_notes([Chapter(0, "a"), Chapter(5250, "b")])
    assert text == "[0:00.000] a\n[0:05.250] b\n"


def test_attributes_only_where_they_are_needed():
    text = chapter_notes([Chapter(0, "plain"), Chapter(5000, "Q: x", url="https://example.org")])
    expected = '[0:05] Q: x\n{: chapter="Q: x" url="https://example.org" }\n'
    assert text == f"[0:00] plain\n{expected}"


def test_a_chapter_at_zero_gets_no_intro_before_it():
    notes = parse(chapter_notes([Chapter(0, "Hello"), Chapter(9000, "x")]))
    assert [c.title for c in chapters_of(notes)] == ["Hello", "x"]


def test_the_header_holds_what_is_known():
    text = chapter_notes([], title='Say "x"\n', podcast="P: q", audio="a.mp3")
    assert text == '---\npodcast: "P: q"\ntitle: "Say \\"x\\""\naudio: "a.mp3"\n---\n'
    assert parse(text).title == 'Say "x"'


@pytest.mark.parametrize(
    ("audio", "line"),
    [
        ("../../etc/secret.mp3", 'audio: "secret.mp3"'),
        ("C:\\Users\\x\\a.mp3", 'audio: "a.mp3"'),
        ("https://example.org/a.mp3", 'audio_url: "https://example.org/a.mp3"'),
    ],
)
def test_the_audio_is_a_name_beside_the_notes(audio: str, line: str):
    assert line in chapter_notes([], audio=audio)


def test_an_address_of_another_kind_is_no_audio():
    assert chapter_notes([], audio="file:///etc/secret") == ""


def test_a_time_the_notes_cannot_write_stays_as_text():
    text = chapter_notes([Chapter(0, "a"), Chapter(LATEST_MS + 1, "far away")])
    assert text == "[0:00] a\n\n1000:00:00.000 far away\n"
    assert [c.title for c in read(text)] == ["a"]
