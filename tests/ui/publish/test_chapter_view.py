"""What stands in a finished file is shown as other programs read it."""

from __future__ import annotations

from pathlib import Path

from notesapp.containers.embedding import Report
from notesapp.core.chapters import Chapter
from notesapp.formats.base import Loss
from notesapp.formats.reading import ChapterReading
from notesapp.ui.kit.look import Look
from notesapp.ui.publish.chapter_view import ChaptersDialog, size_words
from notesapp.ui.publish.embedder import Embedded

CHAPTERS = (
    Chapter(0, "Intro"),
    Chapter(65_900, "Rye", url="https://example.com/rye", image="cover.jpg"),
    Chapter(3_723_000, "Aside", toc=False),
)


def embedded(chapters: tuple[Chapter, ...], *losses: Loss, before: int = 1_000_000) -> Embedded:
    reading = ChapterReading("mp3", chapters)
    return Embedded(Report(Path("garden.mp3"), reading, 1_003_411, losses), before)


def shown(qtbot, look: Look, chapters: tuple[Chapter, ...], *losses: Loss) -> ChaptersDialog:
    dialog = ChaptersDialog(look, embedded(chapters, *losses))
    qtbot.addWidget(dialog)
    return dialog


def cells(dialog: ChaptersDialog) -> list[list[str]]:
    table = dialog.table
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def test_number_start_title_and_what_goes_with_it(qtbot, look: Look) -> None:
    dialog = shown(qtbot, look, CHAPTERS)
    assert cells(dialog) == [
        ["1", "0:00", "Intro", ""],
        ["2", "1:05", "Rye", "link, picture"],
        ["3", "1:02:03", "Aside", "silent"],
    ]
    assert not dialog.table.isColumnHidden(3)
    assert dialog.table.topLevelItem(1).toolTip(3) == "https://example.com/rye"


def test_a_column_with_nothing_in_it_is_left_out(qtbot, look: Look) -> None:
    assert shown(qtbot, look, CHAPTERS[:1]).table.isColumnHidden(3)


def test_size_and_losses_are_said(qtbot, look: Look) -> None:
    dialog = shown(qtbot, look, CHAPTERS, Loss("Pictures are left out."), Loss("Links as well."))
    assert dialog.size_fact.text().endswith("bytes more")
    assert "3411" in dialog.size_fact.text().replace(",", "")
    assert dialog.losses.text() == "Pictures are left out.\nLinks as well."
    assert shown(qtbot, look, CHAPTERS).losses.isHidden()


def test_a_size_that_did_not_change_is_said_so() -> None:
    assert size_words(embedded(CHAPTERS, before=1_003_411)).endswith("as before")
    assert "3411 bytes less" in size_words(embedded(CHAPTERS, before=1_006_822)).replace(",", "")
