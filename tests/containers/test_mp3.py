"""Chapters into and out of the ID3 tag of an MP3, down to the bytes."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from mutagen.id3 import ID3, TIT2

from notesapp.containers.base import Picture, Wanted
from notesapp.containers.id3_tag import Frame, joined, read_tags, whole_tag
from notesapp.containers.mp3 import CONTAINER, changes, read, recognises, refusal, same_sound
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from tests import media
from tests.containers.rebuilding import LONG_MS, check_there_and_back, many, rebuilt, wanted_of
from tests.formats.chapter_strategies import chapter_lists

SOUND = b"\xff\xfb\x90\x64" + bytes(413)
MANY_FRAMES = SOUND * 20
TAILS = media.ape(200) + media.id3v1()
PRIVATE = Frame(b"XYZW", b"\xff\0\xff\xe0private\0", b"\x40\0")
TITLE = Frame(b"TIT2", b"\0Tomatoes")
# Sizes apart so that an order by size would show.
TWO = (
    Chapter(0, "A very long title " * 9, url="https://example.org/a"),
    Chapter(61_500, "Zwei — ä"),
)
JPEG, PNG = b"\xff\xd8\xff" + b"j" * 300, b"\x89PNG\r\n\x1a\n" + b"p" * 70_000


def mp3(*frames: Frame, version: int = 3, rest: bytes = b"") -> bytes:
    return whole_tag(version, frames, rest) + MANY_FRAMES + TAILS


def written(data: bytes, chapters: tuple[Chapter, ...] = TWO, **named: object) -> bytes:
    return rebuilt(CONTAINER, data, replace(wanted_of(chapters), **named))


def frames_in(data: bytes) -> tuple[Frame, ...]:
    return read_tags(io.BytesIO(data))[0].frames


def by_mutagen(data: bytes) -> ID3:
    return ID3(io.BytesIO(data), load_v1=False)


@given(chapter_lists(max_ms=LONG_MS - 1))
def test_chapters_go_in_and_come_out(chapters):
    for version in (3, 4):
        check_there_and_back(CONTAINER, mp3(TITLE, PRIVATE, version=version), chapters)


@pytest.mark.parametrize("version", [3, 4])
def test_everything_else_is_kept_byte_for_byte(version):
    new = written(mp3(PRIVATE, TITLE, version=version))
    assert new[3] == version
    assert frames_in(new)[:2] == (PRIVATE, TITLE)
    assert joined((PRIVATE, TITLE), version) in new
    assert new.endswith(MANY_FRAMES + TAILS)
    assert new.count(MANY_FRAMES) == 1


@pytest.mark.parametrize("length", [1, 77, 4000, 5000])
def test_the_sound_stays_where_it_was_in_its_page(length):
    data = mp3(Frame(b"PRIV", bytes(length)))
    new = written(data)
    assert new.index(MANY_FRAMES) % 4096 == data.index(MANY_FRAMES) % 4096
    assert 1024 <= len(new.partition(MANY_FRAMES)[0]) - new.rindex(b"TIT2") < 6000


@pytest.mark.parametrize("version", [3, 4])
def test_the_bytes_say_the_contents_first_and_then_the_chapters_in_time(version):
    chapters = tuple(Chapter(n * 1000, "x" * (200 - 7 * n % 50)) for n in range(255))
    frames = frames_in(written(mp3(TITLE, version=version), chapters))
    assert [f.name for f in frames] == [b"TIT2", b"CTOC", *[b"CHAP"] * 255]
    starts = [int.from_bytes(f.body.partition(b"\0")[2][:4], "big") for f in frames[2:]]
    assert starts == [n * 1000 for n in range(255)]
    assert frames[1].body.startswith(b"toc\0\x03\xffchp0\0chp1\0")
    for frame in frames[2:]:
        assert frame.body.partition(b"\0")[2][8:16] == b"\xff" * 8


def test_more_than_the_contents_can_list_is_refused_in_words():
    assert refusal(wanted_of(many(255))) == ""
    assert "at most 255 chapters, and these are 256" in refusal(wanted_of(many(256)))
    with pytest.raises(AudioTrouble, match="at most 255"):
        written(mp3(), many(256))
    one_silent = (*many(255), Chapter(999_000, "silent", toc=False))
    assert len(read(io.BytesIO(written(mp3(), one_silent))).chapters) == 256
    beyond = Wanted((Chapter(0, "a", end_ms=1 << 32),), 1 << 32)
    assert "49 days" in refusal(beyond)


@pytest.mark.parametrize("version", [3, 4])
def test_mutagen_reads_the_same(version):
    chapters = (*TWO, Chapter(90_000, "Stumm", toc=False))
    pictures = {0: Picture("image/jpeg", JPEG), 1: Picture("image/png", PNG)}
    tag = by_mutagen(written(mp3(TITLE, PRIVATE, version=version), chapters, pictures=pictures))
    assert tag.version[:2] == (2, version)
    contents = tag.getall("CTOC")[0]
    assert contents.child_element_ids == ["chp0", "chp1"]
    assert contents.flags == 3
    found = sorted(tag.getall("CHAP"), key=lambda c: c.start_time)
    assert [(c.start_time, c.end_time) for c in found] == [
        (0, 61_500),
        (61_500, 90_000),
        (90_000, LONG_MS),
    ]
    assert [str(c.sub_frames["TIT2"]) for c in found] == [c.title.strip() for c in chapters]
    link = found[0].sub_frames.getall("WXXX")[0]
    assert (link.desc, link.url) == ("chapter url", "https://example.org/a")
    assert [c.sub_frames.getall("APIC")[0].data for c in found[:2]] == [JPEG, PNG]
    assert tag["TIT2"].text == ["Tomatoes"]
    assert tag.unknown_frames


def test_a_file_without_a_tag_gets_one_of_version_3():
    new = written(MANY_FRAMES + TAILS)
    assert new[:4] == b"ID3\x03"
    assert b"\xff\xfe" + "Zwei".encode("utf-16-le") in new
    assert new.endswith(MANY_FRAMES + TAILS)


def old_tag() -> bytes:
    """A tag of version 2.2 with a title and an artist."""
    rows = (b"TT2", b"\0Tomatoes\0"), (b"TP1", b"\0Anna\0"), (b"TYE", b"\x002019\0")
    body = b"".join(n + len(t).to_bytes(3, "big") + t for n, t in rows) + bytes(20)
    return b"ID3\x02\0\0" + bytes((0, 0, 0, len(body))) + body


def test_version_2_becomes_3_and_that_is_said():
    data = old_tag() + MANY_FRAMES
    assert "2.2" in changes(io.BytesIO(data), wanted_of(TWO))[0].message
    assert changes(io.BytesIO(mp3(TITLE)), wanted_of(TWO)) == ()
    new = written(data)
    tag = by_mutagen(new)
    assert tag.version[:2] == (2, 3)
    assert (tag["TIT2"].text, tag["TPE1"].text) == (["Tomatoes"], ["Anna"])
    assert len(read(io.BytesIO(new)).chapters) == 2
    assert same_sound(io.BytesIO(data), io.BytesIO(new))


def test_an_unsynchronised_tag_of_version_3():
    frames = (PRIVATE, TITLE)
    body = joined(frames, 3).replace(b"\xff", b"\xff\0")
    data = b"ID3\x03\0\x80" + bytes((0, 0, 0, len(body))) + body + MANY_FRAMES
    assert frames_in(data) == frames
    assert frames_in(written(data))[:2] == frames


def test_an_unsynchronised_tag_of_version_4():
    """A frame that says so itself stays as it is; one of which only the header says it does not."""
    own = Frame(b"XYZW", b"\xff\0\xe0", b"\0\x02")
    data = bytearray(whole_tag(4, (own, Frame(b"PRIV", b"a\0\xff\0\xe0"))) + MANY_FRAMES)
    data[5] = 0x80
    assert frames_in(bytes(data)) == (own, Frame(b"PRIV", b"a\0\xff\xe0"))
    new = written(bytes(data))
    assert new[5] == 0
    assert frames_in(new)[:2] == frames_in(bytes(data))


@pytest.mark.parametrize(
    ("version", "more"), [(3, b"\0\0\0\x06" + bytes(6)), (4, b"\0\0\0\x06\x01\x00")]
)
def test_an_extended_header_is_left_out(version, more):
    body = more + joined((TITLE,), version)
    data = b"ID3" + bytes((version, 0, 0x40, 0, 0, 0, len(body))) + body + MANY_FRAMES
    assert frames_in(data) == (TITLE,)
    assert written(data)[5] == 0


def test_a_footer_belongs_to_the_tag():
    body = joined((TITLE,), 4)
    head = bytes((4, 0, 0x10, 0, 0, 0, len(body)))
    data = b"ID3" + head + body + b"3DI" + head + MANY_FRAMES
    new = written(data)
    assert b"3DI" not in new
    assert new.endswith(b"\0" * 10 + MANY_FRAMES)


def test_sizes_that_a_writer_got_wrong():
    """Plain numbers in version 4, as an old iTunes wrote them."""
    long = Frame(b"APIC", b"p" * 300)
    body = b"".join(
        f.name + len(f.body).to_bytes(4, "big") + f.flags + f.body for f in (long, TITLE)
    )
    size = bytes((0, 0, len(body) >> 7, len(body) & 0x7F))
    data = b"ID3\x04\0\0" + size + body + MANY_FRAMES
    assert frames_in(data) == (long, TITLE)
    assert frames_in(written(data))[:2] == (long, TITLE)


def test_what_is_no_frame_stays_behind_the_frames():
    rest = b"TIT2\x00\x00\xff\xff\0\0cut short"
    new = written(mp3(TITLE, rest=rest))
    assert read_tags(io.BytesIO(new))[0].rest == rest
    assert len(read(io.BytesIO(new)).chapters) == 2


def test_a_second_tag_loses_its_chapters_only():
    other = written(mp3(PRIVATE), (Chapter(5, "other"),))[: -len(MANY_FRAMES + TAILS)]
    plain = whole_tag(4, (TITLE,))
    data = whole_tag(3, (TITLE,)) + plain + other + MANY_FRAMES
    assert [c.title for c in read(io.BytesIO(data)).chapters] == ["other"]
    new = written(data)
    assert [[f.name for f in t.frames] for t in read_tags(io.BytesIO(new))] == [
        [b"TIT2", b"CTOC", b"CHAP", b"CHAP"],
        [b"TIT2"],
        [b"XYZW"],
    ]
    assert plain in new
    assert same_sound(io.BytesIO(data), io.BytesIO(new))


def chap(name: bytes, start: int, end: int, *parts: Frame, version: int = 3) -> Frame:
    times = start.to_bytes(4, "big") + end.to_bytes(4, "big") + b"\xff" * 8
    return Frame(b"CHAP", name + b"\0" + times + joined(parts, version))


def test_reading_what_others_write():
    """Out of order, overlapping, an end before the start, UTF-8 in version 3, no end at all."""
    data = mp3(
        chap(b"b", 5000, 1000, Frame(b"TIT2", b"\x03\xc3\xa4\0")),
        chap(b"a", 0, 9000, Frame(b"TIT3", b"\x02\0A\0\0")),
        chap(b"c", 7000, (1 << 32) - 1, Frame(b"TIT2", b"\x01A\0B\0")),
        chap(b"d", 8000, 9000, Frame(b"WOAF", b"https://example.org/d\0")),
        chap(b"d", 8500, 9000, Frame(b"WXXX", b"\x01\xff\xfea\0\0\0http://example.org/e")),
        Frame(b"CHAP", b"short\0\0\0"),
        TITLE,
        Frame(b"TALB", b"\0The podcast"),
    )
    found = read(io.BytesIO(data))
    assert found.chapters == (
        Chapter(0, "A", end_ms=9000),
        Chapter(5000, "ä"),
        Chapter(7000, "AB"),
        Chapter(8000, "d", end_ms=9000, url="https://example.org/d"),
        Chapter(8500, "d", end_ms=9000, url="http://example.org/e"),
    )
    assert (found.key, found.title, found.podcast) == ("mp3", "Tomatoes", "The podcast")
    assert [r.message for r in found.remarks] == ["Damaged chapters that could not be read: 1."]


def test_packed_and_secret_frames():
    title = b"\0Packed"
    packed = Frame(b"TIT2", len(title).to_bytes(4, "big") + zlib.compress(title), b"\0\x80")
    secret = Frame(b"TALB", b"\x01????", b"\0\x40")
    found = read(io.BytesIO(mp3(packed, secret)))
    assert (found.title, found.podcast) == ("Packed", "")
    assert frames_in(written(mp3(packed, secret)))[:2] == (packed, secret)


@pytest.mark.parametrize(
    ("contents", "toc"),
    [
        ((), [True, True]),
        ((Frame(b"CTOC", b"toc\0\x03\x01a\0"),), [True, False]),
        ((Frame(b"CTOC", b"t\0\x03\x00"),), [False, False]),
        ((Frame(b"CTOC", b"t\0\x03\x02x\0y\0"),), [True, True]),
        ((Frame(b"CTOC", b"t\0\x02\x01k\0"), Frame(b"CTOC", b"k\0\0\x02a\0b\0")), [True, True]),
        ((Frame(b"CTOC", b"t\0\x03"),), [False, False]),
    ],
)
def test_which_chapters_are_silent(contents, toc):
    both = chap(b"a", 0, 5), chap(b"b", 5, 9)
    assert [c.toc for c in read(io.BytesIO(mp3(*contents, *both))).chapters] == toc


def test_a_tag_that_is_cut_short():
    for data in (mp3(TITLE)[:200], b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + MANY_FRAMES):
        for use in (read, lambda file: list(CONTAINER.pieces(file, wanted_of(TWO)))):
            with pytest.raises(AudioTrouble, match="damaged or cut short"):
                use(io.BytesIO(data))


@pytest.mark.parametrize("name", ["mp3", "mp3-stereo", "mp3-vbr", "mp3-vbr-no-xing", "mp3-8k"])
def test_real_files_are_recognised(tmp_path, name):
    data = media.make(tmp_path, name, 3).read_bytes()
    for each in (data, media.id3(5000) + data, media.id3(200) * 3 + data, mp3(TITLE) + data):
        assert recognises(io.BytesIO(each))
    check_there_and_back(CONTAINER, data, TWO)


@pytest.mark.parametrize("name", ["m4a", "adts", "opus", "flac", "wav", "aiff", "mka-mp3"])
def test_other_files_are_not(tmp_path, name):
    data = media.make(tmp_path, name, 3).read_bytes()
    assert not recognises(io.BytesIO(data))
    assert not recognises(io.BytesIO(media.id3(500) + data))


@pytest.mark.parametrize("data", [b"", b"ID3", b"Q: Why? [0:10]", b"\xff" * 5000, media.id3(90)])
def test_nothing_of_the_kind_is_not(data):
    assert not recognises(io.BytesIO(data))


def test_any_bytes_at_all_end_in_words_or_chapters():
    chance = random.Random(5)
    good = written(mp3(TITLE, PRIVATE, version=4), pictures={0: Picture("image/jpeg", JPEG)})
    for _ in range(400):
        data = bytearray(good)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(min(len(data), 900))] = chance.randrange(256)
        uses: tuple[Callable[[io.BytesIO], object], ...] = (
            read,
            lambda file: list(CONTAINER.pieces(file, wanted_of(TWO))),
        )
        for use in uses:
            try:
                use(io.BytesIO(bytes(data)))
            except AudioTrouble as trouble:
                assert trouble.sentence


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="needs ffprobe (Debian: ffmpeg)")
@pytest.mark.parametrize("version", [3, 4])
def test_ffprobe_reads_the_same(tmp_path: Path, version: int):
    """All of version 3; of version 4, whose sizes it misreads, what was not announced as hidden."""
    path = media.make(tmp_path, "mp3", 100)
    tags = ID3()
    tags.add(TIT2(encoding=3, text="Tomatoes"))
    tags.save(path, v2_version=version)
    data = path.read_bytes()
    edges = tuple(Chapter(n * 9000, "ä" * (62 + n // 2) + "x" * (n % 2)) for n in range(6))
    wanted = wanted_of(edges, 100_000)
    hidden = sum(loss.count for loss in changes(io.BytesIO(data), wanted))
    assert hidden == (3 if version == 4 else 0)
    path.write_bytes(rebuilt(CONTAINER, data, wanted))
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_format", "-of", "json", str(path)]
    said = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert said["format"]["tags"]["title"] == "Tomatoes"
    assert [
        (float(c["start_time"]), float(c["end_time"]), c["tags"]["title"]) for c in said["chapters"]
    ] == [(c.start_ms / 1000, c.end_ms / 1000, c.title) for c in wanted.chapters[: 6 - hidden]]
