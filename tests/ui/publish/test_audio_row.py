"""The audio's row: a copy with a name of its own, the audio itself only when it was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from notesapp.core.problems import Severity
from notesapp.errors import AudioTrouble
from notesapp.publishing.names import copy_path
from notesapp.storage.resources import resource
from notesapp.ui.kit.look import Look
from notesapp.ui.publish.audio_row import REPLACE, AudioRow
from notesapp.ui.publish.choices import AUDIO
from notesapp.ui.publish.embed_dialog import EmbedDialog
from notesapp.ui.publish.publish_dialog import Outcome, PublishDialog
from notesapp.ui.publish.publish_rows import PublishRow, RowState, WrittenRow

ROWS = (
    PublishRow("html", "Web page", "garden.html"),
    PublishRow(AUDIO, "Chapters inside the audio", ""),
)


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    path = tmp_path / "garden.mp3"
    path.write_bytes(b"sound")
    return path


@pytest.fixture
def dialog(qtbot, look: Look, audio: Path) -> PublishDialog:
    other = audio.parent / "out"
    other.mkdir()
    dialog = PublishDialog(
        look,
        ROWS,
        audio.parent,
        audio=audio,
        choose_folder=lambda parent, folder: other,
    )
    qtbot.addWidget(dialog)
    dialog.show_known(AUDIO, RowState("Ready, 5 chapters"))
    dialog.show()
    return dialog


def row_of(dialog: PublishDialog) -> AudioRow:
    row = dialog.audio_row()
    assert row is not None
    return row


def test_a_copy_beside_the_audio_has_a_name_of_its_own(audio: Path) -> None:
    assert copy_path(audio, audio.parent, "chapters").name == "garden (chapters).mp3"
    assert copy_path(audio, audio.parent / "out", "chapters") == audio.parent / "out/garden.mp3"


def test_a_link_to_the_audio_is_the_audio(audio: Path) -> None:
    out = audio.parent / "linked"
    out.symlink_to(audio.parent, target_is_directory=True)
    assert copy_path(audio, out, "chapters").name == "garden (chapters).mp3"


def test_the_row_says_where_the_chapters_go(qtbot, dialog: PublishDialog, audio: Path) -> None:
    row = row_of(dialog)
    assert row.file.text() == "garden (chapters).mp3"
    assert not row.is_in_place()
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    assert row.file.text() == "garden.mp3, a copy"


def test_the_audio_itself_is_replaced_only_by_choice_and_that_is_said(
    dialog: PublishDialog,
) -> None:
    row = row_of(dialog)
    row.tick.setChecked(False)
    row.set_way(REPLACE)
    assert row.is_chosen()
    assert row.file.text() == "garden.mp3 itself"
    assert row.state.words.text() == "Replaces the audio itself"
    assert row.is_in_place()
    assert not dialog.replace.isVisible()


def test_a_copy_from_last_time_is_replaced_only_when_asked(
    qtbot, dialog: PublishDialog, audio: Path
) -> None:
    (audio.parent / "out" / "garden.mp3").write_bytes(b"old")
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    row = row_of(dialog)
    assert row.state.words.text().endswith("is there")
    assert dialog.replace.isVisible() and not dialog.go.isEnabled()
    dialog.replace.setChecked(True)
    assert dialog.go.isEnabled()


def test_written_audio_shows_its_chapters(qtbot, dialog: PublishDialog, audio: Path) -> None:
    row = row_of(dialog)
    row.set_way(REPLACE)
    with qtbot.waitSignal(dialog.publish_requested) as asked:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert asked.args is not None
    wish = asked.args[0]
    assert wish.keys == ("html", AUDIO) and wish.in_place
    written = WrittenRow(AUDIO, audio, (), "Written, 5 chapters")
    page = WrittenRow("html", audio.with_suffix(".html"))
    dialog.show_published(Outcome((page, written), files=2))
    assert row.state.words.text() == "Written, 5 chapters"
    assert not row.choose.isVisible()
    assert dialog.files_fact.text() == "2 files written"
    with qtbot.waitSignal(dialog.show_chapters_requested):
        qtbot.mouseClick(row.chapters, Qt.MouseButton.LeftButton)


def test_trouble_with_the_audio_is_one_sentence_and_it_can_be_tried_again(
    qtbot, dialog: PublishDialog
) -> None:
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    dialog.show_stopped(AudioTrouble("“garden.mp3” is damaged.", "detail"))
    assert dialog.banner.words.text() == "“garden.mp3” is damaged."
    assert dialog.banner.isVisible()
    with qtbot.waitSignal(dialog.publish_requested):
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    dialog.show_stopped(AudioTrouble("“garden.mp3” is damaged.", "detail"))


def test_without_audio_the_row_cannot_be_ticked(qtbot, look: Look, tmp_path: Path) -> None:
    dialog = PublishDialog(look, ROWS, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show_known(AUDIO, RowState("Needs audio", Severity.NOTE, refused=True))
    row = row_of(dialog)
    assert not row.tick.isEnabled() and not row.choose.isVisibleTo(dialog)
    assert dialog.chosen() == ("html",)


def test_the_sample_is_lent_and_only_copied(qtbot, look: Look) -> None:
    sample = resource("sample", "sample-episode.mp3")
    row = AudioRow(look, PublishRow("embed", "Chapters inside the audio", "a.mp3", ""), sample)
    qtbot.addWidget(row)
    assert row.choose.isHidden()
    dialog = EmbedDialog(look, sample, None, choose_folder=lambda *_: None)
    qtbot.addWidget(dialog)
    assert not dialog.itself.isEnabled()
    assert sample.parent not in (dialog.target(), dialog.target().parent)
