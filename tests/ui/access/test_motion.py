"""Who wants nothing to move gets it, everywhere; who wants large words gets them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStyle

from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.episode.episode import Episode
from notesapp.ui.kit.motion import wants_motion
from notesapp.ui.program import Program
from tests.rules.source_files import PACKAGE, python_files, where

# What changes over time: it may be used where the look is asked how long it may take.
MOVING = re.compile(r"Q(Property|Variant|Abstract)Animation|QTimeLine|setAnimated")
DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|Qt\.GlobalColor\.(?!transparent)")
# Paper is white whatever the theme is.
OWN_COLOURS = ("notesapp/ui/printing/paper.py",)


def button_ms(program: Program) -> int:
    """How long the style of a button would move it."""
    button = QPushButton()
    return button.style().styleHint(DURATION, None, button)


def store(program: Program, **values: object) -> None:
    settings: SettingsFile = program.services.settings
    for name, value in values.items():
        settings.choose(f"look.{name}", value)
    program.services.apply_settings()


def test_the_setting_stills_the_look_and_the_style(program: Program, episode: Episode) -> None:
    assert episode.window.look.duration_ms(120) == 120
    assert button_ms(program) > 0
    store(program, motion="reduced")
    assert episode.window.look.duration_ms(120) == 0
    assert button_ms(program) == 0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    store(program, motion="system")
    assert episode.window.look.duration_ms(120) == 120
    assert button_ms(program) > 0


@pytest.mark.parametrize(("setting", "wanted"), [("system", True), ("reduced", False)])
def test_reduced_wins_over_the_desktop(qapp: QApplication, setting: str, wanted: bool) -> None:
    assert wants_motion(setting) is wanted


def test_what_moves_asks_how_long_it_may() -> None:
    moving = [p for p in python_files(PACKAGE / "ui") if MOVING.search(p.read_text("utf-8"))]
    deaf = [where(p) for p in moving if "duration_ms(" not in p.read_text("utf-8")]
    assert not deaf, f"ask look.duration_ms: {deaf}"


def test_words_grow_with_the_setting_and_stay_within_what_is_laid_out(
    program: Program, episode: Episode
) -> None:
    small = episode.window.look.font("body").pixelSize()
    store(program, text_percent=150)
    assert episode.window.look.font("body").pixelSize() == round(small * 1.5)
    assert QApplication.font().pixelSize() == round(small * 1.5)


def test_every_colour_comes_from_a_theme() -> None:
    own = [
        where(path)
        for path in python_files(PACKAGE / "ui")
        if COLOUR.search(path.read_text("utf-8")) and where(path) not in OWN_COLOURS
    ]
    assert not own, f"use a token of the theme: {own}"


def test_the_rules_catch() -> None:
    assert MOVING.search("QPropertyAnimation(self)")
    assert COLOUR.search('"#0A666D"')
    assert COLOUR.search("Qt.GlobalColor.red")
    assert not COLOUR.search("Qt.GlobalColor.transparent")
