"""MP4 files that are built unusually, are damaged or mean harm."""

from __future__ import annotations

import io
import random
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.audio.open_source import open_source
from notesapp.containers import mp4
from notesapp.containers.base import Wanted
from notesapp.containers.mp4_atoms import MOST_MOVIE_BYTES
from notesapp.containers.registry import container_of
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from notesapp.storage.pieces import Kept
from tests.containers.mp4_files import (
    DURATION_MS,
    av_chapters,
    box,
    chapters_in,
    embedded,
    find,
    inserted,
    made,
    moved_offsets,
    names,
    packets,
    with_av_chapters,
)

TWO = (Chapter(0, "One"), Chapter(1500, "Two"))
AS_PAIRS = [(0, "One"), (1500, "Two")]


def replaced(data: bytes, *path: bytes, by: bytes) -> bytes:
    """The file with one box changed for another of the same length."""
    (old,) = find(data, *path)
    assert len(old) == len(by) and data.count(old) == 1
    return data.replace(old, by)


def with_open_end(data: bytes) -> bytes:
    """The last ``mdat`` does not say its length, as after a broken recording."""
    (sound,) = find(data, b"mdat")
    assert data.endswith(sound)
    return data[: -len(sound)] + bytes(4) + sound[4:]


def with_long_sizes(data: bytes) -> bytes:
    (sound,) = find(data, b"mdat")
    head, tail = data[: data.index(sound)], data[data.index(sound) + len(sound) :]
    long = struct.pack(">I4sQ", 1, b"mdat", len(sound) + 8) + sound[8:]
    return moved_offsets(head, 8) + long + moved_offsets(tail, 8)


def with_wide_offsets(data: bytes) -> bytes:
    """Faststart with ``co64`` in place of ``stco``: nothing else fits, so the movie is rebuilt."""
    (old,) = find(data, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stco")
    (count,) = struct.unpack_from(">I", old, 12)
    places = struct.unpack_from(f">{count}I", old, 16)
    grown = 4 * count
    new = box(b"co64", bytes(4) + struct.pack(f">I{count}Q", count, *(p + grown for p in places)))
    out = data.replace(old, new)
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl"):
        at = out.index(name) - 4
        size = struct.unpack_from(">I", out, at)[0] + grown
        out = out[:at] + struct.pack(">I", size) + out[at + 4 :]
    return out


ODD = {
    "an open end": lambda: with_open_end(made("m4a-fast")),
    "long sizes": lambda: with_long_sizes(made("m4a")),
    "long sizes in front": lambda: with_long_sizes(made("m4a-fast")),
    "wide offsets": lambda: with_wide_offsets(made("m4a-fast")),
    "room in front": lambda: inserted(made("m4a-fast"), b"moov", box(b"free", bytes(5000))),
    "unknown boxes": lambda: inserted(made("m4a-fast"), b"ftyp", box(b"what", b"is it?")),
    "unknown boxes behind": lambda: inserted(made("m4a"), b"moov", box(b"uuid", bytes(90))),
    "room at the end": lambda: made("m4a") + box(b"free", bytes(100)),
    "a tag at the end": lambda: made("m4a") + b"TAG" + bytes(125),
    "a tag behind the sound": lambda: made("m4a-fast") + b"TAG" + bytes(125),
    "nothing at the end": lambda: made("m4a-fast") + bytes(100),
}


@pytest.mark.parametrize("odd", ODD)
def test_unusual_files_get_chapters(odd: str, tmp_path: Path):
    before = ODD[odd]()
    after = embedded(before, *TWO)
    assert chapters_in(after) == TWO
    assert av_chapters(after) == AS_PAIRS
    assert packets(after) == packets(before)
    assert mp4.same_sound(io.BytesIO(before), io.BytesIO(after))
    assert embedded(after, *TWO) == after
    for name in (b"what", b"uuid", b"ftyp"):
        assert find(after, name) == find(before, name)
    path = tmp_path / "odd.m4a"
    path.write_bytes(after)
    open_source(path).close()


def test_an_index_in_front_stays_there_and_one_behind_too():
    assert names(embedded(made("m4a-fast"), *TWO)) == [b"ftyp", b"moov", b"free", b"mdat", b"mdat"]
    assert names(embedded(made("m4a"), *TWO)) == [b"ftyp", b"free", b"mdat", b"mdat", b"moov"]


def test_room_behind_the_index_is_used_before_the_sound_moves():
    before = ODD["room in front"]()
    after = embedded(before, *TWO)
    assert after.index(b"mdat") == before.index(b"mdat")
    assert len(after) - len(before) == len(find(after, b"mdat")[1])


def test_bytes_at_the_end_stay_at_the_end():
    for odd in ("a tag at the end", "a tag behind the sound"):
        assert embedded(ODD[odd](), *TWO).endswith(b"TAG" + bytes(125))


def test_places_beyond_four_gigabytes_get_room(tmp_path: Path):
    """The sound begins just before the bound, and moves over it."""
    fast = made("m4a-fast")
    start = fast.index(b"mdat") - 4
    gap = (1 << 32) - start - 200
    path = tmp_path / "large.m4a"
    with path.open("wb") as file:
        file.write(moved_offsets(fast[:start], gap))
        file.write(struct.pack(">I4sQ", 1, b"skip", gap))
        file.seek(start + gap)
        file.write(fast[start:])
    with path.open("rb") as file:
        pieces = list(mp4.pieces(file, Wanted(TWO, DURATION_MS)))
    index = next(piece for piece in pieces if isinstance(piece, bytes))
    tables = find(index, b"moov", b"trak", b"mdia", b"minf", b"stbl")
    (old,) = find(fast, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stco")
    grown = len(index) - len(find(fast, b"moov")[0])
    new = struct.unpack_from(">Q", find(tables[0][8:], b"co64")[0], 16)[0]
    assert new == struct.unpack_from(">I", old, 16)[0] + gap + grown
    assert not find(tables[0][8:], b"stco")
    texts = struct.unpack_from(">Q", find(tables[1][8:], b"co64")[0], 16)[0]
    before = [p.length if isinstance(p, Kept) else len(p) for p in pieces[:-1]]
    assert texts == sum(before) + 8


def test_other_references_and_subtitles_stay():
    data = with_av_chapters("m4a-fast", [(0, 1500, "Eins"), (1500, 3000, "Zwei")])
    reference = find(data, b"moov", b"trak", b"tref")[0]
    plain = data.replace(reference, reference.replace(b"chap", b"subt"))
    after = embedded(plain, *TWO)
    assert len(find(after, b"moov", b"trak")) == 3
    first = find(after, b"moov", b"trak", b"tref")[0]
    assert first[8:] == box(b"subt", struct.pack(">I", 2)) + box(b"chap", struct.pack(">I", 3))
    assert struct.unpack(">I", find(after, b"moov", b"mvhd")[0][-4:]) == (4,)


def test_pictures_of_chapters_go_and_are_remarked():
    data = embedded(made("mp4-video"), *TWO)
    sound, video = find(data, b"moov", b"trak")[:2]
    chapter_of = box(b"chap", struct.pack(">I", 3))
    assert chapter_of in video and chapter_of in sound
    named = data.replace(video, video.replace(chapter_of, box(b"xxxx", bytes(4))))
    named = named.replace(sound, sound.replace(chapter_of, box(b"chap", struct.pack(">I", 2))))
    assert [r.message.split()[0] for r in mp4.read(io.BytesIO(named)).remarks] == ["Pictures"]
    kinds = [
        each[16:20] for each in find(embedded(named, *TWO), b"moov", b"trak", b"mdia", b"hdlr")
    ]
    assert kinds == [b"soun", b"text", b"text"]


def test_sound_that_begins_late_keeps_its_positions():
    """Chapters count from the movie's start, everything else here from where sound begins."""
    data = made("m4a-fast")
    (edits,) = find(data, b"moov", b"trak", b"edts", b"elst")
    (scale,) = struct.unpack_from(">I", find(data, b"moov", b"mvhd")[0], 20)
    empty = struct.pack(">IIIiI", 0, 1, scale // 2, -1, 0x10000)
    late = data.replace(edits, box(b"elst", empty))
    after = embedded(late, Chapter(0, "One"), Chapter(1000, "Two"))
    assert chapters_in(after) == (Chapter(0, "One"), Chapter(1000, "Two"))
    assert av_chapters(after) == [(0, "One"), (1500, "Two")]


def test_nero_chapters_of_both_versions():
    entries = b"".join(
        struct.pack(">QB", ms * 10_000, len(title)) + title
        for ms, title in ((0, b"One\0"), (1500, b""), (2000, b"\xff\xfe\xe4"))
    )
    for version, gap in ((0, b""), (1, bytes(4))):
        chpl = box(b"chpl", bytes([version]) + bytes(3) + gap + b"\x05" + entries)
        movie = find(made("m4a"), b"moov")[0]
        data = made("m4a").replace(movie, box(b"moov", movie[8:] + box(b"udta", chpl)))
        data = data.replace(box(b"udta", find(movie, b"moov", b"udta")[0][8:]), b"")
        found = [(c.start_ms, c.title) for c in chapters_in(resized(data))]
        assert found == [(0, "One"), (1500, "Chapter 2"), (2000, "ˇ˛‰")]


def resized(data: bytes) -> bytes:
    """The length of a ``moov`` at the end made right."""
    at = data.rindex(b"moov") - 4
    return data[:at] + struct.pack(">I", len(data) - at) + data[at + 4 :]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Käpitel".encode("utf-16"), "Käpitel"),
        (b"\xfe\xff" + "Käp".encode("utf-16-be"), "Käp"),
        ("Käp".encode("mac-roman"), "Käp"),
        (b"a\0b\0", "ab"),
        (b"\xef\xbb\xbfabc", "abc"),
    ],
)
def test_texts_in_other_encodings(text: bytes, title: str):
    data = embedded(made("m4a"), Chapter(0, "x" * len(text)))
    sample = struct.pack(">H", len(text))
    data = data.replace(sample + b"x" * len(text), sample + text)
    assert chapters_in(data)[0].title == title


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (box(b"ftyp", b"M4A " + bytes(4)), "damaged"),
        (made("m4a-fast")[:-100], "damaged"),
        (made("m4a")[:-100], "damaged"),
        (made("m4a") + find(made("m4a"), b"moov")[0], "damaged"),
        (made("m4a") + box(b"moof"), "fragments"),
        (box(b"ftyp", b"qt  ") + box(b"moov", box(b"cmov", bytes(20))), "compressed"),
        (made("m4a").replace(b"soun", b"what"), "no sound"),
        (made("m4a-fast").replace(b"url \0\0\0\1", b"url \0\0\0\0"), "other files"),
        (made("m4a-fast").replace(b"sgpd", b"saio"), "cannot be moved"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(data: bytes, words: str):
    with pytest.raises(AudioTrouble, match=words):
        embedded(data, *TWO)


def test_a_very_large_index_is_refused_unread(tmp_path: Path):
    path = tmp_path / "large.m4a"
    with path.open("wb") as file:
        file.write(box(b"ftyp", b"M4A ") + struct.pack(">I4s", MOST_MOVIE_BYTES + 1, b"moov"))
        file.truncate(MOST_MOVIE_BYTES + 100)
    with path.open("rb") as file, pytest.raises(AudioTrouble, match="64 MB"):
        mp4.read(file)


def test_other_sound_is_noticed():
    before = made("m4a-fast")
    after = embedded(before, *TWO)
    sound = after.index(b"mdat") + 4
    for at in (sound + 10, sound + len(find(after, b"mdat")[0]) - 9):
        wrong = after[:at] + bytes([after[at] ^ 1]) + after[at + 1 :]
        assert not mp4.same_sound(io.BytesIO(before), io.BytesIO(wrong))
    assert not mp4.same_sound(io.BytesIO(before), io.BytesIO(made("m4a-stereo")))
    assert not mp4.same_sound(io.BytesIO(before), io.BytesIO(b"nothing"))
    assert not mp4.same_sound(io.BytesIO(before), io.BytesIO(moved_offsets(after, 1)))
    slower = after.replace(struct.pack(">I", 44100), struct.pack(">I", 44101))
    assert not mp4.same_sound(io.BytesIO(before), io.BytesIO(slower))


def test_files_are_recognised_by_content():
    for kind in ("m4a", "mov-video"):
        assert container_of(io.BytesIO(made(kind))) is mp4.CONTAINER
    for head in (b"", b"ID3", b"OggS" + bytes(30), b"RIFF\0\0\0\0WAVEfmt "):
        assert not mp4.recognises(io.BytesIO(head))


def both(data: bytes) -> None:
    """Nothing but AudioTrouble comes out, whatever the file holds."""
    for work in (chapters_in, lambda each: embedded(each, *TWO)):
        try:
            result = work(data)
        except AudioTrouble as trouble:
            assert trouble.sentence.endswith(".")
        else:
            if isinstance(result, bytes):
                chapters_in(result)


@given(st.binary(max_size=300), st.sampled_from([b"moov", b"mdat", b"ftyp"]))
def test_any_bytes_end_in_words(data: bytes, name: bytes):
    both(box(name, data))
    both(box(b"ftyp", b"M4A ") + data)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_end_in_words(seed: int):
    dice = random.Random(seed)
    whole = embedded(made(dice.choice(["m4a", "m4a-fast", "mov-video"])), *TWO)
    index = whole.index(find(whole, b"moov")[0])
    length = len(find(whole, b"moov")[0])
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(dice.choice([1, 2, 8])):
            data[index + dice.randrange(length)] = dice.choice([0, 1, 0x7F, 0x80, 0xFF])
        both(bytes(data[: dice.choice([len(data), dice.randrange(len(data))])]))
