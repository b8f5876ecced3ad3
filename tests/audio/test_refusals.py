"""One sentence for each way in which a file gives no sound; the same for facts and for playing."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from notesapp.audio.facts import probe
from notesapp.audio.open_source import open_source
from notesapp.audio.source import duration_ms
from notesapp.errors import AudioTrouble
from tests import media

DAMAGED = "is damaged or cut short. Get the file again or choose another."
NOT_AUDIO = "is not audio. Choose an MP3, M4A, Opus, Ogg, FLAC or WAV file."

both = pytest.mark.parametrize("use", [probe, open_source])


def refusal(use: Callable[[Path], object], path: Path) -> str:
    with pytest.raises(AudioTrouble) as caught:
        use(path)
    assert str(path) in caught.value.detail or path.name in caught.value.detail
    return caught.value.sentence


@both
def test_a_missing_file_is_named_with_its_place(tmp_path, use):
    path = tmp_path / "gone.mp3"
    assert refusal(use, path) == f"There is no file at {path}. Choose the audio again."


@both
@pytest.mark.parametrize(
    ("name", "data", "rest"),
    [
        ("empty.mp3", b"", "is empty. Choose another audio file."),
        ("junk.mp3", bytes(range(1, 200)) * 50, NOT_AUDIO),
        ("page.mp3", b"<html></html>", NOT_AUDIO),
        ("notes.txt", b"just words", NOT_AUDIO),
        ("picture.mp3", b"\x89PNG\r\n\x1a\n" + bytes(500), NOT_AUDIO),
        ("list.mp3", b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9\nother.ts\n", NOT_AUDIO),
        ("list.ffconcat", b"ffconcat version 1.0\nfile 'other.mp3'\n", NOT_AUDIO),
        ("zeros.mp3", bytes(100_000), NOT_AUDIO),
        ("tag.mp3", media.id3(5000), DAMAGED),
        ("cut.m4a", b"\0\0\0\x1cftypM4A \0\0\x02\0", DAMAGED),
        ("cut.opus", b"OggS\0\x02" + bytes(30), DAMAGED),
        ("cut.flac", b"fLaC\0\0\0\x22", DAMAGED),
        ("cut.wav", b"RIFF\0\0\0\0WAVEfmt ", DAMAGED),
        ("cut.mkv", b"\x1aE\xdf\xa3\xa3", DAMAGED),
        (
            "free.mp3",
            (b"\xff\xfb\x00\xc4" + bytes(500)) * 50,
            "is an MP3 in free format. Convert it to a usual bit rate.",
        ),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(tmp_path, use, name, data, rest):
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(use, path) == f"“{name}” {rest}"


@both
def test_a_folder_is_not_audio(tmp_path, use):
    assert refusal(use, tmp_path) == f"“{tmp_path.name}” is a folder. Choose an audio file."


@both
def test_an_archive_is_not_audio(tmp_path, use):
    path = tmp_path / "episode.mp3"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "words " * 1000)
    assert refusal(use, path).endswith(NOT_AUDIO)


@both
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_locked_file_speaks_of_permissions(tmp_path, use):
    path = tmp_path / "locked.mp3"
    path.write_bytes(b"ID3")
    path.chmod(0)
    assert "permissions" in refusal(use, path)


@both
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name here")
def test_a_pipe_is_not_waited_for(tmp_path, use):
    path = tmp_path / "pipe.mp3"
    os.mkfifo(path)
    assert refusal(use, path) == f"“pipe.mp3” {NOT_AUDIO}"


@pytest.mark.parametrize("name", ["m4a", "mp4-video"])
def test_an_mp4_cut_before_its_index_is_damaged(tmp_path, name):
    path = media.make(tmp_path, name, 4)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"moov") - 4])
    assert refusal(open_source, path).endswith(DAMAGED)


def test_pictures_without_sound_say_so(tmp_path):
    kind = media.Kind(".mp4", "", has_video=True)
    path = media.encode(tmp_path / "film.mp4", media.timecoded(1, media.KINDS["m4a"]), kind)
    assert refusal(open_source, path) == "“film.mp4” has no sound in it. Choose another file."


@pytest.mark.parametrize("code", [b"drms", b"enca"])
def test_a_protected_file_is_named_as_such(tmp_path, code):
    data = media.make(tmp_path, "m4a", 2).read_bytes()
    at = data.index(b"mp4a", data.index(b"stsd"))
    path = tmp_path / "bought.m4p"
    path.write_bytes(data[:at] + code + data[at + 4 :])
    assert refusal(open_source, path) == (
        "“bought.m4p” is protected against copying. Choose a copy without protection."
    )


@pytest.mark.parametrize("name", ["mp3", "m4a-fast", "opus", "vorbis", "flac", "wav", "mka-aac"])
@pytest.mark.parametrize("share", [0.3, 0.8])
def test_a_cut_file_plays_as_far_as_it_goes(tmp_path, name, share):
    path = media.VORBIS if name == "vorbis" else media.make(tmp_path, name, 12)
    data = path.read_bytes()
    cut = tmp_path / ("cut" + path.suffix)
    cut.write_bytes(data[: round(len(data) * share)])
    whole, source = open_source(path), open_source(cut)
    assert duration_ms(source) == pytest.approx(12_000 * share, abs=1800)
    if name in ("mp3", "m4a-fast", "flac", "mka-aac"):
        assert source.claimed_ms == pytest.approx(12_000, abs=50)
    end = source.total - source.rate // 2
    assert source.read(end, 2000) == whole.read(end, 2000) or name == "opus"
    assert any(source.read(end, 2000))
    source.close()
    whole.close()


@pytest.mark.parametrize("name", ["mp3", "m4a", "opus", "mkv-video"])
def test_a_file_that_vanishes_while_open_does_no_harm(tmp_path, name):
    path = media.make(tmp_path, name, 4)
    source = open_source(path)
    before = source.read(source.total // 2, 5000)
    path.unlink()
    assert len(source.read(source.total // 2, 5000)) == len(before)
    assert len(source.read(0, 5000)) == len(before)
    source.close()


def test_sound_without_a_decoder_says_so(tmp_path):
    data = bytearray(media.make(tmp_path, "wav", 1).read_bytes())
    data[20:22] = b"\x77\x77"  # the number of the codec
    path = tmp_path / "odd.wav"
    path.write_bytes(data)
    assert refusal(open_source, path) == (
        "“odd.wav” has sound of an unknown kind. Convert it to MP3 or choose another."
    )


NAMES = ("50% ?*.m4a", "http:__a|b.m4a", "ein Gespräch – 1.m4a", "two\nlines.m4a", "%03d.m4a")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", [*NAMES, os.fsdecode(b"old\xe9.m4a")])
def test_odd_names_are_opened_as_they_are(tmp_path, name):
    path = tmp_path / name
    media.make(tmp_path, "m4a", 1).rename(path)
    source = open_source(path)
    assert duration_ms(source) == pytest.approx(1000, abs=50)
    source.close()
    assert probe(path).size_bytes == path.stat().st_size


@pytest.mark.parametrize("left", [3, 4, 20, 26, 27, 30])
def test_an_ogg_cut_within_the_head_of_a_page_plays_up_to_there(tmp_path, left):
    data = media.VORBIS.read_bytes()
    path = tmp_path / "cut.ogg"
    path.write_bytes(data[: data.rindex(b"OggS") + left])
    source = open_source(path)
    assert (media.VORBIS_SECONDS - 3) * source.rate < source.total
    assert any(source.read(source.total - 5000, 5000))
    source.close()
