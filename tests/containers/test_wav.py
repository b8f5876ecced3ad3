from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.containers.wav import CONTAINER
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from tests import media

RATE = 44100


def chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def fmt(rate: int = RATE) -> bytes:
    return chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16))


def cue(*markers: tuple[int, int], in_position: bool = False) -> bytes:
    records = (
        struct.pack("<II4sIII", mark, at, b"data", 0, 0, 0 if in_position else at)
        for mark, at in markers
    )
    return chunk(b"cue ", struct.pack("<I", len(markers)) + b"".join(records))


def label(mark: int, text: bytes, name: bytes = b"labl") -> bytes:
    return chunk(name, struct.pack("<I", mark) + text + b"\0")


def region(mark: int, length: int, text: bytes = b"") -> bytes:
    return chunk(b"ltxt", struct.pack("<II4sHHHH", mark, length, b"rgn ", 0, 0, 0, 0) + text)


def adtl(*entries: bytes) -> bytes:
    return chunk(b"LIST", b"adtl" + b"".join(entries))


def wav(*chunks: bytes, magic: bytes = b"RIFF") -> bytes:
    return magic + struct.pack("<I", 4 + sum(map(len, chunks))) + b"WAVE" + b"".join(chunks)


DATA = chunk(b"data", bytes(999))
NAMES = adtl(label(1, "Zwei — ä".encode()), label(2, b"One"), label(3, b"note", b"note"))


def read(data: bytes):
    return CONTAINER.read(io.BytesIO(data))


def test_markers_have_names_and_times():
    reading = read(wav(fmt(), DATA, cue((1, 61 * RATE + RATE // 2), (2, 0), (3, 44)), NAMES))
    assert reading.chapters == (Chapter(0, "One"), Chapter(1, ""), Chapter(61_500, "Zwei — ä"))
    assert not reading.remarks


def test_regions_have_ends():
    lengths = adtl(region(1, RATE), region(2, 0), label(2, b"b"), region(3, 5, b"named here\0"))
    reading = read(wav(fmt(), lengths, cue((1, 0), (2, RATE), (3, 2 * RATE)), DATA))
    assert reading.chapters == (
        *(Chapter(0, "", 1000), Chapter(1000, "b"), Chapter(2000, "named here")),
    )


def test_other_encodings_are_guessed_and_it_is_said():
    reading = read(wav(fmt(), DATA, cue((1, 0)), adtl(label(1, "Käse – 5 €".encode("cp1252")))))
    assert reading.chapters[0].title == "Käse – 5 €"
    assert len(reading.remarks) == 1


def test_positions_are_taken_where_no_offsets_are():
    reading = read(wav(fmt(1000), DATA, cue((1, 5), (2, 700), in_position=True)))
    assert [c.start_ms for c in reading.chapters] == [5, 700]


@pytest.mark.parametrize("magic", [b"RF64", b"BW64"])
def test_files_over_4_gb_say_their_length_elsewhere(magic: bytes):
    long = chunk(b"ds64", struct.pack("<QQQI", 0, 1000, 0, 0))
    data = b"data" + b"\xff" * 4 + bytes(1000)
    reading = read(wav(long, fmt(), data, cue((1, RATE)), adtl(label(1, b"a")), magic=magic))
    assert reading.chapters == (Chapter(1000, "a"),)


def test_other_lists_and_plain_files_have_no_markers(tmp_path: Path):
    plain = media.make(tmp_path, "wav", 1).read_bytes()
    assert CONTAINER.recognises(io.BytesIO(plain))
    assert not read(plain).chapters
    assert not read(wav(fmt(), chunk(b"LIST", b"INFO" + label(1, b"x")), DATA)).chapters


def test_markers_without_a_rate_are_damage():
    with pytest.raises(AudioTrouble, match="damaged"):
        read(wav(cue((1, 1)), DATA))


def test_it_is_only_read():
    assert CONTAINER.pieces is None
    for data in (b"", b"RIFF", wav()[:11], b"RIFF\0\0\0\0AVI "):
        assert not CONTAINER.recognises(io.BytesIO(data))


WHOLE = wav(fmt(), DATA[:40], cue((1, 5), (2, RATE)), NAMES, adtl(region(1, 5)))


@given(st.integers(0, len(WHOLE)), st.binary(max_size=8), st.integers(0, len(WHOLE)))
def test_damage_ends_in_chapters_or_a_sentence(at: int, put: bytes, end: int):
    data = (WHOLE[:at] + put + WHOLE[at + len(put) :])[:end]
    try:
        assert all(chapter.start_ms >= 0 for chapter in read(data).chapters)
    except AudioTrouble as trouble:
        assert trouble.sentence.endswith(".")
