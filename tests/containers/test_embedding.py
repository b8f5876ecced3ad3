"""From chapters of notes to a proven file: what is refused, what is said, what stands there."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from notesapp.audio.identity import identify
from notesapp.containers.base import Carries
from notesapp.containers.chapter_pictures import HEAVY_BYTES
from notesapp.containers.embedding import embed, plan_embedding
from notesapp.containers.id3_tag import read_tags, whole_tag
from notesapp.containers.kept_sound import sound_is_kept
from notesapp.containers.mp3 import CONTAINER as MP3
from notesapp.core.chapters import Chapter
from notesapp.errors import AudioTrouble, Cancelled, FileTrouble
from notesapp.storage.pieces import Kept
from notesapp.storage.resources import resource
from notesapp.storage.trouble import AlreadyThere
from notesapp.storage.unfinished import Unfinished
from tests import media
from tests.containers.rebuilding import many
from tests.formats.chapter_strategies import chapters_snapshot

SECONDS = 3
TWO = (Chapter(0, "Intro"), Chapter(1500, "Tomatoes", url="https://example.org/t"))
JPEG = b"\xff\xd8\xff" + b"j" * 300
KINDS = {"mp3": "mp3", "m4a": "mp4", "opus": "ogg", "flac": "flac", "mka-aac": "mka"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return media.make(tmp_path_factory.mktemp("made"), "mp3", SECONDS)


@pytest.fixture
def audio(made, tmp_path) -> Path:
    """With a tag of version 2.3; FFmpeg writes the other."""
    path = tmp_path / "audio" / "a.mp3"
    path.parent.mkdir()
    path.write_bytes(whole_tag(3, ()) + made.read_bytes()[tag_end(made) :])
    return path


def tag_end(path: Path) -> int:
    with path.open("rb") as file:
        return read_tags(file)[-1].end


def messages(plan) -> list[str]:
    return [loss.message for loss in plan.losses]


def plan_for(audio: Path, chapters=TWO, pictures_in: Path | None = None):
    return plan_embedding(chapters_snapshot(chapters), audio, pictures_in)


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file(tmp_path, name):
    path = media.make(tmp_path, name, SECONDS)
    before = identify(path)
    plan = plan_for(path)
    assert plan.container.key == KINDS[name]
    report = embed(plan)
    assert report.path == path
    assert report.size_bytes == path.stat().st_size
    assert [(c.start_ms, c.title) for c in report.reading.chapters] == [
        (0, "Intro"),
        (1500, "Tomatoes"),
    ]
    with path.open("rb") as file:
        assert plan.container.read(file) == report.reading
    assert identify(path).digest == before.digest
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_leaves_the_source(audio, tmp_path):
    old = audio.read_bytes()
    plan = plan_for(audio)
    report = embed(plan, tmp_path / "out.mp3")
    assert report.path == tmp_path / "out.mp3"
    assert audio.read_bytes() == old
    with pytest.raises(AlreadyThere):
        embed(plan, tmp_path / "out.mp3")
    embed(plan, tmp_path / "out.mp3", replace=True)
    embed(plan, audio)  # the source by its own name


def test_the_ends_are_known(audio):
    wanted = plan_for(audio).wanted
    assert wanted.chapters[0].end_ms == 1500
    assert wanted.chapters[1].end_ms == wanted.duration_ms
    assert abs(wanted.duration_ms - SECONDS * 1000) < 60


def test_stopping_and_progress(audio):
    old = audio.read_bytes()
    said: list[tuple[int, int]] = []
    embed(plan_for(audio), progress=lambda done, total: said.append((done, total)))
    assert said[-1][0] == said[-1][1] == 2 * audio.stat().st_size
    audio.write_bytes(old)
    with pytest.raises(Cancelled, match="No file was changed"):
        embed(plan_for(audio), cancelled=lambda: True)
    assert audio.read_bytes() == old
    assert list(audio.parent.iterdir()) == [audio]


def test_what_was_left_is_swept_first(audio, tmp_path):
    unfinished = Unfinished(tmp_path / "state")
    left = audio.with_name(".notesapp-0123456789abcdef.part")
    with unfinished.kept(left):
        left.write_bytes(b"half")
        embed(plan_for(audio), unfinished=unfinished)
    assert not left.exists()
    assert list((tmp_path / "state").iterdir()) == []


def test_the_sound_is_where_it_was_copied_to(audio):
    data = audio.read_bytes()
    end = tag_end(audio)
    kept = (b"xyz", Kept(end, len(data) - end))
    cases = (
        (kept, b"xyz" + data[end:], False),  # no tag: what is in front counts as sound
        ((data[:end], kept[1]), data, True),
        ((data[:end], data[end:]), data, False),
        ((data[:end], Kept(end, 500), data[end + 500 :]), data, False),
        ((data[:end], kept[1], b"more"), data + b"more", False),
    )
    for pieces, made, expected in cases:
        assert sound_is_kept(io.BytesIO(data), io.BytesIO(made), pieces) is expected


def test_silent_chapters_alone_go_only_where_they_are_held(audio, tmp_path):
    silent = (Chapter(0, "Intro", kind="intro"), Chapter(500, "Map", toc=False))
    assert len(plan_for(audio, silent).wanted.chapters) == 2
    with pytest.raises(FileTrouble, match="All chapters are silent, and Opus and Ogg cannot"):
        plan_for(media.make(tmp_path, "opus", SECONDS), silent)


def test_no_chapters_and_none_in_the_audio(audio):
    with pytest.raises(FileTrouble, match="no question or topic has a stamp"):
        plan_for(audio, ())
    with pytest.raises(FileTrouble, match="No chapter lies within the audio"):
        plan_for(audio, (Chapter(9_000_000, "late"),))
    with pytest.raises(FileTrouble, match="No chapter lies within the audio"):
        plan_for(audio, (Chapter(0, "Intro", kind="intro"), Chapter(9_000_000, "late")))
    assert "Chapters that start after the end" in messages(plan_for(audio, (*TWO, *many(9))))[0]


def test_too_many_chapters(audio):
    chapters = tuple(Chapter(n, f"Title {n}") for n in range(256))
    with pytest.raises(AudioTrouble, match="at most 255"):
        plan_for(audio, chapters)


@pytest.mark.parametrize("content", [b"Q: Why? [0:10]\n\nA: So.\n", b"%PDF-1.4 nothing here"])
def test_what_is_no_audio(tmp_path, content):
    """Notes where audio is wanted, as when the two names are swapped."""
    path = tmp_path / "notes.md"
    path.write_bytes(content)
    with pytest.raises(AudioTrouble, match="These kinds of files can: MP3"):
        plan_for(path)
    assert path.read_bytes() == content


def test_what_is_not_there(tmp_path):
    with pytest.raises(FileTrouble, match="there is no file"):
        plan_for(tmp_path / "gone.mp3")
    with pytest.raises(FileTrouble, match="is not a file"):
        plan_for(tmp_path)
    os.mkfifo(tmp_path / "pipe.mp3")
    with pytest.raises(FileTrouble, match="is not a file"):
        plan_for(tmp_path / "pipe.mp3")


def test_notes_are_not_written_over(audio, tmp_path):
    notes = tmp_path / "notes.md"
    notes.write_text("Q: Why?\n", "utf-8")
    with pytest.raises(FileTrouble, match=r"a name that ends in \.mp3"):
        embed(plan_for(audio), notes, replace=True)
    assert notes.read_text("utf-8") == "Q: Why?\n"


def test_another_file_since_the_plan(audio):
    plan = plan_for(audio)
    audio.write_bytes(b"something else entirely")
    with pytest.raises(AudioTrouble, match="another file by now"):
        embed(plan)
    assert audio.read_bytes() == b"something else entirely"


def test_a_file_that_reads_back_otherwise_is_never_shown(audio):
    """A container that forgets, and one that spoils the sound."""
    old = audio.read_bytes()
    assert MP3.pieces is not None
    for pieces, words in (
        (lambda file, wanted: MP3.pieces(file, replace(wanted, chapters=())), "other chapters"),
        (lambda file, wanted: (*MP3.pieces(file, wanted), b"more"), "The sound"),
    ):
        entry = replace(MP3, pieces=pieces)
        plan = plan_for(audio)
        with (
            pytest.MonkeyPatch.context() as patch,
            pytest.raises(AudioTrouble, match=words),
        ):
            patch.setattr("notesapp.containers.embedding.container_of", lambda _, e=entry: e)
            embed(replace(plan, container=entry))
        assert audio.read_bytes() == old
        assert list(audio.parent.iterdir()) == [audio]


def pictured(folder: Path, audio: Path, *names: str):
    chapters = tuple(Chapter(n * 100, f"Title {n}", image=name) for n, name in enumerate(names))
    return plan_for(audio, chapters, folder)


def test_pictures_beside_the_notes_go_in(audio, tmp_path):
    notes = tmp_path / "notes"
    (notes / "art").mkdir(parents=True)
    (notes / "art" / "a.jpg").write_bytes(JPEG)
    plan = pictured(notes, audio, "art/a.jpg", "", str(notes / "art" / "a.jpg"), "art/../art/a.jpg")
    assert set(plan.wanted.pictures) == {0, 2, 3}
    assert messages(plan) == []
    embed(plan)
    assert audio.read_bytes().count(JPEG) == 3


def test_pictures_outside_the_notes_folder_are_never_read(audio, tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (tmp_path / "secret.jpg").write_bytes(JPEG)
    (notes / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (notes / "up").symlink_to(tmp_path)
    names = ("../secret.jpg", str(tmp_path / "secret.jpg"), "link.jpg", "up/secret.jpg")
    plan = pictured(notes, audio, *names)
    assert plan.wanted.pictures == {}
    assert [(loss.message, loss.count) for loss in plan.losses] == [
        ("Pictures outside the notes' folder are left out.", 4)
    ]
    assert pictured(None, audio, "a.jpg").wanted.pictures == {}


def test_other_pictures_are_said(audio, tmp_path):
    (tmp_path / "text.jpg").write_bytes(b"GIF89a")
    (tmp_path / "folder.jpg").mkdir()
    names = ("https://example.org/a.jpg", "text.jpg", "folder.jpg", "gone.jpg", "a\0b.jpg")
    counts = {loss.message: loss.count for loss in pictured(tmp_path, audio, *names).losses}
    assert counts == {
        "Pictures at web addresses are not fetched, and left out.": 1,
        "Pictures outside the notes' folder are left out.": 1,
        "Pictures that are not there or cannot be read are left out.": 2,
        "Pictures that are neither JPEG nor PNG are left out.": 1,
    }


def test_heavy_pictures_are_said(audio, tmp_path):
    (tmp_path / "a.jpg").write_bytes(JPEG + bytes(HEAVY_BYTES))
    (loss,) = pictured(tmp_path, audio, "a.jpg").losses
    assert "take 1.0 MB in front of the sound" in loss.message


def test_what_the_container_changes_is_said(audio):
    audio.write_bytes(whole_tag(4, ()) + audio.read_bytes()[tag_end(audio) :])
    long = (Chapter(0, "x" * 200),)
    assert "version 2.4" in messages(plan_for(audio, long))[0]


def test_what_is_left_out_is_not_wanted(audio, monkeypatch):
    """A container of the poorest kind."""
    poor = replace(MP3, carries=Carries(first_at_zero=True))
    monkeypatch.setattr("notesapp.containers.embedding.container_of", lambda _: poor)
    chapters = (
        Chapter(100, "One", end_ms=200, url="https://example.org", image="a.jpg"),
        Chapter(900, "Silent", toc=False),
    )
    plan = plan_for(audio, chapters)
    assert [(c.start_ms, c.end_ms, c.url, c.image) for c in plan.wanted.chapters] == [
        (0, 100, "", ""),
        (100, plan.wanted.duration_ms, "", ""),
    ]
    assert len(messages(plan)) == 5


def test_what_comes_with_the_program_is_only_copied(tmp_path):
    sample = resource("sample", "sample-episode.mp3")
    before = sample.read_bytes()
    plan = plan_for(sample)
    for target in (None, sample, tmp_path / "link.mp3"):
        if target is not None and target != sample:
            target.symlink_to(sample)
        with pytest.raises(FileTrouble, match="belongs to the program"):
            embed(plan, target)
    report = embed(plan, tmp_path / "copy.mp3")
    assert len(report.reading.chapters) == 2
    assert sample.read_bytes() == before
