"""Which reader a text goes to, whatever its file is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.errors import FileTrouble
from notesapp.formats.decoding import decode
from notesapp.formats.readers import READERS, reader_of
from notesapp.formats.reading import ChapterReader
from notesapp.formats.registry import FORMATS
from tests.formats.episodes import TEXTS, golden_file

KEYS = {reader.key for reader in READERS}
WRITTEN = {entry.key: golden_file(entry).read_bytes() for entry in FORMATS}
EACH_READER = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.key)


@pytest.mark.parametrize("key", sorted(WRITTEN.keys() & KEYS))
@pytest.mark.parametrize("around", ["{}", "\n\n{}", "{}\n\n"])
def test_what_a_format_writes_goes_to_its_own_reader(key: str, around: str):
    text = decode(WRITTEN[key]).text
    if key == "webvtt" and around.startswith("\n"):
        around = "{}"
    reader = reader_of(around.replace("{}", text))
    assert reader is not None and reader.key == key


@pytest.mark.parametrize("key", sorted(WRITTEN.keys() - KEYS))
def test_whole_notes_go_to_no_reader(key: str):
    assert reader_of(decode(WRITTEN[key]).text) is None


@pytest.mark.parametrize("name", TEXTS)
def test_notes_in_any_shape_go_to_no_reader(name: str):
    assert reader_of(TEXTS[name]) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('{"chapters": []}', "json"),
        ('[{"startTime": 0}]', "json"),
        ('[{"start": "0:00"}]', "psc-json"),
        ("<chapters/>", "psc"),
        ("<Chapters/>", "matroska"),
        ("<!-- a --><rss/>", "rss-item"),
        ("<entry/>", "rss-item"),
        ("<html><body>0:00 a</body></html>", None),
        ("<p>0:00 a</p>", None),
        ("{curly} words", None),
        ("[0:00] a\n[0:10] b", None),
        ("0:00 a\n0:10 b", None),
        ("(00:00) a\n(00:10) b", None),
        ("", None),
    ],
)
def test_the_beginning_decides(text: str, key: str | None):
    reader = reader_of(text)
    assert (reader.key if reader else None) == key


@EACH_READER
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(reader: ChapterReader, data: st.DataObject):
    whole = decode(WRITTEN.get(reader.key, b"")).text
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.text(max_size=10)) + whole[end:]
    text = decode(damaged.encode("utf-8", "replace")).text
    reader.recognises(text)
    try:
        reading = reader.read(text, {})
    except FileTrouble as trouble:
        assert trouble.sentence.endswith(".")
        return
    starts = [chapter.start_ms for chapter in reading.chapters]
    assert starts == sorted(starts)
    assert all(ms >= 0 for ms in starts)
    assert all(0 <= chapter.line <= len(reading.lines) for chapter in reading.chapters)
