"""The dialog shows what a colour comes to, refuses what is none, and keeps what is chosen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog
from pytestqt.qtbot import QtBot

from notesapp.errors import FileTrouble
from notesapp.formats.html_colours import contrast
from notesapp.formats.html_themes import STYLE, with_own_themes
from notesapp.ui.kit.look import Look
from notesapp.ui.shows.theme_actions import options_in, with_options
from notesapp.ui.shows.theme_dialog import ThemeDialog

OWN = {"mine": {"page.css": "a { color: red; }"}, "bad": {"page.css": "@import 'x';"}}


def refuse(_options: Mapping[str, str]) -> None:
    raise FileTrouble("The disk is full.")


@pytest.fixture
def made(qtbot: QtBot, look: Look):
    def make(options: Mapping[str, str] | None = None, save=lambda _: None) -> ThemeDialog:
        dialog = ThemeDialog(
            look,
            "Dear Mel",
            options or {},
            ("mine", "bad"),
            texts_of=lambda given: with_own_themes({"html": given}, lambda n: OWN.get(n, {}))[
                "html"
            ],
            save=save,
        )
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def test_what_was_chosen_is_there_again(made):
    chosen = {"theme": "paper", "accent": "#0a5c36", "scheme": "dark"}
    assert made(chosen).options() == chosen
    assert made().options() == {}
    assert made({"theme": "gone"}).theme.currentData() == "gone"


def test_a_weak_colour_is_shown_as_it_will_be(made):
    dialog = made()
    assert len(dialog.sample.palettes) == 2
    dialog.accent.setText("#ffee00")
    light, dark = dialog.sample.palettes
    assert contrast(light["accent"], light["surface"]) >= 4.5
    assert dark["accent"] == "#FFEE00"
    assert light["accent"].lower() in dialog.hint.words.text()
    dialog.scheme.show_value("dark")
    assert dialog.sample.palettes == (dark,)
    assert dialog.hint.isHidden()


def test_the_sample_is_painted_in_these_colours(made):
    dialog = made({"scheme": "dark", "theme": "studio"})
    shot = dialog.sample.grab().toImage()
    found = {shot.pixelColor(x, 6).name() for x in range(20, shot.width() - 20, 20)}
    assert dialog.sample.palettes[0]["bg"].lower() in found


@pytest.mark.parametrize("word", ["red", "#12", "#12345g"])
def test_what_is_no_colour_is_not_saved(made, word: str):
    saved: list[Mapping[str, str]] = []
    dialog = made(save=saved.append)
    dialog.accent.setText(word)
    assert dialog.hint.words.text() == f"“{word}” is no colour. Write it as #0a5c36."
    assert dialog.hint.is_over() and dialog.sample.palettes
    looked: list[object] = []
    dialog.look_requested.connect(looked.append)
    dialog.open_page.click()
    dialog.go.click()
    assert saved == looked == [] and dialog.isVisible()
    dialog.accent.setText("#0A5C36 ")
    assert not dialog.hint.is_over()
    dialog.go.click()
    assert saved == [{"accent": "#0a5c36"}] and not dialog.isVisible()


def test_themes_of_ones_own_are_there_and_looked_at_with_their_texts(made):
    dialog = made()
    looked: list[Mapping[str, str]] = []
    dialog.look_requested.connect(looked.append)
    dialog.theme.show_value("mine")
    dialog.open_page.click()
    assert looked == [{"theme": "mine", STYLE: "a { color: red; }"}]
    assert dialog.options() == {"theme": "mine"}
    dialog.theme.show_value("bad")
    assert "“bad” cannot be used: page.css may load nothing" in dialog.trouble.words.text()
    assert dialog.sample.palettes == ()


def test_trouble_while_saving_is_said_and_nothing_closes(made):
    dialog = made(save=refuse)
    dialog.go.click()
    assert dialog.trouble.words.text() == "The disk is full." and dialog.isVisible()


def test_a_colour_can_be_picked(made, qtbot: QtBot):
    dialog = made({"accent": "#0a5c36"})
    dialog.pick.click()
    picker = dialog.findChild(QColorDialog)
    assert picker is not None and picker.currentColor() == QColor("#0a5c36")
    picker.setCurrentColor(QColor("#aa0000"))
    picker.accept()
    assert dialog.accent.text() == "#aa0000"


def test_other_options_of_the_show_stay():
    words = ("html.theme=plain", "csv.frames=25", "html-embed.notes=yes", "html.accent=#000000")
    now = with_options(words, {"theme": "paper", "accent": "#0a5c36"})
    assert now == (
        *("csv.frames=25", "html-embed.notes=yes", "html.theme=paper", "html.accent=#0a5c36"),
        *("html-embed.theme=paper", "html-embed.accent=#0a5c36"),
    )
    assert options_in(now) == {"theme": "paper", "accent": "#0a5c36"}
    assert with_options(now, {}) == ("csv.frames=25", "html-embed.notes=yes")
