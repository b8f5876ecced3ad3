"""Searching other notes: which files, what is found, and going there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from notesapp.core.edits.base import Position
from notesapp.core.finding import Query
from notesapp.core.pattern import PatternTrouble
from notesapp.storage.places import places_from_environment
from notesapp.ui.finding.everywhere import FindEverywhere
from notesapp.ui.finding.note_search import (
    MOST_BYTES,
    MOST_FILES,
    MOST_HITS,
    FileHits,
    notes_near,
    search_files,
)
from notesapp.ui.finding.result_rows import FileRow, HitRow
from notesapp.ui.program import Program

OWN = "Q: Which window? [0:10]\n\nA: This window. [0:20]\n"
OTHER = "---\ntitle: window\n---\n\nQ: Old window? [1:10]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "notes"
    place.mkdir()
    (place / "own.md").write_text(OWN, "utf-8")
    (place / "other.txt").write_text(OTHER, "utf-8")
    (place / "binary.md").write_bytes(b"\0\1window\2" * 40)
    (place / "picture.png").write_bytes(b"window")
    return place


def search(
    paths: tuple[Path, ...], text: str = "window", *, regex: bool = False, source: bool = False
) -> list[FileHits]:
    query = Query(text, regex=regex)
    return list(search_files(paths, {}, query, source=source, is_wanted=lambda: True))


def test_notes_beside_come_first_and_each_file_once(folder: Path, tmp_path: Path) -> None:
    far = tmp_path / "far.md"
    found = notes_near(folder, [far, folder / "own.md", tmp_path / "sound.mp3"])
    assert [p.name for p in found] == ["binary.md", "other.txt", "own.md", "far.md"]
    assert notes_near(None, [far]) == (far,)
    assert notes_near(tmp_path / "gone", []) == ()


def test_many_files_are_cut(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.md").touch()
    assert len(notes_near(tmp_path, [])) == MOST_FILES


def test_hits_know_line_and_stamp_and_trouble_is_said(folder: Path) -> None:
    binary, other, own = search(notes_near(folder, []))
    assert "is not a text file" in binary.trouble and not binary.hits
    assert [(h.start, h.text, h.stamp) for h in other.hits] == [
        (Position(4, 7), "Q: Old window? [1:10]", "[1:10]")
    ]
    assert [h.start.line for h in own.hits] == [0, 2]
    assert len(search((folder / "other.txt",), source=True)[0].hits) == 2


def test_large_and_missing_files_are_said(tmp_path: Path) -> None:
    (tmp_path / "large.md").write_text("window " * (MOST_BYTES // 7 + 1), "utf-8")
    large, gone = search((tmp_path / "large.md", tmp_path / "gone.md"))
    assert large.trouble == "It is larger than 2 MB."
    assert gone.trouble == "It cannot be read."


def test_hits_are_cut_and_a_search_can_be_ended(folder: Path) -> None:
    (folder / "many.md").write_text("window " * 3000, "utf-8")
    found = search((folder / "many.md", folder / "own.md"))
    assert [len(f.hits) for f in found] == [MOST_HITS]
    query, paths = Query("window"), notes_near(folder, [])
    assert not list(search_files(paths, {}, query, source=False, is_wanted=lambda: False))


def test_unsaved_text_counts_and_a_bad_pattern_is_said(folder: Path) -> None:
    own = folder / "own.md"
    texts = {own: "door"}
    query = Query("door")
    found = list(search_files((own,), texts, query, source=False, is_wanted=lambda: True))
    assert len(found[0].hits) == 1
    with pytest.raises(PatternTrouble):
        search((own,), "(", regex=True)


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[Program]:
    made = Program(qapp, places_from_environment(os.environ, "linux", home))
    yield made
    made.abandon()


@pytest.fixture
def opened(qtbot, program: Program, folder: Path) -> Callable[[], FindEverywhere]:
    episode = program.new_window()
    with qtbot.waitExposed(episode.window):
        episode.window.show()
    episode.files.open_path(folder / "own.md")
    episode.actions.run("edit.find_everywhere")
    return lambda: episode.features.get("find_everywhere")


def rows(everywhere: FindEverywhere) -> list[str]:
    model = everywhere.dialog.model
    found = [model.row(i) for i in range(model.rowCount())]
    return [r.path.name if isinstance(r, FileRow) else r.hit.text for r in found]


def test_enter_opens_the_other_file_at_its_hit(
    qtbot, program: Program, opened: Callable[[], FindEverywhere]
) -> None:
    everywhere = opened()
    dialog = everywhere.dialog
    qtbot.keyClicks(dialog.field, "window")
    qtbot.waitUntil(lambda: dialog.facts.text() == "Hits: 3. Files searched: 3")
    qtbot.waitUntil(lambda: len(rows(everywhere)) == 6)
    assert rows(everywhere)[1:3] == ["other.txt", "Q: Old window? [1:10]"]
    assert isinstance(dialog.model.row(dialog.list.currentIndex().row()), HitRow)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert [e.session.name for e in program.episodes] == ["own.md", "other.txt"]
    assert program.episodes[1].window.editor.place() == Position(4, 7)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert len(program.episodes) == 2
    assert program.episodes[0].window.editor.place() == Position(2, 8)


def test_what_is_typed_but_not_saved_is_searched(
    qtbot, program: Program, opened: Callable[[], FindEverywhere]
) -> None:
    everywhere = opened()
    program.episodes[0].document.replace_all("A door.\n")
    everywhere.dialog.field.setText("door")
    qtbot.waitUntil(lambda: everywhere.dialog.facts.text() == "Hits: 1. Files searched: 3")


def test_words_for_nothing_and_for_a_bad_pattern(
    qtbot, opened: Callable[[], FindEverywhere]
) -> None:
    dialog = opened().dialog
    dialog.field.setText("zebra")
    qtbot.waitUntil(lambda: dialog.facts.text() == "Nothing found. Files searched: 3")
    dialog.switches["regex"].click()
    dialog.field.setText("[")
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert dialog.trouble.accessibleName() == "This pattern opens a “[” and does not close it."
