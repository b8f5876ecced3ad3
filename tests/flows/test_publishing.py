"""Publishing and putting chapters into the audio for real: files on the disk, read again."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from notesapp.audio.identity import identify
from notesapp.containers.registry import container_of
from notesapp.core.chapters import Chapter
from notesapp.publishing.items import AUDIO
from notesapp.storage.note_lock import lock_path
from notesapp.ui.episode.episode import Episode
from notesapp.ui.publish.audio_row import REPLACE
from tests.flows.driving import Start, opened, ready

STARTS = [0, 20_000, 44_618, 68_996, 91_000]


def chapters_in(path: Path) -> tuple[Chapter, ...]:
    with io.BytesIO(path.read_bytes()) as file:
        kind = container_of(file)
        assert kind is not None
        return kind.read(file).chapters


def published(episode: Episode, qtbot: QtBot, keys: tuple[str, ...]):
    """The open dialog with these rows ticked, and how each stands known."""
    episode.actions.run("publish.publish")
    dialog = episode.features.get("publish").dialog
    qtbot.waitUntil(lambda: dialog.waiting() == (), timeout=15_000)
    for key, row in dialog.rows.items():
        row.tick.setChecked(key in keys)
    assert dialog.chosen() == keys
    return dialog


@pytest.fixture
def episode(start: Start, sample: Path, qtbot: QtBot) -> Episode:
    episode = opened(start(), qtbot)
    episode.files.open_path(sample)
    ready(episode, qtbot)
    return episode


def test_publishing_writes_the_files_and_a_copy_with_chapters(
    episode: Episode, sample: Path, qtbot: QtBot
) -> None:
    audio = sample.with_suffix(".mp3")
    before = audio.read_bytes()
    dialog = published(episode, qtbot, ("html", "json", AUDIO, "apple"))
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.go.text() == "Close", timeout=30_000)
    row = dialog.audio_row()
    copy = sample.with_name("sample-episode (chapters).mp3")
    assert row.file.text() == copy.name
    assert row.state.words.text() == "Written, 5 chapters"
    assert audio.read_bytes() == before
    written = json.loads(sample.with_name("sample-episode.chapters.json").read_text("utf-8"))
    inside = chapters_in(copy)
    assert [c.title for c in inside] == [c["title"] for c in written["chapters"]]
    assert [c.start_ms for c in inside] == [
        round(c["startTime"] * 1000) for c in written["chapters"]
    ]
    assert identify(copy).digest == identify(audio).digest
    assert sample.with_name("sample-episode.apple.txt").exists()
    row.chapters.click()
    shown = episode.features.get("publish").chapters
    assert shown.table.topLevelItemCount() == 5
    assert shown.table.topLevelItem(1).text(2) == inside[1].title
    shown.close_button.click()
    dialog.go.click()
    assert not dialog.isVisible()


def test_the_same_is_published_again_without_asking(
    episode: Episode, sample: Path, qtbot: QtBot
) -> None:
    publishing = episode.features.get("publish")
    episode.actions.run("publish.again")
    assert publishing.dialog.isVisible()  # nothing to repeat yet
    publishing.dialog.reject()
    dialog = published(episode, qtbot, ("html", AUDIO, "apple"))
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.go.text() == "Close", timeout=30_000)
    dialog.footer.copy_report.click()
    report = QGuiApplication.clipboard().text()
    assert report.startswith("4 files written to ")
    assert "sample-episode.apple.html" in report
    dialog.go.click()
    own = {sample, sample.with_suffix(".mp3"), lock_path(sample)}
    written = sorted(set(sample.parent.iterdir()) - own)
    before = {path: path.read_bytes() for path in written}
    written[0].write_bytes(b"changed")
    episode.actions.run("publish.again")
    assert publishing.dialog is dialog
    bar = episode.window.bar
    said = "4 files written to "
    qtbot.waitUntil(
        lambda: bar.current() is not None and bar.current().sentence.startswith(said),
        timeout=30_000,
    )
    assert bar.current().action == "Show folder"
    assert {path: path.read_bytes() for path in written} == before
    assert sorted(set(sample.parent.iterdir()) - own) == written


def test_a_stopped_publication_leaves_no_file(
    episode: Episode, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    audio = sample.with_suffix(".mp3")
    with audio.open("ab") as file:  # long enough to be stopped on the way
        for _ in range(150):
            file.write(b"\0" * (1 << 20))
    names = sorted(path.name for path in sample.parent.iterdir())
    dialog = published(episode, qtbot, ("html", AUDIO, "youtube"))
    dialog.go.click()
    assert dialog.footer.meter.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Cancel", timeout=30_000)
    assert dialog.banner.words.text() == "Stopped. Nothing was written."
    assert sorted(path.name for path in sample.parent.iterdir()) == names
    assert dialog.go.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()


def test_the_audio_itself_is_replaced_and_the_player_stands_where_it_stood(
    start: Start, engine: str, sample: Path, qtbot: QtBot
) -> None:
    episode = opened(start(engine), qtbot)
    episode.files.open_path(sample)
    ready(episode, qtbot)
    audio = sample.with_suffix(".mp3")
    digest = identify(audio).digest
    qtbot.waitUntil(lambda: _is_kept(episode, sample, digest), timeout=15_000)
    episode.playback.play_from(50_000)
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 50_300, timeout=15_000)
    dialog = published(episode, qtbot, (AUDIO,))
    dialog.audio_row().set_way(REPLACE)
    at_ms = episode.playback.position_ms()
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.go.text() == "Close", timeout=30_000)
    dialog.go.click()
    ready(episode, qtbot)
    qtbot.waitUntil(lambda: abs(episode.playback.position_ms() - at_ms) < 1500, timeout=15_000)
    assert episode.playback.path == audio
    assert not episode.playback.state.is_playing
    assert len(chapters_in(audio)) == 5
    assert len(ID3(audio).getall("CHAP")) == 5
    assert identify(audio).digest == digest
    assert set(sample.parent.glob(".*")) <= {lock_path(sample)}
    qtbot.waitUntil(lambda: episode.waveforms.feed is not None and _drawn(episode), timeout=15_000)
    qtbot.waitUntil(lambda: _is_kept(episode, sample, digest), timeout=15_000)
    current = episode.window.bar.current()
    assert current is None, current
    episode.playback.play_from(10_000)
    qtbot.waitUntil(lambda: episode.playback.position_ms() > 10_200, timeout=15_000)
    episode.playback.pause()


def _is_kept(episode: Episode, notes: Path, digest: str) -> bool:
    kept = episode._services.state.recall_audio(notes)
    audio = notes.with_suffix(".mp3").stat()
    return (
        kept is not None
        and kept.digest == digest
        and (kept.size_bytes, kept.mtime_ns) == (audio.st_size, audio.st_mtime_ns)
    )


def _drawn(episode: Episode) -> bool:
    return episode.waveforms._levels is not None and episode.window.waveform.scale.duration_ms > 0


def test_the_dialog_for_the_audio_alone_shows_what_goes_in_and_what_came_of_it(
    episode: Episode, sample: Path, qtbot: QtBot
) -> None:
    episode.actions.run("publish.embed")
    dialog = episode.features.get("publish").embed_dialog
    qtbot.waitUntil(dialog.go.isEnabled, timeout=15_000)
    assert dialog.table.topLevelItemCount() == 5
    assert dialog.fact.text() == "5 chapters"
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.go.text() == "Close", timeout=30_000)
    copy = sample.with_name("sample-episode (chapters).mp3")
    assert len(chapters_in(copy)) == 5
    assert dialog.name.text() == copy.name
    assert "bytes more" in dialog.fact.text()
    dialog.go.click()
    assert not dialog.isVisible()
    episode.actions.run("publish.embed")
    again = episode.features.get("publish").embed_dialog
    qtbot.waitUntil(lambda: again.table.topLevelItemCount() == 5, timeout=15_000)
    assert again.replace.isVisible() and not again.go.isEnabled()
    again.replace.setChecked(True)
    assert again.go.isEnabled()
    again.reject()


def test_stopped_leaves_every_file_as_it_was(
    episode: Episode, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    audio = sample.with_suffix(".mp3")
    with audio.open("ab") as file:  # long enough to be stopped on the way
        for _ in range(150):
            file.write(b"\0" * (1 << 20))
    before = identify(audio)
    names = sorted(path.name for path in sample.parent.iterdir())
    episode.window.activated.emit()
    episode.actions.run("publish.embed")
    dialog = episode.features.get("publish").embed_dialog
    qtbot.waitUntil(dialog.go.isEnabled, timeout=15_000)
    dialog.itself.setChecked(True)
    dialog.go.click()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Cancel", timeout=30_000)
    assert dialog.banner.words.text() == "Stopped. The audio is as it was."
    assert identify(audio) == before
    assert sorted(path.name for path in sample.parent.iterdir()) == names
    assert not episode.features.get("publish").work.is_busy
    dialog.reject()
    assert not dialog.isVisible()
    ready(episode, qtbot)


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(
    episode: Episode, sample: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    episode.actions.run("publish.embed")
    dialog = episode.features.get("publish").embed_dialog
    qtbot.waitUntil(dialog.go.isEnabled, timeout=15_000)
    dialog._folder = tmp_path / "gone"
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.banner.words.text() != "", timeout=30_000)
    assert "gone" not in {path.name for path in tmp_path.iterdir()}
    assert dialog.go.isEnabled() and dialog.table.topLevelItemCount() == 5
    dialog.reject()
