"""What an empty question or answer says."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.text.document import NotesDocument
from notesapp.ui.text.editor import NotesEditor
from notesapp.ui.text.placeholder import Placeholders

WORDS = Placeholders("Ask.", "Answer.", "F8 stamps it.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q:  [2:04]\n\nA: ", ["Ask.", "Answer. F8 stamps it."]),
        ("**Q:** [2:04]\n\n**A:** b\n", ["Ask.", ""]),
        ("Q: [2:04] \n\nA: [2:32] b\n\nQ:", ["Ask.", "", "Ask. F8 stamps it."]),
        ("A:\nwords below", [""]),
        ("plain", [""]),
    ],
)
def test_only_an_empty_segment_says_what_to_type(
    text: str, expected: list[str], qtbot: QtBot
) -> None:
    document = NotesDocument()
    editor = NotesEditor(document, make_look(load_theme("light"), load_fonts()))
    qtbot.addWidget(editor)
    document.setParent(editor)
    document.load(text)
    editor.resize(800, 400)
    editor.grab()
    views = [view for view in editor.blocks_in_view if view.role.first or text == "plain"]
    assert [WORDS.words(view, document.notes) for view in views] == expected
