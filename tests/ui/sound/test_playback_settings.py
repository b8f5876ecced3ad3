"""The dialog that is made from the options table."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from notesapp.commands.options import OPTIONS, default, option, validate
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import make_look
from notesapp.ui.kit.option_fields import field_for
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.sound.playback_settings import PlaybackSettings
from notesapp.ui.sound.sound_output import OutputFacts

FACTS = OutputFacts(("Speakers", "Buds"), "Buds", {"Buds": 180, "System default": 20})


@pytest.fixture
def dialog(qtbot: QtBot) -> PlaybackSettings:
    look = make_look(load_theme("light"), load_fonts())
    made = PlaybackSettings(look, default, FACTS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


WITH_FIELD = [row for row in OPTIONS if row.type is not dict and (row.allowed or row.limits)]


@pytest.mark.parametrize("row", WITH_FIELD, ids=lambda row: row.key)
def test_a_field_holds_every_value_its_row_allows(qapp: QApplication, row: Any) -> None:
    field = field_for(row)
    values = [row.default, *(row.allowed or map(row.type, row.limits))]
    if row.key == "player.boost_db":
        values = [0, 6, 12]
    for value in values:
        field.show(value)
        assert field.value() == value
        assert validate(row.key, field.value()) == value


def test_rows_that_are_no_fields_say_so(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        field_for(option("keys.overrides"))


def test_every_field_has_its_label_and_its_help(dialog: PlaybackSettings) -> None:
    labels = {label.text() for label in dialog.findChildren(QLabel)}
    for key, row in dialog.fields.items():
        assert option(key).title in labels
        assert option(key).help in labels
        assert row.widget.accessibleName() == option(key).title


def test_saving_tells_all_values_in_the_units_of_the_table(
    qtbot: QtBot, dialog: PlaybackSettings
) -> None:
    back = dialog.fields["player.back_ms"].widget
    assert back.text() == "3 s"
    back.selectAll()
    qtbot.keyClicks(back, "2.5")
    dialog.delay.setValue(200)
    with qtbot.waitSignal(dialog.saved) as caught:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    values, output, delays = caught.args
    assert values["player.back_ms"] == 2500
    assert values["player.rewind_on_resume_ms"] == 2000
    assert {key: validate(key, value) for key, value in values.items()} == values
    assert (output, delays) == ("Buds", {"Buds": 200, "System default": 20})
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", ["en_US", "de_DE"])
@pytest.mark.parametrize("typed", ["2.5", "2,5"])
def test_a_point_and_a_comma_start_the_fraction(
    qtbot: QtBot, dialog: PlaybackSettings, language: str, typed: str
) -> None:
    back = dialog.fields["player.back_ms"]
    back.widget.setLocale(QLocale(language))
    back.widget.selectAll()
    qtbot.keyClicks(back.widget, typed)
    back.widget.interpretText()
    assert back.value() == 2500


def test_escape_stores_nothing(qtbot: QtBot, dialog: PlaybackSettings) -> None:
    stored: list[object] = []
    dialog.saved.connect(lambda *values: stored.append(values))
    dialog.fields["player.back_ms"].show(9000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert stored == []
    assert not dialog.isVisible()


def test_the_delay_is_that_of_the_output(dialog: PlaybackSettings) -> None:
    assert dialog.delay.value() == 180
    dialog.output.setCurrentIndex(0)
    assert dialog.delay.value() == 20
    dialog.output.show_value("Speakers")
    assert dialog.delay.value() == 0


def test_tapping_asks_for_the_output_shown_and_its_answer_is_taken(
    qtbot: QtBot, dialog: PlaybackSettings
) -> None:
    with qtbot.waitSignal(dialog.tap_requested) as caught:
        dialog.tap.click()
    assert caught.args == ["Buds"]
    dialog.take_delay("Buds", 230)
    assert dialog.delay.value() == 230


def test_the_list_of_outputs_follows_plugs(dialog: PlaybackSettings) -> None:
    dialog.show_outputs(OutputFacts(("Speakers", "Dock"), "", {}))
    words = [dialog.output.itemText(i) for i in range(dialog.output.count())]
    assert words == ["System default", "Speakers", "Dock", "Buds (not there)"]
    assert not dialog.tap.isEnabled()
    dialog.output.show_value("Dock")
    assert dialog.tap.isEnabled()
    dialog.output.show_value("Buds")
    assert not dialog.tap.isEnabled()
    assert dialog.output.currentData() == "Buds"


def test_usual_values_are_only_shown_until_they_are_saved(dialog: PlaybackSettings) -> None:
    dialog.fields["player.my_speed"].show(2.25)
    dialog.usual.click()
    assert dialog.fields["player.my_speed"].value() == 1.5
    assert dialog.isVisible()
