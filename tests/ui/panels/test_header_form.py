"""Lists, what is wrong with a value, what is kept, and the words that say what a field is for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from notesapp.core.edits.base import apply_edits
from notesapp.core.edits.header_edits import set_header
from notesapp.core.parser import parse
from notesapp.ui.kit.form_fields import UndoKeys
from notesapp.ui.kit.look import Look
from notesapp.ui.panels.header_form import HeaderForm

TEXT = """\
---
# by hand
podcast: "The Small Garden"
explicit: no
guests: ["Ana Lee"]
links: ["https://a.org", "[Words](https://b.org)"]
author: me
---

Words.
"""


class Page:
    """A form whose edits reach a text, as in the window."""

    def __init__(self, window: QMainWindow, form: HeaderForm) -> None:
        self.window, self.form, self.text = window, form, TEXT
        form.changed.connect(self.edit)
        self.show(TEXT)

    def edit(self, key: str, value: object) -> None:
        self.show(apply_edits(self.text, set_header(parse(self.text), key, value)))

    def show(self, text: str) -> None:
        self.text = text
        self.form.show_notes(parse(text))


@pytest.fixture
def page(qtbot, look: Look) -> Page:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(344, 800)
    form = HeaderForm(look, UndoKeys(window))
    holder = QWidget()
    window.setCentralWidget(holder)
    form.setParent(holder)
    form.resize(344, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Page(window, form)


def test_guests_stand_one_a_line(qtbot, page: Page) -> None:
    guests = page.form.lists["guests"]
    one = guests.height()
    guests.setFocus()
    qtbot.keyClick(guests, Qt.Key.Key_End)
    qtbot.keyClick(guests, Qt.Key.Key_Return)
    assert 'guests: ["Ana Lee"]' in page.text
    assert guests.height() > one
    qtbot.keyClicks(guests, "Davis, Jr.")
    assert 'guests: ["Ana Lee", "Davis, Jr."]' in page.text
    qtbot.keyClick(guests, Qt.Key.Key_Return)
    qtbot.keyClick(guests, Qt.Key.Key_Return)
    assert not guests.hasFocus()
    assert 'guests: ["Ana Lee", "Davis, Jr."]' in page.text


def test_links_are_words_and_an_address(qtbot, page: Page) -> None:
    links = page.form.lists["links"]
    assert links.items() == ("https://a.org", "Words, https://b.org")
    links.setFocus()
    links.moveCursor(links.textCursor().MoveOperation.End)
    qtbot.keyClicks(links, "/c")
    assert '"[Words](https://b.org/c)"]' in page.text
    assert links.items()[1] == "Words, https://b.org/c"


def test_a_removed_list_leaves_no_key(qtbot, page: Page) -> None:
    guests = page.form.lists["guests"]
    guests.setFocus()
    guests.selectAll()
    qtbot.keyClick(guests, Qt.Key.Key_Delete)
    assert "guests" not in page.text
    page.show(TEXT)  # what undo does
    assert guests.items() == ("Ana Lee",)


def test_other_lines_are_counted_and_kept(qtbot, page: Page) -> None:
    assert page.form.kept.text() == "3 other lines are kept"
    page.edit("podcast", "New")
    assert "# by hand\n" in page.text
    assert "explicit: no\n" in page.text
    page.show('---\npodcast: "x"\n---\n')
    assert page.form.kept.isHidden()


def test_what_is_wrong_stands_under_its_field(qtbot, page: Page) -> None:
    below = page.form.notes_below
    page.show("---\nepisode: twelve\ndate: 14.5.2026\nchapters: some\n---\n")
    assert below["episode"].is_over()
    assert "whole number" in below["episode"].words.text()
    assert below["date"].words.text() == "Write the day as year, month and day: 2026-05-14."
    assert below["chapters"].is_over()
    page.show("---\nepisode: 12\ndate: 2026-05-14\nchapters: marked\n---\n")
    assert not any(count.is_over() for count in below.values())
    assert below["chapters"].words.text() == "Only what has a chapter title is a chapter."


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "2026-1-1"])
def test_a_day_that_is_none_is_said(page: Page, day: str) -> None:
    page.show(f'---\ndate: "{day}"\n---\n')
    assert page.form.notes_below["date"].is_over()


def test_rarer_fields_unfold(qtbot, page: Page) -> None:
    assert not page.form.fields["speakers"].isVisible()
    page.form.more_button.click()
    assert page.form.fields["speakers"].isVisible()
    page.form.fields["speakers"].setFocus()
    qtbot.keyClicks(page.form.fields["speakers"], "Nora, Tom")
    assert 'speakers: ["Nora", "Tom"]' in page.text


def test_a_value_without_a_place_creates_the_header(qtbot, page: Page) -> None:
    page.show("Words.\n")
    page.form.fields["podcast"].setFocus()
    qtbot.keyClicks(page.form.fields["podcast"], "G")
    assert page.text.startswith('---\npodcast: "G"\n---\n')


def test_every_field_has_a_name_and_says_what_belongs_there(page: Page) -> None:
    form = page.form
    for field in (*form.fields.values(), *form.lists.values(), form.title):
        assert field.accessibleName()
        assert field.placeholderText()


def test_names_are_offered_and_only_tab_takes_them(qtbot, page: Page) -> None:
    page.form.names = lambda: ("Melissa Perri", "Tom Ashby")
    guests = page.form.lists["guests"]
    guests.setFocus()
    guests.selectAll()
    qtbot.keyClicks(guests, "Mel")
    assert guests.ghost.rest == "issa Perri"
    assert 'guests: ["Mel"]' in page.text
    qtbot.keyClick(guests, Qt.Key.Key_Return)
    assert guests.items() == ("Mel",)
    qtbot.keyClicks(guests, "Tom")
    assert guests.ghost.rest == " Ashby"
    qtbot.keyClick(guests, Qt.Key.Key_Tab)
    assert 'guests: ["Mel", "Tom Ashby"]' in page.text
    assert guests.hasFocus()
    assert guests.ghost.rest == ""
    qtbot.keyClick(guests, Qt.Key.Key_Tab)
    assert not guests.hasFocus()
