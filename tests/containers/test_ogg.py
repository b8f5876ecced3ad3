from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.audio.open_source import open_source
from notesapp.containers.base import Wanted
from notesapp.containers.ogg import CONTAINER
from notesapp.containers.ogg_page import is_whole, laid_out, page_at, pages_from, renumbered
from notesapp.containers.vorbis_comments import Comments, comments_as_bytes
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble
from tests import media
from tests.containers.rebuilding import (
    check_there_and_back,
    many,
    rebuilt,
    sounds_same,
    wanted_of,
)
from tests.formats.chapter_strategies import HOUR_MS, chapter_lists

KINDS = ("opus-stereo", "ogg-flac", "vorbis")
ONE = b"\x01\0\0\0"
TWO = (Chapter(0, "One", url="https://example.org/a"), Chapter(61_500, "Zwei — ä"))
LONG = tuple(Chapter(number * 100, f"{number} " + "x" * 290) for number in range(500))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("ogg")
    made = {kind: media.make(folder, kind, 3).read_bytes() for kind in KINDS[:2]}
    return {**made, "vorbis": media.VORBIS.read_bytes()}


def pages_of(data: bytes):
    return list(pages_from(io.BytesIO(data), 0))


def sound_pages(number: int, serial: bytes = ONE, first: int = 2) -> bytes:
    made = b""
    for place in range(number):
        is_last = place == number - 1
        body = bytes([place % 256]) * 700
        made += laid_out([body], serial, first + place, 1, is_last=is_last)[0]
    return made


def opus(*entries: str, serial: bytes = ONE, pages: int = 1, rest: bytes = b"") -> bytes:
    """A small file that has all an Opus file has, and silence for sound."""
    first = bytearray(laid_out([b"OpusHead" + bytes(11)], serial, 0, 1, is_last=False)[0])
    comments = Comments(b"libopus", tuple(entry.encode() for entry in entries), rest)
    tags = laid_out([b"OpusTags" + comments_as_bytes(comments)], serial, 1, pages, is_last=False)
    return begun(bytes(first)) + b"".join(tags) + sound_pages(5, serial, 1 + len(tags))


def begun(page: bytes) -> bytes:
    """The same page with the flag of a first one."""
    from notesapp.containers.ogg_page import checksum

    page = page[:5] + b"\x02" + page[6:22] + bytes(4) + page[26:]
    return page[:22] + checksum([page]) + page[26:]


@given(chapter_lists(max_ms=100 * HOUR_MS - 1))
def test_chapters_go_in_and_come_out(chapters: tuple[Chapter, ...]):
    check_there_and_back(CONTAINER, opus("TITLE=Tomatoes"), chapters)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chapters", [TWO, LONG, many(999)], ids=["two", "long", "999"])
def test_real_files(
    kind: str, chapters: tuple[Chapter, ...], real: dict[str, bytes], tmp_path: Path
):
    import mutagen

    new = check_there_and_back(CONTAINER, real[kind], chapters)
    pages = pages_of(new)
    assert [page.sequence for page in pages] == list(range(len(pages)))
    for page in pages:
        assert is_whole(page, new[page.offset + len(page.header) : page.offset + page.length])
    sounding = [page.header[6:14] for page in pages if any(page.header[6:14])]
    before = [page.header[6:14] for page in pages_of(real[kind]) if any(page.header[6:14])]
    assert [g for g in sounding if g != b"\xff" * 8] == [g for g in before if g != b"\xff" * 8]
    path, old = tmp_path / "new.ogg", tmp_path / "old.ogg"
    path.write_bytes(new)
    old.write_bytes(real[kind])
    last = len(chapters)
    assert mutagen.File(path)[f"chapter{last:03d}name"] == [chapters[-1].title]
    totals = []
    for each in (old, path):
        source = open_source(each)
        totals.append(source.total)
        source.close()
    assert totals[0] == totals[1]


def test_with_room_on_its_pages_the_sound_stays_as_it_is():
    old, new = opus("A=1"), check_there_and_back(CONTAINER, opus("A=1"), TWO)
    assert new.endswith(sound_pages(5))
    assert len(pages_of(new)) == len(pages_of(old))


def test_more_pages_of_headers_move_the_numbers_behind():
    new = check_there_and_back(CONTAINER, opus("A=1"), LONG)
    assert len(pages_of(new)) > 7
    assert new[-700:] == opus()[-700:]


def test_fewer_chapters_keep_the_pages_that_are_there():
    long = rebuilt(CONTAINER, opus(), wanted_of(LONG))
    fewer = rebuilt(CONTAINER, long, wanted_of(LONG[:20]))
    assert len(pages_of(fewer)) == len(pages_of(long)) == 9
    assert sounds_same(CONTAINER, long, fewer)
    tiny = rebuilt(CONTAINER, long, Wanted((), 1000))
    assert len(pages_of(tiny)) == len(pages_of(opus()))
    assert sounds_same(CONTAINER, opus(), tiny)


def test_what_stands_behind_the_comments_is_kept():
    new = check_there_and_back(CONTAINER, opus("A=1", rest=b"\x01kept"), TWO)
    assert b"\x01kept" in new


def test_a_second_song_behind_is_left_alone():
    second = opus("CHAPTER001=00:00:09.000", serial=b"\x02\0\0\0")
    new = check_there_and_back(CONTAINER, opus() + second, LONG)
    assert new.endswith(second)


def test_a_file_with_pictures_beside_the_sound_is_refused():
    other = begun(laid_out([b"fishead"], b"\x09\0\0\0", 0, 1, is_last=False)[0])
    first = page_at(io.BytesIO(opus()), 0)
    assert first
    both = opus()[: first.length] + other + opus("CHAPTER1=0:0:1.0")[first.length :]
    assert CONTAINER.read(io.BytesIO(both)).chapters == (Chapter(1000, ""),)
    with pytest.raises(AudioTrouble, match="more than one stream"):
        rebuilt(CONTAINER, both, wanted_of(TWO))


def test_sound_on_the_page_of_the_tags_is_refused():
    tags = b"OpusTags" + comments_as_bytes(Comments(b"", ()))
    head = begun(laid_out([b"OpusHead" + bytes(11)], ONE, 0, 1, is_last=False)[0])
    for packets in ([tags, b"sound"], [tags, b"x" * 255]):
        page = laid_out(packets, ONE, 1, 1, is_last=False)[0]
        with pytest.raises(AudioTrouble, match="in the middle of its tags"):
            rebuilt(CONTAINER, head + page + sound_pages(3), wanted_of(TWO))


def test_garbage_and_broken_pages_stay_what_they_are():
    broken = bytearray(sound_pages(4, first=2))
    broken[400] ^= 0xFF
    data = opus()[: -len(sound_pages(5))] + bytes(broken[:1000]) + b"OggS?" + bytes(broken[1000:])
    new = rebuilt(CONTAINER, data, wanted_of(LONG))
    assert sounds_same(CONTAINER, data, new)
    assert b"OggS?" in new


def test_another_sound_is_seen():
    new = rebuilt(CONTAINER, opus(), wanted_of(LONG))
    for at in (-1, -730, 40):
        changed = bytearray(new)
        changed[at] ^= 1
        assert not sounds_same(CONTAINER, opus(), bytes(changed))
    assert not sounds_same(CONTAINER, opus(), new[: -len(sound_pages(1))])
    assert not sounds_same(CONTAINER, opus(), opus() + sound_pages(1))


def test_other_files_are_not_taken_for_it(real: dict[str, bytes]):
    assert all(CONTAINER.recognises(io.BytesIO(data)) for data in real.values())
    theora = begun(laid_out([b"\x80theora"], ONE, 0, 1, is_last=False)[0])
    for data in (b"", b"OggS", b"fLaC" + bytes(40), theora):
        assert not CONTAINER.recognises(io.BytesIO(data))


def test_limits_are_said():
    assert not CONTAINER.refusal(wanted_of(many(999)))
    assert "999 chapters" in CONTAINER.refusal(wanted_of(many(1000)))


@given(st.integers(0, 100_000), st.integers(0, 2**32 - 1))
def test_a_new_number_comes_with_the_right_checksum(length: int, number: int):
    data = laid_out([b"x" * (length % 60_000)], ONE, 7, 1, is_last=False)[0]
    page = page_at(io.BytesIO(data), 0)
    assert page
    changed = page_at(io.BytesIO(renumbered(page, number) + data[len(page.header) :]), 0)
    assert changed
    assert changed.sequence == number
    assert is_whole(changed, data[len(page.header) :])


@given(st.integers(0, 5000), st.binary(max_size=8), st.integers(0, 5000))
def test_damage_ends_in_a_sentence(at: int, put: bytes, cut: int):
    whole = opus("CHAPTER001=00:00:01.000")
    data = whole[: max(0, len(whole) - cut)]
    data = data[:at] + put + data[at + len(put) :]
    wanted = Wanted(TWO, 100_000)
    for step in (CONTAINER.read, lambda _: rebuilt(CONTAINER, data, wanted)):
        try:
            step(io.BytesIO(data))
        except AudioTrouble as trouble:
            assert trouble.sentence.endswith(".")
