from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.containers.vorbis_comments import (
    Comments,
    comments_as_bytes,
    parse_comments,
    read_chapters,
)
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble


def read(*entries: str):
    return read_chapters("ogg", Comments(b"", tuple(entry.encode() for entry in entries)))


@pytest.mark.parametrize(
    ("time", "start_ms"),
    [
        ("00:01:01.500", 61_500),
        ("00:01:01,5", 61_500),
        ("0:1:1.500999", 61_500),
        ("00:01:01", 61_000),
        ("123:00:00.001", 442_800_001),
        (" 00:00:00.000 ", 0),
    ],
)
def test_times_are_read_liberally(time: str, start_ms: int):
    assert read(f"CHAPTER001={time}", "CHAPTER001NAME=a").chapters == (Chapter(start_ms, "a"),)


def test_the_older_draft_has_ends():
    entries = ("chapter1=00:00:01.000 --> 00:00:02.500", "chapter2=00:00:05.000-->00:00:04.000")
    assert read(*entries).chapters == (Chapter(1000, "", 2500), Chapter(5000, ""))


def test_order_and_case_and_digits_do_not_matter():
    reading = read(
        *("CHAPTER01NAME=Second", "chapter01url=https://example.org/", "Chapter01=00:00:09.000"),
        *("TITLE=Tomatoes", "CHAPTER000=00:00:01.000", "CHAPTER000NAME=First = best"),
    )
    assert reading.chapters == (
        Chapter(1000, "First = best"),
        Chapter(9000, "Second", url="https://example.org/"),
    )
    assert reading.title == "Tomatoes"
    assert not reading.remarks


def test_what_is_not_understood_is_kept_and_said():
    reading = read(
        *("CHAPTER001=soon", "CHAPTER001NAME=a", "CHAPTER002=00:00:01.000"),
        *("CHAPTER002=00:00:02.000", "CHAPTER9999999999=00:00:03.000"),
    )
    assert reading.chapters == (Chapter(1000, ""),)
    assert [line for _, line in reading.kept] == [
        "CHAPTER001=soon",
        "CHAPTER002=00:00:02.000",
        "CHAPTER9999999999=00:00:03.000",
        "CHAPTER001NAME=a",
    ]
    assert len(reading.remarks) == 4


@given(st.binary(max_size=20), st.lists(st.binary(max_size=20)), st.binary(max_size=5))
def test_comments_come_out_as_they_went_in(vendor: bytes, entries: list[bytes], rest: bytes):
    comments = Comments(vendor, tuple(entries), rest)
    assert parse_comments(comments_as_bytes(comments)) == comments


@given(st.binary(max_size=60))
def test_any_bytes_are_comments_or_damaged(data: bytes):
    try:
        assert comments_as_bytes(parse_comments(data)) == data
    except AudioTrouble as trouble:
        assert "damaged" in trouble.sentence
