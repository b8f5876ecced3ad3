"""The form asks for edits, shows what the text says, and leaves undo to the document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow

from notesapp.core.edits.attributes import set_attribute
from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.parser import parse
from notesapp.ui.kit.look import Look
from notesapp.ui.panels.details import Details

TEXT = """\
---
podcast: "The Small Garden"
episode: 12
title: "Tired soil"
guests: [Ana, Ben]
chapters: all
---

Q: Is the soil worn out? [1:12]
{: chapter="Reviving tired soil" url="https://example.org" }

A: It is hungry.
"""


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(344, 700)
    return window


@pytest.fixture
def details(qtbot, look: Look, window: QMainWindow) -> Details:
    details = Details(look)
    window.setCentralWidget(details)
    show(details, TEXT)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return details


def show(details: Details, text: str, segment: int | None = 0) -> None:
    notes = parse(text)
    details.show_notes(notes)
    details.show_segment(None if segment is None else notes.segments[segment])


def test_fields_show_what_the_header_says(qtbot, details: Details) -> None:
    shown = {key: field.text() for key, field in details.form.fields.items()}
    assert shown == {
        "podcast": "The Small Garden",
        "episode": "12",
        "date": "",
        "season": "",
        "audio": "",
        "language": "",
        "speakers": "",
        "labels": "",
        "image": "",
    }
    assert details.form.lists["guests"].items() == ("Ana", "Ben")
    assert details.form.title.text() == "Tired soil"
    assert details.form.chapters.currentText() == "All"


def test_showing_notes_asks_for_nothing(qtbot, details: Details) -> None:
    with (
        qtbot.assertNotEmitted(details.header_changed),
        qtbot.assertNotEmitted(details.attribute_changed),
    ):
        show(details, TEXT.replace("Tired soil", "Fresh soil").replace("all", "marked"))
        show(details, "Q: Hi?", None)
    assert details.form.title.text() == ""


def test_a_title_in_the_first_line_is_shown_too(details: Details) -> None:
    show(details, "Episode 50: Answering Questions\n\nWords.", None)
    assert details.form.title.text() == "Answering Questions"
    assert details.form.fields["episode"].text() == "50"


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("podcast", "  A  show ", "A show"),
        ("episode", "13", 13),
        ("episode", "12b", "12b"),
        ("season", "", ""),
        ("speakers", "Ana, , Ben Li,", ("Ana", "Ben Li")),
        ("date", "2026-05-14", "2026-05-14"),
    ],
)
def test_what_is_typed_becomes_the_value_of_the_header(
    details: Details, key: str, typed: str, value: object
) -> None:
    asked = []
    details.header_changed.connect(lambda *args: asked.append(args))
    field = details.form.fields[key]
    field.setText("?")
    field.selectAll()
    if typed:
        field.insert(typed)
        field.textEdited.emit(typed)
    else:
        field.show_value("1")
        field.selectAll()
        field.backspace()
        field.textEdited.emit("")
    assert asked[-1] == (key, value)


def test_each_keystroke_becomes_an_edit_of_the_text(qtbot, details: Details) -> None:
    text = [TEXT]

    def edit(key: str, value: object) -> None:
        text[0] = apply_edits(text[0], set_header(parse(text[0]), key, value))
        show(details, text[0])

    details.header_changed.connect(edit)
    field = details.form.fields["podcast"]
    field.setFocus()
    field.setCursorPosition(4)
    qtbot.keyClicks(field, "Very ")
    assert 'podcast: "The Very Small Garden"' in text[0]
    assert field.cursorPosition() == 9
    details.form.title.setFocus()
    details.form.title.selectAll()
    qtbot.keyClicks(details.form.title, "New: soil")
    assert parse(text[0]).title == "New: soil"
    assert details.form.title_count.words.text() == "9 characters"


def test_notes_shown_while_a_key_is_handled_do_not_take_it_back(qtbot, details: Details) -> None:
    details.header_changed.connect(lambda key, value: show(details, TEXT))
    field = details.form.fields["podcast"]
    field.setFocus()
    field.end(False)
    qtbot.keyClicks(field, "s")
    assert field.text() == "The Small Gardens"


def test_a_space_on_the_way_to_the_next_word_stays(qtbot, details: Details) -> None:
    field = details.form.fields["podcast"]
    field.setFocus()
    field.end(False)
    qtbot.keyClicks(field, " ")
    show(details, TEXT)
    assert field.text() == "The Small Garden "


def test_an_undo_in_the_document_reaches_the_field_with_the_caret(qtbot, details: Details) -> None:
    field = details.form.fields["podcast"]
    field.setFocus()
    field.setCursorPosition(3)
    qtbot.keyClicks(field, "x")
    show(details, TEXT.replace("Small Garden", "Big Garden"))
    assert field.text() == "The Big Garden"
    assert field.cursorPosition() == 4


def test_leaving_a_field_lets_the_text_have_the_last_word(qtbot, details: Details) -> None:
    details.form.title.setFocus()
    details.form.title.selectAll()
    qtbot.keyClick(details.form.title, Qt.Key.Key_Delete)
    details.form.fields["podcast"].setFocus()
    show(details, TEXT)
    assert details.form.title.text() == "Tired soil"


@pytest.mark.parametrize("name", ["podcast", "title", "chapter", "link"])
def test_undo_and_redo_go_to_the_document(
    qtbot, window: QMainWindow, details: Details, name: str
) -> None:
    other = []
    action = QAction("Undo", window)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: other.append("action"))
    window.addAction(action)
    field = details.form.fields.get(name) or getattr(
        details.form if name == "title" else details.segment, name
    )
    field.setFocus()
    qtbot.keyClicks(field, "z")
    before = field.text()
    asked = []
    details.undo_requested.connect(lambda: asked.append("undo"))
    details.redo_requested.connect(lambda: asked.append("redo"))
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(field, Qt.Key.Key_Z, ctrl)
    qtbot.keyClick(field, Qt.Key.Key_Z, ctrl | shift)
    qtbot.keyClick(field, Qt.Key.Key_Y, ctrl)
    assert asked == ["undo", "redo", "redo"]
    assert field.text() == before
    assert other == []


def test_attributes_belong_to_the_segment_on_show(qtbot, details: Details) -> None:
    notes = parse(TEXT)
    asked = []
    details.attribute_changed.connect(lambda *args: asked.append(args))
    details.segment.link.setFocus()
    details.segment.link.end(False)
    qtbot.keyClicks(details.segment.link, "/a")
    assert asked == [(0, "url", "https://example.org/"), (0, "url", "https://example.org/a")]
    index, key, value = asked[-1]
    edits = set_attribute(notes, notes.segments[index], key, value)
    assert 'url="https://example.org/a" }' in apply_edits(TEXT, edits)
    details.show_segment(notes.segments[1])
    assert details.segment.link.text() == details.segment.chapter.text() == ""
    assert details.segment.chapter.placeholderText() == "It is hungry"
    assert details.segment.head.place.text() == "A 1 · no stamp"


def test_a_long_chapter_title_warns_with_a_shape(details: Details) -> None:
    assert details.segment.chapter_count.words.text() == "19 characters"
    assert not details.segment.chapter_count.is_over()
    show(details, TEXT.replace("Reviving tired soil", "x" * 40))
    assert details.segment.chapter_count.words.text().startswith("40 characters. ")
    assert details.segment.chapter_count.sign.isVisible()


def test_without_a_segment_the_form_says_what_to_do(details: Details) -> None:
    details.show_segment(None)
    assert not details.segment.chapter.isVisible()
    assert details.segment.no_segment.isVisible()


def test_the_policy_is_asked_for_when_chosen(qtbot, details: Details) -> None:
    with qtbot.waitSignal(details.header_changed) as asked:
        details.form.chapters.setFocus()
        qtbot.keyClick(details.form.chapters, Qt.Key.Key_Up)
    assert asked.args == ["chapters", "answers"]


def test_an_unreadable_header_turns_the_form_off_and_leads_there(qtbot, details: Details) -> None:
    show(details, "---\npodcast: x\ntitle: Episode 50: x\n---\n\nQ: Hi?")
    assert not details.form.fields["podcast"].isEnabled()
    assert details.segment.chapter.isEnabled()
    assert details.trouble_words.text() == (
        "Line 3 cannot be read, so Details is off. Saving leaves these lines as they are."
    )
    with qtbot.waitSignal(details.line_activated) as line:
        qtbot.mouseClick(details.go_to_line, Qt.MouseButton.LeftButton)
    assert line.args == [2]
    show(details, TEXT)
    assert details.form.fields["podcast"].isEnabled()
    assert not details.trouble.isVisible()


def test_the_title_grows_with_its_text_and_stays_one_line(qtbot, details: Details) -> None:
    one = details.form.title.height()
    details.form.title.setFocus()
    details.form.title.selectAll()
    QApplication.clipboard().setText("many words\nthat need room " * 6)
    details.form.title.paste()
    assert details.form.title.height() > one
    assert "\n" not in details.form.title.text()
    qtbot.keyClick(details.form.title, Qt.Key.Key_Return)
    assert "\n" not in details.form.title.text()
    assert not details.form.title.hasFocus()


def test_every_field_has_a_name(details: Details) -> None:
    fields = (
        *details.form.fields.values(),
        details.form.title,
        details.form.chapters,
        details.segment.chapter,
    )
    assert all(
        field.accessibleName()
        for field in (*fields, details.segment.link, details.form.audio_button)
    )


def test_the_chapter_list_is_told_before_it_is_published(details: Details) -> None:
    form = details.segment
    show(details, TEXT)
    assert form.listed_words.text() == "1:12 Reviving tired soil"
    assert form.listed.isChecked()
    show(details, TEXT.replace('url="', 'toc="no" url="'))
    assert not form.listed.isChecked()
    assert form.listed_words.text().startswith("Left out of lists.")
    show(details, TEXT, 1)
    assert form.listed_words.text() == "No chapter yet: it has no stamp."
    assert not form.listed.isEnabled()
    show(details, "Q: Why? [0:10]\n\nA: So. [0:20]", 1)
    assert form.listed_words.text().startswith("No chapter. Give it a chapter title")


def test_taking_it_out_of_the_list_is_an_attribute(qtbot, details: Details) -> None:
    with qtbot.waitSignal(details.attribute_changed) as asked:
        details.segment.listed.click()
    assert asked.args == [0, "toc", "no"]


def test_a_short_title_is_offered_and_never_set_by_itself(qtbot, details: Details) -> None:
    form = details.segment
    assert not form.use.isVisible()
    with qtbot.assertNotEmitted(details.attribute_changed):
        show(details, "Q: So, can you tell us a bit about your compost & bins? [0:10]")
    assert form.use.isVisible()
    assert form.use.text() == "Use: Compost && bins"
    assert form.chapter.text() == ""
    with qtbot.waitSignal(details.attribute_changed) as asked:
        form.use.click()
    assert asked.args == [0, "chapter", "Compost & bins"]


def test_a_title_past_what_lists_show_says_so(details: Details) -> None:
    show(details, 'Q: Hm? [0:10]\n{: chapter="' + "long " * 21 + '" }')
    assert details.segment.chapter_count.words.text().startswith("104 characters. Lists cut")


def test_a_picture_is_typed_or_chosen(qtbot, details: Details) -> None:
    with qtbot.waitSignal(details.segment.choose_image_requested) as asked:
        details.segment.image_button.click()
    assert asked.args == [0]
    details.segment.image.setFocus()
    with qtbot.waitSignal(details.attribute_changed) as typed:
        qtbot.keyClicks(details.segment.image, "a")
    assert typed.args == [0, "image", "a"]
