"""The transport and the overview: what is pressed is asked for, what is told is shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from notesapp.player.state import Exactness, Phase, PlayerState
from notesapp.ui.kit.fonts import load_fonts
from notesapp.ui.kit.look import Look, hand_down, make_look
from notesapp.ui.kit.theme import load_theme
from notesapp.ui.transport.rates import PRESETS, rate_text, step_rate
from notesapp.ui.transport.transport import Transport
from notesapp.ui.waveform.overview import HEIGHT, MARGIN, STEP_MS, Overview

PAUSED = PlayerState(
    phase=Phase.PAUSED,
    duration_ms=1_307_000,
    engine_name="VLC",
    volume=70,
    exactness=Exactness.EXACT,
)


@pytest.fixture
def transport(qtbot, look: Look) -> Transport:
    widget = Transport(look)
    qtbot.addWidget(widget)
    widget.resize(1440, 52)
    widget.show_state(PAUSED)
    widget.set_publish_needs("")
    widget.show()
    return widget


@pytest.fixture
def overview(qtbot, look: Look) -> Overview:
    widget = Overview(look)
    qtbot.addWidget(widget)
    widget.resize(1000 + 2 * MARGIN, HEIGHT)
    widget.set_duration(100_000)
    widget.show()
    return widget


@pytest.mark.parametrize(
    ("part", "signal"),
    [
        ("play", "play_toggled_requested"),
        ("back", "back_requested"),
        ("forward", "forward_requested"),
        ("hear", "hear_requested"),
        ("loop", "loop_requested"),
        ("position", "go_to_requested"),
        ("engine", "engine_clicked"),
        ("publish", "publish_requested"),
    ],
)
@pytest.mark.parametrize("way", ["mouse", "space", "enter"])
def test_every_control_asks_by_mouse_and_by_key(
    qtbot, transport: Transport, part: str, signal: str, way: str
) -> None:
    control = getattr(transport, part)
    with qtbot.waitSignal(getattr(transport, signal), timeout=1000):
        if way == "mouse":
            qtbot.mouseClick(control, Qt.MouseButton.LeftButton)
        else:
            key = Qt.Key.Key_Space if way == "space" else Qt.Key.Key_Return
            qtbot.keyClick(control, key)


def test_without_audio_what_needs_it_is_off_and_says_so(qtbot, look: Look) -> None:
    transport = Transport(look)
    qtbot.addWidget(transport)
    for part in (transport.play, transport.back, transport.forward, transport.hear):
        assert not part.isEnabled()
        assert part.toolTip() == "Needs audio"
        assert part.accessibleName()
    assert transport.publish.toolTip() == "Needs notes"
    assert transport.engine.text() == "No audio"
    assert transport.position.shown_text() == "0:00"


def test_a_click_never_takes_the_focus_from_the_text(qtbot, look: Look) -> None:
    transport, window = Transport(look), QWidget()
    transport.show_state(PAUSED)
    transport.set_publish_needs("")
    qtbot.addWidget(window)
    field = QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(transport)
    window.resize(1440, 80)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    for part in (transport.play, transport.volume.icon, transport.publish):
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
        assert field.hasFocus()


def test_tooltips_name_the_key(transport: Transport) -> None:
    transport.set_keys({"play": "Esc", "back": "Ctrl+R"})
    assert transport.play.toolTip() == "Play or pause (Esc)"
    assert transport.back.toolTip() == "Back 5 s (Ctrl+R)"
    assert transport.forward.toolTip() == "Forward 5 s"


def test_the_play_button_says_what_it_would_do(transport: Transport) -> None:
    assert transport.play.accessibleName() == "Play"
    transport.show_state(PAUSED.moved(Phase.PLAYING))
    assert transport.play.accessibleName() == "Pause"


def test_the_position_is_typeset_in_tenths_and_does_not_jitter(transport: Transport) -> None:
    widths = set()
    for position_ms in (0, 506_499, 611_111, 1_288_888):
        transport.show_position(position_ms)
        widths.add(transport.position.sizeHint().width())
    assert len(widths) == 1
    transport.show_position(506_499)
    assert transport.position.shown_text() == "8:26.4 / 21:47"
    assert transport.position.accessibleDescription() == "8 minutes 26 seconds"


def test_an_engine_in_trouble_carries_the_sign_and_explains(transport: Transport) -> None:
    width = transport.engine.sizeHint().width()
    transport.show_state(PAUSED.refused("This file cannot be played."))
    assert transport.engine.toolTip() == "This file cannot be played."
    assert transport.engine.sizeHint().width() > width


def test_presets_open_under_the_speed_and_ask_for_a_rate(qtbot, transport: Transport) -> None:
    menu = transport.speed.build_menu()
    actions = menu.actions()
    words = [action.text() for action in actions if not action.isSeparator()]
    presets = [rate_text(rate) for rate in PRESETS]
    assert words == [*presets, "Other speed…", "My speed is 1×"]
    assert [action.text() for action in actions if action.isChecked()] == [rate_text(1.0)]
    with qtbot.waitSignal(transport.rate_requested, timeout=1000) as asked:
        actions[4].trigger()
    assert asked.args == [1.5]


def test_a_second_hasty_press_on_the_speed_resets_it(qtbot, transport: Transport) -> None:
    transport.show_state(PlayerState(phase=Phase.PAUSED, duration_ms=1000, rate=1.75))
    menu = transport.speed.build_menu()
    button = transport.speed
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    with qtbot.waitSignal(transport.rate_requested, timeout=1000) as asked:
        place = menu.mapFromGlobal(button.mapToGlobal(button.rect().center()))
        qtbot.mouseDClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [1.0]
    assert not menu.isVisible()


def test_the_wheel_and_the_arrows_step_the_speed(qtbot, transport: Transport) -> None:
    asked: list[float] = []
    transport.rate_requested.connect(asked.append)
    _wheel(transport.speed, 120)
    _wheel(transport.speed, 60)
    _wheel(transport.speed, -180)
    qtbot.keyClick(transport.speed, Qt.Key.Key_Up)
    assert asked == [1.05, 0.95, 1.05]


def test_the_speed_stays_within_what_the_engines_play() -> None:
    assert step_rate(3.0, 1) == 3.0
    assert step_rate(0.5, -4) == 0.5
    assert step_rate(1.27, 1) == 1.3


@pytest.mark.parametrize("width", [1440, 1280, 960, 900, 720])
def test_nothing_is_pushed_out_of_the_row(qtbot, transport: Transport, width: int) -> None:
    hours = PlayerState(phase=Phase.PAUSED, duration_ms=7_300_000, rate=1.25, engine_name="VLC")
    transport.show_state(hours)
    transport.show_position(7_250_000)
    transport.resize(width, 52)
    transport.layout().activate()
    parts = [part for part in transport.children() if isinstance(part, QWidget)]
    spans = sorted((p.x(), p.geometry().right()) for p in parts if p.isVisible())
    assert all(left[1] < right[0] for left, right in pairwise(spans))
    assert spans[-1][1] < width
    assert transport.speed_label.isVisible() is (width >= 840)


def test_another_look_reaches_every_part(qtbot, transport: Transport) -> None:
    dark = make_look(load_theme("dark"), load_fonts())
    hand_down(transport, dark)
    image = transport.grab().toImage()
    assert image.pixelColor(4, 4) == dark.color("bg")
    play = transport.play.geometry()
    assert image.pixelColor(play.x() + 4, play.center().y()) == dark.color("accent")


def test_a_click_on_the_overview_goes_there(qtbot, overview: Overview) -> None:
    with qtbot.waitSignal(overview.seek_requested, timeout=1000) as asked:
        qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(MARGIN + 250, 20))
    assert asked.args == [25_000]


def test_a_click_beside_the_bar_stays_inside_the_audio(qtbot, overview: Overview) -> None:
    asked: list[int] = []
    overview.seek_requested.connect(asked.append)
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(2, 20))
    qtbot.mouseClick(overview, Qt.MouseButton.LeftButton, pos=QPoint(1030, 20))
    assert asked == [0, 100_000]


def test_the_arrows_move_from_where_it_plays(qtbot, overview: Overview) -> None:
    asked: list[int] = []
    overview.seek_requested.connect(asked.append)
    overview.show_position(2_000)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(overview, key)
    assert asked == [2_000 + STEP_MS, 0, 0, 100_000]


def test_telling_a_position_asks_for_nothing(qtbot, overview: Overview) -> None:
    asked: list[int] = []
    overview.seek_requested.connect(asked.append)
    overview.show_position(61_500)
    assert asked == []
    assert overview.value() == 61
    overview.setValue(30)
    assert asked == [30_000]


def test_markers_and_the_playhead_stand_at_their_times(overview: Overview, look: Look) -> None:
    overview.set_markers((("question", 20_000), ("answer", 40_000)))
    overview.show_position(60_000)
    image = overview.grab().toImage()
    assert image.pixelColor(MARGIN + 200, 4) == look.color("accent")
    assert image.pixelColor(MARGIN + 400, 5) == look.color("bg")
    assert image.pixelColor(MARGIN + 600, 15) == look.color("ink")
    assert image.pixelColor(MARGIN + 100, 23) == look.color("wave")
    assert image.pixelColor(MARGIN + 900, 23) == look.color("waveIdle")


def test_without_audio_the_overview_says_so_and_cannot_be_asked(
    overview: Overview, look: Look
) -> None:
    overview.set_duration(0)
    assert not overview.isEnabled()
    image = overview.grab().toImage()
    assert image.pixelColor(MARGIN + 900, HEIGHT // 2) == look.color("line")
    words = {image.pixelColor(x, y).name() for x in range(MARGIN, 300) for y in range(10, 26)}
    assert look.theme.hex("ink3") in words


@pytest.mark.parametrize(("back_s", "forward_s", "shown"), [(3, 10, "3 10"), (30, 120, "30 ")])
def test_the_skips_carry_their_seconds(
    qtbot, look: Look, back_s: int, forward_s: int, shown: str
) -> None:
    widget = Transport(look, back_s=back_s, forward_s=forward_s)
    qtbot.addWidget(widget)
    widget.show_state(PAUSED)
    assert f"{widget.back.number()} {widget.forward.number()}" == shown
    assert widget.forward.accessibleName() == f"Forward {forward_s} s"
    assert widget.back.grab().toImage() != widget.forward.grab().toImage()


def _wheel(widget: QWidget, delta: int) -> None:
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_the_loop_is_shown_when_it_is_on_and_not_by_the_click(qtbot, transport: Transport) -> None:
    with qtbot.waitSignal(transport.loop_requested, timeout=1000):
        qtbot.mouseClick(transport.loop, Qt.MouseButton.LeftButton)
    assert not transport.loop.isChecked()
    transport.set_keys({"loop": "F8"})
    transport.show_loop("Loops from 0:05 to 0:06.")
    assert transport.loop.isChecked()
    transport.show_state(replace(PAUSED, phase=Phase.PLAYING))
    assert transport.loop.toolTip() == "Loops from 0:05 to 0:06. (F8)"
    transport.show_loop("")
    assert not transport.loop.isChecked()
    assert transport.loop.toolTip() == "Loop this segment (F8)"


def test_hearing_a_stamp_says_what_it_waits_for(transport: Transport) -> None:
    transport.set_hear_needs("Needs a segment with a stamp")
    assert not transport.hear.isEnabled()
    assert transport.hear.toolTip() == "Needs a segment with a stamp"
    transport.show_state(PlayerState())
    assert transport.hear.toolTip() == "Needs audio"
    transport.show_state(PAUSED)
    assert not transport.hear.isEnabled()
    transport.set_hear_needs("")
    assert transport.hear.isEnabled()


def test_the_speed_of_now_can_become_my_speed(qtbot, transport: Transport) -> None:
    transport.speed.set_own(1.5)
    transport.speed.set_rate(1.35)
    menu = transport.speed.build_menu()
    keep = menu.actions()[-1]
    assert (keep.text(), keep.isEnabled()) == ("Make 1.35× my speed", True)
    with qtbot.waitSignal(transport.speed.keep_requested, timeout=1000):
        keep.trigger()
    with qtbot.waitSignal(transport.speed.other_requested, timeout=1000):
        menu.actions()[-2].trigger()


def test_the_skips_follow_the_settings(transport: Transport) -> None:
    transport.set_steps(2500, 30_000)
    assert (transport.back.number(), transport.forward.number()) == ("", "30")
    assert transport.back.toolTip().startswith("Back 2.5 s")


def test_the_pill_says_how_exact_positions_are(transport: Transport) -> None:
    assert (transport.engine.text(), transport.engine.toolTip()) == (
        "VLC",
        "VLC. Positions are exact.",
    )
    transport.show_state(replace(PAUSED, exactness=Exactness.APPROXIMATE))
    assert transport.engine.text() == "VLC ± 0.1 s"
    assert "0.1 s off" in transport.engine.toolTip()


def test_the_boost_is_seen_while_it_is_on(qtbot, transport: Transport) -> None:
    volume = transport.volume
    assert not volume.boost.isVisible()
    volume.show_boost(6)
    assert volume.boost.isVisible()
    assert volume.boost.text() == "+6 dB"
    with qtbot.waitSignal(volume.boost_requested, timeout=1000) as caught:
        volume.build_menu().actions()[0].trigger()
    assert caught.args == [0]
    volume.show_boost(0)
    assert not volume.boost.isVisible()


def test_at_the_least_width_a_long_time_and_the_boost_still_fit(
    qtbot, transport: Transport
) -> None:
    transport.show_state(replace(PAUSED, duration_ms=36_000_000))
    transport.show_position(35_999_900)
    transport.volume.show_boost(12)
    transport.resize(720, 52)
    qtbot.waitUntil(lambda: transport.position.width() >= transport.position.sizeHint().width())
    assert transport.publish.geometry().right() <= 720
    assert not transport.engine.isVisible()
    transport.show_state(replace(PAUSED, exactness=Exactness.APPROXIMATE))
    assert transport.engine.isVisible()


def test_the_reaction_time_is_seen_chosen_stepped_and_reset(qtbot, transport: Transport) -> None:
    button = transport.reaction
    assert button.text() == "off"
    button.set_reaction(320)
    assert button.text() == "\u22120.32 s"
    assert button.accessibleName() == "Reaction time \u22120.32 s"
    asked: list[int] = []
    transport.reaction_requested.connect(asked.append)
    menu = button.build_menu()
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["\u22120.32 s"]
    menu.actions()[0].trigger()
    menu.deleteLater()
    _wheel(button, 120)
    _wheel(button, -120)
    qtbot.keyClick(button, Qt.Key.Key_Down)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    assert asked == [0, 350, 250, 250, 0]


def test_the_reaction_time_ends_where_the_setting_ends(qtbot, transport: Transport) -> None:
    asked: list[int] = []
    transport.reaction_requested.connect(asked.append)
    for ms, key in ((0, Qt.Key.Key_Down), (2000, Qt.Key.Key_Up)):
        transport.reaction.set_reaction(ms)
        qtbot.keyClick(transport.reaction, key)
    assert asked == []
