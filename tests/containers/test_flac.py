from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.audio.open_source import open_source
from notesapp.containers.flac import CONTAINER
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

SOUND = b"\xff\xf8" + bytes(range(256)) * 20
TWO = (Chapter(0, "One", url="https://example.org/a"), Chapter(61_500, "Zwei — ä"))


def block(kind: int, body: bytes, is_last: bool = False) -> bytes:
    return bytes([kind | (0x80 if is_last else 0)]) + len(body).to_bytes(3, "big") + body


def comment_block(*entries: str) -> bytes:
    comments = Comments(b"reference libFLAC", tuple(entry.encode() for entry in entries))
    return block(4, comments_as_bytes(comments))


def flac(*blocks: bytes, padding: int = 100) -> bytes:
    return b"fLaC" + block(0, bytes(34)) + b"".join(blocks) + block(1, bytes(padding), True) + SOUND


PICTURE = block(6, b"picture" * 1000)
SEEKTABLE = block(3, bytes(range(180)))
PLAIN = flac(SEEKTABLE, comment_block("TITLE=Tomatoes", "artist=Anna"), PICTURE)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return media.make(tmp_path_factory.mktemp("flac"), "flac", 3).read_bytes()


@given(chapter_lists(max_ms=100 * HOUR_MS - 1))
def test_chapters_go_in_and_come_out(chapters: tuple[Chapter, ...]):
    check_there_and_back(CONTAINER, PLAIN, chapters)


def test_everything_else_is_kept_byte_for_byte():
    new = check_there_and_back(CONTAINER, PLAIN, TWO)
    assert SEEKTABLE in new
    assert PICTURE in new
    assert new.endswith(SOUND)
    assert new.index(b"TITLE=Tomatoes") < new.index(b"artist=Anna") < new.index(b"CHAPTER001=")
    assert b"CHAPTER002=00:01:01.500" in new
    assert b"CHAPTER001URL=https://example.org/a" in new


def test_the_padding_takes_up_the_difference():
    roomy = flac(comment_block(), padding=5000)
    assert len(check_there_and_back(CONTAINER, roomy, TWO)) == len(roomy)


@pytest.mark.parametrize("padding", range(20))
def test_little_padding_is_used_to_the_last_byte_or_made_anew(padding: int):
    one = (Chapter(0, "123"),)
    check_there_and_back(CONTAINER, flac(comment_block(), padding=padding + 40), one)


def test_old_chapters_go_whatever_their_case_and_their_number_of_digits():
    old = comment_block("chapter01=00:00:01.000", "Chapter0001NAME=Old", "CHAPTER000url=x", "C=1")
    new = rebuilt(CONTAINER, flac(old), wanted_of(TWO))
    assert b"01=00:00:01.000" not in new
    assert b"Old" not in new
    assert b"url=x" not in new
    assert b"C=1" in new


def test_a_file_without_comments_gets_them():
    new = check_there_and_back(CONTAINER, flac(), TWO)
    assert new[4:42] == block(0, bytes(34))


def test_a_file_without_padding_gets_some():
    bare = b"fLaC" + block(0, bytes(34), True) + SOUND
    assert len(check_there_and_back(CONTAINER, bare, TWO)) > len(bare) + 4096


def test_a_second_block_of_comments_has_its_chapters_taken_out():
    old = flac(comment_block("A=1"), comment_block("CHAPTER001=00:00:09.000", "B=2"))
    new = check_there_and_back(CONTAINER, old, TWO)
    assert b"00:00:09" not in new
    assert b"B=2" in new


def test_tags_around_it_are_kept():
    tagged = media.id3(3000) + PLAIN + media.id3v1()
    assert CONTAINER.recognises(io.BytesIO(tagged))
    new = check_there_and_back(CONTAINER, tagged, TWO)
    assert new.startswith(media.id3(3000))
    assert new.endswith(SOUND + media.id3v1())


def test_other_files_are_not_taken_for_it(real: bytes):
    assert CONTAINER.recognises(io.BytesIO(real))
    for data in (b"", b"fLa", media.id3(100), b"OggS" + bytes(30), b"ID3" * 1_000_000):
        assert not CONTAINER.recognises(io.BytesIO(data))


def test_our_player_opens_it_and_mutagen_reads_it(tmp_path: Path, real: bytes):
    from mutagen.flac import FLAC

    path = tmp_path / "new.flac"
    path.write_bytes(check_there_and_back(CONTAINER, real, many(999)))
    source = open_source(path)
    assert source.total == 3 * 44100
    source.close()
    assert FLAC(path)["CHAPTER999NAME"] == ["Title 998"]


def test_limits_are_said():
    assert not CONTAINER.refusal(wanted_of(many(999)))
    assert "999 chapters" in CONTAINER.refusal(wanted_of(many(1000)))
    silent = tuple(Chapter(c.start_ms, c.title, toc=c.start_ms > 0) for c in many(1000))
    assert not CONTAINER.refusal(wanted_of(silent))
    assert not CONTAINER.refusal(wanted_of([Chapter(100 * HOUR_MS - 1, "x")]))
    assert "100 hours" in CONTAINER.refusal(wanted_of([Chapter(100 * HOUR_MS, "x")]))


def test_tags_over_16_mb_are_refused():
    big = flac(comment_block("PICTURE=" + "x" * 16_000_000))
    with pytest.raises(AudioTrouble, match="16 MB"):
        rebuilt(CONTAINER, big, wanted_of([Chapter(0, "y" * 800_000)]))


def test_another_sound_is_seen():
    assert sounds_same(CONTAINER, PLAIN, rebuilt(CONTAINER, PLAIN, wanted_of(TWO)))
    assert not sounds_same(CONTAINER, PLAIN, PLAIN[:-1])
    assert not sounds_same(CONTAINER, PLAIN, PLAIN[:-1] + b"x")
    assert not sounds_same(CONTAINER, PLAIN, PLAIN[:20] + b"x" + PLAIN[21:])


@given(st.integers(0, 400), st.binary(max_size=8), st.integers(0, 400))
def test_damage_ends_in_a_sentence(at: int, put: bytes, cut: int):
    small = flac(comment_block("CHAPTER001=00:00:01.000", "CHAPTER001NAME=x"))[: 600 - cut]
    data = small[:at] + put + small[at + len(put) :]
    for step in (CONTAINER.read, lambda file: rebuilt(CONTAINER, data, wanted_of(TWO))):
        try:
            step(io.BytesIO(data))
        except AudioTrouble as trouble:
            assert trouble.sentence.endswith(".")
