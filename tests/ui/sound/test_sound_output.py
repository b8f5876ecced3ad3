"""The output the user wants, across plugs, engines and restarts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from notesapp.storage.settings_file import SettingsFile
from notesapp.ui.sound.playback import Playback
from notesapp.ui.sound.sound_output import SoundOutput
from tests.ui.sound_card import FakeEngine

BUDS = "Buds"


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


class Desk:
    """A playback with a card, ready to play."""

    def __init__(self, settings: SettingsFile, qtbot: QtBot, *names: str) -> None:
        self.engine = FakeEngine(*names)
        self.playback = Playback(lambda _: (self.engine, ""), "auto")
        self.sound = SoundOutput(self.playback, settings)
        self.lost: list[str] = []
        self.sound.lost.connect(self.lost.append)
        self.playback.load(Path("some.wav"))
        qtbot.waitUntil(lambda: self.playback.has_audio)


def test_what_was_chosen_is_chosen_again_after_a_restart(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    desk = Desk(settings, qtbot, "Speakers", BUDS)
    assert [o.name for o in desk.sound.outputs()] == ["System default", "Speakers", BUDS]
    desk.sound.choose(BUDS)
    assert desk.engine.state.output == "id-Buds"
    again = Desk(settings, qtbot, BUDS)
    assert again.engine.state.output == "id-Buds"
    assert again.lost == []


def test_each_output_has_its_own_delay(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    desk = Desk(settings, qtbot, BUDS)
    desk.sound.keep_delay(desk.sound.name_in_use(), 20)
    desk.sound.choose(BUDS)
    desk.sound.keep_delay(BUDS, 180)
    assert desk.engine.state.delay_ms == 180
    desk.sound.choose("")
    assert desk.engine.state.delay_ms == 20
    assert Desk(settings, qtbot).engine.state.delay_ms == 20
    stored = settings.read().numbers("player.output_delays")
    assert stored == {"System default": 20, BUDS: 180}


def test_an_output_that_goes_and_comes_back(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    desk = Desk(settings, qtbot, BUDS)
    desk.sound.keep_delay(BUDS, 180)
    desk.sound.choose(BUDS)
    desk.engine.unplug(BUDS)
    assert len(desk.lost) == 1
    assert BUDS in desk.lost[0]
    assert desk.engine.state.delay_ms == 0
    assert desk.sound.chosen == BUDS
    desk.engine.plug("Speakers")
    assert len(desk.lost) == 1
    desk.engine.plug(BUDS)
    assert desk.engine.state.output == "id-Buds"
    assert desk.engine.state.delay_ms == 180
    desk.engine.unplug(BUDS)
    assert len(desk.lost) == 2


def test_an_output_that_is_not_there_at_the_start_is_said_once_and_waited_for(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    settings.choose("player.output", BUDS)
    desk = Desk(settings, qtbot, "Speakers")
    assert desk.lost == ["“Buds” is not there. Playing on the system default until it is back."]
    assert desk.engine.state.output == ""
    desk.engine.plug(BUDS)
    assert desk.engine.state.output == "id-Buds"


def test_an_output_that_goes_without_a_word_is_missed_all_the_same(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    desk = Desk(settings, qtbot, BUDS)
    desk.sound.choose(BUDS)
    desk.engine.unplug(BUDS, quietly=True)
    qtbot.waitUntil(lambda: len(desk.lost) == 1, timeout=15_000)
    assert desk.engine.state.output == ""
    desk.sound.choose("")
    assert desk.engine.wanted == ""


def test_boost_and_warmth_reach_every_new_engine(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    settings.choose("player.keep_warm_s", 5)
    desk = Desk(settings, qtbot)
    desk.sound.set_boost(6)
    assert (desk.engine.state.boost_db, desk.engine.warm_s) == (6, 5)
    desk.engine = other = FakeEngine()
    desk.playback.use_engine("qt")
    qtbot.waitUntil(lambda: desk.playback.has_audio)
    assert (other.state.boost_db, other.warm_s) == (6, 5)


def test_before_there_is_an_engine_nothing_is_said_to_be_away(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    desk = Desk(settings, qtbot, "Speakers")
    desk.sound.choose(BUDS)
    assert BUDS not in desk.sound.facts().names
    desk.playback.close()
    assert desk.sound.facts().names == (BUDS,)


def test_without_an_engine_nothing_is_asked_of_one(
    qapp: QApplication, settings: SettingsFile, qtbot: QtBot
) -> None:
    desk = Desk(settings, qtbot, BUDS)
    desk.playback.close()
    desk.sound.choose(BUDS)
    desk.sound.set_boost(12)
    assert desk.engine.wanted == ""
    assert [o.name for o in desk.sound.outputs()] == ["System default"]
