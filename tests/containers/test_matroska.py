from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesapp.audio.open_source import open_source
from notesapp.containers import matroska_ebml as ebml
from notesapp.containers.base import Container
from notesapp.containers.matroska import CONTAINER, WEBM
from notesapp.containers.matroska_layout import Part, body_of, segment_of, strict_parts
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
from tests.formats.chapter_strategies import chapter_lists

KINDS = ("mka-aac", "mka-flac", "mkv-video", "webm")
TWO = (Chapter(0, "One", 1000), Chapter(61_500, "Zwei — ä"), Chapter(70_001, "Quiet", toc=False))
TAGS = 0x1254C367
CUES = 0x1C53BB6B

INFO = ebml.element(ebml.INFO, ebml.number(ebml.TIMESTAMP_SCALE, 1_000_000))
TRACKS = ebml.element(ebml.TRACKS, b"\x81tracks" + bytes(40))
CLUSTERS = ebml.element(ebml.CLUSTER, b"one" * 300) + ebml.element(ebml.CLUSTER, b"two" * 300)
CUE = ebml.element(CUES, bytes(30))
TAG = ebml.element(TAGS, b"tag" * 20)


def seek(kind: int, position: int) -> bytes:
    target = ebml.element(ebml.SEEK_ID, ebml.kind_as_bytes(kind))
    return ebml.element(ebml.SEEK, target + ebml.number(ebml.SEEK_POSITION, position))


def seek_head(*entries: bytes, checked: bool = False) -> bytes:
    body = b"".join(entries)
    return ebml.element(ebml.SEEK_HEAD, ebml.with_checksum(body) if checked else body)


def mka(*parts: bytes, doc_type: bytes = b"matroska", width: int = 8) -> bytes:
    head = ebml.element(ebml.EBML, ebml.element(ebml.DOC_TYPE, doc_type))
    return head + ebml.element(ebml.SEGMENT, b"".join(parts), width)


HEAD = seek_head(seek(ebml.INFO, 10), seek(CUES, 999))
OLD = ebml.element(ebml.CHAPTERS, b"\x45\xb9\x80" + ebml.void(60))
BIG_OLD = ebml.element(ebml.CHAPTERS, b"\x45\xb9\x80" + ebml.void(4000))
ROOM = ebml.void(100)
LAYOUTS = {
    "ffmpeg": (HEAD, ROOM, INFO, TRACKS, TAG, CLUSTERS, CUE),
    "checked": (seek_head(seek(CUES, 9), checked=True), ROOM, INFO, TRACKS, CLUSTERS, CUE),
    "mkvmerge": (HEAD, ebml.void(4000), INFO, TRACKS, ebml.void(1064), CLUSTERS, CUE, TAG),
    "no seek head, void": (INFO, TRACKS, ebml.void(5000), CLUSTERS),
    "no seek head, little void": (INFO, TRACKS, ebml.void(60), CLUSTERS, CUE),
    "old in front": (HEAD, ROOM, OLD, INFO, TRACKS, CLUSTERS),
    "old in front, long": (HEAD, ROOM, INFO, BIG_OLD, TRACKS, CLUSTERS),
    "old behind seek head": (seek_head(seek(ebml.CHAPTERS, 50)), BIG_OLD, INFO, TRACKS, CLUSTERS),
    "old in the middle": (HEAD, ROOM, INFO, TRACKS, CLUSTERS, BIG_OLD, CUE),
    "old at the end": (HEAD, ROOM, INFO, TRACKS, CLUSTERS, OLD),
    "old twice": (HEAD, ROOM, INFO, OLD, TRACKS, CLUSTERS, BIG_OLD, ROOM),
    "two seek heads": (
        *(HEAD, INFO, ROOM, TRACKS, CLUSTERS),
        *(OLD, seek_head(seek(CUES, 3), seek(ebml.CHAPTERS, 5)), CUE),
    ),
    "checksum of all": (ebml.element(ebml.CRC_32, b"1234"), HEAD, ROOM, INFO, TRACKS, CLUSTERS),
    "a byte too much": (HEAD, ebml.void(17), INFO, TRACKS, ROOM, CLUSTERS),
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("matroska")
    return {kind: media.make(folder, kind, 3).read_bytes() for kind in KINDS}


def parts_in(data: bytes) -> list[Part]:
    file = io.BytesIO(data)
    segment = segment_of(file)
    assert segment
    return strict_parts(file, segment)


def content(data: bytes) -> list[bytes]:
    """Everything in the segment that is not ours to change."""
    ours = (ebml.CHAPTERS, ebml.VOID, ebml.SEEK_HEAD, ebml.CRC_32)
    return [data[part.offset : part.end] for part in parts_in(data) if part.kind not in ours]


def check_pointers(data: bytes) -> None:
    """Chapters stand before the sound, or a seek head that does leads to them."""
    file = io.BytesIO(data)
    segment = segment_of(file)
    assert segment
    parts = strict_parts(file, segment)
    sound = next(place for place, part in enumerate(parts) if part.kind == ebml.CLUSTER)
    places = [place for place, part in enumerate(parts) if part.kind == ebml.CHAPTERS]
    assert len(places) == 1
    led_to = set()
    for place, part in enumerate(parts):
        if part.kind != ebml.SEEK_HEAD:
            continue
        inner = list(ebml.children(body_of(file, part)))
        if inner[0][0] == ebml.CRC_32:
            rest = b"".join(ebml.element(kind, body) for kind, body in inner[1:])
            assert ebml.with_checksum(rest).startswith(ebml.element(*inner[0]))
        for kind, body in inner:
            entry = dict(ebml.children(body)) if kind == ebml.SEEK else {}
            if ebml.as_number(entry.get(ebml.SEEK_ID, b"")) == ebml.CHAPTERS:
                led_to.add(segment.body + ebml.as_number(entry[ebml.SEEK_POSITION]))
                assert place < sound
    assert led_to <= {parts[places[0]].offset}
    assert led_to or places[0] < sound


@given(chapter_lists())
def test_chapters_go_in_and_come_out(chapters: tuple[Chapter, ...]):
    check_there_and_back(CONTAINER, mka(*LAYOUTS["ffmpeg"]), chapters)


@given(chapter_lists())
def test_webm_has_no_silent_ones(chapters: tuple[Chapter, ...]):
    new = check_there_and_back(WEBM, mka(*LAYOUTS["ffmpeg"], doc_type=b"webm"), chapters)
    assert b"\x45\xbc" not in new


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("count", [1, 3, 13, 60])
def test_nothing_else_moves_or_changes(layout: str, count: int):
    old = mka(*LAYOUTS[layout])
    new = check_there_and_back(CONTAINER, old, many(count))
    assert content(new) == content(old)
    check_pointers(new)
    again = check_there_and_back(CONTAINER, new, many(2))
    check_pointers(again)
    assert content(again) == content(old)


@pytest.mark.parametrize("room", range(15, 40))
def test_little_room_behind_the_seek_head_is_used_to_the_byte(room: int):
    check_pointers(
        check_there_and_back(CONTAINER, mka(HEAD, ebml.void(room), TRACKS, CLUSTERS), TWO)
    )


@pytest.mark.parametrize("spare", range(6))
def test_nothing_before_the_sound_is_used_to_the_byte(spare: int):
    made = rebuilt(CONTAINER, mka(HEAD, ROOM, TRACKS, CLUSTERS), wanted_of(TWO))
    length = next(p.end - p.offset for p in parts_in(made) if p.kind == ebml.CHAPTERS)
    old = mka(HEAD, ROOM, TRACKS, ebml.void(length + spare), CLUSTERS)
    assert len(check_there_and_back(CONTAINER, old, TWO)) == len(old)


def test_a_file_without_room_is_refused():
    for parts in ((HEAD, INFO, TRACKS, CLUSTERS), (INFO, TRACKS, CLUSTERS)):
        with pytest.raises(AudioTrouble, match="no room"):
            rebuilt(CONTAINER, mka(*parts), wanted_of(TWO))


def test_a_wasteful_seek_head_is_written_shorter():
    wide = ebml.element(
        ebml.SEEK,
        ebml.element(ebml.SEEK_ID, ebml.kind_as_bytes(CUES), 8)
        + ebml.element(ebml.SEEK_POSITION, bytes(7) + b"\x20", 8),
        8,
    )
    check_pointers(check_there_and_back(CONTAINER, mka(seek_head(wide), TRACKS, CLUSTERS), TWO))


def test_live_recordings_are_read_and_not_written():
    made = rebuilt(CONTAINER, mka(*LAYOUTS["no seek head, void"]), wanted_of(TWO))
    at = made.index(ebml.kind_as_bytes(ebml.SEGMENT)) + 4
    live = made[:at] + b"\x01" + b"\xff" * 7 + made[at + 8 :]
    assert len(CONTAINER.read(io.BytesIO(live)).chapters) == 3
    with pytest.raises(AudioTrouble, match="recorded live"):
        rebuilt(CONTAINER, live, wanted_of(TWO))


def test_a_narrow_size_of_the_segment_grows():
    old = mka(HEAD, ROOM, TRACKS, ebml.element(ebml.CLUSTER, bytes(15_900)), width=2)
    new = check_there_and_back(CONTAINER, old, many(30))
    check_pointers(new)
    assert content(new) == content(old)


def test_what_stands_behind_the_segment_is_kept():
    new = check_there_and_back(CONTAINER, mka(*LAYOUTS["ffmpeg"]) + b"behind", TWO)
    assert new.endswith(b"behind")


def test_files_cut_short_are_read_and_not_written():
    whole = rebuilt(CONTAINER, mka(*LAYOUTS["no seek head, void"]), wanted_of(TWO))
    cut = whole[:-1000]
    assert len(CONTAINER.read(io.BytesIO(cut)).chapters) == 3
    with pytest.raises(AudioTrouble, match="cut short"):
        rebuilt(CONTAINER, cut, wanted_of(TWO))


def atom(start: int, title: str, *inner: bytes) -> bytes:
    display = ebml.element(0x80, ebml.element(0x85, title.encode()))
    return ebml.element(0xB6, ebml.number(0x91, start * 1_000_000) + display + b"".join(inner))


def chapters_file(*editions: bytes) -> io.BytesIO:
    chapters = ebml.element(ebml.CHAPTERS, b"".join(ebml.element(0x45B9, e) for e in editions))
    return io.BytesIO(mka(chapters, TRACKS, CLUSTERS))


def test_nested_chapters_stand_on_one_level_and_it_is_said():
    inner = atom(2000, "b", atom(3000, "c"))
    reading = CONTAINER.read(chapters_file(atom(1000, "a", inner) + atom(2500, "d")))
    assert [(c.start_ms, c.title) for c in reading.chapters] == [
        *((1000, "a"), (2000, "b"), (2500, "d"), (3000, "c"))
    ]
    assert [remark.message.split()[-1] for remark in reading.remarks] == ["now."]


def test_of_several_editions_the_default_one_is_read():
    default = ebml.number(0x45DB, 1) + atom(5, "default")
    reading = CONTAINER.read(chapters_file(atom(1, "first"), default))
    assert [c.title for c in reading.chapters] == ["default"]
    assert "2 lists" in reading.remarks[0].message
    hidden = ebml.number(0x45BD, 1) + atom(5, "hidden")
    assert CONTAINER.read(chapters_file(hidden, atom(1, "shown"))).chapters[0].title == "shown"


def test_very_deep_chapters_end():
    deep = atom(0, "x")
    for _ in range(300):
        deep = atom(0, "x", deep)
    reading = CONTAINER.read(chapters_file(deep))
    assert len(reading.chapters) == 51
    assert any("levels deep" in remark.message for remark in reading.remarks)


def test_the_same_chapters_have_the_same_numbers():
    files = [mka(*LAYOUTS[name]) for name in ("ffmpeg", "mkvmerge")]
    made = [rebuilt(CONTAINER, each, wanted_of(TWO)) for each in files]
    chapters = [
        next(body_of(io.BytesIO(data), p) for p in parts_in(data) if p.kind == ebml.CHAPTERS)
        for data in made
    ]
    assert chapters[0] == chapters[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chapters", [TWO, many(1000)], ids=["few", "1000"])
def test_real_files(
    kind: str, chapters: tuple[Chapter, ...], real: dict[str, bytes], tmp_path: Path
):
    container: Container = WEBM if kind == "webm" else CONTAINER
    assert container.recognises(io.BytesIO(real[kind]))
    new = check_there_and_back(container, real[kind], chapters)
    assert content(new) == content(real[kind])
    check_pointers(new)
    totals = []
    for name, data in (("old.mka", real[kind]), ("new.mka", new)):
        path = tmp_path / name
        path.write_bytes(data)
        source = open_source(path)
        totals.append(source.total)
        source.close()
    assert totals[0] == totals[1]


def test_another_sound_is_seen():
    old = mka(*LAYOUTS["ffmpeg"])
    assert not sounds_same(CONTAINER, old, old.replace(b"twotwo", b"twoTwo", 1))
    assert not sounds_same(CONTAINER, old, mka(HEAD, ROOM, INFO, TRACKS, CUE))
    assert not sounds_same(CONTAINER, old, old.replace(b"tracks", b"Tracks"))
    assert not sounds_same(CONTAINER, old, mka(HEAD, ROOM, TRACKS, CLUSTERS + CLUSTERS))
    other = ebml.element(ebml.INFO, ebml.number(ebml.TIMESTAMP_SCALE, 1_000_001))
    assert not sounds_same(CONTAINER, old, mka(HEAD, ROOM, other, TRACKS, CLUSTERS))


def test_silent_chapters_may_be_listed_all_the_same():
    assert [loss.count for loss in CONTAINER.losses(wanted_of(TWO))] == [1]
    assert not CONTAINER.losses(wanted_of(TWO[:2]))
    assert not WEBM.losses(wanted_of(TWO))


def test_chapters_with_one_start_are_not_all_seen_by_others():
    shared = (Chapter(0, "a"), Chapter(0, "b"), Chapter(0, "c"), Chapter(900, "d"))
    for entry in (CONTAINER, WEBM):
        (loss,) = entry.losses(wanted_of(shared))
        assert loss.count == 2
        assert "show only the first" in loss.message


def test_other_files_are_not_taken_for_it():
    for data in (b"", b"\x1aE\xdf\xa3", b"OggS" + bytes(50), mka(doc_type=b"something")):
        assert not CONTAINER.recognises(io.BytesIO(data))
        assert not WEBM.recognises(io.BytesIO(data))


SMALL = mka(HEAD, ROOM, INFO, OLD, TRACKS, CLUSTERS, seek_head(seek(ebml.CHAPTERS, 60)))


@given(st.integers(0, 450), st.binary(max_size=8), st.integers(0, 2500))
def test_damage_ends_in_a_sentence(at: int, put: bytes, cut: int):
    data = SMALL[: max(0, len(SMALL) - cut + 500)]
    data = data[:at] + put + data[at + len(put) :]
    wanted = wanted_of(TWO)
    for step in (CONTAINER.read, lambda _: rebuilt(CONTAINER, data, wanted)):
        try:
            step(io.BytesIO(data))
        except AudioTrouble as trouble:
            assert trouble.sentence.endswith(".")
