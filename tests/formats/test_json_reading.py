from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.core.chapters import Chapter
from notesapp.errors import FileTrouble
from notesapp.formats import json_chapters
from notesapp.formats.readers import reader_of
from notesapp.formats.reading import ChapterReading
from tests.formats.chapter_strategies import chapters_snapshot


def read(text: str) -> ChapterReading:
    reader = reader_of(text)
    assert reader is not None and reader.key == "json"
    return reader.read(text, {})


def chapters(*rows: object) -> str:
    return json.dumps({"version": "1.2.0", "chapters": rows}, indent=1)


def test_the_file_says_where_it_belongs_and_its_lines_count():
    text = json_chapters.write(
        chapters_snapshot([Chapter(0, "a"), Chapter(61_500, "b")], None, '---\ntitle: "T"\n---\n')
    )
    found = read(text)
    assert (found.title, found.audio) == ("T", "small-garden-12.mp3")
    assert [found.lines[c.line - 1].strip() for c in found.chapters] == [
        '"startTime": 0,',
        '"startTime": 61.5,',
    ]


@pytest.mark.parametrize(
    ("start", "ms"),
    [
        (61.5, 61_500),
        (0.1 + 0.2, 300),
        (61.4999999, 61_500),
        ("61.5", 61_500),
        ("00:01:01", 61_000),
        ("1:01.500", 61_500),
        ("01:01:01,5", 3_661_500),
    ],
)
def test_times_are_read_as_they_are_found(start: object, ms: int):
    found = read(chapters({"startTime": start, "title": "a"}))
    assert [c.start_ms for c in found.chapters] == [ms]
    assert len(found.remarks) == isinstance(start, str)


@pytest.mark.parametrize("start", [-1, True, None, "soon", "1:61", [1], 1e300, "9" * 40])
def test_what_is_no_time_keeps_its_words(start: object):
    found = read(chapters({"startTime": start, "title": "Frost in May"}))
    assert found.chapters == ()
    assert "Frost in May" in found.kept[0][1]
    assert found.remarks


def test_what_a_chapter_cannot_hold_is_said():
    place = {"name": "Graz", "geo": "geo:47,15"}
    found = read(
        chapters(
            {"startTime": 9, "endTime": 3, "title": "a", "location": place, "mood": "x"},
            {"startTime": 5, "url": "javascript:x", "toc": False, "img": "a.jpg"},
            "a word",
        )
    )
    first, second = found.chapters
    assert (first.start_ms, first.url, first.toc, first.image) == (5_000, "", False, "a.jpg")
    assert second.end_ms is None
    said = " ".join(remark.message for remark in found.remarks)
    for word in ("map", "mood", "end", "web address", "no chapter", "without a title", "sorted"):
        assert word in said
    assert [text for _, text in found.kept] == ["javascript:x", "a word"]


def test_words_around_the_chapters_are_kept():
    text = json.dumps({"chapters": [], "author": "Ana", "description": "One\ntwo"})
    assert [words for _, words in read(text).kept] == ["Ana", "One", "two"]


@pytest.mark.parametrize(
    "text",
    [
        '{"chapters": [{"startTime": NaN}]}',
        '{"chapters": [1,]}',
        '{"chapters": {"a": 1}}',
        '{"chapters"',
        '{"chapters":' + "[" * 100_000,
        '[{"startTime": ' + "9" * 5000 + "}]",
        '[{"startTime": 1e99999999999999999999}]',
        '{"chapters": [' + ",".join(['{"startTime": 1}'] * 10_001) + "]}",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(text: str):
    with pytest.raises(FileTrouble) as caught:
        read(text)
    assert caught.value.sentence.endswith(".")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        st.lists,
    )
)
def test_any_values_at_all_are_read(value: object):
    read(chapters(value, {"startTime": value, "title": value, "url": value, "endTime": value}))
