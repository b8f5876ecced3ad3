"""The manual says what is: its keys, menus and pictures are the program's."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from notesapp.commands.table import COMMANDS, MENUS
from notesapp.storage.resources import resource
from notesapp.ui.help.manual_text import menu_path, page_sources, read_pages, without_unknown
from notesapp.ui.help.manual_window import ManualWindow, picture_path
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, make_look
from notesapp.ui.kit.theme import load_theme

SOURCES = page_sources()
NAMED = re.compile(r"\{(?:key|menu):([^}]*)\}")
CONDITION = re.compile(r"\{if:([^}]*)\}")
AWAITED = {"segment.shift", "file.new_episode"}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
KNOWN = {entry.id for entry in COMMANDS}
LARGEST_BYTES = 150_000


def key_of(command_id: str) -> str:
    return {"segment.stamp": "Ctrl+J"}.get(command_id, "")


@pytest.mark.parametrize("name", SOURCES)
def test_every_command_it_names_is_one(name: str):
    named = set(NAMED.findall(without_unknown(SOURCES[name])))
    assert named <= KNOWN, sorted(named - KNOWN)


def test_what_stands_there_only_sometimes_is_known_or_awaited():
    conditions = {found for source in SOURCES.values() for found in CONDITION.findall(source)}
    assert conditions <= KNOWN | AWAITED


def test_nothing_unfilled_is_left():
    for page in read_pages(key_of, "no key"):
        assert "{" not in page.html, page.name
        assert page.title
        assert page.html.count("<h1>") == 1


def test_keys_are_those_of_now():
    pages = {page.name: page for page in read_pages(key_of, "no key")}
    assert "Ctrl J" in pages["05-stamp"].words
    changed = {page.name: page for page in read_pages(lambda _: "F9", "no key")}
    assert "F9" in changed["05-stamp"].words
    assert "Ctrl" not in changed["05-stamp"].words


def test_the_ways_through_the_menus_exist():
    assert menu_path("help.about") == "Help › About Show Notes"
    written = " ".join(SOURCES.values())
    assert not re.search(rf"\b(?:{'|'.join(MENUS)}) (?:›|>|menu)", written), "write {menu:…}"


def test_every_picture_is_there_in_both_themes_and_small():
    named = {name for source in SOURCES.values() for _, name in PICTURE.findall(source)}
    folder = resource("manual", "pictures")
    wanted = {f"{name}-{theme}.png" for name in named for theme in ("light", "dark")}
    assert {path.name for path in folder.iterdir()} == wanted
    for name in wanted:
        assert (folder / name).stat().st_size <= LARGEST_BYTES
        assert not QImage(str(folder / name)).isNull()
    words = [words for source in SOURCES.values() for words, _ in PICTURE.findall(source)]
    assert all(words)


def test_sentences_are_short():
    for page in read_pages(lambda _: "F9", "no key"):
        text = re.sub(r"<(?:td|th|li|p|h\d)[^>]*>", ". ", page.html)
        plain = re.sub(r"<[^>]*>", "", text)
        longest = max(re.split(r"[.!?:;]\s", plain), key=lambda part: len(part.split()))
        assert len(longest.split()) <= 32, f"{page.name}: {longest}"


@pytest.fixture
def manual(qtbot: QtBot, look: Look) -> ManualWindow:
    window = ManualWindow(look, key_of)
    qtbot.addWidget(window)
    window.show()
    return window


def test_it_opens_at_the_start_and_finds_its_way_back(manual: ManualWindow):
    assert manual.page_name() == "01-start"
    assert not manual.back_button.isEnabled()
    manual.open_page("05-stamp")
    manual.open_page("13-safe")
    manual.go_back()
    assert manual.page_name() == "05-stamp"
    manual.back_button.click()
    assert manual.page_name() == "01-start"
    assert not manual.back_button.isEnabled()


def test_search_keeps_the_pages_that_hold_the_words(manual: ManualWindow):
    manual.search.setText("bluetooth")
    shown = [
        page.name
        for row, page in enumerate(manual._pages)
        if not manual.contents.item(row).isHidden()
    ]
    assert shown
    assert all("bluetooth" in page.words.lower() for page in manual._pages if page.name in shown)
    assert manual.page_name() in shown
    assert manual.view.textCursor().selectedText().lower() == "bluetooth"
    assert manual.view.extraSelections()
    manual.search.setText("no such words here")
    assert manual.count.text() == "Nothing found"
    manual.search.clear()
    assert not any(manual.contents.item(row).isHidden() for row in range(manual.contents.count()))
    assert manual.view.extraSelections() == []


def test_the_next_hit_goes_through_the_page_then_to_the_next(manual: ManualWindow):
    manual.search.setText("stamp")
    begun = manual.page_name()
    first = manual.view.textCursor().position()
    manual.next_hit()
    assert manual.view.textCursor().position() > first
    for _ in range(len(manual._hits)):
        manual.next_hit()
    assert manual.page_name() != begun


def test_pictures_follow_the_theme_and_nothing_else_is_loaded(look: Look, manual: ManualWindow):
    dark = make_look(load_theme("dark"), load_fonts())
    light_path, dark_path = picture_path("window", look), picture_path("window", dark)
    assert light_path is not None
    assert dark_path is not None
    assert (light_path.name, dark_path.name) == ("window-light.png", "window-dark.png")
    assert picture_path("../../LICENSES.md", look) is None
    assert picture_path("nothing", look) is None
    manual.set_look(dark)
    assert manual.page_name() == "01-start"
